package extract

import (
	"fmt"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// timeline remembers the times an article has named so far, for words that count from them: "the following day", "that year", "the quarter".
type timeline struct {
	latest    briefing.When // the last one of a day or more
	day       briefing.When // the last one of a day
	quarter   briefing.When // the last quarter
	dateline  bool          // the article tells its day in its dateline only
	sentence  int           // how many sentences have been read
	latestAt  int           // the sentence that named latest
	dayAt     int           // and day
	quarterAt int
}

// reach is over how many sentences a word may count from a time that was named before it.
const reach = 4

// note remembers a time that was read.
func (l *timeline) note(t timex, published time.Time) {
	w := t.When
	if !w.Resolved() || w.Kind == briefing.WhenDuration || w.Kind == briefing.WhenSet || t.compared {
		return
	}
	switch w.Grain {
	case quarter:
		if (published.IsZero() || !w.To.After(published)) && !w.From.Before(l.quarter.From) { // one that is over: what was reported on, not what is expected
			l.quarter, l.quarterAt = w, l.sentence
		}
	case oneDay, dayPart, hour, minute, second:
		y, m, d := w.From.Date()
		l.day, l.dayAt = spot(date(y, m, d), oneDay, w.Anchor), l.sentence
	}
	l.latest, l.latestAt = w, l.sentence
}

// spoken is the time the article last spoke of, near the sentence that is read.
func (a *almanac) spoken() (briefing.When, bool) {
	return a.times.latest, a.times.latest.Resolved() && a.times.sentence-a.times.latestAt <= reach
}

// spokenDay is the last day it spoke of.
func (a *almanac) spokenDay() (time.Time, bool) {
	return a.times.day.From, a.times.day.Resolved() && a.times.sentence-a.times.dayAt <= reach
}

// fromText is the period of a grain n steps behind the one the article last spoke of; from its publication where it spoke of none.
func (a *almanac) fromText(grain string, n int) briefing.When {
	at, known := a.times.latest.From, false
	if w, ok := a.spoken(); ok && !coarser(w.Grain, grain) {
		at, known = w.From, true
	}
	if (grain == oneDay) && !known {
		at, known = a.spokenDay()
	}
	if known {
		return spot(shift(beginning(at, grain), grain, n), grain, briefing.AnchorText)
	}
	return a.fromToday(grain, n)
}

// fromToday is the period of a grain n steps behind the one of publication.
func (a *almanac) fromToday(grain string, n int) briefing.When {
	if a.published.IsZero() {
		return unresolved(grain, openValue(grain))
	}
	return spot(shift(beginning(a.today(), grain), grain, n), grain, briefing.AnchorPublished)
}

// beginning is the first moment of the period of a grain that holds t.
func beginning(t time.Time, grain string) time.Time {
	from, _ := periodOf(t, grain)
	return from
}

// coarser reports whether periods of grain x are longer than those of grain y.
func coarser(x, y string) bool { return grainOrder[x] > grainOrder[y] }

var grainOrder = map[string]int{second: 1, minute: 2, hour: 3, dayPart: 4, oneDay: 5, weekend: 6, week: 7, month: 8, quarter: 9, season: 9, half: 10, year: 11, decade: 12, century: 13}

// settleWeekday is the day of that name (1 for Monday) at word i: with step -1 that of the week before publication, with +1 that of the week
// behind it. With 0 the verb of its clause decides: behind, the nearest that is not after publication, ahead, the nearest that is not
// before it, so that the day of publication itself is meant by its own name either way. Where the verb leaves it open the day stays unresolved.
func (a *almanac) settleWeekday(i, day, step int) briefing.When {
	unknown := unresolved(oneDay, fmt.Sprintf("XXXX-WXX-%d", day))
	if a.published.IsZero() {
		return unknown
	}
	back := (isoWeekday(a.today()) - day + 7) % 7
	t := a.tenseAt(a.s, i)
	if lead := a.norm(i - 2); a.norm(i-1) == "as" && (lead == "soon" || lead == "early") { // "as early as Tuesday"
		t = ahead
	}
	if t != behind && a.s.wordNorm(i) != a.norm(i) && !a.future(a.s) { // "Tuesday's vote" is over where nothing in the sentence is still to come
		t = behind
	}
	switch {
	case step != 0:
		return spot(shift(monday(a.today()), week, step).AddDate(0, 0, day-1), oneDay, briefing.AnchorPublished)
	case t == timeless:
		return unknown
	case t == ahead:
		back = -((7 - back) % 7)
	}
	return spot(a.today().AddDate(0, 0, -back), oneDay, briefing.AnchorPublished)
}

// settleWeekend is the weekend at word i by the verb: the one that is or was last, or the one to come.
func (a *almanac) settleWeekend(i int) briefing.When {
	if a.published.IsZero() {
		return unresolved(weekend, openValue(weekend))
	}
	from := monday(a.today()).AddDate(0, 0, 5)
	switch a.tenseAt(a.s, i) {
	case behind:
		if isoWeekday(a.today()) < 6 {
			from = from.AddDate(0, 0, -7)
		}
	case timeless:
		if isoWeekday(a.today()) < 4 && !a.future(a.s) { // early in a week it is as well the one before
			return unresolved(weekend, openValue(weekend))
		}
	}
	return spot(from, weekend, briefing.AnchorPublished)
}

// settleQuarter is the quarter of that number at word i: ahead by the verb, else the last that has begun.
func (a *almanac) settleQuarter(i, n int) briefing.When {
	if a.published.IsZero() {
		return unresolved(quarter, fmt.Sprintf("XXXX-Q%d", n))
	}
	return a.lastBegun(i, time.Month(3*n-2), quarter)
}

func (a *almanac) settleHalf(i, n int) briefing.When {
	if a.published.IsZero() {
		return unresolved(half, fmt.Sprintf("XXXX-H%d", n))
	}
	return a.lastBegun(i, time.Month(6*n-5), half)
}

// lastBegun is the period of a grain that begins with month m: the last that has begun, or by the verb at word i the next that has not ended.
func (a *almanac) lastBegun(i int, m time.Month, grain string) briefing.When {
	from := date(a.today().Year(), m, 1)
	if from.After(a.today()) {
		from = shift(from, year, -1)
	}
	const news = 4 * 30 * 24 * time.Hour // results are told of, and plans made for, about as long after and before their quarter
	ended := a.today().Sub(shift(from, grain, 1))
	toCome := shift(from, year, 1).Sub(a.today())
	switch {
	case ended > news && toCome < news && a.tenseAt(a.s, i) != behind, ended > 0 && ended > toCome && a.aheadAt(i), ended > news && a.aheadAt(i):
		from = shift(from, year, 1)
	}
	return spot(from, grain, briefing.AnchorPublished)
}

// settleSeason is a season (0 for winter) at word i, pointed to by step as a month is; step 2 is "this", that of the running year.
func (a *almanac) settleSeason(i, n, step int) briefing.When {
	if a.published.IsZero() {
		return unresolved(season, "XXXX-"+seasonNames[n])
	}
	from := date(a.today().Year(), time.Month(3*n), 1)
	if n == 0 { // the winter that is, or comes next
		from = date(a.today().Year(), 12, 1)
		if a.today().Month() < 6 {
			from = shift(from, year, -1)
		}
	}
	over := !shift(from, season, 1).After(a.today())
	begun := !from.After(a.today())
	switch {
	case step == 2:
	case step < 0 && !over, step == 0 && !begun && !a.aheadAt(i):
		from = shift(from, year, -1)
	case step == 1 && begun, step == 0 && over && a.aheadAt(i):
		from = shift(from, year, 1)
	}
	return spot(from, season, briefing.AnchorPublished)
}
