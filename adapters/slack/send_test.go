package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

var place = briefing.Channel{Service: "slack", Workspace: slacktest.Team, ID: slacktest.Channel, Thread: "1700000000.000100"}

func TestSend(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	p := answerPost()
	receipt, err := c.Send(t.Context(), place, p)
	if err != nil {
		t.Fatal(err)
	}
	posts := s.Posts()
	if len(posts) != 1 {
		t.Fatalf("%d posts", len(posts))
	}
	got := posts[0]
	if receipt.ID != got.TS || !receipt.At.Equal(time.Unix(1800000000, 1000)) {
		t.Errorf("receipt = %+v of message %s", receipt, got.TS)
	}
	if got.Thread != place.Thread || got.Blocks == nil {
		t.Errorf("posted %+v", got)
	}
	for name, want := range map[string]string{"unfurl_links": "false", "unfurl_media": "false", "mrkdwn": "false", "parse": "", "link_names": ""} {
		if got.Form[name] != want {
			t.Errorf("%s = %q, want %q", name, got.Form[name], want)
		}
	}
	checkEscaped(t, got.Text)
	if strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(got.Text) != split(p)[0].Plain().Reveal() {
		t.Errorf("the text is not the plain post: %s", got.Text)
	}
	if strings.Contains(string(got.Metadata), "1700000000") || !strings.Contains(string(got.Metadata), briefing.DerivedID("slack post", p.Key)) {
		t.Errorf("metadata = %s", got.Metadata)
	}

	again, err := c.Send(t.Context(), place, p)
	if err != nil || again != receipt || len(s.Posts()) != 1 {
		t.Errorf("sent again: %+v, %v, %d posts", again, err, len(s.Posts()))
	}
	sorry := post.Post{Key: p.Key, Parts: []post.Part{{Kind: post.PartNote, Text: post.Words("Sorry.")}}}
	if again, err := c.Send(t.Context(), place, sorry); err != nil || again != receipt || len(s.Posts()) != 1 {
		t.Errorf("an apology behind an answer that was shown: %+v, %v, %d posts", again, err, len(s.Posts()))
	}
	p.Key = "another"
	if _, err := c.Send(t.Context(), place, p); err != nil || len(s.Posts()) != 2 {
		t.Errorf("the same words under another key: %v, %d posts", err, len(s.Posts()))
	}
}

func TestSendNothing(t *testing.T) {
	c, _ := dial(t, slacktest.New(t))
	if _, err := c.Send(t.Context(), place, post.Post{Key: "k", Parts: []post.Part{{Kind: post.PartNote, Text: post.Words(" ")}}}); err == nil {
		t.Error("an empty post was sent")
	}
}

func TestSendErrors(t *testing.T) {
	type kind string
	const busy, refused, open kind = "busy", "refused", "open"
	for _, tt := range []struct {
		fault slacktest.Fault
		want  kind
		wait  time.Duration
	}{
		{slacktest.Fault{Status: 429, RetryAfter: 7}, busy, 7 * time.Second},
		{slacktest.Fault{Status: 429}, busy, busyWait},
		{slacktest.Fault{Code: "ratelimited"}, busy, busyWait},
		{slacktest.Fault{Code: "channel_not_found"}, refused, 0},
		{slacktest.Fault{Code: "not_in_channel"}, refused, 0},
		{slacktest.Fault{Code: "is_archived"}, refused, 0},
		{slacktest.Fault{Code: "msg_too_long"}, refused, 0},
		{slacktest.Fault{Code: "restricted_action"}, refused, 0},
		{slacktest.Fault{Code: "token_revoked"}, refused, 0},
		{slacktest.Fault{Code: "missing_scope", Needed: "chat:write"}, refused, 0},
		{slacktest.Fault{Code: "fatal_error", Shown: true}, open, 0},
		{slacktest.Fault{Code: "internal_error"}, open, 0},
		{slacktest.Fault{Code: "service_unavailable"}, open, 0},
		{slacktest.Fault{Status: 500, Shown: true}, open, 0},
		{slacktest.Fault{Status: 502, Body: "<html>bad gateway"}, open, 0},
		{slacktest.Fault{Body: "{"}, open, 0},
	} {
		t.Run(fmt.Sprintf("%+v", tt.fault), func(t *testing.T) {
			s := slacktest.New(t)
			c, _ := dial(t, s)
			s.Fail("chat.postMessage", tt.fault)
			_, err := c.Send(t.Context(), place, answerPost())
			if err == nil {
				t.Fatal("no error")
			}
			noSecret(t, "error", err.Error())
			var got kind = open
			if b, ok := errors.AsType[*bot.BusyError](err); ok {
				got = busy
				if b.Wait != tt.wait || b.Service != "slack" {
					t.Errorf("%+v, want to wait %v", b, tt.wait)
				}
			} else if r, ok := errors.AsType[*bot.RefusedError](err); ok {
				got = refused
				if r.Reason != tt.fault.Code || r.Service != "slack" {
					t.Errorf("%+v", r)
				}
			}
			if got != tt.want {
				t.Errorf("%v is %s, want %s", err, got, tt.want)
			}
			if !strings.Contains(err.Error(), tt.fault.Needed) {
				t.Errorf("%v does not name the scope", err)
			}
			if n := s.Calls("chat.postMessage"); n != 1 {
				t.Errorf("%d attempts: whether to repeat is for the caller to decide", n)
			}
		})
	}
}

func TestSendTimesOut(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	ctx, stop := context.WithDeadline(t.Context(), time.Unix(1, 0))
	defer stop()
	_, err := c.Send(ctx, place, answerPost())
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Send = %v", err)
	}
}

func TestSendPlainWhenBlocksAreRefused(t *testing.T) {
	s := slacktest.New(t)
	c, j := dial(t, s)
	s.Fail("chat.postMessage", slacktest.Fault{Code: "invalid_blocks"})
	if _, err := c.Send(t.Context(), place, answerPost()); err != nil {
		t.Fatal(err)
	}
	posts := s.Posts()
	if len(posts) != 1 || posts[0].Blocks != nil || !strings.Contains(posts[0].Text, "voted 7-2") {
		t.Errorf("posts = %+v", posts)
	}
	if !strings.Contains(j.String(), "invalid_blocks") {
		t.Error("the log does not tell")
	}
	s.Fail("chat.postMessage", slacktest.Fault{Code: "invalid_blocks"}, slacktest.Fault{Code: "msg_too_long"})
	p := answerPost()
	p.Key = "other"
	_, err := c.Send(t.Context(), place, p)
	if r, ok := errors.AsType[*bot.RefusedError](err); !ok || r.Reason != "msg_too_long" {
		t.Errorf("Send = %v", err)
	}
}

// longPost needs three messages.
func longPost() post.Post {
	p := post.Post{Key: "long"}
	for n := range 5 {
		p.Parts = append(p.Parts, post.Part{Kind: post.PartEvidence, Text: post.Words(fmt.Sprint(n) + strings.Repeat(" word", 360)), Cites: []int{1}})
	}
	return p
}

func TestSendGoesOnWhereItStopped(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	p := longPost()
	if len(split(p)) != 3 {
		t.Fatalf("%d messages, want 3", len(split(p)))
	}
	stopAfterFirst(t, s, c, p)
	receipt, err := c.Send(t.Context(), place, p)
	if err != nil {
		t.Fatal(err)
	}
	posts := s.Posts()
	if len(posts) != 3 || receipt.ID != posts[0].TS {
		t.Fatalf("%d posts, receipt %+v", len(posts), receipt)
	}
	for i, want := range []string{"“0 word", "“2 word", "“4 word"} {
		if !strings.HasPrefix(posts[i].Text, want) {
			t.Errorf("message %d begins %.20q, want %q", i, posts[i].Text, want)
		}
		var m struct {
			Payload struct{ Part int } `json:"event_payload"`
		}
		if err := json.Unmarshal(posts[i].Metadata, &m); err != nil || m.Payload.Part != i+1 {
			t.Errorf("metadata %s of message %d", posts[i].Metadata, i)
		}
	}
}

// Under a key of which a part was shown, another post is shown whole: its rest is not the first one's rest.
func TestSendOtherPostUnderTheKey(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	stopAfterFirst(t, s, c, longPost())
	if _, err := c.Send(t.Context(), place, post.Post{Key: "long", Parts: []post.Part{{Kind: post.PartNote, Text: post.Words("Sorry.")}}}); err != nil {
		t.Fatal(err)
	}
	if posts := s.Posts(); len(posts) != 2 || posts[1].Text != "Sorry." {
		t.Errorf("posts = %+v", posts)
	}
}

// stopAfterFirst sends p so that only its first message is shown.
func stopAfterFirst(t *testing.T, s *slacktest.Server, c *Chat, p post.Post) {
	t.Helper()
	s.FailFrom("chat.postMessage", 2, slacktest.Fault{Status: 429, RetryAfter: 1})
	_, err := c.Send(t.Context(), place, p)
	if _, ok := errors.AsType[*bot.BusyError](err); !ok {
		t.Fatalf("Send = %v, want busy", err)
	}
	if n := len(s.Posts()); n != 1 {
		t.Fatalf("%d posts, want 1", n)
	}
}

func TestSendForgetsTheOldest(t *testing.T) {
	var s sendings
	first := s.of("0")
	for n := range maxSendings {
		s.of(fmt.Sprint(n))
	}
	if s.of("0") != first {
		t.Error("forgot a key too early")
	}
	s.of("one more")
	if len(s.byKey) != maxSendings || len(s.order) != maxSendings || s.of("0") == first {
		t.Errorf("%d keys remembered", len(s.byKey))
	}
	if one, other := s.of(""), s.of(""); one == other {
		t.Error("posts without a key are taken for one")
	}
}

// A Slack that hangs must not hold a worker for ever.
func TestSendGivesUpOnASilentSlack(t *testing.T) {
	hang := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hang }))
	defer s.Close()
	defer close(hang)
	client := &http.Client{Timeout: 50 * time.Millisecond}
	c, err := New(Options{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, APIURL: s.URL, HTTPClient: client})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Send(t.Context(), place, answerPost())
	var timeout interface{ Timeout() bool }
	if !errors.As(err, &timeout) || !timeout.Timeout() {
		t.Errorf("Send = %v, want a timeout", err)
	}
}
