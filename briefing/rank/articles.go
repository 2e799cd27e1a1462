package rank

import (
	"cmp"
	"maps"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// Article is an article that was found.
type Article struct {
	Revision briefing.RevisionID
	Score    float64 // comparable only within one result
}

// How articles are ranked: by what they earn as a whole, little by their best fact, in two passes, the second with the words
// that the best ones of the first teach (pseudo-relevance feedback, after RM3: Abdul-Jaleel et al., TREC 2004). Set on 225
// queries over 1,400 abstracts, where mean average precision is .308 by the best fact's score, .321 by the whole article alone
// and .342 with the taught words; five to eight articles and ten to fifteen words are within .004.
const (
	bestFactWeight = 0.25
	teachArticles  = 5
	taughtWords    = 15
)

// Articles ranks the articles of a snapshot for a query whose facts may tell about it together. q.Top bounds the facts looked at.
func Articles(s search.Snapshot, q search.Query) ([]Article, error) {
	found, err := articles(s, q)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	taught, err := taughtBy(s, q, found[:min(teachArticles, len(found))])
	if err != nil {
		return nil, err
	}
	q.Context = append(slices.Clone(q.Context), taught...)
	return articles(s, q)
}

func articles(s search.Snapshot, q search.Query) ([]Article, error) {
	result, err := search.Find(s, q)
	if err != nil {
		return nil, err
	}
	var out []Article
	seen := make(map[briefing.RevisionID]bool)
	for _, h := range result.Hits { // an article's best fact comes first
		if !seen[h.Revision] {
			out = append(out, Article{h.Revision, h.Article + bestFactWeight*(h.Score-h.Article)})
		}
		seen[h.Revision] = true
	}
	slices.SortStableFunc(out, func(a, b Article) int { return cmp.Compare(b.Score, a.Score) })
	return out, nil
}

// taughtBy are the words of meaning that most of some articles share and the query does not have; what the better article has
// counts more.
func taughtBy(s search.Snapshot, q search.Query, teachers []Article) ([]string, error) {
	asked := make(map[string]bool)
	for _, w := range text.Words(q.Text) {
		asked[text.Stem(w.Norm, q.Language)] = true
	}
	mass := make(map[string]float64)
	for _, t := range teachers {
		a, err := s.Article(t.Revision)
		if err != nil {
			return nil, err
		}
		seen := make(map[string]bool)
		for _, w := range text.Words(a.Text) {
			if seen[w.Norm] || len(w.Norm) < 3 || text.Stop(w.Norm, q.Language) || asked[text.Stem(w.Norm, q.Language)] {
				continue
			}
			seen[w.Norm] = true
			mass[w.Norm] += t.Score / teachers[0].Score
		}
	}
	words := slices.Sorted(maps.Keys(mass))
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(mass[b], mass[a]) })
	return words[:min(taughtWords, len(words))], nil
}
