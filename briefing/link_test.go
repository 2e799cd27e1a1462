package briefing

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestTextFragment(t *testing.T) {
	const page = "https://tidewater.example/pier"
	tests := []struct{ name, link, quote, want string }{
		{"short", page, "The pier is gone.", page + "#:~:text=The%20pier%20is%20gone."},
		{"comma", page, "Gone, all of it", page + "#:~:text=Gone%2C%20all%20of%20it"},
		{"dash", page, "a well-known pier", page + "#:~:text=a%20well%2Dknown%20pier"},
		{"dashes at the edges", page, "-gone-", page + "#:~:text=%2Dgone%2D"},
		{"ampersand", page, "Fish & Chips", page + "#:~:text=Fish%20%26%20Chips"},
		{"per cent", page, "40% of it", page + "#:~:text=40%25%20of%20it"},
		{"plus and hash", page, "C+ #1", page + "#:~:text=C%2B%20%231"},
		{"straight quotation marks", page, `"Gone," she said`, page + "#:~:text=%22Gone%2C%22%20she%20said"},
		{"curly quotation marks", page, "“Gone”", page + "#:~:text=%E2%80%9CGone%E2%80%9D"},
		{"beyond ASCII", page, "Jetée détruite", page + "#:~:text=Jet%C3%A9e%20d%C3%A9truite"},
		{"a script without blanks", page, "桟橋は消えた", page + "#:~:text=%E6%A1%9F%E6%A9%8B%E3%81%AF%E6%B6%88%E3%81%88%E3%81%9F"},
		{"line break and runs of blanks", page, "The  pier\nis\tgone.", page + "#:~:text=The%20pier%20is%20gone."},
		{"unreserved", page, "a.b_c~d", page + "#:~:text=a.b_c~d"},
		{"long", page, "The storm of Monday night took the whole of the old wooden pier, the harbour master of Brakewater told reporters.",
			page + "#:~:text=The%20storm%20of%20Monday%20night,master%20of%20Brakewater%20told%20reporters."},
		{"long, with a comma and a dash at the edges", page, "No, the well-known old pier of this town was not insured against the sea, its owner Ada Quill said in a hoarse, low voice.",
			page + "#:~:text=No%2C%20the%20well%2Dknown%20old%20pier,in%20a%20hoarse%2C%20low%20voice."},
		{"long words are carried whole", page, strings.Repeat("abcdefghij", 9) + " end",
			page + "#:~:text=" + strings.Repeat("abcdefghij", 9) + "%20end"},
		{"link with a fragment", page + "#comments", "Gone.", page + "#:~:text=Gone."},
		{"link with a text fragment", page + "#:~:text=There.", "Gone.", page + "#:~:text=Gone."},
		{"link with a query", page + "?id=7", "Gone.", page + "?id=7#:~:text=Gone."},
		{"no quote", page + "#comments", " \n", page},
		{"no link", "", "Gone.", ""},
		{"a link that is none", "http://[", "Gone.", "http://["},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := textFragment(tt.link, tt.quote); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// At the limits the whole quote gives way to its edges.
func TestTextFragmentLimits(t *testing.T) {
	ofBytes := func(n int) string { return strings.Repeat("a ", 20) + strings.Repeat("b", n-40) }
	ofWords := func(n int) string { return strings.TrimSpace(strings.Repeat("abcdefghijklmnopqrst ", n)) }
	for _, tt := range []struct {
		name, quote string
		edges       bool
	}{
		{"longest that is carried whole", ofBytes(wholeQuoteBytes), false},
		{"one byte more", ofBytes(wholeQuoteBytes + 1), true},
		{"a word too few for two edges", ofWords(2*edgeWords - 1), false},
		{"words enough for two edges", ofWords(2 * edgeWords), true},
	} {
		if got := strings.Contains(textFragment("https://tidewater.example/", tt.quote), ","); got != tt.edges {
			t.Errorf("%s: by its edges: %v, want %v", tt.name, got, tt.edges)
		}
	}
}

// Whatever the quote, the fragment has one or two texts in the grammar of text fragments, and decoded they are words of it.
func FuzzTextFragment(f *testing.F) {
	for _, quote := range []string{
		"The pier is gone.", "-a,b&c=d-", "“Gone”", "100% #1 +2", "\xff\xfe", "a\u00a0b\u2028c", "",
		strings.Repeat("the pier, the sea - and the storm & ", 4), strings.Repeat("é ", 40),
	} {
		f.Add("https://tidewater.example/pier?id=1#top", quote)
	}
	f.Fuzz(func(t *testing.T, link, quote string) {
		link = CanonicalURL(link)
		got := textFragment(link, quote)
		words := strings.Fields(quote)
		if link == "" || len(words) == 0 {
			if got != link {
				t.Fatalf("%q with %q is %q", link, quote, got)
			}
			return
		}
		fragment, ok := strings.CutPrefix(got, link+"#:~:text=")
		if !ok {
			t.Fatalf("%q with %q is %q", link, quote, got)
		}
		if len(fragment) > 3*len(quote) {
			t.Errorf("%d bytes of fragment for a quote of %d", len(fragment), len(quote))
		}
		if strings.ContainsAny(fragment, "-&#\"' +") {
			t.Errorf("%q has a character with a meaning of its own", fragment)
		}
		var texts [][]string
		for _, part := range strings.Split(fragment, ",") {
			text, err := url.PathUnescape(part)
			if err != nil {
				t.Fatalf("%q: %v", part, err)
			}
			texts = append(texts, strings.Fields(text))
		}
		switch {
		case len(texts) == 1 && slices.Equal(texts[0], words):
		case len(texts) == 2 && slices.Equal(texts[0], words[:edgeWords]) && slices.Equal(texts[1], words[len(words)-edgeWords:]) && len(words) >= 2*edgeWords:
		default:
			t.Errorf("%q leads to %q", quote, texts)
		}
	})
}
