package thread

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// phrase is a run of words that names something.
type phrase struct {
	text  string   // as typed
	words []string // folded words of meaning
	name  bool     // it has a capital that does not only open the question
}

// word is a word of a question.
type word struct {
	norm  string // folded, without a possessive
	span  briefing.Span
	upper bool // it begins with a capital, and not only because it opens the question
}

func wordsOf(s string) []word {
	var out []word
	for i, w := range text.Words(s) {
		first, _ := utf8.DecodeRuneInString(w.Span.Of(s))
		printed := w.Span.Of(s)
		out = append(out, word{
			norm: strings.TrimSuffix(strings.TrimSuffix(w.Norm, "'s"), "’s"), span: w.Span,
			upper: unicode.IsUpper(first) && printed != "I" && (i > 0 || strings.ToUpper(printed) == printed && len(printed) > 1),
		})
	}
	return out
}

// meant reports whether a word carries meaning: it is no small word and no part of the asking.
func (w word) meant() bool {
	return w.upper && !asking[w.norm] || !asking[w.norm] && !text.Stop(w.norm, "en")
}

// names reports whether a word can be part of what a phrase names: not what happens to it, and not what is asked of it.
func (w word) names() bool { return w.meant() && (w.upper || !verbs[w.norm] && !common[w.norm]) }

// phrases are the phrases of a question, in their order: words that can name something, with the small words that hold them together.
func phrases(s string) []phrase {
	words := wordsOf(s)
	var out []phrase
	for i := 0; i < len(words); i++ {
		if !words[i].names() {
			continue
		}
		end := i
		for j := i + 1; j < len(words) && j-end <= maxLinks+1; j++ {
			between := s[words[j-1].span.End:words[j].span.Start]
			if strings.ContainsAny(between, ",;:?!.()") && strings.TrimSpace(between) != "." {
				break
			}
			if words[j-1].upper && owns(s, words[j-1]) { // "Mara Lind's vote" is about her
				break
			}
			if words[j].names() {
				end = j
				continue
			}
			if !linking[words[j].norm] {
				break
			}
		}
		p := phrase{text: s[words[i].span.Start:words[end].span.End]}
		for _, w := range words[i : end+1] {
			if w.meant() {
				p.words = append(p.words, w.norm)
			}
			p.name = p.name || w.upper
		}
		p.text = strings.TrimSuffix(strings.TrimSuffix(p.text, "'s"), "’s")
		out = append(out, p)
		i = end
	}
	return out
}

// owns reports whether a word stands in the possessive.
func owns(s string, w word) bool {
	return strings.HasSuffix(w.span.Of(s), "'s") || strings.HasSuffix(w.span.Of(s), "’s")
}

// maxLinks is how many small words may hold two words of a phrase together: "reflux in the morning".
const maxLinks = 2

// mainPhrase is the phrase that a question is most about: a name before others, then the longest, then the last.
func mainPhrase(s string) (phrase, bool) {
	var best phrase
	found := false
	for _, p := range phrases(s) {
		if !found || p.name && !best.name || p.name == best.name && len(p.words) >= len(best.words) {
			best, found = p, true
		}
	}
	return best, found
}
