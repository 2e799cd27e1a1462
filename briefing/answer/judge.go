package answer

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// candidate is a fact that search found, and how well it answers.
type candidate struct {
	hit      search.Hit
	rank     *rank.Hit // what ranking measured of it
	fact     briefing.Fact
	score    float64         // its odds beside the best, by which candidates are ordered
	fits     bool            // it has the sort of thing the question wants
	coverage float64         // 0 to 1: share of the question's weight that the fact or what surrounds it holds
	here     float64         // 0 to 1: share that the fact's own words hold
	marks    []briefing.Span // the answering words, in the article's text
	quote    briefing.Quote  // of a quotes answer
	lead     string          // the bot's words before the point
	group    string          // the heading it stands under; "" for none
	reprints []candidate     // the same words in other articles
	before   *briefing.Fact  // of a dangling fact: the sentence of its paragraph from which on it is shown; nil when none explains it
}

// threadWeight is what coming from the article that the turn before was answered from is worth: its odds are multiplied by it.
const threadWeight = 10

// found is all that was found for one question.
type found struct {
	candidates []candidate // best first
	terms      []search.Term
	unread     []string // parts of the index that could not be searched
}

// counts reports whether a term counts: words carried from earlier turns do only where the question has none of its own.
func (f found) counts(t *search.Term) bool {
	return t.Context != slices.ContainsFunc(f.terms, func(t search.Term) bool { return !t.Context })
}

// find ranks facts for a question and judges what comes back.
func find(s search.Snapshot, q briefing.Question, r reading) (found, error) {
	top := gathered
	if r.Form == question.FormFact || r.Form == question.FormVerdict {
		top = candidates
	}
	result, err := rank.Facts(s, rank.Query{
		Query: search.Query{
			Text: strings.Join(r.Content, " "), Language: cmp.Or(r.Language, "en"), Context: r.carried, AsOf: q.AsOf, Top: top,
			Only: search.Filter{From: newsFrom(q.Since)},
		},
		Reading: &r.Reading,
	})
	if err != nil {
		return found{}, err
	}
	out := found{terms: result.Terms}
	for _, damage := range result.Damaged {
		out.unread = append(out.unread, damage.Error())
	}
	thread := threadRevisions(r, q.Turns)
	for i, h := range result.Hits {
		c, err := judge(s, h, r, result)
		c.rank = &result.Hits[i]
		if err != nil {
			return found{}, err
		}
		if c.reprints, err = reprints(s, h, c); err != nil {
			return found{}, err
		}
		if thread[h.Found.Revision] {
			c.score *= threadWeight
		}
		out.candidates = append(out.candidates, c)
	}
	slices.SortStableFunc(out.candidates, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	out.candidates, err = news(s, q, out.candidates)
	return out, err
}

// reprints are the facts of other articles with the same words; what only says the same in other words is none.
func reprints(s search.Snapshot, h rank.Hit, c candidate) (out []candidate, err error) {
	for _, p := range h.Reprints {
		f, err := s.Fact(p.Revision, p.Ordinal)
		if err != nil {
			return nil, err
		}
		if p.Revision == c.hit.Revision || !sameWords(f.Text, c.fact.Text) {
			continue
		}
		same := c
		same.hit.Revision, same.hit.Ordinal, same.fact, same.before = p.Revision, p.Ordinal, f, nil
		if f.Dangling {
			if same.before, err = before(s, same.hit, f); err != nil {
				return nil, err
			}
		}
		out = append(out, same)
	}
	return out, nil
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
func (c candidate) shown(s search.Snapshot) (briefing.Fact, error) {
	f := c.fact
	if c.before == nil {
		return f, nil
	}
	a, err := s.Article(c.hit.Revision) // for the bytes between the two
	if err != nil {
		return briefing.Fact{}, err
	}
	f.Span.Start = c.before.Span.Start
	f.Text = f.Span.Of(a.Text)
	f.Context = slices.Concat(c.before.Context, f.Context)
	return f, nil
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
func judge(s search.Snapshot, h rank.Hit, r reading, result rank.Result) (candidate, error) {
	c := candidate{hit: h.Found, fact: h.Fact, score: h.Score, marks: h.Marks, fits: h.Fits}
	c.here, c.coverage = coverage(h.Found, result.Terms)
	c.here, c.coverage = min(1, c.here+otherWords*h.Alike), min(1, c.coverage+otherWords*h.Alike)
	if q, ok := r.QuoteBy(h.Fact); ok {
		c.quote = q
	}
	var err error
	if h.Fact.Dangling {
		c.before, err = before(s, h.Found, h.Fact)
	}
	return c, err
}

// otherWords is what the question said in other words is worth beside its own: they may mean something else.
const otherWords = 0.8

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
