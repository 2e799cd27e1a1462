package read

import (
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

const dam = "<p>The dam at Orsk will be drained in May so that divers can look for the crack, the water board said on Friday.</p>" +
	"<p>It was built in 1931 and holds the drinking water of four towns, the board said in a statement to residents.</p>"

func readPage(t *testing.T, head, body string) briefing.Article {
	t.Helper()
	page := "<html><head>" + head + "</head><body>" + body + "</body></html>"
	for a, err := range Articles(strings.NewReader(page), Source{Name: "page.html"}) {
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	t.Fatal("no article")
	return briefing.Article{}
}

func TestWordsNobodyIsShown(t *testing.T) {
	for _, hidden := range []string{
		"<del>The board had denied that there was any crack in the dam.</del>",
		"<s>The board had denied that there was any crack in the dam.</s>",
		`<span style="position: absolute; left: -9999px">The board had denied that there was any crack in the dam.</span>`,
	} {
		a := readPage(t, "", "<h1>Dam to be drained</h1>"+dam+"<p>"+hidden+"</p>")
		if strings.Contains(a.Text, "denied") {
			t.Errorf("%s is read, and shown to nobody", hidden)
		}
	}
}

func TestHeadingOfPageIsNoEvidence(t *testing.T) {
	a := readPage(t, `<meta property="og:title" content="Divers to search drained dam for crack">`, "<article><h1>Orsk dam drained</h1>"+dam+"</article>")
	for _, b := range a.Blocks {
		if words := a.Text[b.Span.Start:b.Span.End]; words == "Orsk dam drained" && b.Kind != briefing.BlockFurniture {
			t.Errorf("the heading %q is %s", words, b.Kind)
		}
	}
}

func TestUnsetClockIsNoDate(t *testing.T) {
	a := readPage(t, `<meta property="article:published_time" content="1970-01-01T00:00:00Z">`, "<h1>Dam to be drained</h1>"+dam)
	if !a.Published.IsZero() {
		t.Errorf("published %v", a.Published)
	}
}

func TestShortArticleShownByScript(t *testing.T) {
	const body = `The lido at Penn Cross will open on 3 June, a month late, because its new pump has not been delivered, the council said.\n\n` +
		`Tickets stay at £4 and children under five swim free of charge this year.\n\n` +
		`\"We would rather be late than cold,\" said its manager, Ola Brand, who has run the pool for eleven years with a staff of six.\n\n` +
		`More than 30,000 people swam there last summer, the most since it was reopened in 2009.`
	a := readPage(t, `<title>Lido to open late</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Lido to open late","articleBody":"`+body+`"}</script>`,
		`<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>`)
	if !strings.Contains(a.Text, "Ola Brand") || strings.Contains(a.Text, "JavaScript") {
		t.Errorf("read %q", a.Text)
	}
}

func TestMarkdownThatNeverCloses(t *testing.T) {
	start := time.Now()
	for _, open := range []string{"![[", "[", "[a](b ", "<a "} {
		s := "# Dam to be drained\n\nThe dam at Orsk will be drained in May, the water board said on Friday.\n\n" + strings.Repeat(open, 300_000/len(open))
		for range Articles(strings.NewReader(s), Source{Name: "dam.md"}) {
		}
	}
	if took := time.Since(start); took > 20*time.Second { // a quadratic reading takes minutes
		t.Errorf("took %v", took)
	}
}

func TestNoticesAroundText(t *testing.T) {
	a := readPage(t, "", `<article><h1>Dam to be drained</h1><p>FOR IMMEDIATE RELEASE</p><p>This live blog is now closed.</p>`+dam+`</article>`)
	for _, b := range a.Blocks {
		if words := a.Text[b.Span.Start:b.Span.End]; b.Kind.Evidence() && (strings.Contains(words, "live blog") || strings.Contains(words, "RELEASE")) {
			t.Errorf("%q is evidence", words)
		}
	}
}
