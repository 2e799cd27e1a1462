package search

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

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
	if err := q.Only.Check(); err != nil {
		return Result{}, err
	}
	s, hidden := bare(s)
	q.Only.Except = append(hidden, q.Only.Except...)
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
	stems         []string // in the languages of the library, as far as they were needed
	fact, article float64  // its rarity times its weight, in a fact and in an article
	most          float64  // the most it can add to a score
	postings      int      // to be read for it
}

// in are the word's stems in some languages, in their order.
func (t *sought) in(languages []string) []string {
	for _, code := range languages[len(t.stems):] {
		t.stems = append(t.stems, t.stem(code))
	}
	return t.stems
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
			out = append(out, sought{
				Term:  Term{Word: t.word, Stem: stem, Context: context, Instead: alternatives(t.norm, stem)},
				token: t,
			})
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
	for _, s := range f.segments {
		if err := f.lookUp(s); err != nil {
			return Result{}, s.broken(err)
		}
	}
	if err := f.spell(); err != nil {
		return Result{}, err
	}
	f.weigh()
	f.best = newTop(cmp.Or(max(f.query.Top, 0), defaultTop))
	if err := f.walk(); err != nil {
		return Result{}, err
	}
	return f.result()
}

// open opens a segment.
func (f *finder) open(kept briefing.Segment) (*scanner, error) {
	seg, err := openSegment(kept)
	if err != nil {
		return nil, err
	}
	s := &scanner{segment: seg}
	if n := len(f.segments); n > 0 {
		s.base = f.segments[n-1].base + uint64(f.segments[n-1].segment.lines)
	}
	for _, code := range seg.languages {
		if !slices.Contains(f.languages, code) {
			f.languages = append(f.languages, code)
		}
	}
	return s, s.restrict(f.query, kept.Withdrawn)
}

// lookUp looks up all terms in a segment, each under its stems in the languages of the library, and what counts for it
// where it does not stand itself.
func (f *finder) lookUp(s *scanner) error {
	for i := range f.terms {
		t := &f.terms[i]
		for n, stem := range t.in(f.languages) {
			if slices.Contains(t.in(f.languages)[:n], stem) {
				continue
			}
			e, err := s.lookup(stem)
			if err != nil {
				return err
			}
			seen, err := s.seen(e)
			if err != nil {
				return err
			}
			t.Facts += seen.facts
			t.Articles += seen.articles
			if err := f.add(s, termList{term: i, instead: itself}, e, seen.lines); err != nil {
				return err
			}
		}
		if err := f.lookUpInstead(s, i, 0); err != nil {
			return err
		}
	}
	return nil
}

// lookUpInstead looks up the alternatives of a term in a segment, from one on.
func (f *finder) lookUpInstead(s *scanner, term, from int) error {
	var at finger
	instead := f.terms[term].Instead
	for n := from; n < len(instead); n++ {
		e, err := at.lookup(s.segment, instead[n].Stem)
		if err != nil {
			return err
		}
		seen, err := s.seen(e)
		if err != nil {
			return err
		}
		instead[n].Facts += seen.facts
		if err := f.add(s, termList{term: term, instead: n}, e, seen.lines); err != nil {
			return err
		}
	}
	return nil
}

// spellable reports whether a word that nobody knows is more likely misspelt than right: a short one that is printed as a
// name is a name nobody knows.
func (t *sought) spellable() bool {
	first, _ := utf8.DecodeRuneInString(t.word)
	return !unicode.IsUpper(first) || utf8.RuneCountInString(t.norm) >= leastMisspeltName
}

// leastMisspeltName is how many letters a name must have to be taken for a misspelling of another word.
const leastMisspeltName = 6

// spell has the stems count for a term that it may be a misspelling of, if no fact knows it nor anything that stands for it.
func (f *finder) spell() error {
	for i := range f.terms {
		t := &f.terms[i]
		if t.postings > 0 || f.leftOut(t.token) || !t.spellable() {
			continue
		}
		meant, err := spellings(f.segments, t.norm, english, mostSpellings)
		if err != nil {
			return err
		}
		from := len(t.Instead)
		for _, m := range meant {
			t.Instead = append(t.Instead, Alternative{Stem: m.stem, Kind: Spelling, Strength: spellingStrength[m.edits]})
		}
		slices.SortFunc(t.Instead[from:], func(a, b Alternative) int { return cmp.Compare(a.Stem, b.Stem) })
		for _, s := range f.segments {
			if err := f.lookUpInstead(s, i, from); err != nil {
				return s.broken(err)
			}
		}
	}
	return nil
}

// add has the postings of a stem, if any of them are seen, count for a term.
func (f *finder) add(s *scanner, l termList, e entry, seen int) error {
	if seen == 0 {
		return nil
	}
	f.terms[l.term].postings += seen
	return s.add(l, e)
}

// weigh works out what each term is worth, from the counts of all segments together.
func (f *finder) weigh() {
	var facts, articles int
	var factTokens, tokens float64
	for _, s := range f.segments {
		hidden := cmp.Or(s.only.except, &hiding{})
		facts += s.facts() - hidden.facts
		articles += s.articles - hidden.articles
		factTokens += float64(s.factTokens - hidden.factTokens)
		tokens += float64(s.tokens - hidden.tokens)
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
		t.IDF = rarity(min(t.rarestFacts(), facts), facts)
		weight := 1.0
		if t.Context {
			weight = weights.context
		}
		t.fact = weight * t.IDF
		t.article = weight * weights.article * rarity(min(t.rarestArticles(), articles), articles)
		t.most = t.fact*(weights.k+1) + t.article*(weights.articleK+1)
	}
	for _, s := range f.segments {
		for i := range s.lists {
			s.lists[i].strength = f.strength(&s.lists[i], facts)
		}
	}
}

// rarestFacts are how many facts have the word; of one that none has, how many have what counts for it and is in the fewest.
func (t *sought) rarestFacts() int {
	if t.Facts > 0 || t.Articles > 0 {
		return t.Facts
	}
	least := 0
	for _, a := range t.Instead {
		if a.Facts > 0 && (least == 0 || a.Facts < least) {
			least = a.Facts
		}
	}
	return least
}

// rarestArticles are how many articles have it in the same way: of one that none has, at most as many as facts.
func (t *sought) rarestArticles() int {
	if t.Articles > 0 {
		return t.Articles
	}
	return t.rarestFacts()
}

// strength is what a stem counts for a term: 1 for the word itself. An alternative more common than the word counts no more than its own
// rarity is worth. It is put so that a line of average length that has the alternative once, and nothing else, earns
// that share of what it would for the word.
func (f *finder) strength(l *termList, facts int) float64 {
	if l.instead == itself {
		return 1
	}
	t := &f.terms[l.term]
	a := t.Instead[l.instead]
	share := a.Strength
	if a.Kind != Spelling {
		share *= weights.instead
	}
	if t.IDF > 0 {
		share *= min(1, rarity(min(a.Facts, facts), facts)/t.IDF)
	}
	return weights.k * share / (weights.k + 1 - share)
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
		r.Terms[i].Instead = known(t.Instead)
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
		f.window.scanner, f.window.outline = nil, outline{}
		windows.Put(f.window)
	}
}
