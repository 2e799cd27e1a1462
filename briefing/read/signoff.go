package read

import "strings"

// labelSignOffs labels what a page says on its own behalf above and below a text: how it earns money by it, who wrote it and
// how to reach them. It looks only where such lines stand, so that news about the same things stays news.
func (d *draft) labelSignOffs() {
	for i := range d.paragraphs {
		if p := &d.paragraphs[i]; p.open() && p.words <= 90 && commission(p) {
			p.furniture("a note on commissions")
		}
	}
	seen := 0
	for i := len(d.paragraphs) - 1; i > 0 && seen < lastParagraphs; i-- {
		p := &d.paragraphs[i]
		if !p.open() {
			continue
		}
		seen++
		switch {
		case p.quoted || p.words > 80:
		case reachable(p):
			p.furniture("how to reach the author")
		case d.introduces(p):
			p.furniture("a note about the author")
		}
	}
}

// commission reports whether p says that the page earns by what it links to.
func commission(p *paragraph) bool {
	return !p.quoted && hasAny(p.low, "we ", "our ", "us ") && hasAny(p.low,
		"earn a commission", "earn an affiliate commission", "earn commission", "earn a small commission", "affiliate commission", "affiliate partnership", "affiliate link", "may receive compensation", "receive compensation when", "receive a commission",
		"get a commission", "get a share of the sale", "independently selected by our", "independently reviewed by our", "share of the revenue from the products", "share of sales")
}

// introduces reports whether p opens with the name of somebody of the byline and says who that is.
func (d *draft) introduces(p *paragraph) bool {
	for _, name := range d.byline {
		if rest, ok := strings.CutPrefix(p.low, lowered(name)); ok && countWords(name) >= 2 && opensWithAny(rest, " is a ", " is an ", " is the ", " is our ", " covers ", " writes ", " reports ", " joined ", " has been ", "'s most recent ", "'s latest ", "'s new ", ", ") && !p.said() {
			return true
		}
	}
	return false
}
