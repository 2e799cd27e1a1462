package main

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// trecQuestion is one line of the set: a question with the sentences that may answer it.
type trecQuestion struct {
	ID         string          `json:"id"`
	Question   string          `json:"question"`
	Candidates []trecCandidate `json:"candidates"`
}

type trecCandidate struct {
	SID      string `json:"sid"`
	Text     string `json:"text"`
	Relevant bool   `json:"relevant"`
}

// evalTrecQA ranks the candidate sentences of each question.
func evalTrecQA(ctx context.Context, path string, std streams) error {
	questions, h, remove, err := trecHouse(ctx, path, std)
	if err != nil {
		return err
	}
	defer remove()
	type verdict struct {
		ID     string   `json:"id"`
		Ranked []string `json:"ranked"`
	}
	for _, q := range questions {
		v := verdict{ID: q.ID, Ranked: []string{}}
		hits, err := rankedFacts(ctx, h, q.query())
		if err != nil {
			return err
		}
		ranked := make([]bool, len(q.Candidates))
		for _, hit := range hits {
			for _, i := range q.candidatesWith(hit.Fact.Text) {
				if !ranked[i] {
					v.Ranked = append(v.Ranked, q.Candidates[i].SID)
				}
				ranked[i] = true
			}
		}
		for i, c := range q.Candidates { // those without a word of the question, in their order
			if !ranked[i] {
				v.Ranked = append(v.Ranked, c.SID)
			}
		}
		if err := printJSON(std.out, v); err != nil {
			return err
		}
	}
	return nil
}

// trecHouse is a throw-away library with an article for each question, of its candidates. The question's id is its outlet, so that
// a search can be kept to it.
func trecHouse(ctx context.Context, path string, std streams) (questions []trecQuestion, h *house, remove func(), err error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "trecqa_dev.jsonl")
	}
	lines, err := os.CreateTemp("", "nutgraf-eval-*.jsonl")
	if err != nil {
		return nil, nil, nil, err
	}
	defer os.Remove(lines.Name())
	err = eachJSON(path, func(q trecQuestion) error {
		var paragraphs []string
		for i := range q.Candidates {
			q.Candidates[i].Text = untokenised(q.Candidates[i].Text)
			paragraphs = append(paragraphs, q.Candidates[i].Text)
		}
		questions = append(questions, q)
		return printJSON(lines, map[string]string{"id": q.ID, "url": "https://trecqa.example/" + url.PathEscape(q.ID), "outlet": q.ID, "text": strings.Join(paragraphs, "\n\n")})
	})
	if err == nil {
		err = lines.Close()
	}
	if err != nil {
		return nil, nil, nil, err
	}
	h, remove, err = evalHouse(ctx, lines.Name(), std)
	return questions, h, remove, err
}

func (q trecQuestion) query() rank.Query {
	return rank.Query{Query: search.Query{Text: q.Question, Only: search.Filter{Outlets: []string{q.ID}}, Top: max(1, 2*len(q.Candidates))}}
}

// candidatesWith are the indices of the candidates that a fact is a part of.
func (q trecQuestion) candidatesWith(fact string) (indices []int) {
	fact = comparable(fact)
	for i, c := range q.Candidates {
		if strings.Contains(comparable(c.Text), fact) {
			indices = append(indices, i)
		}
	}
	return indices
}

// untokenised joins a text whose words and marks were parted by spaces, in the manner of the Penn treebank.
func untokenised(s string) string {
	return strings.TrimSpace(treebankMarks.Replace(" " + s + " "))
}

var treebankMarks = strings.NewReplacer(" `` ", " “", " '' ", "” ", " ` ", " ‘", " -LRB- ", " (", " -RRB- ", ") ", " , ", ", ", " . ", ". ", " ; ", "; ", " : ", ": ", " ? ", "? ",
	" ! ", "! ", " 's ", "'s ", " n't ", "n't ", " 're ", "'re ", " 've ", "'ve ", " 'll ", "'ll ", " 'd ", "'d ", " 'm ", "'m ", " % ", "% ", " $ ", " $")

// rankedFacts are the facts of a library ranked for a query.
func rankedFacts(ctx context.Context, h *house, q rank.Query) (hits []rank.Hit, err error) {
	err = h.db.View(ctx, func(v *store.View) error {
		result, err := rank.Facts(v, q)
		hits = result.Hits
		return err
	})
	return hits, err
}
