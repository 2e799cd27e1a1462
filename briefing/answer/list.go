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
	maxListed   = 6    // points of a list
	leastListed = 2    // a list of one is a fact
)

// list picks the points of a list: facts that answer, each of which names something of the sort asked for that those before it do not.
// What a fact names without saying of it what was asked is not listed. It returns none where there is
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

// answersIn reports whether a fact says of a mention what the question asks: the mention, or the row of names it stands in, is subject or
// agent of the first word of the question that says what its items did ("Norway and Iceland signed", "signed by Norway"), the fact holds
// enough of the other words, and denies nothing there.
func answersIn(f briefing.Fact, m briefing.Mention, r reading) bool {
	wanted := r.Answering()
	if len(wanted) == 0 {
		return false
	}
	words := text.Words(f.Text)
	n := 0
	for _, want := range wanted {
		if slices.ContainsFunc(words, func(w text.Word) bool { return standsFor(w.Norm, want) }) {
			n++
		}
	}
	if float64(n) < listHeld*float64(len(wanted)) {
		return false
	}
	row := rowOf(f, m)
	for i, w := range words {
		if !standsFor(w.Norm, wanted[0]) {
			continue
		}
		var between []text.Word
		var gap briefing.Span
		switch {
		case row.End <= w.Span.Start:
			gap = briefing.Span{Start: row.End, End: w.Span.Start}
		case w.Span.End <= row.Start:
			gap = briefing.Span{Start: w.Span.End, End: row.Start}
		default:
			continue
		}
		for _, o := range words {
			if o.Span.Within(gap) {
				between = append(between, o)
			}
		}
		parted := strings.ContainsAny(gap.Of(f.Text), ",;:—()“”\"")
		if parted || denied(f, append(between, words[i])) {
			continue
		}
		if row.End <= w.Span.Start && subject(f.Text[:row.Start], between) || w.Span.End <= row.Start && agent(between) {
			return true
		}
	}
	return false
}

// rowOf is the run of names joined by commas and "and" in which a mention stands, in bytes of the fact's text.
func rowOf(f briefing.Fact, m briefing.Mention) briefing.Span {
	row := m.Span.Shift(-f.Span.Start)
	for range f.Mentions { // each round takes in a neighbour
		for _, o := range f.Mentions {
			s := o.Span.Shift(-f.Span.Start)
			switch {
			case s.End <= row.Start && joined(f.Text[s.End:row.Start], o.Role, m.Role):
				row.Start = s.Start
			case row.End <= s.Start && joined(f.Text[row.End:s.Start], o.Role, m.Role):
				row.End = s.End
			}
		}
	}
	return row
}

// joined reports whether what stands between two names makes them a row.
func joined(between string, roles ...string) bool {
	words := text.Words(between)
	if strings.ContainsAny(between, ".;:—()“”\"") || len(words) == 0 && !strings.Contains(between, ",") {
		return false
	}
	for _, w := range words {
		role := slices.ContainsFunc(roles, func(r string) bool {
			return slices.ContainsFunc(text.Words(r), func(o text.Word) bool { return o.Norm == w.Norm })
		})
		if !role && w.Norm != "and" && w.Norm != "the" && w.Norm != "or" {
			return false
		}
	}
	return true
}

// subject reports whether a row of names behind some text and before a verb, with some words between, is its subject: no preposition but
// "with" leads to it ("with Norway abstaining"), and between stand only helping words.
func subject(before string, between []text.Word) bool {
	if w := text.Words(before); len(w) > 0 {
		last := w[len(w)-1].Norm
		if last == "the" && len(w) > 1 {
			last = w[len(w)-2].Norm
		}
		if leadsElsewhere[last] {
			return false
		}
	}
	return !slices.ContainsFunc(between, func(w text.Word) bool { return !helping[w.Norm] })
}

// agent reports whether the words between a verb and a row of names make the names those who did it: "signed last week by".
func agent(between []text.Word) bool {
	i := slices.IndexFunc(between, func(w text.Word) bool { return w.Norm == "by" })
	return i >= 0 && i <= mostBeforeBy && len(between)-i <= mostBehindBy
}

const (
	mostBeforeBy = 2 // words between a verb and its "by"
	mostBehindBy = 4 // words from "by" to the name: a role
)

var leadsElsewhere = map[string]bool{
	"of": true, "to": true, "in": true, "between": true, "from": true, "for": true, "against": true, "on": true, "at": true, "near": true, "like": true,
	"unlike": true, "without": true, "via": true, "into": true, "towards": true, "toward": true, "over": true, "than": true, "about": true,
	"except": true, "besides": true, "and": true, "or": true, // what a name is joined to that is no name
}

var helping = map[string]bool{
	"has": true, "have": true, "had": true, "also": true, "all": true, "both": true, "each": true, "then": true, "later": true, "since": true, "already": true,
	"now": true, "was": true, "were": true, "is": true, "are": true, "been": true, "be": true, "will": true, "would": true, "jointly": true, "first": true,
	"who": true, "which": true, "that": true, "did": true, "do": true,
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
