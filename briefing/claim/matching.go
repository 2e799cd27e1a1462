package claim

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

// sameness is what a word of a fact is to one of the claim.
type sameness int8

const (
	same     sameness = iota // the same word, or one of its family
	alike                    // one that may stand for it
	opposite                 // one that says the contrary
)

// match says that a word of a fact, with those that must follow it, is something to a word of the claim.
type match struct {
	word     int
	how      sameness
	strength float64
	more     []string // stems that must follow
	turns    bool     // of an opposite: one may come after the other
	phrase   bool     // it is something to a phrase of the claim that begins with the word: "go ahead"
}

// seen is what is known of a folded word, once for all facts.
type seen struct {
	stem    string
	matches []match
	undoes  []phrase
	intends bool
	stop    bool
	turns   bool // another statement begins with it
}

// token is one word of the fact that is being judged.
type token struct {
	span briefing.Span // in the fact's text
	norm string
	*seen
	parted  bool // punctuation stands before it
	ends    bool // punctuation that ends a statement does
	mention int  // index of the mention it is part of; -1 for none
}

const (
	familyStrength   = 0.9 // of a word of the same family, where the thesaurus is sure
	oppositeStrength = 0.9
	entailedStrength = 0.8
)

// prepare notes by stem what would match each word of the claim.
func (c *Claim) prepare() {
	for i, w := range c.words {
		c.matching[w.stem] = append(c.matching[w.stem], match{word: i, how: same, strength: 1})
		if digit(w.norm) {
			continue
		}
		for _, f := range thesaurus.Derived(w.stem) {
			c.also(f.Stem, match{word: i, how: same, strength: familyStrength * f.Strength})
		}
		for _, o := range thesaurus.Like(w.norm, w.stem) {
			if w.name && o.POS != thesaurus.Name || o.Strength < minLike {
				continue
			}
			c.also(o.Stems[0], match{word: i, how: alike, strength: o.Strength, more: o.Stems[1:]})
		}
		if w.name {
			continue
		}
		for _, p := range words().entailed[w.stem] {
			c.also(p.stem, match{word: i, how: alike, strength: entailedStrength, more: p.more})
		}
		for _, o := range words().contrary[w.stem] {
			if !c.has(o.more) {
				continue
			}
			for _, p := range o.of {
				c.also(p.stem, match{word: i, how: opposite, strength: oppositeStrength, more: p.more, turns: o.turns, phrase: len(o.more) > 0})
			}
		}
	}
}

// minLike is how far a word must be able to stand for the claim's to count.
const minLike = 0.3

// has reports whether the claim has all of these stems.
func (c *Claim) has(stems []string) bool {
	for _, s := range stems {
		found := false
		for _, w := range c.words {
			found = found || w.stem == s
		}
		if !found {
			return false
		}
	}
	return true
}

// also notes a match unless a word of the claim is that stem itself, or it is noted for the same word already.
func (c *Claim) also(stem string, m match) {
	for _, o := range c.matching[stem] {
		if o.how == same && len(m.more) == 0 && (o.strength == 1 || o.word == m.word) || o.word == m.word && len(o.more) == len(m.more) && o.how <= m.how {
			return
		}
	}
	c.matching[stem] = append(c.matching[stem], m)
}

// look looks at a word for the first time.
func (c *Claim) look(norm string) *seen {
	s := &seen{stem: text.Stem(norm, "en"), stop: text.Stop(norm, ""), turns: turning[norm]}
	s.matches = c.matching[s.stem]
	s.undoes = words().undoes[s.stem]
	s.intends = words().intends[s.stem]
	c.known[norm] = s
	return s
}

// maxKnown is how many words are remembered: a claim is held against some sixty facts.
const maxKnown = 4096

// read cuts a fact into tokens.
func (c *Claim) read(f briefing.Fact) {
	c.cut = text.AppendWords(c.cut[:0], f.Text)
	c.tokens = c.tokens[:0]
	if len(c.known) > maxKnown {
		clear(c.known)
	}
	end, m := 0, 0
	for _, w := range c.cut {
		norm := strings.TrimSuffix(w.Norm, "'s")
		s, ok := c.known[norm]
		if !ok {
			s = c.look(strings.Clone(norm))
		}
		t := token{span: w.Span, norm: norm, seen: s, mention: -1}
		gap := f.Text[end:w.Span.Start]
		t.parted = strings.ContainsAny(gap, ",;:()—–|…") || strings.Contains(gap, " - ")
		t.ends = strings.ContainsAny(gap, ";:—–?!|") // a full stop inside a fact is an abbreviation's
		for m < len(f.Mentions) && f.Mentions[m].Span.End <= f.Span.Start+w.Span.Start {
			m++
		}
		if m < len(f.Mentions) && w.Span.Shift(f.Span.Start).Within(f.Mentions[m].Span) {
			t.mention = m
		}
		c.tokens = append(c.tokens, t)
		end = w.Span.End
	}
}

// follow reports whether the stems follow token i, with at most two words between.
func (c *Claim) follow(i int, more []string) bool {
	at := i + 1
	for _, m := range more {
		found := false
		for k := at; k < min(at+3, len(c.tokens)) && !found; k++ {
			if c.tokens[k].stem == m {
				found, at = true, k+1
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// turning words begin another statement inside a sentence.
var turning = text.WordSet(`but while whereas although though because which who whose after before when since if unless as until despite`)
