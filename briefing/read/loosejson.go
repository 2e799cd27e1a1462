package read

import (
	"encoding/json"
	"html"
	"strings"
)

// looseJSON reads the JSON values in s as pages write them: inside an HTML comment or CDATA, several in a row, with commas before
// closing brackets, line ends and quotation marks inside texts, and cut off at the end. What no mending makes JSON gives nothing.
func looseJSON(s string) []any {
	s = strings.TrimSpace(s)
	if len(s) > maxLinked {
		return nil
	}
	if v, ok := jsonValues(s); ok {
		return v
	}
	if !strings.Contains(s, `"`) && strings.Contains(s, "&quot;") {
		s = html.UnescapeString(s)
	}
	v, _ := jsonValues(mendJSON(s))
	return v
}

const maxLinked = 2 << 20 // bytes of one script; live blogs have 500 kB

// jsonValues reads the values of s, one after another; ok is false if something else follows.
func jsonValues(s string) (values []any, ok bool) {
	d := json.NewDecoder(strings.NewReader(s))
	for len(values) < mostNames {
		var v any
		if err := d.Decode(&v); err != nil {
			return values, !d.More() && len(values) > 0
		}
		values = append(values, v)
	}
	return values, true
}

// mendJSON makes JSON of s where it can: it writes each value of s again, from its first bracket on, and leaves out what does not
// belong there. It takes one pass.
func mendJSON(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 16)
	var open []byte // brackets to be closed
	comma := false  // one was read, and is written before the next value
	for i := 0; i < len(s) && len(open) < 1000; i++ {
		c := s[i]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			continue
		case c == '/' && i+1 < len(s) && s[i+1] == '/' || c == '<' || c == '-' && strings.HasPrefix(s[i:], "-->"): // a comment, or the marks of one
			i += lineRest(s[i:], len(open) > 0)
			continue
		case c == '/' && i+1 < len(s) && s[i+1] == '*':
			end := strings.Index(s[i:], "*/")
			if end < 0 {
				i = len(s)
				continue
			}
			i += end + 1
			continue
		case c == ',':
			comma = b.Len() > 0 && len(open) > 0
			continue
		case c == '}' || c == ']':
			comma = false
			if len(open) > 0 && open[len(open)-1] == c {
				open = open[:len(open)-1]
				b.WriteByte(c)
			}
			continue
		case len(open) == 0 && c != '{' && c != '[':
			continue
		}
		if comma {
			b.WriteByte(',')
			comma = false
		}
		switch c {
		case '{':
			open = append(open, '}')
			b.WriteByte(c)
		case '[':
			open = append(open, ']')
			b.WriteByte(c)
		case '"':
			i = mendString(&b, s, i)
		default:
			b.WriteByte(c)
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteByte(open[i])
	}
	return b.String()
}

// lineRest is how many bytes of a comment's line are passed over; inside a value only its mark, for a line may hold all of the script.
func lineRest(s string, inside bool) int {
	switch {
	case strings.HasPrefix(s, "<!--"), strings.HasPrefix(s, "-->"):
		return 2
	case strings.HasPrefix(s, "<![CDATA["):
		return len("<![CDATA[") - 1
	case strings.HasPrefix(s, "//") && inside:
		if end := strings.IndexByte(s, '\n'); end >= 0 {
			return end
		}
		return len(s)
	}
	return 0
}

// mendString writes the text of s that opens at i, and returns where it closes. A quotation mark closes it only before what may follow
// a text; elsewhere it belongs to the text.
func mendString(b *strings.Builder, s string, i int) int {
	b.WriteByte('"')
	for i++; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			i++
			switch n := s[i]; {
			case strings.IndexByte(`"\/bfnrt`, n) >= 0, n == 'u' && i+4 < len(s) && hexDigits(s[i+1:i+5]):
				b.WriteByte('\\')
				b.WriteByte(n)
			case n >= ' ':
				b.WriteByte(n)
			}
		case c == '"' && closesText(s[i+1:]):
			b.WriteByte('"')
			return i
		case c == '"':
			b.WriteString(`\"`)
		case c == '\n' || c == '\r' || c == '\t':
			b.WriteByte(' ')
		case c < ' ' || c == '\\':
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return i
}

// closesText reports whether what follows a quotation mark lets it close a text.
func closesText(s string) bool {
	for i := range min(len(s), 200) {
		switch s[i] {
		case ' ', '\n', '\r', '\t':
		case ':', '}', ']':
			return true
		case ',': // of a sentence, unless a text or bracket follows
			for _, c := range s[i+1 : min(len(s), i+200)] {
				switch c {
				case ' ', '\n', '\r', '\t':
				default:
					return strings.ContainsRune(`"{[}]`, c)
				}
			}
			return true
		default:
			return false
		}
	}
	return true
}

func hexDigits(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
