// Package ingest takes articles into the library.
//
// The way of an article: it arrives read ([briefing.Article] out of package read, or from a [Source]),
// its facts are extracted on as many cores as there are, and it is committed with its facts and their
// index segment in one transaction. Articles are committed in batches, in the order they came: a batch is
// one transaction and one segment, which is what makes a thousand small articles cheap. A text the library
// has already is passed over before any work is spent on it.
//
// While batches come, neighbouring segments are merged in the background (merge.go, segment.go), so that their number grows
// with the logarithm of what is stored ([search.MergePlan]). Batches wait when merging falls behind, and Add returns
// when nothing is left to merge.
//
// [Intake.Fetch] does the same for what is new at a source (source.go). The source's cursor is no part of the
// transaction: it moves on behind the last batch, and what a crash has fetched again is found unchanged.
package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/extract"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// Library is where articles are kept.
type Library interface {
	// Revision is the current revision of an article, or briefing.ErrNotFound; of a withdrawn article the last one.
	Revision(ctx context.Context, id briefing.ArticleID) (briefing.RevisionID, error)
	// AddArticles stores a batch whole or not at all. A current revision in it is briefing.ErrExists.
	AddArticles(ctx context.Context, batch []briefing.Filing, segment []byte) error
	// ReplaceSegments puts merged, which has the articles of old in this order, in the place of old, or fails with
	// briefing.ErrNotFound if one of old is gone. It does not keep AddArticles waiting for long.
	ReplaceSegments(ctx context.Context, old []uint64, merged []byte) error
}

const (
	batchArticles = 64      // articles committed together at most
	batchBytes    = 4 << 20 // bytes of text committed together, about
)

// Intake takes articles into one library. Its methods may be called from several goroutines; batches
// are then committed one after the other.
type Intake struct {
	library Library
	view    search.View
	now     func() time.Time
	mu      sync.Mutex // held from the check for known articles to their commit

	merging merging
	apart   map[uint64]bool // segments that cannot be merged; of whoever merges
}

// New returns an intake for library; view reads the same library. A nil now means time.Now.
func New(library Library, view search.View, now func() time.Time) *Intake {
	if now == nil {
		now = time.Now
	}
	return &Intake{library: library, view: view, now: now, merging: merging{due: true}, apart: make(map[uint64]bool)}
}

// Counts sums up what became of the articles.
type Counts struct {
	New, Changed, Unchanged, Refused int
	Facts                            int // of the new and changed articles
}

// Total is the number of articles that came.
func (c Counts) Total() int { return c.New + c.Changed + c.Unchanged + c.Refused }

// Refused is told of an article that was not taken in: err says why.
type Refused func(err error)

// Progress is told the counts after each batch.
type Progress func(Counts)

// Add takes in the articles of a sequence, in order. An error in the sequence refuses one article and is
// told to refused; Add goes on. It returns what was done so far when ctx ends or the library fails: batches
// committed until then stay, also when it is the merging of their index that fails. refused and progress may be nil.
func (in *Intake) Add(
	ctx context.Context, articles iter.Seq2[briefing.Article, error], refused Refused, progress Progress,
) (Counts, error) {
	b := batch{in: in, progress: progress}
	err := b.addAll(ctx, articles, refused)
	return b.counts, cmp.Or(err, in.Merge(ctx))
}

// batch collects articles until they are worth a transaction.
type batch struct {
	in       *Intake
	articles []briefing.Article
	ids      map[briefing.ArticleID]bool
	bytes    int
	counts   Counts
	progress Progress
}

func (b *batch) addAll(ctx context.Context, articles iter.Seq2[briefing.Article, error], refused Refused) error {
	for a, err := range articles {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			b.counts.Refused++
			if refused != nil {
				refused(err)
			}
			continue
		}
		if err := b.add(ctx, a); err != nil {
			return err
		}
	}
	return b.commit(ctx)
}

func (b *batch) add(ctx context.Context, a briefing.Article) error {
	if b.ids[a.ID] { // two texts of one article: the later one is a change of the earlier
		if err := b.commit(ctx); err != nil {
			return err
		}
	}
	if b.ids == nil {
		b.ids = make(map[briefing.ArticleID]bool)
	}
	b.ids[a.ID] = true
	b.articles = append(b.articles, a)
	b.bytes += len(a.Text)
	if len(b.articles) < batchArticles && b.bytes < batchBytes {
		return nil
	}
	return b.commit(ctx)
}

func (b *batch) commit(ctx context.Context) error {
	if len(b.articles) == 0 {
		return nil
	}
	done, err := b.in.commit(ctx, b.articles)
	b.counts.New += done.New
	b.counts.Changed += done.Changed
	b.counts.Unchanged += done.Unchanged
	b.counts.Facts += done.Facts
	b.articles, b.ids, b.bytes = nil, nil, 0
	if err != nil {
		return err
	}
	if b.progress != nil {
		b.progress(b.counts)
	}
	return nil
}

// commit stores those of the articles that are new or changed, in one transaction.
func (in *Intake) commit(ctx context.Context, articles []briefing.Article) (Counts, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	var c Counts
	var fresh []briefing.Filing
	for _, a := range articles {
		known, err := in.library.Revision(ctx, a.ID)
		switch {
		case errors.Is(err, briefing.ErrNotFound):
			c.New++
		case err != nil:
			return Counts{}, err
		case known == a.Revision:
			c.Unchanged++
			continue
		}
		if a.Taken.IsZero() {
			a.Taken = in.now()
		}
		if known != "" {
			c.Changed++
			if a, err = in.superseding(a, known); err != nil {
				return Counts{}, err
			}
		}
		fresh = append(fresh, briefing.Filing{Article: a})
	}
	if len(fresh) == 0 {
		return c, nil
	}
	extractFacts(fresh)
	for _, f := range fresh {
		c.Facts += len(f.Facts)
	}
	if err := in.File(ctx, fresh); err != nil {
		return Counts{}, err
	}
	return c, nil
}

// superseding is an article as a revision in the place of the one that is current.
func (in *Intake) superseding(a briefing.Article, current briefing.RevisionID) (out briefing.Article, err error) {
	err = in.view(func(s search.Snapshot) error {
		old, err := s.Article(current)
		out = a.Supersedes(old)
		return err
	})
	return out, err
}

// File stores articles whose facts are known, with their index, in one transaction. Segments are merged in the background
// meanwhile; whoever calls File calls Merge in the end, which waits for that.
func (in *Intake) File(ctx context.Context, filings []briefing.Filing) error {
	if err := in.merging.wait(ctx); err != nil {
		return err
	}
	if err := in.library.AddArticles(ctx, filings, search.Build(filings)); err != nil {
		return fmt.Errorf("store %d articles: %w", len(filings), err)
	}
	in.mergeSoon(ctx)
	return nil
}

// extractFacts fills the facts of each filing, on all cores.
func extractFacts(filings []briefing.Filing) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(filings)) {
		wg.Go(func() {
			for i := range next {
				filings[i].Facts = extract.Facts(filings[i].Article)
				runtime.Gosched() // questions go first
			}
		})
	}
	for i := range filings {
		next <- i
	}
	close(next)
	wg.Wait()
}
