package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/read"
)

const acceptFeed = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"

// Feed is an RSS, Atom or JSON feed that is read again and again. An article is what its item says: an item with only a short
// description becomes a short article.
type Feed struct {
	client *Client
	url    string
	outlet string
}

// Feed returns the feed at url. outlet, unless empty, wins over the name the feed gives itself.
func (c *Client) Feed(url, outlet string) *Feed { return &Feed{c, url, outlet} }

// Name is the URL of the feed.
func (f *Feed) Name() string { return f.url }

// cursor is what is remembered of a feed between two fetches, as JSON.
type cursor struct {
	validators
	Sum string `json:"sum"` // SHA-256 of its bytes, for servers that send them again though nothing changed
}

// Fetch returns the articles of the feed if it changed since cursor, and none if not. Items that
// cannot be read are left out with a line in the log; a feed of which nothing can be read is an error.
func (f *Feed) Fetch(ctx context.Context, since string) (articles []briefing.Article, next string, err error) {
	at, err := f.client.guard.address(f.url)
	if err != nil {
		return nil, "", err
	}
	last := f.last(since)
	r, err := f.client.follow(ctx, request{url: at, limit: f.client.maxBytes, robots: true, accept: acceptFeed, known: last.validators})
	switch {
	case err != nil:
		return nil, "", err
	case r.status == http.StatusNotModified:
		return nil, since, nil
	case r.status != http.StatusOK:
		return nil, "", fmt.Errorf("%s answers %s", r.url, statusText(r.status))
	}
	sum := sha256.Sum256(r.body)
	now := cursor{validators{r.url.String(), r.header.Get("ETag"), r.header.Get("Last-Modified")}, hex.EncodeToString(sum[:])}
	if now.Sum != last.Sum || now.URL != last.URL { // relative links of another address lead elsewhere
		if articles, err = f.articles(ctx, r); err != nil {
			return nil, "", err
		}
	}
	if now == last {
		return articles, since, nil
	}
	b, err := json.Marshal(now)
	if err != nil {
		return nil, "", fmt.Errorf("cursor of %s: %w", f.url, err)
	}
	return articles, string(b), nil
}

// last reads a cursor. One that cannot be read is none: the feed is read from the start, which harms nothing.
func (f *Feed) last(since string) cursor {
	var last cursor
	if since == "" {
		return last
	}
	if err := json.Unmarshal([]byte(since), &last); err != nil {
		f.client.log.Warn("feed cursor not understood, reading from the start", "feed", f.url, "error", err)
		return cursor{}
	}
	return last
}

// articles reads the items of a feed.
func (f *Feed) articles(ctx context.Context, r *reply) ([]briefing.Article, error) {
	if opensPage(r.body) {
		return nil, fmt.Errorf("%s is a web page, not a feed: give the address of the site's RSS or Atom feed", r.url)
	}
	body := inUTF8(r.body, r.header.Get("Content-Type"))
	from := read.Source{Name: f.url, Type: feedType(r), URL: r.url.String(), Outlet: f.outlet}
	var articles []briefing.Article
	var refused []error
	for a, err := range read.Articles(bytes.NewReader(body), from) {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		var refusal *read.Refusal
		switch {
		case err == nil:
			articles = append(articles, a)
		case errors.As(err, &refusal):
			f.client.log.Warn("feed item refused", "feed", f.url, "error", err)
			refused = append(refused, err)
		default:
			return nil, err
		}
	}
	if len(articles) == 0 && len(refused) > 0 {
		return nil, fmt.Errorf("nothing in %s can be read: %w", f.url, refused[0])
	}
	return articles, nil
}

// feedType is the media type of a reply where it names a kind of feed. Servers call feeds web pages, plain text and worse.
func feedType(r *reply) string {
	if t := r.header.Get("Content-Type"); strings.Contains(t, "rss") || strings.Contains(t, "atom") || strings.Contains(t, "feed") {
		return t
	}
	return ""
}

// opensPage reports whether a body opens as a web page does. Some feeds hold a page further on.
func opensPage(body []byte) bool {
	low := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(body[:min(len(body), 1024)], []byte("\xEF\xBB\xBF")), " \t\r\n"))
	return bytes.HasPrefix(low, []byte("<!doctype html")) || bytes.HasPrefix(low, []byte("<html"))
}
