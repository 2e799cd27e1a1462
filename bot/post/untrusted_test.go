package post

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

const canary = "canary-5ffe"

// canaryPost is a post with the canary in every text.
func canaryPost() Post {
	c := briefing.Citation{N: 1, Headline: canary, Outlet: canary, URL: "https://h.example/" + canary, Link: canary, Quote: canary}
	return Post{Key: "k", Parts: []Part{
		{Kind: PartEvidence, Text: Words(canary), Cites: []int{1}},
		{Kind: PartSource, Source: new(SourceOf(c))},
	}}
}

// However somebody prints a post, or what holds one, nothing of its words shows.
func TestUntrustedIsNotPrinted(t *testing.T) {
	p := canaryPost()
	type holder struct {
		post  Post
		text  Untrusted
		by    map[Untrusted]Untrusted
		parts []*Part
	}
	hidden := holder{p, p.Parts[0].Text, map[Untrusted]Untrusted{p.Parts[0].Text: p.Parts[0].Text}, []*Part{&p.Parts[0]}}
	things := map[string]any{
		"post": p, "pointer to post": &p, "part": p.Parts[0], "text": p.Parts[0].Text, "pointer to text": &p.Parts[0].Text,
		"source": p.Parts[1].Source, "unexported fields": hidden, "pointer to unexported fields": &hidden, "plain form": p.Plain(),
		"any": []any{p}, "error": fmt.Errorf("post %v: %w", p, errors.New("refused")),
	}
	for name, thing := range things {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%10.3s", "%T %[1]v"} {
			if got := fmt.Sprintf(verb, thing); reveals(got) {
				t.Errorf("%s with %s: %s", name, verb, got)
			}
		}
		if got, err := json.Marshal(thing); err == nil && reveals(string(got)) {
			t.Errorf("%s as JSON: %s", name, got)
		}
		var out bytes.Buffer
		for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			slog.New(h).Error("sent", "what", thing, slog.Group("g", "what", thing))
		}
		if reveals(out.String()) || out.Len() == 0 {
			t.Errorf("%s in the log: %s", name, out.String())
		}
	}
}

// reveals reports whether the canary, or its bytes in hexadecimal, stand in s.
func reveals(s string) bool {
	return strings.Contains(s, canary) || strings.Contains(strings.ToLower(s), fmt.Sprintf("%x", canary))
}

func TestUntrusted(t *testing.T) {
	for words, want := range map[string]struct{ revealed, shown string }{
		"":          {"", "[0 characters]"},
		"é":         {"é", "[1 character]"},
		"Zoë":       {"Zoë", "[3 characters]"},
		"a\xff\xfe": {"a??", "[3 characters]"},
		"a\xe2\x82": {"a??", "[3 characters]"},
		"\uFFFD":    {"\uFFFD", "[1 character]"},
	} {
		got := Words(words)
		if got.Reveal() != want.revealed || got.String() != want.shown || fmt.Sprint(got) != want.shown {
			t.Errorf("Words(%q) = %q shown as %s, want %+v", words, got.Reveal(), got, want)
		}
		if len(got.Reveal()) < len(words) || got != Words(words) || got.Empty() != (words == "") {
			t.Errorf("Words(%q): spans would move, or equal words differ", words)
		}
	}
}
