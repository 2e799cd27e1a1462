package extract

import (
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// modifiedAt reads a time with the words before it that take a part of it or say how exact it is: "early next year", "the end of 1994",
// "mid-November", "nearly four years ago", "at least 20 years", "earlier in the week".
func (a *almanac) modifiedAt(i int) (timex, bool) {
	part, next, exact := a.partAt(i)
	if part == "" || a.is(i, "mid night") {
		return timex{}, false
	}
	t, ok := a.singleAt(next)
	if whole, found := a.runningAt(next); found && ofParts[part] {
		t, ok = whole, true
	}
	if !ok || t.Value == pastRef || t.Value == presentRef || t.Value == futureRef {
		return timex{}, false
	}
	if exact {
		if t.Kind != briefing.WhenDuration && (part == partMore || part == partLess) && !a.distance(next) {
			return timex{}, false
		}
		if a.norm(i) == "some" && t.Kind != briefing.WhenDuration {
			return timex{}, false
		}
	} else if t.Kind == briefing.WhenDuration {
		return timex{}, false
	}
	if exact && part == partMore && t.Kind == briefing.WhenDate && t.Resolved() { // "more than two weeks ago"
		t.Bound = "before"
		if t.From.After(a.today()) && !a.published.IsZero() {
			t.Bound = "after"
		}
		return t, true
	}
	if t.Part == "" {
		t.Part = part
	}
	return t, true
}

// runningAt reads the unit behind "the end of": "the year", "month", "the day" are those that run at publication.
func (a *almanac) runningAt(i int) (timex, bool) {
	at := i
	if a.norm(at) == "the" {
		at++
	}
	grain := grains[a.norm(at)]
	if a.norm(i-1) != "of" || grain != oneDay && grain != week && grain != month && grain != quarter && grain != year ||
		a.norm(at+1) == "of" || a.norm(at+1) == "before" || a.s.wordNorm(at) != a.norm(at) {
		return timex{}, false
	}
	if grain == oneDay && a.norm(i-2) == "end" && (a.norm(i-3) == "the" && a.norm(i-4) == "at") { // an idiom
		return timex{}, false
	}
	return timex{When: a.fromToday(grain, 0), next: at + 1}, true
}

// distance reports whether the time at word i is told by its distance from another.
func (a *almanac) distance(i int) bool {
	_, _, _, ok := a.lengthAt(i)
	return ok
}

// partAt reads words that take a part of what follows, or say how exact it is.
func (a *almanac) partAt(i int) (part string, next int, exact bool) {
	at := i
	if a.norm(at) == "the" {
		at++
	}
	for _, p := range partPhrases[a.norm(at)] {
		if !a.is(at, p.words) {
			continue
		}
		next = at + p.count
		if w := a.norm(next); ofParts[p.value] && (w == "of" || !needsOf[p.words] && (w == "in" || w == "on")) {
			next++
			if a.norm(next-1) == "on" && weekdays[a.norm(next)] == 0 && months[a.norm(next)] == 0 {
				return "", 0, false
			}
		} else if needsOf[p.words] {
			continue
		}
		if !a.near(next) && !(next < len(a.s.words) && a.gap(a.s, next) == "-") {
			return "", 0, false
		}
		if exactness[p.value] && (at > i || a.norm(next) == "the" && p.value != partAbout && p.words != "at least" &&
			p.words != "nearly" && p.words != "almost") {
			return "", 0, false
		}
		return p.value, next, exactness[p.value]
	}
	return "", 0, false
}

var ofParts = set(`start mid end`)

var exactness = set(`about less more`)

// needsOf are words that take a part only with "of" or "in" behind them.
var needsOf = set(`end beginning start middle rest remainder`)

// partPhrases are those words by their first, the longest first.
var partPhrases = map[string][]timePhrase{
	"early": {{"early", 1, partStart}}, "earlier": {{"earlier", 1, partStart}}, "beginning": {{"beginning", 1, partStart}},
	"start": {{"start", 1, partStart}},
	"late":  {{"late", 1, partEnd}}, "later": {{"later", 1, partEnd}}, "end": {{"end", 1, partEnd}}, "mid": {{"mid", 1, partMid}},
	"middle": {{"middle", 1, partMid}},
	"about":  {{"about", 1, partAbout}}, "around": {{"around", 1, partAbout}}, "approximately": {{"approximately", 1, partAbout}},
	"roughly": {{"roughly", 1, partAbout}}, "circa": {{"circa", 1, partAbout}},
	"some": {{"some", 1, partAbout}}, "nearly": {{"nearly", 1, partLess}}, "almost": {{"almost", 1, partLess}},
	"under": {{"under", 1, partLess}}, "over": {{"over", 1, partMore}},
	"sometime": {{"sometime", 1, partAbout}},
	"more":     {{"more than", 2, partMore}}, "less": {{"less than", 2, partLess}},
	"at": {{"at least", 2, partMore}, {"at most", 2, partLess}}, "up": {{"up to", 2, partLess}},
	"no":    {{"no more than", 3, partLess}, {"no less than", 3, partMore}},
	"as":    {{"as many as", 3, partLess}, {"as long as", 3, partLess}, {"as little as", 3, partMore}},
	"fewer": {{"fewer than", 2, partLess}}, "longer": {{"longer than", 2, partMore}}, "not": {{"not more than", 3, partLess}},
	"just": {{"just over", 2, partMore}, {"just under", 2, partLess}},
}

// withTimeOfDay takes in the time of day behind a date: "Monday night", "tomorrow at 8:45 a.m.", "Tuesday, around noon".
func (a *almanac) withTimeOfDay(t timex) timex {
	if t.Kind == briefing.WhenDuration || t.Grain != oneDay && t.Grain != dayPart {
		return t
	}
	for range 2 {
		at := t.next
		if !a.nearComma(at) {
			return t
		}
		if part := dayParts[a.norm(at)]; part != "" && t.dayPart == "" && a.near(at) && a.s.wordNorm(at) == a.norm(at) &&
			t.Kind == briefing.WhenDate {
			t = a.partOf(t, part, at+1)
			continue
		}
		if w := a.norm(at); (w == "early" || w == "late") && t.dayPart == "" && dayParts[a.norm(at+1)] != "" {
			t = a.partOf(t, dayParts[a.norm(at+1)], at+2)
			t.Part = map[string]string{"early": partStart, "late": partEnd}[w]
			continue
		}
		if w := a.norm(at); w == "from" || w == "between" || t.dayPart != "" && w != "" && w[0] <= '9' {
			if hours, ok := a.rangeAt(at, timex{}, false); ok && hours.clock.given {
				return a.hoursOn(t, hours)
			}
			if hours, ok := a.bareHoursAt(at); ok && t.dayPart != "" {
				return a.hoursOn(t, hours)
			}
		}
		if bound, next := a.boundAt(at); bound != "" {
			if c, end, ok := a.clockAt(next); ok {
				t = a.at(t, c.in(t.dayPart), end)
				t.Bound = bound
				return t
			}
			return t
		}
		led := false
		if w := a.norm(at); w == "at" || w == "around" || w == "about" {
			led = true
			at++
		}
		c, next, ok := a.clockAt(at)
		if !ok && led && t.dayPart != "" {
			if c, next, ok = a.plainHourAt(at); ok && (unitNames[a.norm(next)] != "" || a.near(next) && plural(a.norm(next))) {
				ok = false
			}
		}
		if !ok || c.given && c.h > 0 && !led && c.grain == hour && !c.whole && c.half == "" {
			return t
		}
		return a.at(t, c.in(t.dayPart), next)
	}
	return t
}

// bareHoursAt reads two hours that only a part of a day makes hours: "from 7 to 9", "6-8".
func (a *almanac) bareHoursAt(i int) (timex, bool) {
	between := a.norm(i) == "between"
	if between || a.norm(i) == "from" {
		i++
	}
	x, next, ok := a.plainHourAt(i)
	if !ok {
		return timex{}, false
	}
	if next, ok = a.rangeMark(next, between); !ok {
		return timex{}, false
	}
	y, next, ok := a.plainHourAt(next)
	return timex{clock: x, until: y, next: next}, ok
}

// hoursOn is a range of times of day on the day of t.
func (a *almanac) hoursOn(t, hours timex) timex {
	x, y := hours.clock.in(t.dayPart), hours.until.in(t.dayPart)
	day := timex{When: a.dayOf(t)}
	from, to := a.at(day, x, 0), a.at(day, y, 0)
	out := timex{When: from.When, next: hours.next, clock: x, until: y, weekday: t.weekday, dayPart: t.dayPart}
	out.Value = from.Value + "/" + to.Value
	if from.Resolved() {
		if !to.From.After(from.From) {
			to.From = to.From.AddDate(0, 0, 1)
		}
		out.To = to.From
	}
	return out
}

// timeOfDayAt reads a time that begins with a clock or a part of a day: "10 p.m. Wednesday", "noon", "in the morning", "late afternoon yesterday".
func (a *almanac) timeOfDayAt(i int) (timex, bool) {
	if c, next, ok := a.clockAt(i); ok {
		if a.norm(next) == "for" {
			if d, found := a.durationAt(next + 1); found && d.length.known() {
				return a.lasting(c, d, d.next), true
			}
		}
		return a.clockOnDay(c, next), true
	}
	if a.norm(i+2) == "for" && a.norm(i) == "from" {
		if c, next, ok := a.plainHourAt(i + 1); ok && next == i+2 {
			if d, found := a.durationAt(i + 3); found && d.length.known() && d.length.clock != 0 {
				return a.lasting(c, d, d.next), true
			}
		}
	}
	at := i
	if a.norm(at) == "the" {
		at++
	}
	part := dayParts[a.norm(at)]
	if part == "" || a.s.wordNorm(at) != a.norm(at) {
		return timex{}, false
	}
	lead := a.norm(i - 1)
	if day, ok := a.dayBehind(at + 1); ok && (at == i || a.norm(day.next-1) != "") {
		return a.partOf(day, part, day.next), true
	}
	if at > i && (lead == "in" || lead == "during" || lead == "throughout") || at == i && (parting[lead] ||
		a.norm(at) == "lunchtime" || a.norm(at) == "overnight" || lead == "one" || lead != "" && lead[0] <= '9' || numberWords.of(lead) != 0) {
		t := a.partOf(timex{When: a.openDay()}, part, at+1)
		return a.withTimeOfDay(t), true
	}
	return timex{}, false
}

// lasting is the time of day from c on for a length.
func (a *almanac) lasting(c clock, d timex, next int) timex {
	from := a.at(timex{When: a.openDay()}, c, next)
	end := d.length.from(time.Date(2000, 1, 1, c.h, c.m, c.s, 0, time.UTC), 1)
	until := clock{given: true, h: end.Hour(), m: end.Minute(), s: end.Second(), grain: minute, whole: true}
	t := timex{When: from.When, next: next, clock: c, until: until}
	t.Value = from.Value + "/" + until.value()
	if from.Resolved() {
		t.To = d.length.from(from.From, 1)
	}
	return t
}

// openDay is the day of a time that names none: the one just spoken of, or an unknown one.
func (a *almanac) openDay() briefing.When {
	if day, ok := a.spokenDay(); ok && a.times.sentence-a.times.dayAt <= 1 {
		return spot(day, oneDay, briefing.AnchorText)
	}
	return unresolved(oneDay, "")
}

// clockOnDay is a clock time with the day behind it.
func (a *almanac) clockOnDay(c clock, next int) timex {
	if day, ok := a.dayBehind(next); ok {
		part := ""
		if day.dayPart != "" {
			part = day.dayPart
		}
		return a.at(day, c.in(part), day.next)
	}
	return a.at(timex{When: a.openDay()}, c, next)
}

// dayBehind reads the day at word i to which the time of day before it belongs: "Wednesday", "on May 3", ", Nov. 6", "tomorrow evening".
func (a *almanac) dayBehind(i int) (timex, bool) {
	at := i
	if !a.nearComma(at) && !(i < len(a.s.words) && a.gap(a.s, i) == ") ") {
		return timex{}, false
	}
	if w := a.norm(at); w == "on" || w == "of" {
		at++
	}
	if a.norm(at) == "this" && dayParts[a.norm(at+1)] == "" && at == i {
		return timex{}, false
	}
	if strings.Contains(a.gap(a.s, i), ",") && !a.monthOrDay(at) {
		return timex{}, false
	}
	a.depth++
	t, ok := a.dateAt(at)
	a.depth--
	if !ok || t.Grain != oneDay && t.Grain != dayPart || t.Kind == briefing.WhenDuration {
		return timex{}, false
	}
	if part := dayParts[a.norm(t.next)]; part != "" && t.dayPart == "" && a.near(t.next) {
		t = a.partOf(t, part, t.next+1)
	}
	return t, true
}

func (a *almanac) monthOrDay(i int) bool {
	w := a.norm(i)
	return months[w] != 0 || weekdays[w] != 0 || w == "tonight" || w == "today" || w == "tomorrow"
}
