package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"
)

const (
	maxRobots       = 500 << 10        // bytes of a robots.txt that are read: RFC 9309 section 2.5
	robotsKept      = 24 * time.Hour   // RFC 9309 section 2.4
	robotsDeniedFor = 10 * time.Minute // before a site that could not say is asked again; our choice
	maxSites        = 1000             // whose rules are remembered
)

// robots remembers what the robots.txt of sites say to us.
type robots struct {
	agent string
	now   func() time.Time
	mu    sync.Mutex
	sites map[string]*site
}

// site is one scheme, host and port.
type site struct {
	turn  chan struct{} // held by who fetches the rules or looks at them
	rules rules
	down  string // why nothing of the site may be read now; "" when rules are known
	until time.Time
}

func newRobots(agent string, now func() time.Time) *robots {
	return &robots{agent: agent, now: now, sites: map[string]*site{}}
}

// mayRead returns nil if the robots.txt of u's site lets us read u. It is fetched once a day; many who ask at once wait for one
// fetch.
func (c *Client) mayRead(ctx context.Context, u *url.URL) error {
	s := c.robots.site(u.Scheme + "://" + u.Host)
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if now := c.robots.now(); !now.Before(s.until) {
		if err := c.askRobots(ctx, u, s, now); err != nil {
			return err
		}
	}
	switch {
	case s.down != "":
		return fmt.Errorf("%s is not read: %s", u, s.down)
	case !s.rules.allow(u):
		return fmt.Errorf("%s is not read: the site's robots.txt forbids it to %s", u, c.robots.agent)
	}
	return nil
}

// askRobots fetches the rules of s. A site that does not answer is not remembered, for it may tomorrow.
func (c *Client) askRobots(ctx context.Context, u *url.URL, s *site, now time.Time) error {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	r, err := c.follow(ctx, request{url: at, limit: maxRobots})
	var closed *closedError
	switch {
	case errors.As(err, &closed): // no word of robots.txt: it is the address that is wrong
		return fmt.Errorf("%s leads to %w", u, closed)
	case err != nil && !errors.Is(err, errTooLarge) && !errors.Is(err, errTooManyRedirects):
		return fmt.Errorf("%s is not read before its site's robots.txt: %w", u, err)
	}
	s.rules, s.down, s.until = nil, "", now.Add(robotsKept)
	switch {
	case errors.Is(err, errTooManyRedirects): // RFC 9309 section 2.3.1.2: as if there were none
	case r.status >= 200 && r.status < 300:
		body := r.body
		if err != nil { // the last line is not whole: it might forbid less than it should
			body = body[:bytes.LastIndexAny(body, "\r\n")+1]
		}
		s.rules = parseRules(body, c.robots.agent)
	case r.status == http.StatusTooManyRequests, r.status >= 500:
		s.down = fmt.Sprintf("its site answers %s when asked for robots.txt; it is asked again in some minutes", statusText(r.status))
		s.until = now.Add(robotsDeniedFor)
	}
	return nil
}

// site is the entry of an origin, made if it is not there.
func (r *robots) site(origin string) *site {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s := r.sites[origin]; s != nil {
		return s
	}
	if len(r.sites) >= maxSites {
		for other := range r.sites { // any one; it is asked again when it is needed
			delete(r.sites, other)
			break
		}
	}
	s := &site{turn: make(chan struct{}, 1)}
	r.sites[origin] = s
	return s
}
