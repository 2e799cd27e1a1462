package read

import (
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

const threeParagraphs = "<p>The council of Harbourton voted on Monday to close the old bridge to lorries until the spring.</p><p>Engineers found cracks in two of the piers, the harbour office said in a statement on Tuesday.</p><p>Repairs will cost about 2 million crowns and take until the end of May, said the mayor, Ada Quill.</p>"

func readOnePage(t *testing.T, page, address string) briefing.Article {
	t.Helper()
	for a, err := range Articles(strings.NewReader(page), Source{Name: "page.html", URL: address}) {
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	t.Fatal("no article")
	return briefing.Article{}
}

func TestGenres(t *testing.T) {
	for _, c := range []struct{ name, head, above, foot, address, want string }{
		{"plain news", "", "", "", "https://example.org/news/bridge-closed", ""},
		{"type", `<script type="application/ld+json">{"@type":"OpinionNewsArticle","headline":"The bridge of Harbourton closes"}</script>`, "", "", "", "opinion"},
		{"type as an address", `<script type="application/ld+json">{"@type":["https://schema.org/AnalysisNewsArticle"],"headline":"The bridge of Harbourton closes"}</script>`, "", "", "", "analysis"},
		{"live blog", `<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"The bridge of Harbourton closes"}</script>`, "", "", "", "live"},
		{"live blog beside its article", `<script type="application/ld+json">[{"@type":"NewsArticle","headline":"The bridge of Harbourton closes"},{"@type":"LiveBlogPosting","headline":"The bridge of Harbourton closes"}]</script>`, "", "", "", "live"},
		{"another's live blog", `<script type="application/ld+json">[{"@type":"NewsArticle","headline":"The bridge of Harbourton closes"},{"@type":"LiveBlogPosting","headline":"Storm over the lakes"}]</script>`, "", "", "", ""},
		{"folder", "", "", "", "https://example.org/opinion/bridge-closed", "opinion"},
		{"front of a section is no folder", "", "", "", "https://example.org/opinion", ""},
		{"live folder", "", "", "", "https://example.org/news/live/bridge", "live"},
		{"concert", "", "", "", "https://example.org/music/live/bridge-band", ""},
		{"slug", "", "", "", "https://example.org/news/bridge-live-updates", "live"},
		{"sponsored folder", "", "", "", "https://example.org/partner-content/bridge", "sponsored"},
		{"release folder", "", "", "", "https://example.org/press-releases/bridge", "release"},
		{"section", `<meta property="article:section" content="Letters to the Editor">`, "", "", "", "opinion"},
		{"title", `<title>The bridge of Harbourton closes | Opinion</title>`, "", "", "", "opinion"},
		{"title with a prefix", `<meta property="og:title" content="Analysis: The bridge of Harbourton closes">`, "", "", "", "analysis"},
		{"a column is a column, columns hold bridges", `<title>Columns of the bridge of Harbourton are cracked</title>`, "", "", "", ""},
		{"the paper's board", `<meta name="author" content="The Editorial Board">`, "", "", "", "opinion"},
		{"views", "", "", "<p>The views expressed are those of the author alone.</p>", "", "opinion"},
		{"views of commenters", "", "", "<p>The views expressed in comments are those of our readers.</p>", "", ""},
		{"sponsor", "", "", "<p>This article was paid for by Quill Cement.</p>", "", "sponsored"},
		{"two at once", "", "", "<p>Correction: An earlier version gave the wrong month for the end of the repairs.</p>", "https://example.org/opinion/bridge", "opinion correction"},
	} {
		page := "<html><head>" + c.head + "</head><body><article>" + c.above + "<h1>The bridge of Harbourton closes</h1>" + threeParagraphs + c.foot + "</article></body></html>"
		var got []string
		for _, l := range readOnePage(t, page, c.address).Labels {
			got = append(got, string(l))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: labels %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNotes(t *testing.T) {
	for _, c := range []struct {
		line  string
		mends bool
		note  bool
	}{
		{"Correction: The bridge is 140 metres long, not 240 as first reported.", true, true},
		{"Correction, March 4: The bridge is 140 metres long, not 240 as first reported.", true, true},
		{"Correction (4 March 2026): The bridge is 140 metres long.", true, true},
		{"Clarification: The lorries are banned by night only.", true, true},
		{"This article was amended on 4 March 2026 to give the length of the bridge.", true, true},
		{"• This story has been corrected to say that the bridge is 140 metres long.", true, true},
		{"This story has been updated to correct the spelling of the mayor's name.", true, true},
		{"The headline of this article has been changed to reflect that the bridge is closed to lorries only.", true, true},
		{"An earlier version of this article misstated the length of the bridge.", true, true},
		{"(Corrects length of bridge in paragraph 2)", true, true},
		{"Editor's note: This report was produced with the help of the harbour museum.", false, true},
		{"Editor’s note: A previous version of this report gave a wrong length.", true, true},
		{"Korrektur: In einer früheren Version stand eine falsche Länge.", true, true},
		{"Correction officers walked out of the prison on Monday over their pay.", false, false},
		{"Corrections on the stock market are common, the bank said on Monday.", false, false},
		{"This article of the constitution was repealed in 1954, the court said.", false, false},
		{"The story was corrected by other papers long ago, she said on Monday.", false, false},
		{"Update: the bridge will stay closed until the end of May, the mayor said.", false, false},
		{"This story has been updated with remarks of the mayor of Harbourton.", false, false},
	} {
		a := readOnePage(t, "<article><h1>The bridge of Harbourton closes</h1>"+threeParagraphs+"<p>"+c.line+"</p><p>Ferries go every half hour from the old pier, the harbour office said.</p></article>", "")
		if got := slices.Contains(a.Labels, briefing.LabelCorrection); got != c.mends {
			t.Errorf("%q: labelled a correction %v, want %v", c.line, got, c.mends)
		}
		if got := len(a.Notes) == 1 && strings.HasSuffix(c.line, strings.TrimLeft(a.Notes[0], "• ")); got != c.note {
			t.Errorf("%q: notes %q, want one: %v", c.line, a.Notes, c.note)
		}
		if c.mends {
			for _, b := range a.Blocks {
				if b.Span.Of(a.Text) == c.line && b.Kind != briefing.BlockBody {
					t.Errorf("%q is %s, not evidence", c.line, b.Kind)
				}
			}
		}
	}
}

func TestCorrectionAsData(t *testing.T) {
	head := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The bridge of Harbourton closes","correction":[{"@type":"CorrectionComment","text":"The bridge is 140 metres &amp; not 240 metres long."}]}</script>`
	a := readOnePage(t, head+"<article><h1>The bridge of Harbourton closes</h1>"+threeParagraphs+"</article>", "")
	if len(a.Notes) != 1 || a.Notes[0] != "The bridge is 140 metres & not 240 metres long." || !slices.Contains(a.Labels, briefing.LabelCorrection) {
		t.Errorf("notes %q, labels %v", a.Notes, a.Labels)
	}
}
