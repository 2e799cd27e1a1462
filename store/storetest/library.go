package storetest

import (
	"bytes"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/nutgraf/nutgraf/briefing"
)

// TestLibrary proves a library against ingest.Library, and its views against search.Snapshot and digest.Snapshot.
func TestLibrary(t *testing.T, open func(t *testing.T) (Library, View)) {
	tests := []struct {
		name string
		test func(t *testing.T, l Library, view View)
	}{
		{"an article comes back whole", testWhole},
		{"what is there is not added again", testExists},
		{"a batch is taken whole or not at all", testAllOrNothing},
		{"a fact must be a piece of its text", testProof},
		{"a new revision withdraws the old one", testRevised},
		{"a revision can come back", testReturned},
		{"the extent counts current articles", testExtent},
		{"articles of a period", testBetween},
		{"articles of a period, the newest first", testLatest},
		{"segments come in order and whole", testSegments},
		{"segments say which of their articles are withdrawn", testWithdrawnPositions},
		{"what is withdrawn stays so when segments are merged", testWithdrawnMerged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l, view := open(t)
			test.test(t, l, view)
		})
	}
}

func addArticles(t *testing.T, l Library, segment string, batch ...briefing.Filing) {
	t.Helper()
	must(t, l.AddArticles(t.Context(), batch, []byte(segment)))
}

// filing reads a revision back.
func filing(t *testing.T, view View, r briefing.RevisionID) (f briefing.Filing) {
	t.Helper()
	must(t, view(func(s Snapshot) (err error) {
		if f.Article, err = s.Article(r); err != nil {
			return err
		}
		f.Facts, err = s.Facts(r)
		return err
	}))
	return f
}

// extent reads the extent.
func extent(t *testing.T, view View) (e briefing.Extent) {
	t.Helper()
	must(t, view(func(s Snapshot) error {
		e = s.Extent()
		return nil
	}))
	return e
}

// segments reads all segments, whole.
func segments(t *testing.T, view View) (numbers []uint64, whole []string) {
	t.Helper()
	must(t, view(func(s Snapshot) error {
		for kept := range s.Segments() {
			number, chunks := kept.Number, kept.Chunks
			for i, c := range chunks {
				if i < len(chunks)-1 && len(c) != len(chunks[0]) || len(c) > len(chunks[0]) || len(c) > 64<<10 {
					t.Errorf("segment %d: chunk %d has %d bytes, the first %d", number, i, len(c), len(chunks[0]))
				}
			}
			numbers, whole = append(numbers, number), append(whole, string(bytes.Join(chunks, nil)))
		}
		return nil
	}))
	return numbers, whole
}

func testWhole(t *testing.T, l Library, view View) {
	want := NewFiling(1, 0)
	want.Article.Updated = time.Date(2026, 3, 3, 1, 2, 3, 0, time.UTC)
	want.Article.Blocks[2] = briefing.Block{Kind: briefing.BlockFurniture, Span: want.Article.Blocks[2].Span, Reason: "a sign-up"}
	f := &want.Facts[0]
	f.Also = []briefing.Span{want.Facts[1].Span}
	f.When = []briefing.When{{Span: f.Span, From: want.Article.Updated, To: want.Article.Published, Grain: "day", Anchor: briefing.AnchorPublished}, {Anchor: briefing.AnchorNone}}
	f.Quantities = []briefing.Quantity{{Span: f.Span, Low: 320000.5, High: math.Inf(1), Unit: "EUR", Of: "cars", About: true}, {Low: math.Inf(-1)}}
	f.Mentions = []briefing.Mention{{Span: f.Span, Name: "Council", Type: briefing.MentionOrganisation}}
	bare := NewFiling(2, 0)
	bare.Article = briefing.Article{ID: bare.Article.ID, Revision: bare.Article.Revision, Text: bare.Article.Text}
	bare.Facts = nil
	addArticles(t, l, "s", want, bare)

	for _, want := range []briefing.Filing{want, bare} {
		got := filing(t, view, want.Article.Revision)
		if len(want.Facts) == 0 {
			got.Facts = nil // none and empty are the same
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	}
	if r, err := l.Revision(t.Context(), want.Article.ID); err != nil || r != want.Article.Revision {
		t.Errorf("Revision = %s, %v", r, err)
	}
	must(t, view(func(s Snapshot) error {
		if got, err := s.Fact(want.Article.Revision, 1); err != nil || !cmp.Equal(got, want.Facts[1]) {
			t.Errorf("Fact 1 = %+v, %v", got, err)
		}
		for _, ordinal := range []int{-1, 3} {
			if _, err := s.Fact(want.Article.Revision, ordinal); !errors.Is(err, briefing.ErrNotFound) {
				t.Errorf("Fact %d: %v", ordinal, err)
			}
		}
		if _, err := s.Article("nosuchrevision"); !errors.Is(err, briefing.ErrNotFound) {
			t.Errorf("an unknown revision: %v", err)
		}
		return nil
	}))
	if _, err := l.Revision(t.Context(), "nosucharticle"); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("an unknown article: %v", err)
	}
}

func testExists(t *testing.T, l Library, view View) {
	addArticles(t, l, "one", NewFiling(1, 0))
	before := extent(t, view)
	for _, batch := range [][]briefing.Filing{
		{NewFiling(1, 0)},
		{NewFiling(2, 0), NewFiling(1, 0)},
		{NewFiling(2, 0), NewFiling(2, 0)},
	} {
		if err := l.AddArticles(t.Context(), batch, []byte("two")); !errors.Is(err, briefing.ErrExists) {
			t.Errorf("added again: %v", err)
		}
	}
	if after := extent(t, view); after != before {
		t.Errorf("extent %+v became %+v", before, after)
	}
	if _, whole := segments(t, view); len(whole) != 1 {
		t.Errorf("there are %d segments", len(whole))
	}
	if _, err := l.Revision(t.Context(), NewFiling(2, 0).Article.ID); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("part of a refused batch was kept: %v", err)
	}
}

func testAllOrNothing(t *testing.T, l Library, view View) {
	addArticles(t, l, "one", NewFiling(1, 0))
	before := extent(t, view)
	broken := NewFiling(3, 0)
	broken.Article.ID = ""
	if err := l.AddArticles(t.Context(), []briefing.Filing{NewFiling(1, 1), NewFiling(2, 0), broken}, []byte("two")); err == nil {
		t.Fatal("an article without an id was taken")
	}
	if after := extent(t, view); after != before {
		t.Errorf("extent %+v became %+v", before, after)
	}
	if r, err := l.Revision(t.Context(), NewFiling(1, 0).Article.ID); err != nil || r != NewFiling(1, 0).Article.Revision {
		t.Errorf("Revision = %s, %v", r, err)
	}
}

func testProof(t *testing.T, l Library, view View) {
	for name, spoil := range map[string]func(f *briefing.Fact){
		"other words":        func(f *briefing.Fact) { f.Text = "The council opened bridge 1 on Monday." },
		"beyond the text":    func(f *briefing.Fact) { f.Span.End += 10000 },
		"no words":           func(f *briefing.Fact) { f.Span.End, f.Text = f.Span.Start, "" },
		"another revision":   func(f *briefing.Fact) { f.Revision = "other" },
		"an id of elsewhere": func(f *briefing.Fact) { f.ID = "r.1-2" },
	} {
		f := NewFiling(1, 0)
		spoil(&f.Facts[0])
		if err := l.AddArticles(t.Context(), []briefing.Filing{f}, nil); err == nil {
			t.Errorf("a fact with %s was taken", name)
		}
	}
	if e := extent(t, view); e.Articles != 0 {
		t.Errorf("%d articles were kept", e.Articles)
	}
}

func testRevised(t *testing.T, l Library, view View) {
	old, next := NewFiling(1, 0), NewFiling(1, 1)
	addArticles(t, l, "one", old)
	addArticles(t, l, "two", next)
	if r, err := l.Revision(t.Context(), old.Article.ID); err != nil || r != next.Article.Revision {
		t.Errorf("Revision = %s, %v", r, err)
	}
	if d := cmp.Diff(old, filing(t, view, old.Article.Revision)); d != "" {
		t.Errorf("the old revision is not what it was:\n%s", d)
	}
	must(t, view(func(s Snapshot) error {
		if since, ok := s.Withdrawn(old.Article.Revision); !ok || !since.Equal(next.Article.Taken) {
			t.Errorf("the old revision is withdrawn %v since %v, want %v", ok, since, next.Article.Taken)
		}
		if _, ok := s.Withdrawn(next.Article.Revision); ok {
			t.Error("the new revision is withdrawn")
		}
		for r, want := range map[briefing.RevisionID]briefing.RevisionID{next.Article.Revision: old.Article.Revision, old.Article.Revision: ""} {
			if before, err := s.Before(r); err != nil || before != want {
				t.Errorf("before %s was %q, %v, want %q", r, before, err, want)
			}
		}
		return nil
	}))
	if e := extent(t, view); e.Articles != 1 || e.Facts != 3 || e.Outlets != 1 {
		t.Errorf("extent %+v", e)
	}
}

func testReturned(t *testing.T, l Library, view View) {
	first, second := NewFiling(1, 0), NewFiling(1, 1)
	addArticles(t, l, "one", first)
	addArticles(t, l, "two", second)
	addArticles(t, l, "three", first)
	if r, err := l.Revision(t.Context(), first.Article.ID); err != nil || r != first.Article.Revision {
		t.Errorf("Revision = %s, %v", r, err)
	}
	must(t, view(func(s Snapshot) error {
		if _, ok := s.Withdrawn(first.Article.Revision); ok {
			t.Error("the revision that came back is withdrawn")
		}
		if _, ok := s.Withdrawn(second.Article.Revision); !ok {
			t.Error("the revision between is not withdrawn")
		}
		return nil
	}))
	if d := cmp.Diff(first, filing(t, view, first.Article.Revision)); d != "" {
		t.Error(d)
	}
	if e := extent(t, view); e.Articles != 1 || e.Facts != 3 {
		t.Errorf("extent %+v", e)
	}
}

func testExtent(t *testing.T, l Library, view View) {
	if e := extent(t, view); e != (briefing.Extent{}) {
		t.Errorf("an empty library has extent %+v", e)
	}
	undated := NewFiling(5, 0)
	undated.Article.Published, undated.Article.Outlet = time.Time{}, ""
	addArticles(t, l, "", NewFiling(1, 0), NewFiling(2, 0), NewFiling(4, 0))
	first := extent(t, view)
	addArticles(t, l, "", undated)
	e := extent(t, view)
	if e.Articles != 4 || e.Facts != 12 || e.Outlets != 2 || !e.Newest.Equal(first.Newest) || e.Sequence <= first.Sequence {
		t.Errorf("extent %+v after %+v", e, first)
	}
	moved := NewFiling(2, 1)
	moved.Article.Outlet = "Outlet 1"
	addArticles(t, l, "", moved)
	if e := extent(t, view); e.Outlets != 1 {
		t.Errorf("%d outlets are left, want 1", e.Outlets)
	}
}

func testBetween(t *testing.T, l Library, view View) {
	third := NewFiling(3, 0)
	third.Article.Published = time.Time{} // known when taken, in April
	addArticles(t, l, "", NewFiling(7, 0), third, NewFiling(2, 0), NewFiling(5, 0))
	addArticles(t, l, "", NewFiling(5, 1))
	between := func(from, to time.Time) (headlines []string) {
		must(t, view(func(s Snapshot) error {
			for a, err := range s.Between(from, to) {
				must(t, err)
				if a.Text != "" || len(a.Blocks) > 0 {
					t.Errorf("%s comes with its text, which takes long for many", a.Headline)
				}
				headlines = append(headlines, a.Headline)
			}
			return nil
		}))
		return headlines
	}
	march := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	if d := cmp.Diff([]string{"Bridge 2 closes", "Bridge 5 closes", "Bridge 7 closes", "Bridge 3 closes"}, between(march, march.AddDate(0, 2, 0))); d != "" {
		t.Error(d)
	}
	from := NewFiling(2, 0).Article.Published
	if d := cmp.Diff([]string{"Bridge 2 closes"}, between(from, NewFiling(5, 0).Article.Published)); d != "" {
		t.Errorf("the end does not belong to a period:\n%s", d)
	}
}

// A period is listed newest first, a few in each view, also when the last one that was seen is withdrawn between two views.
func testLatest(t *testing.T, l Library, view View) {
	addArticles(t, l, "", NewFiling(7, 0), NewFiling(3, 0), NewFiling(2, 0), NewFiling(5, 0), NewFiling(9, 0))
	first := NewFiling(2, 0).Article.Published
	listed := func(from, to time.Time, behind briefing.RevisionID, most int) (headlines []string, last briefing.RevisionID) {
		must(t, view(func(s Snapshot) error {
			for a, err := range s.Latest(from, to, behind) {
				must(t, err)
				if a.Text != "" || len(a.Blocks) > 0 {
					t.Errorf("%s comes with its text, which takes long for many", a.Headline)
				}
				headlines, last = append(headlines, a.Headline), a.Revision
				if len(headlines) == most {
					break
				}
			}
			return nil
		}))
		return headlines, last
	}
	end := NewFiling(9, 0).Article.Published // does not belong to the period
	few, last := listed(first, end, "", 2)
	if d := cmp.Diff([]string{"Bridge 7 closes", "Bridge 5 closes"}, few); d != "" {
		t.Error(d)
	}
	addArticles(t, l, "", NewFiling(5, 1))
	rest, _ := listed(first, end, last, 9)
	if d := cmp.Diff([]string{"Bridge 3 closes", "Bridge 2 closes"}, rest); d != "" {
		t.Error(d)
	}
	if all, _ := listed(time.Time{}, end.AddDate(9, 0, 0), "", 9); len(all) != 5 {
		t.Errorf("of all time: %q", all)
	}
	if none, _ := listed(end, end, "", 9); len(none) != 0 {
		t.Errorf("of no time: %q", none)
	}
}

func testSegments(t *testing.T, l Library, view View) {
	big := string(bytes.Repeat([]byte("0123456789abcdef"), 20000)) // several chunks
	addArticles(t, l, "one", NewFiling(1, 0))
	addArticles(t, l, big, NewFiling(2, 0))
	addArticles(t, l, "three", NewFiling(3, 0))
	addArticles(t, l, "four", NewFiling(4, 0))
	numbers, whole := segments(t, view)
	if d := cmp.Diff([]string{"one", big, "three", "four"}, whole); d != "" {
		t.Fatal(d)
	}
	sequence := extent(t, view).Sequence
	must(t, l.ReplaceSegments(t.Context(), numbers[:2], []byte("one"+big)))
	merged, whole := segments(t, view)
	if d := cmp.Diff([]string{"one" + big, "three", "four"}, whole); d != "" {
		t.Errorf("a merged segment stands where the old ones stood:\n%s", d)
	}
	if merged[0] <= numbers[3] {
		t.Errorf("the merged segment has number %d after %d", merged[0], numbers[3])
	}
	if err := l.ReplaceSegments(t.Context(), []uint64{merged[1], numbers[0]}, []byte("x")); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("replaced a segment that is gone: %v", err)
	}
	if _, now := segments(t, view); !cmp.Equal(whole, now) {
		t.Error("a failed replacement left a trace")
	}
	if extent(t, view).Sequence != sequence {
		t.Error("merging the index changed the sequence, though it changed no answer")
	}
}

// marks are the withdrawn positions of each segment, oldest first, and fails if a segment is damaged or not proven.
func marks(t *testing.T, view View) (all [][]uint32) {
	t.Helper()
	must(t, view(func(s Snapshot) error {
		for kept := range s.Segments() {
			bitmap := roaring.New()
			if kept.Withdrawn != nil {
				must(t, bitmap.UnmarshalBinary(kept.Withdrawn))
			}
			for i := range kept.Chunks {
				if kept.Damage != nil || kept.Proven != nil && !kept.Proven(i) {
					t.Errorf("chunk %d of segment %d is not proven, damage %v", i, kept.Number, kept.Damage)
				}
			}
			all = append(all, bitmap.ToArray())
		}
		return nil
	}))
	return all
}

func wantMarks(t *testing.T, view View, when string, want ...[]uint32) {
	t.Helper()
	if d := cmp.Diff(want, marks(t, view), cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s:\n%s", when, d)
	}
}

func testWithdrawnPositions(t *testing.T, l Library, view View) {
	addArticles(t, l, "one", NewFiling(0, 0), NewFiling(1, 0), NewFiling(2, 0))
	wantMarks(t, view, "all are current", nil)
	addArticles(t, l, "", NewFiling(3, 0)) // in no segment
	addArticles(t, l, "two", NewFiling(4, 0), NewFiling(2, 1), NewFiling(3, 1))
	wantMarks(t, view, "one has changed", []uint32{2}, nil)
	addArticles(t, l, "three", NewFiling(0, 1), NewFiling(2, 2), NewFiling(0, 2))
	wantMarks(t, view, "one has changed twice in one batch", []uint32{0, 2}, []uint32{1}, []uint32{0})
	addArticles(t, l, "four", NewFiling(0, 0))
	wantMarks(t, view, "the first has come back, at another place", []uint32{0, 2}, []uint32{1}, []uint32{0, 2}, nil)
	addArticles(t, l, "five", NewFiling(0, 3))
	wantMarks(t, view, "and is withdrawn again", []uint32{0, 2}, []uint32{1}, []uint32{0, 2}, []uint32{0}, nil)
}

func testWithdrawnMerged(t *testing.T, l Library, view View) {
	addArticles(t, l, "one", NewFiling(0, 0), NewFiling(1, 0))
	addArticles(t, l, "", NewFiling(9, 0)) // the numbers of the merged articles have a gap
	addArticles(t, l, "two", NewFiling(2, 0), NewFiling(3, 0), NewFiling(4, 0))
	addArticles(t, l, "three", NewFiling(5, 0), NewFiling(3, 1))
	wantMarks(t, view, "before", nil, []uint32{1}, nil)
	numbers, _ := segments(t, view)
	// Withdrawn between the copy of the old segments and their replacement.
	addArticles(t, l, "four", NewFiling(1, 1), NewFiling(4, 1))
	must(t, l.ReplaceSegments(t.Context(), numbers[:2], []byte("onetwo")))
	wantMarks(t, view, "two are merged", []uint32{1, 3, 4}, nil, nil)
	addArticles(t, l, "five", NewFiling(0, 1), NewFiling(2, 1), NewFiling(5, 1))
	wantMarks(t, view, "withdrawn after the merge", []uint32{0, 1, 2, 3, 4}, []uint32{0}, nil, nil)
	numbers, _ = segments(t, view)
	must(t, l.ReplaceSegments(t.Context(), numbers, []byte("all")))
	wantMarks(t, view, "all are merged", []uint32{0, 1, 2, 3, 4, 5})
	addArticles(t, l, "six", NewFiling(3, 2), NewFiling(5, 2))
	wantMarks(t, view, "withdrawn from the second and the fifth", []uint32{0, 1, 2, 3, 4, 5, 6, 11}, nil)
	numbers, _ = segments(t, view)
	must(t, l.ReplaceSegments(t.Context(), numbers, nil))
	wantMarks(t, view, "merged into nothing")
}
