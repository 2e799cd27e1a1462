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
	if p.quoted && p.words > 6 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(p.text, "\"'“‘«#"))
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
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

// labelEnd labels the box about the author at the end of a text.
func (d *draft) labelEnd() {
	ps := d.paragraphs
	seen := 0
	for i := len(ps) - 1; i > 0 && seen < 3; i-- {
		p := &ps[i]
		if !p.open() {
			continue
		}
		seen++
		if !p.quoted && !p.said() && p.words <= 80 && d.authorBox(p) {
			p.furniture("a note about the author")
		}
	}
}

// authorBox reports whether p introduces the article's author: somebody of the byline, or a journalist with
// what such notes say about one.
func (d *draft) authorBox(p *paragraph) bool {
	journalist := hasAny(p.low, "reporter", "correspondent", "editor", "journalist", "columnist", "writer", "writes ", "covers ", "covering ", "freelance", "contributor", "author of", "researcher", "professor", "lecturer", "fellow")
	for _, name := range d.byline {
		if rest, ok := strings.CutPrefix(p.low, lowered(name)); ok && journalist && opensWithAny(rest, " is ", " was ", " covers ", " writes ", " reports ", ", ") {
			return true
		}
	}
	if !hasAny(p.low, " reporter", " correspondent", " editor", " journalist", " columnist", " writer") || !hasAny(p.low, " is a ", " is an ", " is the ", " is our ") {
		return false
	}
	return hasAny(p.low, "follow him on", "follow her on", "follow them on", "on twitter @", "on x @", "can be reached at", "covers ", "writes about", "before joining", "previously worked")
}
