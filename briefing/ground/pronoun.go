package ground

import "github.com/nutgraf/nutgraf/briefing/text"

// pronouns finds pronouns for people whose meaning stayed behind: those no fact has, those of a speaker ("I") outside quotation
// marks, and those that point out of their fact without the sentence naming what the fact says they stand for.
func (c *check) pronouns() {
	for i, w := range c.claim.words {
		if !pronounWords[w.norm] || w.quoted || w.name > 0 {
			continue
		}
		if !c.anyFact(func(e *evidence) bool { return c.means(e, i) }) {
			c.find(Dangling, w.span.Of(c.claim.text))
		}
	}
}

// means reports whether the pronoun at word i stands in the sentence for what it stands for in fact e.
func (c *check) means(e *evidence, i int) bool {
	for _, at := range e.at[c.claim.words[i].stem] {
		if e.words[at].quoted {
			continue
		}
		// The first one decides: those behind it mean the same, or nobody can tell what they mean.
		for _, ref := range e.fact.Context {
			if ref.Span.Shift(-e.fact.Span.Start).Overlaps(e.words[at].span) {
				return c.namedBefore(ref.For, i)
			}
		}
		for _, n := range e.reading.names { // the fact itself names somebody before
			if n.to <= at && c.namedBefore(e.over(n.from, n.to), i) {
				return true
			}
		}
		first := e.firstContent()
		return first >= 0 && first < at && len(e.reading.names) == 0 && c.namedBefore(e.words[first].span.Of(e.text), i)
	}
	return false
}

// namedBefore reports whether a word of the name comes before word i of the sentence.
func (c *check) namedBefore(name string, i int) bool {
	for _, w := range text.Words(name) {
		for _, at := range c.claim.at[text.Stem(w.Norm, "")] {
			if at < i && !free[w.Norm] {
				return true
			}
		}
	}
	return false
}

// firstContent is the first word that means something; -1 for none.
func (r *reading) firstContent() int {
	for i, w := range r.words {
		if w.content() {
			return i
		}
	}
	return -1
}

var pronounWords = text.WordSet(`he she they him her them his hers their theirs i we me us my our ours`)
