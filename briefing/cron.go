package briefing

import (
	"fmt"
	"strings"
	"time"

	"github.com/netresearch/go-cron"
)

// The cron library is imported here, among the nouns, because it only reads five fields and counts in UTC: it is asked for readings
// (see Timetable), never for instants, as its own rule for clocks that are put forward skips a day. It does no I/O unless its
// scheduler is started, which nobody does, and starting a program with it takes no measurable time.

// maxCron is more than any five fields need that occur at most MaxTimes times a day.
const maxCron = 120

// longestCronYears is more than the years between two 29ths of February, 1896 and 1904.
const longestCronYears = 9

// parseCron reads the five fields minute, hour, day of month, month and day of week. A day counts when it is one of the days of the
// month or one of the days of the week, as in any cron, and where one of the two is * the other decides.
func parseCron(fields string) (cron.Schedule, error) {
	const cure = "write five fields such as 30 8 * * 1-5: minute, hour, day of month, month, day of week"
	if len(fields) > maxCron {
		return nil, fmt.Errorf("cron of %d characters is too long: %s", len(fields), cure)
	}
	all := strings.Fields(fields)
	switch {
	case strings.HasPrefix(fields, "@"), strings.Contains(fields, "="):
		return nil, fmt.Errorf("cron %s is not understood: %s; the zone stands behind them", inQuotes(all[0]), cure)
	case len(all) == 6:
		return nil, fmt.Errorf("cron has six fields, and seconds are not told: %s", cure)
	case len(all) != 5:
		return nil, fmt.Errorf("cron has %d fields: %s", len(all), cure)
	}
	for _, f := range all {
		if strings.Trim(f, cronLetters) != "" || strings.Trim(f, ",") == "" {
			return nil, fmt.Errorf("cron field %s is not understood: %s", inQuotes(f), cure)
		}
	}
	parser := cron.MustNewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow | cron.DowOrDom).WithMaxSearchYears(longestCronYears)
	s, err := parser.Parse(strings.Join(all, " "))
	if err != nil {
		return nil, fmt.Errorf("cron %s is not understood: %s", inQuotes(strings.Join(all, " ")), cure)
	}
	return s, checkCron(s, strings.Join(all, " "))
}

// cronLetters is what fields are made of. What more the library knows, such as L, W, # and H, is not promised to anybody.
const cronLetters = "0123456789*/,-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// checkCron refuses what never occurs, such as a 31st of February, and what occurs too often.
func checkCron(s cron.Schedule, fields string) error {
	first := s.Next(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	if first.IsZero() {
		return fmt.Errorf("cron %s never occurs: no month of it has such a day", inQuotes(fields))
	}
	midnight := first.Truncate(24 * time.Hour) // each day it occurs on has the same times
	n := 0
	for at := s.Next(midnight.Add(-time.Second)); at.Before(midnight.AddDate(0, 0, 1)) && n <= MaxTimes; at = s.Next(at) {
		n++
	}
	if n > MaxTimes {
		return fmt.Errorf("cron %s falls due more than %d times a day: choose fewer minutes and hours", inQuotes(fields), MaxTimes)
	}
	return nil
}

// inQuotes is a stranger's words, short and in one line, for an error.
func inQuotes(s string) string {
	const most = 40
	return fmt.Sprintf("%.*q", most, s)
}
