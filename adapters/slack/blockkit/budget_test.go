package blockkit

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// checkBudget fails on a message that is over what the bot promises to keep to, or that the fake Slack would refuse.
func checkBudget(t *testing.T, m Message) {
	t.Helper()
	raw := encoded(t, m.Blocks)
	if faults := slacktest.BlockFaults(raw); len(faults) > 0 {
		t.Errorf("slack would refuse %s: %v", raw, faults)
	}
	if len(m.Blocks) > maxBlocks {
		t.Errorf("%d blocks", len(m.Blocks))
	}
	if n := shownUnits(t, raw); n > maxCharacters {
		t.Errorf("%d characters with addresses", n)
	}
	if m.Text == "" || length(m.Text) > 5*maxText || strings.Count(m.Text, "") > maxText+1 {
		t.Errorf("text of %d characters", len(m.Text))
	}
}

// shownUnits is how long all that is shown is, with the addresses behind it: the values of "text", "title" and "url" anywhere in JSON.
func shownUnits(t *testing.T, raw []byte) int {
	t.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	var sum func(any) int
	sum = func(v any) (n int) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				n += sum(e)
			}
		case map[string]any:
			for key, e := range v {
				if s, ok := e.(string); ok && (key == "text" || key == "url" || key == "title" || key == "display_name") {
					n += units(s)
				} else {
					n += sum(e)
				}
			}
		}
		return n
	}
	return sum(v)
}

// strange is a post of whatever could come: many parts of all kinds, long and short, in scripts of one and two units, with hostile signs, with
// numbers that lead somewhere or nowhere, and with actions.
func strange(r *rand.Rand) post.Post {
	words := func(most int) string {
		pieces := []string{"word ", "<!channel> ", "*b* ", "&", "😀", "日本語", "é ", "\n", "<@U1>", "`", "“", strings.Repeat("x", 90)}
		var b strings.Builder
		for range r.IntN(most) + 1 {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		return b.String()
	}
	var p post.Post
	for range r.IntN(60) + 1 {
		kinds := []post.PartKind{post.PartHeading, post.PartLead, post.PartEvidence, post.PartNote, post.PartFooter, post.PartSource}
		part := post.Part{Kind: kinds[r.IntN(len(kinds))], Text: post.Words(words(1 << r.IntN(9)))}
		for range r.IntN(4) {
			part.Cites = append(part.Cites, r.IntN(12))
		}
		if n := len(part.Text.Reveal()); r.IntN(2) == 0 {
			part.Marks = []briefing.Span{{Start: r.IntN(n), End: n}}
		}
		if part.Kind == post.PartSource {
			address := "https://example.org/" + strings.Repeat("a%20", r.IntN(500))
			part.Source = new(post.SourceOf(briefing.Citation{N: r.IntN(12), Outlet: words(4), Headline: words(20), URL: address, Link: address, Quote: words(40)}))
		}
		p.Parts = append(p.Parts, part)
	}
	for n := range r.IntN(40) {
		p.Actions = append(p.Actions, post.Action{ID: fmt.Sprintf("a%d", r.IntN(30)), Label: words(5), Command: fmt.Sprint("do ", n, strings.Repeat("x", r.IntN(300)))})
	}
	return p
}

// Whatever the post, every message made of it keeps within all limits, in every look, and every number still has its source.
func TestBudget(t *testing.T) {
	for seed := range uint64(30) {
		p := strange(rand.New(rand.NewPCG(seed, 7)))
		for _, piece := range post.Split(p, MessageSize) {
			for _, look := range []Look{{}, {Feedback: true}, {Feedback: true, Citations: true}} {
				m := Render(piece, look)
				if m.Text == "" {
					continue
				}
				checkBudget(t, m)
				checkEscaped(t, m.Text)
			}
		}
		for page := range 2 {
			if faults := slacktest.ViewFaults(encoded(t, Home([]post.Post{p, p, p}, page)), "home"); len(faults) > 0 {
				t.Errorf("slack would refuse the page: %v", faults)
			}
		}
		if t.Failed() {
			t.Fatalf("of seed %d", seed)
		}
	}
}

// However many numbers lead to long addresses, the sources keep theirs, and the numbers give theirs up.
func TestRoomForAddresses(t *testing.T) {
	address := "https://example.org/" + strings.Repeat("a", 1700)
	p := post.Post{Parts: []post.Part{{Kind: post.PartSource, Source: new(post.SourceOf(briefing.Citation{N: 1, Headline: "Boats", URL: address, Link: address}))}}}
	for range 20 {
		p.Parts = append([]post.Part{{Kind: post.PartEvidence, Text: post.Words("It sank."), Cites: []int{1}}}, p.Parts...)
	}
	m := Render(p, Look{})
	checkBudget(t, m)
	raw := string(encoded(t, m.Blocks))
	if linked := strings.Count(raw, address); linked < 2 || linked > 10 {
		t.Errorf("%d addresses", linked)
	}
	if !strings.Contains(raw, `"text":"Boats"`) {
		t.Error("the source has no link")
	}
	if n := strings.Count(raw, "[1]"); n != 21 {
		t.Errorf("%d numbers, want 21", n)
	}
}

func TestCitations(t *testing.T) {
	var found []*slack.RichTextSectionCitationElement
	m := Render(post.Answer(sampleAnswer()), Look{Citations: true})
	checkBudget(t, m)
	for _, b := range m.Blocks {
		rich, ok := b.(*slack.RichTextBlock)
		if !ok {
			continue
		}
		for _, e := range rich.Elements {
			if q, ok := e.(*slack.RichTextQuote); ok {
				for _, w := range q.Elements {
					if c, ok := w.(*slack.RichTextSectionCitationElement); ok {
						found = append(found, c)
					}
				}
			}
		}
	}
	if len(found) != 4 || found[1].Text != "[2]" || found[1].URL != cited()[1].Link || !m.Newer {
		t.Fatalf("citations %+v", found)
	}
	if d := found[1].Details.(*slack.RichTextCitationWebDetails); d.DisplayName != "Bay Wire" || d.Title == nil || *d.Title != cited()[1].Headline {
		t.Errorf("details %+v", d)
	}
}

func BenchmarkRender(b *testing.B) {
	for _, s := range samples() {
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Render(s.posts[0], full)
			}
		})
	}
	b.Run("longest", func(b *testing.B) {
		long := post.Split(strange(rand.New(rand.NewPCG(3, 7))), MessageSize)[0]
		b.ReportAllocs()
		for b.Loop() {
			Render(long, full)
		}
	})
}

func BenchmarkHome(b *testing.B) {
	sections := sampleHome()
	b.ReportAllocs()
	for b.Loop() {
		Home(sections, 1)
	}
}
