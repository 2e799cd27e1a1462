package main

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

// bleveIndex is a scorch index of the facts' texts and nothing else: no stored fields, no doc values, no positions, which
// BM25 does not need.
type bleveIndex struct {
	index bleve.Index
	path  string
}

func openBleve(path string) (engine, error) {
	path = filepath.Join(path, "index")
	opened, err := bleve.Open(path)
	if errors.Is(err, bleve.ErrorIndexPathDoesNotExist) {
		opened, err = bleve.NewUsing(path, factMapping(), scorch.Name, "boltdb", map[string]any{"numSnapshotsToKeep": 1})
	}
	if err != nil {
		return nil, err
	}
	return &bleveIndex{opened, path}, nil
}

func factMapping() *mapping.IndexMappingImpl {
	text := bleve.NewTextFieldMapping()
	text.Analyzer = en.AnalyzerName
	text.Store, text.DocValues, text.IncludeTermVectors, text.IncludeInAll = false, false, false, false
	fact := bleve.NewDocumentStaticMapping()
	fact.AddFieldMappingsAt("text", text)
	m := bleve.NewIndexMapping()
	m.DefaultMapping, m.ScoringModel = fact, index.BM25Scoring
	return m
}

func (b *bleveIndex) add(_ context.Context, batch []briefing.Filing) error {
	facts := b.index.NewBatch()
	for _, f := range batch {
		for ordinal, fact := range f.Facts {
			if err := facts.Index(factName(fact.Revision, ordinal), map[string]any{"text": fact.Text}); err != nil {
				return err
			}
		}
	}
	return b.index.Batch(facts)
}

// settle leaves one segment. A forced merge takes ten at a time and leaves what came of them: it is asked again. Files that
// were merged are removed some time later, which is waited for: they are not the index's size.
func (b *bleveIndex) settle(ctx context.Context) error {
	advanced, err := b.index.Advanced()
	if err != nil {
		return err
	}
	scorched := advanced.(*scorch.Scorch)
	count := func(stat string) uint64 {
		n, _ := scorched.StatsMap()[stat].(uint64)
		return n
	}
	for range 5 {
		if count("num_root_filesegments") == 1 {
			break
		}
		if err := scorched.ForceMerge(ctx, &mergeplan.SingleSegmentMergePlanOptions); err != nil {
			return err
		}
	}
	for range 100 {
		if count("num_files_on_disk") <= 2 { // the segment and the root
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	return nil
}

func (b *bleveIndex) find(ctx context.Context, question string, k int) ([]string, error) {
	match := bleve.NewMatchQuery(question)
	match.SetField("text")
	found, err := b.index.SearchInContext(ctx, bleve.NewSearchRequestOptions(match, k, 0, false))
	if err != nil {
		return nil, err
	}
	names := make([]string, len(found.Hits))
	for i, h := range found.Hits {
		names[i] = h.ID
	}
	return names, nil
}

func (b *bleveIndex) name(q briefingtest.Question) string { return factName(revisionOf(q), q.Ordinal) }

func (b *bleveIndex) indexBytes(context.Context) (int64, error) {
	_, bytes, err := filesUnder(b.path)
	return bytes, err
}

func (b *bleveIndex) close() error { return b.index.Close() }
