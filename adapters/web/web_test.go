package web

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/read"
)

const story = `<!doctype html><html lang="en"><head><title>Harbour bridge closes for repairs</title></head><body><article>
<h1>Harbour bridge closes for repairs</h1>
<p>The harbour bridge closed to all traffic on Monday while engineers replace two of its main cables.</p>
<p>Ferries carry passengers across the water every ten minutes until the work is finished in the autumn.</p>
<p>The city council expects the repairs to cost about four million euros, a spokeswoman told reporters.</p>
</article></body></html>`

// loopback opens the one address that the test servers listen on, and leaves 127.0.0.2 and the rest closed.
var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}

// serve runs a site. Its robots.txt is not there unless h has one.
func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// pages serves each path its text, and 404 for the rest.
func pages(byPath map[string]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		text, ok := byPath[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, text)
	}
}

// clientFor returns a client that may fetch from the test servers.
func clientFor(t *testing.T, o Options, servers ...*httptest.Server) *Client {
	t.Helper()
	o.Allow = append(o.Allow, loopback...)
	for _, s := range servers {
		o.Ports = append(o.Ports, portOf(t, s.Listener.Addr()))
	}
	return New(o)
}

func portOf(t *testing.T, a net.Addr) uint16 {
	t.Helper()
	at, err := netip.ParseAddrPort(a.String())
	if err != nil {
		t.Fatal(err)
	}
	return at.Port()
}

// canary listens on every address of this machine and counts who comes.
func canary(t *testing.T) (port uint16, came *atomic.Int32) {
	t.Helper()
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	came = new(atomic.Int32)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			came.Add(1)
			conn.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return portOf(t, l.Addr()), came
}

// first is the first article of a page.
func first(t *testing.T, c *Client, url string, from read.Source) briefing.Article {
	t.Helper()
	articles, err := c.Page(t.Context(), url, from)
	if err != nil {
		t.Fatal(err)
	}
	for a, err := range articles {
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	t.Fatalf("%s: no article", url)
	return briefing.Article{}
}

// refused fetches a page and returns why that failed.
func refused(t *testing.T, c *Client, url string) string {
	t.Helper()
	_, err := c.Page(t.Context(), url, read.Source{})
	if err == nil {
		t.Fatalf("%s was fetched", url)
	}
	if strings.ContainsAny(err.Error(), "\r\n") {
		t.Errorf("more than one line: %q", err)
	}
	return err.Error()
}

func wantText(t *testing.T, got string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(got, p) {
			t.Errorf("%q is not in %q", p, got)
		}
	}
}

func TestPage(t *testing.T) {
	var asked []*http.Request
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r)
		http.SetCookie(w, &http.Cookie{Name: "visitor", Value: "1"})
		pages(map[string]string{"/bridge": story})(w, r)
	})
	c := clientFor(t, Options{}, s)
	a := first(t, c, s.URL+"/bridge#top", read.Source{Outlet: "Harbour Post"})
	wantText(t, a.Text, "closed to all traffic on Monday", "every ten minutes")
	if a.URL != s.URL+"/bridge" || a.Outlet != "Harbour Post" {
		t.Errorf("got URL %q, outlet %q", a.URL, a.Outlet)
	}
	first(t, c, s.URL+"/bridge", read.Source{})
	var paths []string
	for _, r := range asked {
		paths = append(paths, r.URL.Path)
		if got := r.Header.Get("User-Agent"); got != defaultUserAgent {
			t.Errorf("User-Agent %q", got)
		}
		if got := r.Header.Get("Cookie") + r.Header.Get("Referer"); got != "" {
			t.Errorf("told the site %q", got)
		}
	}
	if got := strings.Join(paths, " "); got != "/robots.txt /bridge /bridge" {
		t.Errorf("asked for %s", got)
	}
}

func TestPageStatus(t *testing.T) {
	for _, status := range []int{204, 206, 300, 304, 401, 403, 404, 410, 429, 500, 503, 799} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/robots.txt" {
				w.WriteHeader(status)
			}
		})
		wantText(t, refused(t, clientFor(t, Options{}, s), s.URL+"/a"), s.URL+"/a answers "+strconv.Itoa(status))
	}
}

func TestRedirects(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		hops, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/hop/"))
		switch {
		case err != nil:
			http.NotFound(w, r)
		case hops == 0:
			fmt.Fprint(w, story)
		default:
			http.Redirect(w, r, "/hop/"+strconv.Itoa(hops-1), http.StatusFound)
		}
	})
	c := clientFor(t, Options{}, s)
	if a := first(t, c, s.URL+"/hop/5", read.Source{}); a.URL != s.URL+"/hop/0" {
		t.Errorf("five redirects on, the article's URL is %q", a.URL)
	}
	if a := first(t, c, s.URL+"/hop/1", read.Source{URL: "https://example.org/bridge"}); a.URL != "https://example.org/bridge" {
		t.Errorf("the URL given did not win: %q", a.URL)
	}
	wantText(t, refused(t, c, s.URL+"/hop/6"), "redirects more than 5 times")
}

func TestRedirectsNotFollowed(t *testing.T) {
	port, came := canary(t)
	at := func(host string) string { return fmt.Sprintf("http://%s:%d/", host, port) }
	cases := []struct{ location, want string }{
		{at("127.0.0.2"), "is this machine itself: add its range to web.allow"},
		{at("[::1]"), "is this machine itself"},
		{at("[::ffff:127.0.0.2]"), "is this machine itself"},
		{at("2130706434"), "unusual spelling"},
		{"http://169.254.169.254/latest/meta-data/", "is a reserved address"},
		{"http://user:secret@127.0.0.2/", "leave it out"},
		{"file:///etc/passwd", "not an absolute http or https address"},
		{"gopher://127.0.0.1/", "not an absolute http or https address"},
		{"http://127.0.0.1:22/", "add it to web.ports"},
		{"", "redirects to nowhere"},
		{"http://%zz/", "not an address"},
	}
	var location string
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		if location != "" {
			w.Header().Set("Location", location)
		}
		w.WriteHeader(http.StatusMovedPermanently)
	})
	c := clientFor(t, Options{Ports: []uint16{80, port}}, s)
	for _, tc := range cases {
		location = tc.location
		got := refused(t, c, s.URL+"/")
		wantText(t, got, s.URL, tc.want)
		if strings.Contains(got, "secret") {
			t.Errorf("a password is told: %s", got)
		}
	}
	if n := came.Load(); n != 0 {
		t.Errorf("%d connections to closed addresses", n)
	}
}

// A page that was fetched encrypted must not turn into one that anybody on the way can have written.
func TestRedirectFromEncryptedToPlain(t *testing.T) {
	from, err := url.Parse("https://example.org/a")
	if err != nil {
		t.Fatal(err)
	}
	c := New(Options{})
	_, err = c.next(from, "http://example.org/a")
	if err == nil || !strings.Contains(err.Error(), "not encrypted") {
		t.Errorf("got %v", err)
	}
	to, err := c.next(from, "//example.org/b#part")
	if err != nil || to.String() != "https://example.org/b" {
		t.Errorf("got %v, %v", to, err)
	}
}

func TestTooSlow(t *testing.T) {
	trickle := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-r.Context().Done():
				return
			case <-tick.C:
				fmt.Fprint(w, "<p>")
				w.(http.Flusher).Flush()
			}
		}
	}
	mute := func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	loop := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		select {
		case <-r.Context().Done():
		case <-time.After(60 * time.Millisecond):
			http.Redirect(w, r, "/again", http.StatusFound)
		}
	}
	for name, h := range map[string]http.HandlerFunc{"trickle": trickle, "mute": mute, "slow redirects": loop} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, h)
			c := clientFor(t, Options{Timeout: 100 * time.Millisecond}, s)
			begin := time.Now()
			wantText(t, refused(t, c, s.URL+"/a"), s.URL, "took too long: no fetch may last longer than 100ms")
			if took := time.Since(begin); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}

func TestStopped(t *testing.T) {
	asked := make(chan struct{}, 1)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-r.Context().Done()
	})
	ctx, stop := context.WithCancel(t.Context())
	go func() { <-asked; stop() }()
	_, err := clientFor(t, Options{}, s).Page(ctx, s.URL, read.Source{})
	if err == nil || !strings.Contains(err.Error(), context.Canceled.Error()) {
		t.Errorf("got %v", err)
	}
}
