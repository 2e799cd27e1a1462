package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store/storetest"
)

// segmentBytes are the bytes of a segment that tells which it is wherever one looks.
func segmentBytes(name string, length int) []byte {
	return []byte(strings.Repeat(fmt.Sprintf("<%12s>", name), length/14+1)[:length])
}

// agree compares the segments of a view with what a walk through its buckets finds.
func agree(v *View) error {
	seen := map[uint64]string{}
	for s := range v.Segments() {
		if s.Damage != nil {
			return s.Damage
		}
		var b strings.Builder
		for i, c := range s.Chunks {
			if !s.Proven(i) {
				return fmt.Errorf("chunk %d of segment %d is not proven", i, s.Number)
			}
			b.Write(c)
		}
		seen[s.Number] = b.String()
	}
	there := 0
	err := v.tx.Bucket(bucketSegments).ForEachBucket(func(key []byte) error {
		there++
		var b strings.Builder
		for c, part, chunk := cursor(v.tx.Bucket(bucketSegments).Bucket(key)); part != nil; part, chunk = c.Next() {
			b.Write(chunk)
		}
		if b.String() != seen[numberOf(key)] {
			return fmt.Errorf("segment %d has %d bytes and is seen with %d others", numberOf(key), b.Len(), len(seen[numberOf(key)]))
		}
		return nil
	})
	if err == nil && there != len(seen) {
		err = fmt.Errorf("%d segments are seen, %d are there", len(seen), there)
	}
	return err
}

// What is remembered of segments is right in every view while the file outgrows its map again and again, segments of all
// sizes come and are merged, and readers look at the same time at older and newer states.
func TestRememberedSegmentsAreThoseOfTheView(t *testing.T) {
	o := testOptions
	o.MapSize = 1 << 15
	o.PanicOnLongView = false // the readers below copy all there is
	db := openAt(t, t.TempDir()+"/nutgraf.db", o)
	bases := map[uintptr]bool{}
	var mu sync.Mutex
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	for range 3 {
		wg.Go(func() {
			for ctx.Err() == nil {
				err := db.View(context.WithoutCancel(ctx), func(v *View) error {
					mu.Lock()
					bases[db.bolt.Info().Data] = true
					mu.Unlock()
					return agree(v)
				})
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	random := rand.New(rand.NewPCG(3, 4))
	for i := range 60 {
		size := []int{20, 900, 3000, 5000, 70_000, 200_000}[random.IntN(6)]
		must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(i, 0)}, segmentBytes(fmt.Sprint(i), size)))
		if i%7 == 6 {
			var numbers []uint64
			var merged []byte
			must(t, db.View(t.Context(), func(v *View) error {
				for s := range v.Segments() {
					if numbers = append(numbers, s.Number); len(numbers) > 4 {
						break
					}
					for _, c := range s.Chunks {
						merged = append(merged, c...)
					}
				}
				return nil
			}))
			must(t, db.ReplaceSegments(t.Context(), numbers, merged))
		}
	}
	cancel()
	wg.Wait()
	must(t, db.View(t.Context(), agree))
	if len(bases) < 3 {
		t.Errorf("the map moved to %d places only", len(bases))
	}
	if alive := len(segmentsIn(t, db)); len(db.kept.by) != alive {
		t.Errorf("%d segments are remembered, %d are alive", len(db.kept.by), alive)
	}
}

// segmentsIn are the numbers of the segments, rising.
func segmentsIn(t *testing.T, db *DB) (numbers []uint64) {
	must(t, db.read(t.Context(), func(tx *bolt.Tx) error {
		numbers = segmentNumbers(tx)
		return nil
	}))
	return numbers
}

// A chunk is proven once a process, wherever the map moves, and one that was not found whole is looked at again.
func TestProvenIsRemembered(t *testing.T) {
	o := testOptions
	o.MapSize = 1 << 15
	db := openAt(t, t.TempDir()+"/nutgraf.db", o)
	must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 0)}, segmentBytes("a", 300_000)))
	var before *keptSegment
	must(t, db.View(t.Context(), func(v *View) error {
		before = v.keptSegments()[0]
		for _, chunk := range []int{-1, 5} {
			if before.prove(chunk) {
				t.Errorf("chunk %d, which is none, is proven", chunk)
			}
		}
		if !before.prove(3) || before.proven[0].Load() != 1<<3 {
			t.Errorf("proven are %b", before.proven[0].Load())
		}
		before.head.Sums[4]++
		for range 2 { // the second time it must not believe the first
			if before.prove(4) {
				t.Error("a chunk with another sum is proven")
			}
		}
		before.head.Sums[4]--
		if !before.prove(4) {
			t.Error("a chunk with its sum is not proven")
		}
		return nil
	}))
	base := before.base
	for i := 2; ; i++ { // until the map has moved
		must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(i, 0)}, segmentBytes("b", 2<<20)))
		var now *keptSegment
		must(t, db.View(t.Context(), func(v *View) error {
			now = v.keptSegments()[0]
			return agree(v)
		}))
		if now.base != base {
			if now == before || &now.proven[0] != &before.proven[0] {
				t.Error("what was proven before the map moved was forgotten, or its old place was believed")
			}
			return
		}
	}
}
