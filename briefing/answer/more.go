package answer

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// wantsMore reports whether somebody asks for what else there is to the question before.
func wantsMore(question string) bool {
	return morePhrase[folded(question)]
}

// continued finds the question that "more" goes on from, and what was said to it so far. Without one, "more" is
// an ordinary question.
func continued(q briefing.Question) (asked briefing.Question, said map[briefing.FactID]bool) {
	said = make(map[briefing.FactID]bool)
	for i := len(q.Turns) - 1; i >= 0; i-- {
		turn := q.Turns[i]
		for _, id := range turn.Facts {
			said[id] = true
		}
		if !wantsMore(turn.Question) && pointingPhrase[folded(turn.Question)] == pointsNowhere {
			asked = q
			asked.Text, asked.Turns = turn.Question, q.Turns[:i]
			return asked, said
		}
	}
	return q, nil
}

// moreOdds are the odds beside the best candidate down to which "more" goes on.
const moreOdds = 0.001

// furtherFacts fills out with the next facts that were not said yet, by the same order as before.
func furtherFacts(s search.Snapshot, out *composed, f found, r reading, said map[briefing.FactID]bool) error {
	var points []candidate
	for _, c := range f.candidates {
		if len(points) == maxPoints {
			break
		}
		if said[c.fact.ID] || !further(c, f, r) || repeats(c, f.candidates, said) || repeatsAny(c, points) {
			continue
		}
		if c.quote.Kind != "" {
			c.lead = quoteLead(c.quote)
		}
		points = append(points, c)
	}
	out.Reading = "more of " + out.Reading
	if len(points) == 0 {
		out.Exhausted = true
		return nil
	}
	out.Kind = briefing.AnswerFact
	if r.Wanted == question.WantQuote {
		out.Kind = briefing.AnswerQuotes
	}
	return cite(s, out, points)
}

// further reports whether a candidate goes on with an answer: of quotes what the person said on the topic, of facts what is
// sure and not far behind the best.
func further(c candidate, f found, r reading) bool {
	if r.Wanted == question.WantQuote && c.quote.Kind != "" {
		return saidOnTopic(c, f, r)
	}
	return sure(c, r) && c.score >= moreOdds*f.candidates[0].score
}

// repeats reports whether c has the words of a fact that was said.
func repeats(c candidate, all []candidate, said map[briefing.FactID]bool) bool {
	return slices.ContainsFunc(all, func(other candidate) bool {
		return said[other.fact.ID] && sameWords(other.fact.Text, c.fact.Text)
	})
}

func repeatsAny(c candidate, points []candidate) bool {
	return slices.ContainsFunc(points, func(p candidate) bool { return sameWords(p.fact.Text, c.fact.Text) })
}
