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
	case c == pasted:
		prose = textBegins(ps)
		if h = findPastedHeadline(ps, prose); h >= 0 {
			ps[h].label(briefing.BlockHeadline, "the line above the text")
		}
	default:
		h = findHeadline(ps, prose, c)
		if h >= 0 {
			ps[h].label(briefing.BlockHeadline, "the line above the text")
		}
	}
	if h < 0 {
		if c == pasted {
			labelMenuAbove(ps, prose)
		}
		return
	}
	for i := range h {
		if c == pasted && describesPicture(ps, i) {
			ps[i].furniture(pictureWords)
			continue
		}
		if p := &ps[i]; p.open() && !p.stop && (p.words <= 12 || c == pasted && p.words <= 30) {
			p.furniture(aboveHeadline)
		}
	}
	if c == pasted {
		labelAgain(ps, h)
	}
	if d.standfirst == "" && d.find(briefing.BlockStandfirst) < 0 {
		labelStandfirst(ps, h+1, c)
	}
	if c == pasted {
		d.labelBetween(h, prose)
	}
}

// describesPicture knows a sentence that stands alone between the page's head and the text of a photo: the words for readers who do not
// see the picture. Below the headline such a sentence may be the text's.
func describesPicture(ps []paragraph, i int) bool {
	p := &ps[i]
	return p.open() && p.stop && p.words <= 30 && !p.quoted && !p.said() && i+1 < len(ps) && ps[i+1].kind == briefing.BlockCaption
}

const (
	aboveHeadline   = "above the headline"
	printedHeadline = "the headline given with the text, as the text prints it"
	betweenHeadline = "between the headline and the text"
)

// labelMenuAbove labels the lines of a long menu above a text without a headline.
func labelMenuAbove(ps []paragraph, prose int) {
	if prose == len(ps) {
		return
	}
	var menu []int
	for i := range prose {
		if ps[i].open() && !ps[i].stop && ps[i].words <= 4 {
			menu = append(menu, i)
		}
	}
	if len(menu) <= longMenu {
		return
	}
	for _, i := range menu {
		ps[i].furniture("a menu")
	}
}

// labelAgain labels lines that print the headline a second time, as tabs and share boxes do.
func labelAgain(ps []paragraph, h int) {
	headline := squeezed(ps[h].text)
	for i := range ps {
		if ps[i].open() && i != h && ps[i].words == ps[h].words && squeezed(ps[i].text) == headline {
			ps[i].furniture("the headline again")
		}
	}
}

// labelBetween labels the names and labels that stand between headline and text. The line of a name is read as a byline only if it
// says so: by an office behind the name, or by a date beside it.
func (d *draft) labelBetween(h, prose int) {
	ps := d.paragraphs
	if prose == len(ps) {
		return
	}
	for i := h + 1; i < prose; i++ {
		p := &ps[i]
		switch {
		case !p.open() || p.stop || bulleted(p) || p.words > 10:
		case summaryHeading(p):
			p.label(briefing.BlockCrosshead, "a heading over the points of the text")
		case authorLine(ps, i):
			p.furniture("the byline")
			if d.byline == nil {
				d.byline = splitByline(p.text)
			}
		case p.words <= 4 && !strings.ContainsAny(p.text, ":0123456789"):
			p.furniture(betweenHeadline)
		}
	}
}

// authorLine reports whether paragraph i names who wrote the article, without "By" but with an office behind the name or in the next
// line, or with the date below it.
func authorLine(ps []paragraph, i int) bool {
	name, office, _ := strings.Cut(ps[i].text, ",")
	if n := len(strings.Fields(name)); n < 2 || n > 4 || !personLike(name) || officeLike(name) || outletLike(name) {
		return false
	}
	if office != "" {
		return officeLike(office)
	}
	next := i + 1
	if next < len(ps) && ps[next].open() && !ps[next].stop && ps[next].words <= 4 {
		if outletLike(ps[next].text) {
			next++
		} else if officeLike(ps[next].text) {
			return true
		}
	}
	return next < len(ps) && ps[next].reason == dateLine
}

// outletLike reports whether a name is that of a publication rather than of a person.
func outletLike(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	return len(words) > 0 && (words[0] == "the" || outletWords[words[len(words)-1]])
}

// outletWords end the names of newspapers and agencies.
var outletWords = wordSet("post times news herald gazette ledger courier chronicle tribune record daily journal mail press wire standard observer telegraph guardian star sun mirror express independent argus echo dispatch examiner inquirer globe bulletin review monitor today weekly tv radio online media network agency report staff desk")

// bulleted reports whether p is an item of a list that kept its bullet.
func bulleted(p *paragraph) bool {
	return opensWithAny(p.text, "•", "·", "- ", "* ", "– ", "▪", "●", "◦")
}

// summaryHeading knows the heading over the few points that some pages put before the text.
func summaryHeading(p *paragraph) bool {
	return p.words <= 5 && opensWithAny(p.low, "key points", "key takeaways", "key facts", "the key points", "highlights", "story highlights", "at a glance", "in brief", "in short", "what to know", "what you need to know", "what we know", "takeaways", "summary", "quick read", "main points", "why it matters")
}

// labelGiven labels the paragraph that prints the headline known beforehand, so that it is not doubled, and returns its
// index, or -1 when the text does not print it. A headline in other words above the text is furniture.
func (d *draft) labelGiven(prose int) int {
	ps := d.paragraphs
	known := squeezed(d.headline)
	for i := range min(prose+3, len(ps)) {
		if ps[i].open() && squeezed(ps[i].text) == known {
			ps[i].label(briefing.BlockHeadline, printedHeadline)
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
func labelStandfirst(ps []paragraph, i int, c care) {
	from := i
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
	if c == pasted && (bulleted(p) || !p.stop && listed(ps, i) || p.stop && credited(ps[from:i])) {
		return // the first point of a summary, or the text's first paragraph with a photo behind it
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

// listed reports whether paragraph i begins a list: three lines or more in a row without an end stop, or two under a heading.
func listed(ps []paragraph, i int) bool {
	n := 0
	for n < 3 && i+n < len(ps) && ps[i+n].open() && !ps[i+n].stop && ps[i+n].words >= 4 {
		n++
	}
	return n == 3 || i > 0 && summaryHeading(&ps[i-1])
}

// credited reports whether a byline or a date stands among ps: what follows it is the text.
func credited(ps []paragraph) bool {
	for i := range ps {
		if r := ps[i].reason; r == dateLine || strings.HasPrefix(r, "the byline") {
			return true
		}
	}
	return false
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
