package rank

import (
	"slices"
	"strings"
	"sync"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// ranking is one question on its way from candidates to their order. Its memory is used again: a question has a thousand words to
// look at, and making room for them takes longer than looking.
type ranking struct {
	reading    question.Reading
	terms      []search.Term
	total      float64 // weight of the terms that count
	names      [][]string
	candidates []candidate
	lexicon    lexicon
	others     others
	openings   openings                    // of their stems and the terms': a word that opens otherwise matches none
	at         map[place]int               // candidates by where they stand
	articles   map[briefing.RevisionID]int // of the candidates, numbered from 0
	counts     []articleCounts             // by these numbers
	asked      []*entry                    // the words of the question, small ones too
	asksMoney  bool
	asksDate   bool // a year, a date or a day
	turn       int  // of each

	cut     []text.Word // room for the words of one text
	words   []word      // of all candidates
	matched []int
	liked   []liked

	shingles []uint64
}

var rankings = sync.Pool{New: func() any {
	return &ranking{at: make(map[place]int), articles: make(map[briefing.RevisionID]int), others: newOthers()}
}}

// release gives the memory back. No candidate may be used after that.
func (r *ranking) release() {
	r.lexicon.reset()
	r.others.reset()
	clear(r.at)
	clear(r.articles)
	clear(r.candidates)
	clear(r.cut[:cap(r.cut)])
	clear(r.words)
	clear(r.asked)
	*r = ranking{
		lexicon: r.lexicon, others: r.others, at: r.at, articles: r.articles, candidates: r.candidates[:0], counts: r.counts[:0],
		asked: r.asked[:0], cut: r.cut[:0], words: r.words[:0], matched: r.matched[:0], liked: r.liked[:0], shingles: r.shingles[:0],
	}
	rankings.Put(r)
}

// place is where a fact stands: the number of its article, and its ordinal.
type place struct{ article, ordinal int }

// articleCounts counts the candidates of one article, and those that have each term.
type articleCounts struct {
	candidates int
	having     [64]int32
}

// candidate is a fact of the first stage with what was measured of it.
type candidate struct {
	Hit
	article  int // its number
	words    []word
	matched  []int // indices into words of those that are a term's
	liked    []liked
	own      uint64
	shingles shingles
}

// word is one word of a candidate.
type word struct {
	start, end int32 // bytes of the fact's text
	*entry
}

// of is the word as printed.
func (w word) of(c *candidate) string { return c.Fact.Text[w.start:w.end] }

// entry is what is known of a word, once for all candidates.
type entry struct {
	number     int // tells it from all other words of the question and its candidates
	hash       uint64
	term       int    // index into the terms; -1 for none
	norm, stem string // stem is "" as long as nobody asked
	others     int    // what it may begin: the first of them, -1 for none
	exact      bool   // it is the term as typed
	stop       bool   // it has no meaning of its own
	mass       float64
	last       int // the candidate that it was counted for last, from 1
}

// newRanking returns a ranking of what was found, without its candidates; release gives it back.
func newRanking(reading question.Reading, found search.Result) *ranking {
	r := rankings.Get().(*ranking)
	r.reading = reading
	r.terms = slices.Clone(found.Terms)
	own := slices.ContainsFunc(r.terms, func(t search.Term) bool { return !t.Context })
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
	for i, w := range reading.Words {
		r.asksMoney = r.asksMoney || moneyWord[w.Norm] || w.Norm == "much" && reading.Counted == ""
		r.asksDate = r.asksDate || i > 0 && i < 3 && (w.Norm == "year" || w.Norm == "date" || w.Norm == "day" || w.Norm == "month")
		r.asked = append(r.asked, r.known(w.Norm))
	}
	return r
}

func (r *ranking) add(h search.Hit, f briefing.Fact) {
	c := candidate{Hit: Hit{Found: h, Fact: f, Reprints: h.Reprints}}
	firstWord, firstMatch := len(r.words), len(r.matched)
	r.cut = text.AppendWords(r.cut[:0], f.Text)
	for i, w := range r.cut {
		e := r.known(w.Norm)
		if e.term >= 0 {
			r.matched = append(r.matched, i)
			c.own |= 1 << e.term
		}
		r.words = append(r.words, word{int32(w.Span.Start), int32(w.Span.End), e})
	}
	c.words, c.matched = r.words[firstWord:len(r.words):len(r.words)], r.matched[firstMatch:len(r.matched):len(r.matched)]
	for _, i := range h.Matched { // other languages than English are matched by the first stage alone
		c.own |= 1 << i
	}
	c.article = r.count(h.Revision, c.own)
	r.at[place{c.article, h.Ordinal}] = len(r.candidates)
	r.candidates = append(r.candidates, c)
}

// count counts a candidate for its article, and returns the article's number.
func (r *ranking) count(revision briefing.RevisionID, own uint64) int {
	n, known := r.articles[revision]
	if !known {
		n = len(r.counts)
		r.articles[revision] = n
		r.counts = append(r.counts, articleCounts{})
	}
	article := &r.counts[n]
	article.candidates++
	for t := range r.terms {
		article.having[t] += int32(own >> t & 1)
	}
	return n
}

// known is the entry of a word.
func (r *ranking) known(norm string) *entry {
	e, known := r.lexicon.find(norm)
	if !known {
		r.look(e)
	}
	return e
}

// look looks at a word for the first time.
func (r *ranking) look(e *entry) {
	norm := e.norm
	e.term, e.others, e.stop = -1, none, text.Stop(norm, "")
	if norm != "" && norm[0] >= '0' && norm[0] <= '9' {
		norm = strings.ReplaceAll(norm, ",", "")
	}
	if !r.openings.has(norm) {
		return
	}
	e.stem = text.Stem(norm, "en")
	e.term = slices.IndexFunc(r.terms, func(t search.Term) bool { return t.Stem == e.stem })
	if e.term < 0 {
		e.others = r.others.behind(e.stem)
	} else {
		e.exact = text.Fold(r.terms[e.term].Word) == norm
	}
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
	r.periods()
}
