package blockkit

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot/post"
)

// full is what a workspace takes that takes the newest blocks, but for citations, which are off by default.
var full = Look{Feedback: true}

// rendered is a sample as it is sent, each message with its text; a view stands alone.
func rendered(s sample) []map[string]any {
	var out []map[string]any
	for _, p := range s.posts {
		for _, piece := range post.Split(p, MessageSize) {
			m := Render(piece, full)
			out = append(out, map[string]any{"text": m.Text, "blocks": m.Blocks})
		}
	}
	return out
}

// sampleViews are the forms and pages.
func sampleViews() map[string]any {
	return map[string]any{
		"home": Home(sampleHome(), 1), "subscribe": Subscribe(sampleForm(), Private{Channel: "C1"}),
		"wrong": Wrong(Private{Channel: "C1", Thread: "1700000000.000100", About: "wrong of answer a7f3k2ab"}), "loading": Loading("What is wrong?"),
	}
}

func indented(t testing.TB, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The main messages look as they did when somebody last looked at them.
func TestGolden(t *testing.T) {
	all := map[string]any{}
	for _, s := range samples() {
		if s.name != "help" { // its words change often, and it has nothing but lines
			all[s.name] = rendered(s)
		}
		for _, m := range rendered(s) {
			if faults := slacktest.BlockFaults(encoded(t, m["blocks"])); len(faults) > 0 {
				t.Errorf("%s: slack would refuse the blocks: %v", s.name, faults)
			}
		}
	}
	for name, v := range sampleViews() {
		all[name] = v
		of := "modal"
		if _, ok := v.(slack.HomeTabViewRequest); ok {
			of = "home"
		}
		if faults := slacktest.ViewFaults(encoded(t, v), of); len(faults) > 0 {
			t.Errorf("%s: slack would refuse the view: %v", name, faults)
		}
	}
	for name, v := range all {
		file := filepath.Join("testdata", "sample", name+".json")
		got := indented(t, v)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is now\n%s\nwant\n%s", name, got, want)
		}
	}
}

// What is shown in a notification is the first line of the text: it says what it is about, or answers, at once.
func TestNotification(t *testing.T) {
	first := map[string]string{
		"answer": "“the end of March” [1][2]", "unknown": "None of my 212 articles", "ambiguous": "That could mean more than one thing:",
		"digest": "Boats", "corrective": "Correction", "help": "", "private": "“the end of March” [1][2]", "busy": "You have asked 50 questions",
	}
	for _, s := range samples() {
		text := rendered(s)[0]["text"].(string)
		line, _, _ := strings.Cut(text, "\n")
		if !strings.HasPrefix(line, first[s.name]) || line == "" {
			t.Errorf("%s: notified of %q, want %q", s.name, line, first[s.name])
		}
	}
}
