package bot_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// withDesk runs a scene with the desk of a bot that runs.
func withDesk(t *testing.T, adjust func(*bot.Options), scene func(s *stage, desk bot.Desk)) {
	t.Helper()
	act(t, everything, func(s *stage) {
		var desk bot.Desk
		s.adjust = func(o *bot.Options) {
			o.Chats = []bot.Chat{hosted{s.service().Chat(), &desk}}
			if adjust != nil {
				adjust(o)
			}
		}
		s.start()
		synctest.Wait()
		scene(s, desk)
	})
}

var w = briefing.Channel{Service: "test", Workspace: "W"}

// page is the plain text of a person's page, and the commands of its buttons.
func page(t *testing.T, desk bot.Desk, person string) (text string, commands []string) {
	t.Helper()
	posts, err := desk.Home(context.Background(), w, person)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range posts {
		text += p.Plain().Reveal() + "\n"
		for _, a := range p.Actions {
			commands = append(commands, a.Command)
		}
	}
	return text, commands
}

func TestHomeTeachesWhoHasNothing(t *testing.T) {
	withDesk(t, nil, func(s *stage, desk bot.Desk) {
		text, commands := page(t, desk, "ann")
		for _, want := range []string{"I have read 1 article", "You have no digest yet", "How to ask"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not on the page:\n%s", want, text)
			}
		}
		if !slices.Equal(commands, []string{"help", "subscribe"}) || strings.Contains(text, "administrators") {
			t.Errorf("buttons %q on:\n%s", commands, text)
		}
	})
}

// A page shows a person what they may see, and its buttons do what they say, from wherever they are pressed.
func TestHomeShowsWhatAPersonMaySee(t *testing.T) {
	withDesk(t, func(o *bot.Options) { o.Feeds, o.FollowUp = failing{}, idle{} }, func(s *stage, desk bot.Desk) {
		open, closed := s.service().Channel("open"), s.service().Channel("closed")
		own, others := s.service().Channel("direct-ann"), s.service().Channel("direct-bob")
		s.service().SetReaders("closed", "bob")
		s.service().SetReaders("direct-ann", "ann")
		s.service().SetReaders("direct-bob", "bob")
		s.service().SetRole("open", "bob", briefing.RoleSubscribe)
		s.service().SetRole("closed", "bob", briefing.RoleSubscribe)
		for _, at := range []struct {
			in  briefing.Channel
			who string
		}{{open, "bob"}, {closed, "bob"}, {own, "ann"}, {others, "bob"}} {
			s.service().Say(at.in, at.who, "subscribe to ferries at 08:00 as N-"+at.in.ID)
			pass(time.Second)
		}
		s.service().Say(own, "ann", "follow who leads Kestrel Bank?")
		pass(time.Second)
		text, commands := page(t, desk, "ann")
		for _, want := range []string{"N-open (in #open): next Sat 1 Jan 2000 08:00 UTC", "N-direct-ann (to you alone)", "who leads Kestrel Bank?", "Not read since"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not on the page:\n%s", want, text)
			}
		}
		if strings.Contains(text, "N-closed") || strings.Contains(text, "N-direct-bob") || strings.Contains(text, "administrators") {
			t.Errorf("the page shows what ann may not see:\n%s", text)
		}
		all, err := desk.Subscriptions(context.Background(), open, "ann")
		if err != nil || len(all) != 2 || all[0].Channel != open || all[1].Channel != own {
			t.Errorf("in the open channel: %+v, %v", all, err)
		}
		id := map[string]string{}
		stored, err := s.db.Subscriptions(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, sub := range stored {
			id[sub.Channel.ID] = sub.ID
		}
		if !slices.Contains(commands, "pause #"+id["open"]) || slices.Contains(commands, "pause #"+id["closed"]) {
			t.Errorf("buttons %q", commands)
		}
		for _, tt := range []struct{ words, want string }{
			{"pause #" + id["direct-ann"], "Paused: N-direct-ann"},
			{"pause #" + id["open"], "Nothing done. Pause: here only people who may manage this channel may"}, // ann may only read there
			{"preview #" + id["open"], "Preview of N-open"},
			{"change #" + id["open"], `subscribe to ferries at 08:00 every day UTC as "N-open"`},
			{"preview #" + id["closed"], "no subscription of that name"},
			{"unsubscribe #" + id["direct-bob"], "no subscription of that name"},
		} {
			s.service().Whisper(own, "ann", tt.words)
			pass(time.Second)
			found := slices.ContainsFunc(s.service().Texts("direct-ann"), func(text string) bool { return strings.Contains(text, tt.want) })
			if !found {
				t.Errorf("%s: %q", tt.words, s.latest().Text)
			}
		}
		text, commands = page(t, desk, "ann")
		if !strings.Contains(text, "N-direct-ann (to you alone): paused since") || !slices.Contains(commands, "resume #"+id["direct-ann"]) {
			t.Errorf("after the pause %q:\n%s", commands, text)
		}
		if _, err := s.db.Subscription(context.Background(), id["direct-bob"]); err != nil {
			t.Errorf("of somebody else: %v", err)
		}
		s.service().SetRole("direct-eva", "eva", briefing.RoleAdminister)
		text, _ = page(t, desk, "eva")
		for _, want := range []string{"For administrators", "Work: 0 waiting", "zone of new subscriptions: UTC (default)"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not on an administrator's page:\n%s", want, text)
			}
		}
	})
}

// failing is a library with a feed that cannot be read.
type failing struct{}

func (failing) Names([]string) []string { return []string{"Coast Herald"} }
func (failing) Failing() []briefing.FailingFeed {
	return []briefing.FailingFeed{{Name: "Coast Herald", Feed: "https://coast.example/feed", Since: time.Now(), Reason: "404"}}
}

// A post of the page is one that can be sent.
func TestHomeCanBeLaidOut(t *testing.T) {
	withDesk(t, nil, func(s *stage, desk bot.Desk) {
		posts, err := desk.Home(context.Background(), w, "ann")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range posts {
			again, err := post.Decode(post.Encode(p))
			if err != nil || again.Plain().Reveal() != p.Plain().Reveal() || len(p.Parts) == 0 {
				t.Errorf("%q: %v", p.Plain().Reveal(), err)
			}
		}
	})
}
