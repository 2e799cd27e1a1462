package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// relativeAt reads a day that counts from another: "yesterday", "Tuesday", "last Friday", "next month", "that year", "the past three weeks".
func (a *almanac) relativeAt(i int) (timex, bool) {
	switch w := a.norm(i); w {
	case "today", "otd":
		if a.capital(i) && i > 0 && a.capital(i-1) && a.near(i) { // a paper's or a programme's name
			return timex{}, false
		}
		return timex{When: a.fromToday(oneDay, 0), next: i + 1}, true
	case "yesterday":
		return timex{When: a.fromToday(oneDay, -1), next: i + 1}, true
	case "tomorrow", "tmrw", "tmr":
		return timex{When: a.fromToday(oneDay, 1), next: i + 1}, true
	case "tonight", "tonite":
		return a.partOf(timex{When: a.fromToday(oneDay, 0), next: i + 1}, "NI", i+1), true
	}
	if t, ok := a.weekdayAt(i); ok {
		return t, true
	}
	if t, ok := a.yearEndAt(i); ok {
		return t, true
	}
	return a.pointedAt(i)
}

// yearEndAt reads "year end" and "the year-ago" before a noun.
func (a *almanac) yearEndAt(i int) (timex, bool) {
	at := i
	if a.norm(at) == "the" {
		at++
	}
	switch {
	case a.norm(at) == "eoy":
		t := timex{When: a.fromToday(year, 0), next: at + 1}
		t.Part = partEnd
		return t, true
	case a.norm(at) == "eod":
		t := timex{When: a.fromToday(oneDay, 0), next: at + 1}
		t.Part = partEnd
		return t, true
	case a.is(at, "year end"):
		t := timex{When: a.fromToday(year, 0), next: at + 2}
		if y, next, ok := a.yearBehind(at + 2); ok {
			t = a.yearOf(y, next)
		}
		t.Part = partEnd
		return t, true
	case (a.is(at, "year ago") || a.is(at, "year earlier")) && a.gap(a.s, at+1) == "-":
		t, ok := a.samePeriod(timex{}, false, 1, at+2)
		t.compared = true
		return t, ok
	}
	return timex{}, false
}

// pointers say which of the periods of a grain is meant, counted from publication.
var pointers = map[string]int{
	"this": 0, "current": 0, "last": -1, "previous": -1, "past": -1, "prior": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1, "latest": -1,
}

// pointedAt reads a pointing word with what it points to: "this week", "last June", "next spring", "the following day", "the past 18 months",
// "that year", "the same day".
func (a *almanac) pointedAt(i int) (timex, bool) {
	at, the := i, false
	if w := a.norm(at); w == "the" || w == "its" || w == "their" {
		at, the = at+1, true
	}
	w := a.norm(at)
	back := w == "that" || w == "same" || w == "those"
	step, points := pointers[w]
	if w == "last" && modalVerbs[a.norm(at-1)] { // "the talks will last two weeks"
		return timex{}, false
	}
	if !points && !back {
		if the {
			return a.definiteAt(i)
		}
		if n, ok := a.countedWindowAt(i); ok { // "5 upcoming years"
			return n, true
		}
		return timex{}, false
	}
	at++
	if a.near(at) && a.gap(a.s, at) == "-" { // "last-minute"
		return timex{}, false
	}
	switch second := a.norm(at); {
	case w == "this" && (second == "coming" || second == "upcoming" || second == "past"):
		return a.nearestAt(at+1, pointers[second])
	case w == "that" && second == "same", w == "this" && (second == "same" || second == "current"):
		at++
	case w == "past" && weekdays[second] != 0:
		return a.nearestAt(at, step)
	}
	if !a.near(at) {
		return timex{}, false
	}
	anchored := back || w == "following" || w == "previous" || w == "preceding" || w == "prior" || w == "next" && the
	return a.pointedTo(i, at, w, step, anchored, back)
}

// nearestAt reads the weekday at word i nearest to publication on one side: "this coming Friday", "the past Wednesday".
func (a *almanac) nearestAt(i, step int) (timex, bool) {
	day := weekdays[a.norm(i)]
	if day == 0 || a.published.IsZero() {
		return a.pointedTo(i-2, i, "this", step, false, false)
	}
	apart := (day - isoWeekday(a.today()) + 7) % 7
	if apart == 0 {
		apart = 7
	}
	if step < 0 {
		apart -= 7
		if apart == 0 {
			apart = -7
		}
	}
	return timex{When: a.fromToday(oneDay, apart), next: i + 1, weekday: day}, true
}

// pointedTo reads what the pointing word w before word at points to; anchored says that it counts from a time the article spoke of.
func (a *almanac) pointedTo(i, at int, w string, step int, anchored, back bool) (timex, bool) {
	from := func(grain string) timex {
		if anchored {
			return timex{When: a.fromText(grain, step), next: at + 1}
		}
		return timex{When: a.fromToday(grain, step), next: at + 1}
	}
	if t, ok := a.pointedDay(at, w, step, back); ok {
		return t, true
	}
	if m, glued := a.monthAt(at); m != 0 && glued == 0 && (a.capital(at) || !commonMonths[a.norm(at)]) && !back {
		t := timex{next: at + 1, month: int(m)}
		if w == "this" && !a.published.IsZero() {
			t.When = spot(date(a.today().Year(), m, 1), month, briefing.AnchorPublished)
		} else {
			t.When = a.settleMonth(at, m, step)
		}
		if y, end, ok := a.yearBehind(at + 1); ok {
			return a.monthOf(y, m, end), true
		}
		return t, true
	}
	if n, ok := seasons[a.norm(at)]; ok && !back {
		if w == "this" || w == "current" {
			step = 2
		}
		return timex{When: a.settleSeason(at, n, step), next: at + 1}, true
	}
	if part := dayParts[a.norm(at)]; part != "" {
		switch {
		case w == "this", w == "last" && part != "AF", w == "next", w == "previous", w == "following", back:
			t := from(oneDay)
			if w == "next" || w == "following" {
				t.When = a.fromText(oneDay, 1)
			}
			return a.partOf(t, part, at+1), true
		}
		return timex{}, false
	}
	if holiday, ok := a.holidayAt(at); ok && holiday.feast != nil && holiday.Anchor == briefing.AnchorPublished && !back {
		holiday.When = a.holidayBeside(holiday, step)
		return holiday, true
	}
	if t, ok := a.windowAt(at, w, step); ok {
		return t, true
	}
	return a.pointedUnit(at, w, step, back, from)
}

// thisWeekday is the day of that name of the week of publication; one that lies behind while the verb looks ahead, or the other way round, is
// the nearest on that side.
func (a *almanac) thisWeekday(i, day int) briefing.When {
	if a.published.IsZero() {
		return unresolved(oneDay, "XXXX-WXX-"+string(rune('0'+day)))
	}
	apart := day - isoWeekday(a.today())
	switch t := a.tenseAt(a.s, i); {
	case t == ahead && apart < 0:
		apart += 7
	case t == behind && apart > 0:
		apart -= 7
	}
	return a.fromToday(oneDay, apart)
}

// pointedDay reads what points to a weekday or a day of a month: "last Friday", "this Monday", "next 6th of April".
func (a *almanac) pointedDay(at int, w string, step int, back bool) (timex, bool) {
	if day := weekdays[a.norm(at)]; day > 0 && (len(a.norm(at)) >= 6 || a.dayNameAt(at) > 0) {
		if t, ok := a.weekdayAt(at); ok && t.day > 0 {
			return t, true
		}
		if back {
			return timex{When: unresolved(oneDay, "XXXX-WXX-"+string(rune('0'+day))), next: at + 1, weekday: day}, true
		}
		if w == "this" {
			return timex{When: a.thisWeekday(at, day), next: at + 1, weekday: day}, true
		}
		return timex{When: a.settleWeekday(at, day, step), next: at + 1, weekday: day}, true
	}
	if t, ok := a.absoluteAt(at); ok && (t.day > 0 || t.year > 0) && t.Anchor == briefing.AnchorPublished && step != 0 && t.month > 0 { // "next 6th of April"
		want := t.From
		if step > 0 && !want.After(a.today()) {
			want = want.AddDate(1, 0, 0)
		} else if step < 0 && !want.Before(a.today()) {
			want = want.AddDate(-1, 0, 0)
		}
		t.When = spot(want, oneDay, briefing.AnchorPublished)
		t.year = want.Year()
		return t, true
	} else if ok && t.day > 0 && step == 0 && w == "this" {
		if t.year == 0 && t.month > 0 && t.Resolved() {
			t.year = a.today().Year()
			t.When = t.inYear(t.year)
			t.Anchor = briefing.AnchorPublished
		}
		return t, true
	}
	return timex{}, false
}

// pointedUnit reads "this week", "last fiscal year", "the latest quarter", "that weekend", "next hour".
func (a *almanac) pointedUnit(at int, w string, step int, back bool, from func(string) timex) (timex, bool) {
	kind, named := yearKinds[a.norm(at)]
	switch n := a.norm(at); {
	case n == "working" || n == "business" || n == "full" || n == "trading":
		at++
	case named:
		at++
	}
	grain := grains[a.norm(at)]
	if a.norm(at) == "workweek" || grain == week && a.norm(at-1) == "working" {
		t := from(week)
		t.next = at + 1
		if t.Resolved() {
			t.To = t.From.AddDate(0, 0, 5)
		}
		return t, true
	}
	if a.norm(at) == "fortnight" {
		t := from(week)
		t.next = at + 1
		return t, true
	}
	if grain == "" || a.norm(at) == "second" || named && grain != year {
		return timex{}, false
	}
	if w == "past" && grain != quarter && step < 0 { // "the past year" is the time up to now
		return a.window(newLength(1, grain), step, at+1), true
	}
	if w == "coming" && step > 0 && grain == oneDay || w == "current" && grain == oneDay {
		return timex{}, false
	}
	if w == "latest" {
		return a.latestAt(at, grain, from)
	}
	t := from(grain)
	t.next = at + 1
	if w == "last" && grain == oneDay || w == "this" && grain == oneDay {
		return timex{}, false
	}
	if grain == minute || grain == hour {
		t.When = a.fromToday(oneDay, 0)
		if step == 0 || a.published.IsZero() {
			return timex{}, false
		}
		return a.window(newLength(1, grain), step, at+1), true
	}
	if grain == weekend && step == 0 && !back {
		t.When = a.thisWeekend(at)
	}
	if named && kind != "C" {
		t.When = a.otherYear(kind, t.When)
		t.fiscal = true
	}
	if back && !t.Resolved() || back && t.Anchor == briefing.AnchorPublished {
		t.When = unresolved(grain, openValue(grain))
	}
	return t, true
}

// thisWeekend is the one of the week of publication, or the one just over when the verb looks back on it.
func (a *almanac) thisWeekend(i int) briefing.When {
	if !a.published.IsZero() && a.tenseAt(a.s, i) == behind && isoWeekday(a.today()) < 4 {
		return a.fromToday(weekend, -1)
	}
	return a.fromToday(weekend, 0)
}

// otherYear is a year of a company's or a school's own count: its number is known, its months are not.
func (a *almanac) otherYear(kind string, w briefing.When) briefing.When {
	if !w.Resolved() {
		return unresolved(year, kind+"XXXX")
	}
	return unresolved(year, kind+w.Value)
}

// latestAt reads "the latest quarter", "the latest week": the one the article speaks of, or the last that is over.
func (a *almanac) latestAt(at int, grain string, from func(string) timex) (timex, bool) {
	t := timex{next: at + 1}
	if grain == quarter && a.times.quarter.Resolved() {
		t.When = a.times.quarter
		t.Anchor = briefing.AnchorText
		return t, true
	}
	t.When = a.fromToday(grain, -1)
	return t, true
}

// grains are the periods that units name.
var grains = map[string]string{
	"second": second, "minute": minute, "hour": hour, "day": oneDay, "weekend": weekend, "week": week, "month": month, "quarter": quarter, "year": year,
	"decade": decade, "century": century,
}

var seasons = map[string]int{"winter": 0, "spring": 1, "summer": 2, "fall": 3, "autumn": 3}

// calendar reports whether a folded word names a day or a month.
func calendar(w string) bool {
	w = strings.TrimSuffix(w, "'s")
	return weekdays[w] != 0 && len(w) > 5 || months[w] != 0 && w != "may" && w != "march" || w == "today" || w == "yesterday"
}

// modalVerbs stand before a verb.
var modalVerbs = set(`will would shall should can could may might must to shouldn't wouldn't won't can't couldn't didn't doesn't don't`)

// singularUnit is a unit without its plural ending.
func singularUnit(w string) string { return strings.TrimSuffix(w, "s") }
