package slack

import (
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

// A command in a channel is for the person alone, and its answer has a way back; brought again it is the same one.
func TestSlashCommand(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{})
	payload := w.CommandPayload(slacktest.Channel, "U1", "/brief", "who runs the &lt;ferry&gt; that <@U2|ada> took?")
	for range 2 {
		if ack := w.push("slash_commands", payload); len(ack.Payload) > 0 && string(ack.Payload) != "null" {
			t.Errorf("acknowledged with %s", ack.Payload)
		}
	}
	m, again := w.heard(), w.heard()
	if m.Text != "who runs the <ferry> that @ada took?" || m.Channel.Only() != "U1" || m.Channel.ID != slacktest.Channel || m.From != "U1" ||
		m.Reply != payload["response_url"] {
		t.Errorf("heard %+v", m)
	}
	if again.ID != m.ID || m.ID == "" || strings.Contains(m.ID, "sesame") {
		t.Errorf("ids %q and %q", m.ID, again.ID)
	}
	w.push("slash_commands", w.CommandPayload(slacktest.Channel, "U1", "/brief", "help"))
	if m := w.heard(); m.ID == again.ID || m.Text != "help" {
		t.Errorf("another command: %+v", m)
	}
}

// In the direct message with the bot a command is said like all else; in that of two people it is for one of them alone.
func TestSlashCommandInDirectMessage(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{})
	for _, channel := range []string{slacktest.Direct, "D77"} {
		w.push("slash_commands", w.CommandPayload(channel, "U1", "/brief", "status"))
		m := w.heard()
		if only := m.Channel.Only(); m.Channel.ID != channel || (only == "") != (channel == slacktest.Direct) || (m.Reply == "") != (only == "") {
			t.Errorf("heard %+v in %s", m, channel)
		}
	}
	if n := w.Calls("conversations.open"); n != 1 {
		t.Errorf("slack was asked %d times which direct message is the bot's", n)
	}
	w.Scopes("chat:write,commands")
	w.push("slash_commands", w.CommandPayload(slacktest.Direct, "U5", "/brief", "status")) // nobody can say whose it is
	if m := w.heard(); m.Channel.Only() != "U5" || m.Reply == "" {
		t.Errorf("heard %+v", m)
	}
}

func TestSlashCommandWithoutSense(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{})
	for _, payload := range []map[string]any{{}, {"user_id": "U1"}, {"channel_id": "C1"}, {"user_id": 7}} {
		w.push("slash_commands", payload)
	}
	w.quiet()
}

// "subscribe" alone opens the form, once however often Slack brings it; where it does not open, the words are said.
func TestSlashSubscribe(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{})
	payload := w.CommandPayload(slacktest.Channel, "U1", "/brief", "subscribe")
	w.push("slash_commands", payload)
	w.modal("U1", "New subscription")
	w.push("slash_commands", payload)
	w.WaitFor(t, "both tries", func() bool { return w.CallsLocked("views.open") == 2 })
	w.quiet()

	w.Fail("views.open", slacktest.Fault{Code: "expired_trigger_id"})
	w.push("slash_commands", w.CommandPayload(slacktest.Channel, "U1", "/brief", "subscribe"))
	if m := w.heard(); m.Text != "subscribe" || m.Reply == "" {
		t.Errorf("heard %+v", m)
	}
	w.chat.beside.mu.Lock()
	w.chat.beside.doing += besideMost
	w.chat.beside.mu.Unlock()
	w.push("slash_commands", w.CommandPayload(slacktest.Channel, "U1", "/brief", "subscribe"))
	if m := w.heard(); m.Text != "subscribe" {
		t.Errorf("heard %+v when there is no room for a form", m)
	}
	w.chat.beside.mu.Lock()
	w.chat.beside.doing -= besideMost
	w.chat.beside.mu.Unlock()
}
