package read

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// layout is a page as its passages lie on it, with running totals by which an element is weighed in constant time.
type layout struct {
	root     *element
	passages []passage
	headline int       // the passage that is the page's headline, or -1
	prose    []float64 // words of prose before each passage, and of all of them
	words    []float64 // words before each passage
	linked   []float64 // those of them that are links
	heads    []float64 // headings below the first level before each passage
	linkHead []float64 // those of them that are links
	tops     []float64 // headings of the first level before each passage, cut or not
}

// newLayout lays a page out. With lenient, only what is sure to be no text is left aside.
func newLayout(root *element, headline string, lenient bool) *layout {
	passages, cuts := walk(root)
	l := &layout{root: root, passages: passages}
	l.headline = headlineAt(passages, headline)
	l.withdraw(cuts, lenient)
	l.total()
	return l
}

// total makes the running totals of the passages that are not cut.
func (l *layout) total() {
	n := len(l.passages) + 1
	all := make([]float64, 6*n)
	l.prose, l.words, l.linked, l.heads, l.linkHead, l.tops = all[:n], all[n:2*n], all[2*n:3*n], all[3*n:4*n], all[4*n:5*n], all[5*n:]
	for i := range l.passages {
		p := &l.passages[i]
		var prose, words, linked, head, linkHead float64
		if !p.place.cut.active() {
			prose, words = p.prose(), float64(p.words)
			linked = words * p.linked
			if p.place.heading > 1 {
				head = 1
				if p.linked > 0.5 {
					linkHead = 1
				}
			}
		}
		l.prose[i+1], l.words[i+1], l.linked[i+1] = l.prose[i]+prose, l.words[i]+words, l.linked[i]+linked
		l.heads[i+1], l.linkHead[i+1] = l.heads[i]+head, l.linkHead[i]+linkHead
		l.tops[i+1] = l.tops[i]
		if p.place.heading == 1 {
			l.tops[i+1]++
		}
	}
}

// prose is how many words of running text p has.
func (p *passage) prose() float64 {
	if p.place.heading > 0 || p.place.caption || p.linked > 0.5 || p.words < 8 || !p.stop && p.words < 15 {
		return 0
	}
	own := float64(p.words) * (1 - p.linked)
	if p.place.item {
		own *= itemShare
	}
	return own
}

// itemShare is what the words of list items count: streams of other articles and readers' comments are lists, articles hardly ever.
const itemShare = 0.4

// size is the bytes of text on the page.
func (l *layout) size() int {
	size := 0
	for i := range l.passages {
		size += len(l.passages[i].text)
	}
	return size
}

// shows reports whether the page prints the squeezed words anywhere.
func (l *layout) shows(key string) bool {
	for i := range l.passages {
		if strings.Contains(squeezed(l.passages[i].text), key) {
			return true
		}
	}
	return false
}

// of is the part of a running total that lies in e.
func of(total []float64, e *element) float64 { return total[e.to] - total[e.from] }

const (
	largeWords = 80  // of prose: less is no article
	largeShare = 0.4 // of the prose of a page: no box beside an article holds as much
	fewProse   = 40  // words between a headline and a box: where there are more, they are the article
	fewLinks   = 0.2 // of the words of a box: one that is named after links has more of them
)

// withdraw withdraws the cuts that hold the headline, or more than such elements do. With lenient, it keeps none but the sure and the small.
func (l *layout) withdraw(cuts []*cut, lenient bool) {
	n := len(l.passages) + 1
	words, linked, prose, plain := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range l.passages {
		p := &l.passages[i]
		words[i+1], linked[i+1] = words[i]+float64(p.words), linked[i]+float64(p.words)*p.linked
		prose[i+1], plain[i+1] = prose[i], plain[i]
		if !p.place.cut.certain() {
			prose[i+1] += p.prose()
		}
		if p.place.cut == nil {
			plain[i+1] += p.prose()
		}
	}
	for _, c := range cuts {
		holds := of(words, c.e)
		switch {
		case c.e.from <= l.headline && l.headline < c.e.to:
			c.off = true
		case c.sure:
		case c.links && holds >= 12 && of(linked, c.e) < fewLinks*holds:
			c.off = true
		case c.most > 0:
			c.off = holds > float64(c.most)
		case c.e.tag == atom.P && of(prose, c.e) >= 15, lenient:
			c.off = true
		default:
			held := of(prose, c.e)
			c.off = held >= largeWords && held >= largeShare*prose[n-1] && !l.behindText(c.e, plain)
		}
	}
}

// behindText reports whether e stands above the headline, or so far below it that the article is what stands between; plain is the
// running total of prose nothing speaks against.
func (l *layout) behindText(e *element, plain []float64) bool {
	if l.headline < 0 {
		return false
	}
	return e.to <= l.headline || plain[e.from]-plain[l.headline] >= fewProse
}

// certain reports whether c or a cut around it is sure.
func (c *cut) certain() bool {
	for ; c != nil; c = c.outer {
		if c.sure {
			return true
		}
	}
	return false
}

// headlineAt is the passage that prints the headline, best as a heading of the first level, or -1.
func headlineAt(ps []passage, headline string) int {
	key := squeezed(headline)
	best, rank := -1, 0
	for i := range ps {
		p := &ps[i]
		if p.words > 60 || p.place.heading == 0 && (p.words < 3 || p.linked > 0.5) {
			continue
		}
		r := 0
		same := key != " " && squeezed(p.text) == key
		switch {
		case p.place.heading == 1 && same:
			r = 5
		case same && p.place.heading > 0 && p.linked < 0.5:
			r = 4
		case same:
			r = 3
		case p.place.heading == 1 && p.words >= 3:
			r = 2
		}
		if r > rank {
			best, rank = i, r
		}
	}
	return best
}
