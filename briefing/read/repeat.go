package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// labelRepeats labels pull quotes: short paragraphs in large type whose words another paragraph of the text prints too. The
// line under one that names the speaker goes with it.
func labelRepeats(ps []paragraph) {
	squeeze := make([]string, len(ps)) // filled where needed
	for i := range ps {
		p := &ps[i]
		if !p.open() || p.words < 5 || p.words > 70 {
			continue
		}
		signed := i+1 < len(ps) && attributionLine(&ps[i+1])
		if !p.quoted && !signed && p.stop {
			continue // plain prose that comes again is for whoever reads the facts to notice
		}
		if !printedElsewhere(ps, squeeze, i) {
			continue
		}
		p.label(briefing.BlockPullQuote, "repeats words of the text")
		if signed {
			ps[i+1].label(briefing.BlockPullQuote, "the speaker of the pull quote above")
		}
	}
}

// attributionLine knows "— Jane Doe, mayor of Exampleton": a dash and a name.
func attributionLine(p *paragraph) bool {
	if !p.open() || p.words > 18 || p.words < 2 || p.stop {
		return false
	}
	rest := strings.TrimLeft(p.text, "—–―-~ ")
	if len(rest) == len(p.text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(r)
}

// printedElsewhere reports whether every stretch of paragraph i between ellipses, of three words or more, stands in a longer open paragraph.
func printedElsewhere(ps []paragraph, squeeze []string, i int) bool {
	found := false
	for stretch := range strings.SplitSeq(ellipses.Replace(ps[i].text), "\n") {
		words := squeezed(stretch)
		if strings.Count(words, " ") < 4 {
			continue
		}
		if !inAnother(ps, squeeze, i, words) {
			return false
		}
		found = true
	}
	return found
}

var ellipses = strings.NewReplacer("[...]", "\n", "[…]", "\n", "(...)", "\n", "...", "\n", "…", "\n")

// inAnother reports whether the words stand in an open paragraph other than i that has more of them.
func inAnother(ps []paragraph, squeeze []string, i int, words string) bool {
	for j := range ps {
		if j == i || !ps[j].open() || ps[j].words < ps[i].words {
			continue
		}
		if squeeze[j] == "" {
			squeeze[j] = squeezed(ps[j].text)
		}
		if strings.Contains(squeeze[j], words) && (len(squeeze[j]) > len(words)+2 || j < i) {
			return true
		}
	}
	return false
}
