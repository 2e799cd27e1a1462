package extract

import (
	"strconv"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// yearsAt reads a year, a decade or a century: "2017", "'98", "fiscal 1989", "nineteen ninety-six", "the 1990s", "the eighties", "the 19th century".
func (a *almanac) yearsAt(i int) (timex, bool) {
	for _, rule := range []func(int) (timex, bool){a.centuryAt, a.decadeAt, a.namedYearAt} {
		if t, ok := rule(i); ok {
			return t, true
		}
	}
	y, next, ok := a.yearAt(i)
	if !ok || !a.yearLike(i, next) {
		if y, next, ok = a.shortYearAt(i); !ok {
			return timex{}, false
		}
	}
	return a.yearOf(y, next), true
}

func (a *almanac) yearOf(y, next int) timex {
	return timex{When: spot(date(y, 1, 1), year, briefing.AnchorAbsolute), next: next, year: y}
}

// namedYearAt reads a year that is called one: "the year 2008", "fiscal 1989", "FY18", "calendar year 2008".
func (a *almanac) namedYearAt(i int) (timex, bool) {
	at := i
	if a.norm(at) == "the" {
		at++
	}
	w := a.norm(at)
	if k := strings.IndexAny(w, "0123456789"); k == 2 && yearKinds[w[:2]] != "" && len(w) <= 6 { // FY18
		n, err := strconv.Atoi(w[2:])
		if err != nil {
			return timex{}, false
		}
		if len(w) == 4 {
			n = fullYear(n)
		}
		return a.kindOfYear(yearKinds[w[:2]], n, at+1), isYear(n)
	}
	kind, named := yearKinds[w]
	if named {
		at++
	}
	if a.norm(at) == "year" && (named && a.near(at) || !named) {
		named = true
		at++
		if a.norm(at) == "of" {
			at++
		}
	}
	if !named || !a.near(at) {
		return timex{}, false
	}
	y, next, ok := a.yearAt(at)
	if !ok {
		return timex{}, false
	}
	return a.kindOfYear(kind, y, next), true
}

// kindOfYear is a year of the calendar, or one of another count whose months nobody knows.
func (a *almanac) kindOfYear(kind string, y, next int) timex {
	t := a.yearOf(y, next)
	if kind != "" && kind != "C" {
		t.When = unresolved(year, kind+strconv.Itoa(y))
		t.fiscal = true
	}
	return t
}

// yearKinds are the words before a year, with the mark of its count: the calendar's, a company's or a school's.
var yearKinds = map[string]string{"fiscal": "FY", "fy": "FY", "financial": "FY", "calendar": "C", "cy": "C", "school": "SY", "academic": "SY", "sy": "SY"}

// yearAt reads a year in four figures or in words at word i.
func (a *almanac) yearAt(i int) (y, next int, ok bool) {
	if y, next, ok = a.fourFiguresAt(i); ok {
		return y, next, true
	}
	return a.spelledYearAt(i)
}

func (a *almanac) fourFiguresAt(i int) (y, next int, ok bool) {
	w := a.norm(i)
	if len(w) != 4 || w[0] < '1' || w[0] > '2' {
		return 0, 0, false
	}
	y, err := strconv.Atoi(w)
	return y, i + 1, err == nil && isYear(y)
}

// spelledYearAt reads "nineteen ninety-six", "two thousand and ten", "seventeen hundred thirty-three".
func (a *almanac) spelledYearAt(i int) (y, next int, ok bool) {
	first := int(numberWords.of(a.norm(i)))
	switch {
	case first >= 13 && first <= 20 && (first < 20 || a.norm(i) == "twenty"):
		at, high := i+1, first*100
		if a.norm(at) == "hundred" {
			at++
			if a.norm(at) == "and" {
				at++
			}
		} else if low := int(numberWords.of(a.norm(at))); low < 10 || low > 99 { // "nineteen six" is no year
			return 0, 0, false
		}
		if !a.near(i + 1) {
			return 0, 0, false
		}
		if n, found := a.numberWordAt(at, 99); found {
			return high + int(n.value), n.next, true
		}
		return high, at, a.norm(at-1) == "hundred"
	case first == 2 && a.norm(i+1) == "thousand":
		at := i + 2
		if a.norm(at) == "and" {
			at++
		}
		if n, found := a.numberWordAt(at, 99); found && a.near(at) {
			return 2000 + int(n.value), n.next, true
		}
		lead := a.norm(i - 1)
		return 2000, i + 2, lead == "year" || lead == "in" && unitNames[a.norm(i+2)] == "" && !plural(a.norm(i+2))
	}
	return 0, 0, false
}

// shortYearAt reads "'98".
func (a *almanac) shortYearAt(i int) (y, next int, ok bool) {
	if i >= len(a.s.words) {
		return 0, 0, false
	}
	w, g := a.norm(i), a.gap(a.s, i)
	if len(w) != 2 || !strings.HasSuffix(g, "'") && !strings.HasSuffix(g, "’") && !strings.HasSuffix(g, "‘") || strings.HasSuffix(g, "''") {
		return 0, 0, false
	}
	n, err := strconv.Atoi(w)
	return fullYear(n), i + 1, err == nil && (a.after(i) == "" || a.after(i)[0] != '\'')
}

// yearLike reports whether the words [i, next) are a year rather than a count: "in 2017", "the 2016 election", "(2014)", "since 1990".
func (a *almanac) yearLike(i, next int) bool {
	g := a.gap(a.s, i)
	y := 0
	if next == i+1 {
		y, _ = strconv.Atoi(a.norm(i))
	}
	behind := a.after(next - 1)
	lead := a.norm(i - 1)
	switch {
	case strings.ContainsAny(g, "$€£#¥") || strings.HasPrefix(behind, "%") || strings.HasPrefix(behind, ".") && len(behind) > 1 &&
		behind[1] >= '0' && behind[1] <= '9':
		return false
	case scaled(a.norm(next)) || unitNames[a.norm(next)] != "" && a.norm(next) != "quarter" && a.norm(next) != "second" &&
		!strings.HasPrefix(behind, "-"):
		return false
	case strings.HasSuffix(g, "(") || strings.HasSuffix(g, "="):
		return true
	case yearLeads[lead] && a.near(i):
		return y == 0 || y >= 1500 && y < 2200 && !(countLeads[lead] && plural(a.norm(next)) && strings.HasPrefix(behind, " ") &&
			!yearNouns[a.norm(next)])
	case y != 0 && (y < 1850 || y > 2060):
		return false
	case y == 0:
		return true
	case i > 0 && !a.near(i):
		return len(a.s.words) < 4 || strings.TrimSpace(g) == "," || strings.HasSuffix(g, "\"") || strings.HasSuffix(g, " -") ||
			strings.HasSuffix(g, "–")
	case i > 0 && strings.HasSuffix(g, "-"): // "Covid-2019"
		return lead == "post" || lead == "pre" || lead == "mid" || lead == "early" || lead == "late"
	case i > 0 && a.capital(i-1) && lead != "the" && a.s.wordNorm(i-1) == lead && !calendar(lead): // "Windows 2000", "Flight 1999"
		return false
	case i > 0 && (lead == "a" || lead == "the" || lead == "that" || lead == "this" || a.s.wordNorm(i-1) != lead || lead == "its" ||
		lead == "his" || lead == "her" || lead == "their"):
		return next < len(a.s.words) && (!plural(a.norm(next)) || yearNouns[a.norm(next)])
	}
	return y >= 1900 && y < 2050 && !plural(a.norm(next)) && !prepositions[a.norm(next)] || i == 0
}

func scaled(w string) bool { _, ok := scales[w]; return ok }

// yearLeads are words before which a year stands.
var yearLeads = set(`in since until till by from before after during of early late mid around to through and or january february march
	april may june july august september october november december
	spring summer autumn fall winter year first second third fourth end fiscal circa between than q1 q2 q3 q4 for is`)

// countLeads are words of yearLeads that stand before counts too.
var countLeads = set(`of from to by around and or than for after before is between`)

// yearNouns are plural nouns that a year goes with: "the 1996 Olympics".
var yearNouns = set(`olympics games elections results earnings sales profits talks finals championships awards riots protests figures
	prices levels quarters accords polls primaries hearings attacks bombings revenues trials floods`)

// decadeAt reads "1990s", "the '80s", "the eighties", "1990 s".
func (a *almanac) decadeAt(i int) (timex, bool) {
	at := i
	if a.norm(at) == "the" {
		at++
	}
	if a.norm(at) == "nineteen" && decadeNames[a.norm(at+1)] != 0 {
		at++
	}
	w := a.s.wordNorm(at)
	y := 1900 + decadeNames[w]
	switch {
	case decadeNames[w] != 0 && (at > i || parting[a.norm(i-1)] || a.norm(i-1) == "the"):
	case len(w) == 5 && w[4] == 's' && w[3] == '0', len(w) == 6 && w[4:] == "'s" && w[3] == '0':
		n, err := strconv.Atoi(w[:4])
		if err != nil || !isYear(n) || strings.ContainsAny(a.gap(a.s, at), "$€£") {
			return timex{}, false
		}
		y = n
	case len(w) == 3 && w[2] == 's' && w[1] == '0' && w[0] >= '1' && w[0] <= '9' && (strings.HasSuffix(a.gap(a.s, at), "'") ||
		strings.HasSuffix(a.gap(a.s, at), "’") || strings.HasSuffix(a.gap(a.s, at), "‘")):
		y = 1900 + int(w[0]-'0')*10
	case len(w) == 4 && w[3] == '0' && a.norm(at+1) == "s" && a.near(at+1):
		n, err := strconv.Atoi(w)
		if err != nil || !isYear(n) {
			return timex{}, false
		}
		return timex{When: spot(date(n, 1, 1), decade, briefing.AnchorAbsolute), next: at + 2, year: n}, true
	default:
		return timex{}, false
	}
	return timex{When: spot(date(y, 1, 1), decade, briefing.AnchorAbsolute), next: at + 1, year: y}, true
}

// wordNorm is word i folded, with its ending; "" when there is no such word.
func (s *sentence) wordNorm(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i].Norm
}

var decadeNames = map[string]int{"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}

// centuryAt reads "the 19th century", "the twenty-first century".
func (a *almanac) centuryAt(i int) (timex, bool) {
	at := i
	if a.norm(at) == "the" {
		at++
	}
	n, next, ok := a.ordinalAt(at)
	if !ok || n < 1 || n > 30 || a.norm(next) != "century" || !a.near(next) {
		return timex{}, false
	}
	y := (n - 1) * 100
	if y < 1000 { // the calendar of those days is another one
		return timex{When: unresolved(century, twoFigures(n-1)), next: next + 1}, true
	}
	return timex{When: spot(date(y, 1, 1), century, briefing.AnchorAbsolute), next: next + 1, year: y}, true
}

func twoFigures(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
