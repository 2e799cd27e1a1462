package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/rank"
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
	c.Flags().BoolVar(&o.explain, "explain", false, "tell what each signal adds to each fact's score")
	o.only.flags(c)
	return c
}

type searchOptions struct {
	db      database
	json    bool
	top     int
	explain bool
	only    filterOptions
}

func (o searchOptions) search(ctx context.Context, query string, std streams) (err error) {
	if o.top < 1 || o.top > 1000 {
		return usagef("--top %d is out of range: 1 to 1000", o.top)
	}
	only, err := o.only.filter()
	if err != nil {
		return err
	}
	h, err := openLibrary(ctx, o.db, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	if query != "-" {
		return o.one(ctx, h, line{text: query}, only, std)
	}
	return eachLine(std.in, "query", func(l line) error { return o.one(ctx, h, l, only, std) }, std.err)
}

// one ranks the facts for one query and prints them.
func (o searchOptions) one(ctx context.Context, h *house, l line, only search.Filter, std streams) error {
	if len(text.Words(l.text)) == 0 {
		return usagef("the query has no word in it")
	}
	start := time.Now()
	var hits []searchHit
	var damaged []error
	err := h.db.View(ctx, func(v *store.View) error {
		result, err := rank.Facts(v, rank.Query{Query: search.Query{Text: l.text, Only: only, Top: o.top}})
		if err != nil {
			return err
		}
		damaged = result.Damaged
		hits, err = readHits(v, result)
		return err
	})
	if err != nil {
		return err
	}
	took := time.Since(start)
	for _, damage := range damaged {
		fmt.Fprintln(std.err, "nutgraf: not searched: "+oneLine(damage.Error()))
	}
	if !o.json {
		o.print(std, hits)
		return nil
	}
	j := searchJSON{Ref: l.ref, Query: l.text, Hits: []hitJSON{}, TookMS: milliseconds(took)}
	for _, hit := range hits {
		a := hit.article
		one := hitJSON{
			Fact: string(hit.Fact.ID), Article: string(a.ID), Ref: a.Ref, URL: a.URL, Title: a.Headline, Score: hit.Score, Quote: hit.Fact.Text,
			Reprints: len(hit.Reprints),
		}
		if o.explain {
			one.Signals = signalsJSON(hit.Hit)
		}
		j.Hits = append(j.Hits, one)
	}
	return printJSON(std.out, j)
}

// searchHit is a fact that was found, with its article without the text.
type searchHit struct {
	rank.Hit
	article briefing.Article
}

// readHits reads the articles of the facts of a result, each once.
func readHits(v *store.View, result rank.Result) ([]searchHit, error) {
	articles := make(map[briefing.RevisionID]briefing.Article)
	hits := make([]searchHit, 0, len(result.Hits))
	for _, h := range result.Hits {
		a, ok := articles[h.Found.Revision]
		if !ok {
			var err error
			if a, err = v.Head(h.Found.Revision); err != nil {
				return nil, err
			}
			articles[h.Found.Revision] = a
		}
		hits = append(hits, searchHit{h, a})
	}
	return hits, nil
}

func (o searchOptions) print(std streams, hits []searchHit) {
	if len(hits) == 0 {
		fmt.Fprintln(std.out, "No stored fact has any of these words.")
		return
	}
	p := painter{colour(std.out)}
	for i, h := range hits {
		fmt.Fprintf(std.out, "%2d. %s\n", i+1, h.Fact.Text)
		about := []string{fmt.Sprintf("%.2f", h.Score), orElse(h.article.Outlet, "unknown outlet"), orElse(h.article.Headline, "no headline"),
			orElse(dateTime(h.article.Published), "undated"), string(h.Fact.ID)}
		if n := len(h.Reprints); n > 0 {
			about = append(about, fmt.Sprintf("%d more like it", n))
		}
		fmt.Fprintln(std.out, p.dim("    "+strings.Join(about, " · ")))
		if o.explain {
			explain(std, h.Hit)
		}
	}
}
