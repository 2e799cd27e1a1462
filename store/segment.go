package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// segments           number/part (4 bytes, from 0)  -> chunkBytes bytes, fewer in the last; a bucket a segment
// segment-heads      number                         -> segmentRecord, written once as the chunks are
// segment-withdrawn  number                         -> CRC-32C of key and bitmap | roaring bitmap (withdrawn.go)
// segments-aside     number/part                    -> as segments: what nobody sees yet, or any more (aside.go)
//
// Segments are written once and read in place, so their chunks have no checksum among them; the head holds one for
// each. Whoever reads a segment asks briefing.Segment.Proven before a chunk, which checks it once a process. It is
// also checked before a segment is folded into another, so damage never gets a fresh sum, and by Verify. An index
// that was damaged could make a search miss facts, never change one: facts have their own sums.
var (
	bucketSegments         = []byte("segments")
	bucketSegmentHeads     = []byte("segment-heads")
	bucketSegmentWithdrawn = []byte("segment-withdrawn")
	bucketSegmentsAside    = []byte("segments-aside")
)

// chunkBytes is the length of a chunk: two of them with their keys and page headers fill 128 KiB, the
// least that bbolt puts on a leaf of large values, to the last page.
const chunkBytes = 64<<10 - 64

type segmentRecord struct {
	Bytes int         `cbor:"1,keyasint"`
	Sums  []uint32    `cbor:"2,keyasint"` // CRC-32C of each chunk
	Age   uint64      `cbor:"3,keyasint"` // number of the oldest segment in it: what the order of segments goes by
	Runs  []runRecord `cbor:"4,keyasint"` // the revisions of its articles, by position; nil in files older than format 2
}

// runRecord is a run of positions in a segment whose revisions are numbered one after the other.
type runRecord struct {
	_     struct{} `cbor:",toarray"`
	First uint64   // number of the revision at its first position
	Count int
}

// positions counts the articles of a segment.
func (r *segmentRecord) positions() (n int) {
	for _, run := range r.Runs {
		n += run.Count
	}
	return n
}

// position is where a numbered revision lies in a segment.
func (r *segmentRecord) position(revision uint64) (position int, ok bool) {
	for _, run := range r.Runs {
		if revision >= run.First && revision < run.First+uint64(run.Count) {
			return position + int(revision-run.First), true
		}
		position += run.Count
	}
	return 0, false
}

// runsOf are the runs of revisions numbered one after the other.
func runsOf(first uint64, count int) []runRecord {
	if count == 0 {
		return nil
	}
	return []runRecord{{First: first, Count: count}}
}

// appendRuns joins runs where one goes on where the last one ended.
func appendRuns(to []runRecord, runs ...runRecord) []runRecord {
	for _, run := range runs {
		if last := len(to) - 1; last >= 0 && to[last].First+uint64(to[last].Count) == run.First {
			to[last].Count += run.Count
			continue
		}
		to = append(to, run)
	}
	return to
}

// putSegment writes a small segment whole.
func putSegment(c *codec, tx *bolt.Tx, number uint64, head segmentRecord, segment []byte) error {
	segments := tx.Bucket(bucketSegments)
	segments.FillPercent = appendFill
	chunks, err := segments.CreateBucket(numberKey(number))
	if err != nil {
		return err
	}
	if err := head.append(chunks, segment); err != nil {
		return err
	}
	return putHead(c, tx, number, head)
}

func putHead(c *codec, tx *bolt.Tx, number uint64, head segmentRecord) error {
	heads := tx.Bucket(bucketSegmentHeads)
	heads.FillPercent = appendFill
	head.Runs = append([]runRecord{}, head.Runs...) // not nil, which says something else
	return putRecord(c, heads, numberKey(number), head)
}

// append writes further bytes of a segment, of which only the last may be no multiple of chunkBytes, and accounts for them.
func (r *segmentRecord) append(chunks *bolt.Bucket, bytes []byte) error {
	chunks.FillPercent = 1
	r.Bytes += len(bytes)
	for chunk := range slices.Chunk(bytes, chunkBytes) {
		if err := chunks.Put(partNumber(len(r.Sums)), chunk); err != nil {
			return err
		}
		r.Sums = append(r.Sums, crc32.Checksum(chunk, castagnoli))
	}
	return nil
}

// partNumber is the key of a chunk.
func partNumber(part int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(part)) }

// segmentHead reads the head of a segment.
func (db *DB) segmentHead(tx *bolt.Tx, number uint64) (segmentRecord, error) {
	var head segmentRecord
	found, err := getRecord(db.codec, tx.Bucket(bucketSegmentHeads), numberKey(number), &head)
	switch {
	case err != nil:
		return head, fmt.Errorf("segment %d: its head is %w", number, err)
	case !found && tx.Bucket(bucketSegments).Bucket(numberKey(number)) != nil:
		return head, fmt.Errorf("segment %d: %w: its head is missing", number, ErrDamaged)
	case !found:
		return head, fmt.Errorf("segment %d: %w", number, briefing.ErrNotFound)
	}
	return head, nil
}

// chunks returns the bytes of a segment, in place.
func (r *segmentRecord) chunks(tx *bolt.Tx, file *bolt.Info, number uint64) ([][]byte, error) {
	bucket := tx.Bucket(bucketSegments).Bucket(numberKey(number))
	if bucket == nil {
		return nil, fmt.Errorf("segment %d: %w: its chunks are missing", number, ErrDamaged)
	}
	if chunks := r.places(tx, bucket, file); chunks != nil {
		return chunks, nil
	}
	chunks, bytes := make([][]byte, 0, len(r.Sums)), 0
	for c, key, chunk := cursor(bucket); key != nil; key, chunk = c.Next() {
		chunks, bytes = append(chunks, chunk), bytes+len(chunk)
	}
	if bytes != r.Bytes || len(chunks) != len(r.Sums) {
		return nil, fmt.Errorf("segment %d: %w: %d of %d bytes are there", number, ErrDamaged, bytes, r.Bytes)
	}
	for _, chunk := range chunks[:max(0, len(chunks)-1)] {
		if len(chunk) != len(chunks[0]) {
			return nil, fmt.Errorf("segment %d: %w: its chunks are of different lengths", number, ErrDamaged)
		}
	}
	return chunks, nil
}

// cursor starts a walk over a bucket.
func cursor(b *bolt.Bucket) (c *bolt.Cursor, key, value []byte) {
	c = b.Cursor()
	key, value = c.First()
	return c, key, value
}
