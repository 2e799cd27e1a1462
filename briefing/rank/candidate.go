package rank

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// ranking is one question on its way from candidates to their order.
type ranking struct {
	reading    Reading
	terms      []search.Term
	total      float64 // weight of the terms that count
	rarest     int     // the term of the highest weight
	names      [][]string
	candidates []candidate
	lexicon    map[string]*entry
	others     map[string][]other // what may stand for them, by its first stem
	initials   [256]bool          // first bytes of all these stems: a word that begins otherwise matches none
	at         map[place]int      // candidates by where they stand
	articles   map[briefing.RevisionID]*articleCounts
	asked      []*entry // the words of the question, small ones too
	asksMoney  bool
	asksDate   bool // a year, a date or a day
	turn       int  // of each
}

// place is where a fact stands.
type place struct {
	revision briefing.RevisionID
	ordinal  int
}

// articleCounts counts the candidates of one article, and those that have each term.
type articleCounts struct {
	candidates int
	having     [64]int
}

// candidate is a fact of the first stage with what was measured of it.
type candidate struct {
	Hit
	words    []word
	matched  []int // indices into words of those that are a term's
	liked    []liked
	own      uint64
	distinct int // of a kept one: its different shingles
}

// word is one word of a candidate.
type word struct {
	start, end int // bytes of the fact's text
	*entry
}

// of is the word as printed.
func (w word) of(c *candidate) string { return c.Fact.Text[w.start:w.end] }

// entry is what is known of a word, once for all candidates.
type entry struct {
	number     int     // tells it from all other words of the question and its candidates
	term       int     // index into the terms; -1 for none
	norm, stem string  // stem is "" as long as nobody asked
	others     []other // what it may begin
	exact      bool    // it is the term as typed
	stop       bool    // it has no meaning of its own
	mass       float64
	last       int // the candidate that it was counted for last, from 1
}

func newRanking(reading Reading, found search.Result) *ranking {
	r := &ranking{
		reading: reading, terms: found.Terms, lexicon: make(map[string]*entry, 8*len(found.Hits)), others: make(map[string][]other),
		at: make(map[place]int, len(found.Hits)), candidates: make([]candidate, 0, len(found.Hits)),
	}
	own := slices.ContainsFunc(r.terms, func(t search.Term) bool { return !t.Context })
	r.terms = slices.Clone(r.terms)
	for i, t := range r.terms {
		if t.Context == own {
			r.terms[i].IDF = 0 // carried over from earlier turns: they count only where the question has no words of its own
		}
		r.total += r.terms[i].IDF
		if r.terms[i].IDF > r.terms[r.rarest].IDF {
			r.rarest = i
		}
		if t.Stem != "" {
			r.initials[t.Stem[0]] = true
		}
	}
	for _, n := range reading.Names {
		if words := Folded(n); len(words) > 0 {
			r.names = append(r.names, words)
		}
	}
	r.findOthers()
	r.articles = make(map[briefing.RevisionID]*articleCounts)
	for i, w := range reading.Words {
		r.asksMoney = r.asksMoney || moneyWord[w.Norm] || w.Norm == "much" && reading.Counted == ""
		r.asksDate = r.asksDate || i > 0 && i < 3 && (w.Norm == "year" || w.Norm == "date" || w.Norm == "day" || w.Norm == "month")
		r.asked = append(r.asked, r.known(w.Norm))
	}
	return r
}

// known is the entry of a word.
func (r *ranking) known(norm string) *entry {
	e, ok := r.lexicon[norm]
	if !ok {
		e = r.entry(norm)
		r.lexicon[norm] = e
	}
	return e
}

func (r *ranking) add(i int, h search.Hit, f briefing.Fact) {
	c := candidate{Hit: Hit{Found: h, Fact: f, Reprints: h.Reprints}}
	for _, w := range text.Words(f.Text) {
		e := r.known(w.Norm)
		if e.term >= 0 {
			c.matched = append(c.matched, len(c.words))
			c.own |= 1 << e.term
		}
		c.words = append(c.words, word{w.Span.Start, w.Span.End, e})
	}
	for _, i := range h.Matched { // other languages than English are matched by the first stage alone
		c.own |= 1 << i
	}
	article := r.articles[h.Revision]
	if article == nil {
		article = new(articleCounts)
		r.articles[h.Revision] = article
	}
	article.candidates++
	for t := range r.terms {
		article.having[t] += int(c.own >> t & 1)
	}
	r.at[place{h.Revision, h.Ordinal}] = i
	r.candidates = append(r.candidates, c)
}

func (r *ranking) entry(norm string) *entry {
	e := &entry{number: len(r.lexicon), norm: norm, term: -1, stop: text.Stop(norm, "")}
	if !r.initials[norm[0]] && norm != "went" && norm != "ate" { // their stems begin otherwise
		return e
	}
	if norm[0] >= '0' && norm[0] <= '9' {
		norm = strings.ReplaceAll(norm, ",", "")
	}
	e.stem = text.Stem(norm, "en")
	e.term = slices.IndexFunc(r.terms, func(t search.Term) bool { return t.Stem == e.stem })
	if e.term < 0 {
		e.others = r.others[e.stem]
	}
	if e.term >= 0 {
		e.exact = text.Fold(r.terms[e.term].Word) == norm
	}
	return e
}

// measure works out all signals of all candidates.
func (r *ranking) measure() {
	r.stage()
	r.agreement()
	for i := range r.candidates {
		c := &r.candidates[i]
		r.coverage(c)
		r.alike(c)
		r.phrases(c)
		r.name(c)
		r.kinds(c)
		r.places(c)
	}
}
