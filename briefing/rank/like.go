package rank

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

// other is what may stand in a fact where the question has another word.
type other struct {
	stems    []string
	term     int // that it stands for; asking for what the question's way of asking looks for
	strength float64
	ofFamily bool // it is of the word's family and no other word
}

// asking stands for the whole question.
const asking = -1

// others finds what may stand for the words of the question, by first stem.
func (r *ranking) findOthers() {
	if r.reading.Foreign() {
		return
	}
	add := func(o other) {
		r.others[o.stems[0]] = append(r.others[o.stems[0]], o)
		r.openings.add(o.stems[0])
	}
	for i, t := range r.terms {
		if t.IDF == 0 {
			continue
		}
		for _, a := range thesaurus.Like(text.Fold(t.Word), t.Stem) {
			add(other{stems: a.Stems, term: i, strength: a.Strength})
		}
		for _, f := range thesaurus.Derived(t.Stem) {
			add(other{stems: []string{f.Stem}, term: i, strength: f.Strength, ofFamily: true})
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
			add(other{stems: a.Stems, term: term, strength: a.Strength})
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
	ask := 0.0
	for i, w := range c.words {
		for _, o := range w.others {
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
				c.liked = append(c.liked, liked{i, o.term, o.strength})
			}
		}
	}
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
func (c *candidate) says(i int, o other) bool {
	if i+len(o.stems) > len(c.words) {
		return false
	}
	for n, stem := range o.stems[1:] {
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
