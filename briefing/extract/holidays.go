package extract

import (
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// holiday is a feast whose day is certain: by its number in a month, by a weekday of a month, or by its distance from Easter.
type holiday struct {
	month, day   int
	weekday, nth int // the nth such weekday of the month; -1 for the last
	easter       int // days behind Easter Sunday, when moved is set
	moved        bool
	offset       int // days behind the day found
}

// of is the day of a holiday in a year of the Gregorian calendar.
func (h holiday) of(y int) time.Time {
	switch {
	case h.moved:
		return easter(y).AddDate(0, 0, h.easter)
	case h.nth < 0:
		last := date(y, time.Month(h.month)+1, 0)
		return last.AddDate(0, 0, -((isoWeekday(last) - h.weekday + 7) % 7))
	case h.nth > 0:
		first := date(y, time.Month(h.month), 1)
		return first.AddDate(0, 0, (h.weekday-isoWeekday(first)+7)%7+7*(h.nth-1)+h.offset)
	}
	return date(y, time.Month(h.month), h.day)
}

// easter is Easter Sunday of the Western churches: J. Meeus, Astronomical Algorithms, chapter 8.
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date(y, time.Month(n/31), n%31+1)
}

// holidayAt reads a holiday with its year: "Christmas", "New Year's Eve 1999", "Thanksgiving Day of last year".
func (a *almanac) holidayAt(i int) (timex, bool) {
	at := i
	if a.norm(at) == "the" {
		at++
	}
	h, n, ok := a.holidayNamed(at)
	if !ok || n == 2 && a.norm(at) == "new" && !a.capital(at) && a.norm(i-1) != "before" && a.norm(i-1) != "after" &&
		a.norm(i-1) != "next" && a.norm(at+2) != "day" {
		return timex{}, false // "the new year" is more than its first day
	}
	next := at + n
	if a.norm(next) == "day" && a.near(next) || a.norm(next) == "holiday" && a.near(next) {
		next++
	}
	wholeWeekend := a.norm(next) == "weekend" && a.near(next)
	if wholeWeekend {
		next++
	}
	t := timex{next: next, feast: &h}
	var day time.Time
	anchor := briefing.AnchorPublished
	if in, known := a.yearOfQuarter(next); known && in.Resolved() {
		day, anchor, t.next, t.year = h.of(in.From.Year()), in.Anchor, in.next, in.year
		if a.norm(t.next) == "weekend" && a.near(t.next) {
			wholeWeekend = true
			t.next++
		}
	} else if a.published.IsZero() {
		t.When = unresolved(oneDay, "XXXX-XX-XX")
		if !h.moved && h.nth == 0 {
			t.Value = "XXXX-" + twoFigures(h.month) + "-" + twoFigures(h.day)
		}
		return t, true
	} else {
		day = a.nearestHoliday(h, i)
	}
	t.When = spot(day, oneDay, anchor)
	t.month, t.day = int(day.Month()), day.Day()
	if wholeWeekend {
		t.When = longWeekend(day, anchor)
	}
	return t, true
}

// longWeekend is the weekend beside a holiday, with the holiday and what lies between.
func longWeekend(day time.Time, anchor briefing.WhenAnchor) briefing.When {
	near := day
	if isoWeekday(day) < 4 {
		near = day.AddDate(0, 0, -4)
	}
	w := spot(near, weekend, anchor)
	if day.Before(w.From) {
		w.From = day
	}
	if after := day.AddDate(0, 0, 1); after.After(w.To) {
		w.To = after
	}
	return w
}

// nearestHoliday is a holiday at word i in the year that its verb tells, else the nearest to publication.
func (a *almanac) nearestHoliday(h holiday, i int) time.Time {
	best := h.of(a.today().Year())
	for _, y := range []int{-1, 1} {
		at := h.of(a.today().Year() + y)
		if at.Sub(a.today()).Abs() < best.Sub(a.today()).Abs() {
			best = at
		}
	}
	if t := a.tenseAt(a.s, i); t == ahead && best.Before(a.today()) {
		best = h.of(best.Year() + 1)
	} else if t == behind && best.After(a.today()) {
		best = h.of(best.Year() - 1)
	}
	return best
}

// holidayBeside is a holiday pointed to: the last before publication, the next behind it, or that of its year.
func (a *almanac) holidayBeside(t timex, step int) briefing.When {
	h, today := t.feast, a.today()
	at := h.of(today.Year())
	switch {
	case step > 0:
		for at = h.of(today.Year() - 1); !at.After(today); {
			at = h.of(at.Year() + 1)
		}
	case step < 0:
		for at = h.of(today.Year() + 1); !at.Before(today); {
			at = h.of(at.Year() - 1)
		}
	}
	return spot(at, oneDay, briefing.AnchorPublished)
}

// holidayNamed is the holiday whose name begins with word i, and how many words it has.
func (a *almanac) holidayNamed(i int) (holiday, int, bool) {
	w := a.norm(i)
	if !holidayWords[w] {
		return holiday{}, 0, false
	}
	for n := 4; n > 0; n-- {
		if i+n > len(a.s.words) {
			continue
		}
		name := w
		for k := i + 1; k < i+n; k++ {
			name += " " + a.norm(k)
		}
		if h, ok := holidays[name]; ok && a.is(i, name) {
			return h, n, true
		}
	}
	return holiday{}, 0, false
}

// holidays are those that are kept on one day wherever news is printed in English under that name. Thanksgiving is America's.
var holidays = map[string]holiday{
	"christmas": {month: 12, day: 25}, "christmas day": {month: 12, day: 25}, "christmas eve": {month: 12, day: 24},
	"xmas":       {month: 12, day: 25},
	"boxing day": {month: 12, day: 26}, "new year eve": {month: 12, day: 31}, "new years eve": {month: 12, day: 31},
	"new year day": {month: 1, day: 1}, "new years day": {month: 1, day: 1},
	"new year": {month: 1, day: 1}, "new years": {month: 1, day: 1},
	"valentine day": {month: 2, day: 14}, "valentines day": {month: 2, day: 14}, "st patrick day": {month: 3, day: 17},
	"saint patrick day": {month: 3, day: 17}, "saint patrick": {month: 3, day: 17},
	"april fools": {month: 4, day: 1}, "april fools day": {month: 4, day: 1}, "earth day": {month: 4, day: 22},
	"may day": {month: 5, day: 1}, "juneteenth": {month: 6, day: 19},
	"independence day": {month: 7, day: 4}, "bastille day": {month: 7, day: 14}, "halloween": {month: 10, day: 31},
	"all saints day": {month: 11, day: 1}, "guy fawkes night": {month: 11, day: 5},
	"veterans day": {month: 11, day: 11}, "armistice day": {month: 11, day: 11}, "groundhog day": {month: 2, day: 2},
	"thanksgiving": {month: 11, weekday: 4, nth: 4}, "thanksgiving day": {month: 11, weekday: 4, nth: 4},
	"black friday": {month: 11, weekday: 4, nth: 4, offset: 1},
	"cyber monday": {month: 11, weekday: 4, nth: 4, offset: 4}, "labor day": {month: 9, weekday: 1, nth: 1},
	"memorial day":           {month: 5, weekday: 1, nth: -1},
	"martin luther king day": {month: 1, weekday: 1, nth: 3}, "presidents day": {month: 2, weekday: 1, nth: 3},
	"columbus day": {month: 10, weekday: 1, nth: 2},
	"election day": {month: 11, weekday: 1, nth: 1, offset: 1},
	"easter":       {moved: true}, "easter sunday": {moved: true}, "easter monday": {moved: true, easter: 1},
	"good friday": {moved: true, easter: -2}, "palm sunday": {moved: true, easter: -7},
	"ash wednesday": {moved: true, easter: -46}, "pentecost": {moved: true, easter: 49}, "whit monday": {moved: true, easter: 50},
	"ascension day": {moved: true, easter: 39}, "mardi gras": {moved: true, easter: -47},
}

// holidayWords are the first words of holidays.
var holidayWords = func() map[string]bool {
	m := map[string]bool{}
	for name := range holidays {
		for k := range len(name) + 1 {
			if k == len(name) || name[k] == ' ' {
				m[name[:k]] = true
				break
			}
		}
	}
	return m
}()
