package briefing

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// wall is a slow second way to know when schedules fall due: it watches the clock on a wall of a zone, minute by minute. Whenever the
// hands stand further on than they ever did, every reading they have come to or passed over falls due.
type wall struct {
	zone  *time.Location
	now   time.Time
	ahead time.Time // the furthest reading, held as the same in UTC
}

// watch begins some time before the first minute that matters, so that ahead is right by then.
func watch(zone *time.Location, from time.Time) *wall {
	w := &wall{zone: zone, now: from.Add(-30 * time.Hour).Truncate(time.Minute)}
	w.ahead = w.shows()
	for w.now.Before(from.Truncate(time.Minute)) {
		w.minute()
	}
	return w
}

func (w *wall) shows() time.Time {
	_, offset := w.now.In(w.zone).Zone()
	return w.now.UTC().Add(time.Duration(offset) * time.Second).Truncate(time.Minute)
}

// minute lets one pass and returns the readings that fall due at the end of it.
func (w *wall) minute() (due []time.Time) {
	w.now = w.now.Add(time.Minute)
	shows := w.shows()
	for w.ahead.Before(shows) {
		w.ahead = w.ahead.Add(time.Minute)
		due = append(due, w.ahead)
	}
	return due
}

// wants reports whether a schedule has a reading, by its own reading of what is written.
func wants(s Schedule, reading time.Time) bool {
	if s.Cron == "" {
		clock := ClockTime(reading.Hour()*60 + reading.Minute())
		return slices.Contains(s.Times, clock) && (len(s.Days) == 0 || slices.Contains(s.Days, reading.Weekday()))
	}
	f := strings.Fields(s.Cron)
	day, week := cronHas(f[2], reading.Day(), 31), cronHas(f[4], int(reading.Weekday()), 6) || cronHas(f[4], 7, 7) && reading.Weekday() == 0
	on := day || week
	if f[2] == "*" || f[4] == "*" {
		on = day && week
	}
	return on && cronHas(f[0], reading.Minute(), 59) && cronHas(f[1], reading.Hour(), 23) && cronHas(f[3], int(reading.Month()), 12)
}

// cronHas reads lists, ranges and steps of numbers.
func cronHas(field string, n, most int) bool {
	for item := range strings.SplitSeq(field, ",") {
		span, step, stepped := strings.Cut(item, "/")
		from, to, ranged := strings.Cut(span, "-")
		lo, _ := strconv.Atoi(from)
		hi, _ := strconv.Atoi(to)
		by := 1
		switch {
		case from == "*":
			lo, hi = 0, most
			if most == 31 || most == 12 {
				lo = 1
			}
		case !ranged && stepped:
			hi = most
		case !ranged:
			hi = lo
		}
		if stepped {
			by, _ = strconv.Atoi(step)
		}
		if n >= lo && n <= hi && (n-lo)%by == 0 {
			return true
		}
	}
	return false
}

// seen lists what a wall sees of a schedule in (from, to].
func seen(s Schedule, zone *time.Location, from, to time.Time) (out []Occurrence) {
	for w := watch(zone, from); w.now.Before(to); {
		last := time.Time{}
		for _, r := range w.minute() {
			if wants(s, r) {
				last = r
			}
		}
		if !last.IsZero() && w.now.After(from) && !w.now.After(to) {
			out = append(out, Occurrence{last.Format("2006-01-02T15:04"), w.now.UTC()})
		}
	}
	return out
}

// FuzzScheduleOccurrences compares what a schedule says with what a wall clock shows, in the days around a change of clocks.
func FuzzScheduleOccurrences(f *testing.F) {
	from, to := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	zones := changingZones(f, from, to)
	var changed []time.Time
	var in []*time.Location
	for _, z := range zones {
		for _, c := range changes(z, from, to) {
			changed, in = append(changed, c), append(in, z)
		}
	}
	f.Add(uint(0), 60, uint64(150), uint8(0), "")
	f.Add(uint(100), 0, uint64(1<<40|120), uint8(0b0111110), "")
	f.Add(uint(7), 1500, uint64(0), uint8(0), "15,45 0-2 * * *")
	f.Add(uint(9), 1500, uint64(0), uint8(0), "0 2 1-7 3,10 0")
	f.Add(uint(33), 3000, uint64(90|135<<12|150<<24|165<<36), uint8(0), "")
	f.Fuzz(func(t *testing.T, change uint, before int, times uint64, days uint8, cron string) {
		i := int(change % uint(len(changed)))
		s := Schedule{Zone: in[i].String(), Cron: cron}
		if cron == "" {
			for ; times > 0; times >>= 12 {
				s.Times = append(s.Times, ClockTime(times%dayMinutes))
			}
			slices.Sort(s.Times)
			s.Times = slices.Compact(s.Times)
			for d := range 7 {
				if days>>d&1 == 1 {
					s.Days = append(s.Days, time.Weekday(d))
				}
			}
		} else if strings.ContainsFunc(cron, func(r rune) bool { return !strings.ContainsRune("0123456789*/,- ", r) }) || strings.Contains(cron, ",,") {
			return // the second reader of cron knows no more
		}
		after := changed[i].Add(-time.Duration(uint(before)%4000) * time.Minute)
		all, err := s.Occurrences(after)
		if err != nil {
			return
		}
		end := after.AddDate(0, 0, 5)
		var got []Occurrence
		last := Occurrence{At: after}
		for o := range all {
			if !o.At.After(last.At) || o.Key <= last.Key {
				t.Fatalf("%s: %v comes behind %v", s, o, last)
			}
			if n, err := s.Next(o.At.Add(-time.Nanosecond)); err != nil || !n.Equal(o.At) {
				t.Fatalf("%s: just before %v the next is %v, %v", s, o, n, err)
			}
			if last = o; o.At.After(end) {
				break
			}
			got = append(got, Occurrence{o.Key, o.At.UTC()})
		}
		if want := seen(s, in[i], after, end); !slices.Equal(got, want) {
			t.Fatalf("%s after %s\n got %v\nwant %v", s, after, got, want)
		}
	})
}

// Every change of clocks of ten years in every zone, for a schedule that has times all around and in the gaps.
func TestOccurrencesInEveryZone(t *testing.T) {
	from, to := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	zones := changingZones(t, from, to)
	n := 0
	for _, zone := range zones {
		for _, change := range changes(zone, from, to) {
			n++
			local := change.In(zone)
			minute := ClockTime(local.Hour()*60 + local.Minute())
			var times []ClockTime // a quarter of an hour before and after what clocks show then
			for _, d := range []ClockTime{-75, -45, -15, 0, 15, 45} {
				times = append(times, (minute+d+dayMinutes)%dayMinutes)
			}
			slices.Sort(times)
			for _, s := range []Schedule{
				{Times: slices.Compact(times), Zone: zone.String()},
				{Cron: fmt.Sprintf("%d,%d %d * * *", 10, 50, (local.Hour()+23)%24), Zone: zone.String()},
			} {
				table, err := s.Timetable()
				if err != nil {
					t.Fatal(err)
				}
				var got []Occurrence
				after, until := change.Add(-6*time.Hour), change.Add(6*time.Hour)
				for o := range table.Within(after, until) {
					got = append(got, Occurrence{o.Key, o.At.UTC()})
				}
				if want := seen(s, zone, after, until); !slices.Equal(got, want) {
					t.Fatalf("%s around %s\n got %v\nwant %v", s, change, got, want)
				}
			}
		}
	}
	if len(zones) < 40 || n < 500 {
		t.Errorf("only %d zones with %d changes", len(zones), n)
	}
}

func TestOccurrenceKeys(t *testing.T) {
	tests := []struct {
		name  string
		s     Schedule
		after string
		want  []string // key and instant
	}{
		{"a skipped time keeps its written key", at("America/New_York", 150), "2026-03-07T12:00:00Z",
			[]string{"2026-03-08T02:30 2026-03-08T07:00:00Z", "2026-03-09T02:30 2026-03-09T06:30:00Z"}},
		{"of two in a gap the latest names both", at("America/New_York", 135, 150), "2026-03-07T12:00:00Z",
			[]string{"2026-03-08T02:30 2026-03-08T07:00:00Z", "2026-03-09T02:15 2026-03-09T06:15:00Z"}},
		{"one in the gap and one at its end are one", at("America/New_York", 150, 180), "2026-03-07T12:00:00Z",
			[]string{"2026-03-08T03:00 2026-03-08T07:00:00Z", "2026-03-09T02:30 2026-03-09T06:30:00Z"}},
		{"the same asked between them", at("America/New_York", 150, 180), "2026-03-08T06:59:00Z",
			[]string{"2026-03-08T03:00 2026-03-08T07:00:00Z"}},
		{"a day that a zone skipped", at("Pacific/Apia", 540, 1200), "2011-12-29T20:00:00Z",
			[]string{"2011-12-29T20:00 2011-12-30T06:00:00Z", "2011-12-30T20:00 2011-12-30T10:00:00Z", "2011-12-31T09:00 2011-12-30T19:00:00Z"}},
		{"twice is once", at("Europe/Berlin", 150), "2026-10-24T12:00:00Z",
			[]string{"2026-10-25T02:30 2026-10-25T00:30:00Z", "2026-10-26T02:30 2026-10-26T01:30:00Z"}},
		{"cron in a gap, where its library skips the day", Schedule{Cron: "0 0 * * *", Zone: "Asia/Beirut"}, "2026-03-28T12:00:00Z",
			[]string{"2026-03-29T00:00 2026-03-28T22:00:00Z", "2026-03-30T00:00 2026-03-29T21:00:00Z"}},
		{"cron in an overlap, where its library fires twice", Schedule{Cron: "30 1 * * *", Zone: "America/New_York"}, "2026-10-31T12:00:00Z",
			[]string{"2026-11-01T01:30 2026-11-01T05:30:00Z", "2026-11-02T01:30 2026-11-02T06:30:00Z"}},
		{"cron counts a day of the month or of the week", Schedule{Cron: "0 8 13 * 5"}, "2026-02-01T00:00:00Z",
			[]string{"2026-02-06T08:00 2026-02-06T08:00:00Z", "2026-02-13T08:00 2026-02-13T08:00:00Z", "2026-02-20T08:00 2026-02-20T08:00:00Z"}},
		{"cron on leap days, over a century that has none", Schedule{Cron: "0 8 29 2 *"}, "2092-03-01T00:00:00Z",
			[]string{"2096-02-29T08:00 2096-02-29T08:00:00Z", "2104-02-29T08:00 2104-02-29T08:00:00Z"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all, err := tt.s.Occurrences(moment(t, tt.after))
			if err != nil {
				t.Fatal(err)
			}
			i := 0
			for o := range all {
				if got := o.Key + " " + o.At.UTC().Format(time.RFC3339); got != tt.want[i] {
					t.Errorf("occurrence %d is %s, want %s", i, got, tt.want[i])
				}
				if o.Day() != o.Key[:10] {
					t.Errorf("the day of %s is %s", o.Key, o.Day())
				}
				if i++; i == len(tt.want) {
					break
				}
			}
		})
	}
}

func BenchmarkTimetable(b *testing.B) {
	table, err := Schedule{Times: []ClockTime{480, 1050}, Days: []time.Weekday{1, 2, 3, 4, 5}, Zone: "Europe/Berlin"}.Timetable()
	if err != nil {
		b.Fatal(err)
	}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := 0; b.Loop(); i++ {
		for range table.After(start.Add(time.Duration(i%10_000) * time.Hour)) {
			break
		}
	}
}
