package blockkit

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// answerPost is a post with every kind of part.
func answerPost() post.Post {
	const words = "The council voted 7-2 on Monday to close the ferry line."
	actions := []post.Action{
		{ID: "sources", Label: "Sources", Command: "sources of answer a7f3k2ab"}, {ID: "wrong", Label: "Wrong?", Command: "wrong of answer a7f3k2ab"},
	}
	return post.Post{Key: "slack:T1/C1/1700000000.000100", Mark: "abcdefghijklmnopqrstuvwx2", Actions: actions, Parts: []post.Part{
		{Kind: post.PartHeading, Text: post.Words("Ferry line")},
		{Kind: post.PartLead, Text: post.Words("Harbour Gazette:")},
		{Kind: post.PartEvidence, Text: post.Words(words), Marks: []briefing.Span{{Start: 4, End: 21}, {Start: 35, End: 40}}, Cites: []int{1, 2}},
		{Kind: post.PartEvidence, Text: post.Words("“We <!channel> had *no* choice & said so.”"), Cites: []int{2}},
		{Kind: post.PartNote, Text: post.Words("[We: the council]")},
		{Kind: post.PartSource, Source: new(post.SourceOf(briefing.Citation{
			N: 1, Headline: "Ferry <https://evil.example|line> to close", Outlet: "Harbour Gazette", URL: "https://gazette.example/ferry?a=1&b=2",
			Link: "https://gazette.example/ferry?a=1&b=2#:~:text=The%20council", Published: time.Date(2026, 1, 5, 23, 30, 0, 0, time.FixedZone("", -5*3600)),
		}))},
		{Kind: post.PartSource, Source: new(post.SourceOf(briefing.Citation{N: 2, URL: "javascript:alert(1)", Link: "javascript:alert(1)", Quote: "He left."}))},
		{Kind: post.PartFooter, Text: post.Words("2 articles · 1 outlet · as of 6 Jan 2026 09:12 UTC <now>")},
	}}
}

func TestBlocksGolden(t *testing.T) {
	messages := messages(answerPost())
	if len(messages) != 1 {
		t.Fatalf("%d messages, want 1", len(messages))
	}
	var got bytes.Buffer
	e := json.NewEncoder(&got)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(map[string]any{"blocks": blocks(messages[0], Look{})}); err != nil { // as the Block Kit Builder takes it
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "answer.golden.json")
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("rendered\n%s\nwant\n%s", got.Bytes(), want)
	}
}

func TestHeading(t *testing.T) {
	for _, tt := range []struct {
		name string
		part post.Part
		want slack.MessageBlockType
	}{
		{"plain", post.Part{Text: post.Words("Ferries")}, slack.MBTHeader},
		{"one of several", post.Part{Text: post.Words("2. Ferries")}, slack.MBTRichText},
		{"with a figure", post.Part{Text: post.Words("2.5 million ferries")}, slack.MBTHeader},
		{"at the limit", post.Part{Text: post.Words(strings.Repeat("é", 150))}, slack.MBTHeader},
		{"too long", post.Part{Text: post.Words(strings.Repeat("é", 151))}, slack.MBTRichText},
		{"two units a character", post.Part{Text: post.Words(strings.Repeat("😀", 76))}, slack.MBTRichText},
		{"with signs", post.Part{Text: post.Words("Marks & Spencer")}, slack.MBTRichText},
		{"with a number", post.Part{Text: post.Words("Ferries"), Cites: []int{1}}, slack.MBTRichText},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.part.Kind = post.PartHeading
			got := blocks(post.Post{Parts: []post.Part{tt.part}}, Look{})
			if len(got) != 1 || got[0].BlockType() != tt.want {
				t.Errorf("blocks = %+v, want one of type %s", got, tt.want)
			}
		})
	}
}

// The link must not change the words of a source line.
func TestSourceSaysTheLine(t *testing.T) {
	day := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	const link = "https://www.gazette.example/ferry"
	for _, c := range []briefing.Citation{
		{N: 1, Outlet: "Gazette", Headline: "Ferry\n line", URL: link, Link: link, Published: day},
		{N: 2, Outlet: "Gazette", Headline: "Ferry line", Quote: "It sank.", Published: day},
		{N: 3, Headline: "Ferry line", URL: link, Link: link},
		{N: 4, Outlet: "Gazette", URL: link, Link: link, Quote: "“It sank.”"},
		{N: 5, URL: link, Link: link},
		{N: 6},
	} {
		var got strings.Builder
		links := 0
		for _, e := range source(post.Part{Kind: post.PartSource, Source: new(post.SourceOf(c))}) {
			switch e := e.(type) {
			case *slack.RichTextSectionTextElement:
				got.WriteString(e.Text)
			case *slack.RichTextSectionLinkElement:
				got.WriteString(e.Text)
				links++
			}
		}
		if want := fmt.Sprintf("[%d] %s", c.N, post.SourceOf(c).Line().Reveal()); got.String() != want {
			t.Errorf("source = %q, want %q", got.String(), want)
		}
		if (links == 1) != (c.Link != "") {
			t.Errorf("%d links in %q", links, got.String())
		}
	}
}

func TestWebAddress(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"https://example.org/a?b=1&c=2#:~:text=x,y", "https://example.org/a?b=1&c=2#:~:text=x,y"},
		{"http://example.org", "http://example.org"},
		{"https://example.org/a|b<c>", "https://example.org/a%7Cb%3Cc%3E"},
		{"https://example.org/" + strings.Repeat("é", maxLink/2), ""},
		{"https://example.org/\xff", ""},
		{"https://exam<ple.org/", ""},
		{"javascript:alert(1)", ""},
		{"slack://open", ""},
		{"//example.org/", ""},
		{"https://", ""},
		{"https://:80/", ""},
		{"https://user:word@example.org/", ""},
		{"https://example.org/\n", ""},
		{"https://example.org/" + strings.Repeat("a", maxLink), ""},
		{"", ""},
	} {
		if got := webAddress(tt.in, maxLink); got != tt.want {
			t.Errorf("webAddress(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// messages is p as a caller sends it: in pieces of MessageSize, each of parts that fit.
func messages(p post.Post) []post.Post {
	pieces := post.Split(p, MessageSize)
	for i := range pieces {
		pieces[i].Parts = fitting(pieces[i].Parts)
	}
	return pieces
}

func TestMessagesKeepTheWords(t *testing.T) {
	long := strings.Repeat("the quick & brown fox ", 400)
	marked := briefing.Span{Start: 2000, End: 6000}
	p := post.Post{Key: "k", Parts: []post.Part{
		{Kind: post.PartEvidence, Text: post.Words(long), Cites: []int{1}, Marks: []briefing.Span{marked}},
		{Kind: post.PartSource, Source: new(post.SourceOf(briefing.Citation{N: 1, Headline: "Fox", Quote: long}))},
	}}
	messages := messages(p)
	if len(messages) < 3 {
		t.Fatalf("%d messages for %d characters", len(messages), len(long))
	}
	var evidence, bolds strings.Builder
	sources := 0
	for _, m := range messages {
		if m.Key != "k" {
			t.Errorf("Key = %q", m.Key)
		}
		for _, part := range m.Parts {
			switch part.Kind {
			case post.PartSource:
				sources++
			case post.PartEvidence:
				evidence.WriteString(part.Text.Reveal())
				for _, s := range part.Marks {
					bolds.WriteString(s.Of(part.Text.Reveal()))
				}
				if len(part.Cites) != 1 {
					t.Errorf("a piece of evidence without its number: %+v", part.Cites)
				}
			}
		}
	}
	if withoutSpace(evidence.String()) != withoutSpace(long+long) {
		t.Error("the pieces are not the text")
	}
	if withoutSpace(bolds.String()) != withoutSpace(marked.Of(long)) {
		t.Error("the marked pieces are not what was marked")
	}
	if sources != len(messages) {
		t.Errorf("%d source lines in %d messages", sources, len(messages))
	}
}

func withoutSpace(s string) string { return strings.Join(strings.Fields(s), "") }

// However many titles and footers, a message has no more blocks than Slack takes, and loses none of them.
func TestManyParts(t *testing.T) {
	p := post.Post{Actions: []post.Action{{ID: "more", Label: "More", Command: "more of answer a7f3k2ab"}}}
	for range 130 {
		p.Parts = append(p.Parts, post.Part{Kind: post.PartHeading, Text: post.Words("title")}, post.Part{Kind: post.PartNote},
			post.Part{Kind: post.PartEvidence, Text: post.Words("x")}, post.Part{Kind: post.PartFooter, Text: post.Words("foot")})
	}
	all := messages(p)
	if len(all) != 1 {
		t.Fatalf("%d messages", len(all))
	}
	built := blocks(all[0], Look{})
	if len(built) > maxBlocks {
		t.Errorf("%d blocks", len(built))
	}
	raw, err := json.Marshal(built)
	if err != nil {
		t.Fatal(err)
	}
	if faults := slacktest.BlockFaults(raw); len(faults) > 0 {
		t.Errorf("slack would refuse the blocks: %v", faults)
	}
	if titles, feet := strings.Count(string(raw), `title`), strings.Count(string(raw), `foot`); titles != 130 || feet != 130 {
		t.Errorf("%d titles, %d footers", titles, feet)
	}
}

func TestButtons(t *testing.T) {
	long := strings.Repeat("é", 3000)
	p := post.Post{Parts: []post.Part{{Kind: post.PartNote, Text: post.Words("Hi.")}}, Actions: []post.Action{
		{ID: "more", Label: long, Command: "more of answer a7f3k2ab"}, {ID: "long", Label: "Long", Command: long}}}
	for range 30 {
		p.Actions = append(p.Actions, post.Action{ID: fmt.Sprint("b", len(p.Actions)), Label: "B", Command: "b"})
	}
	raw, err := json.Marshal(blocks(p, Look{}))
	if err != nil {
		t.Fatal(err)
	}
	if faults := slacktest.BlockFaults(raw); len(faults) > 0 {
		t.Errorf("slack would refuse the buttons: %v", faults)
	}
	if s := string(raw); !strings.Contains(s, `"value":"more of answer a7f3k2ab"`) || strings.Contains(s, `"Long"`) {
		t.Errorf("blocks %s", s)
	}
}

// FuzzRender renders one of every kind of part from a stranger's words.
func FuzzRender(f *testing.F) {
	f.Add("The <!channel> & <@U1>", "a <https://evil.example|bank>", "https://example.org/?a=<b>|c", 2, 9)
	f.Add(strings.Repeat("&", 3000), strings.Repeat("<", 600), "http://[::1]", 0, 5000)
	f.Add("“one” “two”", "", "javascript:x", -1, 1)
	f.Add("\xff😀"+strings.Repeat("x", 2600), "\n", "https://example.org/"+strings.Repeat("&", 900), 1, 3)
	f.Fuzz(func(t *testing.T, words, title, address string, from, to int) {
		words, title = strings.ToValidUTF8(words, "\uFFFD"), strings.ToValidUTF8(title, "\uFFFD")
		c := briefing.Citation{N: 3, Headline: title, Outlet: title, URL: address, Link: address, Quote: words}
		marks := []briefing.Span{{Start: from, End: to}, {Start: to, End: from}, {Start: 0, End: 1}}
		p := post.Post{Key: words, Actions: []post.Action{{ID: "more", Label: "More", Command: "more of answer a7f3k2ab"}}, Parts: []post.Part{
			{Kind: post.PartHeading, Text: post.Words(title)},
			{Kind: post.PartLead, Text: post.Words(words)},
			{Kind: post.PartEvidence, Text: post.Words(words), Marks: marks, Cites: []int{1, 3}},
			{Kind: post.PartNote, Text: post.Words(title), Cites: []int{3}},
			{Kind: post.PartSource, Source: new(post.SourceOf(c))},
			{Kind: post.PartSource, Text: post.Words(title)},
			{Kind: post.PartFooter, Text: post.Words(words)},
		}}
		var evidence strings.Builder
		for _, m := range messages(p) {
			text, _ := fallback(m)
			if text == "" || utf8.RuneCountInString(text) > maxText {
				t.Errorf("text of %d characters", utf8.RuneCountInString(text))
			}
			checkEscaped(t, text)
			for _, look := range []Look{{}, {Feedback: true, Citations: true}} {
				checkBudget(t, Render(m, look))
			}
			built := blocks(m, Look{})
			raw, err := json.Marshal(built)
			if err != nil {
				t.Fatal(err)
			}
			if faults := slacktest.BlockFaults(raw); len(faults) > 0 {
				t.Errorf("slack would refuse %s: %v", raw, faults)
			}
			for _, b := range built {
				checkBlock(t, b, address)
			}
			for _, part := range m.Parts {
				if part.Kind == post.PartSource { // a long quote of it stands behind
					break
				}
				if part.Kind == post.PartEvidence {
					evidence.WriteString(part.Text.Reveal())
				}
			}
		}
		if got := evidence.String(); strings.TrimSpace(words) != "" && !strings.HasPrefix(strings.Join(strings.Fields(got), ""), strings.Join(strings.Fields(words), "")) {
			t.Errorf("evidence %q is not shown whole: %q", words, got)
		}
	})
}

// checkBlock fails on text that Slack would read as markup, and on links to anywhere but the article.
func checkBlock(t *testing.T, b slack.Block, address string) {
	switch b := b.(type) {
	case *slack.HeaderBlock:
		if strings.ContainsAny(b.Text.Text, "&<>") {
			t.Errorf("header %q", b.Text.Text)
		}
	case *slack.ContextBlock:
		for _, e := range b.ContextElements.Elements {
			checkEscaped(t, e.(*slack.TextBlockObject).Text)
		}
	case *slack.RichTextBlock:
		for _, e := range b.Elements {
			var runs []slack.RichTextSectionElement
			switch e := e.(type) {
			case *slack.RichTextSection:
				runs = e.Elements
			case *slack.RichTextQuote:
				runs = e.Elements
			}
			for _, r := range runs {
				if link, ok := r.(*slack.RichTextSectionLinkElement); ok && link.URL != webAddress(address, maxLink) {
					t.Errorf("a link to %q", link.URL)
				}
			}
		}
	case *slack.ActionBlock:
	default:
		t.Errorf("block %T", b)
	}
}

// checkEscaped fails when text holds a character to which Slack gives a meaning.
func checkEscaped(t *testing.T, text string) {
	bare := strings.NewReplacer("&amp;", "", "&lt;", "", "&gt;", "").Replace(text)
	if i := strings.IndexAny(bare, "&<>"); i >= 0 {
		t.Errorf("unescaped %q in %q", bare[i], text)
	}
}
