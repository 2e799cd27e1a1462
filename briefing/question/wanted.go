package question

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// Wanted is what would count as an answer to a question.
type Wanted string

const (
	WantAnything Wanted = "what"
	WantPerson   Wanted = "who" // or a body that acts as one
	WantTime     Wanted = "when"
	WantPlace    Wanted = "where"
	WantNumber   Wanted = "how many"
	WantExtent   Wanted = "how long" // of time or of space
	WantReason   Wanted = "why"
	WantManner   Wanted = "how"
	WantVerdict  Wanted = "whether"
	WantQuote    Wanted = "what was said"
	WantHelp     Wanted = "help" // not about the news at all: a greeting, or what can be asked
)

// part reports whether the i-th word only belongs to the asking: the unit behind "what" ("what day") or "how" ("how old"), or the
// speech verb of a question for a quote.
func part(w Wanted, words []string, i, at int) bool {
	if i == at+1 && (w == WantTime && timeNoun[words[i]] || w == WantPlace && placeNoun[words[i]] || w == WantNumber && measure[words[i]]) {
		return true
	}
	return w == WantQuote && sayVerb[words[i]]
}

// wantedBy finds what a question wants and the position of the word that says so.
func wantedBy(words []string, a asking) (Wanted, int) {
	if a.greets || len(words) == 0 {
		return WantHelp, 0
	}
	talk := !slices.ContainsFunc(words, func(w string) bool { return !smallTalk[w] })
	if talk || len(words) <= 5 && helpPhrase[strings.Join(words, " ")] {
		return WantHelp, 0
	}
	if a.tag || a.whether || introduced(words) > 0 {
		return WantVerdict, 0
	}
	w, at := askingWord(words)
	if saidQuestion(words) && w != WantPerson && w != WantTime && w != WantPlace && w != WantNumber {
		return WantQuote, at
	}
	if w == "" {
		if auxiliary[words[0]] {
			return WantVerdict, 0
		}
		return wantedNoun(words)
	}
	return w, at
}

// askingWord finds the first interrogative.
func askingWord(words []string) (Wanted, int) {
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch strings.TrimSuffix(strings.TrimSuffix(w, "'re"), "'d") {
		case "who", "whos", "whose", "whom":
			return WantPerson, i
		case "when", "whens":
			if i > 0 && !opener(words[:i]) { // "when they tested it" is a clause, not the question
				continue
			}
			return WantTime, i
		case "where", "wheres":
			return WantPlace, i
		case "why":
			return WantReason, i
		case "how":
			switch {
			case next == "come":
				return WantReason, i
			case next == "long", next == "soon", next == "far":
				return WantExtent, i
			case next == "many", next == "much", measure[next]:
				return WantNumber, i
			}
			return WantManner, i
		case "what", "whats", "which":
			switch {
			case timeNoun[next]:
				return WantTime, i
			case placeNoun[next]:
				return WantPlace, i
			case personNoun[next]:
				return WantPerson, i
			case numberNoun[next]:
				return WantNumber, i
			case w != "which" && costs(words[i+1:]):
				return WantNumber, i
			case next == "reason", next == "caused", next == "made":
				return WantReason, i
			}
			return WantAnything, i
		}
	}
	return "", 0
}

// costs reports whether the words behind "what" ask for a price: "would it cost", "did the new bridge cost them".
func costs(words []string) bool {
	return len(words) > 1 && auxiliary[words[0]] && slices.Contains(words[1:], "cost")
}

// nounOf is the stem of the noun behind "which" or "what", "" without one.
func nounOf(words []string, at int) string {
	if at+1 >= len(words) || words[at] != "which" && words[at] != "what" {
		return ""
	}
	if w := words[at+1]; !frame[w] && !text.Stop(w, "") {
		return text.Stem(w, "en")
	}
	return ""
}

// opener reports whether the words before an interrogative only lead up to it: "and", "so", "by", "tell me".
func opener(before []string) bool {
	for _, w := range before {
		if !frame[w] && !text.Stop(w, "") {
			return false
		}
	}
	return true
}

// wantedNoun reads a question without an interrogative: "monthly price of Wegovy?".
func wantedNoun(words []string) (Wanted, int) {
	for i, w := range words {
		switch {
		case numberNoun[w]:
			return WantNumber, i
		case w == "reason":
			return WantReason, i
		case w == "date":
			return WantTime, i
		case w == "names" || w == "name":
			return WantPerson, i
		}
	}
	return WantAnything, 0
}

// saidQuestion reports whether the question asks for words somebody said.
func saidQuestion(words []string) bool {
	if slices.Contains(words, "quote") || slices.Contains(words, "quotes") {
		return true
	}
	for i, w := range words {
		if w == "according" && i+1 < len(words) && words[i+1] == "to" {
			return i == 0
		}
		if sayVerb[w] && i > 0 && asksSpeech(words[:i]) {
			return true
		}
		if sayNoun[w] && i > 0 {
			return true
		}
	}
	return false
}

// asksSpeech reports whether the words before a speech verb ask for what was said: "what", or "how" of a reaction.
func asksSpeech(before []string) bool {
	asked := false
	for _, w := range before {
		switch w {
		case "what", "whats", "how", "anything", "something":
			asked = true
		}
	}
	return asked
}

// speakerOf finds the words between the auxiliary and the speech verb: "what did [Sergei Lavrov] say".
func speakerOf(words []string) []string {
	if i := slices.Index(words, "according"); i >= 0 && i+2 < len(words) {
		return upTo(words[i+2:], func(w string) bool { return interrogative[w] || auxiliary[w] })
	}
	verb := slices.IndexFunc(words, func(w string) bool { return sayVerb[w] || sayNoun[w] })
	if verb < 0 {
		return nil
	}
	from := 0
	for i := verb - 1; i >= 0; i-- {
		if auxiliary[words[i]] || interrogative[words[i]] {
			from = i + 1
			break
		}
	}
	return upTo(words[from:verb], func(string) bool { return false })
}

// upTo keeps the meaningful words before the first that stops.
func upTo(words []string, stop func(string) bool) []string {
	var out []string
	for _, w := range words {
		if stop(w) {
			break
		}
		if !frame[w] && !text.Stop(w, "") {
			out = append(out, w)
		}
	}
	return out
}

// countedBy is the stem of the noun behind "how many".
func countedBy(words []string, at int) string {
	for _, w := range words[min(at+2, len(words)):] {
		if auxiliary[w] {
			return ""
		}
		if !frame[w] && !text.Stop(w, "") {
			return text.Stem(w, "en")
		}
	}
	return ""
}
