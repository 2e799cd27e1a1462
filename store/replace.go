package store

import (
	"context"
	"fmt"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// ReplaceSegments puts the segment merged in the place of the oldest of the old ones; nil merges them into nothing. The old
// ones are neighbours, named in the order in which merged has their articles. It fails with briefing.ErrNotFound if one of
// old is gone, and with ErrDamaged if one of them is not what was written.
//
// Views see the old ones or the new one and nothing between. A large one is written in many short transactions,
// aside, where nobody sees it, and so are large old ones deleted; what a crash or a full disk leaves aside is deleted by the next
// call. Withdrawals meanwhile are kept.
func (db *DB) ReplaceSegments(ctx context.Context, old []uint64, merged []byte) error {
	db.merging.Lock()
	defer db.merging.Unlock()
	if err := db.clearAside(ctx); err != nil {
		return err
	}
	for _, number := range old {
		if err := db.proveSegment(ctx, number); err != nil {
			return err
		}
	}
	r := replacement{db: db, old: old, whole: merged}
	if len(merged) > stepBytes {
		var err error
		if r.number, r.head, err = db.aside(ctx, merged); err != nil {
			_ = db.clearAside(context.WithoutCancel(ctx)) // what cannot be deleted now will be by the next
			return fmt.Errorf("write a merged segment of %d bytes: %w", len(merged), err)
		}
	}
	if err := db.update(ctx, r.replace); err != nil {
		_ = db.clearAside(context.WithoutCancel(ctx))
		return err
	}
	_ = db.clearAside(ctx)
	return nil
}

// proveSegment proves every chunk of a segment that was not proven before, in short views.
func (db *DB) proveSegment(ctx context.Context, number uint64) error {
	chunk, chunks := 0, 1
	for chunk < chunks {
		err := db.View(ctx, func(v *View) error {
			began := time.Now()
			k, err := v.keptSegment(number)
			if err != nil {
				return err
			}
			chunks = len(k.chunks)
			for ; chunk < chunks && time.Since(began) < longView/4; chunk++ {
				if !k.prove(chunk) {
					return k.checkChunk(chunk)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// replacement is the state of one ReplaceSegments.
type replacement struct {
	db     *DB
	old    []uint64
	whole  []byte        // the merged segment
	number uint64        // of the merged one, if it lies aside
	head   segmentRecord // of the merged one: sums as far as it lies aside
}

// replace is the transaction after which the merged segment stands in the place of the old ones.
func (r *replacement) replace(tx *bolt.Tx) error {
	gone := roaring.New()
	var runs []runRecord
	for i, number := range r.old {
		head, err := r.db.knownHead(tx, number)
		if err == nil && tx.Bucket(bucketSegments).Bucket(numberKey(number)) == nil {
			err = fmt.Errorf("segment %d: %w", number, briefing.ErrNotFound)
		}
		if err != nil {
			return err
		}
		if i == 0 || head.Age < r.head.Age {
			r.head.Age = head.Age
		}
		bitmap, err := withdrawn(tx, number)
		if err != nil {
			return err
		}
		before := segmentRecord{Runs: runs}
		gone.Or(roaring.AddOffset(bitmap, uint32(before.positions())))
		runs = appendRuns(runs, head.Runs...)
		if err := removeSegment(tx, number); err != nil {
			return fmt.Errorf("segment %d: %w", number, err)
		}
	}
	if len(r.whole) == 0 {
		return nil
	}
	r.head.Runs = runs
	if err := r.put(tx); err != nil {
		return fmt.Errorf("add segment %d: %w", r.number, err)
	}
	return putWithdrawn(tx, r.number, gone)
}

// put makes the merged segment one that views see.
func (r *replacement) put(tx *bolt.Tx) error {
	if r.number > 0 {
		if err := tx.Bucket(bucketSegmentsAside).MoveBucket(numberKey(r.number), tx.Bucket(bucketSegments)); err != nil {
			return err
		}
		return putHead(r.db.codec, tx, r.number, r.head)
	}
	var counts countsRecord
	if err := r.db.counts(tx, &counts); err != nil {
		return err
	}
	counts.LastSegment++
	r.number = counts.LastSegment
	if err := putSegment(r.db.codec, tx, r.number, r.head, r.whole); err != nil {
		return err
	}
	return putSmall(r.db.codec, tx.Bucket(bucketMeta), keyCounts, counts)
}

// removeSegment deletes a segment or, if it is a large one, moves it aside, where clearAside will find it.
func removeSegment(tx *bolt.Tx, number uint64) error {
	key, segments := numberKey(number), tx.Bucket(bucketSegments)
	var err error
	if chunks := segments.Bucket(key); chunks != nil && chunks.Get(partNumber(stepBytes/chunkBytes)) != nil {
		err = segments.MoveBucket(key, tx.Bucket(bucketSegmentsAside))
	} else if chunks != nil {
		err = segments.DeleteBucket(key)
	}
	if err != nil {
		return err
	}
	if err := deleteLong(tx.Bucket(bucketSegmentHeads), key); err != nil {
		return err
	}
	return deleteLong(tx.Bucket(bucketSegmentWithdrawn), key)
}
