package discord

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	// maxContent is the length of a message, without its mark: https://discord.com/developers/docs/resources/message#create-message.
	// Discord speaks of characters; counted here in UTF-16 units, which are never fewer.
	maxContent = 2000 - hiddenLen
	// maxLink is the longest address made a link, in bytes; a link must leave room for its headline.
	maxLink = 1200
	// maxSourceLine is the longest line about an article, in UTF-16 units, before the link.
	maxSourceLine = 600
	// maxNumbers is how many citation numbers are shown behind one text; no answer comes near it.
	maxNumbers = 50
	// maxMessages is how many messages one post may fill: more would bury the conversation.
	maxMessages = 10
)

// contents lays p out as the texts of one or more messages, each at most maxContent long. Messages are parted
// between parts of the post; evidence too long for one message is parted between words, each piece between its
// own quotation marks, so that what stands between marks is an article's words and nothing else.
func contents(p post.Post) []string {
	var out []string
	var now strings.Builder
	length := 0
	blocks := blocksOf(p)
	for i, b := range blocks {
		gap := ""
		if length > 0 {
			gap = between(blocks[i-1].kind, b.kind)
		}
		// A title or lead goes with what follows it, if that can be.
		need := len(gap) + units(b.text)
		if i+1 < len(blocks) && (b.kind == post.PartHeading || b.kind == post.PartLead) {
			if both := need + 2 + units(blocks[i+1].text); both-len(gap) <= maxContent {
				need = both
			}
		}
		if length > 0 && length+need > maxContent {
			if len(out) == maxMessages-1 {
				return append(out, withNote(now.String(), len(blocks)-i))
			}
			out = append(out, now.String())
			now.Reset()
			length, gap = 0, ""
		}
		now.WriteString(gap + b.text)
		length += len(gap) + units(b.text)
	}
	if length > 0 {
		out = append(out, now.String())
	}
	return out
}

// withNote ends the last message with how much did not fit; it makes room for that a line at a time.
func withNote(content string, left int) string {
	for {
		note := fmt.Sprintf("\n-# Cut here: %d more paragraphs do not fit.", left)
		if units(content)+units(note) <= maxContent {
			return strings.TrimLeft(content+note, "\n")
		}
		content = strings.TrimRight(content[:strings.LastIndexByte(content, '\n')+1], "\n")
		left++
	}
}

// block is one paragraph of a message, rendered.
type block struct {
	kind post.PartKind
	text string
}

func blocksOf(p post.Post) []block {
	var out []block
	for _, part := range p.Parts {
		for _, text := range renderPart(part) {
			out = append(out, block{part.Kind, text})
		}
	}
	return out
}

// between is the space between two paragraphs: a lead, a title and lines of small type stand close to what follows.
func between(before, after post.PartKind) string {
	switch {
	case before == post.PartLead, before == post.PartHeading, before == post.PartSource && after == post.PartSource,
		before == post.PartNote && after == post.PartNote:
		return "\n"
	}
	return "\n\n"
}

// renderPart renders a part, as several pieces when it is longer than a message.
func renderPart(p post.Part) []string {
	if p.Kind == post.PartSource {
		if p.Source == nil {
			return nil
		}
		return []string{sourceLine(p)}
	}
	if blank(p.Text.Reveal()) {
		return nil
	}
	if whole := renderText(p); units(whole) <= maxContent {
		return []string{whole}
	}
	var out []string
	for !p.Text.Empty() {
		n := fitting(p)
		if piece := part(p, 0, n); !blank(piece.Text.Reveal()) {
			out = append(out, renderText(piece))
		}
		p = part(p, n, len(p.Text.Reveal()))
	}
	return out
}

// blank reports whether a reader would see nothing of s; Discord takes no such message.
func blank(s string) bool { return strings.TrimSpace(escape(s, false)) == "" }

// renderText renders a part's words with their citation numbers.
func renderText(p post.Part) string {
	text := strings.TrimSpace(p.Text.Reveal())
	switch p.Kind {
	case post.PartHeading:
		return "### " + escape(text, true) + numbers(p.Cites)
	case post.PartEvidence:
		return "> " + quoted(p) + numbers(p.Cites)
	case post.PartFooter:
		return "-# " + escape(text, true) + numbers(p.Cites)
	}
	return escape(text, true) + numbers(p.Cites)
}

// quoted is the words of evidence between quotation marks, those that answer in bold.
func quoted(p post.Part) string {
	text := p.Text.Reveal()
	var b strings.Builder
	done := 0
	for _, m := range marks(p) {
		b.WriteString(escapeBefore(text[done:m.Start], false, '*'))
		b.WriteString("**" + escapeBefore(m.Of(text), false, '*') + "**")
		done = m.End
	}
	b.WriteString(escapeBefore(text[done:], false, '”'))
	if post.Quoted(text) == text { // brings its own marks
		return b.String()
	}
	return "“" + b.String() + "”"
}

// marks is the marks of a part in order, those that touch made one, without any that are empty, lie outside, cut a
// character or hold only space.
func marks(p post.Part) []briefing.Span {
	text, sorted := p.Text.Reveal(), slices.Clone(p.Marks)
	slices.SortFunc(sorted, func(a, b briefing.Span) int { return a.Start - b.Start })
	var out []briefing.Span
	for _, m := range sorted {
		if m.Empty() || strings.TrimSpace(m.Of(text)) == "" || !boundary(text, m.Start) || !boundary(text, m.End) {
			continue
		}
		if last := len(out) - 1; last >= 0 && m.Start <= out[last].End {
			out[last].End = max(out[last].End, m.End)
			continue
		}
		out = append(out, m)
	}
	return out
}

func boundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// numbers is the citation numbers behind a text: " [1][2]".
func numbers(cites []int) string {
	if len(cites) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteByte(' ')
	for _, n := range cites[:min(len(cites), maxNumbers)] {
		b.WriteString(`\[` + strconv.Itoa(n) + `\]`)
	}
	return b.String()
}

// fitting is how many bytes of a part's text fit into one message when rendered: up to a space between
// words, or, where one word is longer than a message, any character.
func fitting(p post.Part) int {
	text := p.Text.Reveal()
	spaces, characters := []int{}, []int{}
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		characters = append(characters, end)
		if r == ' ' {
			spaces = append(spaces, end)
		}
	}
	for _, ends := range [][]int{append(spaces, len(text)), characters} {
		n, _ := slices.BinarySearchFunc(ends, maxContent+1, func(end, limit int) int {
			return units(renderText(part(p, 0, end))) - limit
		})
		if n > 0 && strings.TrimSpace(text[:ends[n-1]]) != "" {
			return ends[n-1]
		}
	}
	return len(text)
}

// part is the piece [from, to) of a part, with the marks in it.
func part(p post.Part, from, to int) post.Part {
	piece := p
	piece.Text = post.Words(p.Text.Reveal()[from:to])
	piece.Marks = nil
	for _, m := range p.Marks {
		m = briefing.Span{Start: max(m.Start, from), End: min(m.End, to)}
		if !m.Empty() {
			piece.Marks = append(piece.Marks, m.Shift(-from))
		}
	}
	return piece
}

// sourceLine is a citation in small type with a link to its very words.
func sourceLine(p post.Part) string {
	s, number := *p.Source, "-# "+escape(p.Numbers(), false)+" "
	line := escape(s.Line().Reveal(), true)
	if !s.Quote.Empty() && units(line) > maxSourceLine { // words are shown whole or not at all
		s.Quote = post.Untrusted{}
		line = escape(s.Line().Reveal(), true)
	}
	for !s.Headline.Empty() && units(line) > maxSourceLine {
		s.Headline = post.Words(shortened(s.Headline.Reveal()))
		line = escape(s.Line().Reveal(), true)
	}
	if units(line) > maxSourceLine {
		line = ""
	}
	target := link("read", s.Link.Reveal())
	if target == "" {
		target = link("read", s.URL.Reveal())
	}
	switch {
	case target == "":
		return number + line
	case line == "":
		return number + target
	}
	return number + line + " · " + target
}

// shortened is a headline cut to about two thirds, which the ellipsis says.
func shortened(headline string) string {
	r := []rune(strings.TrimSuffix(headline, "…"))
	if len(r) < 4 {
		return ""
	}
	return strings.TrimSpace(string(r[:len(r)*2/3])) + "…"
}

// units is the length of s in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
