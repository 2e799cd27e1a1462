package slack

import (
	"context"
	"encoding/json"
	"strings"
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
	preview  string
}

func (d scriptedDesk) Home(context.Context, briefing.Channel, string) ([]post.Post, error) {
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
	return briefing.Settings{}, nil
}
func (d scriptedDesk) Preview(_ context.Context, _ briefing.Channel, _, words string) ([]post.Post, error) {
	return []post.Post{post.Notes(d.preview, words)}, nil
}

// living is a Chat that listens to a fake Slack with a desk.
func living(t *testing.T, p Policy, d scriptedDesk) (*slacktest.Server, *Chat, <-chan bot.Message) {
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
	received := listen(t, c)
	s.WaitSockets(t, 2, 2)
	return s, c, received
}

// A command in a channel is for the person alone, and its answer has a way back; brought again it is the same one.
func TestSlashCommand(t *testing.T) {
	s, _, received := living(t, Policy{}, scriptedDesk{})
	payload := s.CommandPayload(slacktest.Channel, "U1", "/brief", "who runs the &lt;ferry&gt;?")
	for range 2 {
		s.WaitAck(t, s.Push(t, 0, map[string]any{"type": "slash_commands", "payload": payload}))
	}
	m, again := heard(t, received), heard(t, received)
	if m.Text != "who runs the <ferry>?" || m.Channel.Only() != "U1" || m.Channel.ID != slacktest.Channel || m.From != "U1" ||
		m.Reply != payload["response_url"] {
		t.Errorf("heard %+v", m)
	}
	if again.ID != m.ID || m.ID == "" {
		t.Errorf("ids %q and %q", m.ID, again.ID)
	}
	s.WaitAck(t, s.Command(t, 1, slacktest.Direct, "U1", "/brief", "help"))
	if m := heard(t, received); m.Channel.Only() != "" || m.Channel.ID != slacktest.Direct {
		t.Errorf("heard %+v in a direct message", m)
	}
}

func TestShortcut(t *testing.T) {
	s, _, received := living(t, Policy{}, scriptedDesk{})
	s.WaitAck(t, s.Shortcut(t, 0, slacktest.Channel, "U1", "another", "text", "1700000000.000100"))
	s.WaitAck(t, s.Shortcut(t, 0, slacktest.Channel, "U1", FindFacts, "The ferry &amp; its crew"+strings.Repeat(" x", 2000), "1700000000.000100"))
	m := heard(t, received)
	if !strings.HasPrefix(m.Text, "ask: The ferry & its crew") || len(m.Text) != len("ask: ")+maxShortcut || m.Channel.Only() != "U1" || m.Reply == "" {
		t.Errorf("heard %d characters: %+v", len(m.Text), m.Channel)
	}
}

// What is said without a mention is for the bot only in threads it takes part in, and in channels for questions.
func TestOverheard(t *testing.T) {
	const thread = "1700000000.000100"
	said := func(ts, thread, text string) map[string]any {
		ev := map[string]any{"type": "message", "channel_type": "channel", "user": "U1", "text": text, "ts": ts, "channel": slacktest.Channel}
		if thread != "" {
			ev["thread_ts"] = thread
		}
		return ev
	}
	for name, tt := range map[string]struct {
		event  map[string]any
		policy Policy
		heard  bool
	}{
		"in its thread":                   {said("1700000001.000100", thread, "and when?"), Policy{}, true},
		"in another thread":               {said("1700000001.000100", "1600000000.000100", "and when?"), Policy{}, false},
		"to somebody else in its thread":  {said("1700000001.000100", thread, "<@U2> and you?"), Policy{}, false},
		"to everybody in its thread":      {said("1700000001.000100", thread, "<!here> lunch?"), Policy{}, false},
		"in a channel":                    {said("1700000001.000100", "", "who knows?"), Policy{}, false},
		"in a channel for questions":      {said("1700000001.000100", "", "who knows?"), Policy{AnswerIn: []string{slacktest.Channel}}, true},
		"no question there":               {said("1700000001.000100", "", "thanks all"), Policy{AnswerIn: []string{slacktest.Channel}}, false},
		"a mention by the event of texts": {said("1700000001.000100", "", "<@UBOT> who?"), Policy{}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s, _, received := living(t, tt.policy, scriptedDesk{engaged: map[string]bool{thread: true}})
			s.WaitAck(t, s.Deliver(t, 0, tt.event))
			s.WaitAck(t, s.Deliver(t, 0, direct("1700000009.000100", "the end")))
			m := heard(t, received)
			if got := m.Text != "the end"; got != tt.heard {
				t.Errorf("heard %q", m.Text)
			}
		})
	}
}

// Where the bot does not answer, the person is told why once, alone.
func TestPolicy(t *testing.T) {
	s, _, received := living(t, Policy{Channels: []string{"C7"}}, scriptedDesk{})
	for _, ts := range []string{"1700000001.000100", "1700000002.000100"} {
		s.WaitAck(t, s.Deliver(t, 0, mention(ts, "<@UBOT> who?")))
	}
	posts := s.WaitPosts(t, 1)
	s.WaitAck(t, s.Deliver(t, 0, direct("1700000009.000100", "the end")))
	if m := heard(t, received); m.Text != "the end" {
		t.Errorf("heard %q", m.Text)
	}
	if len(posts) != 1 || posts[0].Only != "U1" || posts[0].Text != notHere {
		t.Errorf("shown: %+v", posts)
	}
}

func TestPolicyRefuses(t *testing.T) {
	at := func(channel string) bot.Message { return bot.Message{Channel: briefing.Channel{ID: channel}} }
	for name, tt := range map[string]struct {
		policy Policy
		m      bot.Message
		from   origin
		want   string
	}{
		"anywhere":               {Policy{}, at("C1"), origin{team: "T1", home: "T1"}, ""},
		"not in the list":        {Policy{Channels: []string{"C2"}}, at("C1"), origin{}, notHere},
		"in the list":            {Policy{Channels: []string{"C1"}}, at("C1"), origin{}, ""},
		"directly":               {Policy{Channels: []string{"C2"}}, at("D1"), origin{}, ""},
		"shared":                 {Policy{}, at("C1"), origin{shared: true}, notShared},
		"shared and allowed":     {Policy{Shared: []string{"C1"}}, at("C1"), origin{shared: true, team: "T2", home: "T1"}, ""},
		"of another team":        {Policy{}, at("C1"), origin{team: "T2", home: "T1"}, notForYou},
		"directly, another team": {Policy{}, at("D1"), origin{team: "T2", home: "T1"}, notForYou},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tt.policy.refuses(tt.m, tt.from); got != tt.want {
				t.Errorf("refuses = %q, want %q", got, tt.want)
			}
		})
	}
}

// Whoever brings the bot into a channel is told alone how to ask.
func TestJoined(t *testing.T) {
	s, _, received := living(t, Policy{}, scriptedDesk{})
	s.WaitAck(t, s.Join(t, 0, slacktest.Channel, "U2", "U1")) // somebody else
	s.WaitAck(t, s.Join(t, 0, slacktest.Channel, slacktest.BotUser, "U1"))
	if m := heard(t, received); m.Text != "help" || m.Channel.Only() != "U1" || m.From != "U1" {
		t.Errorf("heard %+v", m)
	}
}

func TestHomeAndPrompts(t *testing.T) {
	d := scriptedDesk{suggests: []string{"who runs the ferry?", "when does the bridge open?"}, home: []post.Post{post.Notes("What I have read"), {
		Parts:   post.Notes("Tides").Parts,
		Actions: []post.Action{{ID: post.ActionPause, Label: "Pause", Command: "pause tides"}, {ID: post.ActionSubscribe, Label: "New digest", Command: "subscribe"}},
	}}}
	s, _, received := living(t, Policy{}, d)
	s.WaitAck(t, s.OpenHome(t, 0, "U1", "messages"))
	s.WaitFor(t, "suggestions", func() bool { return len(s.AssistantLocked(slacktest.Direct, "").Prompts) == 2 })
	s.WaitAck(t, s.OpenHome(t, 0, "U1", "home"))
	s.WaitFor(t, "a home page", func() bool { return s.HomeLocked("U1") != nil })
	home, _ := s.Home("U1")
	if !strings.Contains(string(home.JSON), "What I have read") || !strings.Contains(string(home.JSON), "pause tides") {
		t.Errorf("home: %s", home.JSON)
	}
	s.WaitAck(t, s.PressView(t, 0, home, "U1", "pause", "pause tides", "1700000003.000100"))
	if m := heard(t, received); m.Text != "pause tides" || m.Channel.ID != slacktest.Direct {
		t.Errorf("heard %+v", m)
	}
}

// A form opens, says what is wrong beside its fields, shows a preview, and comes back as a command.
func TestSubscribeForm(t *testing.T) {
	s, _, received := living(t, Policy{}, scriptedDesk{preview: "In: the bridge"})
	s.WaitAck(t, s.Command(t, 0, slacktest.Channel, "U1", "/brief", "subscribe"))
	s.WaitFor(t, "a form", func() bool { return s.ModalLocked("U1") != nil })
	v, _ := s.Modal("U1")
	if !strings.Contains(string(v.JSON), "where") || !strings.Contains(string(v.JSON), "Europe/Amsterdam") {
		t.Errorf("the form: %s", v.JSON)
	}
	text := func(value string) map[string]any {
		return map[string]any{"value": map[string]any{"type": "plain_text_input", "value": value}}
	}
	values := map[string]map[string]any{"topics": text("bridges"), "times": text("25:00"),
		"where": {"value": map[string]any{"type": "conversations_select", "selected_conversation": slacktest.Channel}}}
	ack := s.WaitAck(t, s.Submit(t, 0, "U1", values))
	var refused struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
	}
	if err := json.Unmarshal(ack.Payload, &refused); err != nil || refused.Action != "errors" || refused.Errors["times"] == "" {
		t.Fatalf("acknowledged with %s", ack.Payload)
	}
	s.WaitAck(t, s.PressForm(t, 0, "U1", post.ActionPreview, values))
	s.WaitFor(t, "a preview", func() bool {
		m := s.ModalLocked("U1")
		return m != nil && strings.Contains(string(m.JSON), "cannot be a digest yet")
	})
	s.CloseModal("U1")
	values["times"] = text("07:30")
	if ack := s.WaitAck(t, s.Submit(t, 0, "U1", values)); len(ack.Payload) > 0 && string(ack.Payload) != "null" {
		t.Errorf("acknowledged with %s", ack.Payload)
	}
	m := heard(t, received)
	if m.Channel.ID != slacktest.Channel || m.Channel.Only() != "U1" || !strings.HasPrefix(m.Text, "subscribe to bridges") || !strings.Contains(m.Text, "07:30") {
		t.Errorf("heard %+v", m)
	}
}

// A form that does not open is no dead end: the words are said.
func TestFormThatDoesNotOpen(t *testing.T) {
	s, _, received := living(t, Policy{}, scriptedDesk{})
	s.Fail("views.open", slacktest.Fault{Code: "expired_trigger_id"})
	s.WaitAck(t, s.Command(t, 0, slacktest.Channel, "U1", "/brief", "subscribe"))
	if m := heard(t, received); m.Text != "subscribe" || m.Reply == "" {
		t.Errorf("heard %+v", m)
	}
}

// Wrong? asks why, and what is said goes to the people who run the bot.
func TestFeedbackForm(t *testing.T) {
	s, _, received := living(t, Policy{}, scriptedDesk{})
	shown := slacktest.Post{Channel: slacktest.Channel, TS: "1700000000.000100"}
	s.WaitAck(t, s.Press(t, 0, shown, "U1", post.ActionWrong, "wrong of answer a7f3k2ab", "1700000001.000100"))
	s.WaitFor(t, "a form", func() bool { return s.ModalLocked("U1") != nil })
	s.WaitAck(t, s.Submit(t, 0, "U1", map[string]map[string]any{
		"reason": {"value": map[string]any{"type": "plain_text_input", "value": "It was Tuesday"}}}))
	if m := heard(t, received); m.Text != "wrong of answer a7f3k2ab: It was Tuesday" || m.Channel.Only() != "U1" {
		t.Errorf("heard %+v", m)
	}
}
