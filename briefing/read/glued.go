package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/nutgraf/nutgraf/briefing"
)

// splitGlued parts paragraphs in two where their fixed words show that two things stand in one: "Read more: Bridge closes" behind the
// last sentence of a paragraph, and the byline behind a standfirst. Both parts stay in the text, each with a label of its own.
func splitGlued(ps []paragraph) []paragraph {
	out := make([]paragraph, 0, len(ps))
	for _, p := range ps {
		at := -1
		switch {
		case p.open():
			at = onwardTail(&p)
		case p.kind == briefing.BlockStandfirst:
			at = bylineTail(&p)
		}
		if at <= 0 {
			out = append(out, p)
			continue
		}
		head := newParagraph(p.text[:at])
		head.kind, head.reason, head.pull = p.kind, p.reason, p.pull
		out = append(out, head, newParagraph(p.text[at:]))
	}
	return out
}

// onwardTail is the byte at which a link to another article begins behind the last sentence of p, or -1.
func onwardTail(p *paragraph) int {
	if !strings.Contains(p.low, ":") {
		return -1
	}
	low := strings.Map(asciiLower, p.text) // of the same length as the text, unlike p.low
	for _, o := range relatedOpenings {
		if !o.sure {
			continue
		}
		at := strings.LastIndex(low, " "+o.words+":") + 1
		if at <= 0 || !unicode.IsUpper(rune(p.text[at])) || !endsSentence(p.text[:at]) {
			continue
		}
		if tail := newParagraph(p.text[at:]); tail.words <= 20 && !tail.stop && countWords(p.text[:at]) >= leastWords {
			return at
		}
	}
	return -1
}

// bylineTail is the byte at which the byline begins behind the standfirst p, or -1. Without an end stop before it, "By" must stand behind
// a word without a capital: headlines set in capitals have one on every word.
func bylineTail(p *paragraph) int {
	at := strings.LastIndex(p.text, " By ") + 1
	if at <= 0 || countWords(p.text[:at]) < 5 || countWords(p.text[at:]) > 8 || bylineShown(p.text[at:]) == nil {
		return -1
	}
	before := strings.Fields(p.text[:at])
	if last, _ := utf8.DecodeRuneInString(before[len(before)-1]); !endsSentence(p.text[:at]) && !unicode.IsLower(last) {
		return -1
	}
	return at
}

// onward reports whether words, of an element inside a paragraph, open a link to another article, and whether they name it too.
func onward(words string) (opens, named bool) {
	if !strings.Contains(words, ":") {
		return false, false
	}
	p := newParagraph(words)
	if !relatedOpening(&p) {
		return false, false
	}
	_, rest, _ := strings.Cut(p.text, ":")
	return true, strings.TrimSpace(rest) != ""
}

// seam reports whether a link to another article begins inside a paragraph with the inline element e: e says so, in its words or its
// name, and stands behind a whole sentence or in front of everything. ends reports whether it ends with e too.
func (w *walker) seam(e *element) (begins, ends bool) {
	if !inlineTags[e.tag] || w.line.size > 0 && !endsSentence(w.b.String()) {
		return false, false
	}
	words := e.textUpTo(longestOnward)
	if words == "" || len(words) > longestOnward {
		return false, false
	}
	if begins, ends = onward(words); begins {
		return begins, ends
	}
	c, ok := w.cutByName(e)
	ok = ok && c.links && c.reason == otherArticles && countWords(words) >= leastWords && !endsSentence(words)
	return ok, ok
}

// onwardLine reports whether the line so far is a link to another article, with its headline.
func (w *walker) onwardLine() bool {
	if w.line.linked == 0 || w.b.Len() > longestOnward {
		return false
	}
	_, named := onward(w.b.String())
	return named
}

const (
	longestOnward = 200 // bytes of a headline with the words before it
	otherArticles = "links to other articles"
)

// inlineTags are the elements in which pages set a link to another article inside a paragraph.
var inlineTags = atoms(atom.A, atom.B, atom.Strong, atom.I, atom.Em, atom.Span, atom.Small, atom.U, atom.Font)
