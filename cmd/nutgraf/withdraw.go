package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

func withdrawCommand(std streams) *cobra.Command {
	var db database
	c := &cobra.Command{
		Use:   "withdraw [flags] ARTICLE | URL",
		Short: "Withdraw an article: no answer rests on it any more, and who was told of it is told",
		Long: `Withdraw an article that should never have been relied on. No answer and no digest rests on it any more, and the next
"nutgraf run" tells the threads that were told its facts. Its text is kept, as that of a withdrawn article, and is not taken
in again; a corrected text of it is.`,
		Args: arguments(1, "the id of an article, or its address"),
		RunE: func(c *cobra.Command, args []string) error { return withdraw(c.Context(), db, args[0], std) },
	}
	db.flags(c)
	return c
}

func withdraw(ctx context.Context, db database, which string, std streams) (err error) {
	h, err := openExisting(ctx, db, store.Options{Command: "nutgraf withdraw"}, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	var article briefing.Article
	err = h.db.View(ctx, func(v *store.View) error {
		revision, err := v.Lookup(which)
		if err != nil {
			return err
		}
		article, err = v.Head(revision)
		return err
	})
	if err == nil {
		err = h.db.WithdrawArticle(ctx, article.ID)
	}
	if errors.Is(err, briefing.ErrNotFound) {
		return fmt.Errorf("no current article is called %q: give an article's id (or its first characters), or its address", which)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "Withdrew %s: %s\n", article.ID, printable(article.Headline))
	return nil
}
