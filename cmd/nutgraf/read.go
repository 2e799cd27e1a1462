package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing/extract"
)

func readCommand(std streams) *cobra.Command {
	var (
		g      given
		asJSON bool
	)
	c := &cobra.Command{
		Use:   "read [flags] FILE | DIR | URL | -",
		Short: "Show what add would understand; nothing is stored",
		Args:  arguments(1, "a file, a folder, an address, or - for standard input"),
		RunE:  func(c *cobra.Command, args []string) error { return readOnly(c.Context(), g, args[0], asJSON, std) },
	}
	g.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, one object an article")
	return c
}

// readOnly prints each article as it was understood.
func readOnly(ctx context.Context, g given, where string, asJSON bool, std streams) error {
	articles, err := g.articlesAt(where, std, webPage(ctx, g.config))
	if err != nil {
		return err
	}
	refused, read := refusals{out: std.err}, 0
	for a, err := range articles {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			refused.tell(err)
			continue
		}
		if read++; asJSON {
			if err := printJSON(std.out, toArticleJSON(a, extract.Facts(a))); err != nil {
				return err
			}
			continue
		}
		if read > 1 {
			fmt.Fprintln(std.out)
		}
		facts := extract.Facts(a)
		printArticle(std.out, a, facts, colour(std.out), width(std.out))
		fmt.Fprintln(std.out, "\n"+painter{colour(std.out)}.bold(counts(a, facts)))
	}
	refused.rest()
	if read == 0 && refused.total > 0 {
		return toldError{errors.New("nothing could be read")}
	}
	return nil
}
