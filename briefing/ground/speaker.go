package ground

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// speakers finds reported words that lost their speaker: the sentence uses words that a fact has only inside a quote, and
// says neither that they were said nor by whom.
func (c *check) speakers() {
	for i := range c.facts {
		e := &c.facts[i]
		rests := c.restsOn(i)
		for _, q := range e.fact.Quotes {
			if c.usesQuote(e, q, rests) && !c.attributes(e, q) {
				c.find(Attribution, strings.TrimSpace(q.Speaker+" "+q.Verb))
			}
		}
	}
}

// usesQuote reports whether a word of the clauses that rest on the fact can only come from the quote.
func (c *check) usesQuote(e *evidence, q briefing.Quote, rests map[string]bool) bool {
	span := q.Span.Shift(-e.fact.Span.Start)
	for _, w := range c.claim.words {
		if !rests[w.stem] || len(e.at[w.stem]) == 0 {
			continue
		}
		inside := true
		for _, at := range e.at[w.stem] {
			inside = inside && e.words[at].span.Within(span)
		}
		if inside && !c.anyFact(func(o *evidence) bool { return o != e && len(o.at[w.stem]) > 0 }) {
			return true
		}
	}
	return false
}

// attributes reports whether the sentence names the speaker and says that it was said.
func (c *check) attributes(e *evidence, q briefing.Quote) bool {
	said := c.claim.classes[reports]
	for _, w := range text.Words(q.Verb) {
		said = said || len(c.claim.at[text.Stem(w.Norm, "")]) > 0
	}
	if !said || q.Speaker == "" {
		return said
	}
	for _, w := range text.Words(q.Speaker + " " + q.Role + " " + q.SpeakerSpan.Shift(-e.fact.Span.Start).Of(e.text)) {
		if stem := text.Stem(w.Norm, ""); (!free[w.Norm] || pronounWords[w.Norm]) && len(c.claim.at[stem]) > 0 {
			return true
		}
	}
	return false
}
