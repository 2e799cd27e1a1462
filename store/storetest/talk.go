package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
)

// TestHistory proves a history against bot.History.
func TestHistory(t *testing.T, open func(t *testing.T) History) {
	thread := func(workspace, id string) briefing.Channel {
		return briefing.Channel{Service: "slack", Workspace: workspace, ID: "C", Thread: id}
	}
	turn := func(n int) briefing.Turn {
		return briefing.Turn{
			Question: fmt.Sprintf("question %d", n), Answer: "a", Facts: []briefing.FactID{"r.1-2", "r.3-4"},
			Subject: []string{"Holt"}, Choices: []string{"Ada Holt, mayor, 2 facts"}, At: time.Now().UTC(),
		}
	}
	t.Run("turns come back in order", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			h := open(t)
			var want []briefing.Turn
			for n := range 3 {
				want = append(want, turn(n))
				must(t, h.AddTurn(t.Context(), thread("T1", "1"), want[n]))
				time.Sleep(time.Second)
			}
			must(t, h.AddTurn(t.Context(), thread("T2", "1"), turn(9))) // another workspace
			got, err := h.Turns(t.Context(), thread("T1", "1"))
			must(t, err)
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
			if got, err := h.Turns(t.Context(), thread("T1", "unknown")); err != nil || len(got) != 0 {
				t.Errorf("an unknown thread has %v, %v", got, err)
			}
		})
	})
	t.Run("long threads keep their end", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			h := open(t)
			for n := range 30 {
				must(t, h.AddTurn(t.Context(), thread("T1", "1"), turn(n)))
			}
			got, err := h.Turns(t.Context(), thread("T1", "1"))
			must(t, err)
			if len(got) != 20 || got[0].Question != "question 10" || got[19].Question != "question 29" {
				t.Errorf("%d turns are left, from %q", len(got), got[0].Question)
			}
		})
	})
	t.Run("old turns go", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			h := open(t)
			must(t, h.AddTurn(t.Context(), thread("T1", "1"), turn(1)))
			time.Sleep(20 * 24 * time.Hour)
			must(t, h.AddTurn(t.Context(), thread("T1", "1"), turn(2)))
			time.Sleep(11 * 24 * time.Hour)
			got, err := h.Turns(t.Context(), thread("T1", "1"))
			if err != nil || len(got) != 1 || got[0].Question != "question 2" {
				t.Errorf("Turns = %v, %v", got, err)
			}
		})
	})
}

// TestSubscriptions proves subscriptions against bot.Subscriptions.
func TestSubscriptions(t *testing.T, open func(t *testing.T) Subscriptions) {
	s, ctx := open(t), t.Context()
	if got, err := s.Subscriptions(ctx); err != nil || len(got) != 0 {
		t.Fatalf("an empty store has %v, %v", got, err)
	}
	a := briefing.Subscription{
		ID: "a", Name: "Mornings", Channel: briefing.Channel{Service: "slack", Workspace: "T", ID: "C"},
		Topics: []string{"trade", "chips"}, Max: 5, Since: time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC),
		Schedule: briefing.Schedule{Times: []briefing.ClockTime{480, 1020}, Days: []time.Weekday{time.Sunday, time.Friday}, Zone: "Europe/Berlin"},
	}
	b := briefing.Subscription{ID: "b", Schedule: briefing.Schedule{Times: []briefing.ClockTime{0}}}
	must(t, s.PutSubscription(ctx, b))
	must(t, s.PutSubscription(ctx, a))
	b.Name = "renamed"
	must(t, s.PutSubscription(ctx, b))
	got, err := s.Subscriptions(ctx)
	must(t, err)
	if d := cmp.Diff([]briefing.Subscription{a, b}, got); d != "" {
		t.Error(d)
	}
	must(t, s.DeleteSubscription(ctx, "a"))
	if err := s.DeleteSubscription(ctx, "a"); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
	if got, err := s.Subscriptions(ctx); err != nil || len(got) != 1 || got[0].ID != "b" {
		t.Errorf("left are %v, %v", got, err)
	}
	if err := s.PutSubscription(ctx, briefing.Subscription{}); err == nil {
		t.Error("a subscription without an id was kept")
	}
}

// TestTold proves what is kept of answers against bot.Told.
func TestTold(t *testing.T, open func(t *testing.T) Told) {
	synctest.Test(t, func(t *testing.T) {
		m, ctx := open(t), t.Context()
		told := func(id briefing.AnswerID, text string) briefing.Told {
			return briefing.Told{
				Answer: id, At: time.Now().UTC(), Engine: "2", Kind: briefing.AnswerFact, Says: "print", Text: text, Facts: []briefing.FactID{"r.1-2"},
				Question: briefing.Question{
					Text: "who?", Asked: time.Now().UTC(), AsOf: time.Now().UTC().Add(-time.Hour),
					Turns: []briefing.Turn{{Question: "what?", Answer: "z", Facts: []briefing.FactID{"r.3-4"}, Subject: []string{"Holt"}, At: time.Now().UTC()}},
				},
			}
		}
		long := told("b", strings.Repeat("A long text. ", 2000))
		must(t, m.KeepTold(ctx, told("a", "one"), long))
		for _, want := range []briefing.Told{told("a", "one"), long} {
			got, err := m.Told(ctx, want.Answer)
			if d := cmp.Diff(want, got); err != nil || d != "" {
				t.Errorf("%v\n%s", err, d)
			}
		}
		if _, err := m.Told(ctx, "c"); !errors.Is(err, briefing.ErrNotFound) {
			t.Errorf("an unknown answer: %v", err)
		}
		time.Sleep(60 * 24 * time.Hour)
		must(t, m.KeepTold(ctx, told("a", "two"))) // other words under the same id take the place of the first
		if got, err := m.Told(ctx, "a"); err != nil || got.Text != "two" {
			t.Errorf("kept %q, %v", got.Text, err)
		}
		time.Sleep(31 * 24 * time.Hour)
		if _, err := m.Told(ctx, "b"); !errors.Is(err, briefing.ErrNotFound) {
			t.Errorf("after 91 days: %v", err)
		}
		must(t, m.KeepTold(ctx, told("d", "four"))) // sweeps what is too old
		if got, err := m.Told(ctx, "a"); err != nil || got.Text != "two" {
			t.Errorf("after 31 days: %q, %v", got.Text, err)
		}
	})
}

// TestCursors proves cursors against ingest.Cursors.
func TestCursors(t *testing.T, open func(t *testing.T) Cursors) {
	c, ctx := open(t), t.Context()
	if got, err := c.Cursor(ctx, "feed"); err != nil || got != "" {
		t.Fatalf("a new source has %q, %v", got, err)
	}
	for _, want := range []string{"etag-1", "", "etag-2"} {
		must(t, c.SetCursor(ctx, "feed", want))
		must(t, c.SetCursor(ctx, "other", "x"))
		if got, err := c.Cursor(ctx, "feed"); err != nil || got != want {
			t.Errorf("Cursor = %q, %v; want %q", got, err, want)
		}
	}
}
