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
func labelRelated(ps []paragraph, c care) {
	prose := firstProse(ps)
	for i := range ps {
		p := &ps[i]
		switch {
		case p.open() && relatedOpening(p):
			p.label(briefing.BlockRelated, "a link to another article")
		case c == pasted && prose < i && p.open() && listHeading(ps, i):
			p.furniture(otherHeadings)
			labelUnder(ps, i+1, c)
		case c == pasted && p.open() && !p.stop && p.words >= 4 && opensWithAny(p.low, "more: ", "more | "):
			p.label(briefing.BlockRelated, "a link to another article")
		case p.kind != briefing.BlockFurniture:
		case c == pasted && p.reason == onwards && (strings.HasSuffix(p.text, ":") || p.low == "read next") && prose < i:
			labelUnder(ps, i+1, c)
		case p.reason == onwards && opensWithAny(p.low, "read", "continue", "keep"):
			labelAround(ps, i, prose, c)
		case p.reason == otherHeadings && (c == chosen || prose < i):
			labelUnder(ps, i+1, c)
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
	opening, rest, ok := strings.Cut(p.low, ":")
	return ok && rest != "" && foreignOpenings[strings.TrimSpace(opening)]
}

// foreignOpenings open a line that names another article in languages other than English.
var foreignOpenings = func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.SplitSeq(foreignOnward, "|") {
		out[strings.TrimSpace(line)] = true
	}
	return out
}()

// relatedOpenings open a line that names another article. The unsure ones open sentences too ("Analysis: the
// vote was close."), so they need a line without an end stop.
var relatedOpenings = []struct {
	words string
	sure  bool
}{
	{"read more", true}, {"related", true}, {"see also", true}, {"read also", true}, {"also read", true}, {"also see", true}, {"more on this", true}, {"read next", true}, {"up next", true}, {"don't miss", true}, {"must read", true},
	{"recommended", false}, {"watch", false}, {"listen", false}, {"opinion", false}, {"analysis", false}, {"explainer", false}, {"in pictures", false},
}

// listHeading knows "More from the region" and "Most read in Politics": the opening of such a heading, with a headline
// under it.
func listHeading(ps []paragraph, i int) bool {
	p := &ps[i]
	return p.words <= 6 && !p.stop && !p.quoted && opensWithAny(p.low, "more from ", "more in ", "more on ", "most read ", "most popular ", "most viewed ", "latest from ", "latest in ", "the latest from ", "also in ", "read more in ", "read more on ", "read more about ", "related to ", "popular in ", "trending in ", "top stories in ", "recommended from ", "elsewhere in ") &&
		(i+1 == len(ps) || !ps[i+1].open() || relatedHeadline(&ps[i+1]))
}

// labelAround labels the headline that a "Read more" at i belongs to: the one before it, or else the one behind
// it when that stands between prose.
func labelAround(ps []paragraph, i, prose int, c care) {
	before := i - 1
	for c == pasted && before > 0 && (ps[before].reason == dateLine || ps[before].reason == timeLine) {
		before--
	}
	if before > 0 && ps[before].open() && relatedHeadline(&ps[before]) && prose < before {
		ps[before].label(briefing.BlockRelated, "the headline of another article, above “"+ps[i].text+"”")
		return
	}
	if after := i + 1; after < len(ps) && ps[after].open() && ps[after].titled() && ps[after].words >= 5 && i > 0 && ps[i-1].sentence() {
		ps[after].label(briefing.BlockRelated, "the headline of another article, under “"+ps[i].text+"”")
	}
}

// labelUnder labels the headlines from i on, up to the first prose. A short line right above the prose, under headlines much longer
// than it, is left to be a crosshead.
func labelUnder(ps []paragraph, i int, c care) {
	longest := 0
	for ; i < len(ps); i++ {
		p := &ps[i]
		if p.kind == briefing.BlockFurniture || p.kind == briefing.BlockRelated {
			continue
		}
		section := c == pasted && p.open() && p.words <= 2 && !p.stop && i+1 < len(ps) && ps[i+1].open() && ps[i+1].titled()
		if !section && (!p.open() || !relatedHeadline(p)) {
			return
		}
		if c == pasted && i+1 < len(ps) && ps[i+1].open() && ps[i+1].sentence() && p.words*3 <= longest*2 && headingLike(p) {
			return
		}
		if section {
			p.furniture("the section of another article")
			continue
		}
		p.label(briefing.BlockRelated, "the headline of another article")
		longest = max(longest, p.words)
	}
}

// relatedHeadline reports whether p may be a headline of another article: like a headline, or a short
// question or exclamation.
func relatedHeadline(p *paragraph) bool {
	if p.quoted && (p.stop || withoutSpeaker(p.text) != p.text) {
		return false
	}
	return p.titled() || p.words >= 3 && p.words <= 16 && strings.HasSuffix(p.text, "?") || p.words >= 3 && p.words <= 16 && strings.HasSuffix(p.text, "!")
}

// hasProse reports whether a paragraph of ps reads like prose or is a headline already: then a
// headline behind it is not the article's own.
func hasProse(ps []paragraph) bool { return firstProse(ps) < len(ps) }

// firstProse is the index of the first paragraph of hasProse, or len(ps).
func firstProse(ps []paragraph) int {
	for i := range ps {
		if ps[i].kind != briefing.BlockFurniture && ps[i].sentence() {
			return i
		}
	}
	return len(ps)
}
