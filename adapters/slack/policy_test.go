package slack

import (
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

func TestPolicyRefuses(t *testing.T) {
	at := func(channel string) bot.Message { return bot.Message{Channel: briefing.Channel{ID: channel}} }
	for name, tt := range map[string]struct {
		policy Policy
		m      bot.Message
		from   origin
		want   string
	}{
		"anywhere":                    {Policy{}, at("C1"), origin{team: "T1", home: "T1"}, ""},
		"not in the list":             {Policy{Channels: []string{"C2"}}, at("C1"), origin{}, notHere},
		"in the list":                 {Policy{Channels: []string{"C1"}}, at("C1"), origin{}, ""},
		"a channel for questions":     {Policy{Channels: []string{"C2"}, AnswerIn: []string{"C1"}}, at("C1"), origin{}, ""},
		"directly":                    {Policy{Channels: []string{"C2"}}, at("D1"), origin{}, ""},
		"shared":                      {Policy{}, at("C1"), origin{shared: true}, notShared},
		"shared and allowed":          {Policy{Shared: []string{"C1"}}, at("C1"), origin{shared: true, team: "T2", home: "T1"}, ""},
		"shared, allowed, no channel": {Policy{Shared: []string{"C1"}, Channels: []string{"C2"}}, at("C1"), origin{shared: true}, notHere},
		"of another team":             {Policy{}, at("C1"), origin{team: "T2", home: "T1"}, notForYou},
		"directly, another team":      {Policy{}, at("D1"), origin{team: "T2", home: "T1"}, notForYou},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tt.policy.refuses(tt.m, tt.from); got != tt.want {
				t.Errorf("refuses = %q, want %q", got, tt.want)
			}
		})
	}
}

// Where the bot does not answer, each person is told why once, alone; those who did not speak to it are told nothing.
func TestRefusalIsToldOnce(t *testing.T) {
	w := open(t, Policy{Channels: []string{"C7"}}, scriptedDesk{})
	for _, ts := range []string{"1700000001.000100", "1700000002.000100"} {
		w.event(mention(ts, "<@UBOT> who?"))
	}
	other := mention("1700000003.000100", "<@UBOT> :tada:")
	other["user"] = "U2"
	w.event(other)
	overheard := mention("1700000004.000100", "who?")
	overheard["type"], overheard["channel_type"], overheard["user"] = "message", "channel", "U3"
	w.event(overheard)
	posts := w.WaitPosts(t, 2)
	w.quiet()
	told := map[string]int{}
	for _, p := range posts {
		told[p.Only]++
		if p.Text != notHere {
			t.Errorf("told %q", p.Text)
		}
	}
	if len(posts) != 2 || told["U1"] != 1 || told["U2"] != 1 {
		t.Errorf("told: %v", told)
	}
}

// In a channel that is shared with another workspace nothing is said, unless that one is allowed.
func TestSharedChannel(t *testing.T) {
	said := map[string]any{"team_id": slacktest.Team, "is_ext_shared_channel": true, "event": mention("1700000001.000100", "<@UBOT> who?")}
	w := open(t, Policy{}, scriptedDesk{})
	w.push("events_api", said)
	if p := w.WaitPosts(t, 1); p[0].Text != notShared || p[0].Only != "U1" {
		t.Errorf("shown: %+v", p)
	}
	w.quiet()

	w = open(t, Policy{Shared: []string{slacktest.Channel}}, scriptedDesk{})
	w.push("events_api", said)
	if m := w.heard(); m.Text != "who?" {
		t.Errorf("heard %+v", m)
	}

	w = open(t, Policy{}, scriptedDesk{})
	stranger := mention("1700000001.000100", "<@UBOT> who?")
	stranger["user_team"] = "T9"
	w.event(stranger)
	if p := w.WaitPosts(t, 1); p[0].Text != notForYou {
		t.Errorf("shown: %+v", p)
	}
	w.quiet()
}

// What one person was told is not shared with a channel that people of another workspace read. Whether it is, only Slack can say of a
// press; where it does not, it is not known to be.
func TestShareInSharedChannel(t *testing.T) {
	shown := slacktest.Post{Channel: slacktest.Channel, TS: "1700000000.000100"}
	w := open(t, Policy{}, scriptedDesk{})
	w.Share(slacktest.Channel)
	w.WaitAck(t, w.Press(t, 0, shown, "U1", "share", "share of answer a7f3k2ab", "1700000001.000100"))
	if p := w.WaitPosts(t, 1); p[0].Text != notShared || p[0].Only != "U1" {
		t.Errorf("shown: %+v", p)
	}
	w.quiet()

	w = open(t, Policy{}, scriptedDesk{})
	w.Scopes("chat:write")
	w.Share(slacktest.Channel)
	w.WaitAck(t, w.Press(t, 0, shown, "U1", "share", "share of answer a7f3k2ab", "1700000001.000100"))
	if m := w.heard(); m.Text != "share of answer a7f3k2ab" {
		t.Errorf("heard %+v", m)
	}
}

// Whoever brings the bot into a channel is told alone how to ask.
func TestJoined(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{})
	w.WaitAck(t, w.Join(t, 0, slacktest.Channel, "U2", "U1"))              // somebody else
	w.WaitAck(t, w.Join(t, 0, slacktest.Channel, slacktest.BotUser, ""))   // nobody knows by whom
	w.WaitAck(t, w.Join(t, 0, slacktest.Channel, slacktest.BotUser, "U1")) // twice, for Slack may bring it twice
	w.WaitAck(t, w.Join(t, 0, slacktest.Channel, slacktest.BotUser, "U1"))
	first, again := w.heard(), w.heard()
	if first.Text != "help" || first.Channel.Only() != "U1" || first.From != "U1" || first.ID != again.ID {
		t.Errorf("heard %+v and %+v", first, again)
	}
	w.quiet()
	if p := w.Posts(); len(p) != 0 {
		t.Errorf("shown: %+v", p)
	}
}
