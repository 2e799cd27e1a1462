package discord

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

var update = flag.Bool("update", false, "write golden files anew")

// answer is a post with everything an answer can have in it, of strangers' words that would be markup.
func answer() post.Post {
	const quote = "“I have no regrets,” said Ms Doe, 61, of the 4_000-strong *union*."
	cited := briefing.Citation{
		N: 1, Headline: "Doe quits [updated] @everyone", Outlet: "The Daily Example", URL: "https://example.org/a_(b)",
		Published: time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC), Link: "https://example.org/a_(b)#:~:text=I%20have%20no%20regrets",
	}
	plain := briefing.Citation{N: 2, Headline: "Pasted text", URL: "javascript:alert(1)", Quote: "She left on Monday."}
	actions := []post.Action{
		{ID: "sources", Label: "Sources", Command: "sources of answer a7f3k2ab"}, {ID: "wrong", Label: "Wrong?", Command: "wrong of answer a7f3k2ab"},
	}
	return post.Post{Key: "answer:a7f3", Mark: "rmzrpua54pb4fqys6plwv3b3t", Actions: actions, Parts: []post.Part{
		{Kind: post.PartHeading, Text: post.Words("# Who resigned?")},
		{Kind: post.PartLead, Text: post.Words("Jane Doe, union leader:")},
		{Kind: post.PartEvidence, Text: post.Words(quote), Marks: []briefing.Span{{Start: 3, End: 20}, {Start: 20, End: 22}}, Cites: []int{1, 2}},
		{Kind: post.PartEvidence, Text: post.Words("“Never.”"), Cites: []int{1}},
		{Kind: post.PartNote, Text: post.Words("- see https://evil.example and discord.gg/abc, <@1>, </ask:2>, <t:0:R>, :smile: at 10:30")},
		{Kind: post.PartNote, Text: post.Words("2. was it then?")},
		{Kind: post.PartSource, Source: new(post.SourceOf(cited))},
		{Kind: post.PartSource, Source: new(post.SourceOf(plain))},
		{Kind: post.PartFooter, Text: post.Words("2 articles · answer a7f3")},
	}}
}

func TestGoldenAnswer(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	if _, err := f.chat().Send(t.Context(), thread, answer()); err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	for _, p := range f.posts() {
		if err := json.Indent(&got, []byte(p.Body), "", "  "); err != nil {
			t.Fatal(err)
		}
		got.WriteString("\n" + p.Content + "\n")
	}
	const golden = "testdata/answer.golden"
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", &got, want)
	}
}

func TestContentsOfLongPosts(t *testing.T) {
	sentence := strings.TrimSpace(strings.Repeat("The minister said so on Monday. ", 19))
	var digest post.Post
	for range 12 {
		digest.Parts = append(digest.Parts, post.Part{Kind: post.PartLead, Text: post.Words("The minister:")}, post.Part{Kind: post.PartEvidence, Text: post.Words(sentence), Cites: []int{1}})
	}
	messages := contents(digest)
	if len(messages) != 4 {
		t.Errorf("%d messages", len(messages))
	}
	for _, m := range messages {
		if !strings.HasPrefix(m, "The minister\\:\n> “") && !strings.HasPrefix(m, "The minister:\n> “") || !strings.HasSuffix(m, `” \[1\]`) {
			t.Errorf("message parts a lead from its words: %.40q … %q", m, m[len(m)-20:])
		}
	}

	for range 4 {
		digest.Parts = append(digest.Parts, digest.Parts...)
	}
	messages = contents(digest)
	if last := messages[len(messages)-1]; len(messages) != maxMessages || !strings.Contains(last, "-# Cut here: 3") || units(last) > maxContent {
		t.Errorf("%d messages, last ends %q", len(messages), last[len(last)-60:])
	}
}

// TestContentsOfLongEvidence: pieces stand between their own marks, and together are the words.
func TestContentsOfLongEvidence(t *testing.T) {
	for name, text := range map[string]string{
		"words":          strings.TrimSpace(strings.Repeat("naïve *words* ", 400)),
		"one long word":  strings.Repeat("x", 5000),
		"one long emoji": strings.Repeat("🗞", 3000),
		"all special":    strings.Repeat("[", 4000),
		"own marks":      "“" + strings.TrimSpace(strings.Repeat("never again ", 400)) + "”",
	} {
		p := post.Part{Kind: post.PartEvidence, Text: post.Words(text), Marks: []briefing.Span{{Start: 0, End: len(text)}}, Cites: []int{1}}
		pieces := contents(post.Post{Parts: []post.Part{p}})
		if len(pieces) < 3 {
			t.Errorf("%s: %d pieces", name, len(pieces))
		}
		var whole strings.Builder
		for i, piece := range pieces {
			if units(piece) > maxContent {
				t.Errorf("%s: piece %d is %d long", name, i, units(piece))
			}
			words, ok := strings.CutPrefix(piece, "> “")
			words, ok2 := strings.CutSuffix(words, `” \[1\]`)
			if !ok || !ok2 {
				t.Errorf("%s: piece %d is %.30q…", name, i, piece)
			}
			whole.WriteString(unescape(words))
		}
		if got := strings.TrimSuffix(strings.TrimPrefix(whole.String(), "“"), "”"); got != strings.TrimSuffix(strings.TrimPrefix(text, "“"), "”") {
			t.Errorf("%s: pieces are not the words", name)
		}
	}
}

func TestLink(t *testing.T) {
	for _, test := range []struct{ address, want string }{
		{"https://example.org/a", "[read](<https://example.org/a>)"},
		{"http://example.org/a_(b)?q=1&r=2#:~:text=a,b", "[read](<http://example.org/a_%28b%29?q=1&r=2#:~:text=a,b>)"},
		{"https://example.org/>) @everyone [x](<https://evil.example", ""},
		{"https://example.org/@ada", "[read](<https://example.org/%40ada>)"},
		{"javascript:alert(1)", ""}, {"data:text/html,x", ""}, {"file:///etc/passwd", ""}, {"discord://x", ""}, {"//example.org", ""},
		{"https://user:pass@example.org/", ""}, {"https://", ""}, {"", ""}, {"%zz", ""},
		{"https://example.org/" + strings.Repeat("x", maxLink), ""},
	} {
		got := link("read", test.address)
		if test.want == "" && strings.Contains(test.address, ">)") { // a link, with everything in it tamed
			if strings.Count(got, ">") != 1 || strings.Count(got, ")") != 1 || strings.Contains(got, "@") {
				t.Errorf("link(%q) = %q", test.address, got)
			}
			continue
		}
		if got != test.want {
			t.Errorf("link(%q) = %q, want %q", test.address, got, test.want)
		}
	}
}

func TestSourceLineOfMonsters(t *testing.T) {
	big := strings.Repeat("[big] ", 500)
	for _, c := range []briefing.Citation{
		{N: 1, Headline: big, Outlet: "Example", URL: "https://example.org/"},
		{N: 1, Headline: "Small", Outlet: big, URL: "https://example.org/", Link: "https://example.org/#" + big},
		{N: 1, Headline: "Small", Quote: big, Link: "https://example.org/"},
	} {
		line := sourceLine(post.Part{Kind: post.PartSource, Source: new(post.SourceOf(c))})
		if units(line) > maxContent || !strings.HasPrefix(line, `-# \[1\] `) || !strings.HasSuffix(line, "[read](<https://example.org/>)") {
			t.Errorf("source line %q", line)
		}
	}
}

// FuzzEscape: what is escaped reads as it was, and holds nothing that has a meaning.
func FuzzEscape(f *testing.F) {
	for _, seed := range []string{
		"<@1> @everyone <#2> </a:3> <t:4> <:e:5>", "https://x.y/z discord.gg/abc a/b", "**a** _b_ ~~c~~ `d` ||e|| [f](g)",
		"# a", "  - b", "> c", "12. d", "1) e", "-# f", "a\n# b\r\n> c\u2028- d", "\u202ea\u200bb\ufeff", "¯\\_(ツ)_/¯", ":a\u200b:b", "\xff\xfe",
	} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, s string, lineStart bool) {
		got := escape(s, lineStart)
		if want := visible(s); unescape(got) != want {
			t.Fatalf("escape(%q) = %q, reads %q, want %q", s, got, unescape(got), want)
		}
		if bad := active(got, lineStart); bad != "" {
			t.Fatalf("escape(%q) = %q has %s", s, got, bad)
		}
	})
}

// FuzzContents: whatever a post says, its messages fit, can be seen, and mention nobody.
func FuzzContents(f *testing.F) {
	f.Add("Who?", "“No,” @everyone said <@1>.", 2, 9, "https://example.org/a(b)", 3)
	f.Add(strings.Repeat("wörd ", 900), strings.Repeat("🗞[", 1500), 7, 5000, "javascript:x", 40)
	f.Add("", "\u200b", -1, 1<<40, "https://\x00", 1)
	f.Fuzz(func(t *testing.T, words, evidence string, from, to int, address string, n int) {
		p := post.Post{Parts: []post.Part{{Kind: post.PartHeading, Text: post.Words(words)}, {Kind: post.PartLead, Text: post.Words(words)}}}
		cites := make([]int, max(0, min(n, 200)))
		for range max(1, min(n, 20)) {
			p.Parts = append(p.Parts,
				post.Part{Kind: post.PartEvidence, Text: post.Words(evidence), Marks: []briefing.Span{{Start: from, End: to}, {Start: to, End: from}, {Start: 0, End: 1}}, Cites: cites},
				post.Part{Kind: post.PartSource, Source: new(post.SourceOf(briefing.Citation{N: n, Headline: words, Outlet: evidence, Quote: evidence, URL: address, Link: address}))},
				post.Part{Kind: post.PartFooter, Text: post.Words(words)})
		}
		messages := contents(p)
		if len(messages) > maxMessages {
			t.Fatalf("%d messages", len(messages))
		}
		for _, m := range messages {
			if units(m) > maxContent || blank(m) || !utf8.ValidString(m) {
				t.Fatalf("message of %d: %q", units(m), m)
			}
			for _, line := range strings.Split(m, "\n") {
				for _, own := range []string{"### ", "-# ", "> "} {
					if rest, ok := strings.CutPrefix(line, own); ok {
						line = rest
						break
					}
				}
				if before, target, ok := strings.Cut(line, "[read](<http"); ok {
					if !strings.HasSuffix(target, ">)") || strings.ContainsAny(target[:len(target)-2], "<>() @[]") {
						t.Fatalf("link in %q", line)
					}
					line = before
				}
				if bad := active(strings.ReplaceAll(line, "**", ""), false); bad != "" {
					t.Fatalf("line %q has %s", line, bad)
				}
			}
		}
	})
}

// visible is s without what escape drops.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf):
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.Map(func(r rune) rune { return r }, s), "\uFFFD"))
}

// unescape reads Markdown that has nothing but escapes and bold in it, as Discord does: a backslash
// before a punctuation character stands for that character.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
		case strings.HasPrefix(s[i:], "**"):
			i++
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// active is what in s Discord would not show as it stands; "" for nothing.
func active(s string, lineStart bool) string {
	bare := []rune(s)
	for i := 0; i < len(bare); i++ {
		if bare[i] == '\\' {
			if i+1 == len(bare) {
				return "a backslash at its end"
			}
			i++
			continue
		}
		if strings.ContainsRune("*_~`|[]<@\n\r", bare[i]) {
			return "a bare " + string(bare[i])
		}
		if bare[i] == ':' && i+1 < len(bare) && bare[i+1] != ' ' {
			return "a bare colon"
		}
	}
	if first := strings.TrimLeft(s, " "); lineStart && first != "" {
		if strings.ContainsRune("#->+", rune(first[0])) {
			return "a bare " + first[:1] + " at its start"
		}
		if rest := strings.TrimLeft(first, "0123456789"); rest != first && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")")) {
			return "a list number"
		}
	}
	return ""
}
