package briefingtest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
)

const archive = `-- pier.txt --
The storm destroyed the wooden pier of Brakewater on Monday night.

“We heard it go,” said harbour master Ada Quill. Nobody was hurt.
-- wire.jsonl --
{"url": "https://norhaven.example/tram", "title": "Tramway reopens", "outlet": "Norhaven Courier", "published": "2026-01-03T10:00:00Z", "text": "The tramway of Norhaven reopened on Saturday after four years of repairs."}
{"url": "https://norhaven.example/fair", "title": "Fair moves", "outlet": "Norhaven Courier", "published": "2026-01-02T10:00:00Z", "text": "The winter fair of Norhaven moves to the old market this year."}
`

func TestLibrary(t *testing.T) {
	as := Articles(t, txtar.Parse([]byte(archive)))
	if len(as) != 3 {
		t.Fatalf("%d articles", len(as))
	}
	pier, tram, fair := as[0], as[1], as[2]
	l := NewLibrary(as...)
	if e := l.Extent(); e.Articles != 3 || e.Facts < 4 || e.Outlets != 1 || !e.Newest.Equal(tram.Published) {
		t.Errorf("extent %+v", e)
	}
	for _, a := range as {
		stored, err := l.Article(a.Revision)
		if err != nil || stored.Text != a.Text || !stored.Taken.Equal(Taken) {
			t.Errorf("%s: %v, taken %v", a.Headline, err, stored.Taken)
		}
		facts, err := l.Facts(a.Revision)
		if err != nil || len(facts) == 0 {
			t.Errorf("%s: %d facts, %v", a.Headline, len(facts), err)
		}
		for i, f := range facts {
			if got, err := l.Fact(a.Revision, i); err != nil || got.ID != f.ID || f.Span.Of(a.Text) != f.Text {
				t.Errorf("fact %d: %s, %v", i, got.ID, err)
			}
		}
		if _, err := l.Fact(a.Revision, len(facts)); !errors.Is(err, briefing.ErrNotFound) {
			t.Errorf("a fact too many: %v", err)
		}
	}
	if _, err := l.Facts("elsewhere"); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("facts of an unknown revision: %v", err)
	}

	between := func(from, to time.Time) (ids []briefing.ArticleID) {
		for a, err := range l.Between(from, to) {
			if err != nil {
				t.Error(err)
			}
			ids = append(ids, a.ID)
		}
		return ids
	}
	if got, want := between(fair.Published, Taken.Add(1)), []briefing.ArticleID{fair.ID, tram.ID, pier.ID}; !slices.Equal(got, want) {
		t.Errorf("articles of all time: %v, want %v", got, want)
	}
	if got, want := between(fair.Published, tram.Published), []briefing.ArticleID{fair.ID}; !slices.Equal(got, want) {
		t.Errorf("the end belongs to the next period: %v, want %v", got, want)
	}
	l.Withdraw(fair.Revision, Taken)
	if got := between(fair.Published, tram.Published); len(got) > 0 {
		t.Errorf("withdrawn, and still among %v", got)
	}
	if since, ok := l.Withdrawn(fair.Revision); !ok || !since.Equal(Taken) || l.Extent().Articles != 2 {
		t.Errorf("withdrawn %v since %v, %d articles left", ok, since, l.Extent().Articles)
	}
	err := l.View(func(s search.Snapshot) error {
		found, err := search.Find(s, search.Query{Text: "Norhaven"})
		if len(found.Hits) != 1 || found.Hits[0].Revision != tram.Revision {
			t.Errorf("found %+v", found.Hits)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// complaints notes what a test was failed with and goes on.
type complaints struct {
	testing.TB
	said []string
}

func (c *complaints) Helper() {}

func (c *complaints) Errorf(format string, args ...any) {
	c.said = append(c.said, fmt.Sprintf(format, args...))
}

func TestCheckAnswer(t *testing.T) {
	as := Articles(t, txtar.Parse([]byte(archive)))
	l := NewLibrary(as...)
	facts, err := l.Facts(as[0].Revision)
	if err != nil {
		t.Fatal(err)
	}
	honest := func() briefing.Answer {
		a := briefing.Answer{Citations: []briefing.Citation{briefing.Cite(1, as[0], facts[0]), briefing.Cite(2, as[0], facts[1])}}
		near := briefing.Cite(0, as[0], facts[0])
		a.Nearest = &near
		for i, c := range a.Citations {
			a.Points = append(a.Points, briefing.Point{Text: c.Quote, Marks: []briefing.Span{{Start: 0, End: 3}}, Citations: []int{i + 1}})
		}
		return a
	}
	tests := []struct {
		name       string
		spoil      func(*briefing.Answer)
		complaints int
	}{
		{"honest", func(*briefing.Answer) {}, 0},
		{"nothing said", func(a *briefing.Answer) { *a = briefing.Answer{} }, 0},
		{"a word changed in the quote", func(a *briefing.Answer) { a.Citations[0].Quote = "The storm spared the pier." }, 2},
		{"a word changed in the point", func(a *briefing.Answer) { a.Points[0].Text = "The storm spared the pier." }, 1},
		{"the quote of another fact", func(a *briefing.Answer) { a.Citations[0].Quote = facts[1].Text }, 2},
		{"the span of another fact", func(a *briefing.Answer) { a.Citations[0].Span = facts[1].Span }, 1},
		{"another article", func(a *briefing.Answer) { a.Citations[1].Article = as[1].ID }, 1},
		{"an unknown fact", func(a *briefing.Answer) { a.Citations[1].Fact = "elsewhere.0-5" }, 1},
		{"no fact", func(a *briefing.Answer) { a.Citations[1].Fact = "" }, 1},
		{"no quote", func(a *briefing.Answer) { a.Citations[1].Quote = "" }, 2},
		{"numbers out of order", func(a *briefing.Answer) { a.Citations[0].N, a.Citations[1].N = 2, 1 }, 2},
		{"a wrong nearest fact", func(a *briefing.Answer) { a.Nearest.Quote = "The pier stands." }, 1},
		{"a point without a citation", func(a *briefing.Answer) { a.Points[0].Citations = nil }, 1},
		{"a point with the other's citation", func(a *briefing.Answer) { a.Points[0].Citations = []int{2} }, 1},
		{"a citation that is not there", func(a *briefing.Answer) { a.Points[0].Citations = []int{0, 3} }, 1},
		{"an empty mark", func(a *briefing.Answer) { a.Points[0].Marks = []briefing.Span{{Start: 2, End: 2}} }, 1},
		{"a mark past the end", func(a *briefing.Answer) { a.Points[1].Marks[0].End = 1 + len(a.Points[1].Text) }, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := honest()
			tt.spoil(&a)
			var c complaints
			CheckAnswer(&c, l, a)
			if len(c.said) != tt.complaints {
				t.Errorf("%d complaints, want %d: %q", len(c.said), tt.complaints, c.said)
			}
		})
	}
}
