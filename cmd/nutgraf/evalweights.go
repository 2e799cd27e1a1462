package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/rank/learn"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// foldCount is into how many parts articles are split to measure weights on articles they were not learned from.
const foldCount = 8

// evalWeights learns the weights of ranking from all sets that tell which facts answer.
func evalWeights(ctx context.Context, dir string, std streams) error {
	groups, err := learnGroups(ctx, dir, std)
	if err != nil {
		return err
	}
	first := make([]float64, len(rank.Signals))
	first[0] = 1
	w := learn.Fit(groups, fitting())
	cross := learn.Cross(groups, foldCount, fitting())
	fmt.Fprintln(std.out, "# What each signal is worth, learned by `nutgraf eval weights`; a fact's odds are the exponential of the sum.")
	tellFigures(std.out, "by search alone", learn.Measure(groups, first))
	tellFigures(std.out, "learned from these questions", learn.Measure(groups, w))
	tellFigures(std.out, "learned from other articles", cross)
	fmt.Fprintln(std.out, "# Last what leaving a signal out costs on articles not learned from, in thousandths of mean average precision.")
	fmt.Fprintln(std.out, "# signal\tweight\tnews_qa\tsquad\ttrecqa\ttimeqa")
	for i, s := range rank.Signals {
		without := fitting()
		without.Drop = map[int]bool{i: true}
		f := learn.Cross(groups, foldCount, without)
		cost := func(set string) float64 { return 1000 * (cross[set].MAP - f[set].MAP) }
		fmt.Fprintf(std.out, "%s\t%.3f\t%+.1f\t%+.1f\t%+.1f\t%+.1f\n", s.Name, w[i], cost("news_qa"), cost("squad"), cost("trecqa"), cost("timeqa"))
	}
	return nil
}

// fitting was chosen by the figures on articles not learned from: a ridge of a third or three times as much is no better.
func fitting() learn.Options { return learn.Options{Ridge: 0.03, Rounds: 80, Prior: priors()} }

func priors() (out []float64) {
	for _, s := range rank.Signals {
		out = append(out, s.Prior)
	}
	return out
}

// tellFigures writes the figures of an order as comments of the table.
func tellFigures(w io.Writer, name string, figures map[string]learn.Figures) {
	for _, set := range slices.Sorted(maps.Keys(figures)) {
		f := figures[set]
		fmt.Fprintf(w, "# %-28s %-8s %5d questions: answered first %.3f, in five %.3f, in twenty %.3f, mean average precision %.3f\n",
			name, set, f.Asked, f.First, f.Five, f.Twenty, f.MAP)
	}
}

// learnGroups are the questions of all sets with their candidates. Each set weighs by what it is worth for news.
func learnGroups(ctx context.Context, dir string, std streams) ([]learn.Group, error) {
	var all []learn.Group
	for _, set := range []struct {
		name   string
		weight float64 // of the whole set
		groups func(context.Context, string, streams) ([]learn.Group, error)
		only   []bool // the signals it teaches; nil means all
	}{{"news_qa", 5, newsGroups, nil}, {"squad", 3, squadGroups, nil}, {"trecqa", 2, trecGroups, nil}, {"timeqa", 5, timeGroups, family("period")}} {
		groups, err := set.groups(ctx, filepath.Join(dir, set.name), std)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", set.name, err)
		}
		for i := range groups {
			groups[i].Set = set.name
			groups[i].Weight = set.weight / float64(len(groups))
			groups[i].Only = set.only
		}
		all = append(all, groups...)
	}
	return all, nil
}

// family are the signals of one family: questions about who held what when, over lives and histories, tell how times matter, and
// little of what else matters in news.
func family(name string) []bool {
	out := make([]bool, len(rank.Signals))
	for i, s := range rank.Signals {
		out[i] = strings.HasPrefix(s.Name, name+".")
	}
	return out
}

func foldOf(article string) int {
	h := fnv.New32a()
	h.Write([]byte(article))
	return int(h.Sum32() % 1000)
}

// groupOf is a question's candidates; good says which facts answer it.
func groupOf(hits []rank.Hit, article string, good func(rank.Hit) bool) learn.Group {
	g := learn.Group{Fold: foldOf(article)}
	for _, h := range hits {
		g.Values = append(g.Values, slices.Clone(h.Signals[:]))
		g.Good = append(g.Good, good(h))
	}
	return g
}

func newsGroups(ctx context.Context, dir string, std streams) (groups []learn.Group, err error) {
	h, remove, err := evalHouse(ctx, filepath.Join(dir, "articles.jsonl"), std)
	if err != nil {
		return nil, err
	}
	defer remove()
	err = eachJSON(filepath.Join(dir, "questions.jsonl"), func(q newsQuestion) error {
		if q.Unanswerable || len(q.History) > 0 {
			return nil
		}
		hits, err := rankedFacts(ctx, h, rank.Query{Query: search.Query{Text: q.Question, Top: learnCandidates}})
		groups = append(groups, groupOf(hits, q.Doc, func(hit rank.Hit) bool { return q.evidenced(hit.Fact.Text) }))
		return err
	})
	return groups, err
}

// squadPart: one question of so many is learned from; there are thousands, and they are alike.
const squadPart = 6

// learnCandidates is how many facts are taken for each question.
const learnCandidates = 60

func squadGroups(ctx context.Context, dir string, std streams) ([]learn.Group, error) {
	n := 0
	return textGroups(ctx, filepath.Join(dir, "documents_v1.1.jsonl"), filepath.Join(dir, "questions_v1.1.jsonl"), std, func(squadQuestion) bool {
		n++
		return n%squadPart == 0
	})
}

func timeGroups(ctx context.Context, dir string, std streams) ([]learn.Group, error) {
	return textGroups(ctx, filepath.Join(dir, "docs.jsonl"), filepath.Join(dir, "questions.jsonl"), std, func(q squadQuestion) bool { return !q.Unanswerable })
}

// textGroups are questions over whole texts, whose good facts are those of the right text that have an answer's words.
func textGroups(ctx context.Context, texts, questions string, std streams, taken func(squadQuestion) bool) (groups []learn.Group, err error) {
	h, remove, err := evalTexts(ctx, texts, std)
	if err != nil {
		return nil, err
	}
	defer remove()
	err = eachJSON(questions, func(q squadQuestion) error {
		if !taken(q) {
			return nil
		}
		return h.db.View(ctx, func(v *store.View) error {
			result, err := rank.Facts(v, rank.Query{Query: search.Query{Text: q.Question, Top: learnCandidates}})
			if err != nil {
				return err
			}
			groups = append(groups, groupOf(result.Hits, q.text(), func(hit rank.Hit) bool {
				sentence := comparable(hit.Fact.Text)
				if !slices.ContainsFunc(q.Answers, func(a string) bool { return strings.Contains(sentence, comparable(a)) }) {
					return false
				}
				a, err := v.Head(hit.Fact.Revision)
				return err == nil && a.Ref == q.text()
			}))
			return nil
		})
	})
	return groups, err
}

func trecGroups(ctx context.Context, dir string, std streams) (groups []learn.Group, err error) {
	questions, h, remove, err := trecHouse(ctx, dir, std)
	if err != nil {
		return nil, err
	}
	defer remove()
	for _, q := range questions {
		hits, err := rankedFacts(ctx, h, q.query())
		if err != nil {
			return nil, err
		}
		found := make(map[int]bool)
		g := groupOf(hits, q.ID, func(hit rank.Hit) bool {
			relevant := false
			for _, i := range q.candidatesWith(hit.Fact.Text) {
				found[i] = true
				relevant = relevant || q.Candidates[i].Relevant
			}
			return relevant
		})
		any := false
		for i, c := range q.Candidates {
			any = any || c.Relevant
			if c.Relevant && !found[i] {
				g.Missed++
			}
		}
		if any {
			groups = append(groups, g)
		}
	}
	return groups, nil
}
