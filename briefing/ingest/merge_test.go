package ingest_test

import (
	"errors"
	"iter"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// However articles trickle in, there are few segments, and a query finds what one segment over everything would give it.
func TestMerge(t *testing.T) {
	room := newNewsroom(t)
	most := 0
	for n := range 60 {
		ls := stories(n, n+1+n%3, 1+n%4) // some of them longer editions of what was there
		room.add(t, lines(ls...))
		sizes := room.sizes(t)
		most = max(most, len(sizes))
		total := 0
		for _, s := range sizes {
			total += s
		}
		// All that is newer than a segment is at most three times as large.
		if limit := 1 + math.Log(float64(total)/float64(slices.Min(sizes)))/math.Log(4./3); float64(len(sizes)) > limit {
			t.Fatalf("after %d additions there are segments of %v bytes: more than %.1f", n+1, sizes, limit)
		}
		if from, to, ok := search.MergePlan(sizes); ok {
			t.Fatalf("after %d additions segments %d to %d of %v bytes are left to merge", n+1, from, to, sizes)
		}
		if n%12 == 11 {
			sameAsOneSegment(t, room)
		}
	}
	if most < 3 || most > 12 {
		t.Errorf("at most %d segments", most)
	}
}

// sameAsOneSegment compares what is found with what is found in one segment of all that was ever committed.
func sameAsOneSegment(t *testing.T, room *newsroom) {
	t.Helper()
	var all []briefing.Filing
	for _, b := range room.library.batches {
		all = append(all, b...)
	}
	whole := search.Build(all)
	for _, q := range []search.Query{
		{Text: "pier of Brakewater"}, {Text: "What did Mirela Stanhope say about the lighthouse?", Top: 50}, {Text: "inspected on Tuesday", Only: search.Filter{Outlets: []string{"Norhaven Courier"}}},
		{Text: "7.4 million crowns", Context: []string{"Ada Quill"}}, {Text: "hospital", AsOf: room.clock.AddDate(0, 0, -15)}, {Text: "submarine"},
	} {
		room.look(t, func(s search.Snapshot) {
			got, err := search.Find(s, q)
			if err != nil {
				t.Fatal(err)
			}
			want, err := search.Find(oneSegment{s, whole, gone(t, s, all)}, q)
			if err != nil {
				t.Fatal(err)
			}
			if len(want.Hits) == 0 && q.Text != "submarine" {
				t.Fatalf("%q finds nothing", q.Text)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q finds in %d batches other than in one:\n%s", q.Text, len(room.library.batches), diff)
			}
		})
	}
}

// oneSegment is a snapshot with another index.
type oneSegment struct {
	search.Snapshot
	segment   []byte
	withdrawn []byte
}

// gone is the bitmap of the filings that hold no more: those withdrawn, and those whose revision was filed anew.
func gone(t *testing.T, s search.Snapshot, all []briefing.Filing) []byte {
	b := roaring.New()
	last := map[briefing.RevisionID]int{}
	for i, f := range all {
		if before, ok := last[f.Article.Revision]; ok {
			b.AddInt(before)
		}
		last[f.Article.Revision] = i
		if _, ok := s.Withdrawn(f.Article.Revision); ok {
			b.AddInt(i)
		}
	}
	bitmap, err := b.ToBytes()
	if err != nil {
		t.Fatal(err)
	}
	return bitmap
}

func (s oneSegment) Segments() iter.Seq[briefing.Segment] {
	return func(yield func(briefing.Segment) bool) {
		yield(briefing.Segment{Number: 1, Chunks: [][]byte{s.segment}, Withdrawn: s.withdrawn})
	}
}

// The articles of a batch are in before segments are merged: they count, whatever becomes of the merge.
func TestMergeFails(t *testing.T) {
	broken := errors.New("broken")
	for _, tt := range []struct {
		name    string
		replace error
	}{
		{"the library fails", broken},
		{"another merged them meanwhile", briefing.ErrNotFound},
	} {
		t.Run(tt.name, func(t *testing.T) {
			room := newNewsroom(t)
			room.library.replace = tt.replace
			var stored ingest.Counts
			var failed error
			for n := 0; n < 20 && failed == nil; n++ {
				var counts ingest.Counts
				counts, failed = room.Add(t.Context(), lines(story(n, 1)), nil, nil)
				stored.New += counts.New
				stored.Facts += counts.Facts
			}
			if e := room.extent(t); stored.New != e.Articles || stored.Facts != e.Facts || stored.New == 0 {
				t.Errorf("counted %+v, stored %+v", stored, e)
			}
			if wanted := errors.Is(tt.replace, broken); errors.Is(failed, broken) != wanted || !wanted && failed != nil {
				t.Errorf("error %v", failed)
			}
			room.library.replace = nil
			room.add(t, lines(story(100, 1)))
			if _, _, ok := search.MergePlan(room.sizes(t)); ok {
				t.Errorf("segments of %v bytes are left to merge", room.sizes(t))
			}
		})
	}
}
