package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store/storetest"
)

// flipIn flips one bit of the last byte of a value.
func flipIn(t *testing.T, path string, bucket, key []byte) {
	t.Helper()
	edit(t, path, func(tx *bolt.Tx) error {
		b := tx.Bucket(bucket)
		value := append([]byte(nil), b.Get(key)...)
		value[len(value)-1] ^= 4
		return b.Put(key, value)
	})
}

func TestDamageIsNamed(t *testing.T) {
	f := storetest.NewFiling(0, 0)
	r := f.Article.Revision
	tests := []struct {
		name        string
		bucket, key []byte
		read        func(v *View) error
		want        string
	}{
		{"text", bucketTexts, numberKey(1), func(v *View) error { _, err := v.Article(r); return err }, "text of revision " + string(r)},
		{"article", bucketRevisions, numberKey(1), func(v *View) error { _, err := v.Head(r); return err }, "revision " + string(r)},
		{"fact", bucketFacts, factKey(1, 1), func(v *View) error { _, err := v.Fact(r, 1); return err }, "fact 1 of revision " + string(r)},
		{"facts", bucketFacts, factKey(1, 2), func(v *View) error { _, err := v.Facts(r); return err }, "fact 2 of revision " + string(r)},
		{"number of a revision", bucketByRevision, []byte(r), func(v *View) error { _, err := v.Fact(r, 0); return err }, "revision " + string(r)},
		{"number of an article", bucketByArticle, []byte(f.Article.ID), func(v *View) error { _, err := v.Current(f.Article.ID); return err }, "article " + string(f.Article.ID)},
		{"segment head", bucketSegmentHeads, numberKey(1), segmentsOf, "segment 1"},
		{"counts", bucketMeta, keyCounts, func(v *View) error { v.Extent(); return nil }, "counts"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filled(t, 6)
			flipIn(t, path, test.bucket, test.key)
			db := openAt(t, path, testOptions)
			err := db.View(t.Context(), test.read)
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("read: %v, want damage of %s", err, test.want)
			}
			if test.name == "counts" { // stops the writer too, so nothing is built on it
				err = db.AddArticles(t.Context(), nil, []byte("s"))
			} else {
				err = db.Verify(t.Context())
			}
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("proof: %v", err)
			}
		})
	}
}

// segmentsOf reads every byte of every segment as search does, and returns the first damage.
func segmentsOf(v *View) error {
	for s := range v.Segments() {
		if s.Damage != nil {
			return s.Damage
		}
		for i := range s.Chunks {
			if !s.Proven(i) {
				return fmt.Errorf("segment %d: chunk %d is %w", s.Number, i, ErrDamaged)
			}
		}
	}
	return nil
}

func TestDamagedSegmentIsNamedAndTheOthersAnswer(t *testing.T) {
	long := strings.Repeat("0123456789abcdef", 20000) // several chunks
	tests := []struct {
		name   string
		spoil  func(tx *bolt.Tx) error
		damage string // "" for one that only Proven tells
	}{
		{"a flipped bit", func(tx *bolt.Tx) error {
			return tx.Bucket(bucketSegments).Bucket(numberKey(2)).Put(partNumber(1), []byte(strings.Repeat("X", chunkBytes)))
		}, ""},
		{"a chunk cut short", func(tx *bolt.Tx) error {
			return tx.Bucket(bucketSegments).Bucket(numberKey(2)).Put(partNumber(1), []byte("short"))
		}, "bytes are there"},
		{"the end is missing", func(tx *bolt.Tx) error {
			return tx.Bucket(bucketSegments).Bucket(numberKey(2)).Delete(partNumber(4))
		}, "bytes are there"},
		{"no chunk is there", func(tx *bolt.Tx) error { return tx.Bucket(bucketSegments).DeleteBucket(numberKey(2)) }, "its chunks are missing"},
		{"no head is there", func(tx *bolt.Tx) error { return tx.Bucket(bucketSegmentHeads).Delete(numberKey(2)) }, "its head is missing"},
		{"a broken head", func(tx *bolt.Tx) error { return tx.Bucket(bucketSegmentHeads).Put(numberKey(2), []byte("head")) }, "its head is damaged"},
		{"a broken bitmap", func(tx *bolt.Tx) error {
			return tx.Bucket(bucketSegmentWithdrawn).Put(numberKey(2), []byte("bitmap"))
		}, "its withdrawn articles are damaged"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filled(t, 1)
			db := openAt(t, path, testOptions)
			must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 0)}, []byte(long)))
			must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(2, 0)}, []byte("three")))
			must(t, db.Close())
			edit(t, path, test.spoil)
			db = openAt(t, path, testOptions)
			for range 2 { // the second look must not believe the first
				var whole []string
				must(t, db.View(t.Context(), func(v *View) error {
					for s := range v.Segments() {
						switch {
						case s.Number != 2 && s.Damage == nil && s.Proven(0) && !s.Proven(1):
							whole = append(whole, string(s.Chunks[0]))
						case s.Damage != nil && (len(s.Chunks) > 0 || !errors.Is(s.Damage, ErrDamaged) || !strings.Contains(s.Damage.Error(), "segment 2:") ||
							!strings.Contains(s.Damage.Error(), "nutgraf reindex") || !strings.Contains(s.Damage.Error(), test.damage)):
							t.Errorf("damage %q with %d chunks", s.Damage, len(s.Chunks))
						case s.Damage == nil && (test.damage != "" || s.Proven(1) || !s.Proven(0)):
							t.Error("damage was not found")
						}
					}
					return nil
				}))
				if d := cmp.Diff([]string{"segment 0", "three"}, whole); d != "" {
					t.Error(d)
				}
			}
			err := db.ReplaceSegments(t.Context(), []uint64{1, 2}, []byte("merged"))
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "segment 2") {
				t.Errorf("ReplaceSegments = %v", err)
			}
			var found *VerifyError
			if err := db.Verify(t.Context()); !errors.As(err, &found) || len(found.Findings) != 1 || !found.Index || !strings.Contains(err.Error(), "nutgraf reindex") {
				t.Errorf("Verify = %v", err)
			}
			// A withdrawal goes on all the same.
			must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 1)}, []byte("four")))
		})
	}
}

// TestFlippedBitsNeverReachAReader flips bits all over a file, one at a time. Whatever then can still be read
// must be what was written, and what cannot is found by Verify, which reads all of it and must survive that.
func TestFlippedBitsNeverReachAReader(t *testing.T) {
	path := filled(t, 6)
	whole, err := os.ReadFile(path)
	must(t, err)
	var used int64
	db := openAt(t, path, testOptions)
	must(t, db.read(t.Context(), func(tx *bolt.Tx) error {
		used = tx.Size()
		return nil
	}))
	must(t, db.Close())
	must(t, os.Remove(markPath(path)))
	random := rand.New(rand.NewPCG(1, 2))
	var refused, noticed, harmless int
	for range 400 {
		at, bit := random.Int64N(used), byte(1)<<random.IntN(8)
		flip := func() {
			whole[at] ^= bit
			file, err := os.OpenFile(path, os.O_WRONLY, 0)
			must(t, err)
			_, err = file.WriteAt(whole[at:at+1], at)
			must(t, errors.Join(err, file.Close()))
		}
		flip()
		db, err := Open(path, Options{ReadOnly: true, MapSize: 1 << 20})
		if err != nil {
			refused++
			flip()
			continue
		}
		err = compareAll(t.Context(), db, 6)
		// Where a meta page is damaged bbolt goes back to the other, which is a sound, older database: the mark tells.
		if proof := db.Verify(t.Context()); err != nil && proof == nil && at >= 2*int64(os.Getpagesize()) {
			t.Errorf("bit %08b of byte %d: Verify found nothing, but %v", bit, at, err)
		}
		switch {
		case err == nil:
			harmless++
		case strings.Contains(err.Error(), "differs"):
			t.Errorf("bit %08b of byte %d: %v", bit, at, err)
		default:
			noticed++
		}
		db.Close()
		flip()
	}
	t.Logf("refused at open: %d, noticed on reading: %d, harmless: %d", refused, noticed, harmless)
	if noticed == 0 || harmless == 0 {
		t.Error("the flips did not hit both data and free space")
	}
}

// compareAll reads n articles with their facts and compares them with what was written.
func compareAll(ctx context.Context, db *DB, n int) error {
	return db.View(ctx, func(v *View) error {
		for i := range n {
			want := storetest.NewFiling(i, 0)
			a, err := v.Article(want.Article.Revision)
			if err != nil {
				return err
			}
			facts, err := v.Facts(want.Article.Revision)
			if err != nil {
				return err
			}
			if d := cmp.Diff(want, briefing.Filing{Article: a, Facts: facts}); d != "" {
				return fmt.Errorf("article %d differs:\n%s", i, d)
			}
		}
		return nil
	})
}

func TestLostPagesAreAnError(t *testing.T) {
	path := filled(t, 200)
	db := openAt(t, path, Options{ReadOnly: true})
	must(t, os.Truncate(path, 2*4096)) // under the open database, as a dying disk would
	if err := compareAll(t.Context(), db, 200); !errors.Is(err, ErrDamaged) {
		t.Errorf("reading lost pages: %v", err)
	}
}

func TestPanicsOfCallersGoOn(t *testing.T) {
	db := openTest(t)
	defer func() {
		if cause := recover(); cause != "mine" {
			t.Errorf("recovered %v", cause)
		}
		must(t, db.SetCursor(t.Context(), "feed", "1")) // the view let go
	}()
	db.View(t.Context(), func(*View) error { panic("mine") })
}
