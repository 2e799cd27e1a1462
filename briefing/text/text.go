// Package text cuts plain news text into sentences and words, with byte offsets.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"

	"github.com/nutgraf/nutgraf/briefing"
)

// Word is one word or number of a text.
type Word struct {
	Span briefing.Span
	Norm string // Fold of its bytes: what two spellings of a word share
}

// Words cuts s into its words and numbers, without spaces and punctuation.
func Words(s string) []Word {
	var out []Word
	seg := words.FromString(s)
	for seg.Next() {
		v := seg.Value()
		r, _ := utf8.DecodeRuneInString(v)
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		out = append(out, Word{briefing.Span{Start: seg.Start(), End: seg.End()}, Fold(v)})
	}
	return out
}

// Sentences cuts one paragraph into its sentences, without the white space around them.
func Sentences(s string) []briefing.Span {
	var out []briefing.Span
	seg := sentences.FromString(s)
	for seg.Next() {
		v := seg.Value()
		from := seg.Start() + len(v) - len(strings.TrimLeftFunc(v, unicode.IsSpace))
		to := from + len(strings.TrimSpace(v))
		if from < to {
			out = append(out, briefing.Span{Start: from, End: to})
		}
	}
	return out
}

// Fold maps s to what spellings of it share: NFKC, lower case, no accents, straight quotes.
func Fold(s string) string {
	s = norm.NFKD.String(s)
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == '‘':
			b.WriteByte('\'')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// Stem is the stem of a folded word in a language; "" means English. A language without a stemmer keeps the word.
func Stem(word, language string) string {
	if language != "" && language != "en" {
		return word
	}
	env := snowballstem.NewEnv(strings.TrimSuffix(word, "'s"))
	english.Stem(env)
	return env.Current()
}

// Stop reports whether a folded English word carries no meaning of its own, such as "the" or "of".
func Stop(word string) bool {
	switch word {
	case "a", "an", "the", "of", "in", "on", "at", "to", "is", "was", "and", "or":
		return true
	}
	return false
}

// Clean makes canonical text of one paragraph: NFC, without control, bidi, zero-width and tag characters, broken
// UTF-8 replaced, white space folded to single spaces and trimmed.
func Clean(s string) string {
	return strings.Join(strings.Fields(norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD"))), " ")
}

// Names finds the runs of capitalised words of a sentence that look like names.
func Names(s string) []briefing.Span {
	return nil
}
