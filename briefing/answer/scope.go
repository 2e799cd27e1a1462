package answer

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// look runs fn on the library as those see it who ask q: nothing of a hidden feed can be found, read or counted there, so no form of
// answer has to know of them.
func (a *Answerer) look(q briefing.Question, fn func(search.Snapshot) error) error {
	return a.view(func(s search.Snapshot) error { return fn(search.Without(s, q.Hidden)) })
}

// Extent is how much there is to search for somebody who must not see some feeds.
func (a *Answerer) Extent(_ context.Context, hidden []string) (e briefing.Extent, err error) {
	err = a.view(func(s search.Snapshot) error {
		e, err = search.ExtentAt(search.Without(s, hidden), time.Time{})
		return err
	})
	return e, err
}

// seenTurns are the turns that may be leaned on where feeds are hidden: a thread may have moved, or what its place may see changed. A turn
// that cites what is hidden says nothing, nor does one that asked back for what only hidden articles tell.
func (a *Answerer) seenTurns(q briefing.Question) (turns []briefing.Turn, err error) {
	if len(q.Hidden) == 0 || len(q.Turns) == 0 {
		return q.Turns, nil
	}
	dropped := false
	err = a.look(q, func(s search.Snapshot) error {
		for _, t := range q.Turns {
			seen, err := seenTurn(s, t)
			if err != nil {
				return err
			}
			if !seen {
				dropped = true
				continue
			}
			if dropped { // it may have been understood from what was dropped
				t.Subject = slices.DeleteFunc(slices.Clone(t.Subject), func(word string) bool { return !saidIn(word, t.Question) })
			}
			turns = append(turns, t)
		}
		return nil
	})
	return turns, err
}

// saidIn reports whether all words of a subject stand in a question.
func saidIn(subject, asked string) bool {
	words := question.Folded(asked)
	return !slices.ContainsFunc(question.Folded(subject), func(w string) bool { return !slices.Contains(words, w) })
}

func seenTurn(s search.Snapshot, t briefing.Turn) (bool, error) {
	for _, id := range t.Facts {
		revision, _, ok := id.Place()
		if !ok {
			return false, nil
		}
		_, err := s.Head(revision)
		if errors.Is(err, briefing.ErrNotFound) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
	for _, choice := range t.Choices {
		who := choice // "Mara Lind, inquiry chair, 6 facts"
		if at := strings.LastIndex(choice, ","); at >= 0 {
			who = choice[:at]
		}
		found, err := search.Find(s, search.Query{Text: who, Top: 1})
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(found.Terms, func(t search.Term) bool { return t.Facts == 0 && t.Articles == 0 && t.IDF > 0 }) {
			return false, nil
		}
	}
	return true, nil
}
