package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// crowd makes changes while the write lock is held by another, so that they share a commit, and returns their errors.
func crowd(t *testing.T, db *DB, changes ...func(*bolt.Tx) error) []error {
	t.Helper()
	block, err := db.bolt.Begin(true)
	must(t, err)
	errs := make([]error, len(changes))
	var wg sync.WaitGroup
	for i, do := range changes {
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					errs[i] = fmt.Errorf("panic: %v", r)
				}
			}()
			errs[i] = db.change(t.Context(), do)
		})
	}
	for waiting := 0; waiting < len(changes); { // the first leads, and has not taken anybody yet
		db.together.mu.Lock()
		waiting = len(db.together.waiting)
		db.together.mu.Unlock()
	}
	must(t, block.Rollback())
	wg.Wait()
	return errs
}

func TestChangesThatShareACommitFailAlone(t *testing.T) {
	db := openTest(t)
	put := func(key string) func(*bolt.Tx) error {
		return func(tx *bolt.Tx) error { return tx.Bucket(bucketCursors).Put([]byte(key), []byte("x")) }
	}
	broken := errors.New("broken")
	before := db.last()
	errs := crowd(t, db,
		put("a"),
		func(tx *bolt.Tx) error { return errors.Join(put("half")(tx), broken) },
		func(*bolt.Tx) error { return refusal{broken} },
		put("b"),
		func(tx *bolt.Tx) error { must(t, put("quarter")(tx)); panic("of its caller") },
		func(tx *bolt.Tx) error { return tx.Bucket([]byte("no bucket")).Put(nil, nil) },
	)
	for i, want := range []string{"", "broken", "broken", "", "panic: of its caller", "damaged"} {
		if got := fmt.Sprint(errs[i]); i < 5 && got != want && !(want == "" && errs[i] == nil) {
			t.Errorf("change %d: %v, want %q", i, errs[i], want)
		}
	}
	if errs[5] == nil {
		t.Error("a change of a bucket that is not there succeeded")
	}
	must(t, db.bolt.View(func(tx *bolt.Tx) error {
		for key, want := range map[string]bool{"a": true, "b": true, "half": false, "quarter": false} {
			if got := tx.Bucket(bucketCursors).Get([]byte(key)) != nil; got != want {
				t.Errorf("%s is there: %t", key, got)
			}
		}
		return nil
	}))
	if commits := db.last() - before; commits != 1 {
		t.Errorf("%d commits", commits)
	}
}

func TestRefusedChangesCommitNothing(t *testing.T) {
	db := openTest(t)
	refuse := func(*bolt.Tx) error { return refusal{errNoJob} }
	before := db.last()
	for i, err := range crowd(t, db, refuse, refuse, refuse) {
		if !errors.Is(err, errNoJob) {
			t.Errorf("change %d: %v", i, err)
		}
	}
	if db.last() != before {
		t.Error("something was committed")
	}
}

func TestManyChangesAreAllMade(t *testing.T) {
	const n = 3*mostTogether + 1
	db := openTest(t)
	var changes []func(*bolt.Tx) error
	for i := range n {
		changes = append(changes, func(tx *bolt.Tx) error {
			return tx.Bucket(bucketCursors).Put(numberKey(uint64(i)), nil)
		})
	}
	before := db.last()
	for i, err := range crowd(t, db, changes...) {
		if err != nil {
			t.Errorf("change %d: %v", i, err)
		}
	}
	must(t, db.bolt.View(func(tx *bolt.Tx) error {
		if got := tx.Bucket(bucketCursors).Stats().KeyN; got != n {
			t.Errorf("%d of %d were made", got, n)
		}
		return nil
	}))
	if commits := db.last() - before; commits != 4 {
		t.Errorf("%d commits for %d changes", commits, n)
	}
}

func TestChangesInDoubtAllFail(t *testing.T) {
	db := openAt(t, filepath.Join(t.TempDir(), "nutgraf.db"), testOptions)
	nothing := func(*bolt.Tx) error { return nil }
	errs := crowd(t, db, func(tx *bolt.Tx) error { db.doubt.Store(true); return errors.New("broken") }, nothing, nothing)
	if errs[0] == nil || !errors.Is(errs[1], ErrInDoubt) || !errors.Is(errs[2], ErrInDoubt) {
		t.Errorf("%v", errs)
	}
}
