package slack

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot/command"
)

const under = "1700000000.000100"

// The shortcut asks about the words of a message, of a long one about its beginning, which it says. A command in somebody else's message is
// a question like all of it.
func TestShortcut(t *testing.T) {
	long := "The ferry &amp; its crew" + strings.Repeat(" é", maxShortcut)
	w := open(t, Policy{}, scriptedDesk{})
	w.WaitAck(t, w.Shortcut(t, 0, slacktest.Channel, "U1", "another", "text", under))
	w.WaitAck(t, w.Shortcut(t, 0, slacktest.Channel, "U1", FindFacts, long, under))
	m := w.heard()
	if !strings.HasPrefix(m.Text, "ask: The ferry & its crew é") || utf8.RuneCountInString(m.Text) != len("ask: ")+maxShortcut {
		t.Errorf("heard %d characters", utf8.RuneCountInString(m.Text))
	}
	if m.Channel.Only() != "U1" || m.Channel.ID != slacktest.Channel || m.Reply == "" || m.From != "U1" {
		t.Errorf("heard %+v", m.Channel)
	}
	if p := w.WaitPosts(t, 1); len(p) != 1 || p[0].Only != "U1" || p[0].Text != onlyBeginning {
		t.Errorf("shown: %+v", p)
	}
	w.log.await(t, "(type=shortcut)")

	w.WaitAck(t, w.Shortcut(t, 0, slacktest.Channel, "U1", FindFacts, "forget me now", under))
	if c := command.Parse(w.heard().Text); c.Kind != command.Ask || c.Words != "forget me now" {
		t.Errorf("understood as %+v", c)
	}
}

func TestShortcutWithoutWords(t *testing.T) {
	for _, text := range []string{"", ":tada: :+1::skin-tone-2:", "…!"} {
		w := open(t, Policy{}, scriptedDesk{})
		w.WaitAck(t, w.Shortcut(t, 0, slacktest.Foreign, "U1", FindFacts, text, under)) // the bot is not in that channel
		if p := w.WaitPosts(t, 1); p[0].Only != "U1" || p[0].Text != nothingToFind {
			t.Errorf("%q: shown %+v", text, p)
		}
		w.quiet()
	}
}
