package read

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// labelRepeats labels pull quotes: short paragraphs in large type whose words another paragraph of the text prints too, or that
// carry a signature. The line under one that names the speaker goes with it.
func labelRepeats(ps []paragraph, c care) {
	said := lookup{ps: ps, squeezed: make([]string, len(ps)), left: mostLookedAt}
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
		if !said.elsewhere(i, words) && !(c == pasted && p.quoted && signed && said.cutElsewhere(i, words)) {
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

// lookup looks words up in the paragraphs of a text.
type lookup struct {
	ps       []paragraph
	squeezed []string // of each paragraph, filled where needed
	left     int      // bytes that may yet be looked at
}

// mostLookedAt is how many bytes of paragraphs are looked at for the repeats of a text, so that one of nothing but quotations takes no
// quadratic time: a live report of 300 kB with 200 pull quotes needs 60 MB, an article less than one.
const mostLookedAt = 64 << 20

// longer yields the squeezed words of the open paragraphs that have at least as many as paragraph i, while bytes are left.
func (l *lookup) longer(i int) iter.Seq2[int, string] {
	const step = 32 // a short paragraph costs time too
	return func(yield func(int, string) bool) {
		for j := range l.ps {
			if l.left -= step; l.left < 0 {
				return
			}
			if j == i || !l.ps[j].open() || l.ps[j].words < l.ps[i].words {
				continue
			}
			if l.squeezed[j] == "" {
				l.squeezed[j] = squeezed(l.ps[j].text)
			}
			if l.left -= len(l.squeezed[j]); !yield(j, l.squeezed[j]) {
				return
			}
		}
	}
}

// elsewhere reports whether every stretch between ellipses, of three words or more, of s, which paragraph i prints, stands in a longer open paragraph.
func (l *lookup) elsewhere(i int, s string) bool {
	found := false
	for stretch := range strings.SplitSeq(ellipses.Replace(s), "\n") {
		words := squeezed(stretch)
		if strings.Count(words, " ") < 4 {
			continue
		}
		if !l.inAnother(i, words) {
			return false
		}
		found = true
	}
	return found
}

var ellipses = strings.NewReplacer("[...]", "\n", "[…]", "\n", "(...)", "\n", "...", "\n", "…", "\n")

// inAnother reports whether the words stand in an open paragraph other than i that has more of them.
func (l *lookup) inAnother(i int, words string) bool {
	for j, said := range l.longer(i) {
		if strings.Contains(said, words) && (len(said) > len(words)+2 || j < i) {
			return true
		}
	}
	return false
}

// cutElsewhere reports whether an open paragraph longer than i has the words of s in their order with no more than a dozen others among
// them: the pull quote left out who said it in the middle, or a few words of it.
func (l *lookup) cutElsewhere(i int, s string) bool {
	words := strings.Fields(squeezed(s))
	if len(words) < 6 {
		return false
	}
	for j, said := range l.longer(i) {
		if l.ps[j].words > l.ps[i].words && inOrder(words, strings.Fields(said)) {
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
