package answer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// dominates is how many times the facts of every other person of a name somebody must have to be meant without being asked for.
const dominates = 4

// maxChoices is how many people are offered: of a common name nobody reads a longer list.
const maxChoices = 6

// namesake is one of several people of a name.
type namesake struct {
	name  string // the fullest form that is printed
	role  string // as printed beside it; "" when none is
	facts int
}

// choice is how a namesake is offered: "Mara Lind, inquiry chair, 6 facts".
func (n namesake) choice() string {
	facts := fmt.Sprintf("%d facts", n.facts)
	if n.facts == 1 {
		facts = "1 fact"
	}
	if n.role == "" {
		return n.name + ", " + facts
	}
	return n.name + ", " + n.role + ", " + facts
}

// surname is the one word by which a question asks for a person: who it is, or what they said. "" where it has a full name or none.
func (r reading) surname() string {
	switch {
	case r.Form == question.FormProfile && len(r.Topic) == 1:
		return r.Topic[0]
	case r.Wanted == question.WantQuote && len(r.Speaker) == 1 && len(r.Person) < 2:
		return r.Speaker[0]
	}
	return ""
}

// namesakes are the people of a surname that facts name in full, those with most facts first.
func namesakes(surname string, facts []candidate) []namesake {
	var out []namesake
	for _, c := range facts {
		seen := map[int]bool{}
		meet := func(name, role string) {
			words := question.Folded(name)
			if len(words) < 2 || words[len(words)-1] != surname {
				return
			}
			at := slices.IndexFunc(out, func(n namesake) bool { return question.Folded(n.name)[0] == words[0] })
			if at < 0 {
				at, out = len(out), append(out, namesake{name: name})
			}
			out[at].role = cmp.Or(out[at].role, role)
			if !seen[at] {
				seen[at] = true
				out[at].facts++
			}
		}
		for _, m := range c.fact.Mentions {
			if m.Type == briefing.MentionPerson {
				meet(m.Name, m.Role)
			}
		}
		for _, q := range c.fact.Quotes {
			meet(q.Speaker, q.Role)
		}
	}
	slices.SortStableFunc(out, func(a, b namesake) int { return cmp.Or(cmp.Compare(b.facts, a.facts), cmp.Compare(a.name, b.name)) })
	return out
}

// whichOf finds who is meant by a surname that several people have: the one the thread spoke of last, or who has by far the most facts. It is
// false where the person must be asked.
func whichOf(people []namesake, turns []briefing.Turn) (namesake, bool) {
	for _, t := range slices.Backward(turns) {
		said := append([]string{t.Question}, t.Subject...)
		for _, p := range people {
			if slices.ContainsFunc(said, func(s string) bool { return strings.Contains(strings.ToLower(s), strings.ToLower(p.name)) }) {
				return p, true
			}
		}
	}
	return people[0], people[0].facts >= dominates*people[1].facts
}

// ambiguity asks back who is meant where a question has a surname that several people have, and reports whether it does. Where one of them is
// meant all the same, the reading takes that one, and note says whom.
func ambiguity(out *briefing.Answer, r *reading, f found, turns []briefing.Turn) (note string, asks bool) {
	surname := r.surname()
	if surname == "" {
		return "", false
	}
	people := namesakes(surname, f.candidates)
	if len(people) < 2 {
		return "", false
	}
	who, ok := whichOf(people, turns)
	if !ok {
		out.Kind = briefing.AnswerAmbiguous
		for _, p := range people[:min(maxChoices, len(people))] {
			out.Choices = append(out.Choices, p.choice())
		}
		return "", true
	}
	if r.Form == question.FormProfile {
		r.Topic = question.Folded(who.name)
	} else {
		r.SpokenBy([]string{who.name})
	}
	return "Taking it for " + who.name + ".", false
}

// ordinals are the words by which a choice is made.
var ordinals = map[string]int{
	"1": 1, "one": 1, "first": 1, "2": 2, "two": 2, "second": 2, "3": 3, "three": 3, "third": 3, "4": 4, "four": 4, "fourth": 4,
	"5": 5, "five": 5, "fifth": 5, "6": 6, "six": 6, "sixth": 6, "last": -1, "latter": -1, "former": 1,
}

// chosen is the question that was asked back about, with the name in full that a choice names: "2", "the second one", "Ole". It is false for a
// question that is no choice.
func chosen(q briefing.Question) (string, bool) {
	if len(q.Turns) == 0 {
		return "", false
	}
	last := q.Turns[len(q.Turns)-1]
	words := text.Words(q.Text)
	if len(last.Choices) == 0 || len(words) == 0 || len(words) > maxChoiceWords {
		return "", false
	}
	at := -1
	for _, w := range words {
		n, ok := ordinals[w.Norm]
		switch {
		case ok && n < 0:
			at = len(last.Choices) - 1
		case ok && n <= len(last.Choices) && at < 0:
			at = n - 1
		}
	}
	if at < 0 {
		at = onlyNamed(last.Choices, words)
	}
	if at < 0 {
		return "", false
	}
	name, _, _ := strings.Cut(last.Choices[at], ",")
	full := question.Folded(name)
	for _, w := range text.Words(last.Question) {
		if strings.TrimSuffix(w.Norm, "'s") == full[len(full)-1] {
			return last.Question[:w.Span.Start] + name + last.Question[w.Span.End:], true
		}
	}
	return "", false
}

// maxChoiceWords is how many words a choice has: "the second one please". More are a question of their own.
const maxChoiceWords = 5

// onlyNamed is the one choice that has a word of what was said, -1 where none has or several do.
func onlyNamed(choices []string, words []text.Word) int {
	at := -1
	for i, c := range choices {
		named := slices.ContainsFunc(question.Folded(c), func(w string) bool {
			return !text.Stop(w, "") && slices.ContainsFunc(words, func(o text.Word) bool { return o.Norm == w })
		})
		if named && at >= 0 {
			return -1
		}
		if named {
			at = i
		}
	}
	return at
}
