package web

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing/read"
)

// clock is a time that a test moves.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time       { return time.Unix(c.at.Load(), 0) }
func (c *clock) pass(d time.Duration) { c.at.Add(int64(d / time.Second)) }

func TestRobotsAnswers(t *testing.T) {
	forbids := "User-agent: nutgraf\nDisallow: /a\n"
	cases := []struct {
		name   string
		status int
		body   string
		want   string // why /a is not read; "" if it is
	}{
		{"allows", 200, "User-agent: *\nDisallow: /b", ""},
		{"forbids", 200, forbids, "the site's robots.txt forbids it to nutgraf"},
		{"is not there", 404, forbids, ""},
		{"is not for us", 403, forbids, ""},
		{"asks to slow down", 429, "", "answers 429 Too Many Requests when asked for robots.txt"},
		{"fails", 500, "", "answers 500 Internal Server Error when asked for robots.txt"},
		{"is down", 503, "", "answers 503 Service Unavailable when asked for robots.txt"},
		{"is as large as is read", 200, forbids + strings.Repeat("#", maxRobots-len(forbids)), "forbids it"},
		{"goes on beyond what is read", 200, forbids + strings.Repeat("# and so on\n", maxRobots/12+1), "forbids it"},
		{"forbids beyond what is read", 200, strings.Repeat("#\n", maxRobots/2) + forbids, ""},
		{"is cut inside a rule", 200, strings.Repeat("#", maxRobots-26) + "\nUser-agent: *\nDisallow: /bcdefgh", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/robots.txt" {
					fmt.Fprint(w, story)
					return
				}
				w.WriteHeader(tc.status)
				fmt.Fprint(w, tc.body)
			})
			c := clientFor(t, Options{}, s)
			if tc.want == "" {
				first(t, c, s.URL+"/a", read.Source{})
				return
			}
			wantText(t, refused(t, c, s.URL+"/a"), s.URL+"/a is not read: ", tc.want)
		})
	}
}

func TestRobotsRedirects(t *testing.T) {
	var location string
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.Redirect(w, r, location, http.StatusMovedPermanently)
		case "/rules":
			fmt.Fprint(w, "User-agent: *\nDisallow: /a")
		case "/round":
			http.Redirect(w, r, "/round", http.StatusMovedPermanently)
		default:
			fmt.Fprint(w, story)
		}
	})
	location = "/rules"
	wantText(t, refused(t, clientFor(t, Options{}, s), s.URL+"/a"), "forbids it")
	location = "/round"
	first(t, clientFor(t, Options{}, s), s.URL+"/a", read.Source{})
	location = "http://127.0.0.2/"
	wantText(t, refused(t, clientFor(t, Options{Ports: []uint16{80}}, s), s.URL+"/a"), "is not read before its site's robots.txt", "this machine")
}

// Where a page redirects to is asked for leave as well.
func TestRobotsOfEachHop(t *testing.T) {
	other := serve(t, pages(map[string]string{"/robots.txt": "User-agent: *\nDisallow: /a", "/a": story}))
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		http.Redirect(w, r, other.URL+"/a", http.StatusFound)
	})
	wantText(t, refused(t, clientFor(t, Options{}, s, other), s.URL+"/"), other.URL+"/a is not read")
}

func TestRobotsKept(t *testing.T) {
	var asked, status atomic.Int32
	status.Store(200)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			fmt.Fprint(w, story)
			return
		}
		asked.Add(1)
		w.WriteHeader(int(status.Load()))
	})
	var at clock
	at.pass(time.Hour)
	c := clientFor(t, Options{Now: at.now}, s)
	fetch := func(wantAsked int32) {
		t.Helper()
		c.Page(t.Context(), s.URL+"/a", read.Source{})
		if got := asked.Load(); got != wantAsked {
			t.Fatalf("robots.txt asked for %d times, want %d", got, wantAsked)
		}
	}
	fetch(1)
	at.pass(robotsKept - time.Second)
	fetch(1)
	at.pass(time.Second)
	status.Store(503)
	fetch(2)
	at.pass(robotsDeniedFor - time.Second)
	fetch(2)
	at.pass(time.Second)
	status.Store(200)
	fetch(3)
	fetch(3)
}

func TestRobotsAskedOnceByMany(t *testing.T) {
	var asked atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked.Add(1)
		}
		fmt.Fprint(w, story)
	})
	c := clientFor(t, Options{}, s)
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { c.Page(t.Context(), s.URL+"/a", read.Source{}) })
	}
	wg.Wait()
	if got := asked.Load(); got != 1 {
		t.Errorf("robots.txt asked for %d times", got)
	}
}

func TestRobotsRemembersFewSites(t *testing.T) {
	r := newRobots("nutgraf", time.Now)
	for i := range 3 * maxSites {
		r.site(fmt.Sprintf("https://%d.example.org", i))
	}
	if len(r.sites) != maxSites {
		t.Errorf("%d sites remembered", len(r.sites))
	}
}
