package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// definiteAt reads "the quarter", "the year", "the weekend", "the day": what the article spoke of, or what runs at publication.
func (a *almanac) definiteAt(i int) (timex, bool) {
	at := i + 1
	switch {
	case a.norm(at) == "weekend":
		return timex{When: a.settleWeekend(at), next: at + 1}, true
	case a.norm(at) == "week" && (a.is(at+1, "after next") || a.is(at+1, "before last")):
		n := 2
		if a.norm(at+1) == "before" {
			n = -2
		}
		return timex{When: a.fromToday(week, n), next: at + 3}, true
	case a.norm(at) == "year" && a.is(at+1, "to date"):
		if a.published.IsZero() {
			return timex{}, false
		}
		w := a.fromToday(year, 0)
		w.To = a.today()
		return timex{When: w, next: at + 3}, true
	case a.norm(at) == "quarter" && !a.is(at+1, "of") && !strings.HasPrefix(a.after(at), "-"):
		if a.times.quarter.Resolved() {
			w := a.times.quarter
			w.Anchor = briefing.AnchorText
			return timex{When: w, next: at + 1}, true
		}
		if a.future(a.s) {
			return timex{When: a.fromToday(quarter, 0), next: at + 1}, true
		}
		return timex{When: unresolved(quarter, openValue(quarter)), next: at + 1}, true
	}
	if t, ok := a.yearEndedAt(at); ok {
		return t, true
	}
	if kind := yearKinds[a.norm(at)]; kind != "" && a.norm(at+1) == "year" {
		w := a.fromToday(year, 0)
		if kind != "C" {
			w = a.otherYear(kind, w)
		}
		return timex{When: w, next: at + 2}, true
	}
	if a.is(at, "full year") && a.norm(at+2) != "of" {
		return timex{When: a.fromToday(year, 0), next: at + 2}, true
	}
	if (a.norm(at) == "latest") && a.norm(at+1) == "period" {
		return timex{When: unresolved(quarter, openValue(quarter)), next: at + 2}, true
	}
	grain := grains[a.norm(at)]
	if lead := a.norm(i - 1); (grain == year || grain == month || grain == week || grain == oneDay && lead != "of") &&
		definiteLeads[lead] && a.near(i) && !a.is(at+1, "of") &&
		(grain != oneDay || lead == "in" || a.is(i-3, "later in") || a.is(i-3, "earlier in")) {
		w := a.fromToday(grain, 0)
		if s, ok := a.spoken(); ok && (s.Grain == grain || grain == year && s.Grain != quarter) && s.Anchor != briefing.AnchorPublished &&
			a.times.sentence == a.times.latestAt {
			w = a.fromText(grain, 0)
		}
		return timex{When: w, next: at + 1}, true
	}
	return timex{}, false
}

// yearEndedAt reads "year ended June 30" at word i: a length that ends on the day behind it, which is a time of its own.
func (a *almanac) yearEndedAt(i int) (timex, bool) {
	at := i
	if yearKinds[a.norm(at)] != "" {
		at++
	}
	if a.norm(at) != "year" || a.norm(at+1) != "ended" && a.norm(at+1) != "ending" || a.depth >= deepest {
		return timex{}, false
	}
	t := timex{When: briefing.When{Kind: briefing.WhenDuration, Anchor: briefing.AnchorNone, Value: "P1Y"}, next: at + 1, length: newLength(1, year)}
	a.depth++
	last, ok := a.absoluteAt(at + 2)
	a.depth--
	if ok && last.Grain == oneDay && last.Resolved() {
		t.From, t.To, t.Anchor = addMonths(last.To, -12), last.To, last.Anchor
	}
	return t, true
}

// definiteLeads are the words before "the year" that make it a time.
var definiteLeads = set(`in of during for through throughout over within`)

// countedWindowAt reads "5 upcoming years", "the 10 previous weeks".
func (a *almanac) countedWindowAt(i int) (timex, bool) {
	n, ok := a.numberAt(i)
	if !ok || n.vague || !n.whole() {
		return timex{}, false
	}
	step, points := pointers[a.norm(n.next)]
	unit := unitNames[a.norm(n.next+1)]
	if !points || step == 0 || unit == "" || n.value > 1 && a.s.wordNorm(n.next+1) == singularUnit(a.norm(n.next+1)) ||
		!a.near(n.next) || !a.near(n.next+1) || a.norm(n.next) == "last" && unit == second {
		return timex{}, false
	}
	return a.window(newLength(n.value, unit), step, n.next+2), true
}

// windowAt reads a length behind a pointing word: "the past three weeks", "the next 18 months", "the last few years".
func (a *almanac) windowAt(at int, w string, step int) (timex, bool) {
	if w == "this" || w == "current" || step == 0 {
		return timex{}, false
	}
	if a.norm(at) == "a" || a.norm(at) == "an" {
		return timex{}, false
	}
	if a.norm(at) == "day" && a.norm(at+1) == "and" && a.lengthBehind(at+2) { // "the next day and 5 hours"
		l, _, next, _ := a.lengthAt(at + 2)
		l.days++
		t := a.window(l, step, next)
		t.Value = joinLengths("P1D", openValueOf(l))
		return t, true
	}
	d, ok := a.durationAt(at)
	if !ok {
		if d, ok = a.bareUnitsAt(at); !ok {
			return timex{}, false
		}
	}
	t := a.window(d.length, step, d.next)
	t.Value, t.Part = d.Value, d.Part
	return t, true
}

func (a *almanac) lengthBehind(i int) bool {
	l, _, _, ok := a.lengthAt(i)
	return ok && l.known()
}

func openValueOf(l timeLength) string { return lengthValue(l.units, l.unit) }

// window is a length that ends at publication (step -1) or begins there (step 1). Whole quarters, decades and centuries are those of the calendar.
func (a *almanac) window(l timeLength, step, next int) timex {
	t := timex{When: briefing.When{Kind: briefing.WhenDuration, Anchor: briefing.AnchorNone, Value: lengthValue(l.units, l.unit)}, next: next, length: l}
	if l.vague {
		t.Value = openLength(l.unit)
	}
	if a.published.IsZero() || !l.known() {
		return t
	}
	from := a.today()
	switch l.unit {
	case hour, minute, second:
		from = a.now()
	case quarter, decade, century:
		from = beginning(from, l.unit)
		if step > 0 {
			from = shift(from, l.unit, 1)
		}
	default:
		if l.business && step > 0 {
			t.From, t.To, t.Anchor = from.AddDate(0, 0, 1), l.from(from, 1).AddDate(0, 0, 1), briefing.AnchorPublished
			return t
		}
		if l.clock != 0 {
			from = a.now()
		} else if step > 0 {
			from = from.AddDate(0, 0, 1)
		}
	}
	to := l.from(from, step)
	if step < 0 {
		from, to = to, from
	}
	if from.Before(to) {
		t.From, t.To, t.Anchor = from, to, briefing.AnchorPublished
	}
	return t
}
