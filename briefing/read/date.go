package read

import (
	"strings"
	"time"
)

// dateOf reads a date as pages and feeds print it. A date without a time is midnight UTC, and a time without a
// zone is taken as UTC. All-digit dates other than year-month-day are refused: 03/04/2026 is two days.
func dateOf(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 60 {
		return time.Time{}, false
	}
	for _, layout := range machineDates {
		if t, err := time.Parse(layout, s); err == nil {
			return plausible(t)
		}
	}
	s, zone := cutZone(plainDate(s))
	for _, layout := range printedDates {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return plausible(t)
		}
	}
	return time.Time{}, false
}

// plausible refuses years in which no news was printed: a page that says so says something else.
func plausible(t time.Time) (time.Time, bool) {
	if t.Year() < 1600 || t.Year() > 2200 {
		return time.Time{}, false
	}
	if _, offset := t.Zone(); offset == 0 {
		t = t.UTC()
	}
	return t, true
}

var machineDates = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04:05.999999999", "2006-01-02T15:04",
	"2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999 Z0700", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/01/02 15:04:05", "2006/01/02", "20060102", "20060102T150405Z0700",
	time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", time.UnixDate, time.RubyDate, "Mon Jan 02 2006 15:04:05 GMT-0700",
}

// printedDates are read after plainDate: no commas, full stops or weekday, months in three letters.
var printedDates = func() []string {
	var out []string
	for _, day := range []string{"2 Jan 2006", "Jan 2 2006", "2006-01-02", "2006 Jan 2"} {
		for _, clock := range []string{"", " 15:04", " 15:04:05", " 3:04 PM", " 3:04PM", " 3 PM", " 3PM"} {
			out = append(out, day+clock)
		}
	}
	for _, clock := range []string{"15:04", "3:04 PM", "3:04PM"} {
		out = append(out, clock+" 2 Jan 2006", clock+" Jan 2 2006")
	}
	return out
}()

// plainDate brings a printed date to the few forms of printedDates: "Wednesday, March 4th, 2026 at 10.15
// a.m." becomes "Mar 4 2026 10:15 AM".
func plainDate(s string) string {
	s = dateNoise.Replace(strings.ToLower(s))
	words := strings.Fields(s)
	out := words[:0]
	for i, w := range words {
		switch {
		case i == 0 && weekdays[w], w == "at", w == "on", w == "of", w == "the", w == "|", w == "-", w == "–", w == "·", w == "hrs", w == "local" || w == "time":
			continue
		case len(w) > 3 && months[w] != "":
			w = months[w]
		case months[w] != "":
			w = months[w]
		case w == "am" || w == "pm":
			w = strings.ToUpper(w)
		default:
			w = plainNumber(w)
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

var dateNoise = strings.NewReplacer(",", " ", "(", " ", ")", " ", "a.m.", "am", "p.m.", "pm", "a.m", "am", "p.m", "pm", "\u202f", " ", "\u00a0", " ")

// plainNumber strips the ending of "4th" and the stop of "Jan.", makes "10.15" a clock time, and the am of "10:15am" a capital one.
func plainNumber(w string) string {
	if w == "" {
		return w
	}
	w = strings.TrimSuffix(w, ".")
	if m := months[w]; m != "" {
		return m
	}
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if day, ok := strings.CutSuffix(w, ending); ok && allDigits(day) {
			return day
		}
	}
	if len(w) > 0 && isDigit(w[0]) {
		if h, m, ok := strings.Cut(w, "."); ok && allDigits(h) && len(h) <= 2 && len(m) >= 2 && allDigits(m[:2]) {
			w = h + ":" + m
		}
		if strings.HasSuffix(w, "am") || strings.HasSuffix(w, "pm") {
			w = strings.ToUpper(w)
		}
	}
	return w
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// cutZone takes the zone off the end of a plain date.
func cutZone(s string) (string, *time.Location) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 {
		return s, time.UTC
	}
	if hours, ok := zones[s[i+1:]]; ok {
		if hours == 0 {
			return s[:i], time.UTC
		}
		return s[:i], time.FixedZone(strings.ToUpper(s[i+1:]), int(hours*3600))
	}
	return s, time.UTC
}

// zones are the abbreviations that name one offset in news of the places that print them, in hours east of UTC.
// Abbreviations with several meanings (IST, CST outside North America) are left to UTC by not being read.
var zones = map[string]float64{
	"utc": 0, "gmt": 0, "z": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
	"est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
	"jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}

var weekdays = wordSet("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun")

var months = func() map[string]string {
	out := map[string]string{"sept": "Sep"}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		short := m.String()[:3]
		out[name], out[name[:3]] = short, short
	}
	return out
}()
