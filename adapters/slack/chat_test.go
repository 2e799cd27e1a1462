package slack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
)

var _ bot.Chat = (*Chat)(nil)

// journal is a log that can be read while it is written.
type journal struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.String()
}

// await is what a pattern finds in the log, as soon as it is there.
func (j *journal) await(t *testing.T, pattern string) string {
	t.Helper()
	for began := time.Now(); time.Since(began) < 10*time.Second; runtime.Gosched() {
		if found := regexp.MustCompile(pattern).FindStringSubmatch(j.String()); found != nil {
			return found[1]
		}
	}
	t.Fatalf("nothing like %s in the log:\n%s", pattern, j.String())
	return ""
}

func logTo(j *journal) *slog.Logger {
	return slog.New(slog.NewTextHandler(j, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// dial makes a Chat on s that does not wait between attempts.
func dial(t *testing.T, s *slacktest.Server) (*Chat, *journal) {
	t.Helper()
	return dialWith(t, s, Options{})
}

// dialWith is dial with options.
func dialWith(t *testing.T, s *slacktest.Server, o Options) (*Chat, *journal) {
	t.Helper()
	j := &journal{}
	o.BotToken, o.AppToken, o.APIURL, o.Log = slacktest.BotToken, slacktest.AppToken, s.APIURL, logTo(j)
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	c.pause = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	t.Cleanup(func() { noSecret(t, "log", j.String()) })
	return c, j
}

// noSecret fails the test when text opens a door.
func noSecret(t *testing.T, what, text string) {
	t.Helper()
	if strings.Contains(text, "sesame") {
		t.Errorf("a secret in the %s: %s", what, text)
	}
}

// listen runs Listen until the test ends and returns what is received. Each call of receive takes
// its result from fails; none left means nil.
func listen(t *testing.T, c *Chat, fails ...error) <-chan bot.Message {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	received := make(chan bot.Message, 16)
	var mu sync.Mutex
	ended := make(chan error, 1)
	go func() {
		ended <- c.Listen(ctx, func(_ context.Context, m bot.Message) error {
			mu.Lock()
			defer mu.Unlock()
			var err error
			if len(fails) > 0 {
				err, fails = fails[0], fails[1:]
			}
			received <- m
			return err
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("Listen ended with %v, want the context's error", err)
		}
	})
	return received
}

// heard is the next message received; a test that waits for one in vain fails.
func heard(t *testing.T, received <-chan bot.Message) bot.Message {
	t.Helper()
	select {
	case m := <-received:
		return m
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was received")
		return bot.Message{}
	}
}

func mention(ts, text string) map[string]any {
	return map[string]any{"type": "app_mention", "user": "U1", "text": text, "ts": ts, "channel": slacktest.Channel, "event_ts": ts}
}

func direct(ts, text string) map[string]any {
	return map[string]any{"type": "message", "channel_type": "im", "user": "U1", "text": text, "ts": ts, "channel": slacktest.Direct, "event_ts": ts}
}

func TestNewRefusesTokens(t *testing.T) {
	for _, tt := range []struct{ name, bot, app, want string }{
		{"no bot token", "", slacktest.AppToken, "slack.bot_token_env is not set"},
		{"no app token", slacktest.BotToken, "", "slack.app_token_env is not set"},
		{"swapped", slacktest.AppToken, slacktest.BotToken, "slack.bot_token_env does not look like"},
		{"with a space", slacktest.BotToken, slacktest.AppToken + " ", "slack.app_token_env does not look like"},
		{"only the prefix", "xoxb-", slacktest.AppToken, "slack.bot_token_env does not look like"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := New(Options{BotToken: tt.bot, AppToken: tt.app})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("New = %v, want an error with %q", err, tt.want)
			}
			noSecret(t, "error", err.Error())
		})
	}
}

func TestListen(t *testing.T) {
	s := slacktest.New(t)
	c, j := dial(t, s)
	s.Fail("auth.test", slacktest.Fault{Status: 503}, slacktest.Fault{Status: 429, RetryAfter: 1})
	received := listen(t, c)
	s.WaitSockets(t, 2, 2)

	// Both sockets bring questions.
	first := s.Deliver(t, 0, mention("1700000000.000100", "<@UBOT> who &amp; why?"))
	if m := heard(t, received); m.Text != "who & why?" || m.Channel.ID != slacktest.Channel || m.Channel.Workspace != slacktest.Team {
		t.Errorf("received %+v", m)
	}
	second := s.Deliver(t, 1, direct("1700000001.000100", "when?"))
	if m := heard(t, received); m.Text != "when?" || m.ID != "slack:T1/D1/1700000001.000100" {
		t.Errorf("received %+v", m)
	}
	s.WaitAck(t, first)
	s.WaitAck(t, second)

	// What is not for the bot, or not understood, is acknowledged all the same, and nothing hears of it.
	bot := direct("1700000002.000100", "loop")
	bot["bot_id"] = "B7"
	for name, id := range map[string]string{
		"a bot":              s.Deliver(t, 0, bot),
		"a new event":        s.Deliver(t, 0, map[string]any{"type": "moon_phase_changed", "channel": map[string]any{"id": "C1"}}),
		"no event":           s.Deliver(t, 0, nil),
		"a new envelope":     s.Push(t, 0, map[string]any{"type": "carrier_pigeon", "payload": "coo"}),
		"a slash command":    s.Push(t, 0, map[string]any{"type": "slash_commands", "payload": map[string]any{"command": "/brief"}}),
		"an odd command":     s.Push(t, 0, map[string]any{"type": "slash_commands", "payload": 7}),
		"a click of nothing": s.Push(t, 0, map[string]any{"type": "interactive", "payload": map[string]any{"type": "block_actions"}}),
	} {
		t.Run(name, func(t *testing.T) { s.WaitAck(t, id) })
	}
	s.Raw(t, 0, `{"type":`)
	s.Raw(t, 0, `[1]`)
	last := s.Deliver(t, 0, mention("1700000003.000100", "<@UBOT> still there?"))
	if m := heard(t, received); m.Text != "still there?" {
		t.Errorf("received %+v, want the next question", m)
	}
	s.WaitAck(t, last)
	if log := j.String(); !strings.Contains(log, "so_far=4") || !strings.Contains(log, "type=carrier_pigeon") {
		t.Errorf("the log does not count what was not handled:\n%s", log)
	}
}

func TestIdentifyIsPatient(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	s.Fail("auth.test", slacktest.Fault{Status: 503}, slacktest.Fault{Status: 429, RetryAfter: 7}, slacktest.Fault{Code: "internal_error"})
	var waits []time.Duration
	c.pause = func(_ context.Context, d time.Duration) error {
		waits = append(waits, d)
		return nil
	}
	who, err := c.identify(t.Context())
	if err != nil || who != (identity{user: slacktest.BotUser, bot: slacktest.BotID, team: slacktest.Team}) {
		t.Errorf("identify = %+v, %v", who, err)
	}
	if want := []time.Duration{time.Second, 7 * time.Second, 14 * time.Second}; !slices.Equal(waits, want) {
		t.Errorf("waited %v, want %v", waits, want)
	}
}

// An event that the library cannot parse in full still brings its question.
func TestListenReadsWhatTheLibraryCannot(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	received := listen(t, c)
	s.WaitSockets(t, 2, 2)
	odd := mention("1700000000.000100", "<@UBOT> who?")
	odd["blocks"] = "not a list"
	id := s.Deliver(t, 0, odd)
	if m := heard(t, received); m.Text != "who?" {
		t.Errorf("received %+v", m)
	}
	s.WaitAck(t, id)
}

func TestListenDoesNotAcknowledgeWhatWasNotTaken(t *testing.T) {
	s := slacktest.New(t)
	c, j := dial(t, s)
	received := listen(t, c, errors.New("disk full"))
	s.WaitSockets(t, 2, 2)

	event := mention("1700000000.000100", "<@UBOT> who?")
	id := s.Deliver(t, 0, event)
	m := heard(t, received)
	other := s.Deliver(t, 0, direct("1700000001.000100", "when?"))
	heard(t, received)
	s.WaitAck(t, other) // a socket handles its envelopes in order, so the first is over
	if _, ok := s.Acked(id); ok {
		t.Fatal("acknowledged what receive refused")
	}
	if !strings.Contains(j.String(), "disk full") {
		t.Error("the log does not say why")
	}
	s.Redeliver(t, 1, map[string]any{
		"type": "events_api", "envelope_id": id, "retry_attempt": 1, "retry_reason": "timeout",
		"payload": map[string]any{"type": "event_callback", "team_id": slacktest.Team, "event_id": "Ev1", "event": event},
	})
	if again := heard(t, received); again.ID != m.ID {
		t.Errorf("the second delivery is message %q, the first was %q", again.ID, m.ID)
	}
	if a := s.WaitAck(t, id); a.Times != 1 {
		t.Errorf("acknowledged %d times", a.Times)
	}
}

func TestListenEndsOnRefusedTokens(t *testing.T) {
	for _, tt := range []struct{ name, method, code, want string }{
		{"bot token", "auth.test", "invalid_auth", "slack.bot_token_env: slack says invalid_auth"},
		{"uninstalled", "auth.test", "account_inactive", "slack.bot_token_env: slack says account_inactive"},
		{"app token", "apps.connections.open", "invalid_auth", "slack.app_token_env: slack says invalid_auth"},
		{"other kind", "apps.connections.open", "not_allowed_token_type", "slack.app_token_env: slack says not_allowed_token_type"},
		{"without scope", "apps.connections.open", "missing_scope", "connections:write"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := slacktest.New(t)
			c, _ := dial(t, s)
			s.Fail(tt.method, slacktest.Fault{Code: tt.code}, slacktest.Fault{Code: tt.code})
			ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
			defer stop()
			err := c.Listen(ctx, func(context.Context, bot.Message) error { return nil })
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("Listen = %v, want an error with %q", err, tt.want)
			}
			noSecret(t, "error", err.Error())
		})
	}
}

// A token that is refused in mid-life ends Listen as well.
func TestListenEndsWhenRevoked(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	ended := make(chan error, 1)
	go func() { ended <- c.Listen(t.Context(), func(context.Context, bot.Message) error { return nil }) }()
	s.WaitSockets(t, 2, 2)
	s.Fail("apps.connections.open", slacktest.Fault{Code: "token_revoked"})
	s.Disconnect(t, 1, "link_disabled")
	select {
	case err := <-ended:
		if err == nil || !strings.Contains(err.Error(), "token_revoked") {
			t.Errorf("Listen = %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("Listen goes on")
	}
}

func TestRedact(t *testing.T) {
	c, _ := dial(t, slacktest.New(t))
	err := fmt.Errorf(`parse "wss://x/link/?ticket=%s&app_id=A1": %s %s`, slacktest.Ticket, slacktest.BotToken, slacktest.AppToken)
	want := `parse "wss://x/link/?ticket=[ticket]&app_id=A1": [bot token] [app token]`
	if got := c.redact(err); got != want {
		t.Errorf("redact = %q, want %q", got, want)
	}
}

func TestCheck(t *testing.T) {
	swapped := func(s *slacktest.Server) *Chat {
		c, err := New(Options{BotToken: "xoxb-other-sesame", AppToken: "xapp-other-sesame", APIURL: s.APIURL})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, tt := range []struct {
		name  string
		setup func(*testing.T, *slacktest.Server) *Chat
		bad   []string // what the findings that are not OK say
	}{
		{"all well", func(t *testing.T, s *slacktest.Server) *Chat { c, _ := dial(t, s); return c }, nil},
		{"scope missing", func(t *testing.T, s *slacktest.Server) *Chat {
			s.Scopes("app_mentions:read, assistant:write, chat:write, commands, groups:history")
			c, _ := dial(t, s)
			c.features = []Feature{FeatureRecovery}
			return c
		}, []string{"slack scope im:history is missing: cannot hear direct messages"}},
		{"scopes unknown", func(t *testing.T, s *slacktest.Server) *Chat {
			s.Scopes("")
			c, _ := dial(t, s)
			return c
		}, []string{"slack scopes: Slack did not list them"}},
		{"wrong tokens", func(_ *testing.T, s *slacktest.Server) *Chat { return swapped(s) }, []string{
			"slack.bot_token_env: slack says invalid_auth", "slack.app_token_env: slack says invalid_auth"}},
		{"app token without scope", func(t *testing.T, s *slacktest.Server) *Chat {
			s.Fail("apps.connections.open", slacktest.Fault{Code: "missing_scope"})
			c, _ := dial(t, s)
			return c
		}, []string{"slack.app_token_env: slack says missing_scope"}},
		{"down", func(t *testing.T, s *slacktest.Server) *Chat {
			s.Fail("auth.test", slacktest.Fault{Status: 502, Body: "<html>"})
			s.Fail("apps.connections.open", slacktest.Fault{Code: "odd_new_code"})
			c, _ := dial(t, s)
			return c
		}, []string{"slack.bot_token_env: Slack cannot be reached", "slack.app_token_env: slack says odd_new_code"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			findings, err := tt.setup(t, slacktest.New(t)).Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var bad []Finding
			for _, f := range findings {
				noSecret(t, "finding", f.What+f.Cure)
				if f.OK != (f.Cure == "") || f.What == "" {
					t.Errorf("finding %+v", f)
				}
				if !f.OK {
					bad = append(bad, f)
				}
			}
			if len(bad) != len(tt.bad) {
				t.Fatalf("faults = %+v, want %q", bad, tt.bad)
			}
			for i, want := range tt.bad {
				if !strings.HasPrefix(bad[i].What, want) {
					t.Errorf("fault %q, want %q", bad[i].What, want)
				}
			}
		})
	}
	t.Run("given up", func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		stop()
		c, _ := dial(t, slacktest.New(t))
		if _, err := c.Check(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("Check = %v", err)
		}
	})
}

func TestUnreachable(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	c, err := New(Options{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, APIURL: gone.URL})
	if err != nil {
		t.Fatal(err)
	}
	findings, err := c.Check(t.Context())
	if err != nil || len(findings) != 2 || findings[0].OK || findings[1].OK {
		t.Errorf("Check = %+v, %v", findings, err)
	}
	_, err = c.Send(t.Context(), place, answerPost())
	if err == nil {
		t.Fatal("Send to nobody succeeded")
	}
	noSecret(t, "error", err.Error())
}
