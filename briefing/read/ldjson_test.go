package read

import (
	"slices"
	"strings"
	"testing"
)

func noOwn(map[string]any) int { return 0 }

func TestLooseJSON(t *testing.T) {
	for _, s := range []string{
		`{"@type":"NewsArticle","headline":"Bridge closed",}`,
		`{"@type":"NewsArticle","headline":"Bridge closed","author":[{"name":"Ada Quill"},],}`,
		"<!--\n{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closed\"}\n-->",
		"//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closed\"}\n//]]>",
		`/* made by hand */ {"@type":"NewsArticle","headline":"Bridge closed"};`,
		"{\"@type\":\"NewsArticle\",\"description\":\"One line\nand another\",\"headline\":\"Bridge closed\"}",
		`{"@type":"NewsArticle","description":"He said "no" to it, twice","headline":"Bridge closed"}`,
		`{"@type":"NewsArticle","description":"The mayor\'s bridge","headline":"Bridge closed"}`,
		`{"@type":"WebSite"} {"@type":"NewsArticle","headline":"Bridge closed"}`,
		`{"@type":"NewsArticle","headline":"Bridge closed","articleBody":"The bridge of Harb`,
		`{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Bridge closed&quot;}`,
		`{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":["http://schema.org/NewsArticle"],"headline":"Bridge closed"}]}`,
		`{"@type":"NewsArticle","headline":"<b>Bridge<\/b> closed"}`,
		`{"@type":"NewsArticle","headline":{"@value":"Bridge closed","@language":"en"}}`,
	} {
		if l := readLinked([]string{s}, noOwn); l.headline != "Bridge closed" || !l.isArticle {
			t.Errorf("%s: headline %q", s, l.headline)
		}
	}
}

func TestOwnArticle(t *testing.T) {
	page := `<html><head><title>Bridge closed to lorries</title><script type="application/ld+json">[
		{"@type":"NewsArticle","headline":"Storm over the lakes","url":"https://example.org/storm","datePublished":"2026-01-01","author":{"name":"Max Ray"}},
		{"@type":"NewsArticle","headline":"Bridge closed to lorries","url":"https://example.org/bridge","datePublished":"2026-03-04T10:00:00+02:00","author":[{"@id":"#ada"},{"@type":"Person","givenName":"Tom","familyName":"Reed"}]},
		{"@type":"Person","@id":"#ada","name":"Ada Quill"}]</script></head><body><article><h1>Bridge closed to lorries</h1>` + threeParagraphs + `</article></body></html>`
	for _, address := range []string{"", "https://www.example.org/bridge?from=mail"} {
		a := readOnePage(t, page, address)
		if !slices.Equal(a.Byline, []string{"Ada Quill", "Tom Reed"}) || a.Published.Format("2006-01-02T15:04:05Z07:00") != "2026-03-04T10:00:00+02:00" {
			t.Errorf("at %q: by %q on %v", address, a.Byline, a.Published)
		}
	}
}

func TestPlainWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Quill &amp;amp; Reed", "Quill & Reed"},
		{"A <em>big</em> day<br>for all", "A big day for all"},
		{"&lt;b&gt;Bridge&lt;/b&gt; closed", "Bridge closed"},
		{"Less is more: 3 < 4 > 2", "Less is more: 3 < 4 > 2"},
		{"Bridge<script>alert(1)</script> closed", "Bridge closed"},
		{"Bridge <", "Bridge <"},
	} {
		if got := plainWords(c.in); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

// FuzzLinked checks that no script of a page brings the reading of its data down, and that mended JSON is JSON no longer than it needs.
func FuzzLinked(f *testing.F) {
	for _, s := range []string{`{"@type":"NewsArticle","headline":"A "b" c",}`, `[[[{"@graph":[{"@id":"a","author":{"@id":"a"}}]`, `{"a":"\u12`, "<!-- {\"@type\":[\"Report\"],\"name\":[[\"x\"]]} -->", strings.Repeat("[", 500), `{"<":1} // x`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if mended := mendJSON(s); len(mended) > 2*len(s)+16 {
			t.Errorf("%d bytes from %d", len(mended), len(s))
		}
		l := readLinked([]string{s}, noOwn)
		if strings.ContainsAny(l.headline, "\x00") && !strings.ContainsAny(s, "\x00\\&") {
			t.Errorf("headline %q", l.headline)
		}
		plainWords(s)
	})
}
