package ground

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// quotations finds words between quotation marks that no fact has, byte for byte, between quotation marks.
func (c *check) quotations() {
	for _, q := range c.claim.quotes {
		said := q.Inside.Of(c.claim.text)
		if !q.Closed || !c.anyFact(func(e *evidence) bool { return e.quotesWords(said) }) {
			c.find(Quotation, said)
		}
	}
}

// quotesWords reports whether the fact quotes these words. The sentence may have put its own comma or point inside the marks.
func (e *evidence) quotesWords(said string) bool {
	for _, words := range []string{said, strings.TrimRight(said, ",.")} {
		for _, span := range e.said() {
			if wholeWords(span.Of(e.text), words) {
				return true
			}
		}
	}
	return false
}

// said lists what stands between quotation marks, and what the fact knows to be a speaker's own words.
func (e *evidence) said() []briefing.Span {
	var out []briefing.Span
	for _, q := range e.quotes {
		out = append(out, q.Inside)
	}
	for _, q := range e.fact.Quotes {
		if q.Kind != briefing.QuoteIndirect {
			out = append(out, q.Span.Shift(-e.fact.Span.Start))
		}
	}
	return out
}

// wholeWords reports whether part stands in s without cutting a word at its ends.
func wholeWords(s, part string) bool {
	if !hasWord(part) {
		return false
	}
	for from := 0; ; {
		i := strings.Index(s[from:], part)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(part)
		before, _ := utf8.DecodeLastRuneInString(s[:start])
		behind, _ := utf8.DecodeRuneInString(s[end:])
		first, _ := utf8.DecodeRuneInString(part)
		last, _ := utf8.DecodeLastRuneInString(part)
		if !(letter(before) && letter(first)) && !(letter(last) && letter(behind)) {
			return true
		}
		_, size := utf8.DecodeRuneInString(s[start:])
		from = start + size
	}
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }
