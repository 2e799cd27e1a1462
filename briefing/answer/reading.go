package answer

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thread"
)

// reading is a question as it was understood in its thread.
type reading struct {
	question.Reading
	text    string   // that was read: the question, or what it means in its thread
	carried []string // words carried over from earlier turns; nil unless the question leans on them
	leaning bool     // the question cannot be understood without the turn before
}

// understood reads a question in the light of earlier turns of its thread.
func understood(q briefing.Question) reading {
	now := q.Asked
	if !q.AsOf.IsZero() {
		now = q.AsOf
	}
	r, turns := reading{Reading: question.ReadAt(q.Text, now), text: q.Text}, heard(q)
	if len(turns) == 0 {
		return r
	}
	meant := thread.Resolve(q.Text, turns)
	if r.leaning = meant.Leans || leans(r.Reading); !r.leaning {
		return r
	}
	if meant.Again {
		r.Reading, r.text = question.ReadAt(meant.Text, now), meant.Text
	}
	r.carried = carry(turns, r.Content)
	if r.Wanted == question.WantQuote && len(r.Speaker) == 0 {
		r.SpokenBy(nameOf(turns[len(turns)-1]))
	}
	return r
}

// silence is how long a thread may be silent before a question of it stands alone again: who comes back after a day says what it is about.
// "More" and a choice lean on the turn before however long ago it was, since they say nothing else.
const silence = 24 * time.Hour

// heard are the turns that a question may lean on. What only went on from another one says nothing of what a thread is about.
func heard(q briefing.Question) []briefing.Turn {
	if len(q.Turns) == 0 {
		return nil
	}
	last := q.Turns[len(q.Turns)-1].At
	if !last.IsZero() && !q.Asked.IsZero() && q.Asked.Sub(last) > silence {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(q.Turns), func(t briefing.Turn) bool {
		return wantsMore(t.Question) || pointingPhrase[folded(t.Question)] != pointsNowhere
	})
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

// leans reports whether a question needs the turn before it to be understood: it opens with "and" or "what about", has a
// pronoun without a name of its own, or holds hardly a word of its own.
func leans(r question.Reading) bool {
	if len(r.Words) == 0 {
		return false
	}
	if r.Foreign() {
		return len(r.Content) <= 1
	}
	words := make([]string, len(r.Words))
	for i, w := range r.Words {
		words[i] = strings.TrimSuffix(w.Norm, "'s")
	}
	if words[0] == "and" || words[0] == "but" || strings.HasPrefix(strings.Join(words, " "), "what about") {
		return true
	}
	if len(r.Content) <= 2 && len(r.Names) == 0 {
		return true
	}
	if len(r.Names) > 0 {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool { return pronoun[w] })
}

// carry takes the subject of the latest turns, nearest first, without the words the question has itself.
func carry(turns []briefing.Turn, own []string) []string {
	var out []string
	for i := len(turns) - 1; i >= 0 && i >= len(turns)-carriedTurns; i-- {
		for _, w := range turns[i].Subject {
			for _, w := range question.Folded(w) {
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
func (r reading) typed(word string) string {
	for _, w := range r.Words {
		if strings.TrimSuffix(w.Norm, "'s") == word {
			return w.Span.Of(r.text)
		}
	}
	return word
}

// topicWords are the words of the topic that are not part of a time the question names.
func (r reading) topicWords() []string {
	return slices.DeleteFunc(slices.Clone(r.Topic), func(topic string) bool {
		return slices.ContainsFunc(r.Words, func(w text.Word) bool {
			return strings.TrimSuffix(w.Norm, "'s") == topic && slices.ContainsFunc(r.Times, func(p question.Period) bool { return w.Span.Within(p.Span) })
		})
	})
}

// String says in a few words how the question was understood.
func (r reading) String() string {
	if r.Wanted == question.WantHelp {
		return "help"
	}
	switch r.Form {
	case question.FormBrief, question.FormTimeline, question.FormChanges, question.FormCompare:
		return strings.TrimSuffix(string(r.Form)+": "+strings.Join(r.topicWords(), " "), ": ")
	}
	s := string(r.Wanted)
	if len(r.Content) > 0 {
		s += ": " + strings.Join(r.Content, " ")
	}
	if r.Wanted == question.WantQuote && len(r.Speaker) > 0 {
		s = "what " + title(strings.Join(r.Speaker, " ")) + " said"
		if topic := without(r.Content, r.Speaker); len(topic) > 0 {
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
