package read

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden is how an article is written down in a golden file.
type golden struct {
	Refused    string        `json:",omitempty"`
	Ref        string        `json:",omitempty"`
	URL        string        `json:",omitempty"`
	Outlet     string        `json:",omitempty"`
	Byline     []string      `json:",omitempty"`
	Section    string        `json:",omitempty"`
	Published  string        `json:",omitempty"`
	Updated    string        `json:",omitempty"`
	Language   string        `json:",omitempty"`
	UsageTerms string        `json:",omitempty"`
	Blocks     []goldenBlock `json:",omitempty"`
}

type goldenBlock struct {
	Kind   briefing.BlockKind
	Reason string `json:",omitempty"`
	Text   string
}

func written(a briefing.Article, err error) golden {
	if err != nil {
		return golden{Refused: err.Error()}
	}
	g := golden{Ref: a.Ref, URL: a.URL, Outlet: a.Outlet, Byline: a.Byline, Section: a.Section, Language: a.Language, UsageTerms: a.UsageTerms}
	if !a.Published.IsZero() {
		g.Published = a.Published.Format(time.RFC3339)
	}
	if !a.Updated.IsZero() {
		g.Updated = a.Updated.Format(time.RFC3339)
	}
	for _, b := range a.Blocks {
		g.Blocks = append(g.Blocks, goldenBlock{b.Kind, b.Reason, b.Span.Of(a.Text)})
	}
	return g
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".golden") || !Readable(file) {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			var got []golden
			for a, err := range Articles(f, Source{Name: filepath.Base(file)}) {
				if err == nil {
					checkArticle(t, a)
				}
				got = append(got, written(a, err))
			}
			compareGolden(t, file+".golden", got)
		})
	}
}

func compareGolden(t *testing.T, file string, got []golden) {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	if err := e.Encode(got); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("differs from %s (-want +got):\n%s", file, diff)
	}
}

// checkArticle checks what holds of every article, whatever it was read from.
func checkArticle(t *testing.T, a briefing.Article) {
	t.Helper()
	at, headlines, standfirsts, evidence := 0, 0, 0, 0
	for i, b := range a.Blocks {
		if i > 0 {
			if !strings.HasPrefix(a.Text[at:], "\n\n") {
				t.Fatalf("block %d does not follow a blank line at byte %d of %q", i, at, a.Text)
			}
			at += 2
		}
		if b.Span.Start != at || b.Span.End <= at || b.Span.End > len(a.Text) {
			t.Fatalf("block %d has span %v, want it to begin at %d", i, b.Span, at)
		}
		at = b.Span.End
		s := b.Span.Of(a.Text)
		if text.Clean(s) != s {
			t.Fatalf("block %d is not clean: %q, want %q", i, s, text.Clean(s))
		}
		switch b.Kind {
		case briefing.BlockHeadline:
			headlines++
			if i != 0 || s != a.Headline {
				t.Fatalf("headline block %d is %q, headline is %q", i, s, a.Headline)
			}
		case briefing.BlockStandfirst:
			standfirsts++
			if i != headlines || s != a.Standfirst {
				t.Fatalf("standfirst block %d is %q, standfirst is %q", i, s, a.Standfirst)
			}
		}
		if b.Kind != briefing.BlockBody && b.Reason == "" {
			t.Fatalf("block %d (%s) has no reason", i, b.Kind)
		}
		if b.Kind.Evidence() {
			evidence++
		}
	}
	for _, said := range append(append([]string{a.Outlet, a.Section, a.Language, a.UsageTerms}, a.Byline...), a.Notes...) {
		if text.Clean(said) != said {
			t.Fatalf("what it says of itself is not clean: %q", said)
		}
	}
	for i, l := range a.Labels {
		if place := slices.Index(labelOrder, l); place < 0 || i > 0 && place <= slices.Index(labelOrder, a.Labels[i-1]) {
			t.Fatalf("labels %v", a.Labels)
		}
	}
	if !a.Updated.IsZero() && a.Updated.Before(a.Published.Truncate(24*time.Hour)) {
		t.Fatalf("updated %v, before it was published %v", a.Updated, a.Published)
	}
	switch {
	case at != len(a.Text):
		t.Fatalf("blocks end at byte %d of %d", at, len(a.Text))
	case headlines > 1 || standfirsts > 1:
		t.Fatalf("%d headlines and %d standfirsts", headlines, standfirsts)
	case evidence == 0:
		t.Fatalf("no evidence in %q", a.Text)
	case !norm.NFC.IsNormalString(a.Text):
		t.Fatalf("not in NFC: %q", a.Text)
	case a.ID != briefing.NewArticleID(a.URL, a.Text) || a.Revision != briefing.NewRevisionID(a.ID, a.Text):
		t.Fatalf("ids %s %s do not follow from the article", a.ID, a.Revision)
	case a.URL != briefing.CanonicalURL(a.URL):
		t.Fatalf("address %q is not canonical", a.URL)
	case !a.Taken.IsZero():
		t.Fatalf("taken at %v", a.Taken)
	}
}

// one reads an input that holds one article.
func one(t *testing.T, name, s string, from Source) (briefing.Article, error) {
	t.Helper()
	from.Name = name
	return only(t, Articles(strings.NewReader(s), from))
}

func only(t *testing.T, articles iter.Seq2[briefing.Article, error]) (a briefing.Article, err error) {
	t.Helper()
	n := 0
	for a, err = range articles {
		n++
	}
	if n != 1 {
		t.Fatalf("%d articles, want one", n)
	}
	if err == nil {
		checkArticle(t, a)
	}
	return a, err
}

const plainBody = "The mayor of Lowmoor opened the new swimming pool on Monday, two years later than planned.\n\nIt cost 4 million crowns, she said, and will be free for children until the end of the summer holidays."

func TestRefusals(t *testing.T) {
	menu := `<html><body><nav><ul><li>Home</li><li>News</li></ul></nav><div><a href="/a">Sport</a> <a href="/b">Weather</a></div></body></html>`
	for _, c := range []struct {
		label, name, input, reason string
	}{
		{"empty", "a.txt", "", "is empty"},
		{"empty page", "a.html", "", "is empty"},
		{"only white space", "a.txt", " \n\t\r\n \u00a0", "nothing but white space"},
		{"only white space in a page", "a.html", " \n ", "nothing but white space"},
		{"only white space in lines", "a.jsonl", "\n\n", "nothing but white space"},
		{"only white space in a feed", "a.rss", " \n", "nothing but white space"},
		{"only furniture", "a.txt", "Skip to main content\n\nShare\n\nSign up for our newsletter\n\n© 2026 Example Post. All rights reserved.", "nothing in it reads like an article"},
		{"zero bytes", "a.txt", "text\x00text", "is not text"},
		{"control bytes", "a.txt", strings.Repeat("\x01\x02\x03abc", 50), "is not text"},
		{"PDF", "a.txt", "%PDF-1.7 and so on", "PDF"},
		{"zip", "a.txt", "PK\x03\x04....", "zip"},
		{"gzip", "a.jsonl", "\x1f\x8b\x08....", "gzip"},
		{"picture", "a.html", "\x89PNG\r\n\x1a\n", "picture"},
		{"rich text", "-", "{\\rtf1 words}", "rich text"},
		{"large text", "a.txt", strings.Repeat("All work and no play. ", maxText/20), "larger than 4 MiB"},
		{"large page", "a.html", strings.Repeat("<p>All work and no play.</p>", maxPage/20), "larger than 8 MiB"},
		{"large text of a page", "a.html", strings.Repeat("<p>All work and no play.</p>", maxContent/20), "larger than 1 MiB"},
		{"unreadable encoding", "a.txt", "\x81\x01\x8d\x02\x8f\x03\x90\x04\x81\x05\x8d", "is not text"},
		{"menu", "a.html", menu, "no article"},
		{"script wall", "a.html", `<html><body><p>Please enable JavaScript to view this site.</p></body></html>`, "JavaScript"},
		{"login wall", "a.html", `<html><head><title>Post</title></head><body><h1>Welcome</h1><p>Please log in to read this article in full on our site.</p></body></html>`, "log in"},
		{"missing page", "a.html", `<html><body><h1>Oops</h1><p>Page not found. The page you are looking for does not exist any more.</p></body></html>`, "was not found"},
		{"cut feed", "a.rss", `<rss version="2.0"><channel><title>T</title><item><title>A</title><description>Half of a`, "ends early"},
		{"cut JSON feed", "a.json", `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"Half`, "ends early"},
		{"cut JSON", "a.json", `{"text":"Half`, "ends early"},
		{"no JSON", "a.json", `hello`, "is not JSON"},
		{"JSON without articles", "a.json", `[]`, "holds no articles"},
		{"JSON number", "a.json", `12`, "holds no JSON object"},
		{"feed without items", "a.rss", `<rss version="2.0"><channel><title>T</title></channel></rss>`, "no items"},
		{"XML of another kind", "a.xml", `<?xml version="1.0"?><urlset><url></url></urlset>`, "neither RSS nor Atom"},
		{"page as feed", "a.xml", `<!doctype html><html><body><p>Hello</p></body></html>`, "web page"},
		{"broken line", "a.jsonl", `{"text":`, "a.jsonl line 1: is not the JSON object"},
		{"line of another kind", "a.jsonl", `["x"]`, "of kind array"},
		{"wrong kind of title", "a.jsonl", `{"title":5,"text":"x"}`, `its "title" is of kind number`},
		{"wrong kind of byline", "a.jsonl", `{"byline":{"n":1},"text":"Four words are here."}`, "byline"},
		{"relative address", "a.jsonl", `{"url":"/a","text":"Four words are here."}`, "not an absolute"},
		{"long line", "a.jsonl", `{"text":"` + strings.Repeat("x", maxFeed) + `"}`, "line 1: is longer than 8 MiB"},
		{"bad date in front matter", "a.md", "---\ndate: soon\n---\nWords and words and words.", `"soon" is not a date`},
		{"empty Markdown", "a.md", "---\ntitle: x\n---\n\n", "white space"},
	} {
		t.Run(c.label, func(t *testing.T) {
			_, err := one(t, c.name, c.input, Source{})
			var refusal *Refusal
			if !errors.As(err, &refusal) {
				t.Fatalf("error %v, want a refusal", err)
			}
			if !strings.Contains(err.Error(), c.reason) {
				t.Errorf("refused with %q, want %q in it", err, c.reason)
			}
			if strings.ContainsAny(err.Error(), "\n\r") || len(err.Error()) > 400 {
				t.Errorf("not one line for people: %q", err)
			}
		})
	}
}

func TestBadAddressGiven(t *testing.T) {
	if _, err := one(t, "a.txt", plainBody, Source{URL: "example.org/a"}); err == nil || !strings.Contains(err.Error(), "absolute") {
		t.Errorf("error %v", err)
	}
}

func TestReadError(t *testing.T) {
	broken := errors.New("line dropped")
	for _, name := range []string{"a.txt", "a.html", "a.jsonl", "a.json", "a.rss", "a.md"} {
		in := io.MultiReader(strings.NewReader(strings.Repeat(" ", 2*sniffBytes)), iotest.ErrReader(broken))
		_, err := only(t, Articles(in, Source{Name: name}))
		if !errors.Is(err, broken) {
			t.Errorf("%s: error %v, want it to wrap the reader's", name, err)
		}
	}
}

func TestGivenWins(t *testing.T) {
	when := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	given := Source{URL: "https://given.example/story?utm_source=x", Outlet: "Given Outlet", Title: "A given headline", Published: when}
	page, err := os.ReadFile("testdata/market.html")
	if err != nil {
		t.Fatal(err)
	}
	front, err := os.ReadFile("testdata/dam.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, input := range map[string]string{"a.html": string(page), "a.md": string(front), "a.txt": plainBody} {
		a, err := one(t, name, input, given)
		if err != nil {
			t.Fatal(err)
		}
		if a.URL != "https://given.example/story" || a.Outlet != given.Outlet || a.Headline != given.Title || !a.Published.Equal(when) {
			t.Errorf("%s: read %q %q %q %v", name, a.URL, a.Outlet, a.Headline, a.Published)
		}
	}
}

func TestStandardInput(t *testing.T) {
	for _, file := range []string{"market.html", "feed.rss", "feed.atom", "feed.json", "wire.jsonl", "dam.md", "dump-harbour.txt"} {
		b, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		var named, piped []golden
		for a, err := range Articles(bytes.NewReader(b), Source{Name: file}) {
			named = append(named, written(a, err))
		}
		for a, err := range Articles(iotest.OneByteReader(bytes.NewReader(b)), Source{Name: "-"}) {
			g := written(a, err)
			g.Refused = strings.Replace(g.Refused, "standard input", file, 1)
			piped = append(piped, g)
		}
		if diff := cmp.Diff(named, piped); diff != "" {
			t.Errorf("%s reads differently from standard input (-file +input):\n%s", file, diff)
		}
	}
}

func TestEncodings(t *testing.T) {
	const want = "The café’s owner said it would stay open on Sundays — “for now”."
	for label, c := range map[string]struct{ name, input string }{
		"UTF-8":                {"a.txt", want},
		"UTF-8 with mark":      {"a.txt", utf8BOM + want},
		"decomposed":           {"a.txt", norm.NFD.String(want)},
		"Windows-1252":         {"a.txt", "The caf\xe9\x92s owner said it would stay open on Sundays \x97 \x93for now\x94."},
		"UTF-16 little endian": {"a.txt", utf16LE(want)},
		"page in Windows-1252": {"a.html", "<html><head><meta charset=iso-8859-1></head><body><p>The caf\xe9\x92s owner said it would stay open on Sundays \x97 \x93for now\x94.</p></body></html>"},
		"page that lies":       {"a.html", "<html><head><meta charset=utf-8></head><body><p>The caf\xe9\x92s owner said it would stay open on Sundays \x97 \x93for now\x94.</p></body></html>"},
		"page without label":   {"a.html", "<html><body><p>" + want + "</p></body></html>"},
	} {
		a, err := one(t, c.name, c.input, Source{})
		if err != nil {
			t.Errorf("%s: %v", label, err)
			continue
		}
		if a.Text != want {
			t.Errorf("%s: read %q", label, a.Text)
		}
	}
}

func utf16LE(s string) string {
	b := []byte(utf16LEBOM)
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

// endless yields text for ever and counts what was taken of it.
type endless struct{ taken int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "words "[(e.taken+i)%6]
	}
	e.taken += len(p)
	return len(p), nil
}

func TestReadsNoMoreThanItsLimit(t *testing.T) {
	for name, limit := range map[string]int{"a.txt": maxText, "a.md": maxText, "a.html": maxPage, "a.rss": maxFeed, "a.json": maxFeed} {
		in := &endless{}
		if _, err := only(t, Articles(in, Source{Name: name})); err == nil {
			t.Errorf("%s: read an endless input", name)
		}
		if in.taken > limit+1+sniffBytes {
			t.Errorf("%s: took %d bytes, limit %d", name, in.taken, limit)
		}
	}
}

func TestLinesStream(t *testing.T) {
	const lines = 300
	r, w := io.Pipe()
	go func() {
		for i := range lines {
			fmt.Fprintf(w, `{"id":%d,"text":"This is article number %d, and it has one sentence."}`+"\n", i, i)
		}
		w.Close()
	}()
	n := 0
	for a, err := range Articles(r, Source{Name: "-"}) {
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprint(n); a.Ref != want {
			t.Fatalf("ref %s, want %s", a.Ref, want)
		}
		n++
	}
	if n != lines {
		t.Errorf("%d articles, want %d", n, lines)
	}
}

func TestStopsWhenAsked(t *testing.T) {
	b, err := os.ReadFile("testdata/wire.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for range Articles(bytes.NewReader(b), Source{Name: "wire.jsonl"}) {
		break
	}
}

func TestReadable(t *testing.T) {
	for name, want := range map[string]bool{"a.txt": true, "a.HTML": true, "a.ndjson": true, "a.atom": true, "a.pdf": false, "a": false, "-": false, "https://example.org/a.html?x=y.pdf": true, ".md": true} {
		if got := Readable(name); got != want {
			t.Errorf("Readable(%q) = %v", name, got)
		}
	}
}

func FuzzArticles(f *testing.F) {
	files, err := filepath.Glob("testdata/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		if b, err := os.ReadFile(file); err == nil && Readable(file) {
			f.Add(b, filepath.Ext(file))
		}
	}
	f.Add([]byte("e\u0301\u200b\u202e\n\n\u0301x y z w\n\nx\ufeff"), ".txt")
	f.Add([]byte("<script type=application/ld+json>{\"@type\":[\"LiveBlogPosting\",\"Review\"],\"author\":[\"By \u202eA B\"],\"correction\":\"a e\u0301 b c d\",\"datePublished\":\"2026-03-04\",}</script><h1>Opinion: a b c</h1><p>Correction: a b c d e f."), ".html")
	f.Add([]byte("{\"text\":\"\\ud800 a b c d\"}"), "")
	f.Fuzz(func(t *testing.T, b []byte, extension string) {
		if len(b) > 64<<10 {
			return
		}
		name := "-"
		if Readable("a" + extension) {
			name = "a" + extension
		}
		for a, err := range Articles(bytes.NewReader(b), Source{Name: name}) {
			if err != nil {
				var refusal *Refusal
				if !errors.As(err, &refusal) || a.Text != "" {
					t.Fatalf("error %v beside %q", err, a.Text)
				}
				continue
			}
			checkArticle(t, a)
		}
	})
}

func BenchmarkText(b *testing.B) {
	body := strings.Repeat("The council met again on Tuesday and heard from engineers, traders and two schools about the plan to move the hall. ", 4)
	s := "Council hears both sides of the market plan\n\n" + strings.Repeat(body+"\n\n", 9)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range Articles(strings.NewReader(s), Source{Name: "a.txt"}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkPage(b *testing.B) {
	raw, err := os.ReadFile("testdata/market.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		for _, err := range Articles(bytes.NewReader(raw), Source{Name: "a.html"}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
