package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// joinBodies joins the names of a sentence that are one name of an organisation: over an "and", when an article stands before the first and
// a word for a body ends the second ("the Harbour and Transport Union"), and over the possessive of a plural before nothing but
// such words ("the British Shopkeepers' League").
func joinBodies(sentence string, names []briefing.Span) []briefing.Span {
	out := names[:0:0]
	for _, n := range names {
		if len(out) > 0 {
			before := &out[len(out)-1]
			if bodyGoesOn(sentence, *before, n) {
				before.End = n.End
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// bodyGoesOn reports whether the name b goes on with the name of an organisation that a begins.
func bodyGoesOn(sentence string, a, b briefing.Span) bool {
	first, second := text.Words(a.Of(sentence)), text.Words(b.Of(sentence))
	if len(first) == 0 || len(second) == 0 {
		return false
	}
	switch gap := sentence[a.End:b.Start]; gap {
	case "' ", "’ ":
		return strings.HasSuffix(first[len(first)-1].Norm, "s") && allBodies(second)
	case " and ", " & ":
		lead := strings.TrimSuffix(sentence[:a.Start], " ")
		if !strings.HasSuffix(lead, "the") && !strings.HasSuffix(lead, "The") || len(second) < 2 || !bodies[second[len(second)-1].Norm] {
			return false
		}
		return !acronymic(a.Of(sentence)) && sexOf(first[0].Norm) == unknown && !anyBody(first) && !anyBody(second[:len(second)-1])
	}
	return false
}

func allBodies(words []text.Word) bool {
	for _, w := range words {
		if !bodies[w.Norm] {
			return false
		}
	}
	return true
}

func anyBody(words []text.Word) bool {
	for _, w := range words {
		if bodies[w.Norm] {
			return true
		}
	}
	return false
}
