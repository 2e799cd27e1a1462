package search

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

// everything is Find without passing over any article.
func everything(t *testing.T, l *library, q Query) Result {
	t.Helper()
	f := finder{snapshot: l, query: q, terms: q.sought()}
	defer f.release()
	for kept := range l.Segments() {
		s, err := f.open(kept)
		if err != nil {
			t.Fatal(err)
		}
		f.segments = append(f.segments, s)
	}
	for _, s := range f.segments {
		if err := f.lookUp(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.spell(); err != nil {
		t.Fatal(err)
	}
	f.weigh()
	f.best = newTop(q.Top)
	for _, s := range f.segments {
		for article := range s.articles {
			if err := f.rank(s, article); err != nil {
				t.Fatal(err)
			}
		}
	}
	r, err := f.result()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Lists of many blocks, windows of many articles and segments of every size: nothing that belongs among the best is passed over.
func TestPruningPassesOverNothing(t *testing.T) {
	p := newPrinter(21, 4000)
	l := &library{}
	for _, n := range []int{700, 150, 1, 40, 9} {
		l.segments = append(l.segments, cutInto(Build(p.filings(n, 50)), 64<<10))
	}
	l.memos = make([]atomic.Value, len(l.segments))
	for i := range 120 {
		q := Query{Text: p.question(1 + p.IntN(7)), Top: []int{1, 3, 10, 60}[p.IntN(4)]}
		if i%2 == 0 {
			q.Text = p.words(1 + p.IntN(6))
		}
		if i%5 == 0 {
			q.Only.Outlets = []string{"the daily"}
		}
		got, err := Find(l, q)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, fmt.Sprintf("query %d %+v", i, q), got, everything(t, l, q))
	}
}

// What nobody should ask is answered all the same.
func TestOddQueries(t *testing.T) {
	l := whole(Build([]briefing.Filing{filing("a", "Ferry sinks", "The ferry sank off Norhaven.", "渡輪在北港沉沒。")}))
	long := strings.Repeat("ferry Norhaven sank zeppelin ", 2500)
	for _, tt := range []struct {
		text  string
		found bool
	}{
		{"the of and is", false}, {long, true}, {"", false}, {" \t\n", false}, {"\x00", false}, {"fer\x00ry", false}, {"ferry\x00", true}, {"f", false},
		{"🚢🌊", false}, {"🚢 ferry", true}, {`"ferry" AND (NOT sank) OR -Norhaven~2 *^ [a TO b] {x}`, true}, {"паром ferry 渡輪", true}, {"渡輪", true},
		{"\xff\xfe", false}, {strings.Repeat("x", 1<<20), false}, {"ferry " + strings.Repeat("\u0301", 10000), true}, {"FERRY", true},
	} {
		r, err := Find(l, Query{Text: tt.text})
		if name := fmt.Sprintf("%.40q", tt.text); err != nil || (len(r.Hits) > 0) != tt.found {
			t.Errorf("%s: %d hits, %v", name, len(r.Hits), err)
		}
	}
}

// A chunk that is not what was written is not believed: its segment is named, and the others answer.
func TestDamagedChunk(t *testing.T) {
	p := newPrinter(5, 3000)
	l := &library{segments: [][][]byte{cutInto(Build(p.filings(300, 30)), 4096), {Build([]briefing.Filing{filing("whole", "", "Baba caca dada.")})}}}
	q := Query{Text: "baba caca dada " + p.question(3), Top: 10}
	for chunk := range l.segments[0] {
		l.proven = func(s, c int) bool { return s != 0 || c != chunk }
		r, err := Find(l, q)
		if err != nil || len(r.Hits) == 0 {
			t.Fatalf("chunk %d: %d hits, %v", chunk, len(r.Hits), err)
		}
		if len(r.Damaged) == 0 {
			continue // no query needs every chunk
		}
		if msg := r.Damaged[0].Error(); len(r.Damaged) != 1 || !errors.Is(r.Damaged[0], errDamaged) || !strings.Contains(msg, "index segment 1: ") || !strings.Contains(msg, "nutgraf reindex") {
			t.Errorf("chunk %d: %v", chunk, r.Damaged)
		}
		if len(r.Hits) != 1 || r.Hits[0].Revision != "whole" {
			t.Errorf("chunk %d: the rest answers %+v", chunk, r.Hits)
		}
	}
	l.proven = func(s, c int) bool { return s != 0 }
	if r, err := Find(l, q); err != nil || len(r.Damaged) != 1 || len(r.Hits) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

// atMost is what its name says, for every field byte and length.
func TestAtMost(t *testing.T) {
	w := weights
	for field := range 256 {
		for _, norm := range []float64{0.3, 1, 1.6} {
			for f := range 256 {
				inside := byte(f)&^countMask&^byte(field)&^countMask == 0 && f&countMask <= field&countMask
				if x := w.speaks(byte(f), norm) + 2*w.near*float64(f&countMask) + w.headline; inside && x > w.atMost(byte(field), norm)+1e-12 {
					t.Fatalf("field %#x with norm %v speaks %v, bounded by %v of %#x", f, norm, x, w.atMost(byte(field), norm), field)
				}
			}
		}
	}
	if math.IsNaN(w.atMost(0, 0)) {
		t.Error("nothing is not a number")
	}
}
