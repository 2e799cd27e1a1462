// Package web fetches pages and feeds from the open web for ingest.
//
// It is a guest there, and trusts nobody. The tour, in the order of a fetch:
//
//   - [Client.Page] and [Feed.Fetch] (page.go, feed.go) are what others call: an address becomes articles.
//   - An address is looked at before anything is sent (address.go): http or https, an expected port, no user
//     name, no unusual spelling of a number. Where it leads is checked again when the connection is made,
//     with the address actually dialled, so a name that changes its answer between two
//     look-ups gains nothing. Private and reserved ranges are refused unless [Options].Allow opens them.
//   - The site's robots.txt is asked first and obeyed (robots.go; the rules of RFC 9309 are in rules.go).
//   - A fetch waits for its turn (turns.go): two connections to a host, sixteen in all.
//   - One exchange follows another along redirects (fetch.go), each with the same checks, until one deadline
//     for all of them. There is no proxy, no cookie and no connection kept for later.
//   - What comes back is counted as it is unpacked (body.go), then made UTF-8 if only the
//     server knew its encoding (encoding.go), and handed to package read.
//
// An error names the address first, then what is wrong, and what to do where something can be done.
package web

import (
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// Options say how the web is fetched. The zero value is the careful default.
type Options struct {
	// UserAgent is sent with every request; its first word, up to a slash, is the name robots.txt knows us by.
	// Default: "nutgraf/1 (+https://github.com/nutgraf/nutgraf)".
	UserAgent string
	Allow     []netip.Prefix   // ranges that may be fetched from although they are not public, such as an intranet's
	Ports     []uint16         // that may be connected to; none means 80 and 443
	Timeout   time.Duration    // for one fetch with all its redirects, from its turn to its last byte; 0 means 20 s
	MaxBytes  int64            // of one reply, unpacked; 0 means 8 MiB
	Log       *slog.Logger     // nil means silence
	Now       func() time.Time // nil means time.Now
}

const (
	defaultUserAgent = "nutgraf/1 (+https://github.com/nutgraf/nutgraf)"
	defaultTimeout   = 20 * time.Second
	defaultMaxBytes  = 8 << 20

	dialTimeout    = 10 * time.Second
	maxHeaderBytes = 64 << 10 // of a reply's header
)

// Client fetches from the web. Its methods may be called from many goroutines.
type Client struct {
	userAgent string
	timeout   time.Duration
	maxBytes  int64
	log       *slog.Logger
	guard     *guard
	dialer    *net.Dialer
	transport *http.Transport
	turns     *turns
	robots    *robots
}

// New returns a client. Nothing is fetched yet.
func New(o Options) *Client {
	o = o.withDefaults()
	g := newGuard(o.Allow, o.Ports)
	dialer := &net.Dialer{Timeout: dialTimeout, Control: g.control}
	return &Client{
		userAgent: o.UserAgent,
		timeout:   o.Timeout,
		maxBytes:  o.MaxBytes,
		log:       o.Log,
		guard:     g,
		dialer:    dialer,
		transport: &http.Transport{
			Proxy:                  nil, // a proxy would dial for us, out of sight of the guard
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    dialTimeout,
			ForceAttemptHTTP2:      true,
			DisableKeepAlives:      true, // polls are minutes apart
			DisableCompression:     true, // unpacked in body.go, where it is counted
			MaxResponseHeaderBytes: maxHeaderBytes,
		},
		turns:  newTurns(maxConnections, maxHostConnections),
		robots: newRobots(productToken(o.UserAgent), o.Now),
	}
}

func (o Options) withDefaults() Options {
	if o.UserAgent == "" {
		o.UserAgent = defaultUserAgent
	}
	if len(o.Ports) == 0 {
		o.Ports = []uint16{80, 443}
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}
