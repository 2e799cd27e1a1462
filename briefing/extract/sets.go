package extract

import (
	"fmt"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// setAt reads a time that comes again: "every Tuesday", "each year", "daily", "twice a week", "Fridays", "the 19th of every month".
func (a *almanac) setAt(i int) (timex, bool) {
	w := a.norm(i)
	if value, ok := adverbsOfSets[w]; ok && a.s.wordNorm(i) == w && !(a.capital(i) && i > 0) && !a.attributive(i) {
		if w == "semi" && (a.norm(i+1) == "annually" || a.norm(i+1) == "annual") {
			return setOf("P6M", i+2), true
		} else if w == "semi" {
			return timex{}, false
		}
		return a.setTime(setOf(value, i+1)), true
	}
	switch w {
	case "every", "each", "any", "all":
		return a.everyAt(i)
	case "once", "twice", "thrice", "a", "an", "per":
		return a.timesAWhileAt(i)
	}
	if t, ok := a.pluralsAt(i); ok {
		return t, true
	}
	if _, next, ok := a.ordinalAt(i); ok && a.norm(next) == "of" && (a.norm(next+1) == "every" || a.norm(next+1) == "each") &&
		a.norm(next+2) == "month" {
		n, _, _ := a.ordinalAt(i)
		return setOf(fmt.Sprintf("XXXX-XX-%02d", n), next+3), true
	}
	if n, ok := a.numberAt(i); ok && a.norm(n.next) == "times" && !n.vague {
		if unit := unitNames[a.norm(n.next+2)]; unit != "" && (a.norm(n.next+1) == "a" || a.norm(n.next+1) == "per" ||
			a.norm(n.next+1) == "each") {
			return setOf(lengthValue(1, unit), n.next+3), true
		}
	}
	if c, next, ok := a.clockAt(i); ok && (a.norm(next) == "every" || a.norm(next) == "each" || a.norm(next) == "everyday") && a.near(next) { // "3pm each day"
		if t, ok := a.setAt(next); ok {
			return withClock(t, c), true
		}
	}
	return timex{}, false
}

// attributive reports whether the word of repetition at word i only says of what sort a noun is: "the annual report", "a quarterly dividend".
func (a *almanac) attributive(i int) bool {
	switch a.norm(i) {
	case "annual", "quarterly", "monthly", "yearly", "semiannual":
		next := a.norm(i + 1)
		return next != "" && a.near(i+1) && !prepositions[next] && !stops[next]
	}
	return false
}

// setOf is a time that comes again.
func setOf(value string, next int) timex {
	return timex{When: briefing.When{Kind: briefing.WhenSet, Anchor: briefing.AnchorNone, Value: value}, next: next}
}

// withClock is a set at a time of day.
func withClock(t timex, c clock) timex {
	value, _, _ := strings.Cut(t.Value, "T")
	switch {
	case value == "P1D":
		t.Value = c.value()
	case value[0] != 'P': // a length has no hours
		t.Value = value + c.value()
	}
	return t
}

// setTime adds the time of day that stands behind a set.
func (a *almanac) setTime(t timex) timex {
	at := t.next
	if a.norm(at) == "at" {
		at++
	}
	c, next, ok := a.clockAt(at)
	if !ok || !a.near(at) {
		return t
	}
	if k := strings.IndexByte(t.Value, 'T'); k >= 0 {
		c = c.in(t.Value[k+1:])
	}
	t = withClock(t, c)
	t.next = next
	return t
}

// everyAt reads "every Tuesday", "each of the past three years", "every other Friday", "every two weeks", "all weekends".
func (a *almanac) everyAt(i int) (timex, bool) {
	at := i + 1
	if !a.near(at) {
		return timex{}, false
	}
	all := a.norm(i) == "all" || a.norm(i) == "any"
	count := 1.
	if w := a.norm(at); w == "single" {
		at++
	} else if w == "other" || w == "second" && unitNames[a.norm(at+1)] != "" {
		count = 2
		at++
	} else if n, ok := a.numberAt(at); ok && !n.vague && !all && a.near(n.next) {
		count, at = n.value, n.next
	}
	w := a.norm(at)
	if all {
		switch {
		case a.norm(i) == "all" && (w == "day" || w == "week" || w == "month" || w == "year" || w == "night") && a.s.wordNorm(at) == w && at == i+1: // "all week" is a length
			return timex{When: briefing.When{Kind: briefing.WhenDuration, Anchor: briefing.AnchorNone, Value: lengthValue(1, unitNames[w])}, next: at + 1, length: newLength(1, unitNames[w])}, true
		case unitNames[w] != weekend:
			return timex{}, false
		}
	}
	switch day := weekdays[w]; {
	case day != 0 && len(w) > 5:
		t := setOf(fmt.Sprintf("XXXX-WXX-%d", day), at+1)
		if part := dayParts[a.norm(at+1)]; part != "" {
			t.Value += "T" + part
			t.next++
		}
		return a.setTime(t), true
	case months[w] != 0 && len(w) > 2 && a.capital(at):
		return setOf(fmt.Sprintf("XXXX-%02d", months[w]), at+1), true
	case seasonWord(w):
		return setOf("XXXX-"+seasonNames[seasons[w]], at+1), true
	case w == "weekday":
		return setOf("P1D", at+1), true
	case dayParts[w] != "":
		return a.setTime(setOf("XXXX-XX-XXT"+dayParts[w], at+1)), true
	case w == "second" || unitNames[w] == "":
		return timex{}, false
	}
	return a.setTime(setOf(lengthValue(count, unitNames[w]), at+1)), true
}

func seasonWord(w string) bool { _, ok := seasons[w]; return ok }

// timesAWhileAt reads "once a week", "twice a year", "$5 a day", "per month".
func (a *almanac) timesAWhileAt(i int) (timex, bool) {
	at := i
	switch a.norm(i) {
	case "once", "twice", "thrice":
		at++
		if !a.near(at) || a.norm(at) != "a" && a.norm(at) != "an" && a.norm(at) != "every" && a.norm(at) != "per" {
			return timex{}, false
		}
		if a.norm(at) == "every" {
			t, ok := a.everyAt(at)
			return t, ok
		}
	case "per":
	default:
		if !a.rated(i) {
			return timex{}, false
		}
	}
	unit := unitNames[a.norm(at+1)]
	if unit == "" || !a.near(at+1) || unit == second || a.s.wordNorm(at+1) != a.norm(at+1) || a.norm(at+1) == "quarter" &&
		a.norm(at+2) == "of" || unit == weekend {
		return timex{}, false
	}
	next := at + 2
	if w := a.norm(next); a.near(next) && (w == "ago" || w == "earlier" || w == "later" || w == "before" || w == "after" ||
		w == "from" || w == "old") {
		return timex{}, false
	}
	return setOf(lengthValue(1, unit), next), true
}

// rated reports whether "a" at word i stands behind what is counted per time: "$5 a year", "three times a week", "40 percent a year".
func (a *almanac) rated(i int) bool {
	if !a.near(i) || i == 0 {
		return false
	}
	w := a.norm(i - 1)
	if w == "times" || w == "percent" || scaled(w) || w == "cents" || w == "dollars" || w == "barrels" || w == "tons" ||
		w == "pounds" || w == "hours" || w == "days" || w == "one" {
		return w != "days" && w != "hours" || i > 1 && a.norm(i-2) != ""
	}
	if w != "" && w[0] >= '0' && w[0] <= '9' {
		return len(w) < 4 || strings.Contains(w, ",")
	}
	return plural(w) && i > 1 && a.norm(i-2) != "" && a.norm(i - 2)[0] <= '9' && unitNames[w] == ""
}

// pluralsAt reads "Tuesdays", "Friday mornings", "weekends", "mornings".
func (a *almanac) pluralsAt(i int) (timex, bool) {
	w := a.s.wordNorm(i)
	single, ok := strings.CutSuffix(w, "s")
	if !ok {
		if day := weekdays[w]; day != 0 && len(w) > 5 { // "Friday mornings"
			if part := dayParts[strings.TrimSuffix(a.s.wordNorm(i+1), "s")]; part != "" && strings.HasSuffix(a.s.wordNorm(i+1), "s") &&
				!strings.HasSuffix(a.s.wordNorm(i+1), "'s") && a.near(i+1) {
				return a.setTime(setOf(fmt.Sprintf("XXXX-WXX-%dT%s", day, part), i+2)), true
			}
		}
		return timex{}, false
	}
	switch day := weekdays[single]; {
	case day != 0 && len(single) > 5:
		return a.setTime(setOf(fmt.Sprintf("XXXX-WXX-%d", day), i+1)), true
	case w == "weekends":
		return setOf("P1WE", i+1), true
	case w == "weekdays":
		return setOf("P1D", i+1), true
	case w == "mornings" || w == "evenings" || w == "afternoons":
		return setOf("XXXX-XX-XXT"+dayParts[single], i+1), true
	}
	return timex{}, false
}

// adverbsOfSets say by themselves how often something comes again.
var adverbsOfSets = map[string]string{
	"daily": "P1D", "everyday": "P1D", "nightly": "P1D", "hourly": "PT1H", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P3M",
	"annually": "P1Y", "annual": "P1Y", "yearly": "P1Y", "semiannual": "P6M", "semiannually": "P6M", "biannually": "P6M", "semi": "",
}
