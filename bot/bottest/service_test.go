package bottest

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// mark is a mark as the bot makes them.
const mark = "abcdefghijklmnopqrstuvwx2"

func message(text string) post.Post {
	p := post.Notes(text)
	p.Key, p.Mark = "test:C/1", mark
	return p
}

func TestMessageIsCheckedAsAServiceDoes(t *testing.T) {
	s := New(Options{Threads: true, Size: 20})
	c := s.Channel("C")
	s.Channel("old")
	s.Close("old", "is_archived")
	first := s.Say(c, "ann", "who?").Channel.Thread
	change := func(f func(to *briefing.Channel, p *post.Post)) (briefing.Channel, post.Post) {
		to, p := c, message("short")
		f(&to, &p)
		return to, p
	}
	tests := []struct {
		reason string // "" is taken
		gone   bool
		change func(to *briefing.Channel, p *post.Post)
	}{
		{"", false, func(*briefing.Channel, *post.Post) {}},
		{"", false, func(to *briefing.Channel, _ *post.Post) { to.Thread = first }},
		{"", false, func(_ *briefing.Channel, p *post.Post) { p.Parts[0].Text = post.Words(strings.Repeat("é", 20)) }},
		{"msg_too_long", false, func(_ *briefing.Channel, p *post.Post) { p.Parts[0].Text = post.Words(strings.Repeat("é", 21)) }},
		{"no_text", false, func(_ *briefing.Channel, p *post.Post) { p.Parts = nil }},
		{"invalid_mark", false, func(_ *briefing.Channel, p *post.Post) { p.Mark = "" }},
		{"invalid_mark", false, func(_ *briefing.Channel, p *post.Post) { p.Mark += "a" }},
		{"invalid_mark", false, func(_ *briefing.Channel, p *post.Post) { p.Mark = "ABC" }},
		{"thread_not_found", false, func(to *briefing.Channel, _ *post.Post) { to.Thread = "99" }},
		{"channel_not_found", true, func(to *briefing.Channel, _ *post.Post) { to.ID = "D" }},
		{"is_archived", true, func(to *briefing.Channel, _ *post.Post) { to.ID = "old" }},
		{"wrong_team", false, func(to *briefing.Channel, _ *post.Post) { to.Workspace = "other" }},
	}
	for _, tt := range tests {
		to, p := change(tt.change)
		before := len(s.Messages())
		_, err := s.Send(t.Context(), to, p)
		refused, _ := errors.AsType[*bot.RefusedError](err)
		switch {
		case tt.reason == "" && (err != nil || len(s.Messages()) != before+1):
			t.Errorf("%s to %s: %v", p.Plain().Reveal(), to, err)
		case tt.reason != "" && (refused == nil || refused.Reason != tt.reason || refused.Gone != tt.gone || len(s.Messages()) != before):
			t.Errorf("want %s, got %v", tt.reason, err)
		}
	}
}

func TestFaultsAreWhatTheySay(t *testing.T) {
	tests := []struct {
		Fault
		fails, shown bool
	}{
		{Fault{}, false, true},
		{Fault{Kind: Refused, Reason: "invalid_blocks"}, true, false},
		{Fault{Kind: Gone, Reason: "is_archived"}, true, false},
		{Fault{Kind: Busy, Wait: time.Second}, true, false},
		{Fault{Kind: LostRequest}, true, false},
		{Fault{Kind: LostResponse}, true, true},
		{Fault{Kind: Failed}, true, false},
		{Fault{Kind: FailedShown}, true, true},
		{Fault{Kind: Slow, Wait: 9 * time.Second}, false, true},
		{Fault{Kind: Slow, Wait: 11 * time.Second}, true, false},
		{Fault{Kind: Late, Wait: time.Minute}, true, true},
		{Fault{Kind: Dead}, true, false},
	}
	for _, tt := range tests {
		synctest.Test(t, func(t *testing.T) {
			s := New(Options{Fault: Once(tt.Fault)})
			c := s.Channel("C")
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			_, err := s.Send(ctx, c, message("words"))
			time.Sleep(2 * time.Minute)
			synctest.Wait()
			if shown := len(s.Messages()) == 1; (err != nil) != tt.fails || shown != tt.shown {
				t.Errorf("%+v: %v, shown %t", tt.Fault, err, shown)
			}
		})
	}
}

func TestAbsenceNeedsAMessageThatIsSeen(t *testing.T) {
	blind := false
	s := New(Options{Proves: true, Fault: func(c Call) Fault {
		if blind && c.Try == 0 {
			return Fault{Kind: Blind}
		}
		return Fault{}
	}})
	c := s.Channel("C")
	find := func(known string) bot.Proof {
		t.Helper()
		proof, _, err := s.Find(t.Context(), c, mark, time.Time{}, known)
		if err != nil {
			t.Fatal(err)
		}
		return proof
	}
	if got := find(""); got != bot.Unproved {
		t.Errorf("in an empty history: %v", got)
	}
	s.Say(c, "ann", "who?")
	if got := find(""); got != bot.Absent {
		t.Errorf("beside the question: %v", got)
	}
	if got := find("77"); got != bot.Unproved {
		t.Errorf("with a known message that is not there: %v", got)
	}
	if _, err := s.Send(t.Context(), c, message("words")); err != nil {
		t.Fatal(err)
	}
	if got := find(""); got != bot.Present {
		t.Errorf("after it was shown: %v", got)
	}
	if blind = true; find("") != bot.Unproved {
		t.Error("a blind bot proves something")
	}
}

func TestEventComesUntilItIsAcknowledged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		s.Say(s.Channel("C"), "ann", "who?")
		_, first, _ := s.Next(t.Context())
		again, ack, _ := s.Next(t.Context())
		if again.ID != "test:C/1" || time.Since(again.At) != againAfter {
			t.Errorf("brought %+v again", again)
		}
		if s.Ack(first); s.Waiting() != 1 {
			t.Error("an ack from before counts")
		}
		if s.Ack(ack); s.Waiting() != 0 || s.Acknowledged() != 1 {
			t.Error("the ack does not count")
		}
	})
}

func TestRepeatedMarkShowsOnceForAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{RepeatSafe: time.Minute})
		c := s.Channel("C")
		for _, wait := range []time.Duration{0, 59 * time.Second, time.Second} {
			time.Sleep(wait)
			if _, err := s.Send(t.Context(), c, message("words")); err != nil {
				t.Fatal(err)
			}
		}
		if got := s.Shown()["test:C/1"]; got != 2 {
			t.Errorf("shown %d times, want 2", got)
		}
	})
}

func TestServiceOverHTTP(t *testing.T) {
	s := New(Options{Threads: true, Proves: true, Roles: true, Size: 100, RepeatSafe: time.Minute,
		Fault: Once(Fault{Kind: Busy, Wait: 1500 * time.Millisecond}, Fault{Kind: Refused, Reason: "invalid_blocks"}, Fault{Kind: LostResponse})})
	server := httptest.NewServer(Handler(s))
	defer server.Close()
	c, err := Dial(t.Context(), server.URL)
	if err != nil {
		t.Fatal(err)
	}
	room := s.Channel("C")
	s.SetRole("C", "ann", briefing.RoleSubscribe)
	if c.Service() != "test" || !c.Threads(room) || c.MessageSize() != 100 || c.RepeatSafe(briefing.Channel{}, "") != time.Minute {
		t.Errorf("about the service: %+v", c.about)
	}
	s.Say(room, "ann", "who?")
	done := errors.New("heard")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var heard bot.Message
	err = c.Listen(ctx, func(_ context.Context, m bot.Message) error { heard = m; return done })
	if !errors.Is(err, done) || heard.Text != "who?" || heard.Channel.Thread != "1" || s.Waiting() != 1 {
		t.Fatalf("heard %+v, %v", heard, err)
	}
	_, err = c.Send(ctx, heard.Channel, message("first"))
	if busy, _ := errors.AsType[*bot.BusyError](err); busy == nil || busy.Wait != 1500*time.Millisecond {
		t.Errorf("busy: %v", err)
	}
	_, err = c.Send(ctx, heard.Channel, message("second"))
	if refused, _ := errors.AsType[*bot.RefusedError](err); refused == nil || refused.Reason != "invalid_blocks" {
		t.Errorf("refused: %v", err)
	}
	if _, err = c.Send(ctx, heard.Channel, message("third")); err == nil {
		t.Error("the lost response is there")
	}
	proof, receipt, err := c.Find(ctx, heard.Channel, mark, heard.At, "")
	if proof != bot.Present || receipt.ID == "" || err != nil {
		t.Errorf("found %v %+v, %v", proof, receipt, err)
	}
	if again, err := c.Send(ctx, heard.Channel, message("third")); err != nil || again != receipt {
		t.Errorf("repeated: %+v, %v, want %+v", again, err, receipt)
	}
	if r, err := c.Role(ctx, room, "ann"); r != briefing.RoleSubscribe || err != nil {
		t.Errorf("role %s, %v", r, err)
	}
	if to, err := c.Direct(ctx, "W", "ann"); to.ID != "direct-ann" || err != nil {
		t.Errorf("direct channel %s, %v", to, err)
	}
}
