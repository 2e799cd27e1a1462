package slack

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

// A button under a post brings its command, from whoever pressed it, in the thread of the post; also one of years ago.
func TestPress(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	if _, err := c.Send(t.Context(), place, answerPost()); err != nil {
		t.Fatal(err)
	}
	received := listen(t, c)
	s.WaitSockets(t, 2, 2)
	shown := s.Posts()[0]
	var built []struct {
		Type     string `json:"type"`
		Elements []struct {
			ActionID string `json:"action_id"`
			Value    string `json:"value"`
		} `json:"elements"`
	}
	if err := json.Unmarshal(shown.Blocks, &built); err != nil {
		t.Fatal(err)
	}
	row := built[len(built)-1]
	if row.Type != "actions" || len(row.Elements) != 2 {
		t.Fatalf("the last block is %+v", row)
	}
	id := s.Press(t, 1, shown, "U7", row.Elements[0].ActionID, row.Elements[0].Value, "1900000000.000200")
	m := heard(t, received)
	if m.Text != answerPost().Actions[0].Command || m.From != "U7" || m.Channel != place || !m.At.Equal(time.Unix(1900000000, 200_000)) ||
		m.ID != "slack:T1/C1/"+shown.TS+"/sources/U7/1900000000.000200" {
		t.Errorf("heard %+v", m)
	}
	s.WaitAck(t, id)

	old := slacktest.Post{Channel: slacktest.Channel, TS: "1400000000.000001"}
	s.WaitAck(t, s.Press(t, 0, old, "U7", "more", "more of answer a7f3k2ab", "1900000001.000200"))
	if m := heard(t, received); m.Text != "more of answer a7f3k2ab" || m.Channel.Thread != old.TS {
		t.Errorf("heard %+v of an old button at the top of a channel", m)
	}
}

func TestReadPress(t *testing.T) {
	const whole = `{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"channel":{"id":"C1"},"message":{"ts":"1.000002"},` +
		`"actions":[{"type":"button","action_id":"more","value":"more","action_ts":"1700000000.000100"}]}`
	for name, tt := range map[string]struct {
		payload string
		ignored string
	}{
		"a button":          {whole, ""},
		"without a message": {`{"type":"block_actions","user":{"id":"U1"},"channel":{"id":"C1"},"actions":[]}`, "no button of the bot"},
		"no action":         {`{"type":"block_actions","user":{"id":"U1"},"channel":{"id":"C1"},"message":{"ts":"1"},"actions":[]}`, "no button of the bot"},
		"without a message, pressed": {`{"type":"block_actions","user":{"id":"U1"},"channel":{"id":"C1"},` +
			`"actions":[{"type":"button","value":"x","action_ts":"1700000000.000100"}]}`, "without place"},
		"another kind":        {`{"type":"block_actions","user":{"id":"U1"},"channel":{"id":"C1"},"message":{"ts":"1"},"actions":[{"type":"datepicker","value":"x"}]}`, "no button of the bot"},
		"a button of a link":  {`{"type":"block_actions","user":{"id":"U1"},"channel":{"id":"C1"},"message":{"ts":"1"},"actions":[{"type":"button"}]}`, "no button of the bot"},
		"pressed at no time":  {`{"type":"block_actions","user":{"id":"U1"},"channel":{"id":"C1"},"message":{"ts":"1"},"actions":[{"type":"button","value":"x"}]}`, "without time"},
		"a form, not a press": {`{"type":"view_submission"}`, "unread"},
		"no object":           {`[]`, "unread"},
		"a menu":              {strings.Replace(whole, `"type":"button","action_id":"more","value":"more"`, `"type":"overflow","action_id":"others","selected_option":{"value":"more more of it"}`, 1), ""},
		"a thumb":             {strings.Replace(whole, `"type":"button","action_id":"more","value":"more"`, `"type":"feedback_buttons","action_id":"feedback","value":"more more of it"`, 1), ""},
		"a menu of another":   {strings.Replace(whole, `"type":"button"`, `"type":"overflow"`, 1), "no button of the bot"},
	} {
		t.Run(name, func(t *testing.T) {
			p, ok := readPress(envelope{Type: "interactive", Payload: json.RawMessage(tt.payload)})
			ignored := "unread"
			if ok {
				_, _, ignored = p.message(identity{team: "T1"})
			}
			if ignored != tt.ignored {
				t.Errorf("ignored as %q, want %q", ignored, tt.ignored)
			}
		})
	}
	if _, ok := readPress(envelope{Type: "events_api", Payload: json.RawMessage(whole)}); ok {
		t.Error("an event was taken for a press")
	}
}
