// Package briefingtest is test help: libraries in memory out of article files, and scripted conversations over them.
//
// The next test case is one file: a txtar archive of articles whose comment is a conversation (see [Scripts]), or a golden
// file beside it (see [Golden]). A [Library] is
// such a file's articles over a real index, and [CheckAnswer] proves that an answer says nothing but their bytes. [Synthetic] makes up as
// much news as one wants to measure with.
package briefingtest

import (
	"bytes"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/extract"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// Taken is when all articles of a test were read.
var Taken = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)

// Library is a library in memory over a real index: one segment of the articles it was made of.
// It is a search.Snapshot and a digest.Snapshot.
type Library struct {
	filings   []briefing.Filing
	segment   []byte
	withdrawn map[briefing.RevisionID]time.Time
}

// NewLibrary extracts the facts of articles and indexes them. A later article of the same address takes the place of the one before.
func NewLibrary(articles ...briefing.Article) *Library {
	l := &Library{withdrawn: make(map[briefing.RevisionID]time.Time)}
	for _, a := range articles {
		if a.Taken.IsZero() {
			a.Taken = Taken
		}
		for _, f := range l.filings {
			if _, gone := l.withdrawn[f.Article.Revision]; f.Article.ID == a.ID && f.Article.Revision != a.Revision && !gone {
				a = a.Supersedes(f.Article)
				l.withdrawn[f.Article.Revision] = a.Since
			}
		}
		l.filings = append(l.filings, briefing.Filing{Article: a, Facts: extract.Facts(a)})
	}
	l.segment = search.Build(l.filings)
	return l
}

// Withdraw says that a revision's facts no longer hold.
func (l *Library) Withdraw(r briefing.RevisionID, since time.Time) { l.withdrawn[r] = since }

// View is a search.View of the library.
func (l *Library) View(fn func(search.Snapshot) error) error { return fn(l) }

// Segments yields the one segment, as one chunk.
func (l *Library) Segments() iter.Seq[briefing.Segment] {
	return func(yield func(briefing.Segment) bool) {
		yield(briefing.Segment{Number: 1, Chunks: [][]byte{l.segment}, Withdrawn: l.withdrawnPositions()})
	}
}

// withdrawnPositions is a bitmap of the filings that were withdrawn.
func (l *Library) withdrawnPositions() []byte {
	gone := roaring.New()
	for i, f := range l.filings {
		if _, ok := l.withdrawn[f.Article.Revision]; ok {
			gone.Add(uint32(i))
		}
	}
	if gone.IsEmpty() {
		return nil
	}
	bitmap, err := gone.ToBytes()
	if err != nil {
		panic(err) // it is written to memory
	}
	return bitmap
}

// Withdrawn is what Withdraw was told.
func (l *Library) Withdrawn(r briefing.RevisionID) (time.Time, bool) {
	since, ok := l.withdrawn[r]
	return since, ok
}

func (l *Library) filing(r briefing.RevisionID) (briefing.Filing, error) {
	for _, f := range l.filings {
		if f.Article.Revision == r {
			return f, nil
		}
	}
	return briefing.Filing{}, briefing.ErrNotFound
}

// Article is the article of a revision, or briefing.ErrNotFound.
func (l *Library) Article(r briefing.RevisionID) (briefing.Article, error) {
	f, err := l.filing(r)
	return f.Article, err
}

// Head is the article of a revision without what package search lets a library leave out.
func (l *Library) Head(r briefing.RevisionID) (briefing.Article, error) {
	a, err := l.Article(r)
	a.Text, a.Blocks = "", nil
	return a, err
}

// Facts are the facts of a revision, or briefing.ErrNotFound.
func (l *Library) Facts(r briefing.RevisionID) ([]briefing.Fact, error) {
	f, err := l.filing(r)
	return f.Facts, err
}

// Fact is a revision's fact by its ordinal, or briefing.ErrNotFound.
func (l *Library) Fact(r briefing.RevisionID, ordinal int) (briefing.Fact, error) {
	facts, err := l.Facts(r)
	if err == nil && (ordinal < 0 || ordinal >= len(facts)) {
		err = briefing.ErrNotFound
	}
	if err != nil {
		return briefing.Fact{}, err
	}
	return facts[ordinal], nil
}

// Before is the filing of the same article that stands before the one of a revision, "" without one.
func (l *Library) Before(r briefing.RevisionID) (briefing.RevisionID, error) {
	f, err := l.filing(r)
	if err != nil {
		return "", err
	}
	var before briefing.RevisionID
	for _, o := range l.filings {
		if o.Article.Revision == r {
			break
		}
		if o.Article.ID == f.Article.ID {
			before = o.Article.Revision
		}
	}
	return before, nil
}

// Between yields the articles known in [from, to) that are not withdrawn, oldest first.
func (l *Library) Between(from, to time.Time) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		sorted := slices.SortedStableFunc(slices.Values(l.filings), func(a, b briefing.Filing) int {
			return a.Article.Known().Compare(b.Article.Known())
		})
		for _, f := range sorted {
			known := f.Article.Known()
			if _, gone := l.withdrawn[f.Article.Revision]; gone {
				continue
			}
			if !known.Before(from) && known.Before(to) && !yield(f.Article, nil) {
				return
			}
		}
	}
}

// Latest yields what Between does, newest first, beginning behind a revision.
func (l *Library) Latest(from, to time.Time, behind briefing.RevisionID) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		var found []briefing.Article
		for a, err := range l.Between(from, to) {
			if err != nil {
				yield(a, err)
				return
			}
			found = append(found, a)
		}
		slices.Reverse(found)
		found = found[slices.IndexFunc(found, func(a briefing.Article) bool { return a.Revision == behind })+1:]
		for _, a := range found {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// Extent counts the articles that are not withdrawn.
func (l *Library) Extent() briefing.Extent {
	e := briefing.Extent{Sequence: 1}
	outlets := make(map[string]bool)
	for _, f := range l.filings {
		if _, gone := l.withdrawn[f.Article.Revision]; gone {
			continue
		}
		e.Articles++
		e.Facts += len(f.Facts)
		if f.Article.Outlet != "" {
			outlets[f.Article.Outlet] = true
		}
		if f.Article.Published.After(e.Newest) {
			e.Newest = f.Article.Published
		}
	}
	e.Outlets = len(outlets)
	return e
}

// Articles reads the articles of a txtar archive's files, each by its name's ending.
func Articles(t testing.TB, archive *txtar.Archive) []briefing.Article {
	t.Helper()
	var out []briefing.Article
	for _, f := range archive.Files {
		for a, err := range read.Articles(bytes.NewReader(f.Data), read.Source{Name: f.Name}) {
			if err != nil {
				t.Fatalf("read %s: %v", f.Name, err)
			}
			out = append(out, a)
		}
	}
	return out
}

// Filings are the articles with their facts.
func (l *Library) Filings() []briefing.Filing { return l.filings }
