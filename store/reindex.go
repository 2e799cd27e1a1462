package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// rebuildFacts is how many facts go into one segment of an index built anew, about: a hundred MiB of memory while it is built.
const rebuildFacts = 25_000

// Rebuilt is what Reindex did.
type Rebuilt struct {
	Revisions int // in the index, withdrawn ones included
	Facts     int
	Lost      int     // revisions left out, because a record of theirs is damaged
	Damage    []error // of these, at most 100
}

// Reindex builds the whole index anew from the stored facts: build makes a segment of filings, progress is told how many
// revisions of all are done. The index that was there is not read, so it may be damaged in any way. Revisions that cannot be
// read are left out: a search that finds one would only fail over it.
//
// Facts are read in short views and segments written in short transactions, where nobody sees them. One transaction then
// puts them in the place of all that were there, so that a crash leaves either index whole. Questions go on
// meanwhile; articles that come have to wait. It needs room in the file for both indexes.
func (db *DB) Reindex(ctx context.Context, build func([]briefing.Filing) []byte, progress func(done, total int)) (Rebuilt, error) {
	db.adding.Lock()
	defer db.adding.Unlock()
	db.merging.Lock()
	defer db.merging.Unlock()
	r := rebuilding{db: db, build: build, progress: progress}
	err := db.clearAside(ctx)
	if err == nil {
		err = r.run(ctx)
	}
	if err == nil {
		err = db.update(ctx, r.swap)
	}
	_ = db.clearAside(context.WithoutCancel(ctx)) // what cannot be deleted now will be by the next
	if err != nil {
		return Rebuilt{}, fmt.Errorf("rebuild the index of %s: %w", db.path, err)
	}
	return r.done, nil
}

// rebuilding is the state of one Reindex.
type rebuilding struct {
	db       *DB
	build    func([]briefing.Filing) []byte
	progress func(done, total int)
	total    int    // revisions
	after    uint64 // number of the last revision that was read
	batch    batch
	fresh    []freshSegment
	done     Rebuilt
}

// batch is what becomes one segment.
type batch struct {
	filings   []briefing.Filing
	facts     int
	runs      []runRecord
	withdrawn *roaring.Bitmap
}

// freshSegment is a segment that lies aside.
type freshSegment struct {
	number    uint64
	head      segmentRecord
	withdrawn *roaring.Bitmap
}

// run reads all revisions and lays their segments aside.
func (r *rebuilding) run(ctx context.Context) error {
	for more := true; more; {
		r.batch = batch{withdrawn: roaring.New()}
		for more && r.batch.facts < rebuildFacts {
			var err error
			if more, err = r.read(ctx); err != nil {
				return err
			}
		}
		if len(r.batch.filings) == 0 {
			return nil
		}
		number, head, err := r.db.aside(ctx, r.build(r.batch.filings))
		if err != nil {
			return err
		}
		head.Age, head.Runs = number, r.batch.runs
		r.fresh = append(r.fresh, freshSegment{number, head, r.batch.withdrawn})
		r.done.Revisions += len(r.batch.filings)
		r.done.Facts += r.batch.facts
		if r.progress != nil {
			r.progress(r.done.Revisions+r.done.Lost, r.total)
		}
	}
	return nil
}

// read adds revisions to the batch for as long as a view may be open; more is false when it came to the end.
func (r *rebuilding) read(ctx context.Context) (more bool, err error) {
	err = r.db.View(ctx, func(v *View) error {
		began := time.Now()
		var counts countsRecord
		if err := v.db.counts(v.tx, &counts); err != nil {
			return err
		}
		r.total = counts.Revisions
		c := v.tx.Bucket(bucketRevisions).Cursor()
		key, _ := c.Seek(numberKey(r.after + 1))
		for ; key != nil && r.batch.facts < rebuildFacts && time.Since(began) < longView/4; key, _ = c.Next() {
			if len(key) > 8 { // a further part of a long record
				continue
			}
			r.after = numberOf(key)
			if err := r.add(v); err != nil {
				return err
			}
		}
		more = key != nil
		return nil
	})
	return more, err
}

// add adds a revision to the batch, if it can be read as those who ask for it would.
func (r *rebuilding) add(v *View) error {
	filing, err := v.filing(r.after)
	if errors.Is(err, ErrDamaged) || errors.Is(err, briefing.ErrNotFound) {
		r.done.Lost++
		if len(r.done.Damage) < maxFindings {
			r.done.Damage = append(r.done.Damage, err)
		}
		return nil
	}
	if err != nil {
		return err
	}
	if numberOf(v.tx.Bucket(bucketByArticle).Get([]byte(filing.Article.ID))) != r.after {
		r.batch.withdrawn.Add(uint32(len(r.batch.filings)))
	}
	r.batch.runs = appendRuns(r.batch.runs, runRecord{First: r.after, Count: 1})
	r.batch.filings = append(r.batch.filings, filing)
	r.batch.facts += len(filing.Facts)
	return nil
}

// filing is an article with its facts by the number of its revision.
func (v *View) filing(number uint64) (f briefing.Filing, err error) {
	var record articleRecord
	if err := v.db.articleRecord(v.tx, number, &record); err != nil {
		return f, err
	}
	r := briefing.RevisionID(record.Revision)
	if numberOf(v.tx.Bucket(bucketByRevision).Get([]byte(r))) != number {
		return f, fmt.Errorf("revision %s: %w: its id does not lead to it", r, ErrDamaged)
	}
	if f.Article, err = v.Article(r); err != nil {
		return f, err
	}
	f.Facts, err = v.Facts(r)
	return f, err
}

// swap is the transaction after which the new segments stand in the place of the old ones.
func (r *rebuilding) swap(tx *bolt.Tx) error {
	segments, aside := tx.Bucket(bucketSegments), tx.Bucket(bucketSegmentsAside)
	for _, number := range segmentNumbers(tx) {
		key := numberKey(number)
		if segments.Bucket(key) != nil {
			if err := segments.MoveBucket(key, aside); err != nil {
				return fmt.Errorf("segment %d: %w", number, err)
			}
		}
		if err := errors.Join(deleteLong(tx.Bucket(bucketSegmentHeads), key), deleteLong(tx.Bucket(bucketSegmentWithdrawn), key)); err != nil {
			return fmt.Errorf("segment %d: %w", number, err)
		}
	}
	for _, s := range r.fresh {
		err := aside.MoveBucket(numberKey(s.number), segments)
		if err == nil {
			err = putHead(r.db.codec, tx, s.number, s.head)
		}
		if err == nil {
			err = putWithdrawn(tx, s.number, s.withdrawn)
		}
		if err != nil {
			return fmt.Errorf("segment %d: %w", s.number, err)
		}
	}
	var counts countsRecord
	if err := r.db.counts(tx, &counts); err != nil {
		return err
	}
	counts.Sequence++ // what was not found may be now
	return putSmall(r.db.codec, tx.Bucket(bucketMeta), keyCounts, counts)
}
