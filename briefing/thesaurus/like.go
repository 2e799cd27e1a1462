package thesaurus

import (
	"cmp"
	"slices"
	"sync"
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

// strengths of two members of a group by their marks: of two without a mark, of one marked "~" or "~~" with one without, and of two
// "~". Two members of which one is "~~" and neither bare have nothing to do with one another ("shoot~~" and "stab~~" beside "kill").
//
// That they are in this order is measured: on the questions of SQuAD v1.1 and on people's own about news, alternatives of strength 0.8
// stand in the sentence that answers 1.8 and 2.8 times as often as in another of the same text, those of 0.55 1.2 and 1.8 times, those
// of 0.3 0.9 and 1.5 times (the word itself 3.4 and 3.1 times, what an ask line looks for 3.0 and 3.8 times).
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
	c := newCollector()
	own := hashOf(roomWord, stem, "")
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
		c.add(r, byMark, own)
	}
	return c.alternatives()
}

// collector gathers alternatives, each once. What it gathers has no pointers, so that sorting is cheap.
type collector struct {
	found []candidate
	words int // of all found
}

var collectors = sync.Pool{New: func() any { return new(collector) }}

// newCollector returns an empty collector; alternatives gives it back.
func newCollector() *collector {
	c := collectors.Get().(*collector)
	c.found, c.words = c.found[:0], 0
	return c
}

// candidate is an alternative before it is read.
type candidate struct {
	at       int32  // where its member is in the index
	stems    uint32 // their hash
	strength float64
	line     uint16
	kind     kind
	n        uint8 // words
}

// add adds the members of a record but its asked ones and those whose stems have the hash own, with the strength of their mark.
func (c *collector) add(r record, byMark [3]float64, own uint32) {
	var m member
	rest := r.rest
	for i := range r.members {
		at := len(index) - len(rest)
		rest = m.next(rest)
		if i < r.asked || byMark[m.mark] == 0 {
			continue
		}
		if h := m.hash(); h != own {
			c.keep(candidate{int32(at), h, byMark[m.mark], uint16(r.line), r.kind, uint8(m.n)})
		}
	}
}

// keep keeps one alternative, or the stronger of two.
func (c *collector) keep(f candidate) {
	for i := range c.found {
		if c.found[i].stems != f.stems {
			continue
		}
		if f.strength > c.found[i].strength {
			c.found[i] = f
		}
		return
	}
	c.words += int(f.n)
	c.found = append(c.found, f)
}

// alternatives reads what was gathered: the strongest first, in the order of the file among equals.
func (c *collector) alternatives() []Alternative {
	defer collectors.Put(c)
	if len(c.found) == 0 {
		return nil
	}
	slices.SortFunc(c.found, func(a, b candidate) int {
		if a.strength != b.strength {
			return cmp.Compare(b.strength, a.strength)
		}
		return cmp.Compare(a.at, b.at)
	})
	out := make([]Alternative, len(c.found))
	words := make([]string, 0, 2*c.words)
	var m member
	for i, f := range c.found {
		m.next(index[f.at:])
		n := len(words)
		words = append(append(words, m.word[:m.n]...), m.stem[:m.n]...)
		at, end := n+m.n, n+2*m.n
		out[i] = Alternative{words[n:at:at], words[at:end:end], f.strength, posOf(f.kind), int32(f.line)}
	}
	return out
}

func posOf(k kind) POS {
	if k > byte(Name) {
		return Any
	}
	return POS(k)
}
