package web

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func TestRules(t *testing.T) {
	cases := []struct{ name, text, url, want string }{
		{"empty", "", "/a", "yes"},
		{"everything", "User-agent: *\nDisallow: /", "/a", "no"},
		{"nothing", "User-agent: *\nDisallow:", "/a", "yes"},
		{"us by name", "User-agent: *\nDisallow: /\n\nUser-agent: Nutgraf/2.0\nDisallow: /private", "/a", "yes"},
		{"only us", "User-agent: nutgraf\nDisallow: /", "/a", "no"},
		{"a longer name is another", "User-agent: nutgrafs\nDisallow: /", "/a", "yes"},
		{"a shorter name is another", "User-agent: nut\nDisallow: /", "/a", "yes"},
		{"several names over one group", "User-agent: other\nUser-agent: nutgraf\nDisallow: /", "/a", "no"},
		{"groups of one name are one", "User-agent: nutgraf\nDisallow: /a\nUser-agent: other\nDisallow: /\nUser-agent: nutgraf\nDisallow: /b", "/b", "no"},
		{"a group without rules still is ours", "User-agent: *\nDisallow: /\nUser-agent: nutgraf\nDisallow:", "/a", "yes"},
		{"a site map does not end the names", "User-agent: nutgraf\nSitemap: https://example.org/s.xml\nUser-agent: other\nDisallow: /", "/a", "no"},
		{"rules before any name", "Disallow: /\nUser-agent: *\nDisallow: /b", "/a", "yes"},
		{"longest wins", "User-agent: *\nDisallow: /news\nAllow: /news/world", "/news/world/1", "yes"},
		{"longest wins in any order", "User-agent: *\nAllow: /news/world\nDisallow: /news", "/news/local", "no"},
		{"of equals allow wins", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", "yes"},
		{"star", "User-agent: *\nDisallow: /*/print", "/2026/story/print.html", "no"},
		{"star is anchored", "User-agent: *\nDisallow: /\nAllow: /a*c", "/z/a/c", "no"},
		{"end", "User-agent: *\nDisallow: /*.pdf$", "/a.pdf", "no"},
		{"end is the end", "User-agent: *\nDisallow: /*.pdf$", "/a.pdf?v=1", "yes"},
		{"a dollar inside is a dollar", "User-agent: *\nDisallow: /a$b", "/a$b", "no"},
		{"query", "User-agent: *\nDisallow: /*?s=", "/find?s=bridge", "no"},
		{"encoded path", "User-agent: *\nDisallow: /private", "/%70rivate", "no"},
		{"encoded rule", "User-agent: *\nDisallow: /%70rivate", "/private", "no"},
		{"encoded slash is no slash", "User-agent: *\nDisallow: /a/b", "/a%2Fb", "yes"},
		{"hexadecimal case", "User-agent: *\nDisallow: /%c3%bc", "/%C3%BC", "no"},
		{"raw UTF-8", "User-agent: *\nDisallow: /ü", "/%c3%bc", "no"},
		{"encoded star is a star", "User-agent: *\nDisallow: /a%2Ab", "/a*b", "no"},
		{"encoded star is no joker", "User-agent: *\nDisallow: /a%2Ab", "/axb", "yes"},
		{"comments", "User-agent: * # all\nDisallow: /a # not this", "/a", "no"},
		{"byte order mark and carriage returns", "\xEF\xBB\xBFUser-agent: *\rDisallow: /\r", "/a", "no"},
		{"no colon", "user-agent nutgraf\ndisallow /", "/a", "no"},
		{"misspelt", "Useragent: *\nDissallow: /", "/a", "no"},
		{"no slash", "User-agent: *\nDisallow: private", "/private/a", "no"},
		{"robots.txt itself", "User-agent: *\nDisallow: /", "/robots.txt", "yes"},
		{"case of paths", "User-agent: *\nDisallow: /News", "/news", "yes"},
		{"root only", "User-agent: *\nDisallow: /\nAllow: /$", "", "yes"},
		{"a web page instead", "<!doctype html><p style='color: red'>Not found</p>", "/a", "yes"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			u, err := url.Parse("https://example.org" + tc.url)
			if err != nil {
				t.Fatal(err)
			}
			got := map[bool]string{true: "yes", false: "no"}[parseRules([]byte(tc.text), "nutgraf").allow(u)]
			if got != tc.want {
				t.Errorf("may read %s: %s, want %s", tc.url, got, tc.want)
			}
		})
	}
}

// A crawler without a name is spoken to by nobody but "*".
func TestRulesWithoutName(t *testing.T) {
	u := &url.URL{Scheme: "https", Host: "example.org", Path: "/a"}
	if !parseRules([]byte("User-agent: 42\nDisallow: /\nUser-agent: *\nAllow: /"), "").allow(u) {
		t.Error("took a group for another as its own")
	}
}

// Patterns are checked against a second implementation: a regular expression.
func FuzzRules(f *testing.F) {
	f.Add("/a*b$", "/axxb", "User-agent: *\nDisallow: /a")
	f.Add("/*.php", "/x.php?y", "allow: /")
	f.Add("/%7Ejoe/*/", "/~joe/a/b", "")
	f.Add("*a*a*a*b", "/aaaaaaaaaaaa", "\x00")
	f.Fuzz(func(t *testing.T, pattern, path, text string) {
		u := &url.URL{Scheme: "http", Host: "example.org", Path: "/" + path}
		parseRules([]byte(text), "nutgraf").allow(u)
		for _, s := range []string{pattern, path} {
			if once := normalised(s); normalised(once) != once {
				t.Fatalf("%q becomes %q, and that %q", s, once, normalised(once))
			}
		}
		r, ok := newRule(false, pattern)
		if !ok {
			return
		}
		plain, end := strings.CutSuffix(r.pattern, "$")
		expression := "(?s)^" + strings.ReplaceAll(regexp.QuoteMeta(plain), `\*`, ".*")
		if end {
			expression += "$"
		}
		want := regexp.MustCompile(expression).MatchString(pathOf(u))
		if got := r.matches(pathOf(u)); got != want {
			t.Fatalf("pattern %q, path %q: %v, want %v", r.pattern, pathOf(u), got, want)
		}
	})
}
