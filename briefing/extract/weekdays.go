package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

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
		if n, end, ok := a.dayNumberAt(at); ok && a.near(at) && months[a.norm(end)] == 0 && a.norm(end) != "of" &&
			unitNames[a.norm(end)] == "" && numberedDay(a.norm(at), at > next) &&
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
	return w == "am" || w == "pm" || w == "to" || w == "o'clock" || i < len(a.s.words) && strings.HasPrefix(a.gap(a.s, i), ":") ||
		i < len(a.s.words) && strings.HasPrefix(a.gap(a.s, i), "-")
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
	if len(w) < 6 && !(a.capital(i) && (a.near(i+1) && numberedNext(a.norm(i+1)) || strings.HasPrefix(a.after(i), ".") ||
		len(w) > 3) || w == "tues" || w == "thurs") {
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
var papers = set(`times mirror express mail telegraph post herald star sun independent tribune world business magazine people mass school
	night club`)

func numberedNext(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' || months[w] != 0 }

var weekdays = map[string]int{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}
