package ground

import (
	"strings"
	"unicode"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// Markup lists the links, mentions, markup and invisible characters of s, each as the word that holds it. Plain
// prose has none. Look-alikes count: "＠everyone" is a mention.
func Markup(s string) []string {
	var out []string
	for _, token := range strings.Fields(s) {
		if marked(token) {
			out = append(out, token)
		}
	}
	if len(out) == 0 && text.Clean(s) != s && strings.Join(strings.Fields(s), " ") != text.Clean(s) {
		out = append(out, s)
	}
	return out
}

// markers stand in no prose that is made of facts: they open mentions, links, emphasis, code, tables, tags.
const markers = "@<>[]{}|\\`*_~^\uFFFD"

// marked reports whether a word without white space is more than text.
func marked(token string) bool {
	folded := strings.NewReplacer("。", ".", "．", ".").Replace(text.Fold(token))
	if strings.ContainsAny(folded, markers) || strings.Contains(folded, "://") || strings.Contains(folded, "&#") {
		return true
	}
	for _, scheme := range []string{"http:", "https:", "mailto:", "tel:", "javascript:", "data:", "slack:", "discord:", "www."} {
		if strings.Contains(folded, scheme) {
			return true
		}
	}
	if i := strings.IndexByte(folded, '&'); i >= 0 && strings.Contains(folded[i:], ";") {
		return true
	}
	if rest, ok := strings.CutPrefix(strings.TrimLeft(folded, `("'`), "#"); ok && rest != "" {
		return true
	}
	return domain(folded)
}

// domain reports whether a folded token holds a host name, such as "example.com" or "a-b.co.uk/x": labels of letters and digits
// with points between, the last of two ASCII letters at least. "u.s." and "3.5bn" are none.
func domain(token string) bool {
	host := token
	if end := strings.IndexAny(token, "/:?#"); end >= 0 {
		host = token[:end]
	}
	labels := strings.Split(strings.Trim(host, `.,;!()"'`), ".")
	if len(labels) < 2 {
		return false
	}
	for _, l := range labels {
		if l == "" || strings.ContainsFunc(l, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '-' }) {
			return false
		}
	}
	last := labels[len(labels)-1]
	if strings.HasPrefix(last, "xn--") {
		return true
	}
	return len(last) >= 2 && strings.Trim(last, "abcdefghijklmnopqrstuvwxyz") == "" && !numeric(labels[len(labels)-2])
}

// numeric reports whether l is all digits: "3.5bn" is a number.
func numeric(l string) bool {
	return !strings.ContainsFunc(l, func(r rune) bool { return !unicode.IsNumber(r) })
}
