package slack

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot/post"
)

// tidesPage is a page with a subscription on it.
func tidesPage() []post.Post {
	return []post.Post{post.Notes("What I have read"), {Parts: post.Notes("Tides").Parts, Actions: []post.Action{
		{ID: post.ActionPause, Label: "Pause", Command: "pause tides"}, {ID: post.ActionChange, Label: "Change", Command: "change tides"},
	}}}
}

// page waits until a person's page holds something.
func (w *workplace) page(person, holds string) slacktest.View {
	w.t.Helper()
	w.WaitFor(w.t, "a page with "+holds, func() bool {
		v := w.HomeLocked(person)
		return v != nil && strings.Contains(string(v.JSON), holds)
	})
	v, _ := w.Home(person)
	return v
}

// What is pressed on the page is said in the person's direct message, and the page is made anew once it is answered.
func TestHome(t *testing.T) {
	made := &homesMade{}
	w := open(t, Policy{}, scriptedDesk{home: tidesPage(), asked: made})
	w.WaitAck(t, w.OpenHome(t, 0, "U1", "home"))
	v := w.page("U1", "What I have read")
	for range 2 { // Slack may bring it twice
		w.WaitAck(t, w.PressView(t, 0, v, "U1", "pause", "pause tides", "1700000003.000100"))
	}
	m, again := w.heard(), w.heard()
	if m.Text != "pause tides" || m.Channel.ID != slacktest.Direct || m.Channel.Thread != "" || m.ID != again.ID {
		t.Errorf("heard %+v and %+v", m, again)
	}
	if n := w.Calls("conversations.open"); n != 0 { // the event has named the channel
		t.Errorf("slack was asked %d times for the direct message", n)
	}
	if _, err := w.chat.Send(t.Context(), m.Channel, post.Notes("Paused: tides.")); err != nil {
		t.Fatal(err)
	}
	w.WaitFor(t, "a new page", func() bool { return w.CallsLocked("views.publish") == 2 })
	if _, err := w.chat.Send(t.Context(), m.Channel, post.Notes("An answer.")); err != nil {
		t.Fatal(err)
	}
	w.quiet()
	made.Lock()
	defer made.Unlock()
	if made.n != 2 {
		t.Errorf("the page was made %d times", made.n)
	}
}

// After a restart nobody knows which channel the direct message is: Slack is asked, and what was pressed comes again should it not say.
func TestHomePressedAfterRestart(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{home: tidesPage()})
	v := slacktest.View{ID: "V1"}
	w.Fail("conversations.open", slacktest.Fault{Status: 500})
	w.PressView(t, 0, v, "U1", "pause", "pause tides", "1700000003.000100")
	w.log.await(t, "(message not taken)")
	w.WaitAck(t, w.PressView(t, 0, v, "U1", "pause", "pause tides", "1700000003.000100"))
	if m := w.heard(); m.Text != "pause tides" || m.Channel.ID != slacktest.Direct {
		t.Errorf("heard %+v", m)
	}
}

// People click between tabs: the page is not made for each click, but again once it is old.
func TestHomeDebounced(t *testing.T) {
	made := &homesMade{}
	w := open(t, Policy{}, scriptedDesk{home: tidesPage(), asked: made})
	for range 3 {
		w.WaitAck(t, w.OpenHome(t, 0, "U1", "home"))
	}
	w.page("U1", "Tides")
	w.WaitAck(t, w.OpenHome(t, 0, "", "home"))
	w.chat.homes.mu.Lock()
	w.chat.homes.people["U1"].made = time.Now().Add(-homeEvery)
	w.chat.homes.mu.Unlock()
	w.WaitAck(t, w.OpenHome(t, 0, "U1", "home"))
	w.WaitFor(t, "a second page", func() bool { return w.CallsLocked("views.publish") == 2 })
	made.Lock()
	defer made.Unlock()
	if made.n != 2 {
		t.Errorf("the page was made %d times", made.n)
	}
}

func TestHomePublishedAgain(t *testing.T) {
	for name, tt := range map[string]struct {
		faults []slacktest.Fault
		shown  bool
	}{
		"a conflict":     {[]slacktest.Fault{{Code: "hash_conflict"}, {Code: "hash_conflict"}}, true},
		"busy":           {[]slacktest.Fault{{Status: 429, RetryAfter: 1}}, true},
		"busy for long":  {[]slacktest.Fault{{Status: 429, RetryAfter: 60}}, false},
		"not allowed":    {[]slacktest.Fault{{Code: "not_enabled"}}, false},
		"always in vain": {[]slacktest.Fault{{Code: "hash_conflict"}, {Code: "hash_conflict"}, {Code: "hash_conflict"}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t, Policy{}, scriptedDesk{home: tidesPage()})
			w.Fail("views.publish", tt.faults...)
			w.WaitAck(t, w.OpenHome(t, 0, "U1", "home"))
			if tt.shown {
				w.page("U1", "Tides")
				return
			}
			w.log.await(t, "(could not show a home page)")
			if _, ok := w.Home("U1"); ok {
				t.Error("it is shown")
			}
		})
	}
}

// A page that holds more than a view has buttons that turn it.
func TestHomePages(t *testing.T) {
	var sections []post.Post
	for n := range 120 {
		sections = append(sections, post.Notes(fmt.Sprintf("Section %d.", n)))
	}
	w := open(t, Policy{}, scriptedDesk{home: sections})
	w.WaitAck(t, w.OpenHome(t, 0, "U1", "home"))
	v := w.page("U1", "Section 0.")
	w.WaitAck(t, w.PressView(t, 0, v, "U1", blockkit.PageID+"#2", "2", "1700000003.000100"))
	w.page("U1", "Section 60.")
	w.WaitAck(t, w.PressView(t, 0, v, "U1", blockkit.PageID+"#2", "two", "1700000004.000100"))
	w.quiet()
}

// Without a desk there is no page, and no suggestion.
func TestNoDesk(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{})
	w.chat.desk = nil
	for _, tab := range []string{"home", "messages", "about"} {
		w.WaitAck(t, w.OpenHome(t, 0, "U1", tab))
	}
	w.quiet()
	if n := w.Calls("views.publish") + w.Calls("assistant.threads.setSuggestedPrompts"); n != 0 {
		t.Errorf("%d calls", n)
	}
}
