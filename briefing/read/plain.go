package read

import (
	"html"
	"strings"
)

// plainWords is a saying of a page about itself as people would read it: character references resolved, twice escaped ones too, and
// tags left out. Words around the tag of a line stay apart.
func plainWords(s string) string {
	s = clip(s, longestSaying)
	for range 3 {
		if !strings.Contains(s, "&") {
			break
		}
		again := html.UnescapeString(s)
		if again == s {
			break
		}
		s = again
	}
	if strings.IndexByte(s, '<') < 0 {
		return strings.TrimSpace(s)
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 == len(s) {
			break
		}
		end := strings.IndexByte(s[i:min(len(s), i+longestTag)], '>')
		c := s[i+1] | 0x20
		if end < 0 || s[i+1] != '/' && s[i+1] != '!' && (c < 'a' || c > 'z') { // "a < b"
			b.WriteString(s[:i+1])
			s = s[i+1:]
			continue
		}
		b.WriteString(s[:i])
		switch name := tagName(s[i+1 : i+end]); name {
		case "br", "p", "/p", "div", "/div", "li", "/li", "/h1", "/h2", "/h3", "tr", "td", "/td":
			b.WriteByte(' ')
		case "script", "style": // with what it holds
			over := strings.Index(s[i:], "</"+name)
			if over < 0 {
				return strings.TrimSpace(b.String())
			}
			end = over - 1
		}
		s = s[i+end+1:]
	}
	b.WriteString(s)
	return strings.TrimSpace(b.String())
}

const (
	longestSaying = 64 << 10 // bytes of what a page says of itself: none says more
	longestTag    = 2000     // bytes
)

// tagName is the lower-case name of a tag, given what stands between its brackets.
func tagName(s string) string {
	if i := strings.IndexAny(s, " \t\n"); i >= 0 {
		s = s[:i]
	}
	return strings.ToLower(strings.TrimSuffix(s[:min(len(s), 10)], "/"))
}
