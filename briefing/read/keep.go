package read

import (
	"golang.org/x/net/html/atom"

	"github.com/nutgraf/nutgraf/briefing"
)

// article makes paragraphs of the passages in the elements that hold the article, less what those hold beside it.
func (l *layout) article() []paragraph {
	content := l.content()
	for _, e := range content {
		l.cutLinks(e)
	}
	in := make([]bool, len(l.passages))
	for _, e := range content {
		for i := e.from; i < e.to; i++ {
			in[i] = true
		}
	}
	if len(content) > 0 && l.headline >= 0 {
		l.leadIn(in, content[0].from)
	}
	for i := range in {
		in[i] = in[i] && !l.passages[i].place.cut.active()
	}
	l.dropAbove(in)
	l.dropMenus(in)
	l.dropLabels(in)
	return l.labelled(in)
}

// dropAbove leaves out what stands above the headline, unless that is the text: then the headline is printed again below it.
func (l *layout) dropAbove(in []bool) {
	above, below := 0.0, 0.0
	for i := range in {
		switch {
		case !in[i]:
		case i < l.headline:
			above += l.passages[i].prose()
		default:
			below += l.passages[i].prose()
		}
	}
	if above > below {
		return
	}
	for i := range max(0, l.headline) {
		in[i] = false
	}
}

// dropMenus leaves out lists of words above the text, such as the settings of a player.
func (l *layout) dropMenus(in []bool) {
	for i := range in {
		p := &l.passages[i]
		switch {
		case in[i] && p.prose() > 0:
			return
		case p.place.item && !p.stop && p.words <= 4:
			in[i] = false
		}
	}
}

// dropLabels leaves out scraps of text between the paragraphs, such as the names of products in pictures, where the page
// has elements for paragraphs and uses them.
func (l *layout) dropLabels(in []bool) {
	all, inP := 0.0, 0.0
	for i := range in {
		if p := &l.passages[i]; in[i] {
			all += p.prose()
			if p.at.tag == atom.P {
				inP += p.prose()
			}
		}
	}
	if inP < 0.8*all {
		return
	}
	for i := range in {
		p := &l.passages[i]
		if i != l.headline && !p.stop && p.words <= 8 && !paragraphTags[p.at.tag] && p.place.loose() {
			in[i] = false
		}
	}
}

// paragraphTags are the elements whose text is meant as a paragraph, however short.
var paragraphTags = atoms(atom.P, atom.Dd, atom.Dt, atom.Blockquote, atom.Pre)

// loose reports whether nothing says what the words at p are.
func (p place) loose() bool {
	return !p.onward && p.heading == 0 && !p.item && !p.cell && !p.caption && !p.pull && !p.deck
}

// leadIn takes in what stands between the headline and the text: standfirst, caption, the first paragraph.
func (l *layout) leadIn(in []bool, to int) {
	for i := l.headline + 1; i < to; i++ {
		p := &l.passages[i]
		if p.linked < 0.3 && ((p.place.deck || p.place.caption) && p.words >= leastWords || p.stop && p.words >= 8) {
			in[i] = true
		}
	}
}

// cutLinks cuts the elements inside e that hold links to other articles.
func (l *layout) cutLinks(e *element) {
	for c := e.first; c != nil; c = c.next {
		if c.run || c.to == c.from {
			continue
		}
		if boxes[c.tag] && l.onwards(c) {
			l.cutPassages(c)
			continue
		}
		l.cutLinks(c)
	}
}

// cutPassages cuts what e holds, but for prose among plain links.
func (l *layout) cutPassages(e *element) {
	c := &cut{reason: otherArticles, e: e}
	teasers := of(l.heads, e) > 0 && of(l.heads, e) == of(l.linkHead, e)
	for i := e.from; i < e.to; i++ {
		p := &l.passages[i]
		if p.place.cut.active() || !teasers && p.linked < 0.2 && p.stop && p.words >= 15 {
			continue
		}
		p.place.cut = c
	}
}

var boxes = atoms(atom.Div, atom.Section, atom.Ul, atom.Ol, atom.Article, atom.Aside, atom.Table, atom.Dl, atom.Header)

// onwards reports whether e holds links to other articles: mostly links, or headings that are links with a few words each.
func (l *layout) onwards(e *element) bool {
	words, linked, heads, linkHeads := of(l.words, e), of(l.linked, e), of(l.heads, e), of(l.linkHead, e)
	if words == 0 || e.from <= l.headline && l.headline < e.to {
		return false
	}
	lone := heads == 1 && e.to-e.from == 1 // a heading of the text itself may be a link
	if linked >= 0.7*words && !lone {
		return true
	}
	most := teaserWords
	if e.tag == atom.Ul || e.tag == atom.Ol {
		most = listedTeaserWords
	}
	return heads > 0 && linkHeads == heads && words < most*heads && !lone
}

// A headline of another article stands over at most this many words about it. What has more is a section of the text.
const (
	teaserWords       = 45.0
	listedTeaserWords = 80.0
)

// labelled makes paragraphs of the passages that are in, and labels those whose markup says what they are.
func (l *layout) labelled(in []bool) []paragraph {
	var out []paragraph
	signed := l.signed(in)
	opening := l.headline >= 0 // nothing but captions and furniture so far
	for i := range in {
		if !in[i] {
			continue
		}
		p := l.passages[i].paragraph
		if n := len(out); n > 0 && out[n-1].text == p.text {
			continue // printed twice in a row, for screens of two sizes
		}
		at := l.passages[i].place
		switch {
		case i == l.headline:
		case at.apart(signed):
			labelApart(&p, at)
		case opening && at.deck && !at.item && p.words >= 5 && p.words <= 80:
			p.label(briefing.BlockStandfirst, "what the page calls the summary, under the headline")
			opening = false
		default:
			l.labelPassage(&p, i, in)
			opening = opening && !p.open()
		}
		p.pull, p.title = at.pull, at.heading == 1
		out = append(out, p)
	}
	return out
}

// labelPassage labels p, the paragraph of passage i.
func (l *layout) labelPassage(p *paragraph, i int, in []bool) {
	at, linked := l.passages[i].place, l.passages[i].linked
	switch {
	case l.ofAnother(i):
		p.label(briefing.BlockRelated, "of another article on the page")
	case at.onward:
		p.label(briefing.BlockRelated, "a link to another article, inside a paragraph")
	case (at.caption || at.figure) && p.words < 8 && creditAt(p, chosen) == 0:
		p.furniture(photoCredit)
	case at.caption, at.figure && at.loose():
		p.label(briefing.BlockCaption, "the text of a photo")
	case at.heading > 0 && !l.over(i, in):
		p.furniture("a heading over what was left out")
	case at.heading > 1 && (!p.stop && p.words <= 20 || p.words <= 12):
		p.label(briefing.BlockCrosshead, "a heading inside the text")
	case linked >= 0.8 && p.words >= 3 && !(p.stop && p.words >= 12) && at.loose():
		p.label(briefing.BlockRelated, "a link to another page")
	}
}

// over reports whether heading i stands over anything that is in.
func (l *layout) over(i int, in []bool) bool {
	if i+1 < len(in) && in[i+1] {
		return true
	}
	for j := i + 1; j < len(in); j++ {
		if in[j] {
			h := l.passages[j].place.heading
			return h == 0 || h > l.passages[i].place.heading
		}
	}
	return false
}

// all is every passage, for a piece of a page that was chosen before it came here.
func (l *layout) all() []paragraph {
	in := make([]bool, len(l.passages))
	for i := range in {
		in[i] = true
	}
	return l.labelled(in)
}
