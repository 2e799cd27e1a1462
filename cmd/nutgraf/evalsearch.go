package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
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

// evalTexts is a throw-away library of a set's texts, each under its id as reference.
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

// evalSquad asks questions over whole documents, of the version without unanswerable questions and of the one with.
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
	type item struct {
		ID           string   `json:"id"`
		Question     string   `json:"question"`
		Answers      []string `json:"answers"`
		Title        string   `json:"title"`
		Unanswerable bool     `json:"unanswerable"`
	}
	type citation struct {
		ID    string `json:"id"`
		Quote string `json:"quote"`
	}
	type verdict struct {
		ID        string     `json:"id"`
		Answer    string     `json:"answer"`
		Short     string     `json:"short"`
		Refused   bool       `json:"refused"`
		Citations []citation `json:"citations"`
	}
	var first, five, ask, refused, rightly, unanswerable int
	err = eachJSON(filepath.Join(dir, "questions_"+version+".jsonl"), func(q item) error {
		a, err := h.answer.Answer(ctx, briefing.Question{Text: q.Question})
		if err != nil {
			return fmt.Errorf("%s: %w", q.ID, err)
		}
		v := verdict{ID: q.ID, Refused: len(a.Points) == 0, Citations: []citation{}}
		if !v.Refused {
			v.Answer = a.Points[0].Text
			if marks := a.Points[0].Marks; len(marks) > 0 {
				v.Short = marks[0].Of(v.Answer)
			}
		}
		for _, c := range a.Citations {
			v.Citations = append(v.Citations, citation{c.Ref, c.Quote})
		}
		if q.Unanswerable {
			unanswerable++
			if v.Refused {
				rightly++
			}
			return printJSON(std.out, v)
		}
		ask++
		if v.Refused {
			refused++
		}
		rank, err := rankOfAnswer(ctx, h, q.Question, q.Title, q.Answers)
		if err != nil {
			return err
		}
		if rank == 1 {
			first++
		}
		if rank >= 1 && rank <= 5 {
			five++
		}
		return printJSON(std.out, v)
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(std.err, "squad %s: search has a sentence with the answer first in %.3f, in the first five in %.3f of %d; refused wrongly %.3f", version, share(first, ask), share(five, ask), ask, share(refused, ask))
	if unanswerable > 0 {
		fmt.Fprintf(std.err, "; refused rightly %.3f of %d", share(rightly, unanswerable), unanswerable)
	}
	fmt.Fprintln(std.err)
	return nil
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// rankOfAnswer is the rank of the first fact of the right text that holds an answer, 0 when none is among the first twenty.
func rankOfAnswer(ctx context.Context, h *house, question, title string, answers []string) (int, error) {
	rank := 0
	err := h.db.View(ctx, func(v *store.View) error {
		result, err := search.Find(v, search.Query{Text: question, Top: 20})
		if err != nil {
			return err
		}
		hits, err := readHits(v, result)
		if err != nil {
			return err
		}
		for i, hit := range hits {
			sentence := comparable(hit.fact.Text)
			if hit.article.Ref == title && slices.ContainsFunc(answers, func(a string) bool { return strings.Contains(sentence, comparable(a)) }) {
				rank = i + 1
				return nil
			}
		}
		return nil
	})
	return rank, err
}

// evalRetrieval ranks texts for queries by their best fact.
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
			result, err := search.Find(view, search.Query{Text: q.Query, Top: 1000})
			if err != nil {
				return err
			}
			hits, err := readHits(view, result)
			for _, hit := range hits {
				if !slices.Contains(v.Ranked, hit.article.Ref) {
					v.Ranked = append(v.Ranked, hit.article.Ref)
				}
			}
			return err
		})
		if err != nil {
			return err
		}
		return printJSON(std.out, v)
	})
}
