package main

import (
	"context"
	"hash/fnv"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

// answered is nutgraf as somebody in a chat has it: the whole way from a question to its answer with citations.
type answered struct {
	*nutgraf
	answerer *answer.Answerer
}

func openAnswered(path string) (engine, error) {
	n, err := openNutgraf(path)
	if err != nil {
		return nil, err
	}
	return answered{n, answer.New(n.view, answer.Options{})}, nil
}

// openings are ways of asking, so that facts are looked through for each sort of thing that can be wanted. The words of
// made-up questions make sense behind none of them.
var openings = []string{"", "who ", "when was the ", "where is the ", "how many ", "why did the ", "did the ", "what did the minister say about "}

// find names the facts that an answer cites, which are few: what was asked, and nothing more.
func (a answered) find(ctx context.Context, question string, _ int) ([]string, error) {
	h := fnv.New32a()
	h.Write([]byte(question))
	got, err := a.answerer.Answer(ctx, briefing.Question{Text: openings[h.Sum32()%uint32(len(openings))] + question})
	names := make([]string, len(got.Citations))
	for i, c := range got.Citations {
		names[i] = string(c.Fact)
	}
	return names, err
}

func (answered) name(q briefingtest.Question) string { return string(q.Fact) }
