package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/store"
)

// evalSet measures nutgraf on one kind of data: it prints the JSON lines a scorer reads to standard output, and its own
// figures, for people, to standard error.
type evalSet struct {
	form string // what the argument is
	run  func(ctx context.Context, path string, std streams) error
}

// evalSets are the kinds of data that can be measured on, by name.
var evalSets = map[string]evalSet{
	"argus":      {"a file of yes/no questions with their evidence", evalArgus},
	"dates":      {"a file of news texts with their creation time, or of phrases with the moment they are said at", evalDates},
	"figures":    {"a file of texts with numbers or measures", evalFigures},
	"followups":  {"a file of turns with the user's turns before them", evalFollowups},
	"news_qa":    {"a folder with articles.jsonl and questions.jsonl", evalNewsQA},
	"pages":      {"a folder with truth.jsonl and the pages it names, or of such folders", evalPages},
	"premises":   {"the folder that holds news_qa and squad", evalPremises},
	"quotes":     {"a file of news texts", evalQuotes},
	"refuse":     {"a folder with questions that no article of the news_qa folder beside it answers", evalRefuse},
	"retrieval":  {"a folder with cranfield_docs.jsonl and cranfield_queries.jsonl", evalRetrieval},
	"sentences":  {"a file of texts", evalSentences},
	"timeqa":     {"a folder with docs.jsonl and questions.jsonl", evalTimeQA},
	"trecqa":     {"a file of questions with candidate sentences, or the folder that holds trecqa_dev.jsonl", evalTrecQA},
	"weights":    {"the folder that holds news_qa, squad, trecqa and timeqa", evalWeights},
	"squad":      {"a folder with the texts and questions of both versions", evalSquad},
	"confidence": {"the folder that holds news_qa, refuse, squad and timeqa", evalConfidence},
}

func evalCommand(std streams) *cobra.Command {
	return &cobra.Command{
		Use:   "eval SET FILE|DIR",
		Short: "Measure nutgraf on development data, such as eval news_qa DIR",
		Args:  arguments(2, "the name of a set and its file or folder"),
		RunE: func(c *cobra.Command, args []string) error {
			set, ok := evalSets[args[0]]
			if !ok {
				names := slices.Sorted(maps.Keys(evalSets))
				return usagef("no set %q: there is %s", args[0], strings.Join(names, ", "))
			}
			if _, err := os.Stat(args[1]); err != nil {
				return fmt.Errorf("%w (%s takes %s)", pathError(err), args[0], set.form)
			}
			return set.run(c.Context(), args[1], std)
		},
	}
}

// evalHouse is a throw-away library that holds the articles of a file.
func evalHouse(ctx context.Context, articles string, std streams) (h *house, remove func(), err error) {
	h, counts, remove, err := throwaway(ctx, fileArticles(articles, read.Source{Name: articles}), std)
	if err == nil {
		fmt.Fprintln(std.err, countsLine(counts))
	}
	return h, remove, err
}

// throwaway is a library that is removed when it was used.
func throwaway(ctx context.Context, articles iter.Seq2[briefing.Article, error], std streams) (h *house, counts ingest.Counts, remove func(), err error) {
	dir, err := os.MkdirTemp("", "nutgraf-eval-")
	if err != nil {
		return nil, ingest.Counts{}, nil, err
	}
	h, err = openHouse(ctx, database{path: filepath.Join(dir, "eval.db")}, store.Options{NoSync: true}, std)
	if err != nil {
		os.RemoveAll(dir)
		return nil, ingest.Counts{}, nil, err
	}
	remove = func() {
		if err := h.db.Close(); err != nil {
			fmt.Fprintln(std.err, err)
		}
		os.RemoveAll(dir)
	}
	refused := refusals{out: std.err}
	counts, err = h.intake.Add(ctx, articles, refused.tell, nil)
	if err != nil {
		remove()
		return nil, ingest.Counts{}, nil, err
	}
	return h, counts, remove, nil
}

// maxEvalLine is the longest line of a set, in bytes: an article with its page.
const maxEvalLine = 16 << 20

// eachJSON decodes each line of a file.
func eachJSON[T any](path string, do func(T) error) error {
	f, err := os.Open(path)
	if err != nil {
		return pathError(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxEvalLine)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return fmt.Errorf("%s line %d: %w", path, n, err)
		}
		if err := do(v); err != nil {
			return err
		}
	}
	return lines.Err()
}
