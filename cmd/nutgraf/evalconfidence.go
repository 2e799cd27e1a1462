package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/answer/calibrate"
)

// wronglyRefused is the share of answerable news questions that may be refused: the threshold is set by it.
const wronglyRefused = 0.12

// confidenceSets are where confidence is learned from, each with what it weighs. Questions as people type them about news weigh most. The same
// questions without their article, and with their article but without the answering sentences, are what an editor asks of a library that
// lacks an article.
var confidenceSets = []struct {
	name   string
	weight float64
	cases  func(context.Context, string, streams) ([]confidenceCase, error)
}{
	{"news_qa", 5, newsCases}, {"away", 2, awayCases}, {"cut", 1, cutCases}, {"refuse", 3, refuseCases}, {"squad", 1, squadCases}, {"timeqa", 1, timeCases},
}

// confidenceCase is one question with the signs of what would be said first.
type confidenceCase struct {
	calibrate.Case
	answerable bool
}

// confidenceFit was chosen by the figures on articles not learned from.
var confidenceFit = calibrate.Options{Ridge: 0.01}

// evalConfidence learns what confidence is made of and writes the table, with the figures on articles it was not learned from.
func evalConfidence(ctx context.Context, dir string, std streams) error {
	var all []confidenceCase
	for _, set := range confidenceSets {
		cases, err := set.cases(ctx, dir, std)
		if err != nil {
			return fmt.Errorf("%s: %w", set.name, err)
		}
		for i := range cases {
			cases[i].Set, cases[i].Weight = set.name, set.weight/float64(len(cases))
		}
		all = append(all, cases...)
	}
	cases := make([]calibrate.Case, len(all))
	for i, c := range all {
		cases[i] = c.Case
	}
	// In none of the sets a follow-up has no answer, so they would teach that every follow-up has one.
	fit := confidenceFit
	fit.Drop = map[int]bool{slices.IndexFunc(answer.Signs[:], func(s answer.Sign) bool { return s.Name == "thread.leaning" }): true}
	said := calibrate.Cross(cases, foldCount, fit)
	of := func(set string, answerable bool) (out []float64) {
		for i, c := range all {
			if c.Set == set && c.answerable == answerable {
				out = append(out, said[i])
			}
		}
		return out
	}
	threshold := calibrate.Quantile(of("news_qa", true), wronglyRefused)
	fmt.Fprintln(std.out, "# What each sign is worth, learned by `nutgraf eval confidence`: confidence is the logistic function of the sum.")
	fmt.Fprintf(std.out, "# From the threshold on an answer is given: %.0f %% of the answerable news questions lie below it. All figures are of articles not learned from.\n", 100*wronglyRefused)
	for _, set := range confidenceSets {
		yes, no := of(set.name, true), of(set.name, false)
		fmt.Fprintf(std.out, "# %-8s %5d to answer, %.3f of them refused; %5d to refuse, %.3f of them refused; area %.3f\n",
			set.name, len(yes), calibrate.Below(yes, threshold), len(no), calibrate.Below(no, threshold), calibrate.Area(yes, no))
	}
	for i, b := range calibrate.Reliability(cases, said) {
		fmt.Fprintf(std.out, "# confidence from %.1f: %5d cases, said %.3f, right %.3f\n", float64(i)/10, b.Cases, b.Said, b.Right)
	}
	fmt.Fprintf(std.out, "# sign\tweight\n%s\t%.4f\n", answer.ThresholdName, threshold)
	for i, w := range calibrate.Fit(cases, fit) {
		fmt.Fprintf(std.out, "%s\t%.4f\n", answer.Signs[i].Name, w)
	}
	return nil
}

// confidenceCase asks a question behind its history; fold is the article that it is about.
func (h *house) confidenceCase(ctx context.Context, q newsQuestion, fold string) (confidenceCase, briefing.Fact, error) {
	var turns []briefing.Turn
	for _, earlier := range q.History {
		a, err := h.answer.Answer(ctx, briefing.Question{Text: earlier, Turns: turns})
		if err != nil {
			return confidenceCase{}, briefing.Fact{}, err
		}
		turns = append(turns, a.Turn(a.AsOf))
	}
	fact, signs, err := h.answer.Foremost(ctx, briefing.Question{Text: q.Question, Turns: turns})
	return confidenceCase{Case: calibrate.Case{Fold: foldOf(fold), Values: signs[:]}}, fact, err
}

func newsCases(ctx context.Context, dir string, std streams) (out []confidenceCase, err error) {
	h, remove, err := evalHouse(ctx, filepath.Join(dir, "news_qa", "articles.jsonl"), std)
	if err != nil {
		return nil, err
	}
	defer remove()
	err = eachJSON(filepath.Join(dir, "news_qa", "questions.jsonl"), func(q newsQuestion) error {
		c, fact, err := h.confidenceCase(ctx, q, orElse(q.Doc, q.ID))
		c.answerable = !q.Unanswerable
		c.Right = c.answerable && q.answeredBy(fact.Text)
		out = append(out, c)
		return err
	})
	return out, err
}

// awayCases ask each news question over the articles but its own.
func awayCases(ctx context.Context, dir string, std streams) (out []confidenceCase, err error) {
	const parts = 10
	for part := range parts {
		leave := func(doc string) bool { return foldOf(doc)%parts == part }
		articles := func(a map[string]any) bool {
			id, _ := a["id"].(string)
			return !leave(id)
		}
		err := overArticles(ctx, dir, std, articles, func(h *house) error {
			return eachJSON(filepath.Join(dir, "news_qa", "questions.jsonl"), func(q newsQuestion) error {
				if q.Doc == "" || !leave(q.Doc) || len(q.History) > 0 {
					return nil
				}
				c, _, err := h.confidenceCase(ctx, q, q.Doc)
				out = append(out, c)
				return err
			})
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// cutCases ask each news question over its article without the sentences that answer.
func cutCases(ctx context.Context, dir string, std streams) (out []confidenceCase, err error) {
	byDoc := map[string][]newsQuestion{}
	most := 0
	err = eachJSON(filepath.Join(dir, "news_qa", "questions.jsonl"), func(q newsQuestion) error {
		if !q.Unanswerable && len(q.History) == 0 {
			byDoc[q.Doc] = append(byDoc[q.Doc], q)
			most = max(most, len(byDoc[q.Doc]))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for n := range most { // the n-th question of each article
		articles := func(a map[string]any) bool {
			id, _ := a["id"].(string)
			body, _ := a["text"].(string)
			if qs := byDoc[id]; n < len(qs) {
				a["text"] = withoutEvidence(body, qs[n])
			}
			return true
		}
		err := overArticles(ctx, dir, std, articles, func(h *house) error {
			for doc, qs := range byDoc {
				if n >= len(qs) {
					continue
				}
				c, fact, err := h.confidenceCase(ctx, qs[n], doc)
				if err != nil {
					return err
				}
				if !qs[n].evidenced(fact.Text) { // cut as it was read, not always as it is printed
					out = append(out, c)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b confidenceCase) int { return a.Fold - b.Fold })
	return out, nil
}

// overArticles hands do a house of the news articles as change leaves them; it drops those for which change is false.
func overArticles(ctx context.Context, dir string, std streams, change func(map[string]any) bool, do func(*house) error) error {
	lines, remove, err := changedLines(filepath.Join(dir, "news_qa", "articles.jsonl"), change)
	if err != nil {
		return err
	}
	defer remove()
	h, close, err := evalHouse(ctx, lines, std)
	if err != nil {
		return err
	}
	defer close()
	return do(h)
}

// withoutEvidence is a text without the sentences that answer a question.
func withoutEvidence(body string, q newsQuestion) string {
	paragraphs := strings.Split(body, "\n")
	for i, p := range paragraphs {
		paragraphs[i] = sentencesBut(p, q.evidenced)
	}
	return strings.Join(paragraphs, "\n")
}

func refuseCases(ctx context.Context, dir string, std streams) (out []confidenceCase, err error) {
	h, remove, err := evalHouse(ctx, filepath.Join(dir, "news_qa", "articles.jsonl"), std)
	if err != nil {
		return nil, err
	}
	defer remove()
	err = eachJSON(filepath.Join(dir, "refuse", "newsquiz_out_of_corpus.jsonl"), func(q newsQuestion) error {
		c, _, err := h.confidenceCase(ctx, q, q.ID)
		out = append(out, c)
		return err
	})
	return out, err
}

func squadCases(ctx context.Context, dir string, std streams) ([]confidenceCase, error) {
	return textCases(ctx, filepath.Join(dir, "squad", "documents_v2.0.jsonl"), filepath.Join(dir, "squad", "questions_v2.0.jsonl"), std)
}

func timeCases(ctx context.Context, dir string, std streams) ([]confidenceCase, error) {
	return textCases(ctx, filepath.Join(dir, "timeqa", "docs.jsonl"), filepath.Join(dir, "timeqa", "questions.jsonl"), std)
}

// textCases ask the questions of a set over its texts.
func textCases(ctx context.Context, docs, questions string, std streams) (out []confidenceCase, err error) {
	h, remove, err := evalTexts(ctx, docs, std)
	if err != nil {
		return nil, err
	}
	defer remove()
	err = eachJSON(questions, func(line json.RawMessage) error {
		var q struct {
			squadQuestion
			Docs []string `json:"doc_ids"`
		}
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		fold := q.Title
		if len(q.Docs) > 0 {
			fold = q.Docs[0]
		}
		c, fact, err := h.confidenceCase(ctx, newsQuestion{Question: q.Question}, fold)
		c.answerable = !q.Unanswerable
		sentence := comparable(fact.Text)
		c.Right = c.answerable && slices.ContainsFunc(q.Answers, func(a string) bool { return strings.Contains(sentence, comparable(a)) })
		out = append(out, c)
		return err
	})
	return out, err
}
