package main

import (
	"context"
	"iter"

	"github.com/nutgraf/nutgraf/adapters/web"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/read"
)

// webPage fetches single pages of the open web.
func webPage(ctx context.Context) fetchPage {
	return func(url string, from read.Source) (iter.Seq2[briefing.Article, error], error) {
		return web.New(web.Options{}).Page(ctx, url, from)
	}
}
