package extract

import (
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

// comparedQuarterAt reads "the latest quarter" and "the comparable period", of words [i, at], where the text has told of a quarter: that one,
// or the same a year before.
func (a *almanac) comparedQuarterAt(i, at int) (timex, bool) {
	if at == i || a.norm(at) != "period" && a.norm(at) != "quarter" || !a.times.quarter.Resolved() {
		return timex{}, false
	}
	step := 0
	switch a.norm(at - 1) {
	case "latest":
	case "corresponding", "comparable":
		step = -1
	default:
		return timex{}, false
	}
	return timex{When: spot(shift(a.times.quarter.From, year, step), quarter, briefing.AnchorText), next: at + 1}, true
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
	if (a.norm(at) == "year" || a.is(at, "a year")) && (a.is(at, "year ago") || a.is(at, "year earlier") || a.is(at, "a year ago") ||
		a.is(at, "a year earlier")) && at > i-1 {
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
		return a.comparedQuarterAt(i, at)
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
		if !a.periodBehind(next+1) && !(n <= 2 && !a.published.IsZero() && a.norm(i-1) == "the" && halfLeads[a.norm(i-2)]) {
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
	if a.norm(at) == "fall" && !(the && lead == "in" && !prepositions[a.norm(next)] || parting[lead]) || a.norm(at) == "spring" &&
		!(the || parting[lead] || lead == "in") {
		return timex{}, false
	}
	if !the && !seasonLeads[lead] || the && !seasonLeads[lead] && n != 2 && n != 0 || a.near(next) && (seasonNouns[a.norm(next)] ||
		a.capital(at) && a.capital(next)) {
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
