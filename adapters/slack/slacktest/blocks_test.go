package slacktest

import (
	"strings"
	"testing"
)

// A checker that lets everything pass would make every test that leans on it worthless.
func TestBlockFaults(t *testing.T) {
	const text = `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[`
	const end = `]}]}`
	header := func(n int) string {
		return `{"type":"header","text":{"type":"plain_text","text":"` + strings.Repeat("é", n) + `"}}`
	}
	for _, tt := range []struct{ name, blocks, fault string }{
		{"header", header(150), ""},
		{"rich text", text + `{"type":"text","text":"<a>","style":{"bold":true}},{"type":"link","url":"https://example.org","text":"b"}` + end, ""},
		{"context", `{"type":"context","elements":[{"type":"mrkdwn","text":"a","verbatim":true}]}`, ""},
		{"divider", `{"type":"divider"}`, ""},
		{"long header", header(151), "151 characters"},
		{"empty header", header(0), "0 characters"},
		{"header in markup", `{"type":"header","text":{"type":"mrkdwn","text":"a"}}`, `text of type "mrkdwn"`},
		{"long section", `{"type":"section","text":{"type":"mrkdwn","text":"` + strings.Repeat("a", 3001) + `"}}`, "3001 characters"},
		{"emoji in markup", `{"type":"section","text":{"type":"mrkdwn","text":"a","emoji":false}}`, "fields of the other type"},
		{"empty context", `{"type":"context","elements":[]}`, "0 elements"},
		{"new block", `{"type":"hologram"}`, `unsupported type: "hologram"`},
		{"new field", `{"type":"divider","colour":"red"}`, "colour"},
		{"no paragraph", `{"type":"rich_text","elements":[]}`, "there are none"},
		{"no words", text + end, "there are none"},
		{"empty words", text + `{"type":"text","text":""}` + end, "a text without text"},
		{"mention", text + `{"type":"broadcast","range":"channel"}` + end, "range"},
		{"user", text + `{"type":"user","user_id":"U1"}` + end, "user_id"},
		{"odd style", text + `{"type":"text","text":"a","style":{"blink":true}}` + end, "blink"},
		{"odd link", text + `{"type":"link","url":"javascript:x","text":"b"}` + end, "invalid url"},
		{"much rich text", text + `{"type":"text","text":"` + strings.Repeat("a", 3001) + `"}` + end, "3001 characters"},
		{"many blocks", strings.Repeat(`{"type":"divider"},`, 50) + `{"type":"divider"}`, "51 blocks"},
		{"no blocks", ``, "0 blocks"},
		{"no list", `]`, "not a list"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			faults := strings.Join(BlockFaults([]byte("["+tt.blocks+"]")), "; ")
			if tt.fault == "" && faults != "" || !strings.Contains(faults, tt.fault) {
				t.Errorf("faults = %q, want %q", faults, tt.fault)
			}
		})
	}
}
