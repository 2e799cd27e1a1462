package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

const wire = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Harbour Post</title><link>https://harbour.example.org/</link>
<item><title>Harbour bridge closes</title><link>https://harbour.example.org/bridge</link><pubDate>Mon, 02 Mar 2026 08:30:00 GMT</pubDate>
<description>The harbour bridge closed to all traffic on Monday while engineers replace two of its main cables.</description></item>
<item><title>Ferry fares frozen</title><link>https://harbour.example.org/ferry</link><pubDate>Tue, 03 Mar 2026 09:00:00 GMT</pubDate>
<description>The council will not raise ferry fares this year, it said on Tuesday after a long debate.</description></item>
</channel></rss>`

// poll fetches a feed and checks how many articles came.
func poll(t *testing.T, f *Feed, since string, want int) (articles []briefing.Article, next string) {
	t.Helper()
	articles, next, err := f.Fetch(t.Context(), since)
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) != want {
		t.Fatalf("got %d articles, want %d", len(articles), want)
	}
	return articles, next
}

func TestFeed(t *testing.T) {
	for _, validator := range []struct{ answer, ask, value string }{
		{"ETag", "If-None-Match", `W/"7"`},
		{"Last-Modified", "If-Modified-Since", "Tue, 03 Mar 2026 09:00:01 GMT"},
	} {
		t.Run(validator.answer, func(t *testing.T) {
			var asked []string
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					return
				}
				asked = append(asked, r.Header.Get(validator.ask))
				w.Header().Set(validator.answer, validator.value)
				if r.Header.Get(validator.ask) == validator.value {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				fmt.Fprint(w, wire)
			})
			f := clientFor(t, Options{}, s).Feed(s.URL+"/feed.xml", "The Post")
			if f.Name() != s.URL+"/feed.xml" {
				t.Errorf("name %q", f.Name())
			}
			articles, next := poll(t, f, "", 2)
			for _, a := range articles {
				if a.Outlet != "The Post" || !strings.HasPrefix(a.URL, "https://harbour.example.org/") || a.Published.IsZero() {
					t.Errorf("outlet %q, URL %q, published %s", a.Outlet, a.URL, a.Published)
				}
			}
			if _, after := poll(t, f, next, 0); after != next {
				t.Errorf("cursor %s became %s though nothing changed", next, after)
			}
			if got := strings.Join(asked, "|"); got != "|"+validator.value {
				t.Errorf("asked with %s", got)
			}
		})
	}
}

// A server that knows no validators sends the same bytes again and again.
func TestFeedUnchangedBytes(t *testing.T) {
	text := wire
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { pages(map[string]string{"/feed": text})(w, r) })
	f := clientFor(t, Options{}, s).Feed(s.URL+"/feed", "")
	_, next := poll(t, f, "", 2)
	if _, after := poll(t, f, next, 0); after != next {
		t.Errorf("cursor %s became %s though nothing changed", next, after)
	}
	text = strings.Replace(wire, "closes", "reopens", 1)
	if _, after := poll(t, f, next, 2); after == next {
		t.Error("the feed changed and the cursor did not")
	}
}

// What a server said about one address is not told to another.
func TestFeedMoved(t *testing.T) {
	var told string
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		told += r.Header.Get("If-None-Match")
		fmt.Fprint(w, wire)
	})
	moved := false
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
		case moved:
			http.Redirect(w, r, other.URL+"/feed", http.StatusPermanentRedirect)
		default:
			w.Header().Set("ETag", `"secret"`)
			fmt.Fprint(w, wire)
		}
	})
	f := clientFor(t, Options{}, s, other).Feed(s.URL+"/feed", "")
	_, next := poll(t, f, "", 2)
	moved = true
	poll(t, f, next, 2)
	if told != "" {
		t.Errorf("told %s", told)
	}
}

// A validator too long to be sent back is not sent, and does not stop the feed.
func TestFeedLongValidator(t *testing.T) {
	told := ""
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		told += r.Header.Get("If-None-Match")
		w.Header().Set("ETag", strings.Repeat("x", maxValidator+1))
		fmt.Fprint(w, wire)
	})
	f := clientFor(t, Options{}, s).Feed(s.URL+"/feed", "")
	_, next := poll(t, f, "", 2)
	poll(t, f, next, 0)
	poll(t, f, "not a cursor", 2)
	if told != "" {
		t.Errorf("told %q", told)
	}
}

func TestFeedRefused(t *testing.T) {
	s := serve(t, pages(map[string]string{
		"/robots.txt": "User-agent: *\nDisallow: /closed",
		"/page":       story,
		"/broken.xml": "<rss><channel><item>",
		"/closed":     wire,
	}))
	c := clientFor(t, Options{}, s)
	for path, want := range map[string]string{
		"/page":       "is a web page, not a feed: give the address of the site's RSS or Atom feed",
		"/broken.xml": "nothing in " + s.URL + "/broken.xml can be read",
		"/closed":     "robots.txt forbids it",
		"/gone":       "answers 404 Not Found",
	} {
		_, next, err := c.Feed(s.URL+path, "").Fetch(t.Context(), "")
		if err == nil || next != "" {
			t.Errorf("%s: cursor %q, error %v", path, next, err)
			continue
		}
		wantText(t, err.Error(), s.URL+path, want)
	}
}
