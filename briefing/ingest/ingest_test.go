package ingest_test

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// What is there already is passed over: the library is not even asked to store it.
func TestAddTwiceChangesNothing(t *testing.T) {
	room := newNewsroom(t)
	ls := stories(0, 30, 2)
	first := room.add(t, lines(ls...))
	before, sizes := room.extent(t), room.sizes(t)
	if first.New != 30 || first.Total() != 30 || first.Facts == 0 || first.Facts != before.Facts || before.Articles != 30 || before.Outlets != 2 {
		t.Fatalf("first time: %+v, extent %+v", first, before)
	}
	room.clock = room.clock.Add(time.Hour)
	if again := room.add(t, lines(ls...)); again != (ingest.Counts{Unchanged: 30}) {
		t.Errorf("second time: %+v", again)
	}
	if diff := cmp.Diff(before, room.extent(t)); diff != "" {
		t.Errorf("the second time changed the extent:\n%s", diff)
	}
	if len(room.library.batches) != 1 || !slices.Equal(room.sizes(t), sizes) {
		t.Errorf("%d batches, segments of %v bytes after %v", len(room.library.batches), room.sizes(t), sizes)
	}
}

func TestAddChanged(t *testing.T) {
	room := newNewsroom(t)
	pier := line{URL: "https://tidewater.example/pier", Title: "Storm takes pier", Outlet: "Tidewater Gazette", Published: "2026-01-20T06:00:00Z",
		Text: "The storm destroyed the wooden pier of Brakewater on Monday night.\n\nNobody was hurt, the harbour master said."}
	room.add(t, lines(pier, story(1, 2)))
	before := room.extent(t)

	monday := room.clock
	room.clock = monday.AddDate(0, 0, 2)
	pier.Text = "The storm damaged the wooden pier of Brakewater on Monday night.\n\nTwo anglers were hurt, the harbour master said."
	counts := room.add(t, lines(pier, story(1, 2)))
	if counts.Changed != 1 || counts.Unchanged != 1 || counts.New != 0 || counts.Facts != 2 {
		t.Errorf("%+v", counts)
	}
	after := room.extent(t)
	if after.Articles != before.Articles || after.Facts != before.Facts || after.Sequence <= before.Sequence {
		t.Errorf("extent %+v after %+v", after, before)
	}
	const destroyed, damaged = "The storm destroyed the wooden pier of Brakewater on Monday night.", "The storm damaged the wooden pier of Brakewater on Monday night."
	for _, tt := range []struct {
		name       string
		query      search.Query
		want, hide string
	}{
		{"now", search.Query{Text: "wooden pier of Brakewater"}, damaged, destroyed},
		{"the old words", search.Query{Text: "destroyed wooden pier"}, damaged, destroyed},
		{"as of before the change", search.Query{Text: "wooden pier of Brakewater", AsOf: monday.AddDate(0, 0, 1)}, destroyed, ""},
	} {
		found := room.found(t, tt.query)
		if !slices.Contains(found, tt.want) || tt.hide != "" && slices.Contains(found, tt.hide) {
			t.Errorf("%s: %q", tt.name, found)
		}
	}
}

// A text that was withdrawn and comes back has two places in the index, and more when that happens again: it is found at one
// of them, whatever the time that is asked about, before and after they are merged.
func TestAddReturned(t *testing.T) {
	room := newNewsroom(t)
	pier := line{URL: "https://tidewater.example/pier", Title: "Storm takes pier", Outlet: "Tidewater Gazette", Published: "2026-01-20T06:00:00Z"}
	const destroyed, damaged = "The storm destroyed the wooden pier of Brakewater on Monday night.", "The storm damaged the wooden pier of Brakewater on Monday night."
	begun := room.clock
	edition := func(text string) {
		t.Helper()
		pier.Text = text
		room.clock = room.clock.AddDate(0, 0, 1)
		room.add(t, lines(pier))
	}
	check := func(when string, q search.Query, want ...string) {
		t.Helper()
		q.Text = "wooden pier of Brakewater"
		other := func(text string) bool { return !strings.Contains(text, "wooden") }
		found := slices.DeleteFunc(room.found(t, q), other)
		slices.Sort(found)
		if slices.Sort(want); !slices.Equal(found, want) {
			t.Errorf("%s: %q, want %q", when, found, want)
		}
	}
	edition(destroyed)
	edition(damaged)
	edition(destroyed)
	check("come back", search.Query{}, destroyed)
	check("as of a time before the other was withdrawn", search.Query{AsOf: begun.AddDate(0, 0, 2)}, damaged)
	edition(damaged)
	check("the other has come back", search.Query{}, damaged)
	check("as of before the last change", search.Query{AsOf: room.clock.Add(-time.Hour)}, destroyed)
	for n := range 12 { // merges
		room.add(t, lines(story(n, 1)))
	}
	if n := len(room.numbers(t)); n > 6 {
		t.Fatalf("%d segments", n)
	}
	check("merged", search.Query{}, damaged)
	check("merged, as of before the last change", search.Query{AsOf: room.clock.Add(-time.Hour)}, destroyed)
	if _, err := room.db.Reindex(t.Context(), search.Build, nil); err != nil {
		t.Fatal(err)
	}
	check("built anew", search.Query{}, damaged)
	check("built anew, as of before the last change", search.Query{AsOf: room.clock.Add(-time.Hour)}, destroyed)
}

// Taken is the clock's, unless the article says when it was read.
func TestAddTaken(t *testing.T) {
	room := newNewsroom(t)
	as := articles(t, stories(0, 2, 1)...)
	as[1].Taken = time.Date(2025, 12, 24, 18, 0, 0, 0, time.UTC)
	room.add(t, good(as))
	for i, want := range []time.Time{room.clock, as[1].Taken} {
		room.look(t, func(s search.Snapshot) {
			stored, err := s.Article(as[i].Revision)
			if err != nil || !stored.Taken.Equal(want) {
				t.Errorf("article %d was taken %v (%v), want %v", i, stored.Taken, err, want)
			}
		})
	}
}

func TestAddRefused(t *testing.T) {
	input := strings.Join([]string{
		jsonLine(story(1, 1)), `{"url": "https://tidewater.example/broken"`, jsonLine(line{URL: "ftp://tidewater.example/2", Text: story(2, 1).Text}),
		jsonLine(line{Title: "Nothing but a title"}), jsonLine(story(3, 1)),
	}, "\n")
	parsed := func() iter.Seq2[briefing.Article, error] {
		return read.Articles(strings.NewReader(input), read.Source{Name: "wire.jsonl"})
	}
	room := newNewsroom(t)
	var told []string
	counts, err := room.Add(t.Context(), parsed(), func(err error) {
		var refusal *read.Refusal
		if !errors.As(err, &refusal) {
			t.Errorf("told of %T: %v", err, err)
			return
		}
		told = append(told, refusal.Name)
	}, nil)
	if err != nil || counts.New != 2 || counts.Refused != 3 || counts.Total() != 5 {
		t.Errorf("%+v, %v", counts, err)
	}
	if want := []string{"wire.jsonl line 2", "wire.jsonl line 3", "wire.jsonl line 4"}; !slices.Equal(told, want) {
		t.Errorf("told of %q, want %q", told, want)
	}
	if counts, err := room.Add(t.Context(), parsed(), nil, nil); err != nil || counts != (ingest.Counts{Unchanged: 2, Refused: 3}) {
		t.Errorf("without anybody to tell: %+v, %v", counts, err)
	}
}

// Texts of one article in one input are told one after the other: each is a change of the one before.
func TestAddOneArticleSeveralTimes(t *testing.T) {
	a, b := story(1, 2), story(1, 3)
	other := story(2, 2)
	for _, tt := range []struct {
		name    string
		input   []line
		counts  ingest.Counts // Facts are not compared
		batches []int
		stands  line
	}{
		{"the same text", []line{a, other, a}, ingest.Counts{New: 2, Unchanged: 1}, []int{2}, a},
		{"another text", []line{a, other, b}, ingest.Counts{New: 2, Changed: 1}, []int{2, 1}, b},
		{"there and back", []line{a, b, other, a}, ingest.Counts{New: 2, Changed: 2}, []int{1, 2, 1}, a},
	} {
		t.Run(tt.name, func(t *testing.T) {
			room := newNewsroom(t)
			counts := room.add(t, lines(tt.input...))
			facts := counts.Facts
			counts.Facts = 0
			if counts != tt.counts || facts == 0 {
				t.Errorf("%+v with %d facts, want %+v", counts, facts, tt.counts)
			}
			if got := batchSizes(room); !slices.Equal(got, tt.batches) {
				t.Errorf("batches of %v, want %v", got, tt.batches)
			}
			want := articles(t, tt.stands)[0]
			if current, err := room.db.Revision(t.Context(), want.ID); err != nil || current != want.Revision {
				t.Errorf("revision %s stands (%v), want %s", current, err, want.Revision)
			}
			if e := room.extent(t); e.Articles != 2 {
				t.Errorf("%d articles", e.Articles)
			}
			found := room.found(t, search.Query{Text: "crowns", Top: 100})
			slices.Sort(found)
			if len(slices.Compact(slices.Clone(found))) != len(found) {
				t.Errorf("a fact is found twice: %q", found)
			}
		})
	}
}

func TestAddInBatches(t *testing.T) {
	room := newNewsroom(t)
	var told []ingest.Counts
	as := articles(t, stories(0, 150, 1)...)
	counts, err := room.Add(t.Context(), good(as), nil, func(c ingest.Counts) { told = append(told, c) })
	if err != nil {
		t.Fatal(err)
	}
	if got := batchSizes(room); !slices.Equal(got, []int{64, 64, 22}) {
		t.Errorf("batches of %v", got)
	}
	var came []briefing.ArticleID
	facts := 0
	for i, batch := range room.library.batches {
		for _, f := range batch {
			came = append(came, f.Article.ID)
			facts += len(f.Facts)
		}
		if told[i].New != len(came) || told[i].Facts != facts {
			t.Errorf("after batch %d of %d articles with %d facts: %+v", i, len(came), facts, told[i])
		}
	}
	for i, a := range as {
		if came[i] != a.ID {
			t.Fatalf("article %d came as %s, want %s", i, came[i], a.ID)
		}
	}
	if len(told) != 3 || counts != told[2] || counts.New != 150 {
		t.Errorf("told %+v, returned %+v", told, counts)
	}
}

// Long texts are committed before there are 64 of them.
func TestAddLongTexts(t *testing.T) {
	room := newNewsroom(t)
	var as []briefing.Article
	for n := range 5 {
		a := briefing.Article{URL: fmt.Sprintf("https://tidewater.example/terms/%d", n), Text: strings.Repeat("Terms of use. ", 1<<17)}
		a.Blocks = []briefing.Block{{Kind: briefing.BlockFurniture, Span: briefing.Span{End: len(a.Text)}}}
		a.ID = briefing.NewArticleID(a.URL, a.Text)
		a.Revision = briefing.NewRevisionID(a.ID, a.Text)
		as = append(as, a)
	}
	room.add(t, good(as))
	if got := batchSizes(room); !slices.Equal(got, []int{3, 2}) {
		t.Errorf("batches of %v", got)
	}
}

func TestAddNothing(t *testing.T) {
	room := newNewsroom(t)
	if counts := room.add(t, good(nil)); counts != (ingest.Counts{}) {
		t.Errorf("%+v", counts)
	}
	if e := room.extent(t); e != (briefing.Extent{}) {
		t.Errorf("%+v", e)
	}
}

func batchSizes(room *newsroom) (sizes []int) {
	for _, b := range room.library.batches {
		sizes = append(sizes, len(b))
	}
	return sizes
}

// good is a sequence of articles without refusals.
func good(as []briefing.Article) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		for _, a := range as {
			if !yield(a, nil) {
				return
			}
		}
	}
}
