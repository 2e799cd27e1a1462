package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// labelRepeats labels pull quotes: short paragraphs in large type whose words another paragraph of the text prints too, or that
// carry a signature. The line under one that names the speaker goes with it.
func labelRepeats(ps []paragraph, c care) {
	squeeze := make([]string, len(ps)) // filled where needed
	for i := range ps {
		p := &ps[i]
		if !p.open() || p.words < 5 || p.words > 70 || bulleted(p) || strings.HasSuffix(p.text, ":") {
			continue
		}
		signed := i+1 < len(ps) && ((p.quoted || !strings.HasPrefix(ps[i+1].text, "- ")) && attributionLine(&ps[i+1]) || c == pasted && p.quoted && nameLine(&ps[i+1]))
		if !signed && (!p.quoted && p.stop || c == pasted && quotedHeading(p)) {
			continue // plain prose that comes again is for whoever reads the facts to notice
		}
		words := p.text
		if c == pasted && p.quoted {
			words = withoutSpeaker(p.text)
		}
		if !printedElsewhere(ps, squeeze, i, words) && !(c == pasted && p.quoted && signed && cutElsewhere(ps, squeeze, i, words)) {
			continue
		}
		p.label(briefing.BlockPullQuote, "repeats words of the text")
		if signed {
			ps[i+1].label(briefing.BlockPullQuote, pullSpeaker)
		}
	}
	labelSigned(ps)
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

// nameLine knows an attribution without a dash: "Dr Jane Doe, Exampleton Institute", "Jane Doe (mayor)", "Jane Doe".
func nameLine(p *paragraph) bool {
	if !p.open() || p.quoted || p.words > 16 || p.stop && !strings.HasSuffix(p.text, ")") || p.said() || strings.Contains(p.text, ":") {
		return false
	}
	name := p.text
	if i := strings.IndexAny(name, ",(|–—"); i > 0 {
		name = strings.TrimSpace(name[:i])
	}
	return len(strings.Fields(name)) >= 2 && personLike(strings.ReplaceAll(name, ".", ""))
}

// withoutSpeaker is a quotation without the few words behind its closing mark that name the speaker.
func withoutSpeaker(s string) string {
	i := strings.LastIndexAny(s, "\"”»")
	if i <= 0 {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	rest := newParagraph(strings.TrimLeft(s[i+size:], "—–―-~, "))
	if rest.text == "" || nameLine(&rest) {
		return s[:i+size]
	}
	return s
}

// printedElsewhere reports whether every stretch between ellipses, of three words or more, of s, which paragraph i prints, stands in a longer open paragraph.
func printedElsewhere(ps []paragraph, squeeze []string, i int, s string) bool {
	found := false
	for stretch := range strings.SplitSeq(ellipses.Replace(s), "\n") {
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

// cutElsewhere reports whether an open paragraph longer than i has the words of s in their order with no more than a dozen others among
// them: the pull quote left out who said it in the middle, or a few words of it.
func cutElsewhere(ps []paragraph, squeeze []string, i int, s string) bool {
	words := strings.Fields(squeezed(s))
	if len(words) < 6 {
		return false
	}
	for j := range ps {
		if j == i || !ps[j].open() || ps[j].words <= ps[i].words {
			continue
		}
		if squeeze[j] == "" {
			squeeze[j] = squeezed(ps[j].text)
		}
		if inOrder(words, strings.Fields(squeeze[j])) {
			return true
		}
	}
	return false
}

// inOrder reports whether words come in text in their order, within a dozen words more than they are.
func inOrder(words, text []string) bool {
	for at := range text {
		if text[at] != words[0] {
			continue
		}
		n := 0
		for _, w := range text[at:min(len(text), at+len(words)+12)] {
			if n < len(words) && w == words[n] {
				n++
			}
		}
		if n == len(words) {
			return true
		}
	}
	return false
}
