package slack

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// tally is a Meter that keeps what it is told.
type tally struct {
	mu     sync.Mutex
	counts map[string]int
}

func (t *tally) add(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.counts == nil {
		t.counts = map[string]int{}
	}
	t.counts[name]++
}

func (t *tally) of(name string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.counts[name]
}

func (t *tally) Taken(kind string, took time.Duration, acknowledged bool) {
	switch {
	case took < 0:
		t.add("took less than no time")
	case acknowledged:
		t.add(kind + " done")
	default:
		t.add(kind + " retried")
	}
}
func (t *tally) Called(method, outcome string) { t.add(method + " " + outcome) }
func (t *tally) Opened()                       { t.add("opened") }
func (t *tally) Waited(time.Duration)          { t.add("waited") }

func TestMeter(t *testing.T) {
	s := slacktest.New(t)
	m := &tally{}
	c, _ := dialWith(t, s, Options{Meter: m})
	received := listen(t, c)
	s.WaitSockets(t, 2, 2)
	s.WaitAck(t, s.Deliver(t, 0, map[string]any{
		"type": "app_mention", "user": "U1", "text": "<@" + slacktest.BotUser + "> who?", "ts": "1741080000.000100",
		"channel": slacktest.Channel, "event_ts": "1741080000.000100",
	}))
	<-received
	s.WaitAck(t, s.Push(t, 1, map[string]any{"type": "telepathy", "payload": map[string]any{}}))
	for _, id := range []string{slacktest.Channel, slacktest.Archive} {
		_, _ = c.Send(t.Context(), briefing.Channel{Service: service, Workspace: slacktest.Team, ID: id}, post.Notes("Hello.")) // the second is refused
	}
	for range paceBurst {
		_, _ = c.Send(t.Context(), briefing.Channel{Service: service, Workspace: slacktest.Team, ID: slacktest.Channel}, post.Notes("Hello."))
	}
	for name, want := range map[string]int{
		"opened": 2, "events_api done": 1, "other done": 1, "auth.test done": 1, "apps.connections.open done": 2,
		"chat.postMessage done": 1 + paceBurst, "waited": 1, "chat.postMessage refused": 1, "took less than no time": 0,
	} {
		if got := m.of(name); got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
}

func TestOutcomeOf(t *testing.T) {
	for body, want := range map[string]string{
		`{"ok":true}`: "done", `{"error":"is_archived","ok":false}`: "refused", `{"ok":false,"error":"ratelimited"}`: "busy",
		`<html>502</html>`: "failed", `{}`: "failed", ``: "failed",
		`{"ok":true,"messages":"` + strings.Repeat("x", maxVerdict) + `"}`: "done",
	} {
		if got := outcomeOf([]byte(body)); got != want {
			t.Errorf("outcomeOf(%.40q) = %q, want %q", body, got, want)
		}
	}
}

// Where a response address lies is a credential, which no meter is told.
func TestMeterOfOtherAddresses(t *testing.T) {
	s := slacktest.New(t)
	m := &tally{}
	client := meteredClient(http.DefaultClient, "https://slack.example/api/", m)
	resp, err := client.Get(s.APIURL + "sesame")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if len(m.counts) != 0 {
		t.Errorf("counted %v", m.counts)
	}
}
