package extract

import (
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// when reads the times a sentence speaks of. Intervals are of the calendar in UTC, counted from the date the article carries in its own
// zone; a time of day stands as it is printed. A time that the words leave open, such as a weekday in an undated article, stays unresolved.
func (r *reading) when(s *sentence) []briefing.When {
	r.times.sentence++
	if r.times.sentence == 1 && r.published.IsZero() {
		r.readDateline(s)
	}
	a := almanac{reading: r, s: s}
	var out []briefing.When
	for i := 0; i < len(s.words); {
		if !a.opens(i) {
			i++
			continue
		}
		t, from, ok := a.timeAt(i)
		if !ok || t.next <= from {
			i++
			continue
		}
		if t.Anchor == briefing.AnchorPublished && s.quoted(from) && t.fromSaying() {
			t.When = unanchored(t) // counted from when it was said, which nobody tells
		}
		if r.times.dateline && t.Anchor == briefing.AnchorPublished {
			t.Anchor = briefing.AnchorText
		}
		t.Span = s.over(from, t.next)
		r.times.note(t, r.published)
		out = append(out, t.When)
		i = t.next
	}
	return out
}

// readDateline finds the day in the dateline of an article that does not say when it was published, "OSLO, March 4, 2026 (AP) —": what
// stands in its block before its first sentence s.
func (r *reading) readDateline(s *sentence) {
	const longest = 100 // bytes
	head := briefing.Span{Start: r.blocks[s.block].Span.Start, End: s.span.Start}
	if head.Empty() || head.Len() > longest {
		return
	}
	line := sentence{span: head, block: s.block, words: text.Words(head.Of(r.text))}
	for i := range line.words {
		line.words[i].Span = line.words[i].Span.Shift(head.Start)
	}
	a := almanac{reading: r, s: &line}
	for i := range line.words {
		if t, ok := a.absoluteAt(i); ok && t.Grain == oneDay && t.Anchor == briefing.AnchorAbsolute {
			r.published, r.times.dateline = t.From, true
			return
		}
	}
}

// fromSaying reports whether a time counts from the day it is said, as "Monday", "tomorrow" and "two days ago" do and "10 May" does not.
func (t timex) fromSaying() bool { return t.month == 0 && t.year == 0 && finerThanMonth[t.Grain] }

var finerThanMonth = set(`second minute hour day week weekend`)

// unanchored is a time as it is told where nobody knows on which day: "Monday" stays some Monday.
func unanchored(t timex) briefing.When {
	w := unresolved(t.Grain, openValue(t.Grain))
	w.Kind, w.Part, w.Bound = t.Kind, t.Part, t.Bound
	if t.Kind == briefing.WhenDuration {
		w.Value = t.Value
	}
	if t.weekday > 0 {
		w.Value = "XXXX-WXX-" + string(rune('0'+t.weekday))
	}
	return w
}

// opens reports whether a time may begin with word i: it is a word of time itself, or leads to one that is not far.
func (a *almanac) opens(i int) bool {
	w := a.norm(i)
	if a.ofTime(i) {
		return true
	}
	if !timeOpeners.of(w) && numberWords.of(w) == 0 && ordinals.of(w) == 0 && (w[0] < '0' || w[0] > '9') {
		return false
	}
	for k := i + 1; k < len(a.s.words) && k <= i+leadLength; k++ {
		if a.ofTime(k) {
			return true
		}
	}
	return false
}

// leadLength is how many words may stand before the first word of time: "from the very end of the".
const leadLength = 5

// ofTime reports whether word i is a word of time by itself: a figure, a unit, a name of the calendar.
func (a *almanac) ofTime(i int) bool {
	w := a.norm(i)
	if c := w[0]; c >= '0' && c <= '9' {
		if i > 0 && !a.unglued(i) || strings.IndexByte(w, ',') >= 0 {
			return false
		}
		if last := w[len(w)-1]; len(w) >= 4 || last > '9' { // "1990", "5pm", "21st"
			return true
		}
		if i+1 == len(a.s.words) {
			return true
		}
		g := a.gap(a.s, i+1)
		return g != " " && g != "\n" // "10:35", "10/5", "2-4 May"
	}
	return timeWords.of(w) || len(w) < 8 && w[len(w)-1] <= '9' && w[len(w)-1] >= '0' && len(w) > 1
}

// timeWords are the words of time of all tables.
var timeWords = lexiconOf(func() map[string]bool {
	m := set(`today yesterday tomorrow tonight tonite tmrw tmr otd noon midday midnight noonish eod eoy o'clock am pm past future present
		recent date ½ 1⁄2 period workweek weekday weekdays year
		moment term time nineteen twenty`)
	for _, table := range []map[string]string{unitNames, dayParts, adverbsOfSets, yearKinds, grains} {
		for w := range table {
			m[w] = true
		}
	}
	for _, table := range []map[string]int{weekdays, seasons, decadeNames} {
		for w := range table {
			m[w] = true
		}
	}
	for w := range months {
		m[w] = true
	}
	for w := range holidayWords {
		m[w] = true
	}
	for w, day := range weekdays {
		if day > 0 && len(w) > 5 {
			m[w+"s"] = true
		}
	}
	for w := range dayParts {
		m[w+"s"] = true
	}
	for w := range references {
		if !timeOpeners.of(w) && len(w) > 3 {
			m[w] = true
		}
	}
	m["now"] = true
	return m
}())

// timeAt reads the time that begins with word i, and the word its span begins with: what only bounds it stays outside.
func (a *almanac) timeAt(i int) (t timex, from int, ok bool) {
	bound, from := a.boundAt(i)
	if bound != "" {
		if t, ok = a.wholeAt(from); ok && t.Kind != briefing.WhenSet && (t.Kind != briefing.WhenDuration || t.Resolved()) {
			t.Bound = bound
			return t, from, true
		}
		from = i
	}
	t, ok = a.wholeAt(from)
	return t, from, ok
}

// wholeAt reads a set, a range or a single time, with a limit that stands behind it.
func (a *almanac) wholeAt(i int) (timex, bool) {
	if t, ok := a.setAt(i); ok {
		return t, true
	}
	t, ok := a.singleAt(i)
	if both, isRange := a.rangeAt(i, t, ok); isRange {
		t, ok = both, true
	}
	if !ok || t.bare {
		return timex{}, false
	}
	return a.limitBehind(t), true
}

// singleAt reads one time: the longest that any rule finds.
func (a *almanac) singleAt(i int) (timex, bool) {
	if a.depth >= deepest {
		return timex{}, false
	}
	a.depth++
	defer func() { a.depth-- }()
	if t, ok := a.modifiedAt(i); ok {
		return t, true
	}
	best, ok := a.referenceAt(i)
	keep := func(t timex, found bool) {
		if found && (!ok || t.next > best.next) {
			best, ok = t, true
		}
	}
	if t, found := a.dateAt(i); found {
		keep(a.completed(a.withTimeOfDay(t)), true)
	}
	keep(a.timeOfDayAt(i))
	keep(a.durationAt(i))
	if !ok {
		keep(a.bareUnitsAt(i))
	}
	return best, ok
}

// dateAt reads a time of a day or more.
func (a *almanac) dateAt(i int) (timex, bool) {
	if a.depth > deepest {
		return timex{}, false
	}
	var best timex
	ok := false
	rules := [...]func(*almanac, int) (timex, bool){(*almanac).absoluteAt, (*almanac).holidayAt, (*almanac).periodsAt, (*almanac).relativeAt, (*almanac).offsetAt, (*almanac).yearsAt}
	for _, rule := range rules {
		if t, found := rule(a, i); found && (!ok || t.next > best.next) {
			best, ok = t, true
		}
	}
	if !ok && a.depth < deepest {
		if part, next, exact := a.partAt(i); part != "" && !exact {
			a.depth++
			best, ok = a.dateAt(next)
			a.depth--
			if ok {
				best.Part = part
			}
		}
	}
	if !ok {
		return best, false
	}
	return a.completed(best), true
}

// completed takes in what behind a date tells which one it is: "June last year", "Tuesday of next week", "next week Wednesday",
// "tomorrow, 13 April", "the quarter a year ago".
func (a *almanac) completed(t timex) timex {
	at := t.next
	if !a.nearComma(at) {
		if !(at < len(a.s.words) && strings.TrimSpace(a.gap(a.s, at)) == "-" && t.Grain == week) {
			return t
		}
	}
	p := at
	if w := a.norm(p); w == "of" || w == "in" || w == "on" {
		p++
	}
	if a.norm(p) == "the" {
		p++
	}
	step, points := pointers[a.norm(p)]
	switch unit := a.norm(p + 1); {
	case t.month > 0 && t.year == 0 && points && unit == "year" && (t.Grain == month || t.Grain == oneDay):
		in := a.fromToday(year, step)
		if !in.Resolved() {
			t.next = p + 2
			return t
		}
		d := max(t.day, 1)
		if at := date(in.From.Year(), time.Month(t.month), d); at.Day() == d {
			t.When = spot(at, t.Grain, briefing.AnchorPublished)
		}
		t.next = p + 2
	case t.weekday > 0 && t.day == 0 && points && unit == "week" && (a.near(at) || p > at):
		in := a.fromToday(week, step)
		if part := t.dayPart; in.Resolved() {
			t.When = spot(in.From.AddDate(0, 0, t.weekday-1), oneDay, in.Anchor)
			t.dayPart = ""
			if part != "" {
				t = a.partOf(t, part, p+2)
			}
		}
		t.next = p + 2
	case t.Grain == week && t.Resolved() && weekdays[a.norm(p)] != 0 && t.weekday == 0 && t.Anchor != briefing.AnchorAbsolute:
		day := weekdays[a.norm(p)]
		t.When = spot(t.From.AddDate(0, 0, day-1), oneDay, t.Anchor)
		t.weekday, t.next = day, p+1
	case t.Grain == oneDay && t.weekday == 0 && t.month == 0 && t.year == 0 && strings.Contains(a.gap(a.s, at), ","):
		if other, ok := a.absoluteAt(at); ok && other.day > 0 {
			return other
		}
	case t.Grain == quarter && t.Resolved() && (a.is(at, "a year ago") || a.is(at, "a year earlier")) && a.near(at):
		t.When = spot(shift(t.From, year, -1), quarter, t.Anchor)
		t.next = at + 3
	}
	return t
}

// timeOpeners are the words a time may begin with, beside numbers, units and the names of the calendar.
var timeOpeners = lexiconOf(set(`a an the this last next past previous prior coming following upcoming that same its their current latest preceding
	today yesterday tomorrow tonight tonite tmrw tmr otd half couple few several many some dozen every each any all once twice per
	early late earlier later mid end beginning start middle eod eoy about around approximately roughly nearly almost more less over under at up no as circa
	since until till by before after from between in within to during noon midday midnight noonish year first fiscal sometime
	starting greater at to right these lately recent future coming quarter not just than`))
