package slack

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

func TestFind(t *testing.T) {
	const question = "1799999999.000100"
	thread := briefing.Channel{Service: "slack", Workspace: slacktest.Team, ID: slacktest.Channel, Thread: question}
	channel := briefing.Channel{Service: "slack", Workspace: slacktest.Team, ID: slacktest.Channel}
	began := time.Unix(1_800_000_000, 0)
	marked := func(mark string) post.Post {
		p := post.Notes("Hi.")
		p.Mark = mark
		return p
	}
	for name, tt := range map[string]struct {
		to      briefing.Channel
		prepare func(s *slacktest.Server)
		known   string // the first message of the bot when it is "first"
		want    bot.Proof
		err     bool
	}{
		"shown in a thread":      {to: thread, want: bot.Present},
		"shown in a channel":     {to: channel, want: bot.Present},
		"on the last page":       {to: thread, prepare: func(s *slacktest.Server) { s.PageSize(1) }, want: bot.Present},
		"not shown":              {to: thread, prepare: func(s *slacktest.Server) { s.Delete("1800000000.000002") }, want: bot.Absent},
		"not shown, known":       {to: thread, known: "first", prepare: func(s *slacktest.Server) { s.Delete("1800000000.000002") }, want: bot.Absent},
		"not shown in a channel": {to: channel, prepare: func(s *slacktest.Server) { s.Delete("1800000000.000002") }, want: bot.Absent},
		"the known one is deleted": {to: thread, known: "first", want: bot.Unproved,
			prepare: func(s *slacktest.Server) { s.Delete("1800000000.000001"); s.Delete("1800000000.000002") }},
		"an empty channel": {to: channel, want: bot.Unproved,
			prepare: func(s *slacktest.Server) {
				s.Delete("1800000000.000001")
				s.Delete("1800000000.000002")
				s.Delete(question)
			}},
		"the question is deleted": {to: thread, want: bot.Unproved, prepare: func(s *slacktest.Server) { s.Delete(question) }},
		"without the scope":       {to: thread, want: bot.Unproved, prepare: func(s *slacktest.Server) { s.Scopes("chat:write") }},
		"an endless page": {to: channel, want: bot.Unproved, err: true,
			prepare: func(s *slacktest.Server) {
				s.Fail("conversations.history", slacktest.Fault{Body: `{"ok":true,"messages":[],"has_more":true}`})
			}},
		"busy": {to: thread, want: bot.Unproved, err: true, prepare: func(s *slacktest.Server) {
			s.Fail("conversations.replies", slacktest.Fault{Status: 429, RetryAfter: 3})
		}},
		"broken":          {to: thread, want: bot.Unproved, err: true, prepare: func(s *slacktest.Server) { s.Fail("conversations.replies", slacktest.Fault{Status: 502}) }},
		"removed from it": {to: briefing.Channel{ID: slacktest.Foreign}, want: bot.Unproved},
	} {
		t.Run(name, func(t *testing.T) {
			s := slacktest.New(t)
			c, _ := dial(t, s)
			s.Say(slacktest.Channel, "", question, "who?")
			for _, mark := range []string{"before", "sought"} {
				to := tt.to
				to.ID = slacktest.Channel
				if _, err := c.Send(t.Context(), to, marked(mark)); err != nil {
					t.Fatal(err)
				}
			}
			for n := range 3 {
				s.Say(slacktest.Channel, tt.to.Thread, fmt.Sprintf("1800000000.00001%d", n), "sought")
			}
			if tt.prepare != nil {
				tt.prepare(s)
			}
			known := tt.known
			if known == "first" {
				known = "1800000000.000001"
			}
			if name == "an empty channel" {
				for n := range 3 {
					s.Delete(fmt.Sprintf("1800000000.00001%d", n))
				}
			}
			proof, receipt, err := c.Find(t.Context(), tt.to, "sought", began, known)
			if proof != tt.want || (err != nil) != tt.err {
				t.Errorf("Find = %v, %v, want %v", proof, err, tt.want)
			}
			if proof == bot.Present && (receipt.ID != "1800000000.000002" || receipt.At.IsZero() || receipt.Thread == "") {
				t.Errorf("receipt %+v", receipt)
			}
			if _, busy := errors.AsType[*bot.BusyError](err); busy != (name == "busy") {
				t.Errorf("error %v", err)
			}
		})
	}
}
