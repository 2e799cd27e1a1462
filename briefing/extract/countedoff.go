package extract

import (
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

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
	part := dayParts[a.norm(end)]
	if part != "" && day > 0 {
		end++
	}
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
		nth, ok := a.nthWeekday(whole, n, day)
		if ok && part != "" {
			nth = a.partOf(nth, part, nth.next)
		}
		return nth, ok
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
	t := timex{When: spot(from, grain, whole.Anchor), next: whole.next}
	if count > 1 && t.Resolved() {
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

// nthWeekday is the nth of a day of the week in whole, the last when n is below zero: "the first Monday of next month".
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
	if !ok || a.norm(at) != "week" || rest != "" || n < 1 || n > 53 || n != float64(int(n)) || !a.near(at+1) || a.published.IsZero() &&
		!a.periodBehind(at+2) || strings.Contains(w, ".") {
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
