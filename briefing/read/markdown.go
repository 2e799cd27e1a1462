package read

import (
	"strings"
	"unicode"

	"github.com/nutgraf/nutgraf/briefing"
)

// markdown reads a Markdown text: its front matter, its headings and quotations, and its paragraphs
// with their words as a reader would see them.
func markdown(raw []byte, from Source) (*draft, error) {
	s, err := decodeText(raw, from.Type)
	if err != nil {
		return nil, from.refuse("%v", err)
	}
	d := from.draft()
	s = lineEnds.Replace(s)
	if front, rest, ok := frontMatter(s); ok {
		if err := d.takeFront(front, from); err != nil {
			return nil, err
		}
		s = rest
	}
	m := marked{d: d}
	for line := range strings.SplitSeq(s, "\n") {
		m.line(line)
	}
	m.flush()
	if len(d.paragraphs) == 0 {
		return nil, from.refuse("holds nothing but white space; give a file with the text of an article")
	}
	d.label(chosen)
	return d, nil
}

// frontMatter cuts the lines between two "---" off the top.
func frontMatter(s string) (front, rest string, ok bool) {
	s = strings.TrimLeft(s, " \n\t")
	body, ok := strings.CutPrefix(s, "---\n")
	if !ok {
		return "", s, false
	}
	for _, end := range []string{"\n---\n", "\n...\n"} {
		if front, rest, ok = strings.Cut(body, end); ok {
			return front, rest, true
		}
	}
	return "", s, false
}

// takeFront reads "key: value" lines; keys that are not known are for others. What d knows already stays.
func (d *draft) takeFront(front string, from Source) error {
	key := ""
	for line := range strings.SplitSeq(front, "\n") {
		if item, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok && (key == "author" || key == "authors" || key == "byline") {
			d.byline = append(d.byline, splitByline(unquoted(item))...)
			continue
		}
		k, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(k)), unquoted(value)
		if value == "" {
			continue
		}
		switch key {
		case "title", "headline":
			d.headline = first(d.headline, value)
		case "standfirst", "description", "summary":
			d.standfirst = first(d.standfirst, value)
		case "url", "link", "canonical":
			d.url = first(d.url, value)
		case "outlet", "publisher", "site":
			d.outlet = first(d.outlet, value)
		case "author", "authors", "byline":
			d.byline = append(d.byline, splitByline(strings.Trim(value, "[]"))...)
		case "section":
			d.section = value
		case "language", "lang":
			d.language = value
		case "date", "published", "updated":
			when, ok := dateOf(value)
			if !ok {
				return from.refuse("its %s %q is not a date; write it as 2006-01-02 or 2006-01-02T15:04:05Z", key, value)
			}
			if key == "updated" {
				d.updated = when
			} else if d.published.IsZero() {
				d.published = when
			}
		}
	}
	return nil
}

// unquoted is a front matter value without the quotation marks around it.
func unquoted(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

// marked collects the lines of a Markdown text into paragraphs.
type marked struct {
	d      *draft
	lines  []string
	fenced bool
}

func (m *marked) line(line string) {
	trimmed := strings.TrimSpace(line)
	if strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~") {
		m.flush()
		m.fenced = !m.fenced
		return
	}
	switch level, heading := headingOf(trimmed); {
	case trimmed == "", !m.fenced && ruler(trimmed):
		if underlined := len(m.lines) == 1 && trimmed != "" && (trimmed[0] == '=' || trimmed[0] == '-'); underlined {
			s := m.lines[0]
			m.lines = nil
			m.heading(map[byte]int{'=': 1, '-': 2}[trimmed[0]], s)
			return
		}
		m.flush()
	case m.fenced:
		m.lines = append(m.lines, trimmed)
	case level > 0:
		m.flush()
		m.heading(level, heading)
	case strings.HasPrefix(trimmed, ">"):
		if len(m.lines) > 0 && !strings.HasPrefix(m.lines[0], ">") {
			m.flush()
		}
		inside := strings.TrimSpace(strings.TrimLeft(trimmed, "> "))
		if inside == "" {
			m.flush()
			return
		}
		m.lines = append(m.lines, ">"+inside)
	case listItem(trimmed) != "":
		m.flush()
		m.lines = append(m.lines, listItem(trimmed))
	default:
		m.lines = append(m.lines, trimmed)
	}
}

// heading adds a heading: the first of the first level is the headline, the others are crossheads.
func (m *marked) heading(level int, s string) {
	p := newParagraph(plainInline(s))
	switch {
	case p.text == "":
		return
	case level == 1 && m.d.find(briefing.BlockHeadline) < 0 && (m.d.headline == "" || squeezed(m.d.headline) == squeezed(p.text)):
		p.label(briefing.BlockHeadline, "the first heading")
	default:
		p.label(briefing.BlockCrosshead, "a heading inside the text")
	}
	m.d.paragraphs = append(m.d.paragraphs, p)
}

func (m *marked) flush() {
	if len(m.lines) == 0 {
		return
	}
	for i, l := range m.lines {
		m.lines[i] = strings.TrimPrefix(l, ">")
	}
	s := strings.Join(m.lines, " ")
	m.lines = m.lines[:0]
	p := newParagraph(plainInline(s))
	switch alone := strings.TrimSpace(s); {
	case p.text != "" && pictured(alone):
		p.label(briefing.BlockCaption, "the line under a picture")
	case p.text == "":
		if p = newParagraph(plainInline(pictureAlt(s))); p.text == "" {
			return
		}
		p.furniture(pictureWords)
	}
	m.d.paragraphs = append(m.d.paragraphs, p)
}

// headingOf reads "## Words"; level 0 means no heading.
func headingOf(line string) (level int, s string) {
	rest := strings.TrimLeft(line, "#")
	level = len(line) - len(rest)
	if level == 0 || level > 6 || rest != "" && rest[0] != ' ' {
		return 0, ""
	}
	return level, strings.TrimRight(strings.TrimSpace(rest), "# ")
}

// ruler knows lines of nothing but three or more -, =, * or _.
func ruler(line string) bool {
	bare := strings.ReplaceAll(line, " ", "")
	if len(bare) < 3 || !strings.ContainsRune("-=*_", rune(bare[0])) {
		return false
	}
	return strings.Trim(bare, bare[:1]) == ""
}

// listItem is the words of "- item" or "1. item", or "" when line is no list item.
func listItem(line string) string {
	for _, bullet := range []string{"- ", "* ", "+ "} {
		if rest, ok := strings.CutPrefix(line, bullet); ok {
			return strings.TrimSpace(rest)
		}
	}
	number := strings.TrimLeftFunc(line, unicode.IsDigit)
	if n := len(line) - len(number); n > 0 && n <= 3 && (strings.HasPrefix(number, ". ") || strings.HasPrefix(number, ") ")) {
		return line // the number may be read aloud: it stays
	}
	return ""
}

// pictureWords is the reason of the words that stand for a picture where it is not shown.
const pictureWords = "the description of a picture"

// pictureAlt is the description of the first picture in s, or "".
func pictureAlt(s string) string {
	if i := strings.Index(s, "!["); i >= 0 {
		words, _ := linkWords(s[i:])
		return words
	}
	return ""
}

// pictured reports whether s is a picture and, right under it, one emphasised line.
func pictured(s string) bool {
	if !strings.HasPrefix(s, "![") {
		return false
	}
	_, n := linkWords(s)
	rest := strings.TrimSpace(s[n:])
	return n > 0 && len(rest) > 2 && (rest[0] == '*' || rest[0] == '_') && rest[len(rest)-1] == rest[0] && strings.Trim(rest, "*_") != ""
}

// plainInline is a paragraph's words without marks, as a reader sees them: links keep their words, pictures have none.
func plainInline(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!>~|", s[i+1]) >= 0:
			b.WriteByte(s[i+1])
			i += 2
		case c == '!' && strings.HasPrefix(s[i:], "!["), c == '[':
			words, n := linkWords(s[i:])
			if n == 0 {
				b.WriteByte(c)
				i++
				continue
			}
			if c != '!' {
				b.WriteString(plainInline(words))
			}
			i += n
		case c == '<':
			if n := tagLength(s[i:]); n > 0 {
				i += n
				continue
			}
			b.WriteByte(c)
			i++
		case c == '`', c == '*', c == '_' && edgeOfWord(s, i), strings.HasPrefix(s[i:], "~~"):
			i += emphasisLength(s, i, &b)
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// emphasisLength is how many bytes of emphasis marks stand at i. A lone star between spaces is a star, and is written.
func emphasisLength(s string, i int, b *strings.Builder) int {
	n := 1
	for i+n < len(s) && s[i+n] == s[i] {
		n++
	}
	if s[i] == '*' && (i == 0 || s[i-1] == ' ') && (i+n == len(s) || s[i+n] == ' ') {
		b.WriteString(s[i : i+n])
	}
	return n
}

// edgeOfWord reports whether the underscore at i opens or closes emphasis rather than standing inside a name.
func edgeOfWord(s string, i int) bool {
	before := i > 0 && (isDigit(s[i-1]) || s[i-1]|0x20 >= 'a' && s[i-1]|0x20 <= 'z')
	after := i+1 < len(s) && (isDigit(s[i+1]) || s[i+1]|0x20 >= 'a' && s[i+1]|0x20 <= 'z')
	return !before || !after
}

const (
	maxNested  = 4    // brackets inside one another: a link around a picture has two
	maxAddress = 4096 // bytes of a link's address; with maxNested it keeps the reading of brackets that never close linear
	maxTag     = 300  // bytes of a tag inside a paragraph
)

// linkWords reads "[words](address)", "[words][label]" and "![words](address)" at the front of s: the words and how many
// bytes it all takes, or 0 when it is no link.
func linkWords(s string) (words string, n int) {
	at := strings.IndexByte(s, '[')
	depth, end := 0, -1
	for i := at; i < len(s) && end < 0; i++ {
		switch s[i] {
		case '[':
			if depth++; depth > maxNested {
				return "", 0
			}
		case ']':
			if depth--; depth == 0 {
				end = i
			}
		}
	}
	if end < 0 || end+1 >= len(s) || s[end+1] != '(' && s[end+1] != '[' {
		return "", 0
	}
	closing := map[byte]byte{'(': ')', '[': ']'}[s[end+1]]
	stop := strings.IndexByte(s[end+2:min(len(s), end+2+maxAddress)], closing)
	if stop < 0 {
		return "", 0
	}
	return s[at+1 : end], end + 2 + stop + 1
}

// tagLength is the length of an HTML tag or an address in angle brackets at the front of s, or 0.
func tagLength(s string) int {
	end := strings.IndexByte(s[:min(len(s), maxTag)], '>')
	if end < 2 {
		return 0
	}
	if c := s[1]; c == '/' || c == '!' || c|0x20 >= 'a' && c|0x20 <= 'z' {
		return end + 1
	}
	return 0
}
