package search

import (
	"cmp"
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

// Find ranks the facts of a snapshot for a query. Facts of withdrawn revisions are passed over.
// A query without a word that carries meaning has neither terms nor hits.
//
// Equal scores stand in the order in which the facts were stored. The error is of a damaged
// segment or names the cure for one that is too new.
func Find(s Snapshot, q Query) (Result, error) {
	f := finder{snapshot: s, query: q, terms: q.sought(), ranked: map[briefing.RevisionID]bool{}}
	if len(f.terms) == 0 {
		return Result{}, nil
	}
	for kept := range s.Segments() {
		if kept.Damage != nil {
			return Result{}, kept.Damage
		}
		seg, err := f.open(kept.Chunks)
		if err != nil {
			return Result{}, fmt.Errorf("search segment %d: %w", kept.Number, err)
		}
		f.segments = append(f.segments, opened{kept.Number, seg})
	}
	f.weigh()
	f.best.room = cmp.Or(max(q.Top, 0), defaultTop)
	for _, seg := range f.segments {
		if err := f.scan(seg.scanner); err != nil {
			return Result{}, fmt.Errorf("search segment %d: %w", seg.number, err)
		}
	}
	return f.result(), nil
}

// finder is one query on its way through the segments.
type finder struct {
	snapshot  Snapshot
	query     Query
	terms     []sought
	languages []string // of the articles of all segments
	segments  []opened
	norms     [maxLength + 1]float64 // what one word of a fact of this length counts
	average   float64                // tokens of an article
	best      top

	// Revisions with a fact that was among the best for a while. One that was filed twice, having
	// been withdrawn and brought back, earns the same again and is passed over.
	ranked map[briefing.RevisionID]bool

	rising  []int  // terms by the most they can add, least first
	passive uint64 // terms that cannot by themselves bring a fact among the best, a bit each
}

type opened struct {
	number uint64
	*scanner
}

// sought is a term of the query.
type sought struct {
	Term
	token
	stems         map[string]string // by language, as far as they were needed
	fact, article float64           // its rarity times its weight, in a fact and in an article
	most          float64           // the most it can add to a score
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

// open opens a segment and looks up the terms in it, counting what it has of them.
func (f *finder) open(chunks [][]byte) (*scanner, error) {
	seg, err := openSegment(chunks)
	if err != nil {
		return nil, err
	}
	languages, err := seg.names(partLanguages)
	if err != nil {
		return nil, err
	}
	for _, code := range languages {
		if !slices.Contains(f.languages, code) {
			f.languages = append(f.languages, code)
		}
	}
	sc := &scanner{segment: seg, lengths: byteRun{pieces: seg.part[partLengths]}}
	for i := range f.terms {
		t := &f.terms[i]
		for n, code := range languages {
			stem := t.stemIn(code)
			before := func(c string) bool { return t.stemIn(c) == stem }
			if slices.ContainsFunc(languages[:n], before) {
				continue
			}
			e, err := seg.lookup(stem)
			if err != nil {
				return nil, err
			}
			if e.lines == 0 {
				continue
			}
			t.Facts += e.facts
			t.Articles += e.articles
			c, err := seg.cursor(e)
			if err != nil {
				return nil, err
			}
			sc.cursors = append(sc.cursors, termCursor{c, i})
		}
	}
	if f.query.Outlet != "" {
		sc.outlets, err = seg.outlets(f.query.Outlet)
	}
	return sc, err
}

// outlets are the numbers of the outlets of this name, as a set that is never nil.
func (s *segment) outlets(name string) (map[int]bool, error) {
	names, err := s.names(partOutlets)
	set := map[int]bool{}
	for i, n := range names {
		if text.Fold(n) == text.Fold(name) {
			set[i] = true
		}
	}
	return set, err
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
	for i := range f.terms {
		t := &f.terms[i]
		if t.Facts == 0 && t.Articles == 0 && f.leftOut(t.token) {
			f.rising = append(f.rising, i)
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
		f.rising = append(f.rising, i)
	}
	slices.SortStableFunc(f.rising, func(a, b int) int { return cmp.Compare(f.terms[a].most, f.terms[b].most) })
	for n := range f.norms {
		f.norms[n] = 1 / lengthNorm(float64(n), factTokens/math.Max(1, float64(facts)), weights.b)
	}
	f.average = tokens / math.Max(1, float64(articles))
}

// leftOut reports whether a word stands in no segment only because a language of the library has it for a stop word.
func (f *finder) leftOut(t token) bool {
	return slices.ContainsFunc(f.languages, func(code string) bool { return code != english && text.Stop(t.norm, code) })
}

func (f *finder) result() Result {
	r := Result{Terms: make([]Term, len(f.terms))}
	for i, t := range f.terms {
		r.Terms[i] = t.Term
	}
	for _, c := range f.best.sorted() {
		r.Hits = append(r.Hits, Hit{
			Revision: c.revision, Ordinal: c.ordinal, Score: c.score, Article: c.article,
			Matched: bits(c.own), Nearby: bits(c.near),
		})
	}
	return r
}
