package read

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestDates(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2026-03-04", "2026-03-04T00:00:00Z"},
		{"2026-03-04T10:15:30+02:00", "2026-03-04T10:15:30+02:00"},
		{"2026-03-04T10:15:30.123Z", "2026-03-04T10:15:30Z"},
		{"2026-03-04T10:15:30+0200", "2026-03-04T10:15:30+02:00"},
		{"2026-03-04 10:15", "2026-03-04T10:15:00Z"},
		{"20260304", "2026-03-04T00:00:00Z"},
		{"Wed, 04 Mar 2026 10:15:30 GMT", "2026-03-04T10:15:30Z"},
		{"Wed, 04 Mar 2026 10:15:30 +0100", "2026-03-04T10:15:30+01:00"},
		{"Wed, 4 Mar 2026 10:15:30 EST", "2026-03-04T10:15:30-05:00"},
		{"4 March 2026", "2026-03-04T00:00:00Z"},
		{"4th March 2026", "2026-03-04T00:00:00Z"},
		{"March 4, 2026", "2026-03-04T00:00:00Z"},
		{"Mar. 4, 2026 at 10:15 a.m. EDT", "2026-03-04T10:15:00-04:00"},
		{"Wednesday, March 4, 2026 3:07pm", "2026-03-04T15:07:00Z"},
		{"4 March 2026, 10.15 CET", "2026-03-04T10:15:00+01:00"},
		{"10:15 GMT, 4 March 2026", ""},
		{"Sept. 9, 2026", "2026-09-09T00:00:00Z"},
		{"03/04/2026", ""},
		{"March 2026", ""},
		{"4 March", ""},
		{"0001-01-01", ""},
		{"9999-12-31T00:00:00Z", ""},
		{"31 February 2026", ""},
		{"yesterday", ""},
		{"", ""},
	} {
		got, ok := dateOf(c.in)
		printed := ""
		if ok {
			printed = got.Format(time.RFC3339)
		}
		if printed != c.want {
			t.Errorf("%q is %q, want %q", c.in, printed, c.want)
		}
	}
}

func TestCreditLines(t *testing.T) {
	for _, c := range []struct {
		in     string
		byline []string
		date   string
	}{
		{"By Jane Doe", []string{"Jane Doe"}, ""},
		{"BY JANE DOE AND JOHN ROE", []string{"JANE DOE", "JOHN ROE"}, ""},
		{"By Jane Doe, Political Editor", []string{"Jane Doe"}, ""},
		{"By Jane van der Doe in Halden", []string{"Jane van der Doe"}, ""},
		{"By Jane Doe | 4 March 2026", []string{"Jane Doe"}, "2026-03-04"},
		{"Published: 4 March 2026 Updated: 5 March 2026", nil, "2026-03-04"},
		{"By Tuesday the water had risen", nil, ""},
		{"By Order of the Court.", nil, ""},
		{"By 2030", nil, ""},
		{"By the river", nil, ""},
	} {
		got, ok := creditLine(c.in)
		if ok != (c.byline != nil || c.date != "") || !slices.Equal(got.byline, c.byline) {
			t.Errorf("%q: byline %q, %v", c.in, got.byline, ok)
		}
		if date := got.published.Format("2006-01-02"); c.date != "" && date != c.date {
			t.Errorf("%q: date %s", c.in, date)
		}
	}
}

const pageText = "<p>The mayor of Lowmoor opened the new swimming pool on Monday, two years later than planned and well over its budget.</p><p>It cost 4 million crowns, she said, and will be free for children until the end of the summer holidays.</p>"

func TestPageAddress(t *testing.T) {
	for _, c := range []struct{ label, name, head, want string }{
		{"from a file the page decides", "a.html", `<link rel=canonical href="https://example.org/story?utm_source=x">`, "https://example.org/story"},
		{"its own host is believed", "https://www.example.org/story.html?page=1", `<link rel=canonical href="/story.html">`, "https://www.example.org/story.html"},
		{"mobile variant", "https://m.example.org/story.html", `<link rel=canonical href="https://www.example.org/story">`, "https://www.example.org/story"},
		{"another host is not", "https://evil.example/x.html", `<link rel=canonical href="https://example.org/story">`, "https://evil.example/x.html"},
		{"the front page is no article", "https://example.org/story.html", `<link rel=canonical href="https://example.org/">`, "https://example.org/story.html"},
		{"none", "a.html", ``, ""},
	} {
		a, err := one(t, c.name, "<html><head>"+c.head+"</head><body><article>"+pageText+"</article></body></html>", Source{})
		if err != nil {
			t.Fatal(err)
		}
		if a.URL != c.want {
			t.Errorf("%s: %q, want %q", c.label, a.URL, c.want)
		}
	}
}

func TestPageMeta(t *testing.T) {
	head := `<title>Pool opens at last - Lowmoor Record</title><meta property="og:site_name" content="Lowmoor Record"><meta name="author" content="By Una Moss &amp; Bo Lind, Staff Writer">
	<script type="application/ld+json">{ broken</script><meta itemprop="dateModified" content="2026-03-05">`
	body := `<h1>Pool opens at last</h1><span class="post-date">March 4, 2026 3:07 p.m. EST</span><article>` + pageText + `<p style="visibility: hidden">Hidden words must never be quoted from anywhere at all, said nobody.</p></article>`
	a, err := one(t, "a.html", "<html lang=en><head>"+head+"</head><body>"+body+"</body></html>", Source{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Headline != "Pool opens at last" || a.Outlet != "Lowmoor Record" || a.Language != "en" || !slices.Equal(a.Byline, []string{"Una Moss", "Bo Lind"}) {
		t.Errorf("read %q %q %q %q", a.Headline, a.Outlet, a.Language, a.Byline)
	}
	if got := a.Published.Format(time.RFC3339); got != "2026-03-04T15:07:00-05:00" {
		t.Errorf("published %s", got)
	}
	if got := a.Updated.Format(time.DateOnly); got != "2026-03-05" {
		t.Errorf("updated %s", got)
	}
	if strings.Contains(a.Text, "Hidden words") {
		t.Error("took in hidden words")
	}
}

func TestTitleWithoutOutlet(t *testing.T) {
	for title, want := range map[string]string{
		"Pool opens at last | Lowmoor Record":         "Pool opens at last",
		"Pool opens at last - Lowmoor Record":         "Pool opens at last",
		"Pool opens at last | Local | Lowmoor Record": "Pool opens at last",
		"Storm - the aftermath of a long night":       "Storm - the aftermath of a long night",
		"Pool opens - at last":                        "Pool opens - at last",
		"":                                            "",
	} {
		if got := withoutOutlet(title, "Lowmoor Record"); got != want {
			t.Errorf("%q becomes %q, want %q", title, got, want)
		}
	}
}

func TestMarkdownInline(t *testing.T) {
	for in, want := range map[string]string{
		"a **bold** and *soft* word":                 "a bold and soft word",
		"[the words](https://example.org/x_y) stay":  "the words stay",
		"![a bridge](b.jpg) and `code`":              " and code",
		"snake_case_names and _emphasis_":            "snake_case_names and emphasis",
		"2 * 3 is 6, and \\*stars\\* stay":           "2 * 3 is 6, and *stars* stay",
		"a<br>b <span>c</span> 3 < 4":                "ab c 3 < 4",
		"[not a link] stays":                         "[not a link] stays",
		"~~gone~~ words and [nested [one]](u) links": "gone words and nested [one] links",
	} {
		if got := plainInline(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestDatesOfOtherLanguages(t *testing.T) {
	for _, c := range []struct{ language, printed, want string }{
		{"de", "Veröffentlicht am 4. März 2026, 10.15 Uhr MEZ", "2026-03-04"},
		{"de", "Mittwoch, 4. März 2026", "2026-03-04"},
		{"de", "04.03.2026", "2026-03-04"},
		{"fr", "Publié le 4 août 2026 à 10h15", "2026-08-04"},
		{"es", "4 de marzo de 2026", "2026-03-04"},
		{"pt-BR", "04/03/2026", "2026-03-04"},
		{"en-GB", "04/03/2026", "2026-03-04"},
		{"en-US", "03/04/2026", "2026-03-04"},
		{"en", "03/04/2026", ""},
		{"en", "25/02/2026", "2026-02-25"},
		{"ja", "2026年3月4日", "2026-03-04"},
		{"ko", "2026.03.04", "2026-03-04"},
		{"ru", "4 марта 2026", "2026-03-04"},
		{"en", "5 hours ago", ""},
		{"en", "© 2026 Harbour Post", ""},
	} {
		page := `<html lang="` + c.language + `"><body><article><h1>The bridge of Harbourton closes</h1><p>` + c.printed + "</p>" + threeParagraphs + "</article></body></html>"
		got := ""
		a, err := one(t, "page.html", page, Source{Now: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		if !a.Published.IsZero() {
			got = a.Published.Format("2006-01-02")
		}
		if got != c.want {
			t.Errorf("%s %q: %q, want %q", c.language, c.printed, got, c.want)
		}
	}
}

func TestZoneOfThePage(t *testing.T) {
	head := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The bridge of Harbourton closes","datePublished":"2026-03-04T01:48:19Z","dateModified":"2026-03-04T03:00:00Z"}</script>`
	for _, c := range []struct{ shown, want string }{
		{"March 3, 2026 at 8:48 p.m.", "2026-03-03T20:48:19-05:00"},
		{"PUBLISHED: March 3, 2026 8:48 PM | UPDATED: March 3, 2026 10:00 PM", "2026-03-03T20:48:19-05:00"},
		{"4 March 2026, 03:48", "2026-03-04T03:48:19+02:00"},
		{"March 3, 2026 at 8:40 p.m.", "2026-03-04T01:48:19Z"}, // another minute
		{"March 3, 2026", "2026-03-04T01:48:19Z"},
		{"March 1, 2026 at 8:48 p.m.", "2026-03-04T01:48:19Z"},
	} {
		a := readOnePage(t, head+"<article><h1>The bridge of Harbourton closes</h1><p>"+c.shown+"</p>"+threeParagraphs+"</article>", "")
		if got := a.Published.Format(time.RFC3339); got != c.want {
			t.Errorf("%q: %s, want %s", c.shown, got, c.want)
		}
	}
}

func TestDoubtedDates(t *testing.T) {
	page := `<meta property="article:published_time" content="2027-03-04T10:00:00Z"><meta property="article:modified_time" content="2026-01-01"><article><h1>The bridge of Harbourton closes</h1>` + threeParagraphs + "</article>"
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	a, err := one(t, "page.html", page, Source{Now: now})
	if err != nil || !a.Published.IsZero() {
		t.Errorf("published %v, %v", a.Published, err)
	}
	a, err = one(t, "page.html", page, Source{Now: now.AddDate(2, 0, 0)})
	if err != nil || a.Published.IsZero() || !a.Updated.IsZero() {
		t.Errorf("published %v, updated before it %v, %v", a.Published, a.Updated, err)
	}
}

func TestBylinesOfOtherLanguages(t *testing.T) {
	for _, c := range []struct{ printed, want string }{
		{"Von Ada Quill und Tom Reed", "Ada Quill|Tom Reed"},
		{"Por Inés Ortega y Gasset", "Inés Ortega y Gasset"},
		{"Par Ada Quill et Tom Reed", "Ada Quill|Tom Reed"},
		{"By Ada Quill and Tom Reed, Political Editor", "Ada Quill|Tom Reed"},
	} {
		a := readOnePage(t, "<article><h1>The bridge of Harbourton closes</h1><p>"+c.printed+"</p>"+threeParagraphs+"</article>", "")
		if got := strings.Join(a.Byline, "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.printed, got, c.want)
		}
	}
}
