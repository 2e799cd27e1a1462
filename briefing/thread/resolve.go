package thread

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// Resolved is a question as it is meant in its thread.
type Resolved struct {
	Text  string // the question that would stand alone; the question itself where nothing is lacking
	Leans bool   // it cannot be understood without what was said before
	Again bool   // it is the question before with something else in it, and not an own question
	Focus string // what the thread is about after it, in words of the person or of an answer; "" when nothing is
}

// maxText bounds a rewritten question, in bytes: a thread of questions each longer than the last must not grow without end.
const maxText = 2000

// Resolve says what a question means behind the turns of its thread, oldest first.
func Resolve(question string, turns []briefing.Turn) Resolved {
	var s state
	for _, t := range turns {
		s.hear(t.Question, t.Subject)
	}
	return s.resolve(question)
}

// state is what a thread is about.
type state struct {
	focus  phrase
	topic  phrase   // of the first question: what the conversation is about as a whole
	person phrase   // who was last named, in a question or an answer
	known  []phrase // all that was named, the latest last
	last   string   // the question before, as it was meant
}

// hear takes a turn in: its question, and the names its answer brought.
func (s *state) hear(question string, subject []string) {
	r := s.resolve(question)
	if main, ok := mainPhrase(r.Text); ok && (!r.Leans && (!newTopic(question) || main.name || len(main.words) > 1) || s.focus.text == "") {
		s.focus = main
	} else if ok && newTopic(question) && (main.name || len(main.words) > 1) {
		s.focus = main
	}
	if s.topic.text == "" {
		s.topic = s.focus
	}
	for _, p := range phrases(r.Text) {
		s.known = append(s.known, p)
		if p.name {
			s.person = p
		}
	}
	for _, name := range subject {
		if words := wordsOf("x " + name); len(words) > 1 && words[1].upper {
			s.known = append(s.known, phrase{text: name, name: true})
			if s.person.text == "" {
				s.person = phrase{text: name, name: true}
			}
		}
	}
	s.last = r.Text
}

// newTopic reports whether a question says that it is about something else now: "tell me about X", "what about X".
func newTopic(question string) bool {
	w := wordsOf(question)
	for i := range w {
		if w[i].norm == "about" && i > 0 && i < 5 {
			return true
		}
	}
	return false
}

// resolve reads a question behind what was heard.
func (s *state) resolve(question string) Resolved {
	out := Resolved{Text: question, Focus: s.focus.text}
	words := wordsOf(question)
	if len(words) == 0 || s.focus.text == "" {
		return out
	}
	if text, ok := s.substituted(question, words); ok {
		out.Again = true
		return s.leaning(out, text)
	}
	if text, ok := s.replaced(question, words); ok {
		return s.leaning(out, text)
	}
	if text, ok := s.expanded(question, words); ok {
		return s.leaning(out, text)
	}
	if s.lacking(question, words) {
		return s.leaning(out, appended(question, s.about()))
	}
	return out
}

// about is what a question about nothing is asked of: the focus, and the topic of the conversation where that is something else.
func (s *state) about() string {
	if s.topic.text == "" || slices.ContainsFunc(s.topic.words, func(w string) bool { return slices.Contains(s.focus.words, w) }) {
		return s.focus.text
	}
	return s.focus.text + " of " + s.topic.text
}

func (s *state) leaning(out Resolved, text string) Resolved {
	out.Leans = true
	if len(text) <= maxText {
		out.Text = text
	}
	return out
}

// replaced puts what pronouns stand for in their place.
func (s *state) replaced(question string, words []word) (string, bool) {
	var b strings.Builder
	done, found := 0, 0
	for i, w := range words {
		stands := s.standsFor(question, words, i)
		if stands == "" || found == maxReplaced {
			continue
		}
		if possessive[w.norm] && !(w.norm == "her" && i+1 == len(words)) {
			stands = ownedBy(stands)
		}
		b.WriteString(question[done:w.span.Start])
		b.WriteString(stands)
		done = w.span.End
		found++
	}
	b.WriteString(question[done:])
	return b.String(), found > 0
}

// maxReplaced is how many pronouns of one question give way to what they stand for.
const maxReplaced = 2

func ownedBy(s string) string {
	if strings.HasSuffix(s, "s") {
		return s + "'"
	}
	return s + "'s"
}

// standsFor is what a pronoun of a question stands for outside it, "" for a word that is none and for one that points inside.
func (s *state) standsFor(question string, words []word, at int) string {
	w := words[at]
	pronoun := thingPronoun[w.norm] || groupPronoun[w.norm] || personPronoun[w.norm] || demonstrative[w.norm]
	if !pronoun || namedBefore(question, words[:at]) {
		return ""
	}
	switch {
	case personPronoun[w.norm] && s.person.text != "":
		return s.person.text
	case thingPronoun[w.norm] && at+1 < len(words) && at+2 < len(words) && emptyIt[words[at+1].norm] && clause[words[at+2].norm]:
		return ""
	case demonstrative[w.norm]:
		if at+1 < len(words) && words[at+1].names() { // "this treatment": the noun is known, and expanded
			return ""
		}
		if w.norm == "that" && at > 0 && words[at-1].names() { // "a bridge that fell"
			return ""
		}
	}
	return s.focus.text
}

// namedBefore reports whether a question names something itself before a pronoun, from which a clause parts it: "what is X, and why is it
// famous?".
func namedBefore(question string, before []word) bool {
	for i, w := range before {
		if !w.names() {
			continue
		}
		for _, later := range before[i+1:] {
			if later.norm == "and" || later.norm == "but" || later.norm == "if" {
				return true
			}
		}
		if i+1 <= len(before) && strings.ContainsAny(question[w.span.End:endOf(before)], ",;?") {
			return true
		}
	}
	return false
}

func endOf(words []word) int { return words[len(words)-1].span.End }

// expanded puts the full phrase of the thread where the question has only its last word: "the experiment".
func (s *state) expanded(question string, words []word) (string, bool) {
	for i, w := range words {
		if full, ok := s.fuller(words, i); ok {
			return question[:w.span.Start] + full + question[w.span.End:], true
		}
		if w.upper || !w.meant() || common[w.norm] || i == 0 || !determiner[words[i-1].norm] {
			continue
		}
		for _, p := range slices.Backward(s.known) {
			if len(p.words) < 2 || p.words[len(p.words)-1] != w.norm || sharesMore(words, p) {
				continue
			}
			return question[:w.span.Start] + p.text + question[w.span.End:], true
		}
	}
	return "", false
}

// fuller is the whole name of which a question has one word, as it was said in the thread: "Lind" after "Mara Lind".
func (s *state) fuller(words []word, at int) (string, bool) {
	w := words[at]
	if !w.upper || at > 0 && words[at-1].upper || at+1 < len(words) && words[at+1].upper {
		return "", false
	}
	for _, p := range slices.Backward(s.known) {
		if p.name && len(p.words) == 2 && slices.Contains(p.words, w.norm) && allUpper(p.text) && !sharesOther(words, p, w.norm) {
			return p.text, true
		}
	}
	return "", false
}

// allUpper reports whether each word of a phrase has a capital, as names of people have.
func allUpper(s string) bool {
	return !slices.ContainsFunc(strings.Fields(s), func(f string) bool {
		first, _ := utf8.DecodeRuneInString(f)
		return !unicode.IsUpper(first)
	})
}

func sharesOther(words []word, p phrase, but string) bool {
	return slices.ContainsFunc(words, func(w word) bool { return w.norm != but && slices.Contains(p.words, w.norm) })
}

// sharesMore reports whether a question has another word of a phrase than its last: then it says it fully enough.
func sharesMore(words []word, p phrase) bool {
	return slices.ContainsFunc(words, func(w word) bool { return slices.Contains(p.words[:len(p.words)-1], w.norm) })
}

// lacking reports whether a question is about nothing by itself.
func (s *state) lacking(question string, words []word) bool {
	named, meant := 0, 0
	counted := slices.ContainsFunc(words, func(w word) bool { return w.norm == "one" || w.norm == "ones" })
	for _, w := range words {
		if w.upper && w.meant() && !counted {
			return false
		}
		if w.names() {
			named++
		}
		if w.meant() {
			meant++
		}
		if slices.Contains(s.focus.words, w.norm) {
			return false
		}
	}
	switch {
	case named == 0:
		return true
	case newTopic(question), defines(words), namesAndAsks(question, words):
		return false
	}
	return (named <= 1 || meant <= 3) && relational(words)
}

// defines reports whether a question asks what a thing is that it names itself: "what is anemia?". What belongs to a thing ("what are the
// symptoms?") is no thing by itself, and neither is one that was spoken of ("what is the bridge?").
func defines(words []word) bool {
	if len(words) < 3 || words[0].norm != "what" && words[0].norm != "who" || !being[words[1].norm] {
		return false
	}
	rest := words[2:]
	switch {
	case rest[0].norm == "a" || rest[0].norm == "an":
		rest = rest[1:]
	case len(rest) > 3 && rest[0].norm == "the" && (rest[1].norm == "definition" || rest[1].norm == "meaning") && rest[2].norm == "of":
		rest = rest[3:]
	}
	return len(rest) > 0 && !slices.ContainsFunc(rest, func(w word) bool { return !w.names() })
}

// namesAndAsks reports whether a question asks of what it named itself: "what is anemia and is it serious?".
func namesAndAsks(question string, words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return thingPronoun[w.norm] || groupPronoun[w.norm] }) && namedBefore(question, words)
}

// relational reports whether a question has a word that asks for something of a thing: "the", "first", "symptoms", "ones".
func relational(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return determiner[w.norm] || common[w.norm] || partial[w.norm] })
}

// appended adds what a question is about at its end, before the question mark.
func appended(question, about string) string {
	trimmed := strings.TrimRight(question, " ?!.")
	return trimmed + " of " + about + question[len(trimmed):]
}
