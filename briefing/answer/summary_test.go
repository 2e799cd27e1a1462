package answer_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/summary"
)

// scripted is a model that says what it is told to.
type scripted struct {
	says string
	err  error
	seen string
}

func (s *scripted) Name() string { return "scripted" }

func (s *scripted) Generate(_ context.Context, prompt string) (string, error) {
	s.seen = prompt
	return s.says, s.err
}

func TestSummary(t *testing.T) {
	const question = "What did the harbour authority, the operator and Mara Lind say?"
	first := ask(t, ferry(t), briefing.Question{Text: question}).Citations[0].Quote
	tests := []struct {
		name  string
		model scripted
		want  string // the summary's sentences; "" for none
	}{
		{"a fact as it stands", scripted{says: first + " [1]"}, first},
		{"an invented figure", scripted{says: "Mara Lind said 900 drills were never held. [1]"}, ""},
		{"no citation", scripted{says: "The drills were never held."}, ""},
		{"an error", scripted{err: errors.New("overloaded")}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := ferry(t)
			a, err := answer.New(l.View, answer.Options{Summary: summary.New(&test.model, summary.Options{})}).
				Answer(context.Background(), briefing.Question{Text: question})
			if err != nil {
				t.Fatal(err)
			}
			briefingtest.CheckAnswer(t, l, a)
			if len(a.Points) == 0 {
				t.Fatal("a model must not take the facts away")
			}
			if test.model.seen == "" {
				t.Fatalf("the model was not asked about %s", briefingtest.Describe(a))
			}
			var got string
			if a.Summary != nil {
				for _, s := range a.Summary.Sentences {
					got += s.Text
				}
			}
			if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
				t.Errorf("summary %q, want %q", got, test.want)
			}
		})
	}
}
