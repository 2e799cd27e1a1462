package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// Whatever happens to a socket, it is opened again, and what is said then is heard. The other one goes on meanwhile.
func TestSocketFaults(t *testing.T) {
	for name, fault := range map[string]func(*testing.T, *slacktest.Server){
		"disconnect: warning":             func(t *testing.T, s *slacktest.Server) { s.Disconnect(t, 0, "warning") },
		"disconnect: refresh_requested":   func(t *testing.T, s *slacktest.Server) { s.Disconnect(t, 0, "refresh_requested") },
		"disconnect: link_disabled":       func(t *testing.T, s *slacktest.Server) { s.Disconnect(t, 0, "link_disabled") },
		"disconnect: too_many_websockets": func(t *testing.T, s *slacktest.Server) { s.Disconnect(t, 0, "too_many_websockets") },
		"cut without a word":              func(_ *testing.T, s *slacktest.Server) { s.Drop(0) },
		"half a frame, then cut":          func(t *testing.T, s *slacktest.Server) { s.Truncate(t, 0); s.Drop(0) },
		"a frame beyond the limit": func(t *testing.T, s *slacktest.Server) {
			s.Raw(t, 0, `{"type":"events_api","envelope_id":"big","payload":"`+strings.Repeat("x", maxEnvelopeBytes)+`"}`)
		},
		"refused for a while when it is opened again": func(t *testing.T, s *slacktest.Server) {
			s.Fail("apps.connections.open", slacktest.Fault{Status: 500}, slacktest.Fault{Status: 429, RetryAfter: 1}, slacktest.Fault{Cut: true})
			s.Drop(0)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := slacktest.New(t)
			c, _ := dial(t, s)
			received := listen(t, c)
			s.WaitSockets(t, 2, 2)
			gone := s.Gone(0)
			fault(t, s)
			<-gone
			s.WaitSockets(t, 2, 3)
			for n := range 2 {
				ts := fmt.Sprintf("170000000%d.000100", n)
				s.WaitAck(t, s.Deliver(t, n, direct(ts, "still there?")))
				if m := heard(t, received); m.Text != "still there?" {
					t.Errorf("heard %+v", m)
				}
			}
		})
	}
}

// A socket through which nothing comes any more, though nobody closed it, is opened again.
func TestHalfOpenSocket(t *testing.T) {
	s := slacktest.Start(slacktest.Options{PingEvery: 10 * time.Millisecond})
	t.Cleanup(s.Close)
	c, _ := dial(t, s)
	c.silence = 500 * time.Millisecond
	received := listen(t, c)
	s.WaitSockets(t, 2, 2)
	gone := s.Gone(0)
	s.Silence(0)
	<-gone
	s.WaitSockets(t, 2, 3)
	s.WaitAck(t, s.Deliver(t, 1, direct("1700000000.000100", "still there?")))
	if m := heard(t, received); m.Text != "still there?" {
		t.Errorf("heard %+v", m)
	}
}

// A question that is brought in different ways is one question: it has one id, which the bot's queue takes once.
func TestOneQuestionBroughtInManyWays(t *testing.T) {
	const ts = "1700000000.000100"
	message := map[string]any{"type": "message", "channel_type": "channel", "user": "U1", "text": "<@UBOT> who?", "ts": ts, "channel": slacktest.Channel, "event_ts": ts}
	for name, bring := range map[string]func(*testing.T, *slacktest.Server){
		"twice on one socket":           func(t *testing.T, s *slacktest.Server) { twice(t, s, 0, 0, mention(ts, "<@UBOT> who?")) },
		"on both sockets":               func(t *testing.T, s *slacktest.Server) { twice(t, s, 0, 1, mention(ts, "<@UBOT> who?")) },
		"as a mention and as a message": func(t *testing.T, s *slacktest.Server) { deliver(t, s, mention(ts, "<@UBOT> who?"), message) },
		"as a message and as a mention": func(t *testing.T, s *slacktest.Server) { deliver(t, s, message, mention(ts, "<@UBOT> who?")) },
	} {
		t.Run(name, func(t *testing.T) {
			s := slacktest.New(t)
			c, _ := dial(t, s)
			received := listen(t, c)
			s.WaitSockets(t, 2, 2)
			bring(t, s)
			first, second := heard(t, received), heard(t, received)
			if first.ID != second.ID || first.ID == "" || first.Text != "who?" || second.Text != "who?" || first.Channel != second.Channel {
				t.Errorf("heard %+v and %+v", first, second)
			}
		})
	}
}

func twice(t *testing.T, s *slacktest.Server, first, second int, event map[string]any) {
	s.WaitAck(t, s.Deliver(t, first, event))
	s.WaitAck(t, s.Deliver(t, second, event))
}

func deliver(t *testing.T, s *slacktest.Server, events ...map[string]any) {
	for n, event := range events {
		s.WaitAck(t, s.Deliver(t, n, event))
	}
}

// Edits and deletions, also those that overtake what they are about, ask nothing.
func TestEditsAskNothing(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	received := listen(t, c)
	s.WaitSockets(t, 2, 2)
	inner := map[string]any{"type": "message", "user": "U1", "text": "<@UBOT> who?", "ts": "1700000000.000100"}
	for _, ev := range []map[string]any{
		{"type": "message", "subtype": "message_changed", "hidden": true, "channel": slacktest.Direct, "channel_type": "im", "ts": "1700000001.000100", "message": inner, "previous_message": inner},
		{"type": "message", "subtype": "message_deleted", "hidden": true, "channel": slacktest.Direct, "channel_type": "im", "ts": "1700000002.000100", "deleted_ts": "1700000000.000100", "previous_message": inner},
		{"type": "message", "subtype": "message_replied", "channel": slacktest.Direct, "channel_type": "im", "ts": "1700000003.000100", "message": inner},
		{"type": "message", "channel": slacktest.Direct, "channel_type": "im", "user": slacktest.BotUser, "bot_id": slacktest.BotID, "text": "an answer", "ts": "1700000004.000100"},
	} {
		s.WaitAck(t, s.Deliver(t, 0, ev))
	}
	s.WaitAck(t, s.Deliver(t, 0, direct("1700000009.000100", "the end")))
	if m := heard(t, received); m.Text != "the end" {
		t.Errorf("heard %+v", m)
	}
}

// A message that takes long to be taken holds up those of its channel, which stay in order, and nobody else's.
func TestSlowTakingHoldsUpItsChannelAlone(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	ctx, stop := context.WithCancel(t.Context())
	goOn, taken := make(chan struct{}), make(chan string, 8)
	ended := make(chan error, 1)
	go func() {
		ended <- c.Listen(ctx, func(_ context.Context, m bot.Message) error {
			if m.Text == "slow" {
				<-goOn
			}
			taken <- m.Text
			return nil
		})
	}()
	t.Cleanup(func() { stop(); <-ended })
	s.WaitSockets(t, 2, 2)
	slow := s.Deliver(t, 0, mention("1700000000.000100", "<@UBOT> slow"))
	behind := s.Deliver(t, 0, mention("1700000001.000100", "<@UBOT> behind it"))
	s.WaitAck(t, s.Deliver(t, 0, direct("1700000002.000100", "elsewhere")))
	if _, ok := s.Acked(slow); ok || <-taken != "elsewhere" {
		t.Error("acknowledged before it was taken, or held up elsewhere")
	}
	if _, ok := s.Acked(behind); ok {
		t.Error("overtaken in its channel")
	}
	close(goOn)
	s.WaitAck(t, behind)
	if first, second := <-taken, <-taken; first != "slow" || second != "behind it" {
		t.Errorf("taken: %q, then %q", first, second)
	}
}

// A panic over one envelope is that envelope's alone: it is not acknowledged, and the next one is taken.
func TestPanicOverOneEnvelope(t *testing.T) {
	s := slacktest.New(t)
	c, j := dial(t, s)
	ctx, stop := context.WithCancel(t.Context())
	taken, ended := make(chan string, 8), make(chan error, 1)
	var once sync.Once
	go func() {
		ended <- c.Listen(ctx, func(_ context.Context, m bot.Message) error {
			once.Do(func() { panic("boom") })
			taken <- m.Text
			return nil
		})
	}()
	t.Cleanup(func() { stop(); <-ended })
	s.WaitSockets(t, 2, 2)
	first := s.Deliver(t, 0, direct("1700000000.000100", "first"))
	s.WaitAck(t, s.Deliver(t, 0, direct("1700000001.000100", "second")))
	if got := <-taken; got != "second" {
		t.Errorf("taken %q", got)
	}
	if _, ok := s.Acked(first); ok || !strings.Contains(j.String(), "boom") {
		t.Errorf("acknowledged is %v; log: %s", ok, j.String())
	}
}

// When the token is refused, what is to be said waits, the bot does not count as connected, and the log says so once.
func TestRevokedToken(t *testing.T) {
	s := slacktest.New(t)
	c, j := dial(t, s)
	c.open.Add(1)
	s.Fail("chat.postMessage", slacktest.Fault{Code: "token_revoked"}, slacktest.Fault{Code: "token_revoked"})
	for range 2 {
		_, err := c.Send(t.Context(), place, answerPost())
		busy, ok := errors.AsType[*bot.BusyError](err)
		if !ok || busy.Wait != lostWait {
			t.Errorf("Send = %v", err)
		}
	}
	if c.Connected() {
		t.Error("counts as connected")
	}
	if n := strings.Count(j.String(), "takes nothing from the bot"); n != 1 {
		t.Errorf("%d lines:\n%s", n, j.String())
	}
	if _, err := c.Send(t.Context(), place, answerPost()); err != nil || !c.Connected() {
		t.Errorf("Send = %v, connected is %v", err, c.Connected())
	}
}

// What is left of a turn is waited for, as long as that is short, and then left to the queue.
func TestPace(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	now := time.Unix(1_800_000_000, 0)
	var waited []time.Duration
	c.now = func() time.Time { return now }
	c.pause = func(_ context.Context, d time.Duration) error { waited = append(waited, d); return nil }
	to := briefing.Channel{Service: service, Workspace: slacktest.Team, ID: slacktest.Channel}
	for n := range paceBurst + 5 {
		if _, err := c.Send(t.Context(), to, post.Notes(fmt.Sprint("message ", n))); err != nil {
			t.Fatal(err)
		}
	}
	if len(waited) != 5 || waited[0] != time.Second || waited[4] != 5*time.Second {
		t.Errorf("waited %v", waited)
	}
	_, err := c.Send(t.Context(), to, post.Notes("one too many"))
	if busy, ok := errors.AsType[*bot.BusyError](err); !ok || busy.Wait != 6*time.Second {
		t.Errorf("Send = %v", err)
	}
	if _, err := c.Send(t.Context(), briefing.Channel{ID: slacktest.Direct}, post.Notes("elsewhere")); err != nil {
		t.Errorf("held up elsewhere: %v", err)
	}
	if n := s.Calls("chat.postMessage"); n != paceBurst+6 {
		t.Errorf("%d calls", n)
	}
}
