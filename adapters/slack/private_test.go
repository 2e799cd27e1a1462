package slack

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

var (
	_ bot.Repeater  = (*Chat)(nil)
	_ bot.Attentive = (*Chat)(nil)
)

// alone is the conversation of U7 with the bot in a channel.
var alone = briefing.Channel{Service: "slack", Workspace: slacktest.Team, ID: slacktest.Channel}.Private("U7")

func TestWhisper(t *testing.T) {
	for _, tt := range []struct {
		name    string
		reply   bool // there is a response address
		faults  []slacktest.Fault
		absent  bool
		channel string
		in      string // where it is shown
		only    string // who sees it
		id      string // of the receipt
		kind    string // of the error
	}{
		{"by the response address", true, nil, false, slacktest.Channel, slacktest.Channel, "U7", "", ""},
		{"without one", false, nil, false, slacktest.Channel, slacktest.Channel, "U7", "", ""},
		{"used up", true, []slacktest.Fault{{Status: 404, Body: "used_url"}}, false, slacktest.Channel, slacktest.Channel, "U7", "", ""},
		{"expired, in JSON", true, []slacktest.Fault{{Code: "expired_url"}}, false, slacktest.Channel, slacktest.Channel, "U7", "", ""},
		{"gone from the channel", false, nil, true, slacktest.Channel, slacktest.Direct, "", slacktest.Direct + "/1800000000.000001", ""},
		{"used up, and gone", true, []slacktest.Fault{{Status: 404, Body: "used_url"}}, true, slacktest.Channel, slacktest.Direct, "",
			slacktest.Direct + "/1800000000.000001", ""},
		{"the bot is not there", false, nil, false, slacktest.Foreign, slacktest.Direct, "", slacktest.Direct + "/1800000000.000001", ""},
		{"by the address where the bot is not", true, nil, false, slacktest.Foreign, slacktest.Foreign, "U7", "", ""},
		{"in a direct message", false, nil, false, slacktest.Direct, slacktest.Direct, "", slacktest.Direct + "/1800000000.000001", ""},
		{"busy", true, []slacktest.Fault{{Status: 429, RetryAfter: 7}}, false, slacktest.Channel, "", "", "", "busy"},
		{"refused", true, []slacktest.Fault{{Status: 400, Body: "no_text"}}, false, slacktest.Channel, "", "", "", "no_text"},
		{"unclear", true, []slacktest.Fault{{Status: 502, Body: "<html>"}}, false, slacktest.Channel, "", "", "", "open"},
		{"a page that is no answer", true, []slacktest.Fault{{Body: "<html>Log in"}}, false, slacktest.Channel, "", "", "", "open"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := slacktest.New(t)
			s.Person("U7", "")
			c, j := dial(t, s)
			to := briefing.Channel{Service: "slack", Workspace: slacktest.Team, ID: tt.channel}.Private("U7")
			p := answerPost()
			if tt.reply {
				p.Reply = s.Hook(tt.channel, "", "U7")
			}
			if tt.absent {
				s.Leave(tt.channel, "U7")
			}
			s.Fail("response_url", tt.faults...)
			r, err := c.Send(t.Context(), to, p)
			if strings.Contains(j.String(), "hook-") || err != nil && strings.Contains(err.Error(), "hook-") {
				t.Errorf("the response address is told: %v\n%s", err, j.String())
			}
			if got := kindOf(err); got != tt.kind {
				t.Fatalf("Send = %v, want %s", err, tt.kind)
			}
			posts := s.Posts()
			if tt.kind != "" {
				if len(posts) != 0 {
					t.Errorf("posts %+v", posts)
				}
				return
			}
			if len(posts) != 1 || posts[0].Channel != tt.in || posts[0].Only != tt.only || posts[0].Thread != "" || posts[0].Blocks == nil {
				t.Errorf("posts %+v", posts)
			}
			if r.ID != tt.id || r.Thread != to.Thread {
				t.Errorf("receipt %+v", r)
			}
		})
	}
}

// kindOf is what an error of Send means: "busy", "open", or why Slack refuses.
func kindOf(err error) string {
	var refused *bot.RefusedError
	switch {
	case err == nil:
		return ""
	case errors.As(err, new(*bot.BusyError)):
		return "busy"
	case errors.As(err, &refused):
		return refused.Reason
	}
	return "open"
}

// An answer of which nobody knows whether it was shown is sent again, and shows once.
func TestWhisperAgain(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	p := answerPost()
	p.Reply = s.Hook(slacktest.Channel, "", "U7")
	if safe := c.RepeatSafe(alone, p.Reply); safe <= 0 || safe >= 30*time.Minute {
		t.Errorf("safe for %v", safe)
	}
	s.Fail("response_url", slacktest.Fault{Status: 500, Shown: true})
	if _, err := c.Send(t.Context(), alone, p); kindOf(err) != "open" {
		t.Fatalf("Send = %v", err)
	}
	c, _ = dial(t, s) // and does not remember
	p.Again = true
	if _, err := c.Send(t.Context(), alone, p); err != nil || len(s.Posts()) != 1 {
		t.Errorf("Send = %v, shown %d times", err, len(s.Posts()))
	}
	for range 9 { // until the address is used up: it may be shown, so it goes nowhere else
		_, err := c.Send(t.Context(), alone, p)
		if n := len(s.Posts()); n != 1 {
			t.Fatalf("Send = %v, shown %d times", err, n)
		}
	}
}

func TestRepeatSafe(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	pressed := s.PressHook(slacktest.Post{Channel: slacktest.Channel, TS: "1.2"}, "U7")
	for reply, to := range map[string]briefing.Channel{"": alone, s.Hook(slacktest.Channel, "", "U7"): place, pressed: alone} {
		if safe := c.RepeatSafe(to, reply); safe != 0 {
			t.Errorf("to %s by %q: safe for %v", to, reply, safe)
		}
	}
	if c.Threads(alone) || !c.Threads(place) {
		t.Error("what one person sees has no thread, all else has")
	}
	if proof, _, err := c.Find(t.Context(), alone, "mark", time.Now(), ""); proof != bot.Unproved || err != nil || s.Calls("conversations.replies") != 0 {
		t.Errorf("Find = %v %v", proof, err)
	}
}

// A press of a button in a private answer brings another below it, and does not replace it.
func TestWhisperAfterPress(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	p := answerPost()
	p.Reply = s.Hook(slacktest.Channel, "", "U7")
	if _, err := c.Send(t.Context(), alone, p); err != nil {
		t.Fatal(err)
	}
	more := post.Notes("More.")
	more.Reply = s.PressHook(s.Posts()[0], "U7")
	if _, err := c.Send(t.Context(), alone, more); err != nil || len(s.Posts()) != 2 || s.Posts()[1].Only != "U7" {
		t.Errorf("Send = %v, %+v", err, s.Posts())
	}
}

func TestErase(t *testing.T) {
	s := slacktest.New(t)
	s.Person("U7", "")
	c, _ := dial(t, s)
	p := answerPost()
	first, err := c.Send(t.Context(), place, p)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Erase(t.Context(), place, "", first.ID, "1.000009"); err != nil || len(s.Posts()) != 0 {
		t.Errorf("Erase = %v, left %+v", err, s.Posts())
	}

	p.Reply = s.Hook(slacktest.Channel, "", "U7")
	if _, err := c.Send(t.Context(), alone, p); err != nil {
		t.Fatal(err)
	}
	for _, reply := range []string{"", p.Reply} { // only a press in it leads to it
		if err := c.Erase(t.Context(), alone, reply); kindOf(err) != "cant_delete_message" || len(s.Posts()) != 1 {
			t.Errorf("Erase = %v", err)
		}
	}
	if err := c.Erase(t.Context(), alone, s.PressHook(s.Posts()[0], "U7"), ""); err != nil || len(s.Posts()) != 0 {
		t.Errorf("Erase = %v, left %+v", err, s.Posts())
	}

	s.Leave(slacktest.Channel, "U7")
	p.Reply = ""
	direct, err := c.Send(t.Context(), alone, p)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Erase(t.Context(), alone, "", direct.ID); err != nil || len(s.Posts()) != 0 {
		t.Errorf("Erase = %v, left %+v", err, s.Posts())
	}
	s.Fail("chat.delete", slacktest.Fault{Code: "cant_delete_message"})
	if err := c.Erase(t.Context(), place, "", "1.000002"); kindOf(err) != "cant_delete_message" {
		t.Errorf("Erase = %v", err)
	}
}

func TestAttend(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	c.Attend(t.Context(), place, "")
	if got := s.Assistant(place.ID, place.Thread); got.Status != working {
		t.Errorf("status %q", got.Status)
	}
	for _, line := range meantime {
		if strings.Contains(line, ",") {
			t.Errorf("%q would be shown as two", line)
		}
	}
	s.Fail("assistant.threads.setStatus", slacktest.Fault{Code: "internal_error"})
	c.Attend(t.Context(), place, "")
	c.Attend(t.Context(), place, "")
	if n := s.Calls("assistant.threads.setStatus"); n != 3 {
		t.Errorf("%d calls: what goes wrong once is tried for the next answer", n)
	}
	s.Fail("assistant.threads.setStatus", slacktest.Fault{Code: "missing_scope", Needed: "assistant:write"})
	c.Attend(t.Context(), place, "")
	c.Attend(t.Context(), place, "")
	if n := s.Calls("assistant.threads.setStatus"); n != 4 {
		t.Errorf("%d calls: without the scope there is no use in asking again", n)
	}
	over, stop := context.WithCancel(t.Context())
	stop()
	c.Attend(over, place, "") // comes back
	if len(s.Posts()) != 0 {
		t.Errorf("posts %+v", s.Posts())
	}
}

// The line that says that the bot is at work gives way to the answer, and does not come after it.
func TestAttendPrivately(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	p := answerPost()
	p.Reply = s.Hook(slacktest.Channel, "", "U7")
	c.Attend(t.Context(), alone, p.Reply)
	c.Attend(t.Context(), alone, p.Reply)
	if posts := s.Posts(); len(posts) != 1 || posts[0].Only != "U7" || posts[0].Text != meantime[0] {
		t.Fatalf("posts %+v", posts)
	}
	if _, err := c.Send(t.Context(), alone, p); err != nil {
		t.Fatal(err)
	}
	c.Attend(t.Context(), alone, p.Reply)
	c.Attend(t.Context(), alone, "")
	c.Attend(t.Context(), alone, s.PressHook(s.Posts()[0], "U7"))
	if posts := s.Posts(); len(posts) != 1 || !strings.Contains(posts[0].Text, "voted 7-2") {
		t.Errorf("posts %+v", posts)
	}
}

// What a press under a message in a thread brings its person stands in that thread, too.
func TestWhisperInThread(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	received := listen(t, c)
	s.WaitSockets(t, 2, 2)
	if _, err := c.Send(t.Context(), place, judgedPost()); err != nil {
		t.Fatal(err)
	}
	s.WaitAck(t, s.Press(t, 0, s.Posts()[0], "U7", "good", "good of answer a7f3k2ab", "1900000000.000200"))
	m := heard(t, received)
	thanks := post.Notes("Noted, thank you.")
	thanks.Reply = m.Reply
	if _, err := c.Send(t.Context(), m.Channel, thanks); err != nil {
		t.Fatal(err)
	}
	if p := s.Posts()[1]; p.Only != "U7" || p.Thread != place.Thread {
		t.Errorf("shown to %q in %q, want U7 in %q", p.Only, p.Thread, place.Thread)
	}
}

// FuzzResponse reads what a response address answers: nothing of it that is not a code reaches an error.
func FuzzResponse(f *testing.F) {
	f.Add(200, "ok", "")
	f.Add(404, "used_url", "")
	f.Add(429, "", "7")
	f.Add(400, `{"ok":false,"error":"invalid_blocks"}`, "x")
	f.Add(500, "<html>sesame", "-1")
	f.Fuzz(func(t *testing.T, status int, body, after string) {
		err := responseError(&http.Response{StatusCode: status, Header: http.Header{"Retry-After": {after}}}, []byte(body))
		var busy *bot.BusyError
		var refused *bot.RefusedError
		switch {
		case err == nil:
			if status/100 != 2 {
				t.Errorf("status %d is taken for yes", status)
			}
		case errors.As(err, &busy):
			if busy.Wait < time.Second {
				t.Errorf("to wait %v", busy.Wait)
			}
		case errors.As(err, &refused):
			if !errorCode(refused.Reason) {
				t.Errorf("refused for %q", refused.Reason)
			}
		case !errors.Is(err, errUsedUp) && err.Error() != "response address: status "+strconv.Itoa(status):
			t.Errorf("%v", err)
		}
	})
}
