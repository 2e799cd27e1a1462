package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// maxStemBytes cuts words that are none, such as base64 and long addresses.
const maxStemBytes = 64

// token is a word of a text that can be looked for.
type token struct {
	word string // as printed
	norm string // folded, without the commas of a number
}

// tokens are the words of s that carry meaning. Stop words are left out, unless the print says
// that they are names: "US", "WHO", and "Will" or "May" where no sentence begins. In a headline,
// where every word may have a capital, only the former counts.
func tokens(s string, headline bool) []token {
	var out []token
	shouting := allCapitals(s)
	end := 0 // of the word before
	for _, w := range text.Words(s) {
		word := w.Span.Of(s)
		opens := end == 0 || opensSentence(s[end:w.Span.Start])
		end = w.Span.End
		if text.Stop(w.Norm) && (shouting || !printedAsName(word, opens || headline)) {
			continue
		}
		out = append(out, token{word, plainNumber(w.Norm)})
	}
	return out
}

// asked are the tokens of a question that say what it is about: without the words that only say
// which kind of answer is wanted.
func asked(question string) []token {
	shouting := allCapitals(question)
	return slices.DeleteFunc(tokens(question, false), func(t token) bool {
		return questionWords[t.norm] && (shouting || !printedAsName(t.word, true))
	})
}

// questionWords ask for a kind of answer and stand in few of them.
var questionWords = map[string]bool{
	"what": true, "what's": true, "when": true, "when's": true, "where": true, "where's": true, "which": true,
	"who": true, "who's": true, "whom": true, "whose": true, "why": true, "how": true, "how's": true,
}

// opensSentence reports whether what stands between two words may end a sentence or begin speech.
func opensSentence(between string) bool {
	return strings.ContainsAny(between, ".!?:;\"“”‘«»„(—–\n")
}

// printedAsName reports whether a stop word is printed as a name: all in capitals, or with a
// capital where the grammar asks for none.
func printedAsName(word string, opens bool) bool {
	first, size := utf8.DecodeRuneInString(word)
	rest := word[size:]
	if !unicode.IsUpper(first) || rest == "" || strings.ContainsAny(rest, "'’") {
		return false // "I" and "I'm" always have a capital
	}
	return !opens || strings.IndexFunc(rest, unicode.IsLower) < 0
}

// plainNumber takes the commas out of a number: "320,000" and "320000" are the same.
func plainNumber(norm string) string {
	if norm == "" || norm[0] < '0' || norm[0] > '9' {
		return norm
	}
	return strings.ReplaceAll(norm, ",", "")
}

// stem is what a token is filed under in a language.
func (t token) stem(language string) string {
	s := text.Stem(t.norm, language)
	if len(s) > maxStemBytes {
		s = s[:maxStemBytes]
	}
	return s
}

// allCapitals reports whether a text of several words has no small letter, so that a capital says nothing.
func allCapitals(s string) bool {
	return strings.Contains(s, " ") && strings.IndexFunc(s, unicode.IsLower) < 0
}
