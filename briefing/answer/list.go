package answer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

const (
	listShare   = 0.75 // share of the question's weight that the best holds, of which a fact of a list must hold so much
	listHeld    = 0.75 // share of the question's words, without what the items are called, that a fact must hold
	listClause  = 0.5  // share of the question's words in a fact that must stand in the clause of what is listed
	maxListed   = 6    // points of a list
	leastListed = 2    // a list of one is a fact
)

// list picks the points of a list: facts that answer, each of which names something of the sort asked for that those before it do not.
// What a fact names elsewhere than in the clause that answers is not listed, nor what a clause denies. It returns none where there is
// less than two of it.
func list(f found, r reading, out *briefing.Answer) []candidate {
	var points []candidate
	var names []string
	facts := 0
	for _, c := range f.candidates {
		if !c.alone() || !sure(c, r) || c.here < listShare*f.candidates[0].here || len(points) == maxListed {
			continue
		}
		fresh := false
		c.marks = nil
		for _, m := range r.Listed(c.fact) {
			if !answersIn(c.fact, m, r) {
				continue
			}
			c.marks = append(c.marks, m.Span)
			if !slices.ContainsFunc(names, func(n string) bool { return text.Fold(n) == text.Fold(m.Name) }) {
				names, fresh = append(names, m.Name), true
			}
		}
		if len(c.marks) > 0 {
			facts++
		}
		if fresh {
			points = append(points, c)
		}
	}
	if len(names) < leastListed {
		return nil
	}
	out.Kind = briefing.AnswerFact
	out.Opening = fmt.Sprintf("%d found: %s", len(names), strings.Join(names, ", "))
	out.Notes = append(out.Notes, fmt.Sprintf("From %s in my articles; there may be others.", counted(facts, "fact")))
	return points
}

// answersIn reports whether the clause of a fact that holds a mention is the one that answers: it has its share of the question's words,
// and nothing in it denies.
func answersIn(f briefing.Fact, m briefing.Mention, r reading) bool {
	words := text.Words(f.Text)
	span := m.Span.Shift(-f.Span.Start)
	clause, number, end := -1, 0, 0
	held := map[string]int{} // question's words, by the clause they stand in
	var all []string
	in := map[int][]text.Word{}
	for _, w := range words {
		if strings.ContainsAny(f.Text[end:w.Span.Start], ";:—()") || partsClause[w.Norm] {
			number++
		}
		end = w.Span.End
		in[number] = append(in[number], w)
		if w.Span.Within(span) {
			clause = number
		}
	}
	wanted := r.Answering()
	for _, want := range wanted {
		for n, clauseWords := range in {
			if slices.ContainsFunc(clauseWords, func(w text.Word) bool { return standsFor(w.Norm, want) }) {
				held[want] |= 1 << min(n, 30)
			}
		}
		if held[want] != 0 {
			all = append(all, want)
		}
	}
	if clause < 0 || denied(f, in[clause]) {
		return false
	}
	n := 0
	for _, want := range all {
		n += held[want] >> min(clause, 30) & 1
	}
	return len(all) > 0 && float64(len(all)) >= listHeld*float64(len(wanted)) && float64(n) >= listClause*float64(len(all))
}

// partsClause begins a clause that says something else.
var partsClause = map[string]bool{
	"while": true, "but": true, "which": true, "who": true, "whose": true, "where": true, "when": true, "after": true, "before": true, "because": true,
	"although": true, "though": true, "whereas": true, "as": true, "unlike": true, "without": true, "despite": true, "except": true,
}

// standsFor reports whether a folded word is a word of the question or may stand for it.
func standsFor(norm, want string) bool {
	a, b := text.Stem(strings.TrimSuffix(norm, "'s"), "en"), text.Stem(want, "en")
	return a == b || slices.ContainsFunc(thesaurus.Like(want, b), func(l thesaurus.Alternative) bool {
		return len(l.Stems) == 1 && l.Stems[0] == a
	})
}

// denied reports whether a fact denies, or does not do, within some of its words.
func denied(f briefing.Fact, words []text.Word) bool {
	return slices.ContainsFunc(f.Modality, func(m briefing.Modality) bool {
		if m.Kind != briefing.ModalityNegated && m.Kind != briefing.ModalityDenied {
			return false
		}
		span := m.Span.Shift(-f.Span.Start)
		return slices.ContainsFunc(words, func(w text.Word) bool { return w.Span.Overlaps(span) })
	})
}
