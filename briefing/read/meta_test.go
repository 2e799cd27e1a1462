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
