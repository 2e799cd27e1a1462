package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// The values of times that only say on which side of the present something lies.
const (
	presentRef = "PRESENT_REF"
	pastRef    = "PAST_REF"
	futureRef  = "FUTURE_REF"
)

// referenceAt reads a time without a place in the calendar: "now", "recently", "in the near future", "recent years". It is never resolved.
func (a *almanac) referenceAt(i int) (timex, bool) {
	w := a.norm(i)
	for _, p := range references[w] {
		if a.is(i, p.words) && a.s.wordNorm(i) == w && !a.qualified(i, i+p.count) {
			return timex{When: briefing.When{Kind: briefing.WhenDate, Anchor: briefing.AnchorNone, Value: p.value}, next: i + p.count}, true
		}
	}
	at := i
	if w == "the" {
		at++
	}
	switch w := a.norm(at); w {
	case "recent", "future", "coming", "past":
		if unit := unitNames[a.norm(at+1)]; unit != "" && strings.HasSuffix(a.s.wordNorm(at+1), "s") && a.near(at+1) && unit != second {
			return timex{When: briefing.When{Kind: briefing.WhenDuration, Anchor: briefing.AnchorNone, Value: openLength(unit)}, next: at + 2}, true
		}
	}
	return timex{}, false
}

// timePhrase is a phrase with its value.
type timePhrase struct {
	words string
	count int
	value string
}

// references are phrases by their first word, the longest first.
var references = map[string][]timePhrase{
	"now": {{"now", 1, presentRef}}, "right": {{"right now", 2, presentRef}}, "currently": {{"currently", 1, presentRef}},
	"presently": {{"presently", 1, presentRef}},
	"nowadays":  {{"nowadays", 1, presentRef}}, "these": {{"these days", 2, presentRef}}, "current": {{"current", 1, presentRef}},
	"at": {{"at the present time", 4, presentRef}, {"at the moment", 3, presentRef}, {"at the minute", 3, presentRef}, {"at this moment", 3, presentRef},
		{"at this time", 3, presentRef}, {"at present", 2, presentRef}},
	"recently": {{"recently", 1, pastRef}}, "to": {{"to date", 2, presentRef}}, "lately": {{"lately", 1, pastRef}},
	"more": {{"more recently", 2, pastRef}}, "formerly": {{"formerly", 1, pastRef}},
	"the": {{"the recent past", 3, pastRef}, {"the past", 2, pastRef}, {"the near future", 3, futureRef}, {"the foreseeable future", 3, futureRef}, {"the future", 2, futureRef},
		{"the near term", 3, futureRef}, {"the present", 2, presentRef}},
	"soon": {{"soon", 1, futureRef}}, "shortly": {{"shortly", 1, futureRef}}, "recent": nil, "future": nil,
	"someday": {{"someday", 1, futureRef}},
}

// qualified reports whether what stands about the words [i, next) makes them tell something else: "soon after", "as soon as", "the past chairman".
func (a *almanac) qualified(i, next int) bool {
	w := a.norm(next)
	switch a.norm(i) {
	case "soon", "shortly":
		return a.norm(i-1) == "as" || a.near(next) && (w == "after" || w == "before" || w == "as")
	case "the":
		return next == i+2 && a.near(next) && !prepositions[w] && !stops[w] && !pronouns[w]
	}
	return false
}
