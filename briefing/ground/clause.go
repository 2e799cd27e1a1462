package ground

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// clauses finds clauses whose words come from different facts, so that one fact's subject did another's deed, and clauses that turn
// to another fact without naming whom it is about.
func (c *check) clauses() {
	if len(c.facts) < 2 {
		return
	}
	var before []bool // by fact: whether it covers the clause before
	for _, clause := range c.claim.clauses() {
		covers := make([]bool, len(c.facts))
		some := false
		for i := range c.facts {
			covers[i] = c.facts[i].covers(c.claim.words[clause.from:clause.to])
			some = some || covers[i]
		}
		if !some {
			if !c.wordsMissing(clause) {
				c.find(Mixed, c.claim.over(clause.from, clause.to))
			}
			return
		}
		if before != nil && !overlap(before, covers) && !c.bringsSubject(clause, covers) {
			c.find(Mixed, c.claim.over(clause.from, clause.to))
		}
		before = covers
	}
}

// restsOn is the content words, by stem, of those clauses of which no other fact has more words than fact n.
func (c *check) restsOn(n int) map[string]bool {
	stems := map[string]bool{}
	for _, clause := range c.claim.clauses() {
		words := c.claim.words[clause.from:clause.to]
		most := c.facts[n].shared(words)
		if most == 0 || c.anyFact(func(e *evidence) bool { return e.shared(words) > most }) {
			continue
		}
		for _, w := range words {
			if w.content() {
				stems[w.stem] = true
			}
		}
	}
	return stems
}

// shared counts the content words that the fact has.
func (e *evidence) shared(words []word) int {
	n := 0
	for _, w := range words {
		if w.content() && e.has(w.stem) {
			n++
		}
	}
	return n
}

// covers reports whether the fact has all words of a clause that mean something.
func (e *evidence) covers(words []word) bool {
	for _, w := range words {
		if w.content() && !e.has(w.stem) {
			return false
		}
	}
	return true
}

// wordsMissing reports whether the clause has a word that no fact has: that is a finding of its own.
func (c *check) wordsMissing(clause run) bool {
	for _, w := range c.claim.words[clause.from:clause.to] {
		if w.content() && !c.anyFact(func(e *evidence) bool { return e.has(w.stem) }) {
			return true
		}
	}
	return false
}

// bringsSubject reports whether the clause has a name or the opening word of one of the facts that cover it.
func (c *check) bringsSubject(clause run, covers []bool) bool {
	for i := range c.facts {
		if !covers[i] {
			continue
		}
		opening := c.facts[i].opening()
		for _, w := range c.claim.words[clause.from:clause.to] {
			if w.content() && (w.name > 0 || w.stem == opening) {
				return true
			}
		}
	}
	return false
}

// opening is the stem of the first content word.
func (r *reading) opening() string {
	for _, w := range r.words {
		if w.content() {
			return w.stem
		}
	}
	return ""
}

// clauses cuts a sentence where punctuation or a joining word lets another statement begin.
func (r *reading) clauses() []run {
	var out []run
	from := 0
	for i := range r.words {
		if i > from && (breaks(r.words[i].gap) || clauseWords[r.words[i].norm]) {
			out = append(out, run{from, i})
			from = i
		}
	}
	return append(out, run{from, len(r.words)})
}

func breaks(gap string) bool { return strings.ContainsAny(gap, ",;:.!?()—–") }

var clauseWords = text.WordSet(`and but while whereas or although though because which who after before`)

func overlap(a, b []bool) bool {
	for i := range a {
		if a[i] && b[i] {
			return true
		}
	}
	return false
}
