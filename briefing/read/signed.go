package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	signedQuote = "a quotation with its own signature, set apart from the text"
	pullSpeaker = "the speaker of the pull quote above"

	longestPull = 70 // words
	mostApart   = 6  // passages of a pull quote with its speaker: an element that holds more is named after what it holds
)

// labelSigned labels quotations that are paragraphs of their own with a line under them that only names who spoke. What the text does
// not print is lost with them as evidence; but read as text they would be given to whoever spoke last, and a wrong speaker is worse.
func labelSigned(ps []paragraph) {
	for i := 0; i+1 < len(ps); i++ {
		p, name := &ps[i], &ps[i+1]
		if !p.open() || p.words > longestPull || !wholeQuotation(p.text) || !signature(name) || i > 0 && goesOnSpeaking(&ps[i-1]) {
			continue
		}
		p.label(briefing.BlockPullQuote, signedQuote)
		name.label(briefing.BlockPullQuote, pullSpeaker)
	}
}

// closingMarks are the marks that may end a quotation, by the one that begins it.
var closingMarks = map[rune]string{'"': `"`, '“': "”", '„': "“”", '‘': "’", '«': "»", '‹': "›", '”': "”"}

// wholeQuotation reports whether s is one quotation from its first character to its last but an end stop.
func wholeQuotation(s string) bool {
	opening, size := utf8.DecodeRuneInString(s)
	closing := closingMarks[opening]
	bare := strings.TrimRight(s[size:], ".!?,… ")
	inside := strings.TrimRight(bare, closing)
	switch {
	case closing == "" || inside == bare:
		return false
	case opening == '‘': // inside it the closing mark is an apostrophe too
		return !strings.ContainsRune(inside, opening) && !strings.Contains(inside, "’ ")
	}
	return !strings.ContainsRune(inside, opening) && !strings.ContainsAny(inside, closing)
}

// goesOnSpeaking reports whether p opens a quotation that the next paragraph goes on with.
func goesOnSpeaking(p *paragraph) bool {
	return p.open() && (strings.LastIndex(p.text, "“") > strings.LastIndex(p.text, "”") || strings.Count(p.text, `"`)%2 == 1)
}

// signature knows a line that only names somebody: with a dash before the name, or an office behind it, or neither. Without a dash
// a crosshead may have a capital on every word too, so then the name must not hold words that names do not.
func signature(p *paragraph) bool {
	if attributionLine(p) {
		return !p.said()
	}
	if !nameLine(p) {
		return false
	}
	name := p.text
	if i := strings.IndexAny(name, ",(|–—"); i > 0 {
		name = name[:i]
	}
	words := strings.Fields(name)
	if len(words) > 4 || p.words > 4 && len(strings.TrimSpace(name)) == len(p.text) {
		return false
	}
	for _, w := range words {
		if titleWords[strings.ToLower(w)] || strings.ContainsFunc(w, unicode.IsDigit) {
			return false
		}
	}
	return true
}

// titleWords are common words of headings, which no name holds.
var titleWords = wordSet("the of a an and in on at to for with from what why how when where who is are was no not new more most next last first our their his her your its read related about after before under over out up down this that will can breaking news key bigger better")

// closes reports whether nothing but marks follows e in the element it stands in: a name under a quotation rather than a title in it.
func closes(e *element) bool {
	for s := e.next; s != nil; s = s.next {
		words := s.data
		if !s.run {
			words = s.textUpTo(40)
		}
		if strings.ContainsFunc(words, unicode.IsLetter) {
			return false
		}
	}
	return true
}

// quotationIn is the quotation that a figure shows in place of a picture, or nil.
func quotationIn(figure *element) *element {
	if figure == nil || figure.tag != atom.Figure {
		return nil
	}
	for c := figure.first; c != nil; c = c.next {
		if c.tag == atom.Blockquote {
			return c
		}
	}
	return nil
}

// onwardLink reports whether a link at the end of a paragraph says only that there is more behind it.
func onwardLink(e *element) bool {
	return blockElements[e.up.tag] && closes(e) && lines[strings.TrimFunc(lowered(e.textUpTo(60)), func(r rune) bool { return !unicode.IsLetter(r) })] == onwards
}

// signed are the quotations of the page that name their speaker in an element of its own.
func (l *layout) signed(in []bool) map[*element]bool {
	out := map[*element]bool{}
	for i := range in {
		if at := l.passages[i].place; in[i] && at.sign {
			out[at.quote] = true
		}
	}
	return out
}

// apart reports whether the page sets the words at p apart as a pull quote: it says so, or it puts a speaker's name under them.
func (p place) apart(signed map[*element]bool) bool {
	return p.pull && p.quote != nil && (p.set || signed[p.quote]) && p.quote.to-p.quote.from <= mostApart
}

// labelApart labels a paragraph of a pull quote.
func labelApart(p *paragraph, at place) {
	switch {
	case at.sign, at.set && (nameLine(p) || attributionLine(p)):
		p.label(briefing.BlockPullQuote, pullSpeaker)
	case at.set:
		p.label(briefing.BlockPullQuote, "set as a pull quote on the page")
	default:
		p.label(briefing.BlockPullQuote, signedQuote)
	}
}
