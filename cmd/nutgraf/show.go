package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/store"
)

func showCommand(std streams) *cobra.Command {
	var (
		db     database
		asJSON bool
	)
	c := &cobra.Command{
		Use:   "show [flags] ARTICLE | FACT | URL",
		Short: "Show an article as it was understood: its evidence, and what was ignored and why",
		Args:  arguments(1, "the id of an article or fact, or an article's address"),
		RunE:  func(c *cobra.Command, args []string) error { return show(c.Context(), db, args[0], asJSON, std) },
	}
	db.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func show(ctx context.Context, db database, which string, asJSON bool, std streams) (err error) {
	h, err := openLibrary(db)
	if err != nil {
		return err
	}
	defer h.close(&err)
	var article briefing.Article
	var facts []briefing.Fact
	err = h.db.View(ctx, func(v *store.View) error {
		revision, err := v.Lookup(which)
		if err != nil {
			return err
		}
		if article, err = v.Article(revision); err != nil {
			return err
		}
		facts, err = v.Facts(revision)
		return err
	})
	if errors.Is(err, briefing.ErrNotFound) {
		return fmt.Errorf("nothing stored is called %q: "+
			"give an article's id (or its first characters), its address, or a fact's id from a citation", which)
	}
	if err != nil {
		return err
	}
	if _, span, ok := briefing.FactID(which).Place(); ok {
		facts = only(facts, span)
		if len(facts) == 0 {
			return fmt.Errorf("article %s has no fact at bytes %d to %d", article.ID, span.Start, span.End)
		}
	}
	if asJSON {
		return printJSON(std.out, toArticleJSON(article, facts))
	}
	printArticle(std.out, article, facts, colour(std.out))
	return nil
}

// only keeps the fact at a span.
func only(facts []briefing.Fact, span briefing.Span) []briefing.Fact {
	for _, f := range facts {
		if f.Span == span {
			return []briefing.Fact{f}
		}
	}
	return nil
}

// printArticle prints an article for people: what it says of itself, then every block in its place, evidence with
// what was understood, the rest dimmed with the reason.
func printArticle(w io.Writer, a briefing.Article, facts []briefing.Fact, inColour bool) {
	p := painter{inColour}
	fmt.Fprintln(w, p.bold(orElse(a.Headline, "(no headline)")))
	for _, line := range articleHead(a) {
		fmt.Fprintln(w, p.dim(line))
	}
	fmt.Fprintln(w)
	for i, b := range a.Blocks {
		label := fmt.Sprintf("%-10s ", b.Kind)
		if b.Reason != "" {
			label += "(" + b.Reason + ") "
		}
		if !b.Kind.Evidence() {
			fmt.Fprintln(w, p.dim(label+b.Span.Of(a.Text)))
			continue
		}
		paragraph := b.Span.Of(a.Text)
		fmt.Fprintln(w, p.dim(label+text.Dateline(paragraph).Of(paragraph)))
		for _, f := range facts {
			if f.Block == i {
				printFact(w, p, a, f)
			}
		}
	}
}

// articleHead is what an article says of itself, a line each; nothing is made up for what it does not say.
func articleHead(a briefing.Article) []string {
	var lines []string
	line := func(name, value string) {
		if value != "" {
			lines = append(lines, fmt.Sprintf("%-10s %s", name, value))
		}
	}
	line("article", string(a.ID))
	line("outlet", a.Outlet)
	line("address", a.URL)
	line("byline", strings.Join(a.Byline, ", "))
	line("published", orElse(dateTime(a.Published), "unknown: relative days stay relative"))
	line("updated", dateTime(a.Updated))
	line("section", a.Section)
	line("labels", strings.Join(labels(a), ", "))
	line("language", a.Language)
	line("terms", a.UsageTerms)
	for _, n := range a.Notes {
		line("note", n)
	}
	return lines
}

// labels are what an article says of itself, for people.
func labels(a briefing.Article) (out []string) {
	for _, l := range a.Labels {
		out = append(out, string(l))
	}
	return out
}

// printFact prints a fact and below it what was understood of it.
func printFact(w io.Writer, p painter, a briefing.Article, f briefing.Fact) {
	fmt.Fprintf(w, "  • %s\n", f.Text)
	note := func(format string, args ...any) {
		fmt.Fprintln(w, p.note("      "+fmt.Sprintf(format, args...)))
	}
	for _, r := range f.Context {
		note("[%s: %s]", r.Span.Of(a.Text), r.For)
	}
	for _, q := range f.Quotes {
		said := q.Span.Of(a.Text)
		if q.Kind != briefing.QuoteIndirect {
			said = "“" + said + "”"
		}
		note("%s quote by %s: %s", q.Kind, speaker(q), said)
	}
	for _, t := range f.When {
		note("time: %s = %s", t.Span.Of(a.Text), interval(t))
	}
	for _, q := range f.Quantities {
		note("figure: %s %s", q.Span.Of(a.Text), q.Of)
	}
	if f.Hedge != "" {
		note("hedge: %s", f.Hedge)
	}
	for _, s := range f.Also {
		note("also printed at bytes %d to %d", s.Start, s.End)
	}
}

func speaker(q briefing.Quote) string {
	s := orElse(q.Speaker, "nobody named")
	if q.Role != "" {
		s += " (" + q.Role + ")"
	}
	if q.Doubtful {
		s += ", inferred"
	}
	return s
}

// interval prints what a time expression covers: calendar days, a time of day, a length, or that it comes again. What limits it is said first.
func interval(w briefing.When) string {
	switch {
	case w.Kind == briefing.WhenSet:
		return "again and again"
	case w.Kind == briefing.WhenDuration && w.Resolved():
		return covered(w) + " (a length)"
	case w.Kind == briefing.WhenDuration:
		return "a length"
	case w.Value == "PRESENT_REF":
		return "the present of the article"
	case w.Value == "PAST_REF":
		return "in the past, not told when"
	case w.Value == "FUTURE_REF":
		return "still to come, not told when"
	case !w.Resolved():
		return "unresolved: the article does not say which"
	}
	s := covered(w)
	if part := parts[w.Part]; part != "" {
		s = part + " " + s
	}
	if w.Bound != "" {
		s = w.Bound + " " + s
	}
	return s
}

// parts are the words for the part of an interval, or for how exact it is.
var parts = map[string]string{"start": "early in", "mid": "in the middle of", "end": "late in", "about": "about", "less": "a little less than", "more": "more than"}

// covered prints an interval, to the minute where it is a time of day.
func covered(w briefing.When) string {
	const day = "2 Jan 2006"
	if w.Kind == briefing.WhenTime && w.Grain != "part of day" {
		s := w.From.Format(day + ", 15:04")
		if w.To.Sub(w.From) <= time.Hour {
			return s
		}
		return s + " to " + w.To.Format(day+", 15:04")
	}
	last := w.To.Add(-time.Nanosecond)
	if w.From.Format(day) == last.Format(day) || w.Grain == "part of day" {
		return w.From.Format(day)
	}
	return w.From.Format(day) + " to " + last.Format(day)
}
