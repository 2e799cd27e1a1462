package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// offsetAt reads a time at a distance from another: "two days ago", "a week earlier", "three weeks after Christmas", "in two years",
// "the day before yesterday", "within 18 months".
func (a *almanac) offsetAt(i int) (timex, bool) {
	switch w := a.norm(i); w {
	case "in":
		return a.inLengthAt(i)
	case "within":
		return a.withinAt(i)
	case "the", "day", "year", "week", "month", "night", "morning":
		if t, ok := a.neighbourAt(i); ok {
			return t, true
		}
	}
	at := i
	if w := a.norm(at); w == "the" || w == "exactly" || w == "just" {
		return timex{}, false
	}
	d, ok := a.durationAt(at)
	if !ok {
		if d, ok = a.bareUnitsAt(at); !ok {
			return timex{}, false
		}
	}
	return a.offsetBehind(i, d)
}

// offsetBehind reads what makes the length d, read at word i, a distance.
func (a *almanac) offsetBehind(i int, d timex) (timex, bool) {
	at := d.next
	if !a.nearComma(at) && at < len(a.s.words) {
		return timex{}, false
	}
	switch w := a.norm(at); w {
	case "ago", "hence":
		step := -1
		if w == "hence" {
			step = 1
		}
		t := a.away(d, step, briefing.AnchorPublished)
		if w == "ago" && d.length.unit == year && d.length.units == 1 && a.compares() {
			t.When = spot(shift(a.times.quarter.From, year, -1), quarter, briefing.AnchorText)
			t.compared = true
		}
		t.next = at + 1
		if a.is(at+1, "today") {
			t.next++
		}
		return t, true
	case "earlier", "previously", "beforehand", "later", "afterward", "afterwards", "after", "before", "since":
		step := 1
		if w == "earlier" || w == "previously" || w == "before" || w == "beforehand" {
			step = -1
		}
		if w == "after" || w == "before" || w == "since" {
			if t, ok := a.fromDate(d, at+1, step); ok {
				return t, true
			}
			if w == "since" || !a.closes(at+1) {
				return timex{}, false
			}
		}
		if a.norm(at+1) == "than" || w == "later" && a.norm(at+1) == "this" || w == "earlier" && a.norm(at+1) == "this" {
			return timex{}, false
		}
		t := a.away(d, step, briefing.AnchorText)
		if t.Resolved() && t.Anchor == briefing.AnchorPublished && step > 0 && a.tenseAt(a.s, at) == behind { // from what is told of, not from publication
			t.When = d.When
		}
		if !d.length.known() {
			t.When = d.When
		}
		t.next = at + 1
		t.compared = step < 0 && d.length.unit == year
		return t, true
	case "starting", "beginning":
		return a.runningFrom(d, at+1)
	case "from":
		if c, next, ok := a.clockAt(at + 1); ok && d.length.known() && d.length.clock != 0 {
			return a.lasting(c, d, next), true
		}
		if c, next, ok := a.plainHourAt(at + 1); ok && d.length.known() && d.length.clock != 0 && a.closes(next) {
			return a.lasting(c, d, next), true
		}
		if a.norm(at+1) == "now" {
			t := a.away(d, 1, briefing.AnchorPublished)
			t.next = at + 2
			return t, true
		}
		return a.fromDate(d, at+1, 1)
	}
	return timex{}, false
}

// compares reports whether the sentence compares the figures of the quarter the article reports on with those of another: "up from
// $2 million a year ago" means the same quarter of that year.
func (a *almanac) compares() bool {
	if q := a.times.quarter; !q.Resolved() || a.times.sentence-a.times.quarterAt > 2*reach {
		return false
	}
	if w := a.times.latest; a.times.latestAt == a.times.sentence && w.Grain == year {
		return false
	}
	for i, w := range a.s.words {
		if strings.ContainsAny(a.gap(a.s, i), "$£€#") || scaled(w.Norm) && w.Norm != "hundred" && w.Norm != "thousand" ||
			w.Norm == "cents" || w.Norm == "pence" || w.Norm == "percent" {
			return true
		}
		if strings.HasPrefix(a.after(i), "%") {
			return true
		}
	}
	return false
}

// runningFrom is the length d from the date at word i on: "three days starting from Monday".
func (a *almanac) runningFrom(d timex, i int) (timex, bool) {
	if w := a.norm(i); w == "from" || w == "on" || w == "at" {
		i++
	}
	if a.depth >= deepest || !d.length.known() {
		return timex{}, false
	}
	a.depth++
	from, ok := a.dateAt(i)
	a.depth--
	if !ok {
		return timex{}, false
	}
	from = a.withTimeOfDay(from)
	if from.Resolved() {
		d.From, d.To, d.Anchor = from.From, d.length.from(from.From, 1), from.Anchor
	}
	d.next = from.next
	return d, true
}

// closes reports whether a clause ends before word i.
func (a *almanac) closes(i int) bool {
	return i >= len(a.s.words) || !a.near(i) || finite[a.norm(i)]
}

// fromDate is the distance d from the date at word i.
func (a *almanac) fromDate(d timex, i, step int) (timex, bool) {
	if a.depth >= deepest || !d.length.known() || d.length.clock != 0 {
		return timex{}, false
	}
	a.depth++
	base, ok := a.dateAt(i)
	a.depth--
	if !ok || base.Kind != briefing.WhenDate {
		return timex{}, false
	}
	if !base.Resolved() {
		return timex{When: unresolved(d.length.unit, openValue(d.length.unit)), next: base.next}, true
	}
	t := timex{next: base.next}
	grain := finer(base.Grain, d.length.unit)
	if base.Grain == year && (d.length.unit == week || d.length.unit == oneDay) || base.Grain == oneDay {
		grain = oneDay
	}
	t.When = spot(d.length.from(base.From, step), grain, base.Anchor)
	return t, true
}

func finer(x, y string) string {
	if coarser(x, y) {
		return y
	}
	return x
}

// away is the time at a distance from publication, or from the day the article last spoke of. It is as exact as the unit it is told in.
func (a *almanac) away(d timex, step int, anchor briefing.WhenAnchor) timex {
	l := d.length
	t := timex{}
	grain := l.unit
	if grain == decade || grain == century {
		grain = year
	}
	if !l.known() {
		t.When = unresolved("", pastRef)
		if step > 0 {
			t.Value = futureRef
		}
		return t
	}
	if l.units != 0 && l.units != float64(int(l.units)) { // "half a year ago"
		grain = oneStepFiner(grain)
	}
	base := a.today()
	exact := ""
	switch {
	case anchor == briefing.AnchorText && l.unit == year && a.compares():
		base, exact = a.times.quarter.From, quarter
	case anchor == briefing.AnchorText:
		w, ok := a.spoken()
		if day, isDay := a.spokenDay(); isDay && (grain == oneDay || grain == week) && (!ok || w.Grain != oneDay) {
			base = day
		} else if ok && !(coarser(w.Grain, grain) && w.Grain != quarter) {
			base, exact = w.From, w.Grain
		} else {
			anchor = briefing.AnchorPublished
		}
	case l.clock != 0:
		base = a.now()
	}
	if base.IsZero() || anchor == briefing.AnchorPublished && a.published.IsZero() {
		t.When = unresolved(grain, openValue(grain))
		return t
	}
	if l.clock != 0 && anchor == briefing.AnchorPublished {
		base = a.now()
	}
	switch grain {
	case second, hour:
		grain = minute
	}
	to := l.from(base, step)
	if grain == quarter && exact == quarter || grain == year && (exact == quarter || exact == oneDay || exact == month) {
		grain = exact
	}
	if l.business {
		grain = oneDay
	}
	t.When = spot(to, grain, anchor)
	t.Part = d.Part
	return t
}

// oneStepFiner is the grain that a fraction of a unit is exact to.
func oneStepFiner(grain string) string {
	switch grain {
	case year:
		return month
	case month, week:
		return oneDay
	case oneDay:
		return hour
	}
	return grain
}

// inLengthAt reads "in two years" and "in five minutes": a time to come, unless the verb tells what has taken that long.
func (a *almanac) inLengthAt(i int) (timex, bool) {
	d, ok := a.durationAt(i + 1)
	if !ok || !a.near(i+1) || !d.length.known() || a.is(d.next, "or") || a.is(d.next, "of") || a.norm(d.next) == "ago" {
		return timex{}, false
	}
	if t, ok := a.offsetBehind(i+1, d); ok {
		return t, true
	}
	if w := a.norm(i - 1); w == "once" || w == "first" || w == "time" || w == "times" || w == "more" || w == "low" || w == "high" ||
		w == "lowest" || w == "highest" || w == "decline" {
		return timex{}, false
	}
	if a.norm(d.next) != "time" && !a.aheadAt(i) && (i > 0 || d.next < len(a.s.words)) {
		return timex{}, false
	}
	t := a.away(d, 1, briefing.AnchorPublished)
	t.next = d.next
	if a.norm(d.next) == "time" && a.near(d.next) || a.norm(d.next) == "time" {
		t.next++
	}
	return t, true
}

// withinAt reads "within five minutes": a length that runs from now on when the verb looks ahead.
func (a *almanac) withinAt(i int) (timex, bool) {
	d, ok := a.durationAt(i + 1)
	if !ok || a.norm(d.next) == "of" {
		return timex{}, false
	}
	if d.length.known() && a.aheadAt(i) && !a.published.IsZero() {
		from := a.now()
		if d.length.clock == 0 {
			from = a.today()
		}
		if to := d.length.from(from, 1); from.Before(to) {
			d.From, d.To, d.Anchor = from, to, briefing.AnchorPublished
		}
	}
	d.Part = partLess
	return d, true
}

// neighbourAt reads a unit beside another time: "the day before yesterday", "the day after tomorrow", "the year before", "the week after Easter",
// "the night before".
func (a *almanac) neighbourAt(i int) (timex, bool) {
	at := i
	if a.norm(at) == "the" {
		at++
	}
	unit := unitNames[a.norm(at)]
	part := dayParts[a.norm(at)]
	if part != "" {
		unit = oneDay
	}
	w := a.norm(at + 1)
	if (unit != oneDay && unit != week && unit != month && unit != year && unit != weekend) || w != "before" && w != "after" ||
		!a.near(at+1) || a.s.wordNorm(at) != a.norm(at) {
		return timex{}, false
	}
	step := 1
	if w == "before" {
		step = -1
	}
	if a.is(at+2, "last") && !a.periodPointedAt(at+2) || a.is(at+2, "next") && !a.periodPointedAt(at+2) {
		return timex{When: a.fromToday(unit, 2*step), next: at + 3}, true
	}
	d := timex{length: newLength(1, unit)}
	if t, ok := a.fromDate(d, at+2, step); ok {
		if t.Resolved() && t.Grain != oneDay && unit == oneDay {
			t.When = spot(t.From, oneDay, t.Anchor)
		}
		if t.Resolved() && coarser(unit, t.Grain) {
			t.When = spot(t.From, unit, t.Anchor)
		}
		return t, true
	}
	if at == i && i > 0 || !a.closes(at+2) && part == "" {
		return timex{}, false
	}
	t := timex{When: a.fromText(unit, step), next: at + 2}
	if part != "" {
		t = a.partOf(t, part, at+2)
	}
	return t, true
}

// periodPointedAt reports whether the pointing word at word i has something to point to behind it.
func (a *almanac) periodPointedAt(i int) bool {
	w := a.norm(i + 1)
	return a.near(i+1) && (weekdays[w] != 0 || grains[w] != "" || months[w] != 0 || holidayWords[w] || seasons[w] != 0)
}
