package read

import "github.com/nutgraf/nutgraf/briefing"

// care is how ready the labelling is to take a paragraph for furniture.
type care int

const (
	// pasted is a whole page, selected and pasted: furniture is to be expected.
	pasted care = iota
	// chosen is text that was picked out before it came here, by a page's extractor or by whoever wrote the
	// record: what is left is body unless it plainly is not.
	chosen
)

// label labels every paragraph of d that has no label. The order matters: first what is known by its own
// words, then what is known by its neighbours, and what is left is body.
func (d *draft) label(c care) {
	ps := splitGlued(d.paragraphs)
	d.paragraphs = ps
	labelMends(ps)
	labelFurniture(ps, c)
	labelCaptions(ps, c)
	d.labelCredits()
	if c == pasted {
		labelBars(ps)
		labelBoxes(ps)
	}
	labelRelated(ps, c)
	d.labelOpening(c)
	labelNotices(ps, c)
	labelRepeats(ps, c)
	d.labelEnd(c)
	labelCrossheads(ps)
	if c == pasted {
		labelCreditedLines(ps)
		labelFoot(ps)
		d.labelOutlet()
	}
	for i := range ps {
		if ps[i].open() {
			ps[i].kind = briefing.BlockBody
		}
	}
	keepSomething(ps)
}

// keepSomething makes body of a text whose only prose was taken for a headline or crosshead, as in a
// text of one line.
func keepSomething(ps []paragraph) {
	longest := -1
	for i, p := range ps {
		if p.kind.Evidence() && p.words >= leastWords {
			return
		}
		if p.kind == briefing.BlockCrosshead && (longest < 0 || p.words > ps[longest].words) {
			longest = i
		}
	}
	if longest >= 0 {
		ps[longest].label(briefing.BlockBody, "")
	}
}

// nextOpen is the index of the first paragraph at or after i that is none of those which stand between the paragraphs
// of a text without being part of it, or len(ps).
func nextOpen(ps []paragraph, i int) int {
	for i < len(ps) && aside(ps[i].kind) {
		i++
	}
	return i
}

func aside(k briefing.BlockKind) bool {
	switch k {
	case briefing.BlockFurniture, briefing.BlockCaption, briefing.BlockRelated, briefing.BlockPullQuote:
		return true
	}
	return false
}

// firstSentence is the index of the first unlabelled paragraph that reads like prose, or len(ps).
func firstSentence(ps []paragraph) int {
	for i := range ps {
		if ps[i].open() && ps[i].sentence() {
			return i
		}
	}
	return len(ps)
}
