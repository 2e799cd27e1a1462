package briefing

import (
	"iter"
	"slices"
	"time"
)

// Timetable is a schedule made ready: its zone is loaded and its cron fields are read.
//
// It works in two steps. What is written, "08:00 on weekdays", is a row of readings of a clock on the wall, each held as the same
// reading in UTC, where no clock is ever put forward or back. Each reading then falls on an instant in the zone.
type Timetable struct {
	zone *time.Location
	next func(reading time.Time) time.Time // the first reading behind one, or zero when there is none
}

// Zone is the one the schedule is read in.
func (t Timetable) Zone() *time.Location { return t.zone }

// readingLayout is how Occurrence.Key writes a reading.
const readingLayout = "2006-01-02T15:04"

// After yields the occurrences after a moment, in order of time. There is no end to them.
func (t Timetable) After(after time.Time) iter.Seq[Occurrence] {
	return func(yield func(Occurrence) bool) {
		// A reading that clocks have shown by now fell due by now, so the search begins at what they show.
		_, offset := after.In(t.zone).Zone()
		reading := after.UTC().Add(time.Duration(offset)*time.Second - time.Minute)
		for next := t.nextAfter(reading, after); !next.at.IsZero(); {
			this := next
			for next = t.nextAfter(this.reading, after); next.at.Equal(this.at); {
				this = next // the latest reading of an instant names it
				next = t.nextAfter(this.reading, after)
			}
			if !yield(Occurrence{Key: this.reading.Format(readingLayout), At: this.at}) {
				return
			}
		}
	}
}

// Within yields the occurrences in (after, until], in order of time.
func (t Timetable) Within(after, until time.Time) iter.Seq[Occurrence] {
	return func(yield func(Occurrence) bool) {
		for o := range t.After(after) {
			if o.At.After(until) || !yield(o) {
				return
			}
		}
	}
}

// fall is a reading and the instant it falls on.
type fall struct{ reading, at time.Time }

// nextAfter is the first reading behind one that falls on an instant after a moment.
func (t Timetable) nextAfter(reading, after time.Time) fall {
	for {
		reading = t.next(reading)
		if reading.IsZero() {
			return fall{}
		}
		if at := instant(reading, t.zone); at.After(after) {
			return fall{reading, at}
		}
	}
}

// nextReading is the first reading of Times and Days behind one.
func (s Schedule) nextReading(reading time.Time) time.Time {
	day := time.Date(reading.Year(), reading.Month(), reading.Day(), 0, 0, 0, 0, time.UTC)
	for ; ; day = day.AddDate(0, 0, 1) {
		if len(s.Days) > 0 && !slices.Contains(s.Days, day.Weekday()) {
			continue
		}
		for _, t := range s.Times {
			if next := day.Add(time.Duration(t) * time.Minute); next.After(reading) {
				return next
			}
		}
	}
}

// longestOffset is more than any zone was ever away from UTC (Manila was almost 16 hours behind until 1844).
const longestOffset = 24 * time.Hour

// instant is the first moment at which clocks of a zone show a reading, or, if they skip it, the first moment after the skip.
//
// time.Date promises no more than "one of the zones involved" for such readings, and moves some of them back
// and some forward. So this walks the zone's periods of constant offset in order of time: the reading belongs to
// the first period that does not end before showing it, and if that period begins later, it was skipped.
func instant(reading time.Time, zone *time.Location) time.Time {
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
