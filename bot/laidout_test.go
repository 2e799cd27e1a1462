package bot

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/digest"
	"github.com/nutgraf/nutgraf/briefing/extract"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// publish takes an article in, published at a time.
func (h *house) publish(outlet string, at time.Time, title, text string) {
	h.t.Helper()
	line := `{"url": "https://` + strings.ReplaceAll(strings.ToLower(outlet+title), " ", "") + `.example/", "outlet": "` + outlet + `", "title": "` + title +
		`", "published": "` + at.Format(time.RFC3339) + `", "text": "` + text + `"}`
	for a, err := range read.Articles(strings.NewReader(line), read.Source{Name: "wire.jsonl"}) {
		if err != nil {
			h.t.Fatal(err)
		}
		filing := []briefing.Filing{{Article: a, Facts: extract.Facts(a)}}
		if err := h.AddArticles(context.Background(), filing, search.Build(filing)); err != nil {
			h.t.Fatal(err)
		}
	}
}

// A digest over the real library, in a service with threads: a line of each story, a message of each under it, the next day only what
// is new, and nothing on a day without news where the channel wants none.
func TestDigestOfTheLibraryDayByDay(t *testing.T) {
	const (
		ferry = "The ferry Maid of Orran ran aground off Sable on Friday with 214 people aboard. Nobody was hurt, the coast guard said."
		fire  = "A fire gutted the spinning mill of Brakewater on Friday night. Sixty firefighters fought it for five hours."
	)
	live(t, func(h *house) {
		h.chat.stories = true
		h.adjust = func(o *Options) {
			o.Compiler = digest.New(func(fn func(digest.Snapshot) error) error {
				return h.View(context.Background(), func(v *store.View) error { return fn(v) })
			}, allowance.Limit{})
		}
		h.publish("Coast Herald", clock(1, 7, 0), "Ferry runs aground", ferry)
		h.publish("Bay Wire", clock(1, 6, 0), "Mill burns", fire)
		h.publish("Daily Port", clock(1, 12, 0), "Ferry aground off Sable", ferry)
		h.publish("Bay Wire", clock(1, 13, 0), "Mill fire was set", "The fire in the spinning mill of Brakewater was set, police said. A man of 19 was arrested with nine cans of petrol.")
		s := briefing.Subscription{ID: "s1", Name: "morning", Channel: briefing.Channel{Service: "test", Workspace: "W", ID: "room"},
			Schedule: briefing.Schedule{Times: []briefing.ClockTime{480}}, Since: clock(1, 0, 0), Empty: briefing.EmptySkip}
		if err := h.PutSubscription(context.Background(), s); err != nil {
			h.t.Fatal(err)
		}
	}, func(h *house) {
		till(clock(1, 8, 0))
		h.wantSeen("2 stories, in the thread below\n1. Ferry runs aground", "1. Ferry runs aground\n“The ferry Maid of Orran", "2. Mill burns\n“A fire gutted")
		for i, s := range h.chat.shown {
			if under := s.to.Thread != ""; under != (i > 0) {
				t.Errorf("message %d goes to %s", i, s.to)
			}
		}
		till(clock(2, 8, 0))
		if len(h.chat.shown) != 4 {
			t.Fatalf("%d messages", len(h.chat.shown))
		}
		second := h.chat.shown[3].Plain().Reveal()
		if !strings.Contains(second, "Update: Mill fire was set\n") || strings.Contains(second, "214 people") || strings.Contains(second, "Sixty firefighters") {
			t.Errorf("the second day tells:\n%s", second)
		}
		till(clock(4, 9, 0))
		if len(h.chat.shown) != 4 {
			t.Errorf("days without news tell:\n%s", h.chat.shown[4].Plain().Reveal())
		}
		if since := h.subscriptions()[0].Since; !since.Equal(clock(2, 8, 0)) {
			t.Errorf("the next period begins on %v", since)
		}
		told, err := h.ToldEditions(context.Background(), "s1")
		if err != nil || len(told) != 2 || len(told[1].Stories) != 1 {
			t.Errorf("told %+v, %v", told, err)
		}
		h.wantNothingOwed()
	})
}
