package briefing

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Schedule is when a channel wants to be told: at these clock times, on these days, in this zone.
type Schedule struct {
	Times []ClockTime    // at least one, rising
	Days  []time.Weekday // none means every day
	Zone  string         // IANA name such as "Europe/Berlin"; "" means UTC
	Cron  string         // instead of Times and Days: five fields, such as "30 8 * * 1-5"
}

// Occurrence is one time a schedule falls due.
type Occurrence struct {
	Key string    // local day and time as written, "2026-03-29T02:30", also where clocks skipped that time: unique within a schedule
	At  time.Time // the instant it falls on
}

// ClockTime is a time of day in minutes since midnight, 0 to 1439.
type ClockTime int

// dayMinutes is one more than the last ClockTime.
const dayMinutes = 24 * 60

// Next is the first occurrence of s after the given moment, in the zone of s.
//
// A clock time that a day does not have (clocks go forward over it) falls on the first instant after the gap;
// one that a day has twice (clocks go back) falls on the first of the two. So each clock time of each wanted
// day occurs exactly once; two of them inside one gap fall on the same instant.
func (s Schedule) Next(after time.Time) (time.Time, error) {
	if err := s.Validate(); err != nil {
		return time.Time{}, err
	}
	zone, err := s.Location()
	if err != nil {
		return time.Time{}, err
	}
	return s.next(after, zone), nil
}

// Validate says what keeps s from ever occurring as written, in words for the person who wrote it.
func (s Schedule) Validate() error {
	if len(s.Times) == 0 {
		return errors.New("schedule has no time: give at least one, such as 08:00")
	}
	for i, t := range s.Times {
		if t < 0 || t >= dayMinutes {
			return fmt.Errorf("schedule time of %d minutes is not in a day: use 0 to %d", t, dayMinutes-1)
		}
		if i > 0 && t <= s.Times[i-1] {
			return fmt.Errorf("schedule times must rise, each once: %s comes after %s", t, s.Times[i-1])
		}
	}
	for i, d := range s.Days {
		if d < time.Sunday || d > time.Saturday {
			return fmt.Errorf("schedule day %d is not a weekday: use 0 (Sunday) to 6 (Saturday)", int(d))
		}
		if slices.Contains(s.Days[:i], d) {
			return fmt.Errorf("schedule names %s twice", d)
		}
	}
	_, err := s.Location()
	return err
}

// Location is the zone s is read in. It fails for names the time zone database does not have, and for "Local",
// which means something else on every machine.
func (s Schedule) Location() (*time.Location, error) {
	if s.Zone == "" {
		return time.UTC, nil
	}
	zone, err := time.LoadLocation(s.Zone)
	if err != nil || s.Zone == "Local" {
		return nil, fmt.Errorf("unknown time zone %q: use UTC or a name such as Europe/Berlin", s.Zone)
	}
	return zone, nil
}

// String is s for people, such as "08:00 and 17:30 on weekdays, Europe/Berlin".
func (s Schedule) String() string {
	times := make([]string, len(s.Times))
	for i, t := range s.Times {
		times[i] = t.String()
	}
	zone := s.Zone
	if zone == "" {
		zone = "UTC"
	}
	return inWords(times) + " " + daysInWords(s.Days) + ", " + zone
}

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

// next finds the first occurrence by trying the days around after, in order. It starts early enough for a zone
// that once skipped a whole day, and a week and a day on, every weekday has come up.
func (s Schedule) next(after time.Time, zone *time.Location) time.Time {
	local := after.In(zone)
	first := time.Date(local.Year(), local.Month(), local.Day()-2, 0, 0, 0, 0, time.UTC)
	for i := 0; ; i++ {
		day := first.AddDate(0, 0, i)
		if len(s.Days) > 0 && !slices.Contains(s.Days, day.Weekday()) {
			continue
		}
		for _, t := range s.Times {
			if at := instant(day, t, zone); at.After(after) {
				return at
			}
		}
	}
}

// longestOffset is more than any zone was ever away from UTC (Manila was almost 16 hours behind until 1844).
const longestOffset = 24 * time.Hour

// instant is the first moment at which clocks of a zone read t on a day, or, if they skip that reading, the
// first moment after the skip. day is midnight of the calendar day in UTC.
//
// time.Date promises no more than "one of the zones involved" for such readings, and moves some of them back
// and some forward. So this walks the zone's periods of constant offset in order of time: the reading belongs to
// the first period that does not end before showing it, and if that period begins later, it was skipped.
func instant(day time.Time, t ClockTime, zone *time.Location) time.Time {
	reading := day.Add(time.Duration(t) * time.Minute)
	at := reading.Add(-longestOffset).In(zone)
	for {
		_, offset := at.Zone()
		start, end := at.ZoneBounds()
		shown := reading.Add(-time.Duration(offset) * time.Second).In(zone)
		switch {
		case !end.IsZero() && !shown.Before(end):
			at = end
		case !start.IsZero() && shown.Before(start):
			return start
		default:
			return shown
		}
	}
}

// daysInWords is a list of weekdays for people, Monday first.
func daysInWords(days []time.Weekday) string {
	has := func(d time.Weekday) bool { return slices.Contains(days, d) }
	week := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
	switch {
	case len(days) == 0 || len(days) == 7:
		return "every day"
	case len(days) == 5 && !has(time.Saturday) && !has(time.Sunday):
		return "on weekdays"
	case len(days) == 2 && has(time.Saturday) && has(time.Sunday):
		return "on weekends"
	}
	var names []string
	for _, d := range week {
		if has(d) {
			names = append(names, d.String())
		}
	}
	return "on " + inWords(names)
}

// inWords joins names as a sentence does: "a", "a and b", "a, b and c".
func inWords(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
