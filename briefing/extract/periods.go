package extract

import (
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// periodsAt reads quarters, halves, seasons and weekends, and parts that are counted off a longer time: "the third quarter of 1984", "Q3 2025",
// "the first half", "the summer of 1998", "the first week of June".
func (a *almanac) periodsAt(i int) (timex, bool) {
	for _, rule := range []func(int) (timex, bool){a.quarterAt, a.seasonAt, a.countedOffAt, a.weekNumberAt} {
		if t, ok := rule(i); ok {
			return t, true
		}
	}
	return timex{}, false
}

// quarterAt reads a quarter or a half of a year, its year before or behind it.
func (a *almanac) quarterAt(i int) (timex, bool) {
	at := i
	var in timex
	known := false
	for skipped := 0; skipped < 3 && quarterOpeners[a.norm(at)]; skipped++ {
		at++
	}
	if y, next, ok := a.fourFiguresAt(at); ok && a.near(next) { // "the 1988 second quarter", "2019 H2"
		in, known, at = a.yearOf(y, next), true, next
	} else if step, points := pointers[a.norm(at)]; points && a.norm(at+1) == "year" && a.near(at+2) { // "this year's third quarter"
		in, known, at = timex{When: a.fromToday(year, step), next: at + 2}, true, at+2
	}
	ago := 0
	if (a.norm(at) == "year" || a.is(at, "a year")) && (a.is(at, "year ago") || a.is(at, "year earlier") || a.is(at, "a year ago") || a.is(at, "a year earlier")) && at > i-1 {
		ago = 1
		at += 2
		if a.norm(at-2) == "a" {
			at++
		}
		if !a.near(at) {
			return timex{}, false
		}
	}
	fiscal := false
	if w := a.norm(at); w == "fiscal" {
		fiscal, at = true, at+1
	}
	n, grain, next, ok := a.quarterNameAt(at)
	if !ok {
		if (known || ago > 0) && (a.norm(at) == "quarter" || a.norm(at) == "period" || a.norm(at) == "half") {
			return a.samePeriod(in, known, ago, at+1)
		}
		if (a.norm(at) == "period" || a.norm(at) == "quarter") && at > i && (a.norm(at-1) == "latest" || a.norm(at-1) == "corresponding" || a.norm(at-1) == "comparable") {
			if step := 0; a.times.quarter.Resolved() {
				if a.norm(at-1) != "latest" {
					step = -1
				}
				return timex{When: spot(shift(a.times.quarter.From, year, step), quarter, briefing.AnchorText), next: at + 1}, true
			}
		}
		return timex{}, false
	}
	if !known {
		in, known = a.yearOfQuarter(next)
	}
	if known {
		next = max(next, in.next)
	}
	t := timex{next: next}
	switch {
	case known && !in.Resolved():
		t.When = unresolved(grain, in.Value+"-"+grainLetter(grain)+string(rune('0'+n)))
	case known:
		from := date(in.From.Year(), quarterMonth(n, grain), 1)
		t.When = spot(from, grain, in.Anchor)
		t.year = in.year
	case grain == half:
		t.When = a.settleHalf(i, n)
	default:
		t.When = a.settleQuarter(i, n)
	}
	if ago > 0 && t.Resolved() && !known {
		from := t.From
		if q := a.times.quarter; q.Resolved() && grain == quarter && q.From.Month() == from.Month() {
			from = q.From
		}
		t.When = spot(shift(from, year, -1), grain, t.Anchor)
	}
	if fiscal && t.Resolved() {
		t.When = unresolved(grain, "FY"+t.Value)
	}
	return t, true
}

func quarterMonth(n int, grain string) (m time.Month) {
	if grain == half {
		return time.Month(6*n - 5)
	}
	return time.Month(3*n - 2)
}

func grainLetter(grain string) string {
	if grain == half {
		return "H"
	}
	return "Q"
}

// samePeriod is "the 1988 quarter", "the year-ago period": the period of another year that the article speaks of.
func (a *almanac) samePeriod(in timex, known bool, ago, next int) (timex, bool) {
	t := timex{next: next}
	q := a.times.quarter
	switch {
	case known && in.Resolved() && q.Resolved():
		t.When = spot(date(in.From.Year(), q.From.Month(), 1), quarter, briefing.AnchorText)
	case known && in.Resolved():
		t.When = in.When
	case q.Resolved():
		from := q.From
		if a.times.latestAt == a.times.sentence && a.times.latest.Grain == quarter {
			from = a.times.latest.From
		}
		t.When = spot(shift(from, year, -ago), quarter, briefing.AnchorText)
	case !a.published.IsZero():
		t.When = a.fromToday(year, -ago)
	default:
		return timex{}, false
	}
	return t, true
}

// quarterNameAt reads "third quarter", "Q3", "first half", "H2", "3Q".
func (a *almanac) quarterNameAt(i int) (n int, grain string, next int, ok bool) {
	w := a.norm(i)
	if len(w) == 2 && (w[0] == 'q' && w[1] >= '1' && w[1] <= '4' || w[0] == 'h' && (w[1] == '1' || w[1] == '2')) {
		if w[0] == 'h' {
			if y, _, ok := a.fourFiguresAt(i - 1); !ok || y == 0 {
				if _, _, ok := a.yearBehind(i + 1); !ok {
					return 0, "", 0, false
				}
			}
			return int(w[1] - '0'), half, i + 1, true
		}
		return int(w[1] - '0'), quarter, i + 1, true
	}
	if len(w) == 2 && w[1] == 'q' && w[0] >= '1' && w[0] <= '4' {
		return int(w[0] - '0'), quarter, i + 1, true
	}
	n, next, ok = a.ordinalAt(i)
	if !ok || !a.near(next) {
		return 0, "", 0, false
	}
	if a.norm(next) == "fiscal" {
		next++
	}
	switch a.norm(next) {
	case "quarter":
		if n == -1 {
			n = 4
			if a.norm(i) == "last" && a.norm(next+1) != "of" {
				return 0, "", 0, false
			}
		}
		return n, quarter, next + 1, n <= 4 && a.s.wordNorm(next) != "quarters"
	case "half":
		if n == -1 {
			n = 2
		}
		if !a.periodBehind(next+1) && !(n <= 2 && a.published.IsZero() == false && a.norm(i-1) == "the" && halfLeads[a.norm(i-2)]) {
			return 0, "", 0, false
		}
		return n, half, next + 1, n <= 2
	}
	return 0, "", 0, false
}

// halfLeads stand before "the first half" of a year rather than of a match: too little to tell by themselves in sport, so only these.
var halfLeads = set(`for by until`)

// periodBehind reports whether "of" or a year stands at word i.
func (a *almanac) periodBehind(i int) bool {
	_, known := a.yearOfQuarter(i)
	return known
}

// yearOfQuarter reads the year behind a quarter: "of 1984", "1984", "of last year", "last year", "of fiscal 1990", "of the year".
func (a *almanac) yearOfQuarter(i int) (timex, bool) {
	at := i
	if w := a.norm(at); w == "of" || w == "in" {
		at++
	}
	if at == i && !a.nearComma(at) {
		return timex{}, false
	}
	if at > i || a.near(at) || a.nearComma(at) {
		if y, next, ok := a.yearAt(at); ok {
			return a.yearOf(y, next), true
		}
		if y, next, ok := a.shortYearAt(at); ok {
			return a.yearOf(y, next), true
		}
		if t, ok := a.namedYearAt(at); ok {
			return t, true
		}
	}
	p := at
	if a.norm(p) == "the" {
		p++
	}
	step, points := pointers[a.norm(p)]
	if points && a.norm(p+1) == "year" && (a.near(p) || at > i) {
		return timex{When: a.fromToday(year, step), next: p + 2}, true
	}
	if points && (a.norm(p+1) == "fiscal" || a.norm(p+1) == "financial") && a.norm(p+2) == "year" {
		return timex{When: a.otherYear("FY", a.fromToday(year, step)), next: p + 3}, true
	}
	if at > i && p > at && a.norm(p) == "year" {
		return timex{When: a.fromToday(year, 0), next: p + 1}, true
	}
	return timex{}, false
}

// quarterOpeners stand before the name of a quarter and belong to it.
var quarterOpeners = set(`the its their latest corresponding comparable`)

// seasonAt reads "the summer of 1998", "summer 1998", "in the spring", "the winter".
func (a *almanac) seasonAt(i int) (timex, bool) {
	at, the := i, false
	if a.norm(at) == "the" {
		at, the = at+1, true
	}
	n, ok := seasons[a.norm(at)]
	if !ok || a.s.wordNorm(at) != a.norm(at) {
		return timex{}, false
	}
	next := at + 1
	if in, known := a.yearOfQuarter(next); known && in.Resolved() && (a.norm(next) != "in" || !the) {
		return timex{When: a.seasonOf(n, in.From.Year(), in.Anchor), next: in.next, year: in.year}, true
	}
	lead := a.norm(i - 1)
	if a.norm(at) == "fall" && !(the && lead == "in" && !prepositions[a.norm(next)] || parting[lead]) || a.norm(at) == "spring" && !(the || parting[lead] || lead == "in") {
		return timex{}, false
	}
	if !the && !seasonLeads[lead] || the && !seasonLeads[lead] && n != 2 && n != 0 || a.near(next) && (seasonNouns[a.norm(next)] || a.capital(at) && a.capital(next)) {
		return timex{}, false
	}
	return timex{When: a.settleSeason(at, n, 0), next: next}, true
}

// seasonOf is a season of a year. A winter lies in two, and its year may be either: it is known only to lie between.
func (a *almanac) seasonOf(n, y int, anchor briefing.WhenAnchor) briefing.When {
	w := spot(date(y, time.Month(max(3*n, 1)), 1), season, anchor)
	if n == 0 {
		w.From, w.To, w.Value = date(y, 1, 1), date(y+1, 3, 1), valueOf(date(y, 12, 1), season)
	}
	return w
}

var seasonLeads = set(`in this by since until during early late mid through of before after throughout over for`)

// seasonNouns go with the name of a season and make it say a kind, not a time.
var seasonNouns = set(`school camp olympics games break water league training`)

// countedOffAt reads a part that is counted off a longer time: "the first week of June", "the 15th day of next month", "the first Monday of
// next month", "the last three weeks of this year", "the first two quarters of 1990".
func (a *almanac) countedOffAt(i int) (timex, bool) {
	at := i
	if a.norm(at) == "the" {
		at++
	}
	n, next, ok := a.ordinalAt(at)
	if !ok || !a.near(next) && a.norm(next) != "of" {
		return timex{}, false
	}
	if (a.norm(next) == "this" || a.norm(next) == "of" || a.norm(next) == "next") && n > 0 && '0' <= a.norm(at)[0] && a.norm(at)[0] <= '9' { // "the 21st this month"
		return a.dayOfMonthBehind(n, next)
	}
	count, grain := 1, grains[a.norm(next)]
	day := 0
	if grain == "" {
		if day = weekdays[a.norm(next)]; day == 0 {
			number, ok := a.numberAt(next)
			if !ok || number.vague || !number.whole() || unitNames[a.norm(number.next)] == "" || unitNames[a.norm(number.next)] == fortnight {
				return timex{}, false
			}
			count, grain, next = int(number.value), unitNames[a.norm(number.next)], number.next
		}
	}
	end := next + 1
	if a.norm(end) != "of" && a.norm(end) != "in" || a.depth >= deepest {
		return timex{}, false
	}
	a.depth++
	whole, ok := a.dateAt(end + 1)
	a.depth--
	if !ok || whole.Kind != briefing.WhenDate || day == 0 && !coarser(whole.Grain, grain) || count < 1 || count > 1000 {
		return timex{}, false
	}
	t := timex{next: whole.next}
	if !whole.Resolved() {
		g := grain
		if day > 0 {
			g = oneDay
		}
		t.When = unresolved(g, openValue(g))
		return t, true
	}
	if day > 0 {
		return a.nthWeekday(whole, n, day)
	}
	return a.countOff(whole, n, count, grain)
}

// countOff is the part of whole that is count periods of a grain long from the nth on; from the end when n is below zero.
func (a *almanac) countOff(whole timex, n, count int, grain string) (timex, bool) {
	from := whole.From
	if grain == week { // the first week of a month or year is the one that holds its first Thursday, as ISO 8601 numbers those of a year
		from = monday(whole.From.AddDate(0, 0, 3))
	}
	if n > 0 {
		from = shift(from, grain, (n-1)*count)
	} else {
		to := whole.To
		if grain == week {
			to = monday(whole.To.AddDate(0, 0, 3))
		}
		from = shift(to, grain, -count)
	}
	if from.Year() > 9000 || from.Year() < 1 {
		return timex{}, false
	}
	t := timex{When: spot(from, grain, whole.Anchor), next: whole.next}
	if count > 1 {
		t.To = shift(t.From, grain, count)
		t.Value = endsValue(t.From, t.To, grain)
		if grain == quarter && count == 2 && t.From.Month()%6 == 1 {
			t.Value, t.Grain = valueOf(t.From, half), half
		}
	}
	if t.From.After(whole.To) {
		return timex{}, false
	}
	return t, true
}

// endsValue is the value of a run of periods: its first and last, as ISO 8601 writes an interval.
func endsValue(from, to time.Time, grain string) string {
	return valueOf(from, grain) + "/" + valueOf(beginning(to.Add(-time.Nanosecond), grain), grain)
}

func (a *almanac) nthWeekday(whole timex, n, day int) (timex, bool) {
	at := whole.From.AddDate(0, 0, (day-isoWeekday(whole.From)+7)%7+7*(n-1))
	if n < 0 {
		at = whole.To.AddDate(0, 0, -1)
		at = at.AddDate(0, 0, -((isoWeekday(at) - day + 7) % 7))
	}
	if !at.Before(whole.To) {
		return timex{}, false
	}
	return timex{When: spot(at, oneDay, whole.Anchor), next: whole.next, weekday: day}, true
}

// dayOfMonthBehind is a day by its number, with the month pointed to behind it at word i: "this month", "of next month", "of the month".
func (a *almanac) dayOfMonthBehind(n, i int) (timex, bool) {
	at := i
	if a.norm(at) == "of" {
		at++
	}
	step, points := pointers[a.norm(at)]
	if a.norm(at) == "the" {
		points = a.norm(at-1) == "of"
	}
	if !points || a.norm(at+1) != "month" || n > 31 {
		return timex{}, false
	}
	m := a.fromToday(month, step)
	t := timex{When: unresolved(oneDay, "XXXX-XX-"+twoFigures(n)), next: at + 2, day: n}
	if at := m.From.AddDate(0, 0, n-1); m.Resolved() && at.Before(m.To) {
		t.When = spot(at, oneDay, m.Anchor)
	}
	return t, true
}

// weekNumberAt reads "week 31", "the week 3 of 2027", "the week of March 6".
func (a *almanac) weekNumberAt(i int) (timex, bool) {
	at := i
	if a.norm(at) == "the" {
		at++
	}
	if a.norm(at) != "week" && a.norm(at) != "weekend" {
		return timex{}, false
	}
	if (a.norm(at+1) == "of" || a.norm(at+1) == "ended" || a.norm(at+1) == "ending") && a.depth < deepest {
		a.depth++
		day, ok := a.dateAt(at + 2)
		a.depth--
		if ok && day.Grain == oneDay && day.Resolved() {
			from := beginning(day.From, grains[a.norm(at)])
			if a.norm(at) == "weekend" && isoWeekday(day.From) < 4 {
				from = from.AddDate(0, 0, -7)
			}
			return timex{When: spot(from, grains[a.norm(at)], day.Anchor), next: day.next}, true
		}
		return timex{}, false
	}
	w := a.norm(at + 1)
	n, rest, ok := figuresOf(w)
	if !ok || a.norm(at) != "week" || rest != "" || n < 1 || n > 53 || n != float64(int(n)) || !a.near(at+1) || a.published.IsZero() && !a.periodBehind(at+2) || strings.Contains(w, ".") {
		return timex{}, false
	}
	next, y, anchor := at+2, 0, briefing.AnchorPublished
	if in, known := a.yearOfQuarter(next); known && in.Resolved() {
		y, next, anchor = in.From.Year(), in.next, in.Anchor
	} else if y = a.today().Year(); a.published.IsZero() {
		return timex{}, false
	}
	from := monday(date(y, 1, 4)).AddDate(0, 0, 7*(int(n)-1))
	return timex{When: spot(from, week, anchor), next: next}, true
}
