package answer

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// clearlyNearer is how much nearer to the words of the question one marked thing must stand than every other to be the shortest answer.
const clearlyNearer = 1.3

// short is the words of a point that answer by themselves: a person, a time, a place or a figure that stands alone in its sentence, or
// clearly nearest to the words of the question. It is nil where only the whole sentence answers, and where a "not" or an "if" in it
// would be lost.
func short(c candidate, p briefing.Point, f found, r reading) *briefing.Short {
	switch r.Wanted {
	case question.WantPerson, question.WantTime, question.WantPlace, question.WantNumber, question.WantExtent:
	default:
		return nil
	}
	label, ok := travels(c.fact)
	if !ok || c.before != nil || len(p.Marks) == 0 {
		return nil
	}
	marks, words := coordinated(p.Text, p.Marks), weighed(p.Text, f)
	best, second := -1, 0.0
	top := 0.0
	for i, m := range marks {
		near := nearness(words, m)
		switch {
		case best < 0 || near > top:
			best, second, top = i, top, near
		case near > second:
			second = near
		}
	}
	if len(marks) > 1 && top < clearlyNearer*second {
		return nil
	}
	for _, day := range days(c) { // "Thursday" by itself tells nobody which
		if day.Span.Shift(-c.fact.Span.Start) == marks[best] {
			label = strings.TrimPrefix(label+", "+day.For, ", ")
		}
	}
	return &briefing.Short{Span: marks[best], Label: label}
}

// coordinated joins marks that stand in one row: "Russia, Iran and Turkey" answers, and not one of them.
func coordinated(s string, marks []briefing.Span) []briefing.Span {
	var out []briefing.Span
	for _, m := range marks {
		if n := len(out); n > 0 && m.Start >= out[n-1].End {
			between := strings.FieldsFunc(s[out[n-1].End:m.Start], func(r rune) bool { return r == ' ' || r == ',' })
			if len(between) == 0 || len(between) == 1 && (between[0] == "and" || between[0] == "or") {
				out[n-1].End = m.End
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

// travels is what must be said with words taken out of a fact: on whose word it rests, that it is alleged or planned. It is false where a
// word that turns the sense would be lost.
func travels(f briefing.Fact) (label string, ok bool) {
	for _, m := range f.Modality {
		switch m.Kind {
		case briefing.ModalityNegated, briefing.ModalityDenied, briefing.ModalityConditional, briefing.ModalityPossible:
			return "", false
		case briefing.ModalityAlleged:
			label = "alleged"
		case briefing.ModalityPlanned:
			label = "planned"
		}
	}
	switch f.Attribution {
	case briefing.AttributedPerson, briefing.AttributedOrganisation:
		i := slices.IndexFunc(f.Quotes, func(q briefing.Quote) bool { return q.Speaker != "" && !q.Doubtful })
		if i < 0 {
			return "", false
		}
		by := "according to " + f.Quotes[i].Speaker
		if label != "" {
			by = label + ", " + by
		}
		return by, true
	case briefing.AttributedDocument, briefing.AttributedUnnamed:
		return "", false // whose word it is stands only in the sentence
	}
	return label, f.Hedge == "" || label != ""
}

// weighedWord is a word of a text with its rarity; 0 for one that the question does not have.
type weighedWord struct {
	span   briefing.Span
	weight float64
}

// weighed are the words of a text, with the rarity of those of the question.
func weighed(s string, f found) []weighedWord {
	rarity := make(map[string]float64, len(f.terms))
	for _, t := range slices.Backward(f.terms) { // of two with one stem the first
		if f.counts(&t) {
			rarity[t.Stem] = t.IDF
		}
	}
	words := text.Words(s)
	out := make([]weighedWord, len(words))
	for i, w := range words {
		out[i] = weighedWord{w.Span, rarity[text.Stem(w.Norm, "en")]}
	}
	return out
}

// nearness is how near a span stands to the words of the question: their rarities, each divided by the words between.
func nearness(words []weighedWord, m briefing.Span) float64 {
	first := slices.IndexFunc(words, func(w weighedWord) bool { return w.span.End > m.Start })
	if first < 0 {
		return 0
	}
	last := first
	for last+1 < len(words) && words[last+1].span.Start < m.End {
		last++
	}
	sum := 0.0
	for i, w := range words {
		if i < first || i > last {
			sum += w.weight / float64(1+max(first-i, i-last))
		}
	}
	return sum
}
