package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

var thread = briefing.Channel{Service: "discord", Workspace: guild, ID: channel, Thread: "400000000000000001"}

func note(text string) post.Part { return post.Part{Kind: post.PartNote, Text: post.Words(text)} }

// long is a post of two messages.
func long(mark string) post.Post {
	return post.Post{Mark: mark, Parts: []post.Part{note(strings.Repeat("one ", 400)), note(strings.Repeat("two ", 400))}}
}

func TestSendReplies(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	c := f.chat()
	receipt, err := c.Send(t.Context(), thread, post.Post{Mark: "k", Parts: []post.Part{note("hello")}})
	if err != nil || receipt.ID != "500000000000000001" || !receipt.At.Equal(time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)) {
		t.Fatalf("Send = %+v, %v", receipt, err)
	}
	direct := briefing.Channel{Service: "discord", ID: channel, Thread: channel}
	if _, err := c.Send(t.Context(), direct, post.Post{Mark: "k2", Parts: []post.Part{note("hello")}}); err != nil {
		t.Fatal(err)
	}
	posts := f.posts()
	if len(posts) != 2 || posts[0].Reference != thread.Thread || posts[1].Reference != "" || posts[0].Nonce == posts[1].Nonce {
		t.Errorf("posts %+v", posts)
	}
}

func TestSendShowsOnce(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	first := f.chat()
	one, err := first.Send(t.Context(), thread, long("k"))
	if err != nil {
		t.Fatal(err)
	}
	for name, again := range map[string]*Chat{"same process": first, "after a restart": f.chat()} {
		if two, err := again.Send(t.Context(), thread, long("k")); err != nil || two != one {
			t.Errorf("%s: Send = %+v, %v, want %+v", name, two, err, one)
		}
	}
	if posts := f.posts(); len(posts) != 2 || !strings.HasPrefix(posts[0].Content, "one") || !strings.HasPrefix(posts[1].Content, "two") {
		t.Errorf("%d posts", len(posts))
	}
	for range 2 {
		if _, err := first.Send(t.Context(), thread, post.Post{Parts: []post.Part{note("no key")}}); err != nil {
			t.Fatal(err)
		}
	}
	if posts := f.posts(); len(posts) != 4 || posts[2].Nonce != "" {
		t.Errorf("%d posts, want two more", len(posts))
	}
}

// TestSendFailures: what Discord does, what Send returns, and that sending again shows everything once.
func TestSendFailures(t *testing.T) {
	t.Parallel()
	status := func(code int, body string, header ...string) fault {
		return func(w http.ResponseWriter) bool {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			reply(w, code, body)
			return false
		}
	}
	landed := func(next fault) fault {
		return func(w http.ResponseWriter) bool { next(w); return true }
	}
	abort := func(http.ResponseWriter) bool { panic(http.ErrAbortHandler) }
	busy := func(wait time.Duration) func(error) bool {
		return func(err error) bool { var b *bot.BusyError; return errors.As(err, &b) && b.Wait == wait }
	}
	refusedAs := func(reason string, gone bool) func(error) bool {
		return func(err error) bool {
			var r *bot.RefusedError
			return errors.As(err, &r) && r.Reason == reason && r.Gone == gone
		}
	}
	unclear := func(part string) func(error) bool {
		return func(err error) bool {
			var b *bot.BusyError
			var r *bot.RefusedError
			return err != nil && !errors.As(err, &b) && !errors.As(err, &r) && strings.Contains(err.Error(), part)
		}
	}
	for _, test := range []struct {
		name  string
		fault fault
		want  func(error) bool
	}{
		{"busy", status(429, `{"message":"You are being rate limited.","retry_after":1.5,"global":false}`), busy(1500 * time.Millisecond)},
		{"busy edge", func(w http.ResponseWriter) bool {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Retry-After", "77")
			w.WriteHeader(429)
			return false
		}, busy(77 * time.Second)},
		{"no such channel", status(404, `{"message":"Unknown Channel","code":10003}`), refusedAs("10003 Unknown Channel", true)},
		{"no access", status(403, `{"message":"Missing Access","code":50001}`), refusedAs("50001 Missing Access", true)},
		{"filtered", status(400, `{"message":"Message was blocked by automatic moderation","code":200000}`), refusedAs("200000 Message was blocked by automatic moderation", false)},
		{"edge says no", status(403, `<html>error code: 1015</html>`), unclear("HTTP 403")},
		{"token of old", status(401, `{"message":"401: no such token","code":0}`), unclear("Reset Token")},
		{"failing", status(500, `{"message":"500: Internal Server Error","code":0}`), unclear("HTTP 500")},
		{"bad gateway", status(502, "bad gateway"), unclear("502")},
		{"landed, but told otherwise", landed(status(502, "bad gateway")), unclear("502")},
		{"landed, but told nothing", landed(status(200, "{}")), unclear("names no message")},
		{"landed, but cut short", landed(status(200, `{"id":"50`)), unclear("not understood")},
		{"dropped", abort, unclear("EOF")},
		{"echo of the token", status(502, "you sent "+token), unclear("[token]")},
		{"refusal with the token", status(403, `{"message":"`+token+`","code":50013}`), refusedAs("50013 [token]", true)},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			f.faults = []fault{nil, test.fault}
			c := f.chat()
			c.pace.patience = 0
			_, err := c.Send(t.Context(), thread, post.Post{Mark: "before", Parts: []post.Part{note("before")}})
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Send(t.Context(), thread, post.Post{Mark: "k", Parts: []post.Part{note("hello")}})
			if !test.want(err) {
				t.Errorf("Send = %v", err)
			}
			if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, token) {
				t.Errorf("error holds the token: %s", text)
			}
			if _, err := c.Send(t.Context(), thread, post.Post{Mark: "k", Parts: []post.Part{note("hello")}}); err != nil {
				t.Errorf("again: Send = %v", err)
			}
			if posts := f.posts(); len(posts) != 2 {
				t.Errorf("%d posts, want 2", len(posts))
			}
		})
	}
}

// TestSendGoesOn: of a post of which the first message shows, only the rest is shown while Discord knows its nonces.
func TestSendGoesOn(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	refuse := func(w http.ResponseWriter) bool {
		reply(w, 403, `{"message":"Missing Permissions","code":50013}`)
		return false
	}
	f.faults = []fault{nil, refuse}
	c := f.chat()
	_, err := c.Send(t.Context(), thread, long("k"))
	var refused *bot.RefusedError
	if err == nil || errors.As(err, &refused) || !strings.Contains(err.Error(), "1 of 2 messages") {
		t.Errorf("Send = %v, want no refusal, for a part shows", err)
	}
	if _, err := c.Send(t.Context(), thread, long("k")); err != nil {
		t.Fatal(err)
	}
	if posts := f.posts(); len(posts) != 2 || !strings.HasPrefix(posts[1].Content, "two") {
		t.Errorf("%d posts", len(posts))
	}
}

func TestSendWithoutReply(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.faults = []fault{func(w http.ResponseWriter) bool {
		reply(w, 400, `{"message":"Cannot reply without permission to read message history","code":160002}`)
		return false
	}}
	if _, err := f.chat().Send(t.Context(), thread, post.Post{Mark: "k", Parts: []post.Part{note("hello")}}); err != nil {
		t.Fatal(err)
	}
	if posts := f.posts(); len(posts) != 1 || posts[0].Reference != "" {
		t.Errorf("posts %+v", posts)
	}
}

// TestSendKeepsToRateLimit: with the limit used up, it waits a little, and returns a BusyError for longer.
func TestSendKeepsToRateLimit(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		reset string
		busy  bool
	}{{"0.05", false}, {"30", true}} {
		f := newFake(t)
		f.faults = []fault{func(w http.ResponseWriter) bool {
			w.Header().Set("X-RateLimit-Remaining", "0")
			w.Header().Set("X-RateLimit-Reset-After", test.reset)
			reply(w, 200, `{"id":"500000000000000001"}`)
			return true
		}}
		c := f.chat()
		for i := range 2 {
			_, err := c.Send(t.Context(), thread, post.Post{Mark: fmt.Sprint(i), Parts: []post.Part{note("hello")}})
			var busy *bot.BusyError
			if want := test.busy && i == 1; errors.As(err, &busy) != want || !want && err != nil {
				t.Errorf("reset %s: Send %d = %v", test.reset, i, err)
			}
		}
	}
}

func TestSendEndsWithContext(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan bool)
	f.faults = []fault{func(http.ResponseWriter) bool { cancel(); <-release; return false }}
	_, err := f.chat().Send(ctx, thread, post.Post{Mark: "k", Parts: []post.Part{note("hello")}})
	close(release)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Send = %v", err)
	}
}

func TestSendRefusesWhatIsNoPost(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	hello := post.Post{Mark: "k", Parts: []post.Part{note("hello")}}
	for name, send := range map[string]func() error{
		"empty": func() error { _, err := f.chat().Send(t.Context(), thread, post.Post{Mark: "k"}); return err },
		"invisible": func() error {
			_, err := f.chat().Send(t.Context(), thread, post.Post{Parts: []post.Part{note("\u200b \n")}})
			return err
		},
		"other service": func() error {
			_, err := f.chat().Send(t.Context(), briefing.Channel{Service: "slack", ID: "1"}, hello)
			return err
		},
		"path as id": func() error {
			_, err := f.chat().Send(t.Context(), briefing.Channel{Service: "discord", ID: "../1"}, hello)
			return err
		},
	} {
		var refused *bot.RefusedError
		if err := send(); !errors.As(err, &refused) {
			t.Errorf("%s: Send = %v", name, err)
		}
	}
	if posts := f.posts(); len(posts) != 0 {
		t.Errorf("posts %+v", posts)
	}
}

func TestNew(t *testing.T) {
	for _, o := range []Options{
		{}, {Token: "  "}, {Token: "Bot "}, {Token: "abc\ndef-secret"}, {Token: "“abc-secret”"},
		{Token: token, APIURL: "ftp://x"}, {Token: token, APIURL: "localhost:80"},
	} {
		if _, err := New(o); err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), token) {
			t.Errorf("New(%q, %q) = %v", o.Token, o.APIURL, err)
		}
	}
	for _, good := range []string{token, "Bot " + token, "\n" + token + " "} {
		if c, err := New(Options{Token: good}); err != nil || c.token != "Bot "+token || c.Service() != "discord" {
			t.Errorf("New(%q) = %v", good, err)
		}
	}
}
