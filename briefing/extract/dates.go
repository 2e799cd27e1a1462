package extract

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// absoluteAt reads a date in figures or with a month: "2017-05-10", "10/05/2017", "May 10, 2017", "10 May", "May 2017", "in May".
func (a *almanac) absoluteAt(i int) (timex, bool) {
	for _, rule := range []func(int) (timex, bool){a.figuresAt, a.monthFirstAt, a.dayFirstAt, a.yearFirstAt} {
		if t, ok := rule(i); ok {
			return t, true
		}
	}
	return timex{}, false
}

// figuresAt reads dates all in figures, parted by one kind of mark: years before days, or the month first as in America unless it
// cannot be a month.
func (a *almanac) figuresAt(i int) (timex, bool) {
	w := a.norm(i)
	if w == "" || w[0] < '0' || w[0] > '9' {
		return timex{}, false
	}
	if len(w) == 8 && (w[:2] == "19" || w[:2] == "20") { // 20161016
		if n, err := strconv.Atoi(w); err == nil && n%100 > 0 {
			return a.dated(n/10000, n/100%100, n%100, i+1)
		}
	}
	if strings.Count(w, ".") == 2 { // 23.04.2022
		p := strings.Split(w, ".")
		return a.threeFigures(p[0], p[1], p[2], true, i+1)
	}
	if i+1 >= len(a.s.words) || !a.unglued(i) {
		return timex{}, false
	}
	mark := a.gap(a.s, i+1)
	if mark != "/" && mark != "-" && mark != "." && mark != " " {
		return timex{}, false
	}
	if m := months[a.norm(i+1)]; m != 0 { // 05-Aug-2016, 2019/aug/01, 23/Sep/2020
		if mark == " " || a.gap(a.s, i+2) != mark {
			return timex{}, false
		}
		return a.threeFigures(w, strconv.Itoa(int(m)), a.norm(i+2), len(w) < 3, i+3)
	}
	if i+2 < len(a.s.words) && a.gap(a.s, i+2) == mark && (mark != " " || len(w) == 4 && len(a.norm(i+1)) == 2 && len(a.norm(i+2)) == 2) {
		if m := months[a.norm(i+2)]; m != 0 && mark != " " { // 23-2020-September, 2020/23/Sep
			return a.threeFigures(w, strconv.Itoa(int(m)), a.norm(i+1), len(w) < 3, i+3)
		}
		if t, ok := a.threeFigures(w, a.norm(i+1), a.norm(i+2), mark == ".", i+3); ok {
			return t, true
		}
	}
	x, errX := strconv.Atoi(w)
	y, errY := strconv.Atoi(a.norm(i + 1))
	switch {
	case errX != nil || errY != nil:
	case mark == "-" && len(w) == 4 && isYear(x) && y >= 1 && y <= 12: // 2015-3
		if y < 10 || a.norm(i + 1)[0] != '1' || !isYear(x/100*100+y) || x%100 >= y {
			return a.monthOf(x, time.Month(y), i+2), true
		}
	case (mark == "-" || mark == "/") && len(a.norm(i+1)) == 4 && isYear(y) && x >= 1 && x <= 12: // 12-2015
		return a.monthOf(y, time.Month(x), i+2), true
	case mark == "/" && x >= 1 && x <= 12 && y >= 1 && y <= 31 && a.dateLead(i) && !a.measures(i+2):
		return a.yearless(time.Month(x), y, i+2)
	case mark == "/" && x > 12 && x <= 31 && y >= 1 && y <= 12 && a.dateLead(i) && !a.measures(i+2):
		return a.yearless(time.Month(y), x, i+2)
	}
	return timex{}, false
}

// unglued reports whether nothing but a date can begin at the figures of word i: no currency, no fraction before it.
func (a *almanac) unglued(i int) bool {
	g := a.gap(a.s, i)
	return i == 0 || !strings.ContainsAny(g, "$€£#/.") || strings.HasSuffix(g, ". ")
}

// dateLead reports whether two numbers with a slash at word i are a day and no fraction: what stands before says so.
func (a *almanac) dateLead(i int) bool {
	w := a.norm(i - 1)
	if g := a.gap(a.s, i); i > 0 && (g == "-" || g == "–") {
		w = a.norm(i - 2)
		return w != "" && w[0] <= '9' // the second end of a range
	}
	return i == 0 || yearLeads[w] || weekdays[w] != 0 || w == "on" || w == "this" || w == "next" || w == "last" || w == "is"
}

// measures reports whether word i says that the number before it is a part or a measure: "1/2 of the town", "3/4 mile".
func (a *almanac) measures(i int) bool {
	return i < len(a.s.words) && a.near(i) && (a.norm(i) == "of" || units[a.norm(i)] != "")
}

// threeFigures is the date of three numbers in the order in which they are printed.
func (a *almanac) threeFigures(x, y, z string, dayFirst bool, next int) (timex, bool) {
	p, errP := strconv.Atoi(x)
	q, errQ := strconv.Atoi(y)
	r, errR := strconv.Atoi(z)
	if errP != nil || errQ != nil || errR != nil || len(z) == 3 || len(x) == 3 {
		return timex{}, false
	}
	switch {
	case len(x) == 4:
		if q > 12 && r <= 12 {
			q, r = r, q
		}
		return a.dated(p, q, r, next)
	case len(z) > 4 || len(z) < 2:
		return timex{}, false
	}
	if len(z) == 2 {
		r = fullYear(r)
	}
	if dayFirst && q <= 12 || p > 12 {
		p, q = q, p
	}
	return a.dated(r, p, q, next)
}

// fullYear is the year that two figures stand for: those of this century up to 2039, else those of the last.
func fullYear(n int) int {
	if n < 40 {
		return 2000 + n
	}
	return 1900 + n
}

func isYear(n int) bool { return n >= 1000 && n < 2200 }

// dated is one absolute day.
func (a *almanac) dated(y, m, d, next int) (timex, bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 || !isYear(y) {
		return timex{}, false
	}
	t := timex{next: next, year: y, month: m, day: d}
	day := date(y, time.Month(m), d)
	if day.Day() != d { // "Feb. 30"
		t.When = unresolved(oneDay, fmt.Sprintf("%04d-%02d-XX", y, m))
		return t, true
	}
	t.When = spot(day, oneDay, briefing.AnchorAbsolute)
	return t, true
}

// monthOf is one month of a year.
func (a *almanac) monthOf(y int, m time.Month, next int) timex {
	return timex{When: spot(date(y, m, 1), month, briefing.AnchorAbsolute), next: next, year: y, month: int(m)}
}

// monthFirstAt reads what begins with a month: "May 10, 2017", "May 10", "May 2017", "May 10-2017", "May".
func (a *almanac) monthFirstAt(i int) (timex, bool) {
	m, glued := a.monthAt(i)
	if m == 0 {
		return timex{}, false
	}
	next := i + 1
	if glued > 0 { // Dec31
		return a.dayAndYear(m, glued, next)
	}
	at := next
	if a.norm(at) == "the" {
		at++
	}
	if d, end, ok := a.dayNumberAt(at); ok && (a.near(next) || a.gap(a.s, next) == "/") && a.near(at) {
		if y, after, ok := a.spelledYearAt(next); ok && a.near(next) { // "January nineteen ninety-seven"
			return a.monthOf(y, m, after), true
		}
		return a.dayAndYear(m, d, end)
	}
	if y, end, ok := a.yearBehind(next); ok {
		if d, after, isDay := a.dayNumberAt(end); isDay && a.gap(a.s, end) == "-" && a.gap(a.s, next) == "-" { // September-2020-23
			return a.dated(y, int(m), d, after)
		}
		return a.monthOf(y, m, end), true
	}
	if !a.monthAlone(i, m) {
		return timex{}, false
	}
	t := timex{When: a.settleMonth(i, m, 0), next: next, month: int(m)}
	return t, true
}

// dayNumberAt reads the day of a month: "10", "10th", "first", "twenty five".
func (a *almanac) dayNumberAt(i int) (d, next int, ok bool) {
	w := a.norm(i)
	if w == "" {
		return 0, 0, false
	}
	if d, next, ok = a.ordinalAt(i); ok {
		return d, next, d >= 1 && d <= 31
	}
	if w[0] >= '0' && w[0] <= '9' {
		if len(w) > 2 || strings.HasPrefix(a.after(i), "%") || i+1 < len(a.s.words) && a.gap(a.s, i+1) == ":" {
			return 0, 0, false
		}
		d, err := strconv.Atoi(w)
		return d, i + 1, err == nil && d >= 1 && d <= 31
	}
	if n, ok := a.numberWordAt(i, 31); ok {
		return int(n.value), n.next, true
	}
	return 0, 0, false
}

// numberWordAt reads a number in words of at most some size, as few words as make one: "twenty five nineteen" holds twenty-five.
func (a *almanac) numberWordAt(i int, most float64) (numeral, bool) {
	value, ok := numberWords.find(a.norm(i))
	if next := a.norm(i + 1); !ok || value > most || value < 1 || scaled(next) {
		return numeral{}, false
	}
	n := numeral{value: value, next: i + 1}
	if ones := numberWords.of(a.norm(i + 1)); value >= 20 && ones > 0 && ones < 10 && value+ones <= most && a.near(i+1) {
		n.value, n.next = value+ones, i+2
	}
	return n, true
}

// dayAndYear ends a day of a month at word next with its year, if one follows.
func (a *almanac) dayAndYear(m time.Month, d, next int) (timex, bool) {
	if y, end, ok := a.yearBehind(next); ok {
		return a.dated(y, int(m), d, end)
	}
	if g := a.gap(a.s, min(next, len(a.s.words))); (g == "/" || g == "-") && next < len(a.s.words) { // Sep-23-2020, Sep/23/2020
		if y, end, ok := a.yearAt(next); ok {
			return a.dated(y, int(m), d, end)
		}
	}
	return a.yearless(m, d, next)
}

// yearBehind reads the year at word i behind a day or a month: "2017", ", 2017", "of 2017", "in 2017", "'98", "of 87".
func (a *almanac) yearBehind(i int) (y, next int, ok bool) {
	if !a.nearComma(i) && a.gap(a.s, min(max(i, 0), len(a.s.words))) != "/" {
		if i < len(a.s.words) && i > 0 && strings.TrimLeft(a.gap(a.s, i), " ") == "'" || i < len(a.s.words) &&
			strings.TrimLeft(a.gap(a.s, i), " ") == "’" {
			return a.shortYearAt(i)
		}
		return 0, 0, false
	}
	if y, next, ok = a.yearAt(i); ok {
		return y, next, true
	}
	switch a.norm(i) {
	case "of", "in":
		if y, next, ok = a.yearAt(i + 1); ok {
			return y, next, true
		}
		if w := a.norm(i + 1); a.norm(i) == "of" && len(w) == 2 && a.near(i+1) {
			if n, err := strconv.Atoi(w); err == nil {
				return fullYear(n), i + 2, true
			}
		}
	}
	if w := a.norm(i); len(w) == 2 && a.near(i) && ordinals.of(a.norm(i-1)) > 0 { // "January first 12"
		if n, err := strconv.Atoi(w); err == nil && !strings.HasPrefix(a.after(i), ":") && unitNames[a.norm(i+1)] == "" {
			return fullYear(n), i + 1, true
		}
	}
	return 0, 0, false
}

// dayFirstAt reads "10 May 2017", "the 10th of May", "fourth of July 1995", "6 April seventeen hundred thirty-three".
func (a *almanac) dayFirstAt(i int) (timex, bool) {
	at := i
	if a.norm(i) == "the" {
		at++
	}
	d, next, ok := a.dayNumberAt(at)
	if !ok || d < 1 {
		return timex{}, false
	}
	if a.norm(next) == "of" || a.norm(next) == "day" && a.norm(next+1) == "of" {
		for a.norm(next) != "of" {
			next++
		}
		next++
		if a.norm(next) == "this" {
			return timex{}, false
		}
	} else if numberWords.of(a.norm(at)) > 0 && ordinals.of(a.norm(next-1)) == 0 && !a.capital(min(next, len(a.s.words)-1)) {
		return timex{}, false
	}
	if !a.near(next) || !a.unglued(at) {
		return timex{}, false
	}
	m, glued := a.monthAt(next)
	if m == 0 || glued > 0 || a.norm(next) == "may" && !a.capital(next) {
		return timex{}, false
	}
	return a.dayAndYear(m, d, next+1)
}

// yearFirstAt reads "2017 April", "2017 October 16".
func (a *almanac) yearFirstAt(i int) (timex, bool) {
	y, next, ok := a.fourFiguresAt(i)
	if !ok || !a.near(next) {
		return timex{}, false
	}
	m, glued := a.monthAt(next)
	if m == 0 || glued > 0 || riskyMonths[a.norm(next)] && !a.capital(next) {
		return timex{}, false
	}
	if d, end, ok := a.dayNumberAt(next + 1); ok && a.near(next+1) {
		return a.dated(y, int(m), d, end)
	}
	return a.monthOf(y, m, next+1), true
}

// yearless is a day of a month in a year that the words do not give: the one nearest to publication on the side of its verb.
func (a *almanac) yearless(m time.Month, d, next int) (timex, bool) {
	t := timex{next: next, month: int(m), day: d}
	if date(2000, m, d).Month() != m {
		t.When = unresolved(oneDay, fmt.Sprintf("XXXX-%02d-XX", m))
		return t, d <= 31
	}
	t.When = unresolved(oneDay, fmt.Sprintf("XXXX-%02d-%02d", m, d))
	if a.published.IsZero() {
		return t, d <= 31
	}
	best, apart := time.Time{}, time.Duration(1<<63-1)
	y := a.today().Year()
	for _, year := range []int{y - 1, y, y + 1} {
		at := date(year, m, d)
		if gap := at.Sub(a.today()).Abs(); gap < apart && at.Day() == d {
			best, apart = at, gap
		}
	}
	if best.IsZero() {
		return t, true
	}
	t.When = spot(a.onSide(best, next), oneDay, briefing.AnchorPublished)
	return t, true
}

// onSide moves a day far from publication to the side on which its verb places it, a year away; the words of the day end before word next.
func (a *almanac) onSide(day time.Time, next int) time.Time {
	const far = 75 * 24 * time.Hour // nobody leaves a year out for a day that is farther off on the side the verb denies
	apart := day.Sub(a.today())
	i := max(next-2, 0)
	if lead := a.norm(next - 3); lead == "ended" && apart > 0 {
		return day.AddDate(-1, 0, 0)
	}
	if apart.Abs() < far {
		return day
	}
	switch t := a.tenseAt(a.s, i); {
	case t == behind && apart > 0:
		return day.AddDate(-1, 0, 0)
	case t == ahead && apart < 0:
		return day.AddDate(1, 0, 0)
	}
	return day
}
