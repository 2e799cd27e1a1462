package slack

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// scriptedDesk answers a chat as a bot would.
type scriptedDesk struct {
	engaged  map[string]bool // by thread
	suggests []string
	home     []post.Post
	subs     []briefing.Subscription
	settings briefing.Settings
	preview  string
	asked    *homesMade // nil counts nothing
}

// homesMade counts the pages that were asked for.
type homesMade struct {
	sync.Mutex
	n int
}

func (d scriptedDesk) Home(context.Context, briefing.Channel, string) ([]post.Post, error) {
	if d.asked != nil {
		d.asked.Lock()
		defer d.asked.Unlock()
		d.asked.n++
	}
	return d.home, nil
}

func (d scriptedDesk) Suggest(_ context.Context, _ briefing.Channel, n int) ([]string, error) {
	return d.suggests[:min(n, len(d.suggests))], nil
}

func (d scriptedDesk) Engaged(_ context.Context, thread briefing.Channel) (bool, error) {
	return d.engaged[thread.Thread], nil
}

func (d scriptedDesk) Subscriptions(context.Context, briefing.Channel, string) ([]briefing.Subscription, error) {
	return d.subs, nil
}

func (d scriptedDesk) Settings(context.Context, briefing.Channel) (briefing.Settings, error) {
	return d.settings, nil
}

func (d scriptedDesk) Preview(_ context.Context, in briefing.Channel, _, words string) ([]post.Post, error) {
	return []post.Post{post.Notes(d.preview, words, "in "+in.ID)}, nil
}

// workplace is a Chat that listens to a fake Slack, with a desk.
type workplace struct {
	*slacktest.Server
	t        *testing.T
	chat     *Chat
	log      *journal
	received <-chan bot.Message
}

func open(t *testing.T, p Policy, d scriptedDesk) *workplace {
	t.Helper()
	s := slacktest.New(t)
	s.Person("U1", "")
	c, j := dial(t, s)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(j.String())
		}
	})
	c.SetPolicy(p)
	c.desk = d
	w := &workplace{Server: s, t: t, chat: c, log: j, received: listen(t, c)}
	s.WaitSockets(t, 2, 2)
	return w
}

// heard is the next message that the bot is given.
func (w *workplace) heard() bot.Message {
	w.t.Helper()
	return heard(w.t, w.received)
}

// quiet fails the test if the bot was given a message that it has not been asked for.
func (w *workplace) quiet() {
	w.t.Helper()
	w.WaitAck(w.t, w.Deliver(w.t, 0, direct("1700000999.000100", "the end")))
	if m := w.heard(); m.Text != "the end" {
		w.t.Errorf("heard %+v", m)
	}
}

// push sends an envelope of a kind, and waits for its acknowledgement.
func (w *workplace) push(kind string, payload map[string]any) slacktest.Ack {
	w.t.Helper()
	return w.WaitAck(w.t, w.Push(w.t, 0, map[string]any{"type": kind, "payload": payload}))
}

// event brings one.
func (w *workplace) event(ev map[string]any) {
	w.t.Helper()
	w.WaitAck(w.t, w.Deliver(w.t, 0, ev))
}

// modal waits until a person has a form open in which something stands.
func (w *workplace) modal(person, holds string) slacktest.View {
	w.t.Helper()
	w.WaitFor(w.t, "a form with "+holds, func() bool {
		v := w.ModalLocked(person)
		return v != nil && strings.Contains(string(v.JSON), holds)
	})
	v, _ := w.Modal(person)
	return v
}

// written is a field of a form with what somebody wrote.
func written(value string) map[string]any {
	return map[string]any{"value": map[string]any{"type": "plain_text_input", "value": value}}
}

// chosen is a field of a form with the channel that somebody chose.
func chosen(channel string) map[string]any {
	return map[string]any{"value": map[string]any{"type": "conversations_select", "selected_conversation": channel}}
}
