package slack

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// judgedPost is an answer that can be judged.
func judgedPost() post.Post {
	p := answerPost()
	p.Actions = []post.Action{
		{ID: post.ActionSources, Label: "Sources", Command: "sources of answer a7f3k2ab"},
		{ID: post.ActionGood, Label: "Good", Command: "good of answer a7f3k2ab"},
		{ID: post.ActionWrong, Label: "Wrong?", Command: "wrong of answer a7f3k2ab"},
	}
	return p
}

// rung is what form of the answer is shown: each keeps the sources.
func rung(t *testing.T, p slacktest.Post) string {
	t.Helper()
	words := p.Text
	blocks := string(p.Blocks)
	for _, f := range p.Files {
		words += f.Content
	}
	for _, want := range []string{"voted 7-2", "https://gazette.example/ferry?a=1", "[2]"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in %s", want, words)
		}
		if blocks != "" && !strings.Contains(strings.ReplaceAll(blocks, `\u0026`, "&"), want) {
			t.Errorf("%q is not in the blocks %s", want, blocks)
		}
	}
	switch {
	case len(p.Files) > 0:
		return "file"
	case strings.Contains(blocks, `"citation"`):
		return "citations"
	case strings.Contains(blocks, "context_actions"):
		return "feedback"
	case blocks != "":
		return "blocks"
	}
	return "text"
}

// The next form is shown where Slack refuses one, down to a file, and where it does not show even that, the caller hears why.
func TestLadder(t *testing.T) {
	refuse := func(codes ...string) (faults []slacktest.Fault) {
		for _, code := range codes {
			faults = append(faults, slacktest.Fault{Code: code})
		}
		return faults
	}
	for _, tt := range []struct {
		name        string
		options     Options
		scopes      string
		faults      []slacktest.Fault
		shown, next string // the form of the post, and of one after it
		reason      string
	}{
		{"all of it", Options{}, "", nil, "feedback", "feedback", ""},
		{"with citations", Options{Citations: true}, "", nil, "citations", "citations", ""},
		{"without what is new", Options{}, "", refuse("invalid_blocks"), "blocks", "blocks", ""},
		{"without citations", Options{Citations: true}, "", refuse("invalid_blocks_format"), "blocks", "blocks", ""},
		{"as text, though not for good", Options{}, "", refuse("invalid_blocks", "invalid_blocks"), "text", "feedback", ""},
		{"too long for blocks", Options{}, "", refuse("msg_blocks_too_long", "msg_blocks_too_long"), "text", "feedback", ""},
		{"as a file", Options{Files: true}, "chat:write,files:write", refuse("invalid_blocks", "invalid_blocks", "msg_too_long"), "file", "feedback", ""},
		{"no file", Options{}, "", refuse("invalid_blocks", "invalid_blocks", "msg_too_long"), "", "feedback", "msg_too_long"},
		{"no scope for a file", Options{Files: true}, "chat:write", refuse("invalid_blocks", "invalid_blocks", "msg_too_long"), "", "feedback", "msg_too_long"},
		{"no file where all is refused", Options{Files: true}, "chat:write,files:write", refuse("is_archived"), "", "feedback", "is_archived"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := slacktest.New(t)
			if tt.scopes != "" {
				s.Scopes(tt.scopes)
			}
			c, _ := dialWith(t, s, tt.options)
			s.Fail("chat.postMessage", tt.faults...)
			_, err := c.Send(t.Context(), place, judgedPost())
			posts := s.Posts()
			refused, ok := errors.AsType[*bot.RefusedError](err)
			switch {
			case tt.reason == "" && (err != nil || len(posts) != 1):
				t.Fatalf("Send = %v, %d posts", err, len(posts))
			case tt.reason == "":
				if got := rung(t, posts[0]); got != tt.shown || posts[0].Thread != place.Thread {
					t.Errorf("shown as %s in %s, want %s", got, posts[0].Thread, tt.shown)
				}
			case !ok || refused.Reason != tt.reason || len(posts) != 0:
				t.Fatalf("Send = %v, %d posts, want %s", err, len(posts), tt.reason)
			}
			if _, err := c.Send(t.Context(), place, judgedPost()); err != nil {
				t.Fatal(err)
			}
			posts = s.Posts()
			if got := rung(t, posts[len(posts)-1]); got != tt.next {
				t.Errorf("the next is shown as %s, want %s", got, tt.next)
			}
		})
	}
}

// An answer that may have been shown is not sent in the next form.
func TestLadderStopsInDoubt(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	s.Fail("chat.postMessage", slacktest.Fault{Code: "invalid_blocks"}, slacktest.Fault{Status: 500, Shown: true})
	if _, err := c.Send(t.Context(), place, judgedPost()); err == nil || errors.As(err, new(*bot.RefusedError)) {
		t.Errorf("Send = %v", err)
	}
	if n := len(s.Posts()); n != 1 {
		t.Errorf("%d posts", n)
	}
}

// A text that is too long to be whole would lose its sources, so it is not sent alone.
func TestLadderKeepsTheSources(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	p := answerPost()
	p.Parts = slices.Insert(p.Parts, 0, post.Part{Kind: post.PartNote, Text: post.Words(strings.Repeat("&", 2000))})
	s.Fail("chat.postMessage", slacktest.Fault{Code: "invalid_blocks"})
	_, err := c.Send(t.Context(), place, p)
	if refused, ok := errors.AsType[*bot.RefusedError](err); !ok || refused.Reason != "invalid_blocks" || len(s.Posts()) != 0 {
		t.Errorf("Send = %v, %d posts", err, len(s.Posts()))
	}
	if _, err := c.Send(t.Context(), place, p); err != nil || len(s.Posts()) != 1 {
		t.Errorf("Send = %v", err)
	}
}

// A post that went out as a file is found by its mark.
func TestFindFile(t *testing.T) {
	s := slacktest.New(t)
	s.Scopes("chat:write,files:write,channels:history")
	c, _ := dialWith(t, s, Options{Files: true})
	s.Fail("chat.postMessage", slacktest.Fault{Code: "invalid_blocks"}, slacktest.Fault{Code: "invalid_blocks"}, slacktest.Fault{Code: "msg_too_long"})
	to := briefing.Channel{Service: "slack", Workspace: slacktest.Team, ID: slacktest.Channel}
	p := judgedPost()
	s.Fail("files.completeUploadExternal", slacktest.Fault{Status: 502, Shown: true})
	_, err := c.Send(t.Context(), to, p)
	if err == nil || errors.As(err, new(*bot.RefusedError)) {
		t.Fatalf("Send = %v, which leaves no doubt", err)
	}
	proof, receipt, err := c.Find(t.Context(), to, p.Mark, c.now().Add(-1e9), "")
	if proof != bot.Present || receipt.ID != s.Posts()[0].TS || err != nil {
		t.Errorf("Find = %v %+v %v", proof, receipt, err)
	}
}
