package thesaurus

import (
	"cmp"
	"slices"
)

// Alternative is a word or phrase that may stand for another.
type Alternative struct {
	Words    []string // folded, in base form
	Stems    []string // of the words
	Strength float64  // how far it may stand for the other, up to 1
	POS      POS      // of the group that says so
	Line     int32    // of news.txt, for explanations
}

// POS is a part of speech.
type POS uint8

const (
	Any POS = iota // not told: the group mixes them
	Noun
	Verb
	Adjective
	Adverb
	Name // a name of one thing, a demonym, an adjective of a place
)

func (p POS) String() string {
	return [...]string{"any", "noun", "verb", "adj", "adv", "name"}[p]
}

// strengths of two members of a group by their marks: of two without a mark, of one marked "~" or "~~" with one without, and
// of two "~". Two members of which one is "~~" and neither bare have nothing to do with one another ("shoot~~" and "stab~~" beside "kill").
var strengths = [3][3]float64{
	{0.8, 0.55, 0.3},
	{0.55, 0.3, 0},
	{0.3, 0, 0},
}

// Like returns what may stand for a folded word, whose stem the caller has: the strongest first, each once. A word without a group has
// none. A word with several senses has the alternatives of all of them; the caller prefers those that fit. Where the word is no
// inflection of the member that leads to them, alternatives are weaker (see fit.go).
func Like(word, stem string) []Alternative {
	first, end := lookup(roomWord, stem, "")
	if first == end {
		return nil
	}
	members := 0
	for e := first; e < end; e++ {
		members += recordOf(e).members
	}
	c := newCollector(members)
	own := [1]string{stem}
	var m member
	for e := first; e < end; e++ {
		r := recordOf(e)
		var byMark [3]float64
		rest := r.rest
		for range r.members {
			rest = m.next(rest)
			if m.one() != stem {
				continue
			}
			f := fit(word, m.word[0], r.kind)
			for mark, s := range strengths[m.mark] {
				byMark[mark] = max(byMark[mark], f*s)
			}
		}
		c.add(r, byMark, own[:])
	}
	return c.strongest()
}

// collector gathers alternatives, each once.
type collector struct {
	out   []Alternative
	words []string // backs Words and Stems of out
}

func newCollector(members int) collector {
	return collector{make([]Alternative, 0, members), make([]string, 0, 3*members)} // most members have one word, some two or three
}

// add adds the members of a record but its asked ones and those whose stems are one's own, with the strength of their mark.
func (c *collector) add(r record, byMark [3]float64, own []string) {
	var m member
	rest := r.rest
	for i := range r.members {
		rest = m.next(rest)
		if i >= r.asked && byMark[m.mark] > 0 && !slices.Equal(m.stem[:m.n], own) {
			c.keep(&m, r, byMark[m.mark])
		}
	}
}

// keep adds one alternative, or lifts the strength it already has.
func (c *collector) keep(m *member, r record, strength float64) {
	for i := range c.out {
		a := &c.out[i]
		if len(a.Stems) == m.n && a.Stems[0] == m.stem[0] && slices.Equal(a.Stems, m.stem[:m.n]) {
			if strength > a.Strength {
				a.Strength, a.POS, a.Line = strength, posOf(r.kind), int32(r.line)
			}
			return
		}
	}
	n := len(c.words)
	c.words = append(append(c.words, m.word[:m.n]...), m.stem[:m.n]...)
	at, end := n+m.n, n+2*m.n
	c.out = append(c.out, Alternative{c.words[n:at:at], c.words[at:end:end], strength, posOf(r.kind), int32(r.line)})
}

// strongest returns what was gathered in order of strength, in the order of the file among equals.
func (c *collector) strongest() []Alternative {
	slices.SortStableFunc(c.out, func(a, b Alternative) int { return cmp.Compare(b.Strength, a.Strength) })
	return c.out
}

func posOf(k kind) POS {
	if k > byte(Name) {
		return Any
	}
	return POS(k)
}
