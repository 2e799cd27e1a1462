package console

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"github.com/nutgraf/nutgraf/bot/post"
)

// Select Graphic Rendition, ECMA-48 section 8.3.117: what every terminal of the last decades understands.
const (
	bold  = "\x1b[1m"
	dim   = "\x1b[2m"
	plain = "\x1b[22m" // neither bold nor dim
)

// Render is a post as a console with these options shows it, without a line end behind it.
func (o Options) Render(p post.Post) string {
	return o.wrap(safe(p).Styled(o.style()).Reveal())
}

func (o Options) style() post.Style {
	if !o.Color {
		return post.Style{}
	}
	strong := func(s string) string { return bold + s + plain }
	return post.Style{Mark: strong, Heading: strong, Small: func(s string) string { return dim + s + plain }}
}

// safe is p without control characters: a headline must not steer the terminal. Each becomes as many spaces as it has
// bytes, so that marks keep their places; the ends of lines stay.
func safe(p post.Post) post.Post {
	parts := make([]post.Part, len(p.Parts))
	for i, part := range p.Parts {
		part.Text = harmless(part.Text)
		if part.Source != nil {
			s := *part.Source
			s.Headline, s.Outlet, s.Quote = harmless(s.Headline), harmless(s.Outlet), harmless(s.Quote)
			s.URL, s.Link = harmless(s.URL), harmless(s.Link)
			part.Source = &s
		}
		parts[i] = part
	}
	p.Parts = parts
	return p
}

func harmless(text post.Untrusted) post.Untrusted {
	s := text.Reveal()
	if strings.IndexFunc(s, control) < 0 {
		return text
	}
	b := []byte(s)
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if control(r) {
			copy(b[i:i+n], "    ")
		}
		i += n
	}
	return post.Words(string(b))
}

func control(r rune) bool { return unicode.IsControl(r) && r != '\n' }

// wrap breaks the lines of s between words at the width of o. Words are never changed or broken: a link stays whole.
func (o Options) wrap(s string) string {
	if o.Width <= 0 {
		return s
	}
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		o.wrapLine(&b, line)
	}
	return b.String()
}

func (o Options) wrapLine(b *strings.Builder, line string) {
	column := 0
	for i, word := range strings.Split(line, " ") {
		wide := columns(word)
		switch {
		case i == 0:
		case column+1+wide > o.Width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += wide
	}
}

// columns is how wide a terminal shows a word, in which only this package's styles are control characters.
func columns(word string) int {
	return displaywidth.String(strings.NewReplacer(bold, "", dim, "", plain, "").Replace(word))
}
