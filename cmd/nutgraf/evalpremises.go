package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/nutgraf/nutgraf/briefing/claim"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// premiseDenied is what is printed for each question of which a fact denies what it takes for granted.
type premiseDenied struct {
	ID       string  `json:"id"`
	Question string  `json:"question"`
	Group    string  `json:"group"` // of news_qa; "" for the others
	Fact     string  `json:"fact"`
	Reason   string  `json:"reason"`
	Strength float64 `json:"strength"`
	Rightly  bool    `json:"rightly"` // no article answers the question
}

// evalPremises looks for facts that deny what questions take for granted. For a question that an article answers each is a false alarm.
func evalPremises(ctx context.Context, dir string, std streams) error {
	for _, set := range []struct {
		name, articles, questions string
		open                      func(context.Context, string, streams) (*house, func(), error)
	}{
		{"news_qa", "news_qa/articles.jsonl", "news_qa/questions.jsonl", evalHouse},
		{"squad 1.1", "squad/documents_v1.1.jsonl", "squad/questions_v1.1.jsonl", evalTexts},
		{"squad 2.0", "squad/documents_v2.0.jsonl", "squad/questions_v2.0.jsonl", evalTexts},
	} {
		h, remove, err := set.open(ctx, filepath.Join(dir, set.articles), std)
		if err != nil {
			return err
		}
		alarms, answerable, found, others := 0, 0, 0, 0
		err = eachJSON(filepath.Join(dir, set.questions), func(q newsQuestion) error {
			if len(q.History) > 0 {
				return nil
			}
			d, err := deniedPremise(ctx, h, q)
			if err != nil {
				return fmt.Errorf("%s: %w", q.ID, err)
			}
			count, all := &alarms, &answerable
			if q.Unanswerable {
				count, all = &found, &others
			}
			*all++
			if d == nil {
				return nil
			}
			*count++
			return printJSON(std.out, d)
		})
		remove()
		if err != nil {
			return err
		}
		fmt.Fprintf(std.err, "%s: a premise denied in %d of %d questions that no article answers, and in %d of %d that one does (%.3f)\n",
			set.name, found, others, alarms, answerable, share(alarms, answerable))
	}
	return nil
}

// deniedPremise is the fact among the best for a question that denies what it takes for granted; nil for none.
func deniedPremise(ctx context.Context, h *house, q newsQuestion) (*premiseDenied, error) {
	r := question.Read(q.Question)
	if !r.Claim.Presupposed {
		return nil, nil
	}
	var hits rank.Result
	err := h.db.View(ctx, func(v *store.View) (err error) {
		hits, err = rank.Facts(v, rank.Query{Query: search.Query{Text: q.Question}, Reading: &r})
		return err
	})
	if err != nil {
		return nil, err
	}
	var candidates []claim.Candidate
	for _, hit := range hits.Hits {
		one := claim.Candidate{Fact: hit.Fact}
		for _, i := range hit.Found.Nearby {
			one.Around = append(one.Around, hits.Terms[i].Word)
		}
		candidates = append(candidates, one)
	}
	d, ok := claim.Disproved(claim.New(r.Claim), candidates)
	if !ok {
		return nil, nil
	}
	return &premiseDenied{q.ID, q.Question, q.Group, candidates[d.At].Fact.Text, string(d.Reason), d.Strength, q.Unanswerable}, nil
}
