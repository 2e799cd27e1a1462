package claim

import (
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// Candidate is a fact that was found for a question, with the question's words that only stand around it.
type Candidate struct {
	Fact   briefing.Fact
	Around []string
}

// Disproof is a candidate that denies what a question takes for granted.
type Disproof struct {
	At int // index into the candidates
	Finding
}

// denied is the strength from which on a fact is taken to deny what a question takes for granted. To be told that one's question is wrong where it is
// not is worse than to be told that nothing answers it, so only what the predicate itself decides counts, of a subject that is told:
// `nutgraf eval premises` counts the false alarms.
const (
	denied = 0.30
	borne  = 0.40 // the strength from which on another candidate bears the claim out
	first  = 5    // only so many of the first candidates may deny: those behind speak of something else
)

// Disproved finds the candidate for a question that denies what the question takes for granted. It finds none when another bears the claim out
// about as well; then the articles disagree, and an answer may show both.
func Disproved(c *Claim, candidates []Candidate) (d Disproof, ok bool) {
	if c == nil || c.negative || !c.inverted {
		return d, false
	}
	for i, one := range candidates {
		found := c.Judge(one.Fact, one.Around...)
		switch {
		case found.Stand == Bears && found.Strength >= borne:
			return Disproof{}, false
		case i >= first || found.Stand != Denies || !found.Sure || found.Strength < denied || found.Alleged || c.restricted():
		case (found.Reason == Negation || found.Reason == Opposite) && found.Strength > d.Strength:
			d, ok = Disproof{i, found}, true
		}
	}
	return d, ok
}

// restricted reports whether the fact judged last says no only but for something: "not in any other group".
func (c *Claim) restricted() bool {
	for _, t := range c.tokens {
		if limiting[t.norm] && !c.tokenAsked(t) {
			return true
		}
	}
	return false
}

// tokenAsked reports whether a token is a word of the claim.
func (c *Claim) tokenAsked(t token) bool {
	for _, m := range t.matches {
		if m.how == same {
			return true
		}
	}
	return false
}

// limiting words leave room beside what is denied.
var limiting = text.WordSet(`other except only until unless unlike explicitly alone solely yet besides outside beyond`)
