package main

import (
	"context"
	"iter"

	"github.com/nutgraf/nutgraf/adapters/web"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/read"
)

// fetchPage gets the articles of one page of the open web.
type fetchPage func(url string, from read.Source) (iter.Seq2[briefing.Article, error], error)

// webPage fetches as the configuration at path says; "" is the default.
func webPage(ctx context.Context, path string) fetchPage {
	return func(url string, from read.Source) (iter.Seq2[briefing.Article, error], error) {
		client := web.New(web.Options{})
		if path != "" {
			c, err := loadConfig(path)
			if err != nil {
				return nil, err
			}
			client = c.Web.client(nil)
		}
		return client.Page(ctx, url, from)
	}
}
