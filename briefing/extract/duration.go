package extract

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// length is a length of time, in the three measures the calendar does not turn into each other.
type timeLength struct {
	months, days float64
	clock        time.Duration
	units        float64 // how many of unit, when the words name one only
	unit         string  // the grain of the smallest unit named
	business     bool    // counts days or weeks of work only
	vague        bool    // how many stays open
}

func (l timeLength) known() bool { return l.unit != "" && !l.vague }

// from is t moved by n times the length.
func (l timeLength) from(t time.Time, n int) time.Time {
	if l.business {
		return workdays(t, n*int(l.units))
	}
	t = addMonths(t, n*int(math.Round(l.months)))
	return t.AddDate(0, 0, n*int(math.Round(l.days))).Add(time.Duration(n) * l.clock)
}

// workdays moves t by n days from Monday to Friday.
func workdays(t time.Time, n int) time.Time {
	step := 1
	if n < 0 {
		step = -1
	}
	for left := min(max(n, -n), 1000); left > 0; {
		t = t.AddDate(0, 0, step)
		if isoWeekday(t) < 6 {
			left--
		}
	}
	return t
}

// durationAt reads a length of time: "three years", "18-month", "a day and a half", "2 hours 30 minutes", "several weeks".
func (a *almanac) durationAt(i int) (timex, bool) {
	l, value, next, ok := a.lengthAt(i)
	if !ok {
		return timex{}, false
	}
	if part, end := a.fractionAt(next); part > 0 && l.known() {
		l, value, next = newLength(l.units+part, l.unit), lengthValue(l.units+part, l.unit), end
	}
	for parts := 0; parts < 4 && l.known(); parts++ {
		at := next
		if a.norm(at) == "and" {
			at++
		}
		part, added, end, ok := a.lengthAt(at)
		if !ok || !part.known() || !smaller(part.unit, l.unit) || at == next && !a.nearComma(at) {
			break
		}
		l.months, l.days, l.clock, l.unit, l.units = l.months+part.months, l.days+part.days, l.clock+part.clock, part.unit, 0
		value, next = joinLengths(value, added), end
	}
	t := timex{When: briefing.When{Kind: briefing.WhenDuration, Anchor: briefing.AnchorNone, Value: value}, next: next, length: l}
	if lead := a.norm(i - 1); a.is(i, "one day") && next == i+2 && (modalVerbs[lead] || pronouns[lead]) { // "it will one day close"
		t.When = unresolved("", futureRef)
		return t, true
	}
	switch {
	case a.is(next, "or so"):
		t.Part, t.next = partAbout, next+2
	case a.is(next, "or more"):
		t.Part, t.next = partMore, next+2
	case a.is(next, "or less"):
		t.Part, t.next = partLess, next+2
	}
	return t, true
}

// The parts of a time, and how exact it is: see [briefing.When].
const (
	partStart = "start"
	partMid   = "mid"
	partEnd   = "end"
	partAbout = "about"
	partLess  = "less"
	partMore  = "more"
)

// lengthAt reads one number with its unit.
func (a *almanac) lengthAt(i int) (l timeLength, value string, next int, ok bool) {
	if count, unit, glued := gluedLength(a.norm(i)); glued { // "3h", "3.5years"
		return newLength(count, unit), lengthValue(count, unit), i + 1, true
	}
	n, ok := a.numberAt(i)
	if !ok || !a.near(n.next) {
		return l, "", 0, false
	}
	if a.norm(n.next) == "-" {
		return l, "", 0, false
	}
	next = n.next
	if (a.norm(next) == "to" || a.norm(next) == "or") && !n.vague { // "two to three weeks"
		if second, isNumber := a.numberAt(next + 1); isNumber && !second.vague && second.value > n.value {
			n.vague, next = true, second.next
		}
	} else if second, isNumber := a.numberAt(next); isNumber && !n.vague && !second.vague && a.gap(a.s, next) == "-" && second.value > n.value && a.norm(next) != "a" {
		n.vague, next = true, second.next
	}
	for skipped := 0; skipped < 2 && lengthAdjectives[a.norm(next)] && a.near(next+1); skipped++ {
		if a.norm(next) == "business" || a.norm(next) == "working" {
			l.business = true
		}
		next++
	}
	unit := unitNames[a.norm(next)]
	if w := a.norm(next + 1); a.near(next+1) && w == "old" || unit == quarter && !n.vague && (n.value != 1 || a.norm(i) == "a") &&
		(a.norm(next+1) == "of" || a.gap(a.s, next) == "-" || n.value == 1) || a.s.wordNorm(next) == "night" && n.value > 1 && !n.vague {
		return l, "", 0, false // an age, a fraction
	}
	if unit == "" || next > i && !a.near(next) || a.norm(next) == "second" && (n.value != 1 || !a.exactOne(i)) {
		return l, "", 0, false
	}
	business := l.business && (unit == oneDay || unit == week)
	if w := a.norm(next); w == "minute" && a.norm(i) == "a" && a.near(next+1) { // "a minute part"
		if after := a.norm(next + 1); !prepositions[after] && !timely[after] && !stops[after] && after != "ago" && after != "or" {
			return l, "", 0, false
		}
	}
	if n.vague {
		return timeLength{unit: unit, vague: true}, openLength(unit), next + 1, true
	}
	l = newLength(n.value, unit)
	l.business = business
	return l, lengthValue(n.value, unit), next + 1, true
}

// exactOne reports whether word i is the number one and not the article: "a second" is mostly another one.
func (a *almanac) exactOne(i int) bool { w := a.norm(i); return w == "one" || w == "1" }

// newLength is n units.
func newLength(n float64, unit string) timeLength {
	l := timeLength{units: n, unit: unit}
	switch unit {
	case second:
		l.clock = time.Duration(n * float64(time.Second))
	case minute:
		l.clock = time.Duration(n * float64(time.Minute))
	case hour:
		l.clock = time.Duration(n * float64(time.Hour))
	case oneDay:
		l.days = n
	case week, weekend:
		l.days = 7 * n
	case fortnight:
		l.days, l.unit, l.units = 14*n, week, 2*n
	case month:
		l.months = n
	case quarter:
		l.months = 3 * n
	case year:
		l.months = 12 * n
	case decade:
		l.months = 120 * n
	case century:
		l.months = 1200 * n
	case millennium:
		l.months, l.unit, l.units = 12000*n, century, 10*n
	}
	return l
}

// fortnight and millennium are units that are no grain.
const (
	fortnight  = "fortnight"
	millennium = "millennium"
)

// lengthValue is the TIMEX3 value of n units.
func lengthValue(n float64, unit string) string {
	count := strconv.FormatFloat(n, 'f', -1, 64)
	switch unit {
	case fortnight:
		count = strconv.FormatFloat(2*n, 'f', -1, 64)
	case quarter:
		count = strconv.FormatFloat(3*n, 'f', -1, 64)
	}
	return lengthLetters(count, unit)
}

// openLength is the TIMEX3 value of some units.
func openLength(unit string) string { return lengthLetters("X", unit) }

// lengthLetters is a length with its designators as TIMEX3 has them, beyond ISO 8601: DE for decades, CE for centuries, ML for millennia, WE
// for weekends.
func lengthLetters(count, unit string) string {
	switch unit {
	case second:
		return "PT" + count + "S"
	case minute:
		return "PT" + count + "M"
	case hour:
		return "PT" + count + "H"
	case week, fortnight:
		return "P" + count + "W"
	case month, quarter:
		return "P" + count + "M"
	case year:
		return "P" + count + "Y"
	case decade:
		return "P" + count + "DE"
	case century:
		return "P" + count + "CE"
	case millennium:
		return "P" + count + "ML"
	case weekend:
		return "P" + count + "WE"
	}
	return "P" + count + "D"
}

// joinLengths puts the value of a smaller length behind that of a larger one: "P1Y" and "P2M" make "P1Y2M".
func joinLengths(x, y string) string {
	y = y[1:]
	if strings.Contains(x, "T") {
		y = strings.TrimPrefix(y, "T")
	}
	return x + y
}

var unitOrder = map[string]int{second: 1, minute: 2, hour: 3, oneDay: 4, weekend: 5, week: 5, fortnight: 6, month: 7, quarter: 8, year: 9, decade: 10, century: 11, millennium: 12}

func smaller(x, y string) bool { return unitOrder[x] < unitOrder[y] }

// gluedLength reads "3h", "10d", "3.5years".
func gluedLength(w string) (n float64, unit string, ok bool) {
	if w == "" || w[0] < '0' || w[0] > '9' {
		return 0, "", false
	}
	n, rest, ok := figuresOf(w)
	if !ok || rest == "" || n > 1e6 {
		return 0, "", false
	}
	switch rest {
	case "h":
		return n, hour, true
	case "d":
		return n, oneDay, n < 1000
	case "w":
		return n, week, n < 1000
	case "y":
		return n, year, n < 1000
	}
	unit = unitNames[rest]
	return n, unit, unit != "" && rest != "mo"
}

// bareUnitsAt reads units without a number: "for weeks", "years of talks", "decades-long".
func (a *almanac) bareUnitsAt(i int) (timex, bool) {
	unit := bareUnits[a.norm(i)]
	if unit == "" || a.norm(i+1) == "old" && a.near(i+1) || a.capital(i) && i > 0 || a.s.words[i].Norm != a.norm(i) {
		return timex{}, false
	}
	t := timex{When: briefing.When{Kind: briefing.WhenDuration, Anchor: briefing.AnchorNone, Value: openLength(unit)}, next: i + 1,
		length: timeLength{unit: unit, vague: true}}
	if a.norm(i+1) == "or" && bareUnits[a.norm(i+2)] != "" {
		t.next = i + 3
	}
	return t, true
}

var bareUnits = map[string]string{
	"minutes": minute, "hours": hour, "days": oneDay, "weeks": week, "months": month, "years": year, "decades": decade, "centuries": century, "seconds": second,
}

// unitNames are the units of lengths, as printed.
var unitNames = map[string]string{
	"second": second, "seconds": second, "sec": second, "secs": second, "minute": minute, "minutes": minute, "min": minute, "mins": minute,
	"hour": hour, "hours": hour, "hr": hour, "hrs": hour, "day": oneDay, "days": oneDay, "night": oneDay, "nights": oneDay, "week": week, "weeks": week, "wk": week, "wks": week,
	"fortnight": fortnight, "fortnights": fortnight, "weekend": weekend, "weekends": weekend, "month": month, "months": month,
	"quarter": quarter, "quarters": quarter, "year": year, "years": year, "yr": year, "yrs": year,
	"decade": decade, "decades": decade, "century": century, "centuries": century, "millennium": millennium, "millennia": millennium,
}

// lengthAdjectives stand between a number and its unit.
var lengthAdjectives = set(`more full whole consecutive straight long calendar trading business working additional solid successive
	entire school further short`)
