package rank

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// ranking is one question on its way from candidates to their order.
type ranking struct {
	reading    question.Reading
	terms      []search.Term
	total      float64 // weight of the terms that count
	names      [][]string
	candidates []candidate
	lexicon    map[string]*entry
	others     map[string][]other // what may stand for them, by its first stem
	openings   openings           // of all these stems: a word that opens otherwise matches none
	entries    []entry            // what known hands out of
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

func newRanking(reading question.Reading, found search.Result) *ranking {
	r := &ranking{
		reading: reading, terms: found.Terms, lexicon: make(map[string]*entry, newWords*len(found.Hits)), others: make(map[string][]other),
		at: make(map[place]int, len(found.Hits)), candidates: make([]candidate, 0, len(found.Hits)),
	}
	own := slices.ContainsFunc(r.terms, func(t search.Term) bool { return !t.Context })
	r.terms = slices.Clone(r.terms)
	for i, t := range r.terms {
		if t.Context == own {
			r.terms[i].IDF = 0 // carried over from earlier turns: they count only where the question has no words of its own
		}
		r.total += r.terms[i].IDF
		if t.Stem != "" {
			r.openings.add(t.Stem)
		}
	}
	r.openings.add(reading.Noun)
	for _, n := range reading.Names {
		if words := question.Folded(n); len(words) > 0 {
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

// newWords is how many words a candidate has, about, that none before it had.
const newWords = 16

// entry looks at a word for the first time.
func (r *ranking) entry(norm string) *entry {
	if len(r.entries) == cap(r.entries) {
		r.entries = make([]entry, 0, 256)
	}
	r.entries = append(r.entries, entry{number: len(r.lexicon), norm: norm, term: -1, stop: text.Stop(norm, "")})
	e := &r.entries[len(r.entries)-1]
	if norm != "" && norm[0] >= '0' && norm[0] <= '9' {
		norm = strings.ReplaceAll(norm, ",", "")
	}
	if !r.openings.has(norm) {
		return e
	}
	e.stem = text.Stem(norm, "en")
	e.term = slices.IndexFunc(r.terms, func(t search.Term) bool { return t.Stem == e.stem })
	if e.term < 0 {
		e.others = r.others[e.stem]
	} else {
		e.exact = text.Fold(r.terms[e.term].Word) == norm
	}
	return e
}

// openings are how words may begin whose stem is among some, so that most words need not be stemmed: a word begins with the first
// three letters of its stem, or with all of a shorter one, unless it is irregular. They are a set of hashes, which may take a few more.
type openings struct{ three, two [16]uint64 }

func (o *openings) add(stem string) {
	switch {
	case len(stem) >= 3:
		h := opening(stem[:3])
		o.three[h>>6] |= 1 << (h & 63)
		if len(stem) == 3 && stem[2] == 'e' { // "using", "use"
			o.add(stem[:2])
		}
	case stem != "":
		h := opening(stem)
		o.two[h>>6] |= 1 << (h & 63)
	}
}

func (o *openings) has(word string) bool {
	three, two, one := opening(word[:min(3, len(word))]), opening(word[:min(2, len(word))]), opening(word[:min(1, len(word))])
	return o.three[three>>6]>>(three&63)&1 == 1 || o.two[two>>6]>>(two&63)&1 == 1 || o.two[one>>6]>>(one&63)&1 == 1 || text.Irregular(word)
}

// opening is a hash of ten bits of the first letters of a word. A stem may have "i" where its word has "y".
func opening(letters string) uint32 {
	h := uint32(0)
	for i := range len(letters) {
		c := letters[i]
		if c == 'y' {
			c = 'i'
		}
		h = h*37 + uint32(c)
	}
	return h * 2654435761 >> 22 // Knuth's multiplicative hash
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
