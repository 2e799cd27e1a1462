package main

import (
	"context"

	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// ranked is nutgraf as a question is answered: what search finds is read and put in order by what answers. The peers have
// nothing like it.
type ranked struct{ *nutgraf }

func openRanked(path string) (engine, error) {
	n, err := openNutgraf(path)
	return ranked{n}, err
}

func (r ranked) find(ctx context.Context, question string, k int) ([]string, error) {
	var names []string
	err := r.db.View(ctx, func(v *store.View) error {
		found, err := rank.Facts(v, rank.Query{Query: search.Query{Text: question, Top: k}})
		for _, h := range found.Hits {
			names = append(names, factName(h.Found.Revision, h.Found.Ordinal))
		}
		return err
	})
	return names, err
}
