package web

import (
	"bytes"
	"net/url"
	"strings"
)

// rules are what a robots.txt says to one crawler, as RFC 9309 reads it.
type rules []rule

// rule lets paths that match its pattern be read, or not.
type rule struct {
	allow   bool
	pattern string // normalised; "*" stands for any bytes, a "$" at the end for the end of the path
}

// parseRules reads the rules of a robots.txt for the crawler called agent. Groups that name it are read as one;
// only if there is none, the groups for "*" apply. Lines it does not know are passed over, so any bytes are a robots.txt.
func parseRules(text []byte, agent string) rules {
	var named, general rules
	var toUs, toAll, anyNamed bool // whom the group being read speaks to, and whether any spoke to us
	inHead := false                // the line before was a user-agent line of the same group
	text = bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))
	for line := range strings.FieldsFuncSeq(string(text), func(r rune) bool { return r == '\n' || r == '\r' }) {
		key, value, ok := splitLine(line)
		if !ok {
			continue
		}
		if key == "user-agent" {
			if !inHead {
				toUs, toAll, inHead = false, false, true
			}
			toUs = toUs || agent != "" && strings.EqualFold(productToken(value), agent)
			toAll = toAll || value == "*" || strings.HasPrefix(value, "* ")
			anyNamed = anyNamed || toUs
			continue
		}
		inHead = false
		r, ok := newRule(key == "allow", value)
		if !ok {
			continue
		}
		if toUs {
			named = append(named, r)
		}
		if toAll {
			general = append(general, r)
		}
	}
	if anyNamed {
		return named
	}
	return general
}

// splitLine takes a line apart. ok is false for lines that are no rule and no user-agent line.
func splitLine(line string) (key, value string, ok bool) {
	line, _, _ = strings.Cut(line, "#")
	line = strings.TrimSpace(line)
	key, value, found := strings.Cut(line, ":")
	if !found { // many files forget the colon
		words := strings.Fields(line)
		if len(words) != 2 {
			return "", "", false
		}
		key, value = words[0], words[1]
	}
	key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
	switch key {
	case "useragent", "user agent":
		key = "user-agent"
	case "dissallow", "dissalow", "disalow", "diasllow", "disallaw":
		key = "disallow" // misspelt, and plain in what it means
	}
	return key, value, key == "user-agent" || key == "allow" || key == "disallow"
}

// productToken is the name a crawler goes by: "nutgraf" for "nutgraf/1 (+https://…)". RFC 9309 section 2.2.1.
func productToken(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_' || r == '-')
	})
	if end < 0 {
		return agent
	}
	return agent[:end]
}

// newRule makes a rule of the value of an allow or disallow line. An empty value is no rule.
func newRule(allow bool, value string) (rule, bool) {
	switch {
	case value == "":
		return rule{}, false
	case value[0] == '/' || value[0] == '*':
	case allow:
		return rule{}, false
	default:
		value = "/" + value // not a path by the letter; in doubt the site means to forbid
	}
	value, end := strings.CutSuffix(value, "$")
	value = normalised(strings.ReplaceAll(value, "$", "%24"))
	if end {
		value += "$"
	}
	return rule{allow, value}, true
}

// allow reports whether the path and query of u may be read. The longest matching pattern decides, and of two
// equally long ones that which allows.
func (rs rules) allow(u *url.URL) bool {
	path := pathOf(u)
	if path == "/robots.txt" {
		return true
	}
	longest, allow := -1, true
	for _, r := range rs {
		if n := len(r.pattern); (n > longest || n == longest && r.allow) && r.matches(path) {
			longest, allow = n, r.allow
		}
	}
	return allow
}

// pathOf is the path and query of u in the form patterns are matched against.
func pathOf(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	return strings.NewReplacer("*", "%2A", "$", "%24").Replace(normalised(path))
}

// matches reports whether the pattern matches the beginning of path. The parts between stars are looked for from
// left to right and never again, so the time is linear in path and pattern.
func (r rule) matches(path string) bool {
	pattern, toEnd := strings.CutSuffix(r.pattern, "$")
	first, rest, stars := strings.Cut(pattern, "*")
	path, ok := strings.CutPrefix(path, first)
	if !ok || !stars {
		return ok && (!toEnd || path == "")
	}
	for {
		part, more, stars := strings.Cut(rest, "*")
		if !stars {
			if toEnd {
				return strings.HasSuffix(path, part)
			}
			return strings.Contains(path, part)
		}
		_, path, ok = strings.Cut(path, part)
		if !ok {
			return false
		}
		rest = more
	}
}

// normalised is s with percent-encoding in one form, RFC 9309 section 2.2.2: letters, digits and -._~ plain,
// bytes that are not printable ASCII encoded, hexadecimal digits in upper case.
func normalised(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		encoded := false
		if c == '%' && i+2 < len(s) {
			high, low := strings.IndexByte(hex, upper(s[i+1])), strings.IndexByte(hex, upper(s[i+2]))
			if high >= 0 && low >= 0 {
				c, encoded = byte(high<<4|low), true
				i += 2
			}
		}
		if encoded && !unreserved(c) || c <= ' ' || c >= 0x7f {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

// unreserved reports whether c means the same plain and percent-encoded: RFC 3986 section 2.3.
func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
