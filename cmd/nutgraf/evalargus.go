package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/read"
)

// argusItem is a yes/no question with lines of news that somebody found for it.
type argusItem struct {
	ID       string   `json:"id"`
	Question string   `json:"question"`
	Gold     string   `json:"gold"`
	Evidence []string `json:"evidence"`
}

// argusAnswer is what is printed for each question.
type argusAnswer struct {
	ID      string           `json:"id"`
	Answer  string           `json:"answer"`  // "yes" or "no"
	Verdict briefing.Verdict `json:"verdict"` // as the answer has it: "" where the articles do not settle it
	Gold    string           `json:"gold"`
	Cited   string           `json:"cited"` // the first point, "" for none
}

// evalArgus asks yes/no questions, each over a library of its own evidence, a line an article. The scorer knows yes and no alone: what no article
// bears out, and what they say both ways, counts as no.
func evalArgus(ctx context.Context, path string, std streams) error {
	asked, right, settled := 0, 0, 0
	err := eachJSON(path, func(i argusItem) error {
		a, err := askArgus(ctx, i, std)
		if err != nil {
			return fmt.Errorf("%s: %w", i.ID, err)
		}
		out := argusAnswer{ID: i.ID, Answer: "no", Verdict: a.Verdict, Gold: i.Gold}
		if a.Verdict == briefing.VerdictYes {
			out.Answer = "yes"
		}
		if len(a.Points) > 0 {
			out.Cited = a.Points[0].Text
		}
		asked++
		if out.Answer == i.Gold {
			right++
		}
		if a.Verdict != "" {
			settled++
		}
		return printJSON(std.out, out)
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(std.err, "right %d of %d questions: %.3f; settled by an article %d\n", right, asked, share(right, asked), settled)
	return nil
}

// askArgus asks a question over its evidence.
func askArgus(ctx context.Context, i argusItem, std streams) (briefing.Answer, error) {
	var lines bytes.Buffer
	for n, e := range i.Evidence {
		line, err := json.Marshal(map[string]string{"url": fmt.Sprintf("https://argus.example/%s/%d", i.ID, n), "text": e})
		if err != nil {
			return briefing.Answer{}, err
		}
		lines.Write(append(line, '\n'))
	}
	h, _, remove, err := throwaway(ctx, read.Articles(&lines, read.Source{Name: "evidence.jsonl"}), std)
	if err != nil {
		return briefing.Answer{}, err
	}
	defer remove()
	return h.answer.Answer(ctx, briefing.Question{Text: i.Question})
}
