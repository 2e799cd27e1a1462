package followup

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/extract"
)

// shelf is a library in memory, its articles numbered from 1.
type shelf struct{ filings []briefing.Filing }

func (s *shelf) put(url, feed string, sentences ...string) briefing.Filing {
	a := briefing.Article{URL: url, Feed: feed, Outlet: "The Ledger", Headline: "Today", Language: "en", Published: briefingtest.Taken, Taken: briefingtest.Taken,
		Text: strings.Join(sentences, " ")}
	a.Blocks = []briefing.Block{{Kind: briefing.BlockBody, Span: briefing.Span{End: len(a.Text)}}}
	a.ID = briefing.NewArticleID(url, a.Text)
	a.Revision = briefing.NewRevisionID(a.ID, a.Text)
	f := briefing.Filing{Article: a, Facts: extract.Facts(a)}
	s.filings = append(s.filings, f)
	return f
}

func (s *shelf) View(fn func(Snapshot) error) error { return fn(s) }

func (s *shelf) Articles(after uint64) iter.Seq2[uint64, briefing.Article] {
	return func(yield func(uint64, briefing.Article) bool) {
		for i := int(after); i < len(s.filings); i++ {
			if !yield(uint64(i+1), s.filings[i].Article) {
				return
			}
		}
	}
}

func (s *shelf) Last() uint64 { return uint64(len(s.filings)) }

func (s *shelf) filing(r briefing.RevisionID) (briefing.Filing, error) {
	at := slices.IndexFunc(s.filings, func(f briefing.Filing) bool { return f.Article.Revision == r })
	if at < 0 {
		return briefing.Filing{}, fmt.Errorf("revision %s: %w", r, briefing.ErrNotFound)
	}
	return s.filings[at], nil
}

func (s *shelf) Head(r briefing.RevisionID) (briefing.Article, error) {
	f, err := s.filing(r)
	return f.Article, err
}

func (s *shelf) Facts(r briefing.RevisionID) ([]briefing.Fact, error) {
	f, err := s.filing(r)
	return f.Facts, err
}

func TestAmend(t *testing.T) {
	const url = "https://ledger.example/kestrel"
	was := []string{
		"Kestrel Bank lost 40 million euros in March.", "Its chief executive, Owen Hale, said he would stay.",
		"The bank opened in 1901 in Sollmar.", "Staff were told on Monday.",
	}
	tests := []struct {
		name   string
		told   int // index into was
		now    []string
		hidden []string
		became briefing.Became
		says   string
	}{
		{"another figure", 0, []string{"Kestrel Bank lost 14 million euros in March.", was[1], was[2], was[3]}, nil,
			briefing.BecameOther, "Kestrel Bank lost 14 million euros in March."},
		{"of two new sentences the more alike", 1, []string{was[0], "The chief executive, Owen Hale, said he would leave.", "Mara Lind said nothing.", was[2], was[3]}, nil,
			briefing.BecameOther, "The chief executive, Owen Hale, said he would leave."},
		{"cut", 2, []string{was[0], was[1], was[3]}, nil, briefing.BecameUnsaid, ""},
		{"a neighbour that stood there before took no place", 0, was[1:], nil, briefing.BecameUnsaid, ""},
		{"other type only", 1, []string{was[0], "Its Chief Executive Owen Hale said: he would stay.", was[2], was[3]}, nil, briefing.BecameSame, ""},
		{"joined to another sentence", 2, []string{was[0], was[1], "It is old: the bank opened in 1901 in Sollmar, and never left.", was[3]}, nil, briefing.BecameSame, ""},
		{"withdrawn", 0, nil, nil, briefing.BecameWithdrawn, ""},
		{"a text that may not be seen", 0, []string{"Kestrel Bank lost 14 million euros in March."}, []string{"new feed"}, briefing.BecameUnsaid, ""},
		{"an article that may not be seen", 0, []string{"Kestrel Bank lost 14 million euros in March."}, []string{"Old Feed"}, briefing.BecameHidden, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &shelf{}
			old := s.put(url, "old feed", was...)
			fact := old.Facts[tt.told]
			c := briefing.Correction{Telling: briefing.Telling{Fact: fact.ID, Article: old.Article.ID}, Text: fact.Text}
			if tt.now != nil {
				c.Next = s.put(url, "new feed", tt.now...).Article.Revision
			}
			got, err := NewDesk(s.View).Amend(context.Background(), []briefing.Correction{c}, tt.hidden)
			if err != nil || len(got) != 1 {
				t.Fatal(got, err)
			}
			if got[0].Became != tt.became || got[0].Now.Quote != tt.says {
				t.Errorf("became %q and says %q, want %q and %q", got[0].Became, got[0].Now.Quote, tt.became, tt.says)
			}
			if w := got[0].Was; w.Quote != fact.Text || w.Headline != "Today" {
				t.Errorf("it was %+v", w)
			}
		})
	}
}

// What was erased is cited from what the ledger kept.
func TestAmendWithoutTheOldText(t *testing.T) {
	s := &shelf{}
	c := briefing.Correction{Telling: briefing.Telling{Fact: "gone.0-9", Article: "a"}, Text: "It is so.", Headline: "Then", URL: "https://x.example/1", Next: "gone too"}
	got, err := NewDesk(s.View).Amend(context.Background(), []briefing.Correction{c}, nil)
	if err != nil || got[0].Became != briefing.BecameUnsaid || got[0].Was.Headline != "Then" || got[0].Was.Quote != "It is so." {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestSift(t *testing.T) {
	questions := []string{
		"who leads Kestrel Bank?", "how many people died on the ferry?", "what did Mara Lind say about the strike?", "when does the Sollmar bridge open?", "???",
	}
	s := &shelf{}
	s.put("https://x.example/0", "", "Kestrel Bank has a new leader, Owen Hale.")
	d := NewDesk(s.View)
	sift := func(cursor string, want ...int) string {
		t.Helper()
		may, next, err := d.Sift(context.Background(), questions, cursor)
		if err != nil || !slices.Equal(may, want) {
			t.Errorf("from %q: %v %v, want %v", cursor, may, err, want)
		}
		return next
	}
	cursor := sift("") // what was there before is no news
	cursor = sift(cursor)
	for _, tt := range []struct {
		text string
		want []int
	}{
		{"Kestrel named a chair.", []int{0}},
		{"Two passengers of a ferry were killed off Sollmar.", []int{1, 3}},
		{"The union will meet on Friday.", nil},
		{"“We go on,” Lind told reporters.", []int{2}},
	} {
		s.put("https://x.example/"+tt.text[:8], "", tt.text)
		cursor = sift(cursor, tt.want...)
	}
	if sift("99") != cursor {
		t.Error("a cursor behind the last article does not come back")
	}
	if _, _, err := d.Sift(context.Background(), questions, "x"); err == nil {
		t.Error("a cursor of something else is taken")
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := d.Sift(ended, questions, cursor); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}

// However many articles come at once, each is looked at, a bounded number at a time.
func TestSiftInSteps(t *testing.T) {
	s := &shelf{}
	for i := range 3*siftArticles + 5 {
		text := "Rain fell."
		if i == 2*siftArticles+1 {
			text = "Kestrel Bank rose."
		}
		s.put(fmt.Sprintf("https://x.example/%d", i), "", text)
	}
	cursor, found, steps := "0", 0, 0
	for {
		may, next, err := NewDesk(s.View).Sift(context.Background(), []string{"what of Kestrel Bank?"}, cursor)
		if err != nil {
			t.Fatal(err)
		}
		found += len(may)
		if next == cursor {
			break
		}
		cursor = next
		steps++
	}
	if found != 1 || steps != 4 {
		t.Errorf("found %d times in %d steps", found, steps)
	}
}

func BenchmarkSift(b *testing.B) {
	news := briefingtest.NewSynthetic(1)
	s := &shelf{}
	for i := range siftArticles {
		s.filings = append(s.filings, news.Filing(i))
	}
	var questions []string
	for _, q := range news.Questions(briefingtest.MixQuestion, 5000, 1000) {
		questions = append(questions, q.Text)
	}
	for b.Loop() {
		if _, _, err := NewDesk(s.View).Sift(context.Background(), questions, "0"); err != nil {
			b.Fatal(err)
		}
	}
}
