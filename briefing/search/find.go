package search

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

const (
	defaultTop = 20
	maxTerms   = 64 // words of a query that count: the first ones; a bit each in a uint64
)

// Find ranks the facts of a snapshot for a query. Facts of withdrawn revisions are passed over, and of facts with the
// same words only the best is a hit. A query without a word that carries meaning has neither terms nor hits.
//
// Equal scores stand in the order in which the facts were stored, however their segments were merged. What cannot be
// read is left out and named in the result; the error is of a query that contradicts itself.
func Find(s Snapshot, q Query) (Result, error) {
	if err := q.Only.check(); err != nil {
		return Result{}, err
	}
	var broken []uint64
	var damaged []error
	for {
		f := finder{snapshot: s, query: q, terms: q.sought(), broken: broken}
		if len(f.terms) == 0 {
			return Result{Damaged: damaged}, nil
		}
		r, err := f.find()
		f.release()
		if err == nil {
			r.Damaged = append(damaged, f.damaged...)
			return r, nil
		}
		// A segment that turns out to be damaged while it is read has spoilt what was found so far.
		var d *damagedSegment
		if !errors.As(err, &d) {
			return Result{}, err
		}
		broken, damaged = append(broken, d.number), append(damaged, d)
	}
}

// damagedSegment is the error of a segment that cannot be read.
type damagedSegment struct {
	number uint64
	err    error
}

func (d *damagedSegment) Error() string { return fmt.Sprintf("index segment %d: %v", d.number, d.err) }
func (d *damagedSegment) Unwrap() error { return d.err }

// finder is one query on its way through the segments.
type finder struct {
	snapshot  Snapshot
	query     Query
	terms     []sought
	languages []string // of the articles of all segments
	segments  []*scanner
	broken    []uint64               // segments to leave out
	damaged   []error                // of segments that could not be opened
	norms     [maxLength + 1]float64 // what one word of a fact of this length counts
	average   float64                // tokens of an article
	best      top
	order     []int // terms that are somewhere, those that can add most first
	window    *window
	lines     lineScores
	found     []candidate // room for those to come
}

// sought is a term of the query.
type sought struct {
	Term
	token
	stems         map[string]string // by language, as far as they were needed
	fact, article float64           // its rarity times its weight, in a fact and in an article
	most          float64           // the most it can add to a score
	postings      int               // to be read for it
}

// stemIn is stem, worked out once for each language.
func (t *sought) stemIn(language string) string {
	stem, ok := t.stems[language]
	if !ok {
		stem = t.stem(language)
		t.stems[language] = stem
	}
	return stem
}

// sought are the words to look for, each once: those of the question first, then those carried over.
func (q Query) sought() []sought {
	var out []sought
	seen := map[string]bool{}
	add := func(words []token, context bool) {
		for _, t := range words {
			stem := t.stem(english)
			if stem == "" || seen[stem] || len(out) == maxTerms {
				continue
			}
			seen[stem] = true
			out = append(out, sought{Term: Term{Word: t.word, Stem: stem, Context: context}, token: t, stems: map[string]string{english: stem}})
		}
	}
	language := cmp.Or(q.Language, text.Language(q.Text), english)
	add(asked(q.Text, language), false)
	for _, c := range q.Context {
		add(asked(c, language), true)
	}
	return out
}

// find is Find over the segments that are not broken.
func (f *finder) find() (Result, error) {
	for kept := range f.snapshot.Segments() {
		if slices.Contains(f.broken, kept.Number) {
			continue
		}
		seg, err := f.open(kept)
		if err != nil {
			f.damaged = append(f.damaged, &damagedSegment{kept.Number, err})
			continue
		}
		f.segments = append(f.segments, seg)
	}
	f.weigh()
	f.best = newTop(cmp.Or(max(f.query.Top, 0), defaultTop))
	if err := f.walk(); err != nil {
		return Result{}, err
	}
	return f.result()
}

// open opens a segment and looks up the terms in it.
func (f *finder) open(kept briefing.Segment) (*scanner, error) {
	seg, err := openSegment(kept)
	if err != nil {
		return nil, err
	}
	s := &scanner{segment: seg, number: kept.Number}
	if n := len(f.segments); n > 0 {
		s.base = f.segments[n-1].base + uint64(f.segments[n-1].segment.lines)
	}
	for _, code := range seg.languages {
		if !slices.Contains(f.languages, code) {
			f.languages = append(f.languages, code)
		}
	}
	for i := range f.terms {
		if err := f.lookUp(s, i); err != nil {
			s.release()
			return nil, err
		}
	}
	if err := s.restrict(f.query, kept.Withdrawn); err != nil {
		s.release()
		return nil, err
	}
	return s, nil
}

// lookUp looks up a term under its stems in the languages of a segment.
func (f *finder) lookUp(s *scanner, term int) error {
	t := &f.terms[term]
	for n, code := range s.languages {
		stem := t.stemIn(code)
		if slices.ContainsFunc(s.languages[:n], func(c string) bool { return t.stemIn(c) == stem }) {
			continue
		}
		e, err := s.lookup(stem)
		if err != nil {
			return err
		}
		if e.lines == 0 {
			continue
		}
		t.Facts += e.facts
		t.Articles += e.articles
		t.postings += e.lines
		if err := s.add(term, 1, e); err != nil {
			return err
		}
	}
	return nil
}

// weigh works out what each term is worth, from the counts of all segments together.
func (f *finder) weigh() {
	var facts, articles int
	var factTokens, tokens float64
	for _, s := range f.segments {
		facts += s.facts()
		articles += s.articles
		factTokens += float64(s.factTokens)
		tokens += float64(s.tokens)
	}
	for n := range f.norms {
		f.norms[n] = 1 / lengthNorm(float64(n), factTokens/math.Max(1, float64(facts)), weights.b)
	}
	f.average = tokens / math.Max(1, float64(articles))
	for i := range f.terms {
		t := &f.terms[i]
		if t.Facts == 0 && t.Articles == 0 && f.leftOut(t.token) {
			continue
		}
		// A damaged segment can claim more facts than it has.
		t.IDF = rarity(min(t.Facts, facts), facts)
		weight := 1.0
		if t.Context {
			weight = weights.context
		}
		t.fact = weight * t.IDF
		t.article = weight * weights.article * rarity(min(t.Articles, articles), articles)
		t.most = t.fact*(weights.k+1) + t.article*(weights.articleK+1)
	}
}

// leftOut reports whether a word stands in no segment only because a language of the library has it for a stop word.
func (f *finder) leftOut(t token) bool {
	return slices.ContainsFunc(f.languages, func(code string) bool { return code != english && text.Stop(t.norm, code) })
}

// result reads what the best candidates are.
func (f *finder) result() (Result, error) {
	r := Result{Terms: make([]Term, len(f.terms))}
	for i, t := range f.terms {
		r.Terms[i] = t.Term
	}
	prints := f.best.reprints()
	for _, c := range f.best.sorted() {
		place, err := c.read()
		if err != nil {
			return Result{}, err
		}
		h := Hit{
			Revision: place.Revision, Ordinal: place.Ordinal, Score: c.score, Article: c.earned,
			Matched: bits(c.own), Alike: bits(c.alike), Nearby: bits(c.near),
		}
		for _, other := range prints[c.words] {
			p, err := other.read()
			if err != nil {
				return Result{}, err
			}
			// A revision that was withdrawn, came back and was withdrawn again stands in two places.
			if p != place && !slices.Contains(h.Reprints, p) {
				h.Reprints = append(h.Reprints, p)
			}
		}
		r.Hits = append(r.Hits, h)
	}
	return r, nil
}

// read says which fact a candidate is.
func (c *candidate) read() (Place, error) {
	revision, err := c.scanner.revision(c.article)
	if err != nil {
		return Place{}, c.scanner.broken(err)
	}
	first, _ := c.scanner.span(c.article)
	return Place{revision, int(c.line-first) - 1}, nil
}

// release gives back the memory of a query.
func (f *finder) release() {
	for _, s := range f.segments {
		s.release()
	}
	if f.window != nil {
		f.window.close() // it was open when a segment turned out to be damaged
		f.window.scanner = nil
		windows.Put(f.window)
	}
}
