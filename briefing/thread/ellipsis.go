package thread

import (
	"slices"
	"strings"
	"unicode"
)

// maxInstead is how many words of a question may take the place of others in the question before: more are a question of their own.
const maxInstead = 6

// substituted reads what only says what is other than in the question before: "and Berlin?", "what about 2024?", "no, I meant the bank",
// "not 2023, 2024". The question before is asked again with it: in the place of what it was said against, else of the last phrase of its sort
// (a number for a number, a name for a name), else behind all.
func (s *state) substituted(question string, words []word) (string, bool) {
	at, against := opening(words)
	if at == 0 || at >= len(words) || len(words)-at > maxInstead || s.last == "" {
		return "", false
	}
	rest := words[at:]
	if slices.ContainsFunc(rest, func(w word) bool { return wh[w.norm] || being[w.norm] || pronoun(w.norm) || verbs[w.norm] }) {
		return "", false
	}
	from := slices.IndexFunc(rest, word.meant)
	if from < 0 {
		return "", false
	}
	whole := question[rest[0].span.Start:endOf(rest)]
	instead := question[rest[from].span.Start:endOf(rest)]
	if old, ok := s.replaceable(rest[from], against); ok {
		return strings.Replace(s.last, old, instead, 1), true
	}
	trimmed := strings.TrimRight(s.last, " ?!.")
	return trimmed + " " + whole + s.last[len(trimmed):], true
}

// opening is how many words at the start of a question only say that something is other than in the question before, and the word that was
// said not to be meant, if there is one.
func opening(words []word) (n int, against string) {
	for n < len(words) && n < maxOpening {
		w := words[n].norm
		switch {
		case instead[w]:
			n++
		case n+1 < len(words) && (w == "what" || w == "how") && words[n+1].norm == "about",
			n+1 < len(words) && w == "i" && (words[n+1].norm == "mean" || words[n+1].norm == "meant"):
			n += 2
		case w == "not" && n+2 < len(words):
			against = words[n+1].norm
			n += 2
		default:
			return n, against
		}
	}
	return n, against
}

// maxOpening is how many words may open a question so.
const maxOpening = 5

// replaceable is the phrase of the question before in whose place a word comes.
func (s *state) replaceable(w word, against string) (string, bool) {
	before := phrases(s.last)
	if against != "" {
		for _, old := range wordsOf(s.last) {
			if old.norm == against {
				return old.span.Of(s.last), true
			}
		}
	}
	for _, p := range slices.Backward(before) {
		switch {
		case numeric(w.norm):
			for _, old := range wordsOf(s.last) {
				if numeric(old.norm) {
					return old.span.Of(s.last), true
				}
			}
			return "", false
		case p.name == w.upper && !numeric(p.text):
			return p.text, true
		}
	}
	return "", false
}

func numeric(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
}

func pronoun(norm string) bool {
	return thingPronoun[norm] || groupPronoun[norm] || personPronoun[norm] || demonstrative[norm]
}
