package slack

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

var self = identity{user: "UBOT", bot: "BBOT", team: "T1"}

func TestPlainText(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"mention first", "<@UBOT> who resigned?", "who resigned?"},
		{"mention with name and colon", "<@UBOT|nutgraf>: who resigned?", "who resigned?"},
		{"mention before an emoji", "<@UBOT> :tada: hi", ":tada: hi"},
		{"mention with signs", "<@UBOT> : , hi", "hi"},
		{"mention inside", "tell me <@UBOT> who resigned", "tell me who resigned"},
		{"mention last", "who resigned, <@UBOT>", "who resigned,"},
		{"mention twice", "<@UBOT> <@UBOT> hi", "hi"},
		{"nothing but a mention", "<@UBOT>", ""},
		{"somebody else stays", "<@UBOT> what did <@U2|ada> and <@U3> say", "what did @ada and @U3 say"},
		{"longer id is somebody else", "<@UBOTX> hi", "@UBOTX hi"},
		{"escaped once", "R&amp;D &lt;b&gt; &amp;lt;", "R&D <b> &lt;"},
		{"typed brackets are no mention", "&lt;@UBOT&gt; hi", "<@UBOT> hi"},
		{"link with label", "is <https://example.org/a?b=1&amp;c=2|example.org> right", "is example.org right"},
		{"bare link", "is <https://example.org/a?b=1&amp;c=2> right", "is https://example.org/a?b=1&c=2 right"},
		{"mail", "<mailto:a@example.org|a@example.org>", "a@example.org"},
		{"channel", "in <#C2|politics> or <#C3|>", "in #politics or #C3"},
		{"broadcast", "<!here> and <!subteam^S1|@desk>", "@here and @desk"},
		{"date", "<!date^1392734382^{date}|18 Feb 2014>", "18 Feb 2014"},
		{"open bracket", "a <b", "a <b"},
		{"lines stay", "<@UBOT> one\ntwo", "one\ntwo"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := plainText(tt.text, self.user); got != tt.want {
				t.Errorf("plainText(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestReadMessage(t *testing.T) {
	const mention = `{"type":"app_mention","user":"U1","text":"<@UBOT> hi","ts":"1700000000.000100","channel":"C1"`
	const direct = `{"type":"message","channel_type":"im","user":"U1","text":"hi","ts":"1700000000.000100","channel":"D1"`
	for _, tt := range []struct{ name, event, ignored string }{
		{"mention", mention + `}`, ""},
		{"direct", direct + `}`, ""},
		{"with a file", direct + `,"subtype":"file_share"}`, ""},
		{"also sent to the channel", direct + `,"subtype":"thread_broadcast"}`, ""},
		{"bot", direct + `,"bot_id":"B2"}`, "from a bot"},
		{"bot profile", mention + `,"bot_profile":{"id":"B2"}}`, "from a bot"},
		{"itself", `{"type":"message","channel_type":"im","user":"UBOT","ts":"1700000000.000100","channel":"D1"}`, "not from a person"},
		{"slackbot", `{"type":"message","channel_type":"im","user":"USLACKBOT","ts":"1700000000.000100","channel":"D1"}`, "not from a person"},
		{"edited", mention + `,"edited":{"user":"U1","ts":"1700000001.000000"}}`, "an edit"},
		{"not edited", mention + `,"edited":null,"bot_profile":null}`, ""},
		{"hidden", direct + `,"hidden":true}`, "an edit"},
		{"joined", direct + `,"subtype":"channel_join"}`, "subtype channel_join"},
		{"without time", `{"type":"app_mention","user":"U1","channel":"C1"}`, "without place or time"},
		{"without place", `{"type":"app_mention","user":"U1","ts":"1700000000.000100"}`, "without place or time"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ev, ok := readEvent(envelope{Type: "events_api", Payload: []byte(`{"team_id":"T1","event":` + tt.event + `}`)})
			if !ok {
				t.Fatal("not read")
			}
			m, ignored := ev.message(self)
			if ignored != tt.ignored {
				t.Fatalf("ignored = %q, want %q", ignored, tt.ignored)
			}
			if ignored == "" && (m.Text != "hi" || m.From != "U1" || !m.At.Equal(time.Unix(1700000000, 100_000))) {
				t.Errorf("message = %+v", m)
			}
		})
	}
}

func TestMessagePlace(t *testing.T) {
	base := event{Team: "T9", Type: "app_mention", User: "U1", Channel: "C1", TS: "1700000000.000100"}
	m, _ := base.message(self)
	if m.ID != "slack:T9/C1/1700000000.000100" {
		t.Errorf("ID = %q", m.ID)
	}
	if want := (briefing.Channel{Service: "slack", Workspace: "T9", ID: "C1", Thread: "1700000000.000100"}); m.Channel != want {
		t.Errorf("a first message belongs into its own thread: %v, want %v", m.Channel, want)
	}
	reply := base
	reply.ThreadTS = "1600000000.000001"
	if m, _ := reply.message(self); m.Channel.Thread != reply.ThreadTS {
		t.Errorf("Thread = %q, want that of the reply", m.Channel.Thread)
	}
	// The same message as a message event, without its team: one question all the same.
	again := base
	again.Type, again.ChannelType, again.Team = "message", "im", ""
	home := self
	home.team = "T9"
	if m2, _ := again.message(home); m2.ID != m.ID {
		t.Errorf("ids differ: %q and %q", m2.ID, m.ID)
	}
}

func TestTimeOf(t *testing.T) {
	for _, bad := range []string{"", "1", "1.1", "x.000001", "1.00000x", "-1.000001", "1.-00001", "1.0000001", "99999999999999999999.000001"} {
		if at, ok := timeOf(bad); ok {
			t.Errorf("timeOf(%q) = %v, want none", bad, at)
		}
	}
}

func FuzzReadEvent(f *testing.F) {
	f.Add(`{"team_id":"T1","event":{"type":"app_mention","user":"U1","text":"<@UBOT> a &lt;b&gt; <http://x|y>","ts":"1700000000.000100","channel":"C1"}}`)
	f.Add(`{"event":{"type":"message","channel":{"id":"C1"}}}`)
	f.Add(`{"event":null}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, payload string) {
		ev, ok := readEvent(envelope{Type: "events_api", Payload: []byte(payload)})
		if !ok {
			return
		}
		m, ignored := ev.message(self)
		if ignored != "" {
			return
		}
		switch {
		case !strings.HasPrefix(m.ID, "slack:") || !strings.HasSuffix(m.ID, "/"+ev.TS):
			t.Errorf("ID = %q", m.ID)
		case m.From == "" || m.From == self.user || m.Channel.ID == "" || m.Channel.Thread == "" || m.At.IsZero():
			t.Errorf("message = %+v", m)
		case strings.TrimSpace(m.Text) != m.Text || !utf8.ValidString(m.Text):
			t.Errorf("Text = %q", m.Text)
		case len(m.Text) > len(ev.Text):
			t.Errorf("Text grew from %q to %q", ev.Text, m.Text)
		}
	})
}
