package rank

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

// other is what may stand in a fact where the question has another word.
type other struct {
	first    string
	more     []string // stems of the words behind the first
	term     int      // that it stands for; asking for what the question's way of asking looks for
	strength float64
	ofFamily bool // it is of the word's family and no other word
	next     int  // the next one that begins alike; none behind the last
}

// others are all of them, those that begin alike in a chain.
type others struct {
	all    []other
	chains map[string]chain // by first stem
}

type chain struct{ first, last int }

// none is no index of an other.
const none = -1

func newOthers() others { return others{chains: make(map[string]chain)} }

func (o *others) reset() {
	clear(o.all)
	o.all = o.all[:0]
	clear(o.chains)
}

func (o *others) add(one other) {
	one.next = none
	at := len(o.all)
	o.all = append(o.all, one)
	c, ok := o.chains[one.first]
	if ok {
		o.all[c.last].next = at
	} else {
		c.first = at
	}
	c.last = at
	o.chains[one.first] = c
}

// behind is the first of those that begin with a stem.
func (o *others) behind(stem string) int {
	if c, ok := o.chains[stem]; ok {
		return c.first
	}
	return none
}

// asking stands for the whole question.
const asking = -1

// others finds what may stand for the words of the question, by first stem.
func (r *ranking) findOthers() {
	if r.reading.Foreign() {
		return
	}
	add := func(o other) {
		r.others.add(o)
		r.openings.add(o.first)
	}
	for i, t := range r.terms {
		if t.IDF == 0 {
			continue
		}
		for _, a := range thesaurus.Like(text.Fold(t.Word), t.Stem) {
			add(other{first: a.Stems[0], more: a.Stems[1:], term: i, strength: a.Strength})
		}
		for _, f := range thesaurus.Derived(t.Stem) {
			add(other{first: f.Stem, term: i, strength: f.Strength, ofFamily: true})
		}
	}
	stems := make([]string, len(r.reading.Words))
	for i, w := range r.reading.Words {
		stems[i] = text.Stem(w.Norm, "en")
	}
	for _, m := range thesaurus.Phrases(stems) {
		term := asking
		if !m.Ask {
			term = r.termOf(stems[m.From:m.To])
			if term < 0 {
				continue
			}
		}
		for _, a := range m.Alternatives {
			add(other{first: a.Stems[0], more: a.Stems[1:], term: term, strength: a.Strength})
		}
	}
}

// termOf is the weightiest term among stems, -1 for none.
func (r *ranking) termOf(stems []string) int {
	best := -1
	for i, t := range r.terms {
		if slices.Contains(stems, t.Stem) && (best < 0 || t.IDF > r.terms[best].IDF) {
			best = i
		}
	}
	return best
}

// alike measures how much of the question a fact says in other words.
func (r *ranking) alike(c *candidate) {
	var like, family [64]float64 // by term
	ask, first := 0.0, len(r.liked)
	for i, w := range c.words {
		for n := w.others; n != none; n = r.others.all[n].next {
			o := &r.others.all[n]
			if !c.says(i, o) {
				continue
			}
			switch {
			case o.term == asking:
				ask = max(ask, o.strength)
			case o.ofFamily:
				family[o.term] = max(family[o.term], o.strength)
			default:
				like[o.term] = max(like[o.term], o.strength)
			}
			if o.term != asking {
				r.liked = append(r.liked, liked{i, o.term, o.strength})
			}
		}
	}
	c.liked = r.liked[first:len(r.liked):len(r.liked)]
	v := &c.Signals
	for i, t := range r.terms {
		if c.own>>i&1 == 1 {
			continue
		}
		switch {
		case family[i] >= like[i]:
			v[likeFamily] += share(t.IDF*family[i], r.total)
		default:
			v[likeWords] += share(t.IDF*like[i], r.total)
		}
	}
	v[likeAsked] = ask
	c.Alike = v[likeWords] + v[likeFamily]
}

// liked is a word of a fact that may stand for a term.
type liked struct {
	at       int
	term     int
	strength float64
}

// says reports whether the words from the i-th on are those of o.
func (c *candidate) says(i int, o *other) bool {
	if i+1+len(o.more) > len(c.words) {
		return false
	}
	for n, stem := range o.more {
		w := c.words[i+1+n]
		if w.stem == "" {
			w.stem = text.Stem(w.norm, "en")
		}
		if w.stem != stem {
			return false
		}
	}
	return true
}
