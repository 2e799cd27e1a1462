package store

import (
	"context"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// stepBytes is how much of a segment is written in one transaction, some 10 ms of a disk of 200 MB/s: other
// changes wait no longer than that for theirs.
const stepBytes = 32 * chunkBytes

// clearChunks is how many chunks are deleted in one transaction: their pages are read, 4 KiB of each two, and listed as free.
const clearChunks = 512

// aside writes a segment where nobody sees it, in steps, and returns its number. What was written when it fails
// lies there until clearAside. Its chunks will not be touched again: they need only be moved, which leaves their pages where they are.
func (db *DB) aside(ctx context.Context, segment []byte) (number uint64, head segmentRecord, err error) {
	err = db.update(ctx, func(tx *bolt.Tx) error {
		var counts countsRecord
		if err := db.counts(tx, &counts); err != nil {
			return err
		}
		counts.LastSegment++
		number = counts.LastSegment
		bucket, err := tx.Bucket(bucketSegmentsAside).CreateBucket(numberKey(number))
		if err != nil {
			return err
		}
		if err := head.append(bucket, segment[:min(stepBytes, len(segment))]); err != nil {
			return err
		}
		return putSmall(db.codec, tx.Bucket(bucketMeta), keyCounts, counts)
	})
	for err == nil && head.Bytes < len(segment) {
		step := segment[head.Bytes:min(head.Bytes+stepBytes, len(segment))]
		err = db.update(ctx, func(tx *bolt.Tx) error {
			return head.append(tx.Bucket(bucketSegmentsAside).Bucket(numberKey(number)), step)
		})
	}
	return number, head, err
}

// clearAside deletes what lies aside, in steps. What is damaged cannot be walked, and stays. Whoever calls it holds db.merging.
func (db *DB) clearAside(ctx context.Context) error {
	var numbers []uint64
	err := db.read(ctx, func(tx *bolt.Tx) error {
		for c, key, _ := cursor(tx.Bucket(bucketSegmentsAside)); key != nil; key, _ = c.Next() {
			numbers = append(numbers, numberOf(key))
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("clear what is left of the index: %w", err)
	}
	for _, number := range numbers {
		for more := true; more; {
			err := db.update(ctx, func(tx *bolt.Tx) (err error) {
				more, err = clearStep(tx.Bucket(bucketSegmentsAside), numberKey(number))
				return err
			})
			if errors.Is(err, ErrDamaged) {
				break
			}
			if err != nil {
				return fmt.Errorf("clear what is left of the index: %w", err)
			}
		}
	}
	return nil
}

// clearStep deletes the first chunks of a segment, and its bucket with the last ones.
func clearStep(from *bolt.Bucket, key []byte) (more bool, err error) {
	chunks := from.Bucket(key)
	var first [][]byte
	for c, part, _ := cursor(chunks); part != nil; part, _ = c.Next() {
		if len(first) == clearChunks {
			more = true
			break
		}
		first = append(first, part)
	}
	if !more {
		return false, from.DeleteBucket(key)
	}
	for _, part := range first {
		if err := chunks.Delete(part); err != nil {
			return false, err
		}
	}
	return true, nil
}
