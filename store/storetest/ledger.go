package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
)

// Ledger is a library, and who was told what of it.
type Ledger interface {
	Outbox
	Corrections(ctx context.Context, in briefing.Channel) ([]briefing.Correction, error)
	Revision(ctx context.Context, id briefing.ArticleID) (briefing.RevisionID, error)
	AddArticles(ctx context.Context, batch []briefing.Filing, segment []byte) error
	WithdrawArticle(ctx context.Context, id briefing.ArticleID) error
}

// TestLedger proves the ledger against bot.Ledger.
func TestLedger(t *testing.T, open func(t *testing.T) Ledger) {
	tests := []struct {
		name string
		test func(t *testing.T, l Ledger)
	}{
		{"what a new text says no more is corrected once", testCorrection},
		{"a text that comes back needs no correction", testTextComesBack},
		{"a text that is replaced while it is told", testLateTelling},
		{"a withdrawn article", testWithdrawal},
		{"only what was shown was told", testShown},
		{"who was told is forgotten after half a year", testOldTellings},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { test.test(t, open(t)) })
		})
	}
}

func inThread(id string) briefing.Channel {
	return briefing.Channel{Service: "slack", Workspace: "T1", ID: "C1", Thread: id}
}

// tellIn has a job tell facts in a thread, as message number n.
func tellIn(t *testing.T, l Ledger, n int, thread string, o briefing.Outcome) {
	t.Helper()
	j := job(fmt.Sprint("job ", n), thread)
	add(t, l, j)
	claim(t, l, j.ID)
	must(t, l.FinishJob(t.Context(), "w", j.ID, briefing.Delivery{
		Job: j.ID, Channel: j.Channel, Outcome: o,
		Parts: []briefing.DeliveryPart{{State: briefing.PartPosted, Posted: fmt.Sprint("post ", n), At: time.Now().UTC()}},
	}))
}

func owed(t *testing.T, l Ledger, in briefing.Channel, want ...briefing.FactID) []briefing.Correction {
	t.Helper()
	list, err := l.Corrections(t.Context(), in)
	must(t, err)
	var got []briefing.FactID
	for _, c := range list {
		got = append(got, c.Fact)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("corrections owed in %v: %s", in, d)
	}
	return list
}

// Of the three facts of a filing the first and the last are the same in every edition, the second is not.
func testCorrection(t *testing.T, l Ledger) {
	ctx, old, next := t.Context(), NewFiling(1, 0), NewFiling(1, 1)
	must(t, l.AddArticles(ctx, []briefing.Filing{old, NewFiling(2, 0)}, nil))
	all := []briefing.FactID{old.Facts[0].ID, old.Facts[1].ID, NewFiling(2, 0).Facts[1].ID}
	tellIn(t, l, 1, "1", briefing.Outcome{Facts: all})
	tellIn(t, l, 2, "2", briefing.Outcome{Facts: all, Subscription: "s"})
	told := time.Now()
	time.Sleep(time.Hour)
	owed(t, l, briefing.Channel{})
	must(t, l.AddArticles(ctx, []briefing.Filing{next}, nil))

	wrong := old.Facts[1].ID
	owed(t, l, briefing.Channel{}, wrong, wrong)
	owed(t, l, inThread(""))
	got := owed(t, l, inThread("2"), wrong)[0]
	want := briefing.Correction{
		Telling: briefing.Telling{
			Fact: wrong, Article: old.Article.ID, Channel: inThread("2"), Post: "post 2", Job: "job 2", Subscription: "s", At: told.UTC(),
		},
		Text: old.Facts[1].Text, Headline: old.Article.Headline, Outlet: old.Article.Outlet, URL: old.Article.URL,
		Next: next.Article.Revision, Seen: time.Now().UTC(),
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}

	tellIn(t, l, 3, "2", briefing.Outcome{Corrected: []briefing.FactID{wrong}})
	owed(t, l, briefing.Channel{}, wrong)
	owed(t, l, inThread("2"))
	must(t, l.AddArticles(ctx, []briefing.Filing{NewFiling(1, 2)}, nil))
	owed(t, l, inThread("2")) // it was told that it does not hold; a third text changes nothing
	owed(t, l, inThread("1"), wrong)
}

func testTextComesBack(t *testing.T, l Ledger) {
	ctx := t.Context()
	must(t, l.AddArticles(ctx, []briefing.Filing{NewFiling(1, 0)}, nil))
	first, second := NewFiling(1, 0).Facts[1].ID, NewFiling(1, 1).Facts[1].ID
	tellIn(t, l, 1, "1", briefing.Outcome{Facts: []briefing.FactID{first}})
	must(t, l.AddArticles(ctx, []briefing.Filing{NewFiling(1, 1)}, nil))
	tellIn(t, l, 2, "1", briefing.Outcome{Facts: []briefing.FactID{second}})
	owed(t, l, briefing.Channel{}, first)
	must(t, l.AddArticles(ctx, []briefing.Filing{NewFiling(1, 0)}, nil))
	owed(t, l, briefing.Channel{}, second)
}

func testLateTelling(t *testing.T, l Ledger) {
	ctx := t.Context()
	must(t, l.AddArticles(ctx, []briefing.Filing{NewFiling(1, 0)}, nil))
	must(t, l.AddArticles(ctx, []briefing.Filing{NewFiling(1, 1)}, nil))
	told := NewFiling(1, 0)
	tellIn(t, l, 1, "1", briefing.Outcome{Facts: []briefing.FactID{told.Facts[0].ID, told.Facts[1].ID, "unknown.1-2", "no id"}})
	owed(t, l, briefing.Channel{}, told.Facts[1].ID)
}

func testWithdrawal(t *testing.T, l Ledger) {
	ctx, f := t.Context(), NewFiling(1, 0)
	if err := l.WithdrawArticle(ctx, f.Article.ID); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("an unknown article: %v", err)
	}
	must(t, l.AddArticles(ctx, []briefing.Filing{f}, nil))
	tellIn(t, l, 1, "1", briefing.Outcome{Facts: []briefing.FactID{f.Facts[0].ID}})
	must(t, l.WithdrawArticle(ctx, f.Article.ID))
	if c := owed(t, l, inThread("1"), f.Facts[0].ID); c[0].Next != "" || c[0].Text != f.Facts[0].Text {
		t.Errorf("%+v", c[0])
	}
	if err := l.WithdrawArticle(ctx, f.Article.ID); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("withdrawn twice: %v", err)
	}
	if r, err := l.Revision(ctx, f.Article.ID); err != nil || r != f.Article.Revision {
		t.Errorf("the withdrawn text would be taken in again: %s, %v", r, err)
	}
	must(t, l.AddArticles(ctx, []briefing.Filing{NewFiling(1, 1)}, nil)) // which has the fact too
	owed(t, l, briefing.Channel{})
	if r, err := l.Revision(ctx, f.Article.ID); err != nil || r != NewFiling(1, 1).Article.Revision {
		t.Errorf("Revision = %s, %v", r, err)
	}
}

func testShown(t *testing.T, l Ledger) {
	ctx, f := t.Context(), NewFiling(1, 0)
	must(t, l.AddArticles(ctx, []briefing.Filing{f}, nil))
	j := job("a", "1")
	add(t, l, j)
	claim(t, l, "a")
	must(t, l.FinishJob(ctx, "w", "a", briefing.Delivery{
		Job: "a", Channel: j.Channel, Outcome: briefing.Outcome{Facts: []briefing.FactID{f.Facts[0].ID, f.Facts[1].ID, f.Facts[2].ID}},
		Parts: []briefing.DeliveryPart{
			{State: briefing.PartPosted, Posted: "first"},
			{State: briefing.PartRefused, Facts: []briefing.FactID{f.Facts[1].ID}},
			{State: briefing.PartPosted, Posted: "third", Facts: []briefing.FactID{f.Facts[2].ID}},
		},
	}))
	must(t, l.WithdrawArticle(ctx, f.Article.ID))
	c := owed(t, l, briefing.Channel{}, f.Facts[0].ID, f.Facts[2].ID)
	if c[0].Post != "first" || c[1].Post != "third" {
		t.Errorf("told in %q and %q", c[0].Post, c[1].Post)
	}
}

func testOldTellings(t *testing.T, l Ledger) {
	ctx := t.Context()
	must(t, l.AddArticles(ctx, []briefing.Filing{NewFiling(1, 0), NewFiling(2, 0)}, nil))
	tellIn(t, l, 1, "1", briefing.Outcome{Facts: []briefing.FactID{NewFiling(1, 0).Facts[1].ID}})
	time.Sleep(200 * 24 * time.Hour)
	tellIn(t, l, 2, "2", briefing.Outcome{Facts: []briefing.FactID{NewFiling(2, 0).Facts[1].ID}}) // sweeps what is too old
	must(t, l.AddArticles(ctx, []briefing.Filing{NewFiling(1, 1), NewFiling(2, 1)}, nil))
	owed(t, l, briefing.Channel{}, NewFiling(2, 0).Facts[1].ID)
}
