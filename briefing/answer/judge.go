package answer

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// candidate is a fact that search found, and how well it answers.
type candidate struct {
	hit      search.Hit
	fact     briefing.Fact
	score    float64         // what candidates are ordered by
	fits     bool            // it has the sort of thing the question wants
	coverage float64         // 0 to 1: share of the question's weight that the fact or what surrounds it holds
	here     float64         // 0 to 1: share that the fact's own words hold
	marks    []briefing.Span // the answering words, in the article's text
	quote    briefing.Quote  // of a quotes answer
	lead     string          // the bot's words before the point
	reprints []candidate     // the same words in other articles
	before   *briefing.Fact  // of a dangling fact: the sentence of its paragraph from which on it is shown; nil when none explains it
}

// What a signal adds to the search score, which is 1 for the best hit. Set by hand on news questions; the
// closing figures of `nutgraf eval news_qa` are the check.
const (
	fitWeight      = 0.30 // has the sort of thing that is wanted
	countedWeight  = 0.20 // counts the very noun that was asked about
	speakerWeight  = 0.50 // is a quote by the person asked about
	hereWeight     = 0.35 // share of the question in its own words
	threadWeight   = 0.35 // comes from the article the turn before was answered from
	captionWeight  = -0.10
	questionWeight = -0.20 // asks something itself
	amendWeight    = -0.30 // says what an earlier version of its article got wrong
	shortWeight    = -0.15 // has fewer than shortWords words
	shortWords     = 5
)

// found is all that was found for one question.
type found struct {
	candidates []candidate // best first
	terms      []search.Term
}

// find searches for a question and judges what comes back.
func find(s search.Snapshot, q briefing.Question, r reading) (found, error) {
	result, err := search.Find(s, search.Query{
		Text: strings.Join(r.Content, " "), Language: cmp.Or(r.Language, "en"), Context: r.carried, AsOf: q.AsOf, Top: candidates,
	})
	if err != nil {
		return found{}, err
	}
	out := found{terms: result.Terms}
	thread := threadRevisions(r, q.Turns)
	for _, h := range withReprints(result.Hits) {
		f, err := s.Fact(h.Revision, h.Ordinal)
		if err != nil {
			return found{}, err
		}
		c := judge(f, h, r, result)
		if thread[h.Revision] {
			c.score += threadWeight
		}
		if f.Dangling {
			if c.before, err = before(s, h, f); err != nil {
				return found{}, err
			}
		}
		out.candidates = append(out.candidates, c)
	}
	slices.SortStableFunc(out.candidates, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return out, nil
}

// withReprints are hits with the reprints of each behind it, as hits of their own.
func withReprints(hits []search.Hit) []search.Hit {
	var out []search.Hit
	for _, h := range hits {
		out = append(out, h)
		for _, p := range h.Reprints {
			same := h
			same.Revision, same.Ordinal = p.Revision, p.Ordinal
			out = append(out, same)
		}
	}
	return out
}

// maxBefore is how many sentences may be shown before a dangling fact so that it can be understood.
const maxBefore = 2

// before is the nearest sentence before a dangling fact, in its paragraph, that can be understood alone; nil when there is none near.
func before(s search.Snapshot, h search.Hit, dangling briefing.Fact) (*briefing.Fact, error) {
	for n := h.Ordinal - 1; n >= 0 && n >= h.Ordinal-maxBefore; n-- {
		f, err := s.Fact(h.Revision, n)
		if err != nil {
			return nil, err
		}
		switch {
		case f.Block != dangling.Block || f.Span.End > dangling.Span.Start:
			return nil, nil
		case !f.Dangling:
			return &f, nil
		}
	}
	return nil, nil
}

// alone reports whether a candidate can be understood as it would be shown: by itself, or with what stands before it.
func (c candidate) alone() bool { return !c.fact.Dangling || c.before != nil }

// shown is a candidate's fact as it is shown: a dangling one with what stands before it.
func (c candidate) shown(a briefing.Article) briefing.Fact {
	f := c.fact
	if c.before != nil {
		f.Span.Start = c.before.Span.Start
		f.Text = f.Span.Of(a.Text)
		f.Context = slices.Concat(c.before.Context, f.Context)
	}
	return f
}

// threadRevisions are the articles that a leaning question's latest answer came from.
func threadRevisions(r reading, turns []briefing.Turn) map[briefing.RevisionID]bool {
	if !r.leaning {
		return nil
	}
	last := turns[len(turns)-1]
	out := make(map[briefing.RevisionID]bool)
	for _, id := range last.Facts[:min(1, len(last.Facts))] {
		if rev, _, ok := id.Place(); ok {
			out[rev] = true
		}
	}
	return out
}

// judge says how well a fact answers.
func judge(f briefing.Fact, h search.Hit, r reading, result search.Result) candidate {
	c := candidate{hit: h, fact: f}
	c.here, c.coverage = coverage(h, result.Terms)
	c.marks, c.fits = r.Answers(f)
	c.score = h.Score/result.Hits[0].Score + hereWeight*c.here
	if c.fits {
		c.score += fitWeight
		if r.Wanted == rank.WantTime && !slices.ContainsFunc(f.When, rank.Narrow) {
			c.score -= fitWeight / 2
		}
	}
	if r.Counts(f) {
		c.score += countedWeight
	}
	if q, ok := r.QuoteBy(f); ok {
		c.quote = q
		c.score += speakerWeight
	}
	if f.Kind == briefing.FactCaption {
		c.score += captionWeight
	}
	if strings.HasSuffix(f.Text, "?") {
		c.score += questionWeight
	}
	if amends(f.Text) {
		c.score += amendWeight
	}
	if strings.Count(f.Text, " ")+1 < shortWords {
		c.score += shortWeight
	}
	return c
}

// amends reports whether a sentence belongs to a note of correction: it repeats the error it mends.
func amends(s string) bool {
	s = text.Fold(s)
	return strings.HasPrefix(s, "correction") || strings.Contains(s, "earlier version of this")
}

// nearby is what a question word is worth when only the fact's surroundings hold it.
const nearby = 0.7

// coverage is the share of the question's weight (the sum of its words' rarity) held by the fact's own words, and by
// the fact with its surroundings. The words carried from earlier turns count only where the question has none of its own.
func coverage(h search.Hit, terms []search.Term) (here, all float64) {
	own := slices.ContainsFunc(terms, func(t search.Term) bool { return !t.Context })
	counts := func(t search.Term) bool { return t.Context != own }
	var total float64
	for _, t := range terms {
		if counts(t) {
			total += t.IDF
		}
	}
	if total == 0 {
		return 0, 0
	}
	sum := func(indices []int) (weight float64) {
		for _, i := range indices {
			if counts(terms[i]) {
				weight += terms[i].IDF
			}
		}
		return weight
	}
	here = sum(h.Matched) / total
	return here, math.Min(1, here+nearby*sum(h.Nearby)/total)
}
