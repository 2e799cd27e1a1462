package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// pressed is the data of an interaction: a button of a post that replies to the question 4…1 is pressed in a server.
func pressed(id, command string) string {
	return fmt.Sprintf(`{"id":%q,"application_id":"1","type":3,"token":"press-token","version":1,"guild_id":%q,"channel_id":%q,`+
		`"member":{"user":{"id":%q,"username":"ada"},"permissions":"8192","roles":[]},"data":{"custom_id":%q,"component_type":2},`+
		`"message":{"id":"410000000000000001","type":19,"message_reference":{"message_id":"400000000000000001","channel_id":%q},"components":[{"type":99}]}}`,
		id, guild, channel, asker, command, channel)
}

func TestPress(t *testing.T) {
	t.Parallel()
	l := listen(t, newFake(t), nil)
	w := within(t, l.wires)
	w.dispatch("INTERACTION_CREATE", pressed("420000000000000001", "more of answer a7f3k2ab"))
	m := within(t, l.heard)
	want := bot.Message{
		ID: "discord:" + guild + "/" + channel + "/press/420000000000000001", Channel: thread, From: asker, Role: briefing.RoleSubscribe,
		Text: "more of answer a7f3k2ab", At: m.At,
	}
	if m != want || m.At.Year() != 2018 {
		t.Errorf("heard %+v, want %+v", m, want)
	}
	w.dispatch("MESSAGE_CREATE", mention("400000000000000002", "next?")) // taken after the acknowledgement
	within(t, l.heard)
	if got := l.answered(); len(got) != 1 || got[0] != `420000000000000001 press-token {"type":6}` {
		t.Errorf("answers %q", got)
	}
	l.end()
}

// A press that cannot be taken down is answered to whoever pressed, and its token is in no log.
func TestPressNotTaken(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk full: press-token")
	l := listen(t, newFake(t), func(_ context.Context, m bot.Message) error {
		if strings.Contains(m.ID, "/press/") {
			return broken
		}
		return nil
	})
	w := within(t, l.wires)
	w.dispatch("INTERACTION_CREATE", pressed("420000000000000001", "more"))
	w.dispatch("MESSAGE_CREATE", mention("400000000000000002", "next?"))
	within(t, l.heard)
	got := l.answered()
	if len(got) != 1 || !strings.Contains(got[0], pressAgain) || !strings.Contains(got[0], `"flags":64`) || !strings.Contains(got[0], `"parse":[]`) {
		t.Errorf("answers %q", got)
	}
	l.end()
}

func TestReadPress(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		data   string
		thread string
		err    string
	}{
		"under an answer": {pressed("420000000000000001", "more"), "400000000000000001", ""},
		"under a digest": {`{"id":"420000000000000001","type":3,"guild_id":"7","channel_id":"6","member":{"user":{"id":"8"},"permissions":"0"},` +
			`"data":{"custom_id":"x","component_type":2},"message":{"id":"41"}}`, "41", ""},
		"in a direct message": {`{"id":"420000000000000001","type":3,"channel_id":"6","user":{"id":"8"},"data":{"custom_id":"x","component_type":2},"message":{"id":"41"}}`, "6", ""},
		"a command":           {`{"id":"42","type":2,"data":{"name":"ask"}}`, "", errNotForBot.Error()},
		"a menu":              {`{"id":"42","type":3,"data":{"custom_id":"x","component_type":3}}`, "", errNotForBot.Error()},
		"by nobody":           {`{"id":"42","type":3,"channel_id":"6","data":{"custom_id":"x","component_type":2},"message":{"id":"41"}}`, "", "proper ids"},
		"no object":           {`"press-token"`, "", "not in the form"},
	} {
		t.Run(name, func(t *testing.T) {
			_, m, err := readPress(json.RawMessage(tt.data))
			if (err == nil) != (tt.err == "") || err != nil && (!strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), "press-token")) {
				t.Fatalf("error %v, want %q", err, tt.err)
			}
			if m.Channel.Thread != tt.thread {
				t.Errorf("thread %q, want %q", m.Channel.Thread, tt.thread)
			}
		})
	}
}

func TestButtons(t *testing.T) {
	t.Parallel()
	var actions []post.Action
	for n := range 40 {
		actions = append(actions, post.Action{Label: "Label", Command: fmt.Sprint("command ", n)})
	}
	actions[1].Command = strings.Repeat("x", 101)
	actions[2].Label = strings.Repeat("x", 81)
	actions[3].Command = actions[0].Command
	actions[4].Command = ""
	rows := buttons(actions)
	raw, err := json.Marshal(rows)
	var read []row
	if err != nil || json.Unmarshal(raw, &read) != nil {
		t.Fatal(err)
	}
	if wrong := faultOf(read); wrong != "" || len(read) != 5 || read[0].Components[1].CustomID != "command 5" {
		t.Errorf("%s: %s", wrong, raw)
	}
	if buttons(nil) != nil {
		t.Error("a row without buttons")
	}
}
