package read

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

const lastParagraphs = 4 // of a text, among which the box about its author stands

// labelEnd labels the box about the author at the end of a text.
func (d *draft) labelEnd(c care) {
	ps := d.paragraphs
	seen := 0
	for i := len(ps) - 1; i > 0 && seen < lastParagraphs; i-- {
		p := &ps[i]
		if !p.open() {
			continue
		}
		seen++
		if p.quoted || p.said() || p.words > 80 {
			continue
		}
		if c == pasted && (stranger(ps, i) || underAuthors(ps, i) || reachable(p)) || seen < lastParagraphs && d.authorBox(p) {
			p.furniture("a note about the author")
		}
	}
}

// underAuthors reports whether paragraph i stands under a heading "About the author".
func underAuthors(ps []paragraph, i int) bool {
	return i > 0 && ps[i].stop && ps[i].words <= 60 && (strings.HasPrefix(ps[i-1].low, "about the author") || strings.HasPrefix(ps[i-1].low, "about the writer"))
}

// reachable reports whether p says how to reach somebody, as notes on reporters do.
func reachable(p *paragraph) bool {
	return strings.Contains(p.text, "@") && hasAny(p.low, "reach him at", "reach her at", "reach them at", "can be reached", "email him", "email her", "contact him", "contact her", "contact the reporter", "contact reporter", "follow him", "follow her", "follow them", " he tweets", " she tweets")
}

// stranger reports whether paragraph i says that somebody is a journalist whom the text before it never names.
func stranger(ps []paragraph, i int) bool {
	name, rest, ok := strings.Cut(ps[i].text, " is ")
	if !ok || len(strings.Fields(name)) < 2 || !personLike(strings.ReplaceAll(name, ".", "")) || ps[i].words > 60 {
		return false
	}
	low := strings.ToLower(rest)
	if !opensWithAny(low, "a ", "an ", "the ", "our ", "editor", "chief", "senior", "political", "business") || !hasAny(" "+low, " reporter", " correspondent", " editor", " journalist", " columnist", " writer", " contributor", " photographer", " intern ", " producer") {
		return false
	}
	if lastSentence(ps) > i || hasAny(low, " who was ", " who were ", " who has been ", " arrested", " charged ", " killed", " died") {
		return false
	}
	surname := lowered(name[strings.LastIndexByte(name, ' ')+1:])
	for j := range ps {
		if j != i && ps[j].kind != briefing.BlockFurniture && strings.Contains(ps[j].low, surname) {
			return false
		}
	}
	return true
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

// labelFoot labels what stands below the end of a pasted article: once its last prose is over and the first furniture has begun,
// a line without an end stop is a headline of another article or a link.
func labelFoot(ps []paragraph) {
	foot := lastSentence(ps) + 1
	if foot == 0 {
		return
	}
	for foot < len(ps) && !footMark(&ps[foot]) {
		foot++
	}
	for i := foot; i < len(ps); i++ {
		p := &ps[i]
		switch {
		case !p.open() && p.kind != briefing.BlockCrosshead || bulleted(p) || p.stop && !strings.HasSuffix(p.text, "?") && !strings.HasSuffix(p.text, "!"):
		case p.words >= 4:
			p.label(briefing.BlockRelated, "a line below the end of the article")
		default:
			p.furniture("a line below the end of the article")
		}
	}
}

// footMark reports whether p is something that stands below an article rather than in the middle of it.
func footMark(p *paragraph) bool {
	return p.kind == briefing.BlockRelated || p.terms || p.kind == briefing.BlockFurniture && footReasons[p.reason]
}

// footReasons are the reasons of furniture with which the foot of a page begins.
var footReasons = map[string]bool{
	"a share bar": true, "a menu": true, "a list of topics": true, "a count of readers' comments or shares": true, "a note about the author": true, "an invitation to readers": true,
	"an appeal for support": true, "a disclaimer": true, otherHeadings: true, signUp: true, invitation: true, aboutPublisherReason: true,
}

// highest is how many paragraphs from the top an outlet prints its name.
const highest = 40

// labelOutlet reads the outlet's name where the page prints it twice: alone above the headline or in a menu there, and in what it says about
// itself or about republishing.
func (d *draft) labelOutlet() {
	ps := d.paragraphs
	for i := range min(highest, len(ps)) {
		p := &ps[i]
		if p.kind == briefing.BlockHeadline {
			return
		}
		if p.reason != aboveHeadline && (p.reason != "a menu" || siteName(p.low)) || p.words > 5 || !personLike(p.text) || !noticed(ps[i+1:], p) {
			continue
		}
		p.furniture("the publisher's name")
		if d.outlet == "" {
			d.outlet = p.text
		}
		return
	}
}

// noticed reports whether a notice of ps names the outlet. A last paragraph that says what the outlet is, is such a notice.
func noticed(ps []paragraph, name *paragraph) bool {
	for i := range ps {
		p := &ps[i]
		if p.open() && i >= len(ps)-3 && name.words >= 2 && aboutPublisher(p) && strings.HasPrefix(strings.TrimPrefix(p.low, "the "), strings.TrimPrefix(name.low, "the ")+" is ") {
			p.furniture(aboutPublisherReason)
		}
		if (p.terms || p.reason == aboutPublisherReason) && namesItself(p, name) {
			return true
		}
	}
	return false
}

// namesItself reports whether a notice prints the name, which must be of more than one word unless the notice begins with it.
func namesItself(notice, name *paragraph) bool {
	words := " " + strings.TrimPrefix(strings.TrimLeft(squeezed(name.text), " "), "the ")
	if name.words >= 2 {
		return strings.Contains(squeezed(notice.text), words)
	}
	return len(name.text) >= 4 && strings.HasPrefix(squeezed(notice.text), words)
}
