package main

import (
	"bytes"
	"context"
	"path/filepath"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// nutgraf is the library as the product has it: articles, facts and index in one bbolt file.
type nutgraf struct {
	db *store.DB
	merges
}

// merges counts what folding segments together took.
type merges struct {
	took    time.Duration
	longest time.Duration
	bytes   int64 // written by them
}

func openNutgraf(path string) (engine, error) {
	db, err := store.Open(filepath.Join(path, "nutgraf.db"), store.Options{})
	if err != nil {
		return nil, err
	}
	return &nutgraf{db: db}, nil
}

func (n *nutgraf) add(ctx context.Context, batch []briefing.Filing) error {
	if err := n.db.AddArticles(ctx, batch, search.Build(batch)); err != nil {
		return err
	}
	return n.merge(ctx)
}

// merge folds segments together as taking in articles does.
func (n *nutgraf) merge(ctx context.Context) error {
	for {
		began := time.Now()
		numbers, segments, err := n.due(ctx)
		if err != nil || len(segments) == 0 {
			return err
		}
		merged, err := search.Merge(segments)
		if err != nil {
			return err
		}
		if err := n.db.ReplaceSegments(ctx, numbers, merged); err != nil {
			return err
		}
		took := time.Since(began)
		n.took += took
		n.longest = max(n.longest, took)
		n.bytes += int64(len(merged))
	}
}

// due copies out the segments to fold together next.
func (n *nutgraf) due(ctx context.Context) (numbers []uint64, segments []briefing.Segment, err error) {
	err = n.db.View(ctx, func(v *store.View) error {
		var all []briefing.Segment
		var sizes []int
		for s := range v.Segments() {
			all, sizes = append(all, s), append(sizes, size(s))
		}
		from, to, ok := search.MergePlan(sizes)
		if !ok {
			return nil
		}
		for _, s := range all[from:to] {
			chunks := make([][]byte, len(s.Chunks))
			for i, c := range s.Chunks {
				chunks[i] = bytes.Clone(c)
			}
			numbers, segments = append(numbers, s.Number), append(segments, briefing.Segment{Number: s.Number, Chunks: chunks})
		}
		return nil
	})
	return numbers, segments, err
}

func size(s briefing.Segment) int {
	n := 0
	for _, c := range s.Chunks {
		n += len(c)
	}
	return n
}

// settle does nothing: what background merging leaves is what questions find.
func (n *nutgraf) settle(context.Context) error { return nil }

func (n *nutgraf) find(ctx context.Context, question string, k int) ([]string, error) {
	var names []string
	err := n.db.View(ctx, func(v *store.View) error {
		found, err := search.Find(v, search.Query{Text: question, Top: k})
		for _, h := range found.Hits {
			names = append(names, factName(h.Revision, h.Ordinal))
		}
		return err
	})
	return names, err
}

func (n *nutgraf) name(q briefingtest.Question) string { return factName(revisionOf(q), q.Ordinal) }

func (n *nutgraf) indexBytes(ctx context.Context) (int64, error) {
	var bytes int64
	err := n.db.View(ctx, func(v *store.View) error {
		for s := range v.Segments() {
			bytes += int64(size(s))
		}
		return nil
	})
	return bytes, err
}

func (n *nutgraf) close() error { return n.db.Close() }
