package store

import (
	"cmp"
	"fmt"
	"hash/crc32"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// reindexCure is what a person does about a damaged index.
const reindexCure = "rebuild the index with nutgraf reindex"

// Segments yields the segments, oldest first. Their bytes are those of the mapped file: they must not be written
// to, nor used after the view has ended. One that is damaged comes with the reason and without chunks.
func (v *View) Segments() iter.Seq[briefing.Segment] {
	return slices.Values(v.segments())
}

// segments are all of them. They are the same for every view of one commit, as long as the map is.
func (v *View) segments() []briefing.Segment {
	commit, base := v.tx.ID(), v.db.bolt.Info().Data
	if last := v.db.kept.last.Load(); last != nil && last.commit == commit && last.base == base {
		return last.segments
	}
	bitmaps := v.tx.Bucket(bucketSegmentWithdrawn)
	if key, _ := bitmaps.Cursor().First(); key == nil {
		bitmaps = nil
	}
	kept := v.keptSegments()
	all, damaged := make([]briefing.Segment, len(kept)), false
	for i, k := range kept {
		all[i] = k.segment(bitmaps)
		damaged = damaged || all[i].Damage != nil
	}
	if !damaged { // what cannot be read now is looked at again
		v.db.kept.last.Store(&commitSegments{commit, base, all})
	}
	return all
}

// segment is the noun. bitmaps is nil when no segment has one.
func (k *keptSegment) segment(bitmaps *bolt.Bucket) briefing.Segment {
	s := briefing.Segment{Number: k.number, Chunks: k.chunks, Proven: k.prove, Memo: k.memo, Damage: k.damage}
	if s.Damage == nil && bitmaps != nil {
		s.Withdrawn, s.Damage = k.withdrawnIn(bitmaps)
	}
	if s.Damage != nil {
		s.Chunks, s.Damage = nil, fmt.Errorf("%w: %s", s.Damage, reindexCure)
	}
	return s
}

// keptSegment is what a process remembers of a segment, so that a view need not read its head and walk its chunks, of which
// there are thousands, each time.
//
// A segment is written once: while it lives under its number, which is never given out again, its pages stay where they
// are in the file. What can move is the file's place in memory, when bbolt maps it anew because it outgrew the map. So if the map
// begins in a view where it began when the chunks were found, they are where they were: a map never gets shorter, and
// a view keeps it from being changed. The chunk of a segment of less than a page is another matter: bbolt keeps it
// on a page with others, and moves it whenever one of these changes. It is looked up each time.
type keptSegment struct {
	number uint64
	head   segmentRecord
	chunks [][]byte
	base   uintptr              // where the map began
	prove  func(chunk int) bool // of these chunks
	proven []atomic.Uint64      // chunks that were found whole, a bit each; the same wherever the map begins
	memo   *atomic.Value        // what its reader worked out; the same wherever the map begins
	damage error
}

// keptSegments remembers segments by their numbers, and those of the last commit together.
type keptSegments struct {
	mu   sync.RWMutex
	by   map[uint64]*keptSegment
	last atomic.Pointer[commitSegments]
}

// commitSegments are the segments of one commit while the map begins at base.
type commitSegments struct {
	commit   int
	base     uintptr
	segments []briefing.Segment
}

func (ks *keptSegments) get(number uint64) *keptSegment {
	ks.mu.RLock()
	defer ks.mu.RUnlock()
	return ks.by[number]
}

func (ks *keptSegments) put(k *keptSegment) {
	ks.mu.Lock()
	defer ks.mu.Unlock()
	if ks.by == nil {
		ks.by = map[uint64]*keptSegment{}
	}
	ks.by[k.number] = k
}

// forget lets go of segments that are not among those of a view. Those numbered higher than all of these may be
// newer than the view, and stay.
func (ks *keptSegments) forget(live []*keptSegment) {
	ks.mu.RLock()
	fitting := len(ks.by) <= len(live)
	ks.mu.RUnlock()
	if fitting {
		return
	}
	ks.mu.Lock()
	defer ks.mu.Unlock()
	highest := uint64(0)
	for _, k := range live {
		highest = max(highest, k.number)
	}
	for number := range ks.by {
		if number <= highest && !slices.ContainsFunc(live, func(k *keptSegment) bool { return k.number == number }) {
			delete(ks.by, number)
		}
	}
}

// keptSegments are the segments of a view, oldest first, damaged ones among them.
func (v *View) keptSegments() []*keptSegment {
	v.db.advise(v.tx)
	numbers, file := segmentNumbers(v.tx), v.db.bolt.Info()
	all := make([]*keptSegment, len(numbers))
	for i, number := range numbers {
		all[i] = v.db.keptSegment(v.tx, file, number)
	}
	slices.SortStableFunc(all, func(a, b *keptSegment) int { return cmp.Compare(a.head.Age, b.head.Age) })
	v.db.kept.forget(all)
	return all
}

// keptSegment is a segment of a view by its number.
func (v *View) keptSegment(number uint64) (*keptSegment, error) {
	if v.tx.Bucket(bucketSegmentHeads).Get(numberKey(number)) == nil { // what is remembered may be gone
		_, err := v.db.segmentHead(v.tx, number)
		return nil, err
	}
	k := v.db.keptSegment(v.tx, v.db.bolt.Info(), number)
	return k, k.damage
}

// segmentNumbers are the numbers that have chunks or a head, rising.
func segmentNumbers(tx *bolt.Tx) []uint64 {
	numbers := make([]uint64, 0, 32)
	for c, key, _ := cursor(tx.Bucket(bucketSegmentHeads)); key != nil; key, _ = c.Next() {
		if len(key) == 8 { // no further part of a long record
			numbers = append(numbers, numberOf(key))
		}
	}
	heads := len(numbers)
	for c, key, _ := cursor(tx.Bucket(bucketSegments)); key != nil; key, _ = c.Next() {
		if _, ok := slices.BinarySearch(numbers[:heads], numberOf(key)); !ok {
			numbers = append(numbers, numberOf(key))
		}
	}
	slices.Sort(numbers)
	return numbers
}

// keptSegment is a segment of a view as it is remembered, if that holds in it, or read anew.
func (db *DB) keptSegment(tx *bolt.Tx, file *bolt.Info, number uint64) *keptSegment {
	known := db.kept.get(number)
	if known != nil && known.base == file.Data {
		if known.head.Bytes >= file.PageSize {
			return known
		}
		if chunks := tx.Bucket(bucketSegments).Bucket(numberKey(number)); chunks != nil && same(chunks.Get(partNumber(0)), known.chunks[0]) {
			return known
		}
	}
	k := &keptSegment{number: number, base: file.Data}
	k.prove = k.whole
	// What makes bbolt panic over the pages of one segment should not keep the others from being read.
	k.damage = guarded(func() (err error) {
		if k.head, err = db.segmentHead(tx, number); err != nil {
			return err
		}
		if k.head.Runs == nil {
			return fmt.Errorf("segment %d is of an %w", number, ErrOldFormat)
		}
		k.chunks, err = k.head.chunks(tx, file, number)
		return err
	})
	if k.damage != nil {
		k.chunks = nil
		k.head.Age = cmp.Or(k.head.Age, number) // where it most likely stood
		return k
	}
	if known != nil {
		k.proven, k.memo = known.proven, known.memo
	} else {
		k.memo = new(atomic.Value)
		k.proven = make([]atomic.Uint64, (len(k.chunks)+63)/64)
	}
	db.kept.put(k)
	return k
}

// same reports whether a and b are the same bytes of memory.
func same(a, b []byte) bool { return len(a) == len(b) && unsafe.SliceData(a) == unsafe.SliceData(b) }

// whole reports whether a chunk has its checksum. It looks once; that what was found whole is no longer would be a fault of memory,
// not of the file.
func (k *keptSegment) whole(chunk int) bool {
	if chunk < 0 || chunk >= len(k.chunks) {
		return false
	}
	word, bit := &k.proven[chunk/64], uint64(1)<<(chunk%64)
	if word.Load()&bit != 0 {
		return true
	}
	err := guarded(func() error { return k.checkChunk(chunk) })
	if err != nil {
		return false
	}
	word.Or(bit)
	return true
}

// checkChunk compares a chunk with its sum.
func (k *keptSegment) checkChunk(chunk int) error {
	if crc32.Checksum(k.chunks[chunk], castagnoli) != k.head.Sums[chunk] {
		return fmt.Errorf("segment %d: %w: the checksum of chunk %d does not match", k.number, ErrDamaged, chunk)
	}
	return nil
}
