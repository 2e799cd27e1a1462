package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// foldRepeats turns standfirst sentences and pull quotes that repeat the body into second spans of the fact they
// repeat. A pull quote repeats a fact that holds its words in a row; a standfirst sentence also one that has
// nearly the same words.
func (r *reading) foldRepeats(a briefing.Article, facts []briefing.Fact) []briefing.Fact {
	if !repeats(a.Blocks) {
		return facts
	}
	body := newBodyIndex(facts)
	kept := facts[:0:0]
	place := make([]int, len(facts)) // where a fact is kept
	also := map[int][]briefing.Span{}
	for i, f := range facts {
		if f.Kind == briefing.FactStandfirst {
			if at, ok := body.find(f.Text, true); ok {
				also[at] = append(also[at], f.Span)
				continue
			}
		}
		place[i] = len(kept)
		kept = append(kept, f)
	}
	for _, b := range a.Blocks {
		if b.Kind == briefing.BlockPullQuote {
			said := withoutSignature(a.Text, b.Span)
			if at, ok := body.find(said.Of(a.Text), false); ok {
				also[at] = append(also[at], said)
			}
		}
	}
	for at, spans := range also {
		kept[place[at]].Also = spans
	}
	return kept
}

// withoutSignature is the span of a pull quote up to its last closing mark, if a dash and a name stand behind that: “We stay.” — Ida Lund.
func withoutSignature(s string, pull briefing.Span) briefing.Span {
	words := pull.Of(s)
	mark := strings.LastIndexAny(words, "\"”»")
	if mark <= 0 {
		return pull
	}
	_, size := utf8.DecodeRuneInString(words[mark:])
	end := mark + size
	if rest := strings.TrimLeft(words[end:], " \u00a0"); !strings.HasPrefix(rest, "—") && !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "-") {
		return pull
	}
	return briefing.Span{Start: pull.Start, End: pull.Start + end}
}

// repeats reports whether there is a block that may repeat the body.
func repeats(blocks []briefing.Block) bool {
	for _, b := range blocks {
		if b.Kind == briefing.BlockPullQuote || b.Kind == briefing.BlockStandfirst {
			return true
		}
	}
	return false
}

// bodyIndex finds the body fact that holds certain words.
type bodyIndex struct {
	lines    map[int]string      // the folded words of a body fact, each between spaces
	openings map[[3]string][]int // facts by the three words that begin anywhere in them
}

// maxCandidates bounds how many facts that share three words are compared: an article that says the same all the time
// must not take quadratic time.
const maxCandidates = 8

// newBodyIndex indexes the facts of the body.
func newBodyIndex(facts []briefing.Fact) bodyIndex {
	b := bodyIndex{map[int]string{}, map[[3]string][]int{}}
	for i, f := range facts {
		if f.Kind == briefing.FactStandfirst || f.Kind == briefing.FactCaption {
			continue
		}
		words := text.Words(f.Text)
		b.lines[i] = line(words)
		for k := range len(words) - 2 {
			key := [3]string{words[k].Norm, words[k+1].Norm, words[k+2].Norm}
			if c := b.openings[key]; len(c) < maxCandidates && (len(c) == 0 || c[len(c)-1] != i) {
				b.openings[key] = append(c, i)
			}
		}
	}
	return b
}

// find returns the fact that holds the words of a text in a row or, if near, that has nearly the same words.
func (b bodyIndex) find(s string, near bool) (int, bool) {
	words := text.Words(s)
	if len(words) < 3 || len(words) > longestRead {
		return 0, false
	}
	want := line(words)
	for k := 0; k < min(len(words)-2, nearPlaces*nearStep); k++ {
		if k > 0 && !near {
			break
		}
		for _, i := range b.openings[[3]string{words[k].Norm, words[k+1].Norm, words[k+2].Norm}] {
			if b.lines[i] == want || !near && strings.Contains(b.lines[i], want) || near && k%nearStep == 0 && alike(b.lines[i], want) {
				return i, true
			}
		}
	}
	return 0, false
}

// nearPlaces is from how many places of a standfirst nearly the same facts are compared, and nearStep how far these are
// apart.
const (
	nearPlaces = 8
	nearStep   = 4
)

// nearShare is the share of common words, in percent of all words of both, from which two sentences say the same.
const nearShare = 85

// alike reports whether two lines have nearly the same words, numbers and negations included.
func alike(a, b string) bool {
	count := map[string]int{}
	n, common := 0, 0
	for _, w := range strings.Fields(a) {
		count[w]++
		n++
	}
	for _, w := range strings.Fields(b) {
		n++
		if count[w] > 0 {
			count[w]--
			common += 2
		} else if w == "not" || w[0] <= '9' || strings.HasSuffix(w, "n't") {
			return false
		}
	}
	for w, left := range count {
		if left > 0 && (w == "not" || w[0] <= '9' || strings.HasSuffix(w, "n't")) {
			return false
		}
	}
	return common*100 >= n*nearShare
}

// line joins folded words, each between spaces.
func line(words []text.Word) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range words {
		b.WriteString(w.Norm)
		b.WriteByte(' ')
	}
	return b.String()
}
