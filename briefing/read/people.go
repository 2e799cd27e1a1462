package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// byline is the authors of the page, one a person. Of names only shown in the page's elements the first that reads like
// one counts: below it stand readers and other articles' authors.
func (s *signals) byline(l linked, outlet string) []string {
	for _, given := range [][]string{l.byline, s.all("parsely-author"), s.all("author"), s.all("article:author", "og:article:author"), s.all("dc.creator", "byl", "sailthru.author", "citation_author", "cxenseparse:author")} {
		if names := namesIn(given, outlet); len(names) > 0 {
			return names
		}
	}
	for _, shown := range s.people {
		names := namesIn([]string{cutCredit(shown)}, outlet)
		if len(names) > 0 && allPersons(names) {
			return names
		}
	}
	return nil
}

// namesIn are the names in texts that may hold several each. What follows a first name and is none is its role.
func namesIn(given []string, outlet string) []string {
	var out []string
	for _, g := range given {
		for _, name := range splitByline(strings.Join(strings.Fields(html.UnescapeString(g)), " ")) {
			if nameLike(name, outlet) && !contains(out, name) {
				out = append(out, name)
			}
		}
	}
	if len(out) > 1 { // the outlet is an author only where nobody else is
		for i := 0; i < len(out); i++ {
			if host := strings.LastIndexByte(out[i], '.'); strings.EqualFold(out[i], outlet) || host > 0 && len(out[i])-host <= 4 && !strings.Contains(out[i], " ") {
				out = append(out[:i], out[i+1:]...)
				i--
			}
		}
	}
	return out
}

// cutCredit takes what pages print around a name off it: "View all posts by Jane Doe", "By Jane Doe Published 4 March".
func cutCredit(s string) string {
	low := strings.Map(asciiLower, s)
	if i := strings.Index(low, "by "); i >= 0 && i <= 16 {
		s, low = s[i+3:], low[i+3:]
	}
	for _, word := range []string{" published", " posted", " updated", " last updated", " follow", " | ", " · "} {
		if i := strings.Index(low, word); i > 0 {
			s, low = s[:i], low[:i]
		}
	}
	return strings.TrimSpace(s)
}

func allPersons(names []string) bool {
	for _, n := range names {
		if !personLike(n) || countWords(n) < 2 || strings.Contains(strings.ToLower(n), "profile") {
			return false
		}
	}
	return true
}

// nameLike refuses what pages put into author fields beside names: addresses, handles, ids.
func nameLike(s, outlet string) bool {
	return !strings.ContainsAny(s, "@/_<>{}") && !strings.HasPrefix(strings.ToLower(s), "http") && countWords(s) <= 7 && !allDigits(s) && s != "" && !strings.EqualFold(s, "admin")
}

// namesAuthor reports whether n holds the name of an author of the page.
func namesAuthor(n *html.Node, prop string) bool {
	if prop == "author" || strings.ToLower(attr(n, "rel")) == "author" {
		return true
	}
	switch n.DataAtom {
	case atom.A, atom.Span, atom.P, atom.Div, atom.Address:
	default:
		return false
	}
	for _, c := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		switch c {
		case "byline", "author", "author-name", "byline-name", "byline__name", "article-author", "author__name", "article__author", "byline__author", "entry-author", "post-author", "c-byline__author":
			return true
		}
	}
	return false
}
