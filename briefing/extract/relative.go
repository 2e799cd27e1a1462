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

// weekdayAt reads a weekday, with the date behind it: "Tuesday", "Tuesday, Nov. 7", "Monday the 27th", "Monday 21".
func (a *almanac) weekdayAt(i int) (timex, bool) {
	day := a.dayNameAt(i)
	if day == 0 {
		return timex{}, false
	}
	next := i + 1
	if a.norm(next) == "the" && a.near(next) || a.near(next) {
		at := next
		if a.norm(at) == "the" {
			at++
		}
		if n, end, ok := a.dayNumberAt(at); ok && a.near(at) && months[a.norm(end)] == 0 && a.norm(end) != "of" && unitNames[a.norm(end)] == "" && numberedDay(a.norm(at), at > next) &&
			a.gap(a.s, min(end, len(a.s.words))) != "/" && !plural(a.norm(end)) && !(at == next && a.clockGoesOn(end)) {
			return a.weekdayOfMonth(day, n, end), true
		}
	}
	if a.depth < deepest && a.nearDate(next) {
		a.depth++
		t, ok := a.absoluteAt(a.skipOpening(next))
		a.depth--
		if ok && t.day > 0 {
			t.weekday = day
			if t.Anchor == briefing.AnchorPublished && t.year == 0 {
				t.When = a.onWeekday(t, day)
			}
			if strings.HasPrefix(a.after(t.next-1), ")") && strings.Contains(a.gap(a.s, next), "(") {
				t.weekday = day
			}
			return t, true
		}
	}
	return timex{When: a.settleWeekday(i, day, 0), next: next, weekday: day}, true
}

// clockGoesOn reports whether what stands at word i makes the number before it an hour.
func (a *almanac) clockGoesOn(i int) bool {
	w := a.norm(i)
	return w == "am" || w == "pm" || w == "to" || w == "o'clock" || i < len(a.s.words) && strings.HasPrefix(a.gap(a.s, i), ":") || i < len(a.s.words) && strings.HasPrefix(a.gap(a.s, i), "-")
}

// numberedDay reports whether a number behind a weekday is that of the day: "the 27th", "21st", or two figures alone.
func numberedDay(w string, the bool) bool { return the || w[0] >= '0' && w[0] <= '9' }

func (a *almanac) nearDate(i int) bool {
	if a.nearComma(i) {
		return true
	}
	return i < len(a.s.words) && i > 0 && strings.TrimSpace(a.gap(a.s, i)) == "("
}

func (a *almanac) skipOpening(i int) int {
	if a.norm(i) == "the" {
		return i + 1
	}
	return i
}

// weekdayOfMonth is the day of a number that falls on a weekday: the one nearest to publication.
func (a *almanac) weekdayOfMonth(day, n, next int) timex {
	t := timex{When: unresolved(oneDay, "XXXX-XX-"+twoFigures(n)), next: next, weekday: day, day: n}
	if a.published.IsZero() {
		return t
	}
	for _, step := range []int{0, 1, -1, 2, -2} {
		at := shift(beginning(a.today(), month), month, step).AddDate(0, 0, n-1)
		if at.Day() == n && isoWeekday(at) == day {
			t.When = spot(at, oneDay, briefing.AnchorPublished)
			return t
		}
	}
	return t
}

// onWeekday is the day of a month that falls on a weekday, of the years about publication; the nearest one where none does.
func (a *almanac) onWeekday(t timex, day int) briefing.When {
	for _, step := range []int{0, -1, 1} {
		at := t.From.AddDate(step, 0, 0)
		if at.Day() == t.day && isoWeekday(at) == day {
			return spot(at, oneDay, briefing.AnchorPublished)
		}
	}
	return t.When
}

// dayNameAt is the weekday that word i names, 1 for Monday; 0 for none. A plural, and a name that holds it, are none.
func (a *almanac) dayNameAt(i int) int {
	w := a.norm(i)
	day := weekdays[w]
	if day == 0 {
		return 0
	}
	if len(w) < 6 && !(a.capital(i) && (a.near(i+1) && numberedNext(a.norm(i+1)) || strings.HasPrefix(a.after(i), ".") || len(w) > 3) || w == "tues" || w == "thurs") {
		return 0
	}
	if a.near(i+1) && a.capital(i+1) && papers[a.norm(i+1)] || a.near(i) && a.capital(i-1) && namedDays[a.norm(i-1)] {
		return 0
	}
	return day
}

// namedDays make a name of the weekday behind them.
var namedDays = set(`black bloody good super cyber ash palm easter shrove ruby freaky giving big wet`)

// papers make a name of the weekday before them.
var papers = set(`times mirror express mail telegraph post herald star sun independent tribune world business magazine people mass school night club`)

func numberedNext(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' || months[w] != 0 }

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
	if w == "that" && a.norm(at) == "same" || w == "this" && (a.norm(at) == "coming" || a.norm(at) == "past" || a.norm(at) == "upcoming" || a.norm(at) == "same" || a.norm(at) == "current") {
		if w == "this" {
			step = pointers[a.norm(at)]
			if a.norm(at) == "coming" || a.norm(at) == "upcoming" || a.norm(at) == "past" {
				return a.nearestAt(at+1, step)
			}
		}
		at++
	}
	if !a.near(at) && at > i {
		return timex{}, false
	}
	if w == "past" || w == "coming" || w == "upcoming" {
		if t, ok := a.nearestAt(at, step); ok && t.weekday > 0 {
			if w == "past" {
				return t, ok
			}
		}
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
		return t, true
	} else if ok && t.day > 0 && step == 0 && w == "this" {
		if t.year == 0 && t.month > 0 && t.Resolved() {
			t.When = t.inYear(a.today().Year())
			t.Anchor = briefing.AnchorPublished
		}
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
	if holiday, ok := a.holidayAt(at); ok && holiday.Anchor == briefing.AnchorPublished && !back {
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
	case a.norm(at) == "quarter" && !a.is(at+1, "of"):
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
	if a.is(at, "full year") && a.norm(at+2) != "of" {
		return timex{When: a.fromToday(year, 0), next: at + 2}, true
	}
	if (a.norm(at) == "latest") && a.norm(at+1) == "period" {
		return timex{When: unresolved(quarter, openValue(quarter)), next: at + 2}, true
	}
	grain := grains[a.norm(at)]
	if lead := a.norm(i - 1); (grain == year || grain == month || grain == week || grain == oneDay && lead != "of") && definiteLeads[lead] && a.near(i) && !a.is(at+1, "of") &&
		(grain != oneDay || lead == "in" || a.is(i-3, "later in") || a.is(i-3, "earlier in")) {
		w := a.fromToday(grain, 0)
		if s, ok := a.spoken(); ok && (s.Grain == grain || grain == year && s.Grain != quarter) && s.Anchor != briefing.AnchorPublished && a.times.sentence == a.times.latestAt {
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
	if !points || step == 0 || unit == "" || n.value > 1 && a.s.wordNorm(n.next+1) == singularUnit(a.norm(n.next+1)) || !a.near(n.next) || !a.near(n.next+1) || a.norm(n.next) == "last" && unit == second {
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

// grains are the periods that units name.
var grains = map[string]string{
	"second": second, "minute": minute, "hour": hour, "day": oneDay, "weekend": weekend, "week": week, "month": month, "quarter": quarter, "year": year,
	"decade": decade, "century": century,
}

var weekdays = map[string]int{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
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
