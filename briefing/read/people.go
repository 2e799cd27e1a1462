package read

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// byline is the authors of the page, one a person. What names somebody goes before what names only an outlet. Of names only shown in
// the page's elements the first that reads like one counts: below it stand readers and other articles' authors.
func (s *signals) byline(l linked, outlet string) []string {
	var nobody []string
	for _, given := range [][]string{l.byline, s.all("parsely-author"), s.all("author"), s.all("article:author", "og:article:author"), s.all("dc.creator", "byl", "sailthru.author", "citation_author", "cxenseparse:author")} {
		names := namesIn(given, outlet)
		if slices.ContainsFunc(names, person) {
			return names
		}
		if nobody == nil {
			nobody = names
		}
	}
	for _, shown := range s.people {
		if names := namesIn([]string{cutCredit(shown)}, outlet); len(names) > 0 && allPersons(names) {
			return names
		}
	}
	return nobody
}

// person reports whether a name from an author field is somebody's rather than an outlet's or a desk's.
func person(name string) bool {
	if !personLike(name) || countWords(name) < 2 || strings.HasPrefix(name, "The ") {
		return false
	}
	return !deskLike(name)
}

var deskWords = wordSet("news times post press journal telegram gazette daily weekly media magazine herald tribune observer guardian chronicle courier standard mirror express staff team desk newsroom editors editorial wire network online tv radio reporters agency service services board contributors digital live today report reuters afp ap bloomberg arts sports")

// namesIn are the names in texts that may hold several each. What follows a first name and is none is its role.
func namesIn(given []string, outlet string) []string {
	var out []string
	for _, g := range given {
		for _, name := range splitByline(strings.Join(strings.Fields(dots.Replace(html.UnescapeString(g))), " ")) {
			name = withoutDegree(strings.Trim(name, " ·•|–—-,:"))
			if len(out) < mostNames && nameLike(name, outlet) && !contains(out, name) {
				out = append(out, name)
			}
		}
	}
	if slices.ContainsFunc(out, person) { // an outlet is an author only where nobody else is
		out = slices.DeleteFunc(out, func(name string) bool {
			return strings.EqualFold(name, outlet) || strings.HasPrefix(name, "The ") || deskLike(name) || hostLike(name)
		})
	}
	return out
}

// dots part a name from what stands beside it.
var dots = strings.NewReplacer("•", " | ", "·", " | ", "\u00a0", " ")

// deskLike reports whether a name of an author field holds a word of outlets' names.
func deskLike(name string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool { return deskWords[w] })
}

// hostLike reports whether a name is a host's, such as "example.org".
func hostLike(name string) bool {
	dot := strings.LastIndexByte(name, '.')
	return dot > 0 && len(name)-dot <= 4 && !strings.Contains(name, " ")
}

// cutCredit takes what pages print around a name off it: "View all posts by Jane Doe", "By Jane Doe Published 4 March".
func cutCredit(s string) string {
	low := strings.Map(asciiLower, s)
	if i := strings.Index(low, "by "); i >= 0 && i <= 16 {
		s, low = s[i+3:], low[i+3:]
	}
	for _, word := range []string{" published", " posted", " updated", " last updated", " follow", " alle artikel", " all articles", " see all", " view all", " | ", " · "} {
		if i := strings.Index(low, word); i > 0 {
			s, low = s[:i], low[:i]
		}
	}
	return strings.TrimSpace(s)
}

// withoutDegree takes the letters of degrees off the end of a name: "Jane Doe MS, RD".
func withoutDegree(name string) string {
	words := strings.Fields(name)
	for len(words) > 2 && degrees[strings.ToLower(strings.ReplaceAll(strings.Trim(words[len(words)-1], ","), ".", ""))] {
		words = words[:len(words)-1]
	}
	return strings.TrimRight(strings.Join(words, " "), ",")
}

var degrees = wordSet("ms ma md mph rd rdn ld phd bsc msc mba jd rn cpt esq dds dvm")

func allPersons(names []string) bool {
	for _, n := range names {
		if !person(n) || strings.Contains(strings.ToLower(n), "profile") {
			return false
		}
	}
	return true
}

// nameLike refuses what pages put into author fields beside names: addresses, handles, ids.
func nameLike(s, outlet string) bool {
	return !strings.ContainsAny(s, "@/_<>{}") && !strings.HasPrefix(strings.ToLower(s), "http") && countWords(s) <= 7 && !allDigits(s) && s != "" && !strings.EqualFold(s, "admin")
}

// holdsComments reports whether n is named as a place of readers' comments.
func holdsComments(n *element) bool {
	switch n.tag {
	case atom.Div, atom.Section, atom.Ul, atom.Ol, atom.Li:
	default:
		return false
	}
	for _, a := range n.attrs {
		if (a.Key == "class" || a.Key == "id") && hasAny(strings.ToLower(a.Val)+" ", "comment-", "comments", "commentlist", "comment ") {
			return true
		}
	}
	return false
}

// namesAuthor reports whether n holds the name of an author of the page.
func namesAuthor(n *element, prop string) bool {
	if prop == "author" || strings.ToLower(n.attr("rel")) == "author" {
		return true
	}
	switch n.tag {
	case atom.A, atom.Span, atom.P, atom.Div, atom.Address:
	default:
		return false
	}
	for _, c := range strings.Fields(strings.ToLower(n.attr("class"))) {
		switch c {
		case "author", "vcard":
			return true
		}
		words := wordsOfName(c)
		last := len(words) - 1
		if slices.Contains(words, "byline") || last > 0 && (words[last] == "author" || words[last-1] == "author" && (words[last] == "name" || words[last] == "link")) {
			return true
		}
	}
	return false
}
