package briefing

import (
	"net/url"
	"strings"
)

// wholeQuoteBytes is the length up to which a link carries the whole quote; longer ones carry
// its first and last words. Links in chats are cut when they grow too long.
const wholeQuoteBytes = 80

// edgeWords is how many words of a long quote open and close its text fragment.
const edgeWords = 5

// textFragment is link with a fragment that leads a browser to quote, which must be verbatim page text:
// https://wicg.github.io/scroll-to-text-fragment/. It returns "" when link is "".
func textFragment(link, quote string) string {
	if link == "" {
		return ""
	}
	u, err := url.Parse(link)
	if err != nil {
		return link
	}
	u.Fragment, u.RawFragment = "", ""
	words := strings.Fields(quote)
	if len(words) == 0 {
		return u.String()
	}
	if len(quote) <= wholeQuoteBytes || len(words) < 2*edgeWords {
		return u.String() + "#:~:text=" + fragmentEscape(strings.Join(words, " "))
	}
	first := strings.Join(words[:edgeWords], " ")
	last := strings.Join(words[len(words)-edgeWords:], " ")
	return u.String() + "#:~:text=" + fragmentEscape(first) + "," + fragmentEscape(last)
}

// fragmentEscape percent-encodes everything but unreserved characters; the dash too, since the
// syntax of text fragments gives it, the comma and the ampersand a meaning.
func fragmentEscape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '_', c == '~':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}
