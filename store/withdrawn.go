package store

import (
	"errors"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// The bitmap of a segment lies beside its head, since the head is long and a withdrawal should write little. It has an
// entry only if it has a member. Members are positions; once in, a position stays in for good: a revision that
// comes back is stored anew, at another position of another segment.

// withdrawnIn is the segment's bitmap, in place.
func (k *keptSegment) withdrawnIn(bitmaps *bolt.Bucket) ([]byte, error) {
	key := numberKey(k.number)
	value := getLong(bitmaps, key)
	if value == nil {
		return nil, nil
	}
	bitmap, err := unseal(key, value)
	if err != nil {
		return nil, fmt.Errorf("segment %d: its withdrawn articles are %w", k.number, err)
	}
	return bitmap, nil
}

// withdrawn reads a segment's bitmap as a copy.
func withdrawn(tx *bolt.Tx, number uint64) (*roaring.Bitmap, error) {
	bitmap := roaring.New()
	value := getLong(tx.Bucket(bucketSegmentWithdrawn), numberKey(number))
	if value == nil {
		return bitmap, nil
	}
	body, err := unseal(numberKey(number), value)
	if err == nil {
		if err = bitmap.UnmarshalBinary(body); err != nil {
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("segment %d: its withdrawn articles are %w", number, err)
	}
	return bitmap, nil
}

// putWithdrawn writes a segment's bitmap in the place of what was there.
func putWithdrawn(tx *bolt.Tx, number uint64, bitmap *roaring.Bitmap) error {
	if bitmap.IsEmpty() {
		return nil
	}
	bitmap.RunOptimize()
	body, err := bitmap.ToBytes()
	if err != nil {
		return err
	}
	bitmaps, key := tx.Bucket(bucketSegmentWithdrawn), numberKey(number)
	if err := deleteLong(bitmaps, key); err != nil {
		return err
	}
	return putLong(bitmaps, key, sealed(key, body))
}

// markWithdrawn says of revisions, by their numbers, that they hold no more, in the segments that have them. A segment that is
// damaged is passed over: nobody reads it, and when it is built anew its bitmap is too.
func (db *DB) markWithdrawn(tx *bolt.Tx, revisions []uint64) error {
	if len(revisions) == 0 {
		return nil
	}
	for _, number := range segmentNumbers(tx) {
		head, err := db.knownHead(tx, number)
		if damagedSegment(err) {
			continue
		}
		if err != nil {
			return err
		}
		if err := head.markWithdrawn(tx, number, revisions); err != nil && !errors.Is(err, ErrDamaged) {
			return err
		}
	}
	return nil
}

func (r *segmentRecord) markWithdrawn(tx *bolt.Tx, number uint64, revisions []uint64) error {
	var bitmap *roaring.Bitmap
	for _, revision := range revisions {
		position, ok := r.position(revision)
		if !ok {
			continue
		}
		if bitmap == nil {
			var err error
			if bitmap, err = withdrawn(tx, number); err != nil {
				return err
			}
		}
		bitmap.Add(uint32(position))
	}
	if bitmap == nil {
		return nil
	}
	return putWithdrawn(tx, number, bitmap)
}

// knownHead is the head of a segment that was committed, remembered if it can be.
func (db *DB) knownHead(tx *bolt.Tx, number uint64) (segmentRecord, error) {
	if k := db.kept.get(number); k != nil {
		return k.head, nil
	}
	return db.segmentHead(tx, number)
}

// damagedSegment reports whether an error is of the segment and not of the file.
func damagedSegment(err error) bool {
	return errors.Is(err, ErrDamaged) || errors.Is(err, briefing.ErrNotFound)
}
