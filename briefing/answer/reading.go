package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// wanted is what would count as an answer.
type wanted string

const (
	wantAnything wanted = "what"
	wantPerson   wanted = "who"
	wantTime     wanted = "when"
	wantPlace    wanted = "where"
	wantNumber   wanted = "how many"
	wantExtent   wanted = "how long" // of time or of space
	wantReason   wanted = "why"
	wantManner   wanted = "how"
	wantVerdict  wanted = "whether"
	wantQuote    wanted = "what was said"
	wantHelp     wanted = "help"
)

// reading is a question as it was understood.
type reading struct {
	wanted   wanted
	words    []text.Word // all of the question's words
	language string      // of the question, ISO 639-1; "" when a few words do not tell, which is then taken for English
	content  []string    // folded words that carry meaning, in order, none twice
	names    []string    // names in the question, as typed
	speaker  []string    // of wantQuote: folded words of who is asked about
	person   []string    // of wantQuote: folded words of the full name among them; nil when only a part of one was given
	counted  string      // of wantNumber: stem of the counted noun; may be ""
	carried  []string    // words carried over from earlier turns; nil unless the question leans on them
	clock    bool        // of wantTime: it asks for the time of day
	leaning  bool        // the question cannot be understood without the turn before
}

// understood reads a question in the light of earlier turns of its thread.
func understood(question string, turns []briefing.Turn) reading {
	r := reading{words: text.Words(question), language: text.Language(question)}
	folded := make([]string, len(r.words))
	for i, w := range r.words {
		folded[i] = strings.TrimSuffix(w.Norm, "'s")
	}
	var at int
	r.wanted, at = wantedBy(folded)
	if r.foreign() && r.wanted != wantHelp {
		return r.byWords(turns)
	}
	r.clock = r.wanted == wantTime && at+1 < len(folded) && (folded[at+1] == "time" || folded[at+1] == "hour")
	for _, s := range text.Names(question) {
		r.names = append(r.names, s.Of(question))
	}
	for i, w := range folded {
		if frame[w] || text.Stop(w, "") || slices.Contains(r.content, w) || part(r.wanted, folded, i, at) {
			continue
		}
		r.content = append(r.content, w)
	}
	r.leaning = len(turns) > 0 && leans(folded, r)
	if r.leaning {
		r.carried = carry(turns, r.content)
	}
	switch r.wanted {
	case wantQuote:
		r.speaker = speakerOf(folded)
		names := r.names
		if len(r.speaker) == 0 && r.leaning {
			names = nameOf(turns[len(turns)-1])
			r.speaker = foldedWords(strings.Join(names, " "))
		}
		r.person = fullName(names, r.speaker)
	case wantNumber:
		r.counted = countedBy(folded, at)
	}
	return r
}

// foreign reports whether a question is in another language than English: only its words are understood, not what it wants.
func (r reading) foreign() bool { return r.language != "" && r.language != "en" }

// byWords is the reading of a question in another language: its words of meaning, characters of a script without spaces
// together.
func (r reading) byWords(turns []briefing.Turn) reading {
	r.wanted = wantAnything
	end := 0
	for i, w := range r.words {
		n := len(r.content)
		switch {
		case text.Stop(w.Norm, r.language):
		case i > 0 && n > 0 && w.Span.Start == end && text.Unspaced(w.Norm) && text.Unspaced(r.words[i-1].Norm):
			r.content[n-1] += w.Norm
		case !slices.Contains(r.content, w.Norm):
			r.content = append(r.content, w.Norm)
		}
		end = w.Span.End
	}
	r.leaning = len(turns) > 0 && len(r.content) <= 1
	if r.leaning {
		r.carried = carry(turns, r.content)
	}
	return r
}

// nameOf is the first name a turn was about: who "he" or "she" is in the question behind it.
func nameOf(t briefing.Turn) []string {
	for _, s := range t.Subject {
		if first, _ := utf8.DecodeRuneInString(s); unicode.IsUpper(first) {
			return []string{s}
		}
	}
	return nil
}

// fullName is the first of names that has several words, all of them among the speaker's.
func fullName(names, speaker []string) []string {
	for _, name := range names {
		words := foldedWords(name)
		if len(words) > 1 && len(without(words, speaker)) == 0 {
			return words
		}
	}
	return nil
}

func foldedWords(s string) []string {
	var out []string
	for _, w := range text.Words(s) {
		out = append(out, strings.TrimSuffix(w.Norm, "'s"))
	}
	return out
}

// part reports whether the i-th word only belongs to the asking: the unit behind "what" ("what day") or "how" ("how old"), or the
// speech verb of a question for a quote.
func part(w wanted, words []string, i, at int) bool {
	if i == at+1 && (w == wantTime && timeNoun[words[i]] || w == wantPlace && placeNoun[words[i]] || w == wantNumber && measure[words[i]]) {
		return true
	}
	return w == wantQuote && sayVerb[words[i]]
}

// wantedBy finds what a question wants and the position of the word that says so.
func wantedBy(words []string) (wanted, int) {
	talk := !slices.ContainsFunc(words, func(w string) bool { return !smallTalk[w] })
	if talk || len(words) <= 5 && helpPhrase[strings.Join(words, " ")] {
		return wantHelp, 0
	}
	w, at := askingWord(words)
	if saidQuestion(words) && w != wantPerson && w != wantTime && w != wantPlace && w != wantNumber {
		return wantQuote, at
	}
	if w == "" {
		if auxiliary[words[0]] {
			return wantVerdict, 0
		}
		return wantedNoun(words)
	}
	return w, at
}

// askingWord finds the first interrogative.
func askingWord(words []string) (wanted, int) {
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch strings.TrimSuffix(strings.TrimSuffix(w, "'re"), "'d") {
		case "who", "whos", "whose", "whom":
			return wantPerson, i
		case "when", "whens":
			if i > 0 && !opener(words[:i]) { // "when they tested it" is a clause, not the question
				continue
			}
			return wantTime, i
		case "where", "wheres":
			return wantPlace, i
		case "why":
			return wantReason, i
		case "how":
			switch {
			case next == "come":
				return wantReason, i
			case next == "long", next == "soon", next == "far":
				return wantExtent, i
			case next == "many", next == "much", measure[next]:
				return wantNumber, i
			}
			return wantManner, i
		case "what", "whats", "which":
			switch {
			case timeNoun[next]:
				return wantTime, i
			case placeNoun[next]:
				return wantPlace, i
			case personNoun[next]:
				return wantPerson, i
			case numberNoun[next]:
				return wantNumber, i
			case next == "reason", next == "caused", next == "made":
				return wantReason, i
			}
			return wantAnything, i
		}
	}
	return "", 0
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
func wantedNoun(words []string) (wanted, int) {
	for i, w := range words {
		switch {
		case numberNoun[w]:
			return wantNumber, i
		case w == "reason":
			return wantReason, i
		case w == "date":
			return wantTime, i
		case w == "names" || w == "name":
			return wantPerson, i
		}
	}
	return wantAnything, 0
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

// leans reports whether a question needs the turn before it to be understood: it opens with "and" or "what about", has a
// pronoun without a name of its own, or holds hardly a word of its own.
func leans(words []string, r reading) bool {
	if len(words) == 0 {
		return false
	}
	if words[0] == "and" || words[0] == "but" || strings.HasPrefix(strings.Join(words, " "), "what about") {
		return true
	}
	if len(r.content) <= 2 && len(r.names) == 0 {
		return true
	}
	if len(r.names) > 0 {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool { return pronoun[w] })
}

// carry takes the subject of the latest turns, nearest first, without the words the question has itself.
func carry(turns []briefing.Turn, own []string) []string {
	var out []string
	for i := len(turns) - 1; i >= 0 && i >= len(turns)-carriedTurns; i-- {
		for _, w := range turns[i].Subject {
			for _, w := range foldedWords(w) {
				if !slices.Contains(out, w) && !slices.Contains(own, w) {
					out = append(out, w)
				}
			}
		}
	}
	return out
}

// carriedTurns is how many turns back a question may lean.
const carriedTurns = 2

// typed is a word of the question as it stands there, or as it is.
func (r reading) typed(word, question string) string {
	for _, w := range r.words {
		if strings.TrimSuffix(w.Norm, "'s") == word {
			return w.Span.Of(question)
		}
	}
	return word
}

// String says in a few words how the question was understood.
func (r reading) String() string {
	if r.wanted == wantHelp {
		return "help"
	}
	s := string(r.wanted)
	if len(r.content) > 0 {
		s += ": " + strings.Join(r.content, " ")
	}
	if r.wanted == wantQuote && len(r.speaker) > 0 {
		s = "what " + title(strings.Join(r.speaker, " ")) + " said"
		if topic := without(r.content, r.speaker); len(topic) > 0 {
			s += " about " + strings.Join(topic, " ")
		}
	}
	if len(r.carried) > 0 {
		s += " (→ " + strings.Join(r.carried[:min(4, len(r.carried))], " ") + ")"
	}
	return s
}

func title(s string) string {
	fields := strings.Fields(s)
	for i, f := range fields {
		r, n := utf8.DecodeRuneInString(f)
		fields[i] = string(unicode.ToUpper(r)) + f[n:]
	}
	return strings.Join(fields, " ")
}

func without(words, drop []string) []string {
	var out []string
	for _, w := range words {
		if !slices.Contains(drop, w) {
			out = append(out, w)
		}
	}
	return out
}
