package briefing

import (
	"archive/zip"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

func at(zone string, times ...ClockTime) Schedule { return Schedule{Times: times, Zone: zone} }

func TestScheduleNext(t *testing.T) {
	weekdays := Schedule{Times: []ClockTime{8 * 60, 17*60 + 30}, Days: []time.Weekday{1, 2, 3, 4, 5}, Zone: "Europe/Berlin"}
	tests := []struct {
		name  string
		s     Schedule
		after string
		want  []string // the following occurrences, in UTC
	}{
		{"every day in UTC", at("", 480), "2026-01-05T07:59:00Z", []string{"2026-01-05T08:00:00Z", "2026-01-06T08:00:00Z"}},
		{"strictly after", at("", 480), "2026-01-05T08:00:00Z", []string{"2026-01-06T08:00:00Z"}},
		{"leap day", at("", 0), "2028-02-28T12:00:00Z", []string{"2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z"}},
		{"year's end", at("", 0), "2026-12-31T00:00:00Z", []string{"2027-01-01T00:00:00Z"}},
		{"weekdays over a weekend", weekdays, "2026-01-09T16:00:00Z",
			[]string{"2026-01-09T16:30:00Z", "2026-01-12T07:00:00Z", "2026-01-12T16:30:00Z"}},
		{"one weekday only", Schedule{Times: []ClockTime{480}, Days: []time.Weekday{1}}, "2026-01-05T08:00:00Z", []string{"2026-01-12T08:00:00Z"}},
		{"weekday of the zone, not of UTC", Schedule{Times: []ClockTime{30}, Days: []time.Weekday{1}, Zone: "Pacific/Auckland"},
			"2026-01-04T00:00:00Z", []string{"2026-01-04T11:30:00Z", "2026-01-11T11:30:00Z"}},
		{"New York gap", at("America/New_York", 150), "2026-03-07T12:00:00Z", []string{"2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"}},
		{"two times in one gap fall together", at("America/New_York", 135, 150), "2026-03-07T12:00:00Z",
			[]string{"2026-03-08T07:00:00Z", "2026-03-09T06:15:00Z"}},
		{"Lord Howe half-hour gap", at("Australia/Lord_Howe", 135), "2026-10-03T12:00:00Z", []string{"2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"}},
		{"Beirut midnight gap", at("Asia/Beirut", 0), "2026-03-28T12:00:00Z", []string{"2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"}},
		{"Cairo midnight gap", at("Africa/Cairo", 0), "2026-04-23T12:00:00Z", []string{"2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z"}},
		{"Apia's missing day", at("Pacific/Apia", 540), "2011-12-29T18:00:00Z",
			[]string{"2011-12-29T19:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T19:00:00Z"}},
		{"New York autumn, once", at("America/New_York", 90), "2026-10-31T12:00:00Z", []string{"2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"}},
		{"New York autumn, between the two", at("America/New_York", 90), "2026-11-01T05:45:00Z", []string{"2026-11-02T06:30:00Z"}},
		{"Lord Howe autumn, once", at("Australia/Lord_Howe", 105), "2026-04-04T12:00:00Z", []string{"2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			after := moment(t, tt.after)
			for _, want := range tt.want {
				next, err := tt.s.Next(after)
				if err != nil {
					t.Fatal(err)
				}
				if !next.Equal(moment(t, want)) {
					t.Fatalf("after %s came %s, want %s", after.UTC(), next.UTC().Format(time.RFC3339), want)
				}
				after = next
			}
		})
	}
}

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	m, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Each clock time of each day occurs exactly once in the year, in every zone that changes its clocks in it; and around
// each change, minute by minute, an occurrence is what looking at a clock all the time would find.
func TestScheduleYearInEveryZone(t *testing.T) {
	from, to := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	zones := changingZones(t, from, to)
	if len(zones) < 20 {
		t.Fatalf("only %d histories of clocks change in 2026", len(zones))
	}
	for _, zone := range zones {
		everyDayOnce(t, zone, from, to)
		for _, change := range changes(zone, from, to) {
			likeAClock(t, zone, change)
		}
	}
	before := from.AddDate(-16, 0, 0) // with Apia's missing day, half-hour zones made and undone, months of fasting
	for _, zone := range changingZones(t, before, from) {
		for _, change := range changes(zone, before, from) {
			likeAClock(t, zone, change)
		}
	}
}

// everyDayOnce checks that a daily time occurs once on each calendar day of the zone.
func everyDayOnce(t *testing.T, zone *time.Location, from, to time.Time) {
	for _, clock := range []ClockTime{0, 120 + 30, 12 * 60} {
		s := at(zone.String(), clock)
		seen := map[string]bool{}
		for now := next(t, s, from); now.Before(to); now = next(t, s, now) {
			day := now.Format(time.DateOnly)
			if seen[day] {
				t.Fatalf("%s %s: %s has it twice", zone, clock, day)
			}
			seen[day] = true
		}
		if len(seen) < 364 || len(seen) > 366 {
			t.Errorf("%s %s: on %d days of the year", zone, clock, len(seen))
		}
	}
}

func next(t *testing.T, s Schedule, after time.Time) time.Time {
	t.Helper()
	at, err := s.Next(after)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// likeAClock compares instant with a walk over the minutes of the two days around a change: a reading falls on the first
// minute that shows it, or the first that shows a later one.
func likeAClock(t *testing.T, zone *time.Location, change time.Time) {
	local := change.In(zone)
	day := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	start := change.Add(-30 * time.Hour).Truncate(time.Minute)
	first := map[time.Duration]time.Time{} // by reading since midnight of day
	highest := time.Duration(-1 << 62)
	for now := start; now.Before(change.Add(30 * time.Hour)); now = now.Add(time.Minute) {
		_, offset := now.In(zone).Zone()
		reading := now.Add(time.Duration(offset) * time.Second).Sub(day).Truncate(time.Minute)
		if now.Equal(start) {
			highest = reading - time.Minute
		}
		for r := highest + time.Minute; r <= reading; r += time.Minute {
			first[r] = now
		}
		highest = max(highest, reading)
	}
	for clock := ClockTime(0); clock < dayMinutes; clock++ {
		if got, want := instant(day.Add(time.Duration(clock)*time.Minute), zone), first[time.Duration(clock)*time.Minute]; !got.Equal(want) {
			t.Fatalf("%s %s %s: %s, want %s", zone, day.Format(time.DateOnly), clock, got, want.In(zone))
		}
	}
}

// changes lists when a zone changes its offset in [from, to).
func changes(zone *time.Location, from, to time.Time) []time.Time {
	var out []time.Time
	for now := from.In(zone); ; {
		_, end := now.ZoneBounds()
		if end.IsZero() || !end.Before(to) {
			return out
		}
		out, now = append(out, end), end
	}
}

// changingZones lists one zone for each history of clocks among those of the Go distribution that change in [from, to).
func changingZones(t testing.TB, from, to time.Time) []*time.Location {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skipf("no list of zones: %v", err)
	}
	z, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Skipf("no list of zones: %v", err)
	}
	defer z.Close()
	var zones []*time.Location
	seen := map[string]bool{}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		zone, err := time.LoadLocation(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		history := ""
		for _, c := range changes(zone, from, to) {
			history += c.UTC().String() + c.In(zone).Format("-0700")
		}
		if history != "" && !seen[history] {
			seen[history] = true
			zones = append(zones, zone)
		}
	}
	return zones
}

func TestScheduleValidate(t *testing.T) {
	tests := []struct {
		s    Schedule
		want string // in the error; "" for a valid one
	}{
		{at("", 0, 1439), ""},
		{at("UTC", 480), ""},
		{Schedule{Times: []ClockTime{480}, Days: []time.Weekday{6, 0}, Zone: "America/Argentina/Buenos_Aires"}, ""},
		{Schedule{}, "no time"},
		{at("", 1440), "not in a day"},
		{at("", -1), "not in a day"},
		{at("", 480, 480), "rise"},
		{at("", 480, 60), "rise"},
		{Schedule{Times: []ClockTime{480}, Days: []time.Weekday{7}}, "weekday"},
		{Schedule{Times: []ClockTime{480}, Days: []time.Weekday{1, 1}}, "twice"},
		{at("Europe/Atlantis", 480), "Europe/Atlantis"},
		{at("Local", 480), "Local"},
		{at("../etc/passwd", 480), "time zone"},
		{at("", 1, 2, 3, 4, 5, 6), ""},
		{at("", 1, 2, 3, 4, 5, 6, 7), "at most 6"},
		{Schedule{Cron: "30 8 * * 1-5", Zone: "Europe/Berlin"}, ""},
		{Schedule{Cron: "0 0 29 2 *"}, ""},
		{Schedule{Cron: "0 8,12,18 1 jan-mar MON"}, ""},
		{Schedule{Cron: "*/30 6-8 * * *"}, ""},
		{Schedule{Cron: "30 8 * * 1-5", Zone: "Mars/Crater"}, "Mars/Crater"},
		{Schedule{Cron: "30 8 * * *", Times: []ClockTime{1}}, "only one"},
		{Schedule{Cron: "* * 31 2 *"}, "never occurs"},
		{Schedule{Cron: "0 8 30 2 *"}, "never occurs"},
		{Schedule{Cron: "0 8 31 4,6,9,11 *"}, "never occurs"},
		{Schedule{Cron: "*/10 6-8 * * *"}, "more than 6 times a day"},
		{Schedule{Cron: "* * * * *"}, "more than 6 times a day"},
		{Schedule{Cron: "0 30 8 * * 1-5"}, "seconds"},
		{Schedule{Cron: "30 8 * *"}, "4 fields"},
		{Schedule{Cron: " "}, "0 fields"},
		{Schedule{Cron: "@every 1h"}, "@every"},
		{Schedule{Cron: "@daily"}, "five fields"},
		{Schedule{Cron: "TZ=UTC"}, "five fields"},
		{Schedule{Cron: "TZ=Europe/Berlin 30 8 * * *"}, "the zone stands behind"},
		{Schedule{Cron: "60 8 * * *"}, "not understood"},
		{Schedule{Cron: "0 24 * * *"}, "not understood"},
		{Schedule{Cron: "0 8 0 * *"}, "not understood"},
		{Schedule{Cron: "0 8 * 13 *"}, "not understood"},
		{Schedule{Cron: "0 8 * * 8"}, "not understood"},
		{Schedule{Cron: "0 8 , * *"}, "field"},
		{Schedule{Cron: "0 8 L * *"}, "not understood"},
		{Schedule{Cron: "0 8 * * fri#2"}, "field"},
		{Schedule{Cron: "H H * * *"}, "not understood"},
		{Schedule{Cron: "0 8\x00 * * *"}, "field"},
		{Schedule{Cron: strings.Repeat("1,", 100) + "1 8 * * *"}, "too long"},
	}
	for _, tt := range tests {
		err := tt.s.Validate()
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%+v: error %v, want %q", tt.s, err, tt.want)
		}
		if _, nextErr := tt.s.Next(time.Now()); (nextErr == nil) != (err == nil) {
			t.Errorf("%+v: Next says %v, Validate %v", tt.s, nextErr, err)
		}
	}
}

func TestScheduleString(t *testing.T) {
	tests := []struct {
		s    Schedule
		want string
	}{
		{at("", 480), "08:00 every day, UTC"},
		{at("Asia/Tokyo", 0, 480, 1050), "00:00, 08:00 and 17:30 every day, Asia/Tokyo"},
		{Schedule{Times: []ClockTime{480}, Days: []time.Weekday{1, 2, 3, 4, 5}}, "08:00 on weekdays, UTC"},
		{Schedule{Times: []ClockTime{480}, Days: []time.Weekday{0, 6}}, "08:00 on weekends, UTC"},
		{Schedule{Cron: "30 8 * * 1-5", Zone: "Asia/Tokyo"}, `cron "30 8 * * 1-5", Asia/Tokyo`},
		{Schedule{Times: []ClockTime{480}, Days: []time.Weekday{0, 1, 3}}, "08:00 on Monday, Wednesday and Sunday, UTC"},
	}
	for _, tt := range tests {
		if got := tt.s.String(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"08:00", "8:05", "23:59", "24:00", "08:60", "0800", "8", "", "-1:00", "08:0", "٠٨:٠٠", "08:00:00", "+8:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseClock(s)
		if err != nil {
			return
		}
		if again, err := ParseClock(c.String()); err != nil || again != c || c.String() != s && c.String() != "0"+s {
			t.Errorf("%q reads as %d, which is written %s and reads as %d, %v", s, c, c, again, err)
		}
	})
}

func TestParseClock(t *testing.T) {
	for s, want := range map[string]ClockTime{"00:00": 0, "8:05": 485, "08:05": 485, "23:59": 1439,
		"24:00": -1, "08:60": -1, "0800": -1, "8am": -1, "": -1, "08:0": -1, "-1:30": -1, "008:00": -1} {
		got, err := ParseClock(s)
		if want < 0 && err == nil || want >= 0 && (err != nil || got != want) {
			t.Errorf("%q: %d, %v; want %d", s, got, err, want)
		}
	}
}
