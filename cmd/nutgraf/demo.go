package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/store"
)

// sample holds articles of invented outlets about a real story, and questions about them; its README.md tells more.
//
//go:embed sample
var sample embed.FS

func demoCommand(std streams) *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Sample articles, sample questions, then a chat if on a terminal",
		Args:  arguments(0, "no argument"),
		RunE:  func(c *cobra.Command, _ []string) error { return demo(c.Context(), std) },
	}
}

// demo shows the main job on a throw-away database: articles are read, questions answered, a digest
// printed. It needs no token, no model and no network.
func demo(ctx context.Context, std streams) (err error) {
	dir, err := os.MkdirTemp("", "nutgraf-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	h, err := openHouse(ctx, database{path: filepath.Join(dir, "demo.db")}, store.Options{Command: "nutgraf demo"}, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	p := painter{colour(std.out)}
	for _, part := range []func(context.Context, *house, io.Writer, painter) error{demoReading, demoQuestions, demoDigest} {
		if err := part(ctx, h, std.out, p); err != nil {
			return err
		}
	}
	if !isTerminal(std.in) || !isTerminal(std.out) {
		return nil
	}
	demoTitle(std.out, p, "Now you: ask about these articles, or say exit")
	return chat(ctx, h, std)
}

func demoTitle(out io.Writer, p painter, title string) {
	fmt.Fprintf(out, "%s\n\n", p.bold("── "+title+" "+strings.Repeat("─", max(0, 76-len(title)))))
}

// demoReading takes the sample in and tells of each article what was evidence and what was ignored.
func demoReading(ctx context.Context, h *house, out io.Writer, p painter) error {
	demoTitle(out, p, "Reading the sample: a pasted page, an HTML page, a feed, Markdown, JSON lines")
	articles := func(yield func(briefing.Article, error) bool) {
		for a, err := range sampleArticles() {
			if err == nil {
				fmt.Fprintln(out, sampleLine(a, p))
			}
			if !yield(a, err) {
				return
			}
		}
	}
	var refused error
	counts, err := h.intake.Add(ctx, articles, func(err error) { refused = errors.Join(refused, err) }, nil)
	if err = errors.Join(err, refused); err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s\n\n", countsLine(counts))
	return nil
}

// sampleLine tells what was read of an article, in one line.
func sampleLine(a briefing.Article, p painter) string {
	evidence, ignored := 0, 0
	for _, b := range a.Blocks {
		switch {
		case b.Kind.Evidence():
			evidence++
		case b.Kind != briefing.BlockHeadline: // which is neither
			ignored++
		}
	}
	note := "undated"
	if !a.Published.IsZero() {
		note = a.Published.Format("2 Jan 2006")
	}
	note += ", " + counted(evidence, "paragraph") + " of evidence"
	if ignored > 0 {
		note += fmt.Sprintf(", %d ignored", ignored)
	}
	return fmt.Sprintf("%-21s %s", orElse(a.Outlet, "(outlet unknown)"), a.Headline) + p.dim(" ("+note+")")
}

// sampleArticles reads the embedded articles in the order of their file names.
func sampleArticles() iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		err := fs.WalkDir(sample, "sample", func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || e.Name() == "README.md" || e.Name() == "questions.txt" {
				return err
			}
			f, err := sample.Open(path)
			if err != nil {
				return err
			}
			defer f.Close()
			for a, err := range read.Articles(f, read.Source{Name: e.Name()}) {
				if !yield(a, err) {
					return fs.SkipAll
				}
			}
			return nil
		})
		if err != nil {
			yield(briefing.Article{}, err)
		}
	}
}

// demoQuestions asks the sample's questions.
func demoQuestions(ctx context.Context, h *house, out io.Writer, p painter) error {
	demoTitle(out, p, "Five questions")
	b, err := sample.ReadFile("sample/questions.txt")
	if err != nil {
		return err
	}
	for q := range strings.Lines(string(b)) {
		if q = strings.TrimSpace(q); q == "" {
			continue
		}
		a, err := h.answer.Answer(ctx, briefing.Question{Text: q})
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\n%s\n\n", p.bold("> "+q), shown(post.Answer(a), out))
	}
	return nil
}

// The days the sample's story ran.
var (
	demoFrom = time.Date(2017, 5, 8, 0, 0, 0, 0, time.UTC)
	demoTo   = time.Date(2017, 5, 13, 0, 0, 0, 0, time.UTC)
)

func demoDigest(ctx context.Context, h *house, out io.Writer, p painter) error {
	demoTitle(out, p, "A digest of those days")
	d, err := h.digest.Compile(ctx, briefing.Edition{Subscription: briefing.Subscription{Name: "Digest", Max: 3}, From: demoFrom, To: demoTo})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\n\n", shown(post.Digest(d), out))
	return nil
}
