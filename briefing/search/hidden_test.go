package search

import (
	"fmt"
	"math"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/nutgraf/nutgraf/briefing"
)

// spread gives articles feeds of a few names, and some none.
func (p *printer) spread(filings []briefing.Filing) []briefing.Filing {
	for i := range filings {
		filings[i].Article.Feed = []string{"", "feed 1", "feed 2", "feed 3", "feed 4"}[p.IntN(5)]
	}
	return filings
}

// A library of which feeds are hidden answers as one that never had them: the same facts with the same scores, the same words counted, and
// the same spellings guessed.
func TestExceptLeavesNoTrace(t *testing.T) {
	near := cmp.Options{cmpopts.EquateApprox(0, 1e-9), cmpopts.EquateEmpty()}
	queries := 0
	for seed := range uint64(2) {
		p := newPrinter(seed, 3000)
		filings := p.spread(p.filings(240, 30))
		gone := map[briefing.RevisionID]time.Time{}
		for i := 0; i < len(filings); i += 17 {
			gone[filings[i].Article.Revision] = day.AddDate(0, 0, 9)
		}
		for _, except := range [][]string{{"feed 1"}, {"Feed 2", "feed 4"}, {"feed 1", "feed 2", "feed 3", "feed 4"}, {"no such feed"}} {
			whole, rest := &library{withdrawn: gone}, &library{withdrawn: gone}
			cuts := []int{0, 150, 152, 200, 240}
			if seed%2 == 1 { // merged to one
				cuts = []int{0, 240}
			}
			for i := range cuts[1:] {
				part := filings[cuts[i]:cuts[i+1]]
				whole.segments = append(whole.segments, cutInto(Build(part), 4<<10))
				rest.segments = append(rest.segments, cutInto(Build(seenOf(part, except)), 4<<10))
			}
			whole.memos = make([]atomic.Value, len(whole.segments))
			for range 60 {
				q := Query{Text: p.question(1 + p.IntN(5)), Top: 1 + p.IntN(30)}
				switch p.IntN(4) {
				case 0:
					q.AsOf = day.AddDate(0, 0, p.IntN(20))
				case 1:
					q.Text = misspell(q.Text, p)
				case 2:
					q.Only.Outlets = []string{"The Daily"}
				}
				want, err := Find(rest, q)
				if err != nil {
					t.Fatal(err)
				}
				q.Only.Except = except
				got, err := Find(whole, q)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got, near); diff != "" {
					t.Fatalf("seed %d, %q without %q:\n%s", seed, q.Text, except, diff)
				}
				queries++
			}
		}
	}
	t.Logf("%d queries", queries)
}

// seenOf are the filings that are of none of some feeds.
func seenOf(filings []briefing.Filing, except []string) []briefing.Filing {
	return slices.DeleteFunc(slices.Clone(filings), func(f briefing.Filing) bool {
		return slices.ContainsFunc(except, func(e string) bool { return tag(tagFeed, e) == tag(tagFeed, f.Article.Feed) && f.Article.Feed != "" })
	})
}

// misspell leaves out a letter of each word.
func misspell(s string, p *printer) string {
	if len(s) < 6 {
		return s
	}
	at := 3 + p.IntN(len(s)-4)
	return s[:at] + s[at+1:]
}

func TestHidingMeets(t *testing.T) {
	p := newPrinter(3, 100)
	for range 300 {
		h := hiding{lines: make([]uint64, 5)}
		for range p.IntN(4) {
			n := p.IntN(320)
			h.lines[n/64] |= 1 << (n % 64)
		}
		from := uint32(p.IntN(320))
		to := from + uint32(p.IntN(int(320-from)))
		want := false
		for n := from; n <= to; n++ {
			want = want || h.holds(n)
		}
		if got := h.meets(from, to); got != want {
			t.Fatalf("%x from %d to %d: %v", h.lines, from, to, got)
		}
	}
}

// A place that may not see a feed is told of the rest alone: as many articles, facts and outlets as there would be without it.
func TestExtentWithout(t *testing.T) {
	p := newPrinter(9, 1000)
	filings := p.spread(p.filings(120, 12))
	filings[7].Article.Outlet, filings[7].Article.Feed = "The Hidden Hour", "feed 3"
	gone := map[briefing.RevisionID]time.Time{filings[3].Article.Revision: day}
	for _, cut := range []int{60, 119} {
		l := &library{withdrawn: gone}
		l.segments = [][][]byte{cutInto(Build(filings[:cut]), 4<<10), cutInto(Build(filings[cut:]), 4<<10)}
		seen := seenOf(filings, []string{"feed 3"})
		var want briefing.Extent
		outlets := map[string]bool{}
		for _, f := range seen {
			want.Sequence++
			if _, ok := gone[f.Article.Revision]; ok {
				want.Sequence++
				continue
			}
			want.Articles++
			want.Facts += len(f.Facts)
			if f.Article.Outlet != "" {
				outlets[f.Article.Outlet] = true
			}
			if f.Article.Published.After(want.Newest) {
				want.Newest = f.Article.Published
			}
		}
		want.Outlets = len(outlets)
		if got := Without(l, []string{"feed 3"}).Extent(); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

func BenchmarkFindExcept(b *testing.B) {
	p := newPrinter(1, 50_000)
	filings := p.filings(4000, 50)
	for i := range filings {
		filings[i].Article.Feed = fmt.Sprint("feed ", i/20%20) // a feed brings a batch at a time
	}
	l := &library{}
	n := 0
	for _, cut := range [][2]int{{0, 3000}, {3000, 3800}, {3800, 3960}, {3960, 4000}} {
		s := Build(filings[cut[0]:cut[1]])
		n += facts(s)
		l.segments = append(l.segments, cutInto(s, 64<<10))
	}
	l.memos = make([]atomic.Value, len(l.segments))
	queries := make([]Query, 64)
	for i := range queries {
		queries[i] = Query{Text: p.question(6)}
	}
	for _, except := range [][]string{nil, {"feed 3"}, {"feed 1", "feed 3", "feed 5", "feed 7", "feed 9", "feed 11", "feed 13", "feed 15", "feed 17", "feed 19"}} {
		b.Run(fmt.Sprintf("facts=%d/hidden=%d", int(math.Round(float64(n)/1000))*1000, len(except)), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				q := queries[i%len(queries)]
				q.Only.Except = except
				if _, err := Find(l, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("extent/hidden=1", func(b *testing.B) {
		s := Without(l, []string{"feed 3"})
		for b.Loop() {
			s.Extent()
		}
	})
}
