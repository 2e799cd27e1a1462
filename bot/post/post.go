// Package post holds what the bot shows, as data, and how answers and digests are laid out in it.
//
// A [Post] (post.go) is parts in reading order, each plain text with its kind; a [Source] (source.go) is one citation. [Answer]
// (answer.go, unknown.go), [Digest] (digest.go), [Corrective] (corrective.go) and [Followed] (followed.go) make posts; adapters render them in their service's form, and [Post.Plain] is the
// same in plain words. All texts are [Untrusted] (untrusted.go), so that no log and no error can repeat them.
//
// On the way to a chat, [Split] (split.go) cuts what is longer than a message between facts, [Encode] and [Decode] (encode.go) keep it
// over a restart, [Post.Plainer] (plainer.go) is what to say when a service refuses it, and an [Action] (action.go) is a button whose
// press says a command in words.
package post

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// Post is what the bot wants shown, as data: each adapter renders it in its service's own form,
// and Plain renders it for everything else. All texts in it are plain words, for the renderer to escape; none is markup.
type Post struct {
	Key     string   // what it is: the id of its job, with "#2" behind it for the second message and so on; sent again, it must not show twice
	Mark    string   // up to 25 characters of a-z and 2-7, which the message carries unseen, so that it can be found in the channel's history; "" carries none
	Reply   string   // the way back to who asked, see bot.Message; it opens doors, is never written down with the post, and goes with Key and Mark
	Again   bool     // it may have been shown before under this mark; it goes with Reply
	Parts   []Part   // in reading order
	Actions []Action // the words alone say everything; these save typing
}

// Part is one paragraph of a post.
type Part struct {
	Kind   PartKind
	Text   Untrusted       // of every kind but PartSource
	Marks  []briefing.Span // bytes of Text that answer the question, to stand out
	Cites  []int           // numbers shown behind Text as [1][2]; of PartSource: more numbers that lead to the same article
	Source *Source         // of PartSource
}

// PartKind tells how a part is shown.
type PartKind string

const (
	PartHeading  PartKind = "heading"  // a title
	PartLead     PartKind = "lead"     // the bot's own words before evidence, such as a speaker's name
	PartEvidence PartKind = "evidence" // verbatim text of an article: shown between quotation marks
	PartNote     PartKind = "note"     // the bot's own words
	PartSource   PartKind = "source"   // one numbered citation
	PartFooter   PartKind = "footer"   // counts and cut-off, in small type
)

// Style says how the layout of [Post.Styled] makes things stand out. A nil function leaves its text as it is.
type Style struct {
	Mark    func(string) string // the answering words
	Heading func(string) string
	Small   func(string) string // sources and footer
}

// Plain is the whole post in plain words: nothing in it needs markup, a button or a picture to be understood.
func (p Post) Plain() Untrusted { return p.Styled(Style{}) }

// Styled is Plain with a style: the same text in the same lines, with whatever the style puts around its pieces.
func (p Post) Styled(s Style) Untrusted { return Words(p.words(s)) }

// length is how many characters the plain form has.
func (p Post) length() int { return utf8.RuneCountInString(p.words(Style{})) }

func (p Post) words(s Style) string {
	var b strings.Builder
	for i, part := range p.Parts {
		if i > 0 {
			b.WriteString(between(p.Parts[i-1].Kind, part.Kind))
		}
		b.WriteString(part.styled(s))
	}
	return b.String()
}

// Quoted is an article's words between quotation marks. Words that are one whole quotation in print, or open with one, keep
// their own marks: two in a row only look like a slip.
func Quoted(text string) string {
	if wholeQuotation(text) || opensQuoted(text) {
		return text
	}
	return "“" + text + "”"
}

// between is the space a reader needs between two parts: evidence stands behind its lead, and headings and lists of
// sources are set off.
func between(before, after PartKind) string {
	switch {
	case before == PartLead && after == PartEvidence:
		return " "
	case after == PartHeading, after == PartSource && before != PartSource, before == PartSource && after != PartSource:
		return "\n\n"
	}
	return "\n"
}

func (p Part) styled(s Style) string {
	text := p.Text.Reveal()
	switch p.Kind {
	case PartHeading:
		return apply(s.Heading, text) + numbers(p.Cites)
	case PartEvidence:
		return marked(text, p.Marks, s.Mark) + numbers(p.Cites)
	case PartSource:
		return p.source(s)
	case PartFooter:
		return apply(s.Small, text)
	}
	return text + numbers(p.Cites)
}

// source is "[1] Outlet · Headline · 4 Mar 2025" with the link on a line of its own, where every terminal finds it.
func (p Part) source(s Style) string {
	if p.Source == nil {
		return p.Text.Reveal()
	}
	line := apply(s.Small, p.Numbers()+" "+p.Source.line())
	if address := p.Source.Address(); !address.Empty() {
		line += "\n" + apply(s.Small, address.Reveal())
	}
	return line
}

// Numbers is "[1]" of a source, or "[1][3]" where several citations lead to one article.
func (p Part) Numbers() string {
	return strings.TrimSpace(numbers(append([]int{p.Source.N}, p.Cites...)))
}

// marked is Quoted with the marked bytes in a style. Marks that overlap, lie outside or cut a character are left out.
func marked(text string, marks []briefing.Span, style func(string) string) string {
	if style == nil || len(marks) == 0 {
		return Quoted(text)
	}
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b briefing.Span) int { return a.Start - b.Start })
	var b strings.Builder
	done := 0
	for _, m := range marks {
		if m.Empty() || m.Start < done || m.End > len(text) || !runeBoundary(text, m.Start) || !runeBoundary(text, m.End) {
			continue
		}
		b.WriteString(text[done:m.Start])
		b.WriteString(style(text[m.Start:m.End]))
		done = m.End
	}
	b.WriteString(text[done:])
	if Quoted(text) == text { // brings its own marks
		return b.String()
	}
	return "“" + b.String() + "”"
}

func runeBoundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// numbers is " [1][2]", or "" for no citations.
func numbers(cites []int) string {
	if len(cites) == 0 {
		return ""
	}
	s := " "
	for _, n := range cites {
		s += "[" + strconv.Itoa(n) + "]"
	}
	return s
}

func apply(style func(string) string, text string) string {
	if style == nil || text == "" {
		return text
	}
	return style(text)
}

// opensQuoted reports whether words open with a quotation that ends among them.
func opensQuoted(text string) bool {
	if rest, ok := strings.CutPrefix(text, "“"); ok {
		return strings.IndexRune(rest, '”') > 0
	}
	rest, ok := strings.CutPrefix(text, `"`)
	return ok && strings.IndexByte(rest, '"') > 0
}

// wholeQuotation reports whether text is one quotation with its own marks: the first mark is closed by the last character.
func wholeQuotation(text string) bool {
	first, n := utf8.DecodeRuneInString(text)
	last, m := utf8.DecodeLastRuneInString(text)
	if len(text) <= n+m {
		return false
	}
	inner := text[n : len(text)-m]
	switch {
	case first == '“' && last == '”', first == '«' && last == '»':
		depth := 1
		for _, r := range inner {
			switch r {
			case first:
				depth++
			case last:
				depth--
			}
			if depth == 0 {
				return false
			}
		}
		return depth == 1
	case first == '"' && last == '"', first == '„' && last == '“':
		return !strings.ContainsRune(inner, first) && !strings.ContainsRune(inner, last)
	}
	return false
}
