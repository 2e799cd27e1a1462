package read

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// labelOpening finds the headline and the standfirst among the first paragraphs. What stands above the headline and is
// no prose is furniture.
func (d *draft) labelOpening(c care) {
	ps := d.paragraphs
	prose := firstSentence(ps)
	h := d.find(briefing.BlockHeadline)
	switch {
	case h >= 0:
	case d.headline != "":
		h = d.labelGiven(prose)
	default:
		h = findHeadline(ps, prose, c)
		if h >= 0 {
			ps[h].label(briefing.BlockHeadline, "the line above the text")
		}
	}
	if h < 0 {
		return
	}
	for i := range h {
		if ps[i].open() && !ps[i].stop && ps[i].words <= 12 {
			ps[i].furniture("above the headline")
		}
	}
	if d.standfirst == "" && d.find(briefing.BlockStandfirst) < 0 {
		labelStandfirst(ps, h+1)
	}
}

// labelGiven labels the paragraph that prints the headline known beforehand, so that it is not doubled, and returns its
// index, or -1 when the text does not print it. A headline in other words above the text is furniture.
func (d *draft) labelGiven(prose int) int {
	ps := d.paragraphs
	known := squeezed(d.headline)
	for i := range min(prose+3, len(ps)) {
		if ps[i].open() && squeezed(ps[i].text) == known {
			ps[i].label(briefing.BlockHeadline, "the headline given with the text, as the text prints it")
			return i
		}
	}
	given := newParagraph(d.headline)
	for i := range prose {
		if p := &ps[i]; p.open() && p.titled() && foretells(p, &given) {
			p.furniture("the headline in other words")
			break
		}
	}
	return -1
}

// findHeadline is the index of the headline above the prose at index prose, or -1. Of several lines above the
// prose it is the first with at least four words, else the longest: section names and labels are shorter.
func findHeadline(ps []paragraph, prose int, c care) int {
	if prose == len(ps) {
		prose = nextOpen(ps, nextOpen(ps, 0)+1) // no prose: a headline needs at least something under it
		if prose >= len(ps) {
			return -1
		}
	}
	best := -1
	for i := range prose {
		p := &ps[i]
		if !p.open() || !headlineLike(p) {
			if c == chosen && p.open() {
				break
			}
			continue
		}
		if p.words >= 4 {
			return i
		}
		if best < 0 || p.words > ps[best].words {
			best = i
		}
	}
	return best
}

// headlineLike reports whether p may be a headline: no end stop but that of a question, an exclamation
// or a quotation, and not too long.
func headlineLike(p *paragraph) bool {
	if p.words > 30 || len(p.text) > 220 {
		return false
	}
	last := strings.TrimRight(p.text, "\"'”’»)]› ")
	return !p.stop || strings.HasSuffix(last, "?") || strings.HasSuffix(last, "!") || last != p.text && p.quoted && p.words <= 20
}

// labelStandfirst labels the summary line under the headline: a paragraph that has no end stop, or that is cut
// off from the text below it by a photo, a byline or other furniture, or that says in one sentence what the
// paragraph below it says again.
func labelStandfirst(ps []paragraph, i int) {
	i = nextOpen(ps, i)
	if i >= len(ps) || !ps[i].open() {
		return
	}
	p := &ps[i]
	next := nextOpen(ps, i+1)
	if next >= len(ps) || !ps[next].open() || p.words < 6 || p.words > 60 || p.quoted && p.stop || !hasProse(ps[next:]) {
		return
	}
	if !p.stop && p.words < 10 && next == i+1 && i > 0 && ps[i-1].kind != briefing.BlockHeadline {
		return // a crosshead or a link, too far from the headline
	}
	switch {
	case !p.stop:
		p.label(briefing.BlockStandfirst, "the line between headline and text")
	case next > i+1:
		p.label(briefing.BlockStandfirst, "the paragraph between the headline and what stands above the text")
	case p.words <= 40 && foretells(p, &ps[next]):
		p.label(briefing.BlockStandfirst, "the summary that the first paragraph says again")
	}
}

// foretells reports whether at least half of the longer words of p come again in next.
func foretells(p, next *paragraph) bool {
	again := squeezed(next.text)
	hits, all := 0, 0
	for _, w := range strings.Fields(squeezed(p.text)) {
		if len(w) < 5 {
			continue
		}
		all++
		if strings.Contains(again, " "+w+" ") {
			hits++
		}
	}
	return all >= 4 && hits*2 >= all
}
