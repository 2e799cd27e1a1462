package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	maxRedirects = 5    // RFC 9309 section 2.3.1.2 asks for as many
	maxValidator = 1024 // bytes of an ETag or a date that are sent back
)

var (
	errTooManyRedirects = fmt.Errorf("redirects more than %d times", maxRedirects)
	errTooSlow          = errors.New("took too long")
)

// request is what to fetch, and how.
type request struct {
	url    *url.URL // checked by guard.address
	limit  int64    // bytes of the reply
	robots bool     // obey robots.txt
	accept string   // media types
	known  validators
}

// validators name the version of a reply that we have. They are sent to the address they came from and to no other.
type validators struct {
	URL      string `json:"url,omitempty"`      // where it came from, redirects followed
	ETag     string `json:"etag,omitempty"`     // as the server sent it
	Modified string `json:"modified,omitempty"` // Last-Modified, as the server sent it
}

// reply is what came back from the last address of a row of redirects.
type reply struct {
	url    *url.URL
	status int
	header http.Header
	body   []byte // unpacked; of a 2xx only
}

// follow fetches r and what it redirects to. Statuses that are no redirects are replies, not errors. With errTooLarge
// the reply is there too, its body cut.
func (c *Client) follow(ctx context.Context, r request) (*reply, error) {
	start := r.url
	left := c.timeout
	for range maxRedirects + 1 {
		if r.robots {
			if err := c.mayRead(ctx, r.url); err != nil {
				return nil, err
			}
		}
		got, spent, err := c.exchange(ctx, r, left)
		if err != nil {
			return got, c.failure(ctx, r.url, err)
		}
		left -= spent
		if !redirects(got.status) {
			return got, nil
		}
		if r.url, err = c.next(r.url, got.header.Get("Location")); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%s %w", start, errTooManyRedirects)
}

func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// next is the address that from redirects to.
func (c *Client) next(from *url.URL, location string) (*url.URL, error) {
	if location == "" {
		return nil, fmt.Errorf("%s redirects to nowhere", from)
	}
	to, err := from.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("%s redirects to %s, which is not an address", from, quoted(location))
	}
	if from.Scheme == "https" && to.Scheme == "http" {
		return nil, fmt.Errorf("%s redirects to %s, which is not encrypted: that is not followed", from, to.Redacted())
	}
	if to, err = c.guard.address(to.String()); err != nil {
		return nil, fmt.Errorf("%s redirects on, and %w", from, err)
	}
	return to, nil
}

// exchange waits for a turn, then sends one request and reads its reply. spent is the time since its turn came.
func (c *Client) exchange(ctx context.Context, r request, left time.Duration) (got *reply, spent time.Duration, err error) {
	done, err := c.turns.take(ctx, r.url.Hostname())
	if err != nil {
		return nil, 0, err
	}
	defer done()
	begin := time.Now()
	ctx, cancel := context.WithTimeoutCause(ctx, left, errTooSlow)
	defer cancel()
	got, err = c.send(ctx, r)
	if err != nil && errors.Is(context.Cause(ctx), errTooSlow) {
		err = errTooSlow
	}
	return got, time.Since(begin), err
}

// send is one request and its reply.
func (c *Client) send(ctx context.Context, r request) (*reply, error) {
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, r.url.String(), nil)
	if err != nil {
		return nil, err
	}
	q.Header.Set("User-Agent", c.userAgent)
	q.Header.Set("Accept-Encoding", "gzip")
	if r.accept != "" {
		q.Header.Set("Accept", r.accept)
	}
	if r.known.URL == r.url.String() {
		setShort(q.Header, "If-None-Match", r.known.ETag)
		setShort(q.Header, "If-Modified-Since", r.known.Modified)
	}
	answer, err := c.transport.RoundTrip(q) // not http.Client: it would follow redirects and send a Referer
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	got := &reply{url: r.url, status: answer.StatusCode, header: answer.Header}
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return got, nil
	}
	got.body, err = readBody(answer, r.limit)
	return got, err
}

// setShort sets a header to what a server said, unless that is so long that servers may refuse the request.
func setShort(h http.Header, key, value string) {
	if value != "" && len(value) <= maxValidator {
		h.Set(key, value)
	}
}

// failure says why u could not be fetched, in a line that begins with u.
func (c *Client) failure(ctx context.Context, u *url.URL, err error) error {
	var closed *closedError
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", u, context.Cause(ctx))
	case errors.Is(err, errTooSlow):
		return fmt.Errorf("%s %w: no fetch may last longer than %s", u, errTooSlow, c.timeout)
	case errors.As(err, &closed):
		return fmt.Errorf("%s leads to %w", u, closed)
	case errors.Is(err, errTooLarge):
		return fmt.Errorf("%s %w: at most %s are read", u, errTooLarge, size(c.maxBytes))
	case errors.Is(err, errBomb):
		return fmt.Errorf("%s %w", u, err)
	}
	return fmt.Errorf("%s: %w", u, err)
}

// size is a number of bytes for people.
func size(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return strconv.FormatInt(n>>20, 10) + " MiB"
	}
	return strconv.FormatInt(n, 10) + " bytes"
}

// statusText is a status for people, such as "404 Not Found".
func statusText(status int) string {
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}
