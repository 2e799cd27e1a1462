package discord

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestReadMessage(t *testing.T) {
	const (
		id    = "400000000000000009"
		asked = "400000000000000001"
		said  = "500000000000000001"
		me    = `"mentions":[{"id":"` + self + `"}]`
		ada   = `"author":{"id":"` + asker + `"}`
		here  = `"id":"` + id + `","channel_id":"` + channel + `","guild_id":"` + guild + `"`
		dm    = `"id":"` + id + `","channel_id":"` + channel + `"`
	)
	for _, test := range []struct {
		name, data   string
		text, thread string // "" thread: not for the bot
	}{
		{"mention", `{` + here + `,` + ada + `,` + me + `,"content":"<@` + self + `> who?"}`, "who?", id},
		{"mention behind", `{` + here + `,` + ada + `,` + me + `,"content":"who? <@!` + self + `>"}`, "who?", id},
		{"mention inside", `{` + here + `,` + ada + `,` + me + `,"content":"hey <@` + self + `>, who?"}`, "hey, who?", id},
		{"mention as address", `{` + here + `,` + ada + `,` + me + `,"content":"<@` + self + `>, who?"}`, "who?", id},
		{"mention of others too", `{` + here + `,` + ada + `,` + me + `,"content":"<@` + self + `> ask <@1> <@&2> <#3>"}`, "ask <@1> <@&2> <#3>", id},
		{"nothing but a mention", `{` + here + `,` + ada + `,` + me + `,"content":"<@` + self + `>"}`, "", id},
		{"no mention", `{` + here + `,` + ada + `,"content":"who?"}`, "", ""},
		{"mention of somebody else", `{` + here + `,` + ada + `,"mentions":[{"id":"1"}],"content":"<@1> who?"}`, "", ""},
		{"direct message", `{` + dm + `,` + ada + `,"content":" who?\nand when? "}`, "who?\nand when?", channel},
		{"of a bot", `{` + dm + `,"author":{"id":"1","bot":true},"content":"who?"}`, "", ""},
		{"of itself", `{` + dm + `,"author":{"id":"` + self + `"},"content":"who?"}`, "", ""},
		{"of a webhook", `{` + here + `,` + ada + `,` + me + `,"webhook_id":"1","content":"who?"}`, "", ""},
		{"of Discord", `{` + dm + `,"author":{"id":"1","system":true},"content":"welcome"}`, "", ""},
		{"somebody joined", `{` + here + `,` + ada + `,` + me + `,"type":7}`, "", ""},
		{"reply to an answer", `{` + here + `,` + ada + `,` + me + `,"type":19,"content":"and when?","referenced_message":{"id":"` + said + `","author":{"id":"` + self + `"},"message_reference":{"message_id":"` + asked + `"}}}`, "and when?", asked},
		{"reply to a digest", `{` + here + `,` + ada + `,` + me + `,"type":19,"content":"and when?","referenced_message":{"id":"` + said + `","author":{"id":"` + self + `"}}}`, "and when?", said},
		{"reply to somebody", `{` + here + `,` + ada + `,` + me + `,"type":19,"content":"<@` + self + `> is that so?","referenced_message":{"id":"` + said + `","author":{"id":"1"},"message_reference":{"message_id":"` + asked + `"}}}`, "is that so?", id},
		{"reply to a deleted message", `{` + here + `,` + ada + `,` + me + `,"type":19,"content":"<@` + self + `> and?","referenced_message":null}`, "and?", id},
		{"unknown components", `{` + dm + `,` + ada + `,"content":"who?","components":[{"type":99,"components":7}],"flags":1e3}`, "who?", channel},
	} {
		t.Run(test.name, func(t *testing.T) {
			m, err := readMessage(json.RawMessage(test.data), self)
			if test.thread == "" {
				if !errors.Is(err, errNotForBot) {
					t.Fatalf("read %+v, %v, want none", m, err)
				}
				return
			}
			if err != nil || m.Text != test.text || m.Channel.Thread != test.thread || m.Channel.ID != channel || m.Channel.Service != "discord" {
				t.Errorf("read %+v, %v", m, err)
			}
			if !strings.HasSuffix(m.ID, "/"+channel+"/"+id) || m.From != asker || m.At.IsZero() {
				t.Errorf("read %+v", m)
			}
		})
	}
}

func TestReadMessageBeforeReady(t *testing.T) {
	if m, err := readMessage(json.RawMessage(`{"id":"1","channel_id":"2","author":{"id":"3"},"content":"hello","mentions":[{"id":""}]}`), ""); !errors.Is(err, errNotForBot) {
		t.Errorf("read %+v, %v", m, err)
	}
}

// FuzzReadMessage: what is taken for a message has ids that are safe in an address, and does not mention the bot.
func FuzzReadMessage(f *testing.F) {
	f.Add(mention("400000000000000001", "who?"))
	f.Add(`{"id":"1","channel_id":"../2","author":{"id":"3"}}`)
	f.Add(`null`)
	f.Fuzz(func(t *testing.T, data string) {
		m, err := readMessage(json.RawMessage(data), self)
		if err != nil {
			return
		}
		if !snowflake(m.Channel.ID) || !snowflake(m.Channel.Thread) || !snowflake(m.From) || m.At.IsZero() {
			t.Errorf("read %+v", m)
		}
		if strings.Contains(m.Text, "<@"+self+">") {
			t.Errorf("text %q", m.Text)
		}
	})
}
