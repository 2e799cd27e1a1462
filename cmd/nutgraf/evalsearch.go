package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// evalText is one text of a set that is asked about.
type evalText struct {
	ID    string `json:"id"`
	Doc   string `json:"doc"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// evalTexts is a throw-away library of a set's texts, each with its id as ref.
func evalTexts(ctx context.Context, path string, std streams) (h *house, remove func(), err error) {
	lines, err := os.CreateTemp("", "nutgraf-eval-*.jsonl")
	if err != nil {
		return nil, nil, err
	}
	defer os.Remove(lines.Name())
	err = eachJSON(path, func(t evalText) error {
		return printJSON(lines, map[string]string{"id": orElse(t.ID, t.Doc), "title": t.Title, "text": t.Text})
	})
	if err == nil {
		err = lines.Close()
	}
	if err != nil {
		return nil, nil, err
	}
	return evalHouse(ctx, lines.Name(), std)
}

// squadQuestion is one line of the questions of a version.
type squadQuestion struct {
	ID           string   `json:"id"`
	Question     string   `json:"question"`
	Answers      []string `json:"answers"`
	Title        string   `json:"title"`
	DocIDs       []string `json:"doc_ids"`
	Unanswerable bool     `json:"unanswerable"`
}

// text is the id of the text that is asked about.
func (q squadQuestion) text() string {
	if len(q.DocIDs) > 0 {
		return q.DocIDs[0]
	}
	return q.Title
}

// squadVerdict is what is printed for each question.
type squadVerdict struct {
	ID        string          `json:"id"`
	Answer    string          `json:"answer"` // the first point
	Short     string          `json:"short"`  // its answering words
	Refused   bool            `json:"refused"`
	Citations []squadCitation `json:"citations"`
}

type squadCitation struct {
	ID    string `json:"id"`
	Quote string `json:"quote"`
}

func toSquadVerdict(q squadQuestion, a briefing.Answer) squadVerdict {
	v := squadVerdict{ID: q.ID, Refused: len(a.Points) == 0, Citations: []squadCitation{}}
	if !v.Refused {
		v.Answer = a.Points[0].Text
		if marks := a.Points[0].Marks; len(marks) > 0 {
			v.Short = marks[0].Of(v.Answer)
		}
	}
	for _, c := range a.Citations {
		v.Citations = append(v.Citations, squadCitation{c.Ref, c.Quote})
	}
	return v
}

// evalSquad asks questions over whole texts, of the version without unanswerable questions and of the one with.
func evalSquad(ctx context.Context, dir string, std streams) error {
	for _, version := range []string{"v1.1", "v2.0"} {
		if err := evalSquadVersion(ctx, dir, version, std); err != nil {
			return err
		}
	}
	return nil
}

func evalSquadVersion(ctx context.Context, dir, version string, std streams) error {
	h, remove, err := evalTexts(ctx, filepath.Join(dir, "documents_"+version+".jsonl"), std)
	if err != nil {
		return err
	}
	defer remove()
	var tally squadTally
	err = eachJSON(filepath.Join(dir, "questions_"+version+".jsonl"), func(q squadQuestion) error {
		a, err := h.answer.Answer(ctx, briefing.Question{Text: q.Question})
		if err != nil {
			return fmt.Errorf("%s: %w", q.ID, err)
		}
		v := toSquadVerdict(q, a)
		rank := 0
		if !q.Unanswerable {
			if rank, err = rankOfAnswer(ctx, h, q); err != nil {
				return fmt.Errorf("%s: %w", q.ID, err)
			}
		}
		tally.count(q, v, rank)
		return printJSON(std.out, v)
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(std.err, "squad %s: %s\n", version, tally)
	return nil
}

// evalTimeQA asks who held what when, over whole texts.
func evalTimeQA(ctx context.Context, dir string, std streams) error {
	h, remove, err := evalTexts(ctx, filepath.Join(dir, "docs.jsonl"), std)
	if err != nil {
		return err
	}
	defer remove()
	return eachJSON(filepath.Join(dir, "questions.jsonl"), func(q squadQuestion) error {
		a, err := h.answer.Answer(ctx, briefing.Question{Text: q.Question})
		if err != nil {
			return fmt.Errorf("%s: %w", q.ID, err)
		}
		return printJSON(std.out, toSquadVerdict(q, a))
	})
}

// squadTally counts answerable questions, how many of them search answers first and among the first five and how many
// were refused, and the same of unanswerable ones.
type squadTally struct{ asked, first, five, refused, unanswerable, rightly int }

// count takes in a verdict; rank is where search has the answer, 0 for nowhere.
func (t *squadTally) count(q squadQuestion, v squadVerdict, rank int) {
	if q.Unanswerable {
		t.unanswerable++
		if v.Refused {
			t.rightly++
		}
		return
	}
	t.asked++
	if v.Refused {
		t.refused++
	}
	if rank == 1 {
		t.first++
	}
	if rank >= 1 && rank <= firstFive {
		t.five++
	}
}

func (t squadTally) String() string {
	s := fmt.Sprintf("search has a sentence with the answer first in %.3f, in the first five in %.3f of %d; refused wrongly %.3f",
		share(t.first, t.asked), share(t.five, t.asked), t.asked, share(t.refused, t.asked))
	if t.unanswerable > 0 {
		s += fmt.Sprintf("; refused rightly %.3f of %d", share(t.rightly, t.unanswerable), t.unanswerable)
	}
	return s
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// rankOfAnswer is the rank of the first fact of the right text that holds an answer, 0 when none is among the first twenty.
func rankOfAnswer(ctx context.Context, h *house, q squadQuestion) (int, error) {
	at := 0
	err := h.db.View(ctx, func(v *store.View) error {
		result, err := rank.Facts(v, rank.Query{Query: search.Query{Text: q.Question, Top: 20}})
		if err != nil {
			return err
		}
		hits, err := readHits(v, result)
		if err != nil {
			return err
		}
		for i, hit := range hits {
			sentence := comparable(hit.Fact.Text)
			holds := func(answer string) bool { return strings.Contains(sentence, comparable(answer)) }
			if hit.article.Ref == q.Title && slices.ContainsFunc(q.Answers, holds) {
				at = i + 1
				return nil
			}
		}
		return nil
	})
	return at, err
}

// evalRetrieval ranks texts for queries.
func evalRetrieval(ctx context.Context, dir string, std streams) error {
	h, remove, err := evalTexts(ctx, filepath.Join(dir, "cranfield_docs.jsonl"), std)
	if err != nil {
		return err
	}
	defer remove()
	type item struct {
		ID    string `json:"id"`
		Query string `json:"query"`
	}
	type verdict struct {
		ID     string   `json:"id"`
		Ranked []string `json:"ranked"`
	}
	return eachJSON(filepath.Join(dir, "cranfield_queries.jsonl"), func(q item) error {
		v := verdict{ID: q.ID, Ranked: []string{}}
		err := h.db.View(ctx, func(view *store.View) error {
			found, err := rank.Articles(view, search.Query{Text: q.Query, Top: 1000})
			if err != nil {
				return err
			}
			for _, hit := range found {
				a, err := view.Head(hit.Revision)
				if err != nil {
					return err
				}
				v.Ranked = append(v.Ranked, a.Ref)
			}
			return nil
		})
		if err != nil {
			return err
		}
		return printJSON(std.out, v)
	})
}
