package web

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"net/http"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/read"
)

const acceptPage = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5"

// Page fetches the page at url and reads it. What from says wins over what the page says; its Name, if empty, becomes url,
// and its URL, if empty, the address the page was found at in the end. Everything is fetched when Page returns.
func (c *Client) Page(ctx context.Context, url string, from read.Source) (iter.Seq2[briefing.Article, error], error) {
	at, err := c.guard.address(url)
	if err != nil {
		return nil, err
	}
	r, err := c.follow(ctx, request{url: at, limit: c.maxBytes, robots: true, accept: acceptPage})
	if err != nil {
		return nil, err
	}
	if r.status != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", r.url, statusText(r.status))
	}
	if from.Name == "" {
		from.Name = url
	}
	if from.URL == "" {
		from.URL = r.url.String()
	}
	if from.Type == "" {
		from.Type = r.header.Get("Content-Type")
	}
	return read.Articles(bytes.NewReader(inUTF8(r.body, r.header.Get("Content-Type"))), from), nil
}
