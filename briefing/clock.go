package briefing

import (
	"fmt"
	"strings"
)

// ClockTime is a time of day in minutes since midnight, 0 to 1439.
type ClockTime int

// dayMinutes is one more than the last ClockTime.
const dayMinutes = 24 * 60

// String is t as a 24-hour clock shows it, such as "08:00".
func (t ClockTime) String() string { return fmt.Sprintf("%02d:%02d", int(t)/60, int(t)%60) }

// ParseClock reads a time of the 24-hour clock, "00:00" to "23:59"; the hour may have one digit.
func ParseClock(s string) (ClockTime, error) {
	hour, minute, found := strings.Cut(s, ":")
	h, hourOK := twoDigits(hour)
	m, minuteOK := twoDigits(minute)
	if !found || !hourOK || !minuteOK || len(minute) != 2 || h > 23 || m > 59 {
		return 0, fmt.Errorf("%q is not a time of day: write it as 08:00, from 00:00 to 23:59", s)
	}
	return ClockTime(h*60 + m), nil
}

// twoDigits reads a number of one or two ASCII digits.
func twoDigits(s string) (n int, ok bool) {
	if len(s) < 1 || len(s) > 2 {
		return 0, false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
