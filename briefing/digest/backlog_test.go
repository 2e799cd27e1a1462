package digest_test

import (
	"cmp"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/digest"
	"github.com/nutgraf/nutgraf/briefing/extract"
)

// backlog is a library of n articles, one a second from Monday on, that are made when they are asked for. It counts what a view reads.
type backlog struct {
	n     int
	feed  func(i int) string
	views []reads
}

// reads is what one view read.
type reads struct{ heads, facts int }

func (b *backlog) view(fn func(digest.Snapshot) error) error {
	b.views = append(b.views, reads{})
	return fn(b)
}

func (b *backlog) now() *reads { return &b.views[len(b.views)-1] }

func (b *backlog) head(i int) briefing.Article {
	a := briefing.Article{
		ID: briefing.ArticleID(fmt.Sprintf("a%015d", i)), Revision: briefing.RevisionID(fmt.Sprintf("r%015d", i)),
		Outlet: "Herald " + strconv.Itoa(i%40), Headline: "Lot " + strconv.Itoa(i), URL: "https://herald.example/" + strconv.Itoa(i),
		Published: monday.Add(time.Duration(i) * time.Second), Language: "en",
	}
	if b.feed != nil {
		a.Feed = b.feed(i)
	}
	return a
}

func (b *backlog) Latest(from, to time.Time, behind briefing.RevisionID) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		next := b.n - 1
		if behind != "" {
			next, _ = strconv.Atoi(string(behind[1:]))
			next--
		}
		for ; next >= 0; next-- {
			a := b.head(next)
			if !a.Published.Before(to) {
				continue
			}
			if a.Published.Before(from) {
				return
			}
			b.now().heads++
			if !yield(a, nil) {
				return
			}
		}
	}
}

func (b *backlog) Head(r briefing.RevisionID) (briefing.Article, error) {
	i, err := strconv.Atoi(string(r[1:]))
	return b.head(i), err
}

func (b *backlog) Article(r briefing.RevisionID) (briefing.Article, error) {
	a, err := b.Head(r)
	i, _ := strconv.Atoi(string(r[1:]))
	town := []string{"Stavely", "Old Tarn", "Pellworth", "Brakewater", "Quillmouth"}[i%5]
	a.Text = fmt.Sprintf("%s\n\nAn orchard at %s fetched %d crowns on Monday. “Lot %d was worth it,” said Ada Quill%d, who sold it. "+
		"The buyer will plant %d trees.", a.Headline, town, i*13+7, i, i%97, i%90+1)
	a.Blocks = []briefing.Block{
		{Kind: briefing.BlockHeadline, Span: briefing.Span{End: len(a.Headline)}},
		{Kind: briefing.BlockBody, Span: briefing.Span{Start: len(a.Headline) + 2, End: len(a.Text)}},
	}
	return a, err
}

func (b *backlog) Facts(r briefing.RevisionID) ([]briefing.Fact, error) {
	b.now().facts++
	a, err := b.Article(r)
	return extract.Facts(a), err
}

func (b *backlog) Withdrawn(briefing.RevisionID) (time.Time, bool) { return time.Time{}, false }

func (b *backlog) edition() briefing.Edition {
	return briefing.Edition{From: monday, To: monday.Add(time.Duration(b.n) * time.Second)}
}

// However many articles a period has, each view is short, no more of them are read than are compared, and the digest says how many were
// not looked at.
func TestBacklogIsReadInShortViews(t *testing.T) {
	const n = 20_000
	b := &backlog{n: n}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d, err := digest.New(b.view, allowance.Limit{}).Compile(t.Context(), b.edition())
	if err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	heads, facts := 0, 0
	for _, v := range b.views {
		heads, facts = heads+v.heads, facts+v.facts
	}
	most := slices.MaxFunc(b.views, func(a, b reads) int { return cmp.Or(cmp.Compare(a.facts, b.facts), cmp.Compare(a.heads, b.heads)) })
	if most.facts > 64 || slices.ContainsFunc(b.views, func(v reads) bool { return v.heads > 2001 }) {
		t.Errorf("views read %v", most)
	}
	if facts > 2200 || heads < n || heads > n+n/1000 {
		t.Errorf("%d heads and the facts of %d articles were read", heads, facts)
	}
	if d.Articles != n || d.Outlets != 40 || d.Unread < n-2100 || d.Unread >= n {
		t.Errorf("%d articles of %d outlets, %d not looked at", d.Articles, d.Outlets, d.Unread)
	}
	if i := slices.IndexFunc(d.Citations, func(c briefing.Citation) bool { return c.Published.Before(monday.Add((n - 2100) * time.Second)) }); i >= 0 {
		t.Errorf("cites %v, which is not among the newest", d.Citations[i])
	}
}

// A topic that few articles have is looked for in more of them than are compared, and not in all.
func TestRareTopicInABacklog(t *testing.T) {
	b := &backlog{n: 10_000}
	e := b.edition()
	e.Subscription.Topics = []string{"lot 9000"}
	d, err := digest.New(b.view, allowance.Limit{}).Compile(t.Context(), e)
	if err != nil || len(d.Stories) != 1 || d.Stories[0].Headline != "Lot 9000" {
		t.Errorf("%q, %v", headlines(d), err)
	}
	e.Subscription.Topics = []string{"lot 100"}
	d, err = digest.New(b.view, allowance.Limit{}).Compile(t.Context(), e)
	if err != nil || len(d.Stories) != 0 || d.Unread != 4_000 {
		t.Errorf("%q, %d not looked at, %v", headlines(d), d.Unread, err)
	}
}

// What a place may not see is in no number of a backlog.
func TestHiddenFeedInABacklog(t *testing.T) {
	b := &backlog{n: 9_000, feed: func(i int) string { return []string{"open", "secret"}[i%2] }}
	e := b.edition()
	e.Hidden = []string{"secret"}
	d, err := digest.New(b.view, allowance.Limit{}).Compile(t.Context(), e)
	if err != nil || d.Articles != 4_500 || d.Outlets != 20 || d.Unread >= 4_500 {
		t.Errorf("%d articles of %d outlets, %d not looked at, %v", d.Articles, d.Outlets, d.Unread, err)
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000, 1_000_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			l := &backlog{n: n}
			c := digest.New(l.view, allowance.Limit{})
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Compile(b.Context(), l.edition()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
