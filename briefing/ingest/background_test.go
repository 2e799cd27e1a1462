package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// While segments are merged, batches come in, up to a number; then they wait for the merge.
func TestBatchesGoOnDuringAMerge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		room := newNewsroom(t)
		merging, release := make(chan struct{}), make(chan struct{})
		var once sync.Once
		room.library.replacing = func() {
			once.Do(func() { close(merging) })
			<-release
		}
		const batches = 20
		incoming := articles(t, stories(0, 64*batches, 1)...)
		var counts ingest.Counts
		var err error
		var wg sync.WaitGroup
		wg.Go(func() { counts, err = room.Add(t.Context(), good(incoming), nil, nil) })
		synctest.Wait()
		select {
		case <-merging:
		default:
			t.Error("nothing is merged")
		}
		if n := len(room.library.batches); n < 2+8 || n > 6+8 { // some five batches are worth a merge, eight come meanwhile
			t.Errorf("%d batches came in before the merge was done", n)
		}
		close(release)
		wg.Wait()
		if e := room.extent(t); err != nil || e.Articles != len(incoming) || counts.New != len(incoming) {
			t.Errorf("%d articles, counted %+v, error %v", e.Articles, counts, err)
		}
		if _, _, ok := search.MergePlan(room.sizes(t)); ok {
			t.Errorf("segments of %v bytes are left to merge", room.sizes(t))
		}
	})
}

// Called off, Add returns without waiting for a merge that another Add goes on with.
func TestMergeCalledOff(t *testing.T) {
	room := newNewsroom(t)
	ctx, cancel := context.WithCancel(t.Context())
	room.library.replacing = cancel
	var err error
	for n := 0; n < 20 && err == nil; n++ {
		_, err = room.Add(ctx, lines(story(n, 1)), nil, nil)
	}
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("Add = %v", err)
	}
	room.library.replacing = nil
	if err := room.Merge(t.Context()); err != nil {
		t.Error(err)
	}
	if _, _, ok := search.MergePlan(room.sizes(t)); ok {
		t.Errorf("segments of %v bytes are left to merge", room.sizes(t))
	}
}

// A damaged segment stays where it is; those on either side of it are merged among themselves, and articles come in as before.
func TestDamagedSegmentIsNotMerged(t *testing.T) {
	for name, spoil := range map[string]func(tx *bolt.Tx, number []byte) error{
		"a flipped bit": func(tx *bolt.Tx, number []byte) error {
			chunks := tx.Bucket([]byte("segments")).Bucket(number)
			chunk := slices.Clone(chunks.Get(make([]byte, 4)))
			chunk[len(chunk)/2] ^= 8
			return chunks.Put(make([]byte, 4), chunk)
		},
		"no head": func(tx *bolt.Tx, number []byte) error { return tx.Bucket([]byte("segment-heads")).Delete(number) },
	} {
		t.Run(name, func(t *testing.T) {
			room := newNewsroom(t)
			room.add(t, lines(stories(0, 30, 2)...)) // the oldest is large
			for n := 30; n < 33; n++ {
				room.add(t, lines(story(n, 1)))
			}
			numbers := room.numbers(t)
			if len(numbers) != 4 {
				t.Fatalf("there are segments %v", numbers)
			}
			room.reopen(t, func(tx *bolt.Tx) error {
				return spoil(tx, fmt.Appendf(nil, "\x00\x00\x00\x00\x00\x00\x00%c", numbers[2]))
			})
			for n := 33; n < 60; n++ {
				room.add(t, lines(story(n, 1)))
			}
			left := room.numbers(t)
			if !slices.Contains(left, numbers[2]) || slices.Contains(left, 5) || len(left) > 9 || room.extent(t).Articles != 60 {
				t.Errorf("%d articles, segments %v", room.extent(t).Articles, left)
			}
			var told []string
			err := room.CheckIndex(t.Context(), func(number uint64, err error) { told = append(told, fmt.Sprint(number, " ", err)) })
			if err != nil || len(told) != 1 || !strings.HasPrefix(told[0], fmt.Sprint(numbers[2], " ")) {
				t.Errorf("CheckIndex told %q, %v", told, err)
			}
			// The rest answers, and the index built anew has everything.
			if found := room.found(t, search.Query{Text: "council crowns", Top: 500}); len(found) == 0 {
				t.Error("nothing is found")
			}
			if _, err := room.db.Reindex(t.Context(), search.Build, nil); err != nil {
				t.Fatal(err)
			}
			sameAsOneSegment(t, room)
			if err := errors.Join(room.db.Verify(t.Context()), room.CheckIndex(t.Context(), func(n uint64, err error) { t.Error(n, err) })); err != nil {
				t.Error(err)
			}
		})
	}
}

// numbers are the segments, oldest first.
func (room *newsroom) numbers(t testing.TB) (numbers []uint64) {
	t.Helper()
	room.look(t, func(s search.Snapshot) {
		for kept := range s.Segments() {
			numbers = append(numbers, kept.Number)
		}
	})
	return numbers
}

// reopen closes the library, changes its file and opens it again.
func (room *newsroom) reopen(t testing.TB, edit func(*bolt.Tx) error) {
	t.Helper()
	path := room.db.Path()
	if err := room.db.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(file.Update(edit), file.Close()); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(path, store.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	room.db, room.library.DB = db, db
}
