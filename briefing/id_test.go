package briefing

import (
	"net/url"
	"strings"
	"testing"
)

func TestCanonicalURL(t *testing.T) {
	tests := []struct{ name, raw, want string }{
		{"canonical already", "https://tidewater.example/2026/pier", "https://tidewater.example/2026/pier"},
		{"scheme and host in capitals", "HTTPS://Tidewater.EXAMPLE/Pier", "https://tidewater.example/Pier"},
		{"white space around", " \thttps://tidewater.example/pier\n", "https://tidewater.example/pier"},
		{"no path", "https://tidewater.example", "https://tidewater.example/"},
		{"no path but a query", "https://tidewater.example?p=4", "https://tidewater.example/?p=4"},
		{"a slash at the end is another page", "https://tidewater.example/pier/", "https://tidewater.example/pier/"},
		{"http is another address than https", "http://tidewater.example/pier", "http://tidewater.example/pier"},
		{"www is another host", "https://www.tidewater.example/", "https://www.tidewater.example/"},
		{"escaped slash stays escaped", "https://tidewater.example/a%2Fb", "https://tidewater.example/a%2Fb"},
		{"path beyond ASCII", "https://tidewater.example/jetée", "https://tidewater.example/jet%C3%A9e"},
		{"the same, escaped", "https://tidewater.example/jet%C3%A9e", "https://tidewater.example/jet%C3%A9e"},
		{"blank in the path", "https://tidewater.example/old pier", "https://tidewater.example/old%20pier"},

		{"default port of https", "https://tidewater.example:443/pier", "https://tidewater.example/pier"},
		{"default port of http", "http://tidewater.example:80/pier", "http://tidewater.example/pier"},
		{"default port of the other", "https://tidewater.example:80/pier", "https://tidewater.example:80/pier"},
		{"other port", "http://tidewater.example:8080/pier", "http://tidewater.example:8080/pier"},
		{"colon without a port", "https://tidewater.example:/pier", "https://tidewater.example/pier"},
		{"IPv6", "http://[2001:DB8::1]/pier", "http://[2001:db8::1]/pier"},
		{"IPv6 with the default port", "http://[2001:db8::1]:80/pier", "http://[2001:db8::1]/pier"},
		{"IPv6 with another port", "http://[2001:db8::1]:81/pier", "http://[2001:db8::1]:81/pier"},

		{"user info", "https://ana:secret@tidewater.example/pier", "https://tidewater.example/pier"},
		{"empty user info", "https://@tidewater.example/pier", "https://tidewater.example/pier"},
		{"fragment", "https://tidewater.example/pier#comments", "https://tidewater.example/pier"},
		{"empty fragment", "https://tidewater.example/pier#", "https://tidewater.example/pier"},
		{"text fragment", "https://tidewater.example/pier#:~:text=gone", "https://tidewater.example/pier"},

		{"keys sorted", "https://tidewater.example/?page=2&id=7", "https://tidewater.example/?id=7&page=2"},
		{"values of one key in order", "https://tidewater.example/?tag=z&id=7&tag=a", "https://tidewater.example/?id=7&tag=z&tag=a"},
		{"empty query", "https://tidewater.example/pier?", "https://tidewater.example/pier"},
		{"nothing but campaign", "https://tidewater.example/pier?utm_source=mail&UTM_Medium=x&fbclid=1", "https://tidewater.example/pier"},
		{"campaign among others", "https://tidewater.example/?utm_campaign=x&id=7&gclid=z&at_medium=RSS", "https://tidewater.example/?id=7"},
		{"looks like campaign", "https://tidewater.example/?utmost=1&ref=a", "https://tidewater.example/?ref=a&utmost=1"},
		{"blank in a value", "https://tidewater.example/?q=old%20pier", "https://tidewater.example/?q=old+pier"},

		{"pairs parted by semicolons stay", "https://tidewater.example/?page=2;id=7&b=1&utm_id=9;8", "https://tidewater.example/?b=1&page=2;id=7"},
		{"a broken escape stays", "https://tidewater.example/?z=5%&q=old pier", "https://tidewater.example/?q=old+pier&z=5%"},
		{"empty pairs go", "https://tidewater.example/?&&id=7&", "https://tidewater.example/?id=7"},
		{"a key alone", "https://tidewater.example/?7", "https://tidewater.example/?7="},

		{"nothing", "", ""},
		{"blank", "  ", ""},
		{"words", "the old pier", ""},
		{"path only", "/pier", ""},
		{"no scheme", "tidewater.example/pier", ""},
		{"no scheme but slashes", "//tidewater.example/pier", ""},
		{"no host", "https:///pier", ""},
		{"no host but a port", "http://:80/pier", ""},
		{"no host but user info", "https://ana@/pier", ""},
		{"IPv6 with a zone", "http://[fe80::1%25eth0]/pier", ""},
		{"opaque", "https:tidewater.example/pier", ""},
		{"mail", "mailto:desk@tidewater.example", ""},
		{"file", "file:///etc/passwd", ""},
		{"ftp", "ftp://tidewater.example/pier", ""},
		{"script", "javascript:alert(1)", ""},
		{"control character", "https://tidewater.example/\x00", ""},
		{"broken escape", "https://tidewater.example/%zz", ""},
		{"broken IPv6", "http://[2001:db8::1/pier", ""},
		{"port in letters", "http://tidewater.example:http/", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := CanonicalURL(tt.raw)
			if got != tt.want {
				t.Fatalf("canonical of %q is %q, want %q", tt.raw, got, tt.want)
			}
			if again := CanonicalURL(got); again != got {
				t.Errorf("canonical of %q is %q", got, again)
			}
		})
	}
}

// A query that is not all pairs must not lose what tells two articles apart.
func TestCanonicalURLKeepsArticlesApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"https://tidewater.example/story?id=1;page=2", "https://tidewater.example/story?id=2;page=2"},
		{"https://tidewater.example/story?q=5%", "https://tidewater.example/story?q=6%"},
		{"https://tidewater.example/a%2Fb", "https://tidewater.example/a/b"},
		{"https://tidewater.example/?1", "https://tidewater.example/?2"},
	} {
		if a, b := CanonicalURL(pair[0]), CanonicalURL(pair[1]); a == b {
			t.Errorf("%s and %s are both %q", pair[0], pair[1], a)
		}
	}
}

func FuzzCanonicalURL(f *testing.F) {
	for _, s := range []string{
		"https://tidewater.example/pier?utm_source=a&id=1#top", "http://a:b@[::1]:80/?x;y", "http://:80/", "https://h:/",
		"HTTP://H%C3%89.example/%7e?%zz", "http://h?a=b&a=%20&&=", "http://[fe80::1%25eth0]:80", "//h", "http://h*/", "http://h/?z;\u00a0&a=1", "http://h/?b&a\xeb%zz", "http://h/?utm_%zz&q=a%20b", "http://\u212a/", "http://h//",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		c := CanonicalURL(raw)
		if c == "" {
			return
		}
		if again := CanonicalURL(c); again != c {
			t.Fatalf("canonical of %q is %q, whose canonical is %q", raw, c, again)
		}
		u, err := url.Parse(c)
		if err != nil {
			t.Fatalf("canonical of %q is %q: %v", raw, c, err)
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.Path == "" {
			t.Errorf("canonical of %q is %q: scheme %q, host %q, path %q", raw, c, u.Scheme, u.Hostname(), u.Path)
		}
		if u.User != nil || strings.Contains(c, "#") || u.ForceQuery {
			t.Errorf("canonical of %q is %q", raw, c)
		}
		for key := range u.Query() {
			if campaignParameter(key) {
				t.Errorf("canonical of %q keeps %q: %q", raw, key, c)
			}
		}
	})
}

// The literals are a promise: an id is stored, linked and quoted, so its derivation can never change.
func TestIDsAreStable(t *testing.T) {
	byURL := NewArticleID("https://tidewater.example/2026/pier", "not looked at")
	byText := NewArticleID("", "The pier is gone.")
	revision := NewRevisionID(byURL, "The pier is gone.")
	for _, tt := range []struct{ name, got, want string }{
		{"article by URL", string(byURL), "coznixw4aqohzmfz"},
		{"article by text", string(byText), "akcliteovwm7jjaa"},
		{"revision", string(revision), "thk7qz526wxfbhyp"},
		{"revision of another article", string(NewRevisionID(byText, "The pier is gone.")), "kqbvew7adrrisnch"},
		{"fact", string(NewFactID(revision, Span{4, 17})), "thk7qz526wxfbhyp.4-17"},
		{"no parts", DerivedID(), "4oymiquy7qobjgx3"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, tt.got, tt.want)
		}
	}
}

func TestDerivedIDTellsPartsApart(t *testing.T) {
	seen := map[string][]string{}
	for _, parts := range [][]string{
		{}, {""}, {"", ""}, {"abc"}, {"ab", "c"}, {"a", "bc"}, {"", "abc"}, {"abc", ""}, {"3:abc"}, {"1:a2:bc"}, {"c", "ab"}, {"ABC"},
	} {
		id := DerivedID(parts...)
		if len(id) != 16 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") != "" {
			t.Errorf("id of %q is %q", parts, id)
		}
		if other, ok := seen[id]; ok {
			t.Errorf("%q and %q are both %s", parts, other, id)
		}
		seen[id] = parts
	}
	if NewArticleID("x", "") == NewArticleID("", "x") {
		t.Error("an article with the URL x has the id of one with the text x")
	}
}

func TestFactIDPlace(t *testing.T) {
	tests := []struct {
		id       FactID
		revision RevisionID
		span     Span
		ok       bool
	}{
		{"abcd2345abcd2345.0-17", "abcd2345abcd2345", Span{0, 17}, true},
		{"r.16-17", "r", Span{16, 17}, true},
		{"", "", Span{}, false},
		{"r", "", Span{}, false},
		{"r.", "", Span{}, false},
		{"r.5", "", Span{}, false},
		{".0-5", "", Span{}, false},
		{"r.5-5", "", Span{}, false},
		{"r.9-5", "", Span{}, false},
		{"r.-1-5", "", Span{}, false},
		{"r.0-", "", Span{}, false},
		{"r.-5", "", Span{}, false},
		{"r.0-5-9", "", Span{}, false},
		{"r.0-5.1", "", Span{}, false},
		{"r.a-b", "", Span{}, false},
		{"r.0-99999999999999999999", "", Span{}, false},
		{"r.+0-5", "", Span{}, false},
		{"r.00-5", "", Span{}, false},
		{"r. 0-5", "", Span{}, false},
	}
	for _, tt := range tests {
		r, s, ok := tt.id.Place()
		if r != tt.revision || s != tt.span || ok != tt.ok {
			t.Errorf("place of %q: %q, %v, %v; want %q, %v, %v", tt.id, r, s, ok, tt.revision, tt.span, tt.ok)
		}
	}
}

// What can be read as a place has exactly one spelling, and every place can be read back.
func FuzzFactIDPlace(f *testing.F) {
	f.Add("abcd2345abcd2345.0-17", 0, 17)
	f.Add("r.+1-02", 3, 2)
	f.Add("a.b.1-2", -1, 5)
	f.Fuzz(func(t *testing.T, id string, start, end int) {
		if r, s, ok := FactID(id).Place(); ok && NewFactID(r, s) != FactID(id) {
			t.Errorf("%q is the place %s %v, which is spelt %q", id, r, s, NewFactID(r, s))
		}
		revision, span := NewRevisionID("", id), Span{start, end}
		r, s, ok := NewFactID(revision, span).Place()
		if want := start >= 0 && !span.Empty(); ok != want {
			t.Fatalf("the place %v is one: %v", span, ok)
		}
		if ok && (r != revision || s != span) {
			t.Errorf("%s %v came back as %s %v", revision, span, r, s)
		}
	})
}

func TestCampaignParameters(t *testing.T) {
	for key, want := range map[string]bool{
		"utm_source": true, "UTM_CONTENT": true, "utm_": true, "fbclid": true, "Gclid": true, "smid": true, "at_campaign": true,
		"utm": false, "id": false, "ref": false, "source": false, "": false, "xutm_source": false,
	} {
		if got := campaignParameter(key); got != want {
			t.Errorf("%q: %v, want %v", key, got, want)
		}
	}
}
