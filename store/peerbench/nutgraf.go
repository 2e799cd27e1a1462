package main

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// nutgraf is the library as the product has it: articles, facts and index in one bbolt file, segments merged in the background.
type nutgraf struct {
	db     *store.DB
	intake *ingest.Intake
	merges
}

// merges counts what putting merged segments in place took.
type merges struct {
	took    time.Duration
	longest time.Duration
	bytes   int64 // written by them
}

func openNutgraf(path string) (*nutgraf, error) {
	db, err := store.Open(filepath.Join(path, "nutgraf.db"), store.Options{})
	if err != nil {
		return nil, err
	}
	n := &nutgraf{db: db}
	n.intake = ingest.New(counted{db, &n.merges}, n.view, nil)
	return n, nil
}

func (n *nutgraf) view(fn func(search.Snapshot) error) error {
	return n.db.View(context.Background(), func(v *store.View) error { return fn(v) })
}

func (n *nutgraf) add(ctx context.Context, batch []briefing.Filing) error {
	return n.intake.File(ctx, batch)
}

// counted is a library that counts its merges.
type counted struct {
	*store.DB
	merges *merges
}

func (c counted) ReplaceSegments(ctx context.Context, old []uint64, merged []byte) error {
	began := time.Now()
	err := c.DB.ReplaceSegments(ctx, old, merged)
	took := time.Since(began)
	c.merges.took += took
	c.merges.longest = max(c.merges.longest, took)
	c.merges.bytes += int64(len(merged))
	return err
}

func size(s briefing.Segment) int {
	n := 0
	for _, c := range s.Chunks {
		n += len(c)
	}
	return n
}

// settle waits for the merging in the background: what it leaves is what questions find.
func (n *nutgraf) settle(ctx context.Context) error { return n.intake.Merge(ctx) }

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

func (n *nutgraf) close() error {
	return errors.Join(n.intake.Merge(context.Background()), n.db.Close())
}
