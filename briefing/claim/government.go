package claim

import (
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// governed is how a fact asserts what one of its words says.
type governed struct {
	negated  bool
	contrary bool // a verb that says nothing alone is the contrary of the claim's: "lost control" where it has "take"
	denied   bool // somebody denies it
	alleged  bool
	planned  bool
	open     bool          // it may be, or hangs on something
	span     briefing.Span // of the governing words, in the fact's text
}

const (
	reachBack    = 9 // words before one that may govern it
	undoingReach = 5 // words by which what is undone may follow what undoes it
	reachAhead   = 5
)

// governs reads what governs token at. What belongs to the claim itself governs nothing: who asks whether the bill was vetoed is not answered no by
// "vetoed".
func (c *Claim) governs(f briefing.Fact, at int) governed {
	var g governed
	from := c.statement(at)
	for k := at - 1; k >= from; k-- {
		t := c.tokens[k]
		if c.direct(k) {
			continue
		}
		for _, p := range t.undoes {
			if at-k <= undoingReach && c.follow(k, p.more) {
				g.negated = !g.negated
				g.span = t.span
			}
		}
		for _, m := range t.matches {
			if m.how == opposite && c.words[m.word].light && at-k <= undoingReach && c.words[c.predicate].stem == c.tokens[at].stem {
				g.contrary = true
				g.span = t.span
			}
		}
		if t.intends && at-k <= undoingReach && t.mention < 0 {
			g.planned = true
			g.span = t.span
		}
		switch {
		case t.norm == "to" && k+1 == at && k > from && c.tokens[k-1].mention >= 0: // a headline's future: "Moe to run for mayor"
			g.planned = true
		case none[t.norm] && at-k <= reachBack && !c.modal(f, k):
			g.negated = !g.negated
			g.span = t.span
		}
	}
	lo, hi := c.tokens[from].span.Start, c.tokens[at].span.Start
	for _, m := range f.Modality {
		span := m.Span.Shift(-f.Span.Start)
		if span.Start < lo || span.End > hi || c.undoing(span) {
			continue
		}
		g.take(m.Kind, span)
	}
	c.behind(f, at, &g)
	return g
}

func (g *governed) take(kind briefing.ModalityKind, span briefing.Span) {
	switch kind {
	case briefing.ModalityNegated:
		g.negated = !g.negated
	case briefing.ModalityDenied:
		g.denied = true
	case briefing.ModalityAlleged:
		g.alleged = true
	case briefing.ModalityPlanned:
		g.planned = true
	default:
		g.open = true
	}
	g.span = span
}

// behind reads what governs token at from behind: "won nothing", "the strike was called off".
func (c *Claim) behind(f briefing.Fact, at int, g *governed) {
	passive := false
	for k := at + 1; k < min(at+1+reachAhead, len(c.tokens)); k++ {
		t := c.tokens[k]
		if t.parted || t.turns {
			return
		}
		passive = passive || being[t.norm]
		if k <= at+2 && unreal[t.norm] && f.Text[t.span.Start] >= 'a' { // "May" is a month
			g.open, g.span = true, t.span
			return
		}
		switch {
		case k <= at+2 && (t.norm == "no" || t.norm == "nothing" || t.norm == "neither" || t.norm == "none" || t.norm == "nobody" || t.norm == "0" || t.norm == "zero"):
			g.negated = !g.negated
			g.span = t.span
			return
		case passive && (t.norm == "not" || t.norm == "never") || passive && k > at && len(t.norm) > 3 && t.norm[len(t.norm)-3:] == "n't":
			if c.tokens[at].mention < 0 && nominal(c.tokens[at].norm) {
				g.negated = !g.negated
				g.span = t.span
				return
			}
		case passive && !c.direct(k):
			for _, p := range t.undoes {
				if c.follow(k, p.more) {
					g.negated = !g.negated
					g.span = t.span
					return
				}
			}
		}
	}
}

// statement is the first token of the statement that token at stands in, no more than some words back.
func (c *Claim) statement(at int) int {
	from := at
	for from > 0 && at-from < reachBack {
		t := c.tokens[from]
		if t.ends || t.parted || t.turns {
			break
		}
		from--
	}
	return from
}

// direct reports whether token k is a word of the claim itself.
func (c *Claim) direct(k int) bool {
	for _, m := range c.tokens[k].matches {
		if m.how != opposite && !c.words[m.word].light && m.strength >= 0.8 {
			return true
		}
	}
	return false
}

// modal reports whether the fact tells the modality of token k itself.
func (c *Claim) modal(f briefing.Fact, k int) bool {
	for _, m := range f.Modality {
		if c.tokens[k].span.Within(m.Span.Shift(-f.Span.Start)) {
			return true
		}
	}
	return false
}

// undoing reports whether a span of the fact holds a word that undoes what it governs, and was counted for that.
func (c *Claim) undoing(span briefing.Span) bool {
	for _, t := range c.tokens {
		if t.span.Start >= span.End {
			return false
		}
		if t.span.Within(span) && len(t.undoes) > 0 {
			return true
		}
	}
	return false
}

// nominal reports whether a word may be a noun for a deed: it is no past form.
func nominal(norm string) bool { return len(norm) < 4 || norm[len(norm)-2:] != "ed" }

// none are words that deny what follows them, also where a headline leaves out the rest.
var none = text.WordSet(`no not never nobody none nothing neither without`)

// unreal stand behind a noun for what has not come about: "a win would be".
var unreal = text.WordSet(`would could may might should`)

var being = text.WordSet(`is are was were be been being has have had will would`)
