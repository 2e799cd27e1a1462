package read

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html/atom"

	"github.com/nutgraf/nutgraf/briefing"
)

// Paragraphs of an invented story, long enough to be told from what stands around them.
const (
	weir1  = "The weir at Oxley gave way shortly after midnight on Friday, and by dawn the lower meadows lay under a metre of brown water."
	weir2  = "Nobody was hurt, the district engineer Mara Tolliver said, because the three farms below the dam had been emptied the evening before."
	weir3  = "“We heard it groan for an hour,” she told residents at the school hall. “Then it was gone, all of it, in the time it takes to say so.”"
	weir4  = "Repairs will cost at least 6 million crowns and cannot begin before the river falls, which the water board does not expect until May."
	bakery = "A bakery in Upper Marsh has won the county prize for the best rye loaf, for the third year running, its owners were told on Tuesday."
)

func paras(texts ...string) string {
	return "<p>" + strings.Join(texts, "</p>\n<p>") + "</p>"
}

// printed is the blocks of a as "kind: text", body blocks as the text alone.
func printed(a briefing.Article) []string {
	var out []string
	for _, b := range a.Blocks {
		s := b.Span.Of(a.Text)
		if b.Kind != briefing.BlockBody {
			s = string(b.Kind) + ": " + s
		}
		out = append(out, s)
	}
	return out
}

const weirHeadline = "Weir at Oxley collapses overnight"

func TestPageLayouts(t *testing.T) {
	story := []string{weir1, weir2, weir3, weir4}
	for _, c := range []struct {
		label, body string
		want        []string // below the headline
	}{
		{"article element between menu, sidebar and foot",
			`<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav><main><article><h1>` + weirHeadline + `</h1>` + paras(story...) + `</article></main><aside>` + paras(bakery) + `</aside><footer><p>© 2026 Marsh Courier</p></footer>`,
			story},
		{"divs without any name",
			`<div><a href=/>Home</a> <a href=/w>World</a></div><div><h1>` + weirHeadline + `</h1><div>` + weir1 + `</div><div>` + weir2 + `</div><div>` + weir3 + `</div><div>` + weir4 + `</div></div><div><a href=/a>Bakery wins prize</a><br><a href=/b>School fair on Sunday</a></div>`,
			story},
		{"paragraphs set with line breaks in a table",
			`<table><tr><td><a href=/>Home</a><br><a href=/w>World</a></td><td><h1>` + weirHeadline + `</h1><font>` + weir1 + `<br><br>` + weir2 + `<br>` + weir3 + `<br><br>` + weir4 + `</font></td></tr></table>`,
			story},
		{"body in pieces around advertisements",
			`<h1>` + weirHeadline + `</h1><div class="wrap"><div class="piece">` + paras(weir1, weir2) + `</div><div class="ad-slot"><p>Buy the new Brandt lawn mower now, the only one that never sleeps and never stops.</p></div><div class="piece">` + paras(weir3, weir4) + `</div></div><div class="comments">` + strings.Repeat(paras(bakery), 9) + `</div>`,
			story},
		{"lead outside the body",
			`<header><h1>` + weirHeadline + `</h1><p>` + weir1 + `</p></header><div class="article-body">` + paras(weir2, weir3, weir4) + `</div>`,
			story},
		{"names that deceive: the text is in a sidebar",
			`<div id="page" class="has-sidebar"><h1>` + weirHeadline + `</h1><div class="content-sidebar">` + paras(story...) + `</div></div>`,
			story},
		{"a sidebar longer than the text",
			`<h1>` + weirHeadline + `</h1><div class="text">` + paras(weir1, weir2) + `</div><div id="sidebar">` + strings.Repeat(paras(bakery), 8) + `</div>`,
			[]string{weir1, weir2}},
		{"readers' comments longer than the text",
			`<article><h1>` + weirHeadline + `</h1>` + paras(weir1, weir2) + `<section id="comments"><h2>Comments</h2>` + strings.Repeat(paras(bakery), 8) + `</section></article>`,
			[]string{weir1, weir2}},
		{"teasers inside the text",
			`<article><h1>` + weirHeadline + `</h1>` + paras(weir1, weir2) + `<div><h3><a href=/b>Bakery wins prize again</a></h3><p>Third year in a row.</p><h3><a href=/c>School fair</a></h3><p>All are welcome.</p></div>` + paras(weir3, weir4) + `<h2>More from the marshes</h2><ul><li><a href=/d>Ferry sold to island</a></li><li><a href=/e>Owls return to mill</a></li></ul></article>`,
			[]string{weir1, weir2, weir3, weir4, "furniture: More from the marshes"}},
		{"a link to another page between paragraphs",
			`<article><h1>` + weirHeadline + `</h1>` + paras(weir1, weir2, `<a href=/b>Bakery wins prize again</a>`, weir3) + `</article>`,
			[]string{weir1, weir2, "related: Bakery wins prize again", weir3}},
		{"the next article below the first",
			`<div><article><h1>` + weirHeadline + `</h1>` + paras(story...) + `</article><article><h1>Bakery wins prize again</h1>` + strings.Repeat(paras(bakery), 5) + `</article></div>`,
			story},
		{"a short next article, in a wrapper of its own",
			`<div><article><h1>` + weirHeadline + `</h1>` + paras(story...) + `</article></div><div><article><h2>Bakery wins prize again</h2>` + paras(bakery, "The loaf was baked by Ida Lund in an oven that is older than the town hall, she said.", "It will be sold for four crowns until the summer, when the mill closes for its repairs.") + `</article></div>`,
			append(append([]string{}, story...), "related: Bakery wins prize again", "related: "+bakery, "related: The loaf was baked by Ida Lund in an oven that is older than the town hall, she said.", "related: It will be sold for four crowns until the summer, when the mill closes for its repairs.")},
		{"posts under one headline",
			`<h1>` + weirHeadline + `</h1>` + paras(weir1) + `<article><h2>Roads closed</h2>` + paras(weir2) + `</article><article><h2>Hall opens</h2>` + paras(weir3, weir4) + `</article>`,
			[]string{weir1, "crosshead: Roads closed", weir2, "crosshead: Hall opens", weir3, weir4}},
		{"a photo's credit without a caption",
			`<article><h1>` + weirHeadline + `</h1>` + paras(weir1, weir2) + `<figure><img><figcaption>Getty Images</figcaption></figure><figure><img><figcaption>The school hall on Friday</figcaption></figure>` + paras(weir3) + `</article>`,
			[]string{weir1, weir2, "furniture: Getty Images", "caption: The school hall on Friday", weir3}},
		{"nothing but a standfirst",
			`<article><h1>` + weirHeadline + `</h1><p class="standfirst">` + weir1 + `</p></article>`,
			[]string{"standfirst: " + weir1}},
		{"standfirst, captions, crossheads, lists and pull quotes",
			`<article><h1>` + weirHeadline + `</h1><h2 class="article-standfirst">Engineers had warned of cracks for years</h2><div class="byline">By Ada Quill</div><figure><img src=a.jpg><figcaption>The broken weir on Friday morning</figcaption></figure>` + paras(weir1) + `<h2>Nobody hurt</h2>` + paras(weir2, weir3) + `<blockquote class="pullquote">We heard it groan for an hour</blockquote><p>Three roads stay closed:</p><ul><li>Mill Lane until Sunday</li><li>Ferry Road until May</li></ul><table><tr><th>Gauge<th>Level<tr><td>Oxley<td>4.1 m</table>` + paras(weir4) + `<div class="wp-caption"><img src=b.jpg><p class="wp-caption-text">The school hall</p></div></article>`,
			[]string{"standfirst: Engineers had warned of cracks for years", "caption: The broken weir on Friday morning", weir1, "crosshead: Nobody hurt", weir2, weir3, "pullquote: We heard it groan for an hour", "Three roads stay closed:", "Mill Lane until Sunday", "Ferry Road until May", "Gauge Level", "Oxley 4.1 m", weir4, "caption: The school hall"}},
		{"a quotation with its signature behind it repeats the text",
			`<article><h1>` + weirHeadline + `</h1>` + paras(weir1, weir2) + `<blockquote>“We heard it groan for an hour.” — Mara Tolliver</blockquote>` + paras(weir3) + `</article>`,
			[]string{weir1, weir2, "pullquote: “We heard it groan for an hour.” — Mara Tolliver", weir3}},
		{"a quotation that repeats nothing is body",
			`<article><h1>` + weirHeadline + `</h1>` + paras(weir1) + `<blockquote>The board regrets that its warnings of last autumn were not heard.</blockquote>` + paras(weir2) + `</article>`,
			[]string{weir1, "The board regrets that its warnings of last autumn were not heard.", weir2}},
		{"standfirst among byline and date",
			`<div class="article-meta"><h1>` + weirHeadline + `</h1><p class="article-meta__excerpt">Engineers had warned of cracks for years</p><span>By Ada Quill</span></div><div class="article-content">` + paras(story...) + `</div>`,
			append([]string{"standfirst: Engineers had warned of cracks for years"}, story...)},
		{"cookie wall, newsletter box and share bar",
			`<div id="cookie-consent"><p>We value your privacy, and so do the 800 partners with whom we would like to share it, if you let us.</p></div><article><h1>` + weirHeadline + `</h1><div class="share-tools"><a href=/f>Send</a> to a friend</div>` + paras(weir1, weir2) + `<section class="NewsletterSignup"><p>Every Friday the best of the marshes, chosen by hand and sent to you for nothing at all.</p></section>` + paras(weir3, weir4) + `</article>`,
			story},
		{"hidden text, buttons and scripts",
			`<article><h1>` + weirHeadline + `</h1>` + paras(weir1) + `<p hidden>This was never shown to anybody who read the page, nor should it be quoted.</p><button>Play</button><script>document.write("words of a script, not of the article, in it.")</script><noscript>Please turn on scripts to see the pictures of this article here.</noscript>` + paras(weir2) + `</article>`,
			[]string{weir1, weir2}},
		{"end tags left out, links left open",
			`<h1>` + weirHeadline + `</h1><p>` + weir1 + `<p>` + weir2 + `<div><a href=/x>Map</div><p>` + weir3 + `<p>` + weir4,
			[]string{weir1, weir2, weir3, weir4}},
		{"names of the whole page, and handles for scripts, name no part of it",
			`<div class="js-lightbox js-read-more"><article class="dark-caption with-summary"><h1>` + weirHeadline + `</h1>` + paras(story...) + `</article></div>`,
			story},
		{"a drawing whose title has no end tag",
			`<a href=/><svg viewBox="0 0 9 9"><title/><path d="M0 0"/></svg></a><article><h1>` + weirHeadline + `</h1>` + paras(story...) + `</article>`,
			story},
		{"the first letter in an element of its own",
			`<article><h1>` + weirHeadline + `</h1><div><span>T</span><p>` + weir1[1:] + `</p></div>` + paras(weir2, weir3, weir4) + `</article>`,
			story},
		{"links onwards in another language",
			`<article><h1>` + weirHeadline + `</h1>` + paras(weir1, weir2, "Lea también: La panadería gana el premio", weir3, "À lire aussi", weir4) + `</article>`,
			[]string{weir1, weir2, "related: Lea también: La panadería gana el premio", weir3, "furniture: À lire aussi", weir4}},
		{"commission and author's note",
			`<article><h1>` + weirHeadline + `</h1><span class=author>Ada Quill</span>` + paras("When you buy through our links, we may earn a commission.", weir1, weir2, weir3, weir4, "Ada Quill is a photographer from Marsh End.") + `</article>`,
			append(append([]string{"furniture: When you buy through our links, we may earn a commission."}, story...), "furniture: Ada Quill is a photographer from Marsh End.")},
	} {
		t.Run(c.label, func(t *testing.T) {
			page := "<html><head><title>" + weirHeadline + " | Marsh Courier</title></head><body class=dark-caption>" + c.body + "</body></html>"
			a, err := one(t, "a.html", page, Source{})
			if err != nil {
				t.Fatal(err)
			}
			want := append([]string{"headline: " + weirHeadline}, c.want...)
			if diff := cmp.Diff(want, printed(a)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// A page that shows its text by script still gives it to machines.
func TestPageTextForMachines(t *testing.T) {
	body := strings.Join([]string{weir1, weir2, weir3, weir4}, `\n\n`)
	page := `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"` + weirHeadline + `","articleBody":"` + strings.ReplaceAll(body, `"`, `\"`) + `"}</script></head><body><h1>` + weirHeadline + `</h1><div id="app">Loading</div></body></html>`
	a, err := one(t, "a.html", page, Source{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"headline: " + weirHeadline, weir1, weir2, weir3, weir4}, printed(a)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestPageCredits(t *testing.T) {
	for _, c := range []struct {
		label, url, head, top string
		byline                []string
		published             string
	}{
		{"a line under the headline", "", "", `<p>By Ada Quill, Staff Writer, 4 March 2026</p>`, []string{"Ada Quill"}, "2026-03-04T00:00:00Z"},
		{"a name like a month's", "", "", `<p>By April Moss May 4, 2026</p>`, []string{"April Moss"}, "2026-05-04T00:00:00Z"},
		{"posted on", "", "", `<div>posted on 2026-03-04 23:30 EST by Ada Quill</div>`, []string{"Ada Quill"}, "2026-03-04T23:30:00-05:00"},
		{"written and updated", "", "", `<p>Written: 2026-03-04 15:03:30 / Updated: 2026-03-05 15:30:46</p>`, nil, "2026-03-04T00:00:00Z"},
		{"a link right behind By", "", "", `<div>By<a href=/q>A.B. Quill</a></div>`, []string{"A.B. Quill"}, ""},
		{"somebody before an outlet", "", `<meta name=author content="Marsh Courier Staff">`, `<a rel=author href=/q>Ada Quill</a>`, []string{"Ada Quill"}, ""},
		{"an outlet where nobody else is named", "", `<meta name=author content="Marsh News Agency">`, ``, []string{"Marsh News Agency"}, ""},
		{"outlet and degrees beside the names", "", `<meta name=author content="By Ada Quill MS, and Bo Lind | The Marsh Courier">`, ``, []string{"Ada Quill", "Bo Lind"}, ""},
		{"not a reader's name", "", "", `<div class="comments"><span class="author">Max Ray</span></div>`, nil, ""},
		{"marked as the date of publication", "", "", `<abbr itemprop=datePublished title="2026-03-04T10:00:00+01:00">Wednesday</abbr>`, nil, "2026-03-04T10:00:00+01:00"},
		{"not of a work it cites", "", "", `<div itemprop=citation><time itemprop=datePublished datetime="1999-01-01">1999</time></div>`, nil, ""},
		{"its address, at last", "https://courier.example/2026/03/04/weir", "", ``, nil, "2026-03-04T00:00:00Z"},
		{"a number in its address", "https://courier.example/story-20269904123", "", ``, nil, ""},
	} {
		t.Run(c.label, func(t *testing.T) {
			page := "<html><head><title>" + weirHeadline + "</title>" + c.head + "</head><body><h1>" + weirHeadline + "</h1>" + c.top + "<article>" + paras(weir1, weir2, weir3, weir4) + "</article></body></html>"
			a, err := one(t, "a.html", page, Source{URL: c.url})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.byline, a.Byline); diff != "" {
				t.Errorf("byline (-want +got):\n%s", diff)
			}
			published := ""
			if !a.Published.IsZero() {
				published = a.Published.Format(time.RFC3339)
			}
			if published != c.published {
				t.Errorf("published %q, want %q", published, c.published)
			}
		})
	}
}

func TestNamesOfElements(t *testing.T) {
	for name, want := range map[string]string{
		"related-links":       "links to other articles",
		"RelatedLinks__box":   "links to other articles",
		"article-body":        "",
		"with-sidebar":        "",
		"page-sidebar":        "beside the text",
		"col-sidebar-2":       "beside the text",
		"newsletterSignup":    "an invitation to a newsletter",
		"responsive":          "",
		"comment-list":        "readers' comments",
		"commentary":          "",
		"shareable":           "",
		"u-share":             "a share bar",
		"adContainer":         "an advertisement",
		"shadow":              "",
		"Überschrift-related": "links to other articles",
		"js-related-box":      "",
	} {
		if got := cutNamed(wordsOfName(name)).reason; got != want {
			t.Errorf("%q is cut as %q, want %q", name, got, want)
		}
	}
}

// numbered is size bytes of a piece of a page, with its number in each.
func numbered(piece string, size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, piece, i)
	}
	return b.String()
}

// Pages made to be slow are read or refused within moments. The bound is five times what the slowest takes.
func TestPagesMadeToBeSlow(t *testing.T) {
	many := strings.Repeat
	bold := func() string {
		var b strings.Builder
		for i := range 490 {
			fmt.Fprintf(&b, "<b id=%d>", i)
		}
		return b.String()
	}()
	text := paras(weir1, weir2, weir3, weir4)
	for label, c := range map[string]struct{ page, refused string }{
		"paragraphs":               {many("<p>All work and no play.</p>", 90_000), "larger than 1 MiB"},
		"more paragraphs":          {many("<p>x", 600_000), "more than 250000 elements"},
		"nested divs":              {many("<div>", 100_000) + text, ""},
		"nested divs with classes": {many("<div class='a-b related-x eFg'>", 60_000) + text, ""},
		"open links":               {many("<a href=x>word ", 80_000) + many("</a>", 80_000) + text, ""},
		"open links and divs":      {many("<a href=x><div>", 50_000) + text, "no article"},
		"nested tables":            {many("<table><tr><td>", 60_000) + text, ""},
		"open formatting":          {bold + many("<p>All work and no play.", 20_000), "no article"},
		"end tags":                 {"<b>" + many("<div>", 140) + many("</b></section>", 300_000) + text, ""},
		"drawings":                 {many("<svg><path/><title>x</title>", 50_000) + text, ""},
		"quotations":               {many("<blockquote>All work and no play today.</blockquote>", 20_000), ""},
		"headings":                 {text + numbered("<h1>Head %d of the page</h1>", 1<<20), ""},
		"authors":                  {numbered("<meta name=author content='Ida Lund%d'>", 7<<20) + text, ""},
		"notices of rights":        {text + numbered("<p>© 2020 Lund Post %d. All rights reserved. Republish.</p>", 1_000_000), ""},
		"signed quotations":        {text + numbered("<p>“We stay here as long %d as we can do it.”</p><p>— Ida Lund</p>", 1_050_000), ""},
		"links in paragraphs":      {text + many("<p>It rains on them all. Read more: Rain falls", 20_000), ""},
		"long names":               {text + many("<div class='"+many("a-", 500_000)+"'>x</div>", 7), ""},
		"text for machines":        {text + `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + many("Word and word. ", 500_000) + `"}</script>`, ""},
		"comments left open":       {text + "<!--" + many("<!--", 1_000_000), ""},
		"brackets for machines":    {`<script type="application/ld+json">` + many("[", 1_000_000) + "</script>" + text, ""},
	} {
		t.Run(label, func(t *testing.T) {
			start := time.Now()
			a, err := one(t, "a.html", c.page, Source{})
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			switch {
			case c.refused == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused)):
				t.Errorf("read with error %v, want %q in it", err, c.refused)
			case err == nil && strings.Contains(c.page, weir4) && !strings.Contains(a.Text, weir4):
				t.Errorf("the last paragraph is not in %.200q", a.Text)
			}
		})
	}
}

// FuzzTree checks what the rest relies on of the tree of any page: it is a tree, it is not too deep, and each element's
// passages are those of what it holds, in order.
func FuzzTree(f *testing.F) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, page := range pages {
		b, err := os.ReadFile(page)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Add("<table><p>a<td>b<a href=x>c<div>d</a>e<svg><p>f</svg><h2>g</h3>h<li>i<ul><li>j</table>k")
	f.Add("<body class=x><body hidden><p>a<br><br>b<pre>c\n\nd</pre><select><option>e</select></html>f")
	f.Fuzz(func(t *testing.T, s string) {
		root, err := parseTree(s)
		if err != nil {
			return
		}
		l := newLayout(root, "", false)
		checkTree(t, root, 0)
		if root.from != 0 || root.to != len(l.passages) {
			t.Fatalf("the root holds passages %d to %d of %d", root.from, root.to, len(l.passages))
		}
		for _, e := range l.content() {
			if e.from > e.to || e.to > len(l.passages) {
				t.Fatalf("content holds passages %d to %d of %d", e.from, e.to, len(l.passages))
			}
		}
		for i := range l.passages {
			if p := &l.passages[i]; p.text == "" || p.linked < 0 || p.linked > 1 || p.at == nil {
				t.Fatalf("passage %d is %+v", i, *p)
			}
		}
	})
}

func checkTree(t *testing.T, e *element, depth int) {
	if depth > maxDepth {
		t.Fatalf("deeper than %d", maxDepth)
	}
	at := e.from
	var last *element
	for c := e.first; c != nil; c = c.next {
		if c.up != e {
			t.Fatal("an element hangs in another than it says")
		}
		if !c.run && blockElements[c.tag] && c.to > c.from && c.tag != atom.Td && c.tag != atom.Th {
			if c.from < at || c.to > e.to {
				t.Fatalf("%v holds passages %d to %d, inside %v with %d to %d, behind %d", c.tag, c.from, c.to, e.tag, e.from, e.to, at)
			}
			at = c.to
		}
		checkTree(t, c, depth+1)
		last = c
	}
	if e.last != last {
		t.Fatal("the last element is not the last")
	}
}

func BenchmarkTree(b *testing.B) {
	page := []byte("<body><article>" + strings.Repeat(paras(weir1, weir2, weir3, weir4), 50) + "</article>")
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range Articles(bytes.NewReader(page), Source{Name: "a.html"}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
