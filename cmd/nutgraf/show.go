package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
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
	h, err := openLibrary(ctx, db, std)
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
	_, span, one := briefing.FactID(which).Place()
	if one {
		facts = only(facts, func(f briefing.Fact) bool { return f.Span == span })
		if len(facts) == 0 {
			return fmt.Errorf("article %s has no fact at bytes %d to %d", article.ID, span.Start, span.End)
		}
	}
	if asJSON {
		return printJSON(std.out, toArticleJSON(article, facts))
	}
	printArticle(std.out, article, facts, colour(std.out), width(std.out))
	if !one {
		fmt.Fprintln(std.out, "\n"+painter{colour(std.out)}.bold(counts(article, facts)))
	}
	return nil
}

// only keeps the facts of which something holds.
func only(facts []briefing.Fact, holds func(briefing.Fact) bool) (out []briefing.Fact) {
	for _, f := range facts {
		if holds(f) {
			out = append(out, f)
		}
	}
	return out
}
