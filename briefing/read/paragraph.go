package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// paragraph is one paragraph on its way to becoming a block, with the few things its label depends on.
type paragraph struct {
	text   string // clean
	kind   briefing.BlockKind
	reason string
	terms  bool // furniture that speaks of republishing

	low    string // text in lower case with straight quotes, for comparing with phrases
	words  int    // runs of non-space, and each two ideographs
	stop   bool   // ends like a sentence
	quoted bool   // opens with a quotation mark
	title  bool   // set as the heading of its page
	pull   bool   // set as a pull quote or quotation on its page
	says   bool   // attributes words to somebody
}

// newParagraph is s, cleaned and looked at. Its text is "" when nothing is left of s.
func newParagraph(s string) paragraph {
	p := paragraph{text: text.Clean(s)}
	p.low = lowered(p.text)
	p.says = attributions.in(p.low) != 0
	p.words = countWords(p.text)
	p.stop = endsSentence(p.text)
	r, _ := utf8.DecodeRuneInString(p.text)
	p.quoted = strings.ContainsRune("\"“„«‘‹”", r)
	return p
}

// label gives p a kind, with the reason for people.
func (p *paragraph) label(kind briefing.BlockKind, reason string) {
	p.kind, p.reason = kind, reason
}

// furniture labels p as furniture.
func (p *paragraph) furniture(reason string) { p.label(briefing.BlockFurniture, reason) }

// open reports whether p has no label yet.
func (p *paragraph) open() bool { return p.kind == "" }

// sentence reports whether p reads like prose: it ends like a sentence and is longer than a headline may
// be, or is too long to be anything else.
func (p *paragraph) sentence() bool {
	return p.stop && p.words >= 12 || p.words >= 35
}

// titled reports whether p reads like a headline: some words without an end stop.
func (p *paragraph) titled() bool {
	return !p.stop && p.words >= 3 && p.words <= 30 && len(p.text) <= 220
}

// said reports whether p attributes words to somebody, as body text does and furniture does not.
func (p *paragraph) said() bool { return p.says }

var attributions = newPhrases([]string{" said", " says", " told ", " according to ", " added ", " wrote ", " reported ", " announced "})

// lowered is s in lower case with straight quotation marks.
func lowered(s string) string {
	return straightQuotes.Replace(strings.ToLower(s))
}

var straightQuotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

// countWords counts the words of s roughly: runs of non-space, and in scripts written without spaces one for two characters.
func countWords(s string) int {
	words, dense, inside := 0, 0, false
	for _, r := range s {
		switch {
		case r == ' ':
			inside = false
		case r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			dense++
			inside = false
		case !inside:
			words++
			inside = true
		}
	}
	return words + (dense+1)/2
}

// endsSentence reports whether s ends with an end stop, closing quotation marks and brackets set aside.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]› ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？؟।", r)
}

// hasAny reports whether s holds one of the words.
func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// opensWithAny reports whether s begins with one of the words.
func opensWithAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// squeezed is the words of s in lower case between single spaces, with one in front and one behind, so that a run
// of words of one text can be looked up in another whatever the punctuation.
func squeezed(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte(' ')
	gap := true
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
			gap = false
		case r == '\'' || r == '’':
		case !gap:
			b.WriteByte(' ')
			gap = true
		}
	}
	if !gap {
		b.WriteByte(' ')
	}
	return b.String()
}
