package read

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	onwards       = "a link onwards"
	otherHeadings = "a heading over other headlines"
)

// labelRelated labels other articles' headlines: those before or behind a "Read more", those
// under a heading such as "Related", and lines that say so themselves.
func labelRelated(ps []paragraph) {
	for i := range ps {
		p := &ps[i]
		switch {
		case p.open() && relatedOpening(p):
			p.label(briefing.BlockRelated, "a link to another article")
		case p.kind != briefing.BlockFurniture:
		case p.reason == onwards && opensWithAny(p.low, "read", "continue", "keep"):
			labelAround(ps, i)
		case p.reason == otherHeadings:
			labelUnder(ps, i+1)
		}
	}
}

// relatedOpening knows "Read more: Bridge closes for repairs".
func relatedOpening(p *paragraph) bool {
	if p.words > 30 || p.quoted {
		return false
	}
	for _, o := range relatedOpenings {
		rest, ok := strings.CutPrefix(p.low, o.words)
		if ok && (o.sure || !p.stop) && opensWithAny(strings.TrimLeft(rest, " "), ":", "|", "»", ">", "→", "–", "—") {
			return true
		}
	}
	return false
}

// relatedOpenings open a line that names another article. The unsure ones open sentences too ("Analysis: the
// vote was close."), so they need a line without an end stop.
var relatedOpenings = []struct {
	words string
	sure  bool
}{
	{"read more", true}, {"related", true}, {"see also", true}, {"read also", true}, {"also read", true}, {"also see", true}, {"more on this", true}, {"read next", true}, {"up next", true}, {"don't miss", true}, {"must read", true},
	{"recommended", false}, {"watch", false}, {"listen", false}, {"opinion", false}, {"analysis", false}, {"explainer", false}, {"in pictures", false},
}

// labelAround labels the headline that a "Read more" at i belongs to: the one before it, or else the one behind
// it when that stands between prose.
func labelAround(ps []paragraph, i int) {
	if before := i - 1; before > 0 && ps[before].open() && relatedHeadline(&ps[before]) && hasProse(ps[:before]) {
		ps[before].label(briefing.BlockRelated, "the headline of another article, above “"+ps[i].text+"”")
		return
	}
	if after := i + 1; after < len(ps) && ps[after].open() && ps[after].titled() && ps[after].words >= 5 && i > 0 && ps[i-1].sentence() {
		ps[after].label(briefing.BlockRelated, "the headline of another article, under “"+ps[i].text+"”")
	}
}

// labelUnder labels the headlines from i on, up to the first prose.
func labelUnder(ps []paragraph, i int) {
	for ; i < len(ps); i++ {
		if ps[i].kind == briefing.BlockFurniture {
			continue
		}
		if !ps[i].open() || !relatedHeadline(&ps[i]) {
			return
		}
		ps[i].label(briefing.BlockRelated, "the headline of another article")
	}
}

// relatedHeadline reports whether p may be a headline of another article: like a headline, or a short
// question or exclamation.
func relatedHeadline(p *paragraph) bool {
	if p.quoted && p.stop {
		return false
	}
	return p.titled() || p.words >= 3 && p.words <= 16 && strings.HasSuffix(p.text, "?") || p.words >= 3 && p.words <= 16 && strings.HasSuffix(p.text, "!")
}

// hasProse reports whether a paragraph of ps reads like prose or is a headline already: then a
// headline behind it is not the article's own.
func hasProse(ps []paragraph) bool {
	for i := range ps {
		if ps[i].kind != briefing.BlockFurniture && ps[i].sentence() {
			return true
		}
	}
	return false
}
