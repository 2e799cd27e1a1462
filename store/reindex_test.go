package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store/storetest"
)

// listed is a segment as these tests build one: the revisions of its articles and their facts.
func listed(filings []briefing.Filing) []byte {
	var b strings.Builder
	for _, f := range filings {
		fmt.Fprintf(&b, "%s %d\n", f.Article.Revision, len(f.Facts))
	}
	return []byte(b.String())
}

// index is what a reader sees of the index: the articles of each segment, with a star for those that are withdrawn.
func index(t testing.TB, db *DB) (all [][]string) {
	t.Helper()
	must(t, db.View(t.Context(), func(v *View) error {
		if err := agree(v); err != nil {
			return err
		}
		for s := range v.Segments() {
			gone := roaring.New()
			if s.Withdrawn != nil {
				must(t, gone.UnmarshalBinary(s.Withdrawn))
			}
			lines := strings.Fields(strings.ReplaceAll(string(slices.Concat(s.Chunks...)), " ", "/"))
			for _, i := range gone.ToArray() {
				lines[i] += "*"
			}
			all = append(all, lines)
		}
		return nil
	}))
	return all
}

func add(t testing.TB, db *DB, batch ...briefing.Filing) {
	t.Helper()
	must(t, db.AddArticles(t.Context(), batch, listed(batch)))
}

// row is an article in index.
func row(f briefing.Filing, star string) string {
	return fmt.Sprintf("%s/%d%s", f.Article.Revision, len(f.Facts), star)
}

// changed fills a database with articles of which some are withdrawn and one has come back, and says what an index of them is.
func changed(t testing.TB, db *DB) (rebuilt []string) {
	t.Helper()
	add(t, db, storetest.NewFiling(0, 0), storetest.NewFiling(1, 0), storetest.NewFiling(2, 0))
	add(t, db, storetest.NewFiling(1, 1), storetest.NewFiling(3, 0))
	add(t, db, storetest.NewFiling(1, 0), storetest.NewFiling(2, 1))
	return []string{
		row(storetest.NewFiling(0, 0), ""), row(storetest.NewFiling(2, 0), "*"), row(storetest.NewFiling(1, 1), "*"),
		row(storetest.NewFiling(3, 0), ""), row(storetest.NewFiling(1, 0), ""), row(storetest.NewFiling(2, 1), ""),
	}
}

func TestReindex(t *testing.T) {
	db := openTest(t)
	want := changed(t, db)
	before := [][]string{
		{row(storetest.NewFiling(0, 0), ""), row(storetest.NewFiling(1, 0), "*"), row(storetest.NewFiling(2, 0), "*")},
		{row(storetest.NewFiling(1, 1), "*"), row(storetest.NewFiling(3, 0), "")},
		{row(storetest.NewFiling(1, 0), ""), row(storetest.NewFiling(2, 1), "")},
	}
	if d := cmp.Diff(before, index(t, db)); d != "" {
		t.Fatal(d)
	}
	var told []int
	done, err := db.Reindex(t.Context(), listed, func(done, total int) { told = append(told, done, total) })
	must(t, err)
	if d := cmp.Diff(Rebuilt{Revisions: 6, Facts: 18}, done); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([][]string{want}, index(t, db)); d != "" {
		t.Error(d)
	}
	if !slices.Equal(told, []int{6, 6}) {
		t.Errorf("told %v", told)
	}
	must(t, db.Verify(t.Context()))
	// What is withdrawn and merged later finds its positions.
	add(t, db, storetest.NewFiling(0, 1), storetest.NewFiling(2, 2))
	want[0], want[5] = want[0]+"*", want[5]+"*"
	last := []string{row(storetest.NewFiling(0, 1), ""), row(storetest.NewFiling(2, 2), "")}
	if d := cmp.Diff([][]string{want, last}, index(t, db)); d != "" {
		t.Error(d)
	}
	must(t, db.Verify(t.Context()))
}

func TestReindexOfNothing(t *testing.T) {
	db := openTest(t)
	must(t, db.AddArticles(t.Context(), nil, []byte("of nothing")))
	done, err := db.Reindex(t.Context(), listed, nil)
	if err != nil || !cmp.Equal(done, Rebuilt{}) || len(index(t, db)) > 0 {
		t.Errorf("%+v, %v, left %v", done, err, index(t, db))
	}
}

// Whatever is wrong with the index, it is not read. What is wrong with the facts is left out and named.
func TestReindexOfDamage(t *testing.T) {
	put := func(bucket []byte, key []byte) func(tx *bolt.Tx) error {
		return func(tx *bolt.Tx) error { return tx.Bucket(bucket).Put(key, []byte("something else")) }
	}
	third := storetest.NewFiling(2, 0)
	tests := []struct {
		name  string
		spoil func(tx *bolt.Tx) error
		lost  string // what is said of the third article; "" when it is indexed
	}{
		{"a head", put(bucketSegmentHeads, numberKey(2)), ""},
		{"no head", func(tx *bolt.Tx) error { return tx.Bucket(bucketSegmentHeads).Delete(numberKey(2)) }, ""},
		{"no chunks", func(tx *bolt.Tx) error { return tx.Bucket(bucketSegments).DeleteBucket(numberKey(2)) }, ""},
		{"a bitmap", put(bucketSegmentWithdrawn, numberKey(2)), ""},
		{"chunks", func(tx *bolt.Tx) error {
			return tx.Bucket(bucketSegments).Bucket(numberKey(3)).Put(partNumber(0), []byte("short"))
		}, ""},
		{"a fact", put(bucketFacts, factKey(3, 1)), "fact 1 of revision " + string(third.Article.Revision) + ": damaged"},
		{"a text", put(bucketTexts, numberKey(3)), "text of revision " + string(third.Article.Revision) + ": damaged"},
		{"an article", put(bucketRevisions, numberKey(3)), "revision number 3: damaged"},
		{"an id", func(tx *bolt.Tx) error { return tx.Bucket(bucketByRevision).Delete([]byte(third.Article.Revision)) },
			"revision " + string(third.Article.Revision) + ": damaged: its id does not lead to it"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filled(t, 5)
			edit(t, path, test.spoil)
			db := openAt(t, path, testOptions)
			done, err := db.Reindex(t.Context(), listed, nil)
			must(t, err)
			var want []string
			for i := range 5 {
				if i != 2 || test.lost == "" {
					want = append(want, row(storetest.NewFiling(i, 0), ""))
				}
			}
			if d := cmp.Diff([][]string{want}, index(t, db)); d != "" {
				t.Error(d)
			}
			if test.lost == "" {
				must(t, db.Verify(t.Context()))
			} else if done.Lost != 1 || len(done.Damage) != 1 || !strings.Contains(done.Damage[0].Error(), test.lost) || done.Revisions != 4 {
				t.Errorf("%+v, want one lost: %s", done, test.lost)
			}
		})
	}
}

// What a segment says of its articles is proven against the articles.
func TestVerifyWithdrawnPositions(t *testing.T) {
	for name, edit := range map[string]func(b *roaring.Bitmap){
		"one too few":  func(b *roaring.Bitmap) { b.Remove(1) },
		"one too many": func(b *roaring.Bitmap) { b.Add(0) },
	} {
		t.Run(name, func(t *testing.T) {
			db := openTest(t)
			changed(t, db)
			must(t, db.Verify(t.Context()))
			must(t, db.update(t.Context(), func(tx *bolt.Tx) error {
				bitmap, err := withdrawn(tx, 1)
				must(t, err)
				edit(bitmap)
				return putWithdrawn(tx, 1, bitmap)
			}))
			var found *VerifyError
			if err := db.Verify(t.Context()); !errors.As(err, &found) || !found.Index || len(found.Findings) != 1 || !strings.Contains(err.Error(), "segment 1") {
				t.Errorf("Verify = %v", err)
			}
			_, err := db.Reindex(t.Context(), listed, nil)
			must(t, err)
			must(t, db.Verify(t.Context()))
		})
	}
}

// stepContext calls step before each transaction.
type stepContext struct {
	context.Context
	step func() error
}

func (c stepContext) Err() error { return c.step() }

// A process may be killed before any transaction of a merge or of a rebuilding: the file then has the old index or the new one, whole,
// with all withdrawals, and the next merge clears what the killed one left.
func TestKilledBetweenSteps(t *testing.T) {
	one, two := segmentBytes("one", stepBytes+chunkBytes), segmentBytes("two", 2*chunkBytes)
	both := slices.Concat(one, two)
	tests := []struct {
		name     string
		do       func(ctx context.Context, db *DB) error
		old, new []string
	}{
		{"merge", func(ctx context.Context, db *DB) error { return db.ReplaceSegments(ctx, []uint64{1, 2}, both) },
			[]string{string(one), string(two), "three"}, []string{string(both), "three"}},
		{"reindex", func(ctx context.Context, db *DB) error {
			_, err := db.Reindex(ctx, func([]briefing.Filing) []byte { return both }, nil)
			return err
		}, []string{string(one), string(two), "three"}, []string{string(both)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fill := func() *DB {
				db := openTest(t)
				must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(0, 0), storetest.NewFiling(1, 0)}, one))
				must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(2, 0)}, two))
				must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 1)}, []byte("three")))
				return db
			}
			db := fill()
			steps, leftOver, seen := 0, 0, map[int]int{}
			check := func() error {
				steps++
				copied := filepath.Join(t.TempDir(), "copy.db")
				whole, err := os.ReadFile(db.Path())
				must(t, err)
				must(t, os.WriteFile(copied, whole, 0o600))
				killed := openAt(t, copied, testOptions)
				defer killed.Close()
				seen[oneOf(t, killed, test.old, test.new)]++
				must(t, killed.Verify(t.Context()))
				leftOver += lyingAside(t, killed)
				must(t, killed.ReplaceSegments(t.Context(), segmentsIn(t, killed), []byte("all")))
				if n := lyingAside(t, killed); n > 0 {
					t.Errorf("step %d: %d segments are left over after the next merge", steps, n)
				}
				return nil
			}
			must(t, test.do(stepContext{t.Context(), check}, db))
			must(t, check())
			if steps < 6 || leftOver < 2 || seen[0] < 3 || seen[1] < 1 {
				t.Errorf("killed before %d steps: left over %d, saw %v", steps, leftOver, seen)
			}
			if n := lyingAside(t, db); n > 0 {
				t.Errorf("%d segments are left over", n)
			}
			for stop := range steps - 1 { // and it may be called off
				db, n := fill(), 0
				err := test.do(stepContext{t.Context(), func() error {
					if n++; n > stop {
						return context.Canceled
					}
					return nil
				}}, db)
				if state := oneOf(t, db, test.old, test.new); (err == nil) != (state == 1) || err != nil && !errors.Is(err, context.Canceled) {
					t.Errorf("called off at step %d: %v, state %d", stop, err, state)
				}
				must(t, db.Verify(t.Context()))
			}
		})
	}
}

// oneOf says which of several indexes a database has.
func oneOf(t *testing.T, db *DB, states ...[]string) int {
	t.Helper()
	var now []string
	must(t, db.View(t.Context(), func(v *View) error {
		for s := range v.Segments() {
			if s.Damage != nil {
				return s.Damage
			}
			now = append(now, string(slices.Concat(s.Chunks...)))
		}
		return nil
	}))
	i := slices.IndexFunc(states, func(want []string) bool { return slices.Equal(want, now) })
	if i < 0 {
		t.Fatalf("%d segments are neither the old nor the new ones", len(now))
	}
	return i
}

func lyingAside(t *testing.T, db *DB) (n int) {
	t.Helper()
	must(t, db.read(t.Context(), func(tx *bolt.Tx) error {
		return tx.Bucket(bucketSegmentsAside).ForEachBucket(func([]byte) error { n++; return nil })
	}))
	return n
}

// A disk that gets full loses nothing: the old segments stay, nothing is left aside, and work goes on.
func TestFullDiskDuringMerge(t *testing.T) {
	for name, do := range map[string]func(db *DB, whole []byte) error{
		"merge": func(db *DB, whole []byte) error { return db.ReplaceSegments(t.Context(), []uint64{1, 2}, whole) },
		"reindex": func(db *DB, whole []byte) error {
			_, err := db.Reindex(t.Context(), func([]briefing.Filing) []byte { return whole }, nil)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := testOptions
			o.MaxSize = 64 << 20
			o.PanicOnLongView = false // all is copied in one
			db := openAt(t, filepath.Join(t.TempDir(), "nutgraf.db"), o)
			half := segmentBytes("half", 18<<20)
			must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(0, 0)}, half))
			must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 0)}, half))
			err := do(db, append(half, half...))
			if !full(err) || errors.Is(err, ErrInDoubt) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("with a full disk: %v", err)
			}
			if oneOf(t, db, []string{string(half), string(half)}) != 0 || lyingAside(t, db) > 0 {
				t.Errorf("%d segments lie aside", lyingAside(t, db))
			}
			must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 1)}, []byte("three")))
			must(t, db.ReplaceSegments(t.Context(), []uint64{2, segmentsIn(t, db)[2]}, []byte("small")))
			must(t, db.Verify(t.Context()))
			if d := cmp.Diff([][]uint32{nil, {0}}, withdrawnIn(t, db), cmpopts.EquateEmpty()); d != "" {
				t.Error(d)
			}
		})
	}
}

// withdrawnIn are the withdrawn positions of each segment.
func withdrawnIn(t *testing.T, db *DB) (all [][]uint32) {
	must(t, db.read(t.Context(), func(tx *bolt.Tx) error {
		for _, number := range segmentNumbers(tx) {
			bitmap, err := withdrawn(tx, number)
			if err != nil {
				return err
			}
			all = append(all, bitmap.ToArray())
		}
		return nil
	}))
	return all
}
