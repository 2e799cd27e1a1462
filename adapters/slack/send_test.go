package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

var place = briefing.Channel{Service: "slack", Workspace: slacktest.Team, ID: slacktest.Channel, Thread: "1700000000.000100"}

// answerPost is a post with every kind of part.
func answerPost() post.Post {
	const words = "The council voted 7-2 on Monday to close the ferry line."
	actions := []post.Action{
		{ID: "sources", Label: "Sources", Command: "sources of answer a7f3k2ab"}, {ID: "wrong", Label: "Wrong?", Command: "wrong of answer a7f3k2ab"},
	}
	return post.Post{Key: "slack:T1/C1/1700000000.000100", Mark: "abcdefghijklmnopqrstuvwx2", Actions: actions, Parts: []post.Part{
		{Kind: post.PartHeading, Text: post.Words("Ferry line")},
		{Kind: post.PartLead, Text: post.Words("Harbour Gazette:")},
		{Kind: post.PartEvidence, Text: post.Words(words), Marks: []briefing.Span{{Start: 4, End: 21}, {Start: 35, End: 40}}, Cites: []int{1, 2}},
		{Kind: post.PartEvidence, Text: post.Words("“We <!channel> had *no* choice & said so.”"), Cites: []int{2}},
		{Kind: post.PartNote, Text: post.Words("[We: the council]")},
		{Kind: post.PartSource, Source: new(post.SourceOf(briefing.Citation{
			N: 1, Headline: "Ferry <https://evil.example|line> to close", Outlet: "Harbour Gazette", URL: "https://gazette.example/ferry?a=1&b=2",
			Link: "https://gazette.example/ferry?a=1&b=2#:~:text=The%20council", Published: time.Date(2026, 1, 5, 23, 30, 0, 0, time.FixedZone("", -5*3600)),
		}))},
		{Kind: post.PartSource, Source: new(post.SourceOf(briefing.Citation{N: 2, URL: "javascript:alert(1)", Link: "javascript:alert(1)", Quote: "He left."}))},
		{Kind: post.PartFooter, Text: post.Words("2 articles · 1 outlet · as of 6 Jan 2026 09:12 UTC <now>")},
	}}
}

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
	if want := blockkit.Render(p, blockkit.Look{}); got.Text != want.Text || !strings.Contains(got.Text, "voted 7-2") {
		t.Errorf("the text is not that of the post: %s", got.Text)
	}
	if want := `{"event_type":"nutgraf_post","event_payload":{"mark":"` + p.Mark + `"}}`; string(got.Metadata) != want {
		t.Errorf("metadata = %s, want %s", got.Metadata, want)
	}
	if receipt.Thread != place.Thread {
		t.Errorf("what belongs below goes to %q", receipt.Thread)
	}

	p.Mark = ""
	receipt, err = c.Send(t.Context(), briefing.Channel{Service: "slack", Workspace: slacktest.Team, ID: slacktest.Channel}, p)
	if posts = s.Posts(); err != nil || len(posts) != 2 || posts[1].Metadata != nil || receipt.Thread != posts[1].TS {
		t.Errorf("a post to the channel, without a mark: %+v, %v, %+v", receipt, err, posts[len(posts)-1])
	}
}

func TestSendRefusesBySlacksRules(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	for reason, text := range map[string]string{"no_text": " ", "msg_too_long": strings.Repeat("x", blockkit.MostTaken+1)} {
		_, err := c.Send(t.Context(), place, post.Notes(text))
		if refused, ok := errors.AsType[*bot.RefusedError](err); !ok || refused.Reason != reason || refused.Gone {
			t.Errorf("%d characters: %v, want %s", len(text), err, reason)
		}
	}
	if len(s.Posts()) != 0 {
		t.Error("something was posted")
	}
}

func TestSendErrors(t *testing.T) {
	type kind string
	const busy, refused, open kind = "busy", "refused", "open"
	for _, tt := range []struct {
		fault slacktest.Fault
		want  kind
		wait  time.Duration
		gone  bool
	}{
		{slacktest.Fault{Status: 429, RetryAfter: 7}, busy, 7 * time.Second, false},
		{slacktest.Fault{Status: 429}, busy, busyWait, false},
		{slacktest.Fault{Code: "ratelimited"}, busy, busyWait, false},
		{slacktest.Fault{Code: "channel_not_found"}, refused, 0, true},
		{slacktest.Fault{Code: "not_in_channel"}, refused, 0, true},
		{slacktest.Fault{Code: "is_archived"}, refused, 0, true},
		{slacktest.Fault{Code: "msg_too_long"}, refused, 0, false},
		{slacktest.Fault{Code: "restricted_action"}, refused, 0, true},
		{slacktest.Fault{Code: "token_revoked"}, busy, lostWait, false},
		{slacktest.Fault{Code: "account_inactive"}, busy, lostWait, false},
		{slacktest.Fault{Code: "invalid_auth"}, busy, lostWait, false},
		{slacktest.Fault{Code: "missing_scope", Needed: "chat:write"}, refused, 0, false},
		{slacktest.Fault{Code: "fatal_error", Shown: true}, open, 0, false},
		{slacktest.Fault{Code: "internal_error"}, open, 0, false},
		{slacktest.Fault{Code: "service_unavailable"}, open, 0, false},
		{slacktest.Fault{Status: 500, Shown: true}, open, 0, false},
		{slacktest.Fault{Status: 502, Body: "<html>bad gateway"}, open, 0, false},
		{slacktest.Fault{Body: "{"}, open, 0, false},
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
				if r.Reason != tt.fault.Code || r.Service != "slack" || r.Gone != tt.gone {
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
	_, err := c.Send(t.Context(), place, answerPost())
	if r, ok := errors.AsType[*bot.RefusedError](err); !ok || r.Reason != "msg_too_long" {
		t.Errorf("Send = %v", err)
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

// checkEscaped fails when text holds a character to which Slack gives a meaning.
func checkEscaped(t *testing.T, text string) {
	bare := strings.NewReplacer("&amp;", "", "&lt;", "", "&gt;", "").Replace(text)
	if i := strings.IndexAny(bare, "&<>"); i >= 0 {
		t.Errorf("unescaped %q in %q", bare[i], text)
	}
}
