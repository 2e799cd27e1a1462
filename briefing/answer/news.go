package answer

import (
	"cmp"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// A question with a Since is asked by a watch: only what articles taken in from then on are the first to tell answers it.

// maxNewsLooks is how many candidates are looked up among what was told before: a fact answer needs three that are new.
const maxNewsLooks = 12

// newsCoverage is the least share of the question's weight that a fact must hold, itself or by what surrounds it, to be news. Nobody waits
// for the answer to a followed question, so it takes more than the confidence that is enough for who asks.
const newsCoverage = 0.7

// newsForm is the form in which a watch is answered: one that goes through all that is told of a topic tells what is new of it.
func newsForm(f question.Form) question.Form {
	switch f {
	case question.FormBrief, question.FormTimeline, question.FormCompare, question.FormProfile:
		return question.FormChanges
	}
	return f
}

// newsFrom is the earliest that an article may have been known that is news since a time: some come in late.
func newsFrom(since time.Time) time.Time {
	if since.IsZero() {
		return since
	}
	return since.Add(-lateIntake)
}

// news are the candidates that nobody told before the question's Since, in their order.
func news(s search.Snapshot, q briefing.Question, candidates []candidate) ([]candidate, error) {
	if q.Since.IsZero() {
		return candidates, nil
	}
	var out []candidate
	looks := 0
	for _, c := range candidates {
		if c.coverage < newsCoverage {
			continue
		}
		if looks == maxNewsLooks {
			break
		}
		fresh, language, err := freshIn(s, q, c)
		if err != nil {
			return nil, err
		}
		if !fresh {
			continue
		}
		looks++
		old, err := toldBefore(s, c.fact, language, q.Since)
		if err != nil {
			return nil, err
		}
		if !old {
			out = append(out, c)
		}
	}
	return out, nil
}

// freshIn reports whether all articles that print a candidate's words were taken in since the question's Since, and its thread was told
// none of them; language is that of the article.
func freshIn(s search.Snapshot, q briefing.Question, c candidate) (fresh bool, language string, err error) {
	for _, print := range append([]candidate{c}, c.reprints...) {
		head, err := s.Head(print.fact.Revision)
		if err != nil {
			return false, "", err
		}
		if head.Taken.Before(q.Since) || slices.Contains(q.Known, print.fact.ID) {
			return false, "", nil
		}
		language = cmp.Or(language, head.Language)
	}
	return true, language, nil
}

// toldBefore reports whether an article that was taken in before a time states what a fact states.
func toldBefore(s search.Snapshot, f briefing.Fact, language string, since time.Time) (bool, error) {
	found, err := search.Find(s, search.Query{
		Text: f.Text, Language: cmp.Or(language, "en"), Top: knownHits, Only: search.Filter{To: since},
	})
	if err != nil {
		return false, err
	}
	for _, h := range found.Hits {
		head, err := s.Head(h.Revision)
		if err != nil {
			return false, err
		}
		if !head.Taken.Before(since) {
			continue
		}
		old, err := s.Fact(h.Revision, h.Ordinal)
		if err != nil {
			return false, err
		}
		if sameStatement(old.Text, f.Text) {
			return true, nil
		}
	}
	return false, nil
}
