package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
)

// unreachable is a Slack that cannot be called.
type unreachable struct{}

func (unreachable) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("offline")
}

// offline makes a Chat that reaches no Slack.
func offline(t testing.TB) *Chat {
	t.Helper()
	c, err := New(Options{BotToken: slacktest.BotToken, Listen: "127.0.0.1:0", Secret: signingSecret, Log: logTo(&journal{}),
		HTTPClient: &http.Client{Transport: unreachable{}}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Whatever an envelope holds, it is taken or ignored: what reaches the bot has an id, a place and a person, and nothing of a trigger or a
// response address in its id.
func FuzzHandle(f *testing.F) {
	kinds := []string{"events_api", "slash_commands", "interactive", "other"}
	for _, seed := range []struct {
		kind    int
		payload any
	}{
		{0, map[string]any{"team_id": "T1", "event": mention("1700000000.000100", "<@UBOT> who?")}},
		{0, map[string]any{"team_id": "T1", "is_ext_shared_channel": true, "event": direct("1700000000.000100", ":tada:")}},
		{0, map[string]any{"event": map[string]any{"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}}},
		{0, map[string]any{"event": map[string]any{"type": "member_joined_channel", "user": "UBOT", "channel": "C1", "inviter": "U1", "event_ts": "1700000000.000100"}}},
		{0, map[string]any{"event": map[string]any{"type": "assistant_thread_started", "assistant_thread": map[string]any{"channel_id": "D1"}}}},
		{1, map[string]any{"channel_id": "C1", "user_id": "U1", "text": "subscribe", "trigger_id": "secret.1", "response_url": "https://hooks.example/secret"}},
		{2, map[string]any{"type": "message_action", "callback_id": FindFacts, "user": map[string]any{"id": "U1"}, "channel": map[string]any{"id": "C1"},
			"action_ts": "1700000000.000100", "message": map[string]any{"ts": "1700000000.000200", "text": "The ferry"}}},
		{2, map[string]any{"type": "block_actions", "user": map[string]any{"id": "U1"}, "channel": map[string]any{"id": "C1"}, "trigger_id": "secret.1",
			"message": map[string]any{"ts": "1700000000.000200"}, "response_url": "https://hooks.example/secret",
			"actions": []any{map[string]any{"type": "overflow", "action_id": "others", "selected_option": map[string]any{"value": "more more"}, "action_ts": "1700000000.000100"}}}},
		{2, map[string]any{"type": "view_submission", "user": map[string]any{"id": "U1"}, "view": map[string]any{"id": "V1", "callback_id": "subscribe",
			"private_metadata": `{"channel":"C1"}`, "state": map[string]any{"values": map[string]any{"times": written("08:00"), "where": chosen("C1")}}}}},
		{2, map[string]any{"type": "view_submission", "user": map[string]any{"id": "U1"}, "view": map[string]any{"id": "V1", "callback_id": "wrong",
			"private_metadata": `{"channel":"C1","about":"wrong of answer a7f3k2ab"}`, "state": map[string]any{"values": map[string]any{"reason": written("No.")}}}}},
	} {
		payload, err := json.Marshal(seed.payload)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed.kind, string(payload))
	}
	c := offline(f)
	f.Fuzz(func(t *testing.T, kind int, payload string) {
		e := envelope{Type: kinds[uint(kind)%uint(len(kinds))], ID: "e1", Payload: json.RawMessage(payload)}
		reply, err := c.handle(t.Context(), self, e, func(_ context.Context, m bot.Message) error {
			if m.ID == "" || m.Channel.ID == "" || m.Channel.Service != service || m.From == "" {
				t.Errorf("a message without id, place or person: %+v", m)
			}
			if len(m.Reply) > 20 && strings.Contains(m.ID, m.Reply) {
				t.Errorf("the way back is in the id %q", m.ID)
			}
			return nil
		})
		if _, open := errors.AsType[*openError](err); err != nil && !open {
			t.Errorf("handle: %v", err)
		}
		if reply != nil {
			if _, err := json.Marshal(reply); err != nil {
				t.Errorf("reply: %v", err)
			}
		}
	})
}

// What cannot be read is acknowledged and counted: brought again it would be no better known.
func TestUnknownInteractions(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{})
	for _, payload := range []map[string]any{
		{"type": "dialog_submission"}, {"type": 7}, {"type": "view_submission"}, {"type": "message_action", "callback_id": FindFacts},
		{"type": "view_submission", "user": map[string]any{"id": "U1"}, "view": map[string]any{"id": "V1", "callback_id": "tax_return",
			"private_metadata": "{}", "state": map[string]any{}}},
		{"type": "view_submission", "user": map[string]any{"id": "U1"}, "view": map[string]any{"id": "V1", "callback_id": "subscribe",
			"private_metadata": "no object", "state": map[string]any{}}},
		{"type": "view_closed"},
	} {
		if ack := w.push("interactive", payload); len(ack.Payload) > 0 && string(ack.Payload) != "null" {
			t.Errorf("%v is acknowledged with %s", payload, ack.Payload)
		}
	}
	w.push("app_rate_limited", map[string]any{})
	w.log.await(t, "(no more events for a minute)")
	w.quiet()
}

// What runs beside ends with Listen; a fault of one thing is a line in the log, and one thing too many is not begun.
func TestBeside(t *testing.T) {
	c := offline(t)
	if c.soon("do nothing", func(context.Context) error { return nil }) {
		t.Error("done before Listen")
	}
	j := &journal{}
	c.log = logTo(j)
	end := c.beside.begin(t.Context())
	c.soon("fail", func(context.Context) error { return errors.New("a fault with " + slacktest.BotToken) })
	c.soon("panic", func(context.Context) error { panic("a fault") })
	j.await(t, "(could not fail)")
	j.await(t, "(doing=panic)")
	noSecret(t, "log", j.String())

	begun := 0
	for c.soon("wait", func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }) {
		begun++
	}
	if begun < besideMost-2 || begun > besideMost {
		t.Errorf("%d things at a time", begun)
	}
	end()
	if strings.Contains(j.String(), "could not wait") {
		t.Error("what Listen ended is a fault in the log")
	}
	if c.soon("do nothing", func(context.Context) error { return nil }) {
		t.Error("done after Listen")
	}
}

// A press of any kind of element says its command; of one that only one person sees, to them alone. What is shared or deleted is so once.
func TestPressed(t *testing.T) {
	press := func(element map[string]any, ephemeral bool) map[string]any {
		element["action_ts"] = "1700000002.000100"
		p := map[string]any{"type": "block_actions", "team": map[string]any{"id": "T1"}, "user": map[string]any{"id": "U1"}, "response_url": "https://hooks.example/x",
			"container": map[string]any{"type": "message", "message_ts": "1700000001.000100", "channel_id": "C1", "is_ephemeral": ephemeral},
			"channel":   map[string]any{"id": "C1"}, "actions": []any{element}}
		if !ephemeral {
			p["message"] = map[string]any{"ts": "1700000001.000100", "thread_ts": "1700000000.000100"}
		}
		return p
	}
	button := func(id, words string) map[string]any {
		return map[string]any{"type": "button", "action_id": id, "value": words}
	}
	for name, tt := range map[string]struct {
		payload      map[string]any
		text, thread string
		id           string
	}{
		"a button": {press(button("more", "more of answer a7f3k2ab"), false), "more of answer a7f3k2ab", "1700000000.000100", "/more/U1/1700000002.000100"},
		"the second of its kind": {press(button("1#2", "1 of answer a7f3k2ab"), false), "1 of answer a7f3k2ab", "1700000000.000100",
			"/1/U1/1700000002.000100"},
		"in a menu": {press(map[string]any{"type": "overflow", "action_id": "others", "selected_option": map[string]any{"value": "follow follow of answer a7f3k2ab"}}, false),
			"follow of answer a7f3k2ab", "1700000000.000100", "/follow/U1/1700000002.000100"},
		"a good answer, to the person alone": {press(map[string]any{"type": "feedback_buttons", "action_id": "feedback", "value": "good good of answer a7f3k2ab"}, false),
			"good of answer a7f3k2ab", "only:U1", "/good/U1/1700000002.000100"},
		"of what one person sees": {press(button("sources", "sources of answer a7f3k2ab"), true), "sources of answer a7f3k2ab", "only:U1",
			"/sources/U1/1700000002.000100"},
		"share":  {press(button(post.ActionShare, "share of answer a7f3k2ab"), true), "share of answer a7f3k2ab", "only:U1", "/share/U1"},
		"delete": {press(button(post.ActionDelete, "delete of answer a7f3k2ab"), false), "delete of answer a7f3k2ab", "1700000000.000100", "/delete/U1"},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t, Policy{}, scriptedDesk{})
			w.push("interactive", tt.payload)
			m := w.heard()
			if m.Text != tt.text || m.Channel.ID != "C1" || !strings.HasPrefix(m.Channel.Thread, tt.thread) || m.From != "U1" {
				t.Errorf("heard %+v", m)
			}
			if want := "slack:T1/C1/1700000001.000100" + tt.id; m.ID != want {
				t.Errorf("id %q, want %q", m.ID, want)
			}
		})
	}
}
