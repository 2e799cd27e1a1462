package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
)

// refuseVerdict is what is printed for each question that no article answers.
type refuseVerdict struct {
	ID         string  `json:"id"`
	Refused    bool    `json:"refused"`
	Kind       string  `json:"kind"`
	Answer     string  `json:"answer"` // the first point, "" when refused
	Confidence float64 `json:"confidence"`
	TookMS     float64 `json:"took_ms"`
}

// evalRefuse asks questions whose articles are not there, over the articles of the news_qa folder beside: every answer is a false one.
func evalRefuse(ctx context.Context, dir string, std streams) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("%s: no file of questions (*.jsonl) in it", dir)
	}
	h, remove, err := evalHouse(ctx, filepath.Join(dir, "..", "news_qa", "articles.jsonl"), std)
	if err != nil {
		return err
	}
	defer remove()
	asked, refused := 0, 0
	for _, file := range slices.Sorted(slices.Values(files)) {
		err := eachJSON(file, func(q newsQuestion) error {
			a, took, err := timedAnswer(ctx, h, briefing.Question{Text: q.Question})
			if err != nil {
				return fmt.Errorf("%s: %w", q.ID, err)
			}
			v := refuseVerdict{ID: q.ID, Refused: len(a.Points) == 0, Kind: string(a.Kind), Confidence: a.Confidence, TookMS: milliseconds(took)}
			asked++
			if v.Refused {
				refused++
			} else {
				v.Answer = a.Points[0].Text
			}
			return printJSON(std.out, v)
		})
		if err != nil {
			return err
		}
	}
	fmt.Fprintf(std.err, "refused %d of %d questions that no article answers: %.3f\n", refused, asked, share(refused, asked))
	return nil
}
