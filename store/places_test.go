package store

import (
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store/storetest"
)

// Where chunks are said to lie is where a walk finds them, in buckets of every shape: written at once and in steps, with one level of
// branches and two, and after the map has moved.
func TestPlaces(t *testing.T) {
	o := testOptions
	o.PanicOnLongView = false // all is walked in one
	db := openAt(t, t.TempDir()+"/nutgraf.db", o)
	sizes := []int{manyChunks*chunkBytes - 1, manyChunks * chunkBytes, 40*chunkBytes + 1, stepBytes - 7, stepBytes + 7, 5*stepBytes + 12345, 500 * chunkBytes}
	for i, size := range sizes {
		must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(i, 0)}, []byte("first")))
		must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(100+i, 0)}, segmentBytes("one", size)))
		numbers := segmentsIn(t, db)
		must(t, db.ReplaceSegments(t.Context(), numbers[len(numbers)-2:], segmentBytes("both", size+5))) // in steps, if it is long
		must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(200+i, 0)}, segmentBytes("one", size)))
	}
	placed := 0
	must(t, db.View(t.Context(), func(v *View) error {
		for _, k := range v.keptSegments() {
			bucket := v.tx.Bucket(bucketSegments).Bucket(numberKey(k.number))
			chunks := k.head.places(v.tx, bucket, db.bolt.Info())
			i := 0
			for c, key, chunk := cursor(bucket); key != nil; key, chunk = c.Next() {
				if chunks != nil && !same(chunk, chunks[i]) {
					t.Fatalf("chunk %d of %d of segment %d lies elsewhere", i, len(chunks), k.number)
				}
				i++
			}
			if chunks != nil {
				placed++
			}
		}
		return agree(v)
	}))
	if placed < 2*len(sizes) {
		t.Errorf("%d segments were placed", placed)
	}
}

// What is wrong in the middle of a long segment is not proven, and nothing else is touched by it.
func TestPlacesOfDamage(t *testing.T) {
	for name, spoil := range map[string]func(b *bolt.Bucket) error{
		"a chunk cut short":  func(b *bolt.Bucket) error { return b.Put(partNumber(20), []byte("short")) },
		"a chunk is missing": func(b *bolt.Bucket) error { return b.Delete(partNumber(20)) },
		"a chunk too many":   func(b *bolt.Bucket) error { return b.Put(append(partNumber(20), 0), []byte("more")) },
		"the end is missing": func(b *bolt.Bucket) error { return b.Delete(partNumber(39)) },
	} {
		t.Run(name, func(t *testing.T) {
			path := filled(t, 1)
			db := openAt(t, path, testOptions)
			must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 0)}, segmentBytes("long", 40*chunkBytes)))
			must(t, db.Close())
			edit(t, path, func(tx *bolt.Tx) error { return spoil(tx.Bucket(bucketSegments).Bucket(numberKey(2))) })
			db = openAt(t, path, testOptions)
			must(t, db.View(t.Context(), func(v *View) error {
				for s := range v.Segments() {
					var proven []bool
					for i := range s.Chunks {
						proven = append(proven, s.Proven(i))
					}
					if damaged := s.Damage != nil || slices.Contains(proven, false); damaged != (s.Number == 2) {
						t.Errorf("segment %d: damage %v, proven %v", s.Number, s.Damage, proven)
					}
				}
				return nil
			}))
			if err := db.Verify(t.Context()); err == nil {
				t.Error("Verify found nothing")
			}
		})
	}
}
