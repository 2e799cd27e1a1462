package store

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"iter"
	"slices"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// segments        number/part (4 bytes, from 0)  -> chunkBytes bytes, fewer in the last; a bucket a segment
// segment-heads   number                         -> segmentRecord
//
// Segments are written once and read in place, so their chunks have no checksum among them; the head holds
// one for each. It is checked before a segment is folded into another, so damage never gets a fresh sum;
// by Verify; and for small segments, which lie on the newest pages, when a process first reads them. An
// index that was damaged could make a search miss facts, never change one: facts have their own sums.
var (
	bucketSegments     = []byte("segments")
	bucketSegmentHeads = []byte("segment-heads")
)

// chunkBytes is the length of a chunk: two of them with their keys and page headers fill 128 KiB, the
// least that bbolt puts on a leaf of large values, to the last page.
const chunkBytes = 64<<10 - 64

// checkedAtOnce is the size up to which a segment is checked when first read: at the 10 GB/s of
// CRC-32C some microseconds.
const checkedAtOnce = 256 << 10

type segmentRecord struct {
	Bytes int      `cbor:"1,keyasint"`
	Sums  []uint32 `cbor:"2,keyasint"` // CRC-32C of each chunk
	Age   uint64   `cbor:"3,keyasint"` // number of the oldest segment in it: what the order of segments goes by
}

// ReplaceSegments puts the segment merged in the place of the oldest of the old ones, in one transaction; nil
// merges them into nothing. The old ones must be neighbours for the order to stay. It fails with briefing.ErrNotFound if one of old is gone, and with ErrDamaged if one of
// them is not what was written.
func (db *DB) ReplaceSegments(ctx context.Context, old []uint64, merged []byte) error {
	return db.update(ctx, func(tx *bolt.Tx) error {
		var counts countsRecord
		if err := db.counts(tx, &counts); err != nil {
			return err
		}
		age := counts.LastSegment + 1
		for _, number := range old {
			head, err := db.checkSegment(tx, number)
			if err != nil {
				return err
			}
			age = min(age, head.Age)
			if err := tx.Bucket(bucketSegments).DeleteBucket(numberKey(number)); err != nil {
				return fmt.Errorf("segment %d: %w", number, err)
			}
			if err := deleteLong(tx.Bucket(bucketSegmentHeads), numberKey(number)); err != nil {
				return fmt.Errorf("segment %d: %w", number, err)
			}
		}
		if len(merged) == 0 {
			return nil
		}
		counts.LastSegment++
		if err := putSegment(db.codec, tx, counts.LastSegment, age, merged); err != nil {
			return fmt.Errorf("add segment %d: %w", counts.LastSegment, err)
		}
		return putSmall(db.codec, tx.Bucket(bucketMeta), keyCounts, counts)
	})
}

func putSegment(c *codec, tx *bolt.Tx, number, age uint64, segment []byte) error {
	segments, heads := tx.Bucket(bucketSegments), tx.Bucket(bucketSegmentHeads)
	segments.FillPercent, heads.FillPercent = appendFill, appendFill
	chunks, err := segments.CreateBucket(numberKey(number))
	if err != nil {
		return err
	}
	chunks.FillPercent = 1
	head := segmentRecord{Bytes: len(segment), Age: age}
	for part := uint32(0); len(segment) > 0; part++ {
		chunk := segment[:min(chunkBytes, len(segment))]
		segment = segment[len(chunk):]
		if err := chunks.Put(binary.BigEndian.AppendUint32(nil, part), chunk); err != nil {
			return err
		}
		head.Sums = append(head.Sums, crc32.Checksum(chunk, castagnoli))
	}
	return putRecord(c, heads, numberKey(number), head)
}

// segmentHead reads the head of a segment.
func (db *DB) segmentHead(tx *bolt.Tx, number uint64) (segmentRecord, error) {
	var head segmentRecord
	found, err := getRecord(db.codec, tx.Bucket(bucketSegmentHeads), numberKey(number), &head)
	if err == nil && !found {
		err = briefing.ErrNotFound
	}
	if err != nil {
		return head, fmt.Errorf("segment %d: %w", number, err)
	}
	return head, nil
}

// chunks returns the bytes of a segment, in place.
func (r *segmentRecord) chunks(tx *bolt.Tx, number uint64) ([][]byte, error) {
	bucket := tx.Bucket(bucketSegments).Bucket(numberKey(number))
	if bucket == nil {
		return nil, fmt.Errorf("segment %d: %w: its chunks are missing", number, ErrDamaged)
	}
	chunks, bytes := make([][]byte, 0, len(r.Sums)), 0
	for c, key, chunk := cursor(bucket); key != nil; key, chunk = c.Next() {
		chunks, bytes = append(chunks, chunk), bytes+len(chunk)
	}
	if bytes != r.Bytes || len(chunks) != len(r.Sums) {
		return nil, fmt.Errorf("segment %d: %w: %d of %d bytes are there", number, ErrDamaged, bytes, r.Bytes)
	}
	return chunks, nil
}

// cursor starts a walk over a bucket.
func cursor(b *bolt.Bucket) (c *bolt.Cursor, key, value []byte) {
	c = b.Cursor()
	key, value = c.First()
	return c, key, value
}

// checkSegment proves a segment against its sums.
func (db *DB) checkSegment(tx *bolt.Tx, number uint64) (segmentRecord, error) {
	head, err := db.segmentHead(tx, number)
	if err != nil {
		return head, err
	}
	chunks, err := head.chunks(tx, number)
	if err != nil {
		return head, err
	}
	return head, head.check(number, chunks)
}

func (r *segmentRecord) check(number uint64, chunks [][]byte) error {
	for i, chunk := range chunks {
		if crc32.Checksum(chunk, castagnoli) != r.Sums[i] {
			return fmt.Errorf("segment %d: %w: the checksum of chunk %d does not match; restore the latest backup", number, ErrDamaged, i)
		}
	}
	return nil
}

// Segments yields the segments, oldest first. Their bytes are those of the mapped file: they must not be written
// to, nor used after the view has ended. A damaged segment is left out and makes the view fail in the end.
func (v *View) Segments() iter.Seq[briefing.Segment] {
	return func(yield func(briefing.Segment) bool) {
		for _, s := range v.segmentsByAge() {
			chunks, err := s.head.chunks(v.tx, s.number)
			if err == nil {
				err = v.checkOnce(s, chunks)
			}
			if err != nil {
				v.fail(err)
				continue
			}
			if !yield(briefing.Segment{Number: s.number, Chunks: chunks}) {
				return
			}
		}
	}
}

// numberedHead is the head of a segment with its number.
type numberedHead struct {
	number uint64
	head   segmentRecord
}

// segmentsByAge are the heads of the segments, oldest first.
func (v *View) segmentsByAge() []numberedHead {
	var all []numberedHead
	for c, key, _ := cursor(v.tx.Bucket(bucketSegments)); key != nil; key, _ = c.Next() {
		head, err := v.db.segmentHead(v.tx, numberOf(key))
		if err != nil {
			v.fail(err)
			continue
		}
		all = append(all, numberedHead{numberOf(key), head})
	}
	slices.SortFunc(all, func(a, b numberedHead) int { return cmp.Compare(a.head.Age, b.head.Age) })
	return all
}

// checkOnce checks a small segment that this process has not found whole before.
func (v *View) checkOnce(s numberedHead, chunks [][]byte) error {
	if _, known := v.db.checked.Load(s.number); known || s.head.Bytes > checkedAtOnce {
		return nil
	}
	if err := s.head.check(s.number, chunks); err != nil {
		return err
	}
	v.db.checked.Store(s.number, struct{}{})
	return nil
}
