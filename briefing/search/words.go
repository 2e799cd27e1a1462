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
	at   int    // where the word begins
}

// tokens are the words of s, in a language, that carry meaning. Stop words are left out, unless the print says
// that they are names: "US", "WHO", and "Will" or "May" where no sentence begins. In a headline,
// where every word may have a capital, only the former counts.
//
// Characters of a script without spaces are taken by twos that overlap: most words of Chinese and Japanese have two,
// and nobody needs to know where they begin.
func tokens(s, language string, headline bool) []token {
	var out []token
	shouting := allCapitals(s)
	words := text.Words(s)
	end := 0 // of the word before
	for i, w := range words {
		word := w.Span.Of(s)
		opens := end == 0 || opensSentence(s[end:w.Span.Start])
		touches := end == w.Span.Start && i > 0 && text.Unspaced(words[i-1].Norm)
		end = w.Span.End
		if text.Unspaced(w.Norm) {
			if i+1 < len(words) && words[i+1].Span.Start == end && text.Unspaced(words[i+1].Norm) {
				out = append(out, token{s[w.Span.Start:words[i+1].Span.End], w.Norm + words[i+1].Norm, w.Span.Start})
			} else if !touches {
				out = append(out, token{word, w.Norm, w.Span.Start})
			}
			continue
		}
		if text.Stop(w.Norm, language) && (shouting || !printedAsName(word, opens || headline)) {
			continue
		}
		out = append(out, token{word, plainNumber(w.Norm), w.Span.Start})
	}
	return out
}

// asked are the tokens of a question that say what it is about: without the words that only say
// which kind of answer is wanted.
func asked(question, language string) []token {
	shouting := allCapitals(question)
	return slices.DeleteFunc(tokens(askedRuns(question), language, false), func(t token) bool {
		return questionWords[t.norm] && language == english && (shouting || !printedAsName(t.word, true))
	})
}

// askedRuns parts the runs of a question in Chinese or Japanese where the words stand that only ask or bind. A character
// that is left alone between them cannot be looked for, and goes too if something else is left.
func askedRuns(question string) string {
	if strings.IndexFunc(question, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana) }) < 0 {
		return question
	}
	parted := strings.FieldsFunc(unspacedAsking.Replace(question), func(r rune) bool { return r == ' ' || unicode.Is(unicode.Hiragana, r) })
	kept := slices.DeleteFunc(slices.Clone(parted), func(run string) bool {
		return utf8.RuneCountInString(run) == 1 && run[0] >= utf8.RuneSelf
	})
	if len(kept) == 0 {
		return strings.Join(parted, " ")
	}
	return strings.Join(kept, " ")
}

// unspacedAsking takes out what asks and binds in Chinese and Japanese; longer words first.
var unspacedAsking = strings.NewReplacer(func() (pairs []string) {
	for _, w := range strings.Fields(`什么时候 什麼時候 为什么 為什麼 什么 什麼 怎么样 怎么 怎麼 怎样 如何 哪里 哪裡 哪儿 哪些 哪个 哪 谁 誰 多少 几 嗎 吗 呢 是 的 了 在 有 被 对 對 和 与 與
		何時 何人 何故 何処 何`) {
		pairs = append(pairs, w, " ")
	}
	return pairs
}()...)

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
