package briefing

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
)

// Schedule is when a channel wants to be told: at these clock times, on these days, in this zone.
//
// One rule for clocks that are put forward or back holds for both of its forms. A local time that a day does not have falls on the
// first instant after the gap. One that it has twice falls on the first of the two. So each written time of each wanted day occurs
// exactly once, unless several fall on the same instant, as two do inside one gap: then that is one occurrence, under the latest of
// them.
type Schedule struct {
	Times []ClockTime    // 1 to MaxTimes, rising
	Days  []time.Weekday // none means every day
	Zone  string         // IANA name such as "Europe/Berlin"; "" means UTC
	Cron  string         // instead of Times and Days: five fields, such as "30 8 * * 1-5", for up to MaxTimes times a day
}

// MaxTimes is how many times a day a schedule may fall due: generous, and still something that is read.
const MaxTimes = 6

// Occurrence is one time a schedule falls due.
type Occurrence struct {
	Key string    // local day and time as written, "2026-03-29T02:30", also where clocks skipped that time: unique within a schedule
	At  time.Time // the instant it falls on, in the schedule's zone
}

// Day is the local day of o as written, "2026-03-29".
func (o Occurrence) Day() string {
	day, _, _ := strings.Cut(o.Key, "T")
	return day
}

// Next is when s falls due first after the given moment, in the zone of s.
func (s Schedule) Next(after time.Time) (time.Time, error) {
	all, err := s.Occurrences(after)
	if err != nil {
		return time.Time{}, err
	}
	for o := range all {
		return o.At, nil
	}
	return time.Time{}, fmt.Errorf("%s does not occur after %s", s, after.UTC().Format(time.DateOnly)) // only beyond the calendar
}

// Occurrences yields when s falls due after the given moment, in order of time. There is no end to them.
func (s Schedule) Occurrences(after time.Time) (iter.Seq[Occurrence], error) {
	t, err := s.Timetable()
	if err != nil {
		return nil, err
	}
	return t.After(after), nil
}

// Validate says what keeps s from ever occurring as written, in words for the person who wrote it.
func (s Schedule) Validate() error {
	_, err := s.Timetable()
	return err
}

// Timetable makes s ready to be asked often. It fails as Validate does.
func (s Schedule) Timetable() (Timetable, error) {
	next := s.nextReading
	if s.Cron != "" {
		fields, err := parseCron(s.Cron)
		if err != nil {
			return Timetable{}, err
		}
		if len(s.Times) > 0 || len(s.Days) > 0 {
			return Timetable{}, errors.New("schedule has times or days beside cron: give only one of the two")
		}
		next = fields.Next
	} else if err := s.validateTimes(); err != nil {
		return Timetable{}, err
	}
	zone, err := s.Location()
	if err != nil {
		return Timetable{}, err
	}
	return Timetable{zone, next}, nil
}

func (s Schedule) validateTimes() error {
	if len(s.Times) == 0 {
		return errors.New("schedule has no time: give at least one, such as 08:00")
	}
	if len(s.Times) > MaxTimes {
		return fmt.Errorf("%d times a day are too many: give at most %d", len(s.Times), MaxTimes)
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
	return nil
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

// Equal reports whether s falls due exactly when other does, as written.
func (s Schedule) Equal(other Schedule) bool {
	utc := func(zone string) bool { return zone == "" || zone == "UTC" }
	return slices.Equal(s.Times, other.Times) && slices.Equal(s.Days, other.Days) && s.Cron == other.Cron &&
		(s.Zone == other.Zone || utc(s.Zone) && utc(other.Zone))
}

// String is s for people, such as "08:00 and 17:30 on weekdays, Europe/Berlin".
func (s Schedule) String() string {
	zone := s.Zone
	if zone == "" {
		zone = "UTC"
	}
	if s.Cron != "" {
		return fmt.Sprintf("cron %q, %s", s.Cron, zone)
	}
	times := make([]string, len(s.Times))
	for i, t := range s.Times {
		times[i] = t.String()
	}
	return inWords(times) + " " + DaysInWords(s.Days) + ", " + zone
}

// DaysInWords is a list of weekdays for people, Monday first: "on Monday and Friday".
func DaysInWords(days []time.Weekday) string {
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
