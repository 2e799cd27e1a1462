package extract

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// clock is a time of day.
type clock struct {
	given   bool
	h, m, s int
	grain   string // hour, minute or second: as exact as it is told
	half    string // "am" or "pm"; "" when the words leave it open
	whole   bool   // of 24 hours: "17:30", "noon"
}

// partOf is the part of a day of t: "Monday night".
func (a *almanac) partOf(t timex, part string, next int) timex {
	t.dayPart, t.next, t.Kind, t.Grain = part, next, briefing.WhenTime, dayPart
	if !t.Resolved() {
		if t.Value == "" {
			t.Value = "XXXX-XX-XX"
		}
		t.Value, _, _ = strings.Cut(t.Value, "T")
		t.Value += "T" + part
		return t
	}
	day := t.From
	t.Value = valueOf(day, oneDay) + "T" + part
	hours := partHours[part]
	t.From, t.To = day.Add(time.Duration(hours[0])*time.Hour), day.Add(time.Duration(hours[1])*time.Hour)
	return t
}

// partHours are the hours between which a part of a day lies in anybody's use of the word; those of a night end on the next day.
var partHours = map[string][2]int{"MO": {0, 12}, "AF": {12, 18}, "EV": {16, 24}, "NI": {17, 30}, "MI": {11, 14}, "DT": {6, 20}}

// dayParts are the words for parts of a day, with their TIMEX3 mark.
var dayParts = map[string]string{"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nighttime": "NI", "overnight": "NI", "daytime": "DT", "lunchtime": "MI"}

// at is the clock time c on the day of t.
func (a *almanac) at(t timex, c clock, next int) timex {
	t.clock, t.next, t.Kind, t.Grain = c, next, briefing.WhenTime, c.grain
	text := c.value()
	if !t.Resolved() {
		switch {
		case t.Value == "" || t.Value == "XXXX-XX-XX":
			t.Value = text
		default:
			t.Value, _, _ = strings.Cut(t.Value, "T")
			t.Value += text
		}
		return t
	}
	y, m, d := t.From.Date()
	t.From = time.Date(y, m, d, c.h, c.m, c.s, 0, time.UTC)
	t.To = shift(t.From, c.grain, 1)
	t.Value = date(y, m, d).Format(time.DateOnly) + text
	return t
}

// value is the TIMEX3 form of a time of day.
func (c clock) value() string {
	switch c.grain {
	case second:
		return fmt.Sprintf("T%02d:%02d:%02d", c.h, c.m, c.s)
	case minute:
		return fmt.Sprintf("T%02d:%02d", c.h, c.m)
	}
	return fmt.Sprintf("T%02d:00", c.h)
}

// in moves an hour that may be before or after noon to the half of the day, or to the part of the day, that stands beside it.
func (c clock) in(half string) clock {
	if c.whole || c.half != "" || c.h > 12 {
		return c
	}
	switch half {
	case "am", "MO":
		c.half = "am"
		if c.h == 12 {
			c.h = 0
		}
	case "pm", "AF", "EV":
		c.half = "pm"
		if c.h < 12 {
			c.h += 12
		}
	case "NI":
		c.half = "pm"
		if c.h == 12 {
			c.h, c.half = 0, "am"
		} else if c.h > 5 {
			c.h += 12
		} else {
			c.half = "am"
		}
	}
	return c
}

// clockAt reads a time of day: "10:35 a.m. EDT", "0735 GMT", "noon", "5pm", "half past nine", "nine o'clock".
func (a *almanac) clockAt(i int) (c clock, next int, ok bool) {
	c, next, ok = a.hourAt(i)
	if !ok {
		return c, next, false
	}
	if !c.whole {
		if half, end := a.halfOfDayAt(next); half != "" {
			c, next = c.in(half), end
		}
	}
	if end, zoned := a.zoneAt(next); zoned {
		next = end
	}
	if next < len(a.s.words) && a.gap(a.s, next) == " (" { // "10:35 a.m. (0735 GMT)"
		if _, end, ok := a.hourAt(next); ok {
			if end, ok = a.zoneAt(end); ok && strings.HasPrefix(a.after(end-1), ")") {
				next = end
			}
		}
	}
	return c, next, true
}

// halfOfDayAt reads "a.m.", "pm", "o'clock", "in the morning", "at night" behind an hour.
func (a *almanac) halfOfDayAt(i int) (half string, next int) {
	switch {
	case !a.near(i):
	case a.norm(i) == "am" || a.norm(i) == "pm":
		return a.norm(i), i + 1
	case a.norm(i) == "o'clock":
		if half, next = a.halfOfDayAt(i + 1); half != "" {
			return half, next
		}
		return "", i + 1
	case (a.norm(i) == "a" || a.norm(i) == "p") && a.norm(i+1) == "m" && strings.TrimSpace(a.gap(a.s, i+1)) == ".":
		return a.norm(i) + "m", i + 2
	case a.is(i, "in the") && dayParts[a.norm(i+2)] != "":
		return dayParts[a.norm(i+2)], i + 3
	case a.is(i, "at night"):
		return "NI", i + 2
	}
	return "", i
}

// hourAt reads the hour and minute, with an am or pm that is glued to them.
func (a *almanac) hourAt(i int) (c clock, next int, ok bool) {
	w := a.norm(i)
	switch w {
	case "":
		return c, 0, false
	case "noon", "midday", "noonish":
		return clock{given: true, h: 12, grain: hour, whole: true}, i + 1, true
	case "midnight":
		return clock{given: true, grain: hour, whole: true}, i + 1, true
	case "mid":
		if a.is(i, "mid night") {
			return clock{given: true, grain: hour, whole: true}, i + 2, true
		}
	case "half", "quarter", "a":
		return a.pastHourAt(i)
	}
	if w == "12" && (a.norm(i+1) == "noon" || a.norm(i+1) == "midnight") && a.near(i+1) {
		return a.hourAt(i + 1)
	}
	if w[0] < '0' || w[0] > '9' {
		if c, next, ok = a.pastHourAt(i); ok {
			return c, next, ok
		}
		return a.spelledHourAt(i)
	}
	if c, next, ok = a.pastHourAt(i); ok {
		return c, next, ok
	}
	return a.figuredHourAt(i)
}

// figuredHourAt reads an hour in figures, with its minutes and seconds: "5pm", "10.35 a.m.", "17:30", "0735 GMT". Figures alone are no hour.
func (a *almanac) figuredHourAt(i int) (c clock, next int, ok bool) {
	if strings.ContainsAny(a.gap(a.s, i), "$€£#") {
		return c, 0, false
	}
	w := a.norm(i)
	k := 0
	for k < len(w) && (w[k] >= '0' && w[k] <= '9' || w[k] == '.') {
		k++
	}
	figures, glued := w[:k], w[k:]
	c = clock{given: true, grain: hour}
	switch glued {
	case "", "ish":
	case "am", "a", "a.m":
		c.half = "am"
	case "pm", "p", "p.m":
		c.half = "pm"
	default:
		return c, 0, false
	}
	whole, fraction, point := strings.Cut(strings.TrimSuffix(figures, "."), ".")
	h, err := strconv.Atoi(whole)
	if err != nil || len(whole) > 4 {
		return c, 0, false
	}
	c.h, next, ok = h, i+1, true
	named := c.half != "" || glued == "ish" // it is a time of day without a word behind it
	switch {
	case point:
		c, ok = a.pointedMinutes(c, fraction, next)
		named = true
	case len(whole) <= 2 && next < len(a.s.words) && a.gap(a.s, next) == ":" && len(trimHalf(a.norm(next))) == 2:
		c, next, ok = a.colonMinutes(c, next)
		if c.half == "" && (c.h > 12 || c.h == 0 || len(whole) == 2 && whole[0] == '0') {
			c.whole = true
		}
		named = true
	case len(whole) >= 3:
		c, next, ok = a.joinedMinutes(c, whole, next)
		named = true
	}
	if !ok {
		return c, 0, false
	}
	if half := c.half; half != "" {
		c.half = ""
		c = c.in(half)
		c.half = half
	} else if half, end := a.halfOfDayAt(next); !named && half == "" && end == next {
		return c, 0, false
	}
	if c.h > 24 || c.h == 24 && c.m > 0 || strings.HasPrefix(a.after(next-1), "%") {
		return c, 0, false
	}
	return c, next, true
}

// pointedMinutes takes in the minutes behind a point, "10.35", where an "am", "pm" or zone at word next tells that it is no other number.
func (a *almanac) pointedMinutes(c clock, fraction string, next int) (clock, bool) {
	m, err := strconv.Atoi(fraction)
	if err != nil || len(fraction) != 2 || m > 59 {
		return c, false
	}
	c.m, c.grain = m, minute
	if half, _ := a.halfOfDayAt(next); c.half == "" && half != "am" && half != "pm" {
		_, zoned := a.zoneAt(next)
		return c, zoned
	}
	return c, true
}

// colonMinutes takes in the minutes, and the seconds, behind colons from word i on: "10:35", "10:35:20", "10:35pm".
func (a *almanac) colonMinutes(c clock, i int) (_ clock, next int, ok bool) {
	rest := a.norm(i)
	m, err := strconv.Atoi(trimHalf(rest))
	if err != nil || m > 59 || i+1 < len(a.s.words) && a.gap(a.s, i+1) == ":" && len(trimHalf(a.norm(i+1))) != 2 {
		return c, 0, false
	}
	if rest != trimHalf(rest) {
		c.half = rest[2:3] + "m"
	}
	c.m, c.grain, next = m, minute, i+1
	if next < len(a.s.words) && a.gap(a.s, next) == ":" {
		s, err := strconv.Atoi(trimHalf(a.norm(next)))
		if err != nil || s > 60 {
			return c, 0, false
		}
		c.s, c.grain, next = s, second, next+1
	}
	return c, next, true
}

// joinedMinutes parts the hour and the minutes of three or four figures, where the word at next tells that they are a time of day: "0735 GMT",
// "1400 hours", "1140 a.m.", "730 pm".
func (a *almanac) joinedMinutes(c clock, figures string, i int) (_ clock, next int, ok bool) {
	next = i
	half, _ := a.halfOfDayAt(next)
	halved := half == "am" || half == "pm" || c.half != ""
	if len(figures) == 4 {
		_, zoned := a.zoneAt(next)
		counted := a.norm(next) == "hours" // "1400 hours" may be a length
		if !halved && !zoned && !(counted && (figures[0] != '1' || a.norm(next-2) == "at")) {
			return c, 0, false
		}
		if counted {
			next++
		}
		c.whole = half == "" && c.half == ""
	} else if !halved {
		return c, 0, false
	}
	c.h, c.m, c.grain = c.h/100, c.h%100, minute
	return c, next, c.m <= 59
}

// trimHalf cuts the "am" or "pm" off figures.
func trimHalf(w string) string {
	for _, half := range []string{"am", "pm", "a", "p"} {
		if cut, ok := strings.CutSuffix(w, half); ok {
			return cut
		}
	}
	return w
}

// pastHourAt reads "half past nine", "quarter to six", "20 minutes past eight", "ten past 9".
func (a *almanac) pastHourAt(i int) (c clock, next int, ok bool) {
	at, minutes := i, 0
	if a.norm(at) == "a" {
		at++
	}
	switch n, isNumber := a.numberWordAt(at, 59); {
	case a.norm(at) == "half":
		minutes, at = 30, at+1
	case a.norm(at) == "quarter":
		minutes, at = 15, at+1
	case isNumber:
		minutes, at = int(n.value), n.next
	default:
		m, err := strconv.Atoi(a.norm(at))
		if err != nil || m < 1 || m > 59 {
			return c, 0, false
		}
		minutes, at = m, at+1
	}
	if u := unitNames[a.norm(at)]; u == minute {
		at++
	}
	w := a.norm(at)
	if w != "past" && w != "to" && w != "after" && w != "before" && w != "till" || w != "past" && minutes%5 != 0 {
		return c, 0, false
	}
	c, next, ok = a.plainHourAt(at + 1)
	if !ok {
		return c, 0, false
	}
	if half, _ := a.halfOfDayAt(next); w != "past" && half == "" { // "ten to six" is mostly a range
		if a.norm(i) != "quarter" && a.norm(i+1) != "quarter" && unitNames[a.norm(at-1)] != minute {
			return c, 0, false
		}
	}
	c.grain = minute
	if w == "past" || w == "after" {
		c.m = minutes
	} else {
		c.m = 60 - minutes
		if c.h--; c.h == 0 {
			c.h = 12
		}
	}
	return c, next, c.m < 60
}

// plainHourAt reads an hour alone, in figures or a word.
func (a *almanac) plainHourAt(i int) (c clock, next int, ok bool) {
	w := a.norm(i)
	n, err := strconv.Atoi(trimHalf(w))
	if err != nil {
		n = int(numberWords.of(w))
	}
	if n < 1 || n > 12 {
		return c, 0, false
	}
	c = clock{given: true, h: n, grain: hour}
	if trimHalf(w) != w && err == nil {
		c = c.in(w[len(trimHalf(w)):][:1] + "m")
	}
	return c, i + 1, true
}

// spelledHourAt reads "nine o'clock", "six pm", "five-thirty in the evening".
func (a *almanac) spelledHourAt(i int) (c clock, next int, ok bool) {
	n := int(numberWords.of(a.norm(i)))
	if n < 1 || n > 12 {
		return c, 0, false
	}
	c, next = clock{given: true, h: n, grain: hour}, i+1
	if m, isNumber := a.numberWordAt(next, 59); isNumber && a.near(next) && m.value >= 10 {
		half, end := a.halfOfDayAt(m.next)
		if half == "" && end == m.next && a.gap(a.s, next) != "-" {
			return c, 0, false
		}
		c.m, c.grain, next = int(m.value), minute, m.next
		return c, next, half != "" || a.dayBeside(next)
	}
	half, end := a.halfOfDayAt(next)
	return c, next, half != "" || end > next
}

// dayBeside reports whether a day that an hour may belong to stands at word i.
func (a *almanac) dayBeside(i int) bool {
	switch w := a.norm(i); w {
	case "today", "tomorrow", "yesterday", "tonight", "this":
		return true
	default:
		return len(w) > 5 && weekdays[w] != 0
	}
}

// zoneAt reads the zone behind a time of day. It stays as printed: no time is moved to another zone.
func (a *almanac) zoneAt(i int) (next int, ok bool) {
	if !a.near(i) && !(i < len(a.s.words) && i > 0 && (a.gap(a.s, i) == " (" || a.gap(a.s, i) == ", ")) {
		return i, false
	}
	if timeZones[a.norm(i)] && (a.capital(i) || a.norm(i) != "et" && a.norm(i) != "pt") {
		next = i + 1
		if a.norm(next) == "time" && a.near(next) {
			next++
		}
		return next, true
	}
	if zoneNames[a.norm(i)] && a.near(i) {
		at := i + 1
		if a.norm(at) == "standard" || a.norm(at) == "daylight" || a.norm(at) == "european" || a.norm(at) == "summer" {
			at++
		}
		if (a.norm(at) == "time" || a.norm(at) == "timezone") && a.near(at) {
			return at + 1, true
		}
	}
	return i, false
}

var timeZones = set(`gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet ist jst hkt sgt aest aedt wib eat wat msk`)

var zoneNames = set(`eastern central mountain pacific local greenwich moscow beijing london israeli`)
