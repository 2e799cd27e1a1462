package main

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// newsQuestion is one line of questions.jsonl.
type newsQuestion struct {
	ID           string   `json:"id"`
	Question     string   `json:"question"`
	Group        string   `json:"group"`
	Doc          string   `json:"doc"`
	Evidence     []string `json:"evidence"` // exact words of the answering sentences
	Answers      []string `json:"answers"`  // strings one of which must be in the cited sentence
	Unanswerable bool     `json:"unanswerable"`
	History      []string `json:"history"` // earlier questions of the thread
}

// newsVerdict is what is printed for each question.
type newsVerdict struct {
	ID      string   `json:"id"`
	Group   string   `json:"group"`
	Verdict string   `json:"verdict"` // right, wrong or refused
	InFive  bool     `json:"in_five"` // one of the first five citations is right
	Kind    string   `json:"kind"`
	Reading string   `json:"reading"`
	Answer  string   `json:"answer"` // the first citation's words, "" when refused
	Refused bool     `json:"refused"`
	Quotes  []string `json:"quotes"`
	TookMS  float64  `json:"took_ms"`
}

// evalNewsQA asks real questions about real articles. An answer is right when its first citation overlaps an evidence
// string and holds an answer string; a question the articles do not answer is right when it is refused.
func evalNewsQA(ctx context.Context, dir string, std streams) error {
	h, remove, err := evalHouse(ctx, filepath.Join(dir, "articles.jsonl"), std)
	if err != nil {
		return err
	}
	defer remove()
	tally := make(map[string]*newsTally)
	var took []time.Duration
	var ranks firstRanks
	err = eachJSON(filepath.Join(dir, "questions.jsonl"), func(q newsQuestion) error {
		v, d, err := judgeNews(ctx, h, q)
		if err != nil {
			return fmt.Errorf("%s: %w", q.ID, err)
		}
		took = append(took, d)
		if !q.Unanswerable && len(q.History) == 0 {
			hits, err := rankedFacts(ctx, h, rank.Query{Query: search.Query{Text: q.Question}})
			if err != nil {
				return fmt.Errorf("%s: %w", q.ID, err)
			}
			ranks.count(slices.IndexFunc(hits, func(h rank.Hit) bool { return q.evidenced(h.Fact.Text) }) + 1)
		}
		for _, group := range []string{q.Group, totalGroup(q)} {
			if tally[group] == nil {
				tally[group] = &newsTally{}
			}
			tally[group].count(v)
		}
		return printJSON(std.out, v)
	})
	if err != nil {
		return err
	}
	printNewsTally(std, tally, took)
	fmt.Fprintf(std.err, "search has evidence %s of %d questions that need no history\n", ranks, ranks.asked)
	return nil
}

// firstRanks counts at which rank the first good fact comes.
type firstRanks struct{ asked, first, five, twenty int }

// count takes in a rank; 0 is nowhere.
func (r *firstRanks) count(rank int) {
	r.asked++
	if rank == 0 {
		return
	}
	for _, c := range []struct {
		at int
		n  *int
	}{{1, &r.first}, {firstFive, &r.five}, {20, &r.twenty}} {
		if rank <= c.at {
			*c.n++
		}
	}
}

func (r firstRanks) String() string {
	return fmt.Sprintf("first in %.3f, in the first five in %.3f, in twenty in %.3f", share(r.first, r.asked), share(r.five, r.asked), share(r.twenty, r.asked))
}

// totalGroup is the group that sums up all answerable, or all unanswerable, questions.
func totalGroup(q newsQuestion) string {
	if q.Unanswerable {
		return "~all to refuse"
	}
	return "~all to answer"
}

// firstFive is how far down a reader is expected to look.
const firstFive = 5

// judgeNews asks one question behind its history and judges the answer.
func judgeNews(ctx context.Context, h *house, q newsQuestion) (newsVerdict, time.Duration, error) {
	var turns []briefing.Turn
	for _, earlier := range q.History {
		a, err := h.answer.Answer(ctx, briefing.Question{Text: earlier, Turns: turns})
		if err != nil {
			return newsVerdict{}, 0, err
		}
		turns = append(turns, a.Turn(time.Time{}))
	}
	a, took, err := timedAnswer(ctx, h, briefing.Question{Text: q.Question, Turns: turns})
	if err != nil {
		return newsVerdict{}, 0, err
	}
	v := newsVerdict{
		ID: q.ID, Group: q.Group, Kind: string(a.Kind), Reading: a.Reading, Refused: len(a.Points) == 0,
		Verdict: "wrong", Quotes: []string{}, TookMS: milliseconds(took),
	}
	for i, c := range a.Citations[:min(firstFive, len(a.Citations))] {
		v.Quotes = append(v.Quotes, c.Quote)
		good := q.answeredBy(c.Quote)
		v.InFive = v.InFive || good
		if i == 0 {
			v.Answer = c.Quote
			if good {
				v.Verdict = "right"
			}
		}
	}
	switch {
	case v.Refused && q.Unanswerable:
		v.Verdict = "right"
	case v.Refused:
		v.Verdict = "refused"
	}
	return v, took, nil
}

// timedAnswer answers a question and says how long that took.
func timedAnswer(ctx context.Context, h *house, q briefing.Question) (briefing.Answer, time.Duration, error) {
	start := time.Now()
	a, err := h.answer.Answer(ctx, q)
	return a, time.Since(start), err
}

// evidenced reports whether a sentence overlaps an evidence string.
func (q newsQuestion) evidenced(quote string) bool {
	quote = comparable(quote)
	return slices.ContainsFunc(q.Evidence, func(e string) bool {
		e = comparable(e)
		return strings.Contains(quote, e) || strings.Contains(e, quote)
	})
}

// answeredBy reports whether a cited sentence overlaps an evidence string and holds an answer.
func (q newsQuestion) answeredBy(quote string) bool {
	quote = comparable(quote)
	return q.evidenced(quote) && slices.ContainsFunc(q.Answers, func(a string) bool { return strings.Contains(quote, comparable(a)) })
}

// comparable is the words of s, folded, with one space between.
func comparable(s string) string {
	var b strings.Builder
	for _, w := range text.Words(s) {
		b.WriteString(w.Norm)
		b.WriteByte(' ')
	}
	return b.String()
}

type newsTally struct{ right, wrong, refused, inFive int }

func (t *newsTally) count(v newsVerdict) {
	switch v.Verdict {
	case "right":
		t.right++
	case "refused":
		t.refused++
	default:
		t.wrong++
	}
	if v.InFive {
		t.inFive++
	}
}

func printNewsTally(std streams, tally map[string]*newsTally, took []time.Duration) {
	w := tabwriter.NewWriter(std.err, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "group\tright\twrong\trefused\tshare right\tin first five\t")
	for _, group := range slices.Sorted(maps.Keys(tally)) {
		t := tally[group]
		n := t.right + t.wrong + t.refused
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.2f\t%.2f\t\n",
			strings.TrimPrefix(group, "~"), t.right, t.wrong, t.refused, share(t.right, n), share(t.inFive, n))
	}
	w.Flush()
	slices.Sort(took)
	if n := len(took); n > 0 {
		fmt.Fprintf(std.err, "answers took %v in the median, %v at the 99th percentile\n",
			took[n/2].Round(time.Microsecond), took[n*99/100].Round(time.Microsecond))
	}
}
