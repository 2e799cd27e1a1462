package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/store"
)

func searchCommand(std streams) *cobra.Command {
	var o searchOptions
	c := &cobra.Command{
		Use:   "search [flags] QUERY | -",
		Short: "Rank the stored facts for a query; - reads one query a line",
		Args:  arguments(1, "a query, or - to read queries from standard input"),
		RunE:  func(c *cobra.Command, args []string) error { return o.search(c.Context(), args[0], std) },
	}
	o.db.flags(c)
	c.Flags().BoolVar(&o.json, "json", false, "print JSON, one object a query")
	c.Flags().IntVar(&o.top, "top", 10, "how many facts, 1 to 1000")
	return c
}

type searchOptions struct {
	db   database
	json bool
	top  int
}

func (o searchOptions) search(ctx context.Context, query string, std streams) (err error) {
	if o.top < 1 || o.top > 1000 {
		return usagef("--top %d is out of range: 1 to 1000", o.top)
	}
	h, err := openLibrary(ctx, o.db, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	if query != "-" {
		return o.one(ctx, h, line{text: query}, std)
	}
	return eachLine(std.in, "query", func(l line) error { return o.one(ctx, h, l, std) }, std.err)
}

// one ranks the facts for one query and prints them.
func (o searchOptions) one(ctx context.Context, h *house, l line, std streams) error {
	if len(text.Words(l.text)) == 0 {
		return usagef("the query has no word in it")
	}
	start := time.Now()
	var hits []searchHit
	err := h.db.View(ctx, func(v *store.View) error {
		result, err := search.Find(v, search.Query{Text: l.text, Top: o.top})
		if err != nil {
			return err
		}
		hits, err = readHits(v, result)
		return err
	})
	if err != nil {
		return err
	}
	took := time.Since(start)
	if !o.json {
		printHits(std, hits)
		return nil
	}
	j := searchJSON{Ref: l.ref, Query: l.text, Hits: []hitJSON{}, TookMS: milliseconds(took)}
	for _, hit := range hits {
		a := hit.article
		j.Hits = append(j.Hits, hitJSON{string(hit.fact.ID), string(a.ID), a.Ref, a.URL, a.Headline, hit.score, hit.fact.Text})
	}
	return printJSON(std.out, j)
}

type searchHit struct {
	article briefing.Article
	fact    briefing.Fact
	score   float64
}

// readHits reads the facts of a result with their articles, each article once.
func readHits(v *store.View, result search.Result) ([]searchHit, error) {
	articles := make(map[briefing.RevisionID]briefing.Article)
	var hits []searchHit
	for _, h := range result.Hits {
		f, err := v.Fact(h.Revision, h.Ordinal)
		if err != nil {
			return nil, err
		}
		a, ok := articles[h.Revision]
		if !ok {
			if a, err = v.Article(h.Revision); err != nil {
				return nil, err
			}
			articles[h.Revision] = a
		}
		hits = append(hits, searchHit{a, f, h.Score})
	}
	return hits, nil
}

func printHits(std streams, hits []searchHit) {
	if len(hits) == 0 {
		fmt.Fprintln(std.out, "No stored fact has any of these words.")
		return
	}
	p := painter{colour(std.out)}
	for i, h := range hits {
		fmt.Fprintf(std.out, "%2d. %s\n", i+1, h.fact.Text)
		about := []string{fmt.Sprintf("%.2f", h.score), orElse(h.article.Outlet, "unknown outlet"), orElse(h.article.Headline, "no headline"),
			orElse(dateTime(h.article.Published), "undated"), string(h.fact.ID)}
		fmt.Fprintln(std.out, p.dim("    "+strings.Join(about, " · ")))
	}
}
