package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	longestCrosshead = 10 // words
	shortestProse    = 12 // words of the paragraph that a crosshead stands over
)

// labelCrossheads labels headings inside the body: a short line without an end stop between two paragraphs of
// prose. Lines in a row are a list, and a list is body.
func labelCrossheads(ps []paragraph) {
	for i := range ps {
		p := &ps[i]
		if !p.open() || !headingLike(p) {
			continue
		}
		before, after := openBefore(ps, i), nextOpen(ps, i+1)
		if before < 0 || after >= len(ps) || !ps[after].open() {
			continue
		}
		if ps[before].stop && ps[before].words >= 5 && prose(&ps[after]) {
			p.label(briefing.BlockCrosshead, "a heading inside the text")
		}
	}
}

// prose reports whether p is what a crosshead stands over: a full sentence, or the opening of a list.
func prose(p *paragraph) bool {
	return p.stop && p.words >= shortestProse || p.words >= 4 && strings.HasSuffix(p.text, ":")
}

// headingLike reports whether p is worded like a crosshead.
func headingLike(p *paragraph) bool {
	if p.words > longestCrosshead || len(p.text) > 80 || strings.HasSuffix(p.text, ":") || p.stop && !strings.HasSuffix(p.text, "?") || strings.HasPrefix(p.text, "•") {
		return false
	}
	if p.quoted && (p.words > 8 || p.stop || p.said()) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(p.text, "\"'“‘«#"))
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// quotedHeading reports whether p is short and in quotation marks without an end stop inside: a crosshead made of somebody's
// words, unless a line under it names the speaker.
func quotedHeading(p *paragraph) bool {
	return p.quoted && !p.stop && headingLike(p)
}

// openBefore is the index of the paragraph before i that is not furniture, a caption, related or a pull
// quote, or -1. A headline or standfirst does not count: under it a short line is no crosshead.
func openBefore(ps []paragraph, i int) int {
	for i--; i >= 0; i-- {
		switch ps[i].kind {
		case "", briefing.BlockBody:
			return i
		case briefing.BlockHeadline, briefing.BlockStandfirst, briefing.BlockCrosshead:
			return -1
		}
	}
	return -1
}
