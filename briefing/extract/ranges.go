package extract

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// rangeAt reads a time with two ends: "from May 2 to 5", "between 1990 and 1995", "May-June 2004", "1990-95", "5 to 6pm". It is one time,
// from the beginning of its first end to the end of its second. What a single time at word i would be is known already.
func (a *almanac) rangeAt(i int, single timex, isTime bool) (timex, bool) {
	lead, at := a.norm(i), i
	led := lead == "from" || lead == "between"
	if led {
		at++
		if !a.near(at) {
			return timex{}, false
		}
	}
	x, ok := a.endOf(at, single, isTime && !led, led)
	if !ok {
		return timex{}, false
	}
	second, ok := a.rangeMark(x.next, lead == "between")
	if !ok {
		return timex{}, false
	}
	y, ok := a.endAt(second, true)
	if !ok || x.bare && y.bare {
		if ok {
			return a.bareRange(x, y)
		}
		return timex{}, false
	}
	return a.joined(x, y, led)
}

// rangeMark is the word behind what parts the ends of a range at word i.
func (a *almanac) rangeMark(i int, between bool) (int, bool) {
	if i >= len(a.s.words) {
		return 0, false
	}
	switch g := strings.TrimSpace(a.gap(a.s, i)); g {
	case "-", "–", "—", "~", "−":
		return i, true
	case "", ",":
	case ".":
		if !a.near(i) {
			return 0, false
		}
	default:
		return 0, false
	}
	switch w := a.norm(i); {
	case w == "to" || w == "through" || w == "until" || w == "till" || w == "thru" || w == "and" && between:
		if a.norm(i+1) == "the" && (months[a.norm(i+3)] != 0 || a.norm(i+3) == "of" || months[a.norm(i+2)] != 0) && a.norm(i + 2)[0] <= '9' {
			return i + 2, true
		}
		return i + 1, a.near(i + 1)
	}
	return 0, false
}

// endAt reads one end of a range. With loose it may be a number alone.
func (a *almanac) endAt(i int, loose bool) (timex, bool) {
	if i >= len(a.s.words) {
		return timex{}, false
	}
	if a.norm(i) == "now" || a.norm(i) == "date" {
		t := timex{When: a.fromToday(oneDay, 0), next: i + 1}
		return t, t.Resolved()
	}
	t, ok := a.singleAt(i)
	return a.endOf(i, t, ok, loose)
}

// endOf is the end of a range at word i, where t is the time that stands there, if any does.
func (a *almanac) endOf(i int, t timex, ok, loose bool) (timex, bool) {
	if loose && !ok {
		if i >= len(a.s.words) {
			return timex{}, false
		}
		if a.norm(i) == "now" || a.norm(i) == "date" {
			t := timex{When: a.fromToday(oneDay, 0), next: i + 1}
			return t, t.Resolved()
		}
		t, ok = a.singleAt(i)
	}
	if ok && t.Kind != briefing.WhenDuration && t.Kind != briefing.WhenSet && (t.Grain != "") {
		return t, true
	}
	if y, next, ok := a.yearAt(i); ok && loose && y >= 1500 && y < 2150 && !scaled(a.norm(next)) && unitNames[a.norm(next)] == "" {
		return a.yearOf(y, next), true
	}
	if n, next, ok := a.dayNumberAt(i); ok && !strings.HasPrefix(a.after(next-1), "%") && !strings.ContainsAny(a.gap(a.s, i), "$€£") {
		return timex{bare: true, day: n, next: next}, true
	}
	if w := a.norm(i); len(w) == 2 && w[0] >= '3' && w[0] <= '9' {
		if n, err := strconv.Atoi(w); err == nil {
			return timex{bare: true, day: n, next: i + 1}, true
		}
	}
	return timex{}, false
}

// bareRange reads "4-23 in next month": two days of a month that follows them.
func (a *almanac) bareRange(x, y timex) (timex, bool) {
	at := y.next
	if x.day <= 12 && y.day <= 12 {
		if day, ok := a.dayBehind(at); ok && day.dayPart != "" {
			hour := func(n int) clock { return clock{given: true, h: n, grain: hour} }
			t := a.hoursOn(day, timex{clock: hour(x.day), until: hour(y.day), next: day.next})
			return t, true
		}
	}
	if a.norm(at) != "in" && a.norm(at) != "of" || a.depth >= deepest {
		return timex{}, false
	}
	m, ok := a.dateAt(at + 1)
	if !ok || m.Grain != month || !m.Resolved() || x.day >= y.day {
		return timex{}, false
	}
	from, to := m.From.AddDate(0, 0, x.day-1), m.From.AddDate(0, 0, y.day)
	return a.ends(spot(from, oneDay, m.Anchor), spot(to.AddDate(0, 0, -1), oneDay, m.Anchor), m.next), !to.After(m.To)
}

// joined completes each end of a range by the other.
func (a *almanac) joined(x, y timex, led bool) (timex, bool) {
	switch {
	case x.bare && y.clock.given && x.day <= 12: // "5 to 6pm"
		c := clock{given: true, h: x.day, grain: hour}
		x = timex{clock: a.before(c, y.clock), next: x.next}
		return a.clockRange(x, y)
	case y.bare && x.clock.given && y.day <= 12: // "8am-3"
		c := a.behindClock(clock{given: true, h: y.day, grain: hour}, x.clock)
		return a.clockRange(x, timex{clock: c, next: y.next, When: x.When})
	case x.clock.given && y.clock.given:
		return a.clockRange(x, y)
	case x.clock.given != y.clock.given:
		return timex{}, false
	case x.bare && y.day > 0 && y.month > 0 && y.Resolved() && x.day < y.day: // "2-4 May"
		return a.ends(spot(y.From.AddDate(0, 0, x.day-y.day), oneDay, y.Anchor), y.When, y.next), true
	case y.bare && x.Grain == year && y.day > x.year%100 && y.next > 0: // "1990-95"
		return a.ends(x.When, spot(date(x.year/100*100+y.day, 1, 1), year, briefing.AnchorAbsolute), y.next), x.year > 0 && y.day < 100
	case y.bare && x.day > 0 && x.month > 0: // "May 2-5", "May 2 to 5, 2017"
		return a.daysOfMonth(x, y)
	case x.bare || y.bare:
		return timex{}, false
	}
	return a.datesJoined(x, y, led)
}

// daysOfMonth is the days from x to another day of its month, of which y is only the number: "May 2-5".
func (a *almanac) daysOfMonth(x, y timex) (timex, bool) {
	next := y.next
	if year, end, ok := a.yearBehind(next); ok && x.year == 0 {
		if t, ok := a.dated(year, x.month, x.day, end); ok {
			x = t
			next = end
		}
	}
	if y.day <= x.day || y.day > 31 {
		return timex{}, false
	}
	if !x.Resolved() {
		t := timex{When: unresolved(oneDay, fmt.Sprintf("%s/XXXX-%02d-%02d", x.Value, x.month, y.day)), next: next}
		return t, true
	}
	to := x.From.AddDate(0, 0, y.day-x.day)
	return a.ends(x.When, spot(to, oneDay, x.Anchor), next), to.Month() == x.From.Month()
}

// datesJoined completes the year of one end by that of the other; the second comes behind the first.
func (a *almanac) datesJoined(x, y timex, led bool) (timex, bool) {
	if !led && (x.Kind != y.Kind || x.Grain == "" || y.Grain == "") {
		return timex{}, false
	}
	yearless := func(t timex) bool { return t.month > 0 && t.year == 0 }
	switch {
	case yearless(x) && y.year > 0:
		at := x.inYear(y.year)
		if y.month > 0 && (x.month > y.month || x.month == y.month && x.day > y.day) {
			at = x.inYear(y.year - 1)
		}
		if !pointedMonths[a.norm(x.next-2)] {
			x.When = at
		}
	case x.year > 0 && yearless(y):
		y.When = y.inYear(x.year)
		if y.From.Before(x.From) {
			y.When = y.inYear(x.year + 1)
		}
	case yearless(x) && yearless(y) && x.Resolved() && y.Resolved():
		x.When = x.inYear(y.From.Year())
		if y.From.Before(x.From) {
			x.When = x.inYear(y.From.Year() - 1)
		}
		x.Anchor = y.Anchor
	case x.weekday > 0 && y.weekday > 0 && x.Resolved() && (!y.Resolved() || !y.To.After(x.To)) && y.month == 0:
		to := x.From.AddDate(0, 0, (y.weekday-x.weekday+7)%7)
		y.When = spot(to, oneDay, x.Anchor)
	case x.weekday > 0 && y.weekday > 0 && x.Resolved() && y.Resolved() && y.month == 0 && y.From.Sub(x.From) > 7*24*time.Hour:
		y.When = spot(x.From.AddDate(0, 0, (y.weekday-x.weekday+7)%7), oneDay, x.Anchor)
	}
	if !x.Resolved() || !y.Resolved() {
		if x.Value == "" || y.Value == "" {
			return timex{}, false
		}
		return timex{When: unresolved(y.Grain, x.Value+"/"+y.Value), next: y.next}, true
	}
	if !x.From.Before(y.To) {
		return timex{}, false
	}
	t := a.ends(x.When, y.When, y.next)
	t.year, t.month = max(x.year, y.year), max(x.month, y.month)
	return t, true
}

// pointedMonths are words that fix the year of the month behind them.
var pointedMonths = set(`this next last`)

// inYear is the day or month of t in a year.
func (t timex) inYear(y int) briefing.When {
	return spot(date(y, time.Month(t.month), max(t.day, 1)), t.Grain, briefing.AnchorAbsolute)
}

// ends is the time between two.
func (a *almanac) ends(x, y briefing.When, next int) timex {
	w := x
	w.To, w.Value = y.To, x.Value+"/"+y.Value
	w.Grain = finer(x.Grain, y.Grain)
	if y.Anchor != briefing.AnchorAbsolute {
		w.Anchor = y.Anchor
	}
	if x.Part != "" || y.Part != "" {
		w.Part = ""
		if y.Part == partStart {
			w.To = y.From
		}
		if x.Part == partEnd {
			w.From = x.To
		} else if x.Part == partMid {
			w.From = x.From.Add(x.To.Sub(x.From) / 2).Truncate(24 * time.Hour)
		}
	}
	if !w.From.Before(w.To) { // the end of a time up to its start
		w.From, w.To = x.From, y.To
	}
	return timex{When: w, next: next}
}

// clockRange is a range of times of day, on the day that either end or what follows names.
func (a *almanac) clockRange(x, y timex) (timex, bool) {
	next := y.next
	day := y
	if !y.Resolved() || y.Anchor == briefing.AnchorText && x.Resolved() && x.Anchor == briefing.AnchorPublished {
		day = x
	}
	if x.Value == "" {
		x = a.at(timex{When: a.dayOf(day)}, x.clock, x.next)
	}
	x.clock, y.clock = a.before(x.clock, y.clock), a.behindClock(y.clock, x.clock)
	if later, ok := a.dayBehind(next); ok {
		day, next = later, later.next
		x.clock, y.clock = x.clock.in(later.dayPart), y.clock.in(later.dayPart)
	}
	from := a.at(timex{When: a.dayOf(day)}, x.clock, 0)
	to := a.at(timex{When: a.dayOf(day)}, y.clock, 0)
	t := timex{When: from.When, next: next, clock: x.clock, until: y.clock}
	t.Value = from.Value + "/" + to.Value
	t.Kind = briefing.WhenTime
	if from.Resolved() {
		if to.From.Before(from.From) {
			to.From = to.From.AddDate(0, 0, 1)
		}
		t.To = to.From
		if !t.From.Before(t.To) {
			return timex{}, false
		}
	}
	return t, true
}

// dayOf is the day a time lies on.
func (a *almanac) dayOf(t timex) briefing.When {
	if !t.Resolved() {
		return unresolved(oneDay, "")
	}
	y, m, d := t.From.Date()
	return spot(date(y, m, d), oneDay, t.Anchor)
}

// before gives the earlier of two hours the half of the day of the later one, unless it would come behind it: "5 to 6pm", "11 to 1pm".
func (a *almanac) before(c, later clock) clock {
	if c.half != "" || c.whole || later.half == "" {
		return c
	}
	moved := c.in(later.half)
	if moved.h*60+moved.m > later.h*60+later.m {
		return c
	}
	return moved
}

// behindClock gives the later of two hours the half of the day that puts it behind the earlier: "8am-3".
func (a *almanac) behindClock(c, earlier clock) clock {
	if c.half != "" || c.whole {
		return c
	}
	if c.h*60+c.m <= earlier.h*60+earlier.m && c.h < 12 {
		c.h += 12
	}
	return c
}

// boundAt reads a word that makes the time behind it a limit, and the word behind it.
func (a *almanac) boundAt(i int) (bound string, next int) {
	for _, p := range boundPhrases[a.norm(i)] {
		if a.is(i, p.words) && a.near(i+p.count) {
			return p.value, i + p.count
		}
	}
	return "", i
}

var boundPhrases = map[string][]timePhrase{
	"since": {{"since", 1, "since"}}, "until": {{"until", 1, "until"}}, "till": {{"till", 1, "until"}}, "by": {{"by", 1, "by"}},
	"before": {{"before", 1, "before"}}, "after": {{"after", 1, "after"}}, "prior": {{"prior to", 2, "before"}},
	"later": {{"later than", 2, "after"}}, "earlier": {{"earlier than", 2, "before"}},
	"as":       {{"as early as", 3, "since"}, {"as late as", 3, "until"}, {"as of", 2, "since"}},
	"starting": {{"starting on", 2, "since"}, {"starting", 1, "since"}}, "beginning": {{"beginning on", 2, "since"}},
	"post": {{"post", 1, "after"}}, "pre": {{"pre", 1, "before"}},
	"through": {{"through", 1, "until"}}, "greater": {{"greater than", 2, "after"}},
}

// limitBehind takes in the words behind a time that make it a limit: "1994 or later", "1990 and beyond".
func (a *almanac) limitBehind(t timex) timex {
	if t.Kind == briefing.WhenDuration || t.Kind == briefing.WhenSet {
		return t
	}
	if w := a.norm(t.next); (w == "or" || w == "and") && a.near(t.next) {
		switch a.norm(t.next + 1) {
		case "later", "beyond", "after", "greater", "onward", "onwards":
			if a.norm(t.next+1) == "after" && !a.closes(t.next+2) {
				return t
			}
			t.Bound, t.next = "since", t.next+2
		case "earlier", "before":
			if a.closes(t.next + 2) {
				t.Bound, t.next = "until", t.next+2
			}
		}
	}
	return t
}
