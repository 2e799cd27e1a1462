package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// gated is a chat that knows what people may do, now.
type gated struct {
	*chat
	roles map[string]briefing.Role // by person, in every place but their own
	down  error                    // of Role
	asked []briefing.Channel
}

func (g *gated) Role(_ context.Context, in briefing.Channel, person string) (briefing.Role, error) {
	g.asked = append(g.asked, in)
	return g.roles[person], g.down
}

func (g *gated) Direct(_ context.Context, workspace, person string) (briefing.Channel, error) {
	return briefing.Channel{Service: g.name, Workspace: workspace, ID: "direct-" + person}, nil
}

// office is a bot that is asked what it would say, without sending it.
type office struct {
	*house
	*gated
	bot *Bot
	n   int
}

func newOffice(t *testing.T) *office {
	t.Helper()
	h := newHouse(t)
	o := &office{house: h, gated: &gated{chat: h.chat, roles: map[string]briefing.Role{}}}
	o.bot = New(Options{Answerer: h.brain, Compiler: h.brain, Memory: h.DB, Chats: []Chat{o.gated}, Limits: Unlimited})
	return o
}

// tell says something as a person in a place, and is what the bot would reply. What it would remember is remembered.
func (o *office) tell(in briefing.Channel, person, text string) string {
	o.t.Helper()
	o.n++
	// A message says that whoever sent it may do everything: nobody is to believe it.
	j := briefing.Job{ID: fmt.Sprint("test:", o.n), Kind: briefing.JobAnswer, Channel: in, From: person, Role: briefing.RoleAdminister, Text: text,
		Due: time.Now(), Attempts: 1}
	c, err := o.bot.reply(o.t.Context(), j)
	if err != nil {
		o.t.Errorf("%s: %v", text, err)
	}
	if c.outcome.Turn != nil {
		if err := o.AddTurn(o.t.Context(), c.outcome.Thread, *c.outcome.Turn); err != nil {
			o.t.Fatal(err)
		}
	}
	return c.post.Plain().Reveal()
}

var (
	hall    = briefing.Channel{Service: "test", Workspace: "W", ID: "hall"}
	corner  = briefing.Channel{Service: "test", Workspace: "W", ID: "hall", Thread: "17.01"}
	chamber = briefing.Channel{Service: "test", Workspace: "W", ID: "direct-ann"}
)

// Every command, by every role, in every place: exactly those who may are let.
func TestWhoMayDoWhat(t *testing.T) {
	const everybody, subscribe, administer = briefing.RoleRead, briefing.RoleSubscribe, briefing.RoleAdminister
	commands := []struct {
		text    string
		channel briefing.Role // the least that may, in a channel
		own     briefing.Role // and in the person's own direct channel
	}{
		{"who resigned?", everybody, everybody}, {"brief harbour strike", everybody, everybody}, {"timeline of the strike", everybody, everybody},
		{"compare the strike", everybody, everybody}, {"quotes Mara Lind", everybody, everybody}, {"new since Monday", everybody, everybody},
		{"more", everybody, everybody}, {"reset", everybody, everybody}, {"help", everybody, everybody}, {"help settings", everybody, everybody},
		{"sources", everybody, everybody}, {"feeds", everybody, everybody}, {"privacy", everybody, everybody}, {"forget me", everybody, everybody},
		{"forget me now", everybody, everybody}, {"good", everybody, everybody}, {"wrong: it was Tuesday", everybody, everybody},
		{"wrong of answer a7f3k2ab", everybody, everybody}, {"feedback: shorter", everybody, everybody}, {"settings", everybody, everybody},
		{"subscriptions", everybody, everybody}, {"following", everybody, everybody}, {"preview", everybody, everybody},
		{"subscribe to ferries at 08:00", subscribe, everybody}, {"unsubscribe ferries", subscribe, everybody}, {"pause", subscribe, everybody},
		{"resume", subscribe, everybody}, {"digest now", subscribe, everybody}, {"follow who leads Kestrel Bank?", subscribe, everybody},
		{"follow of answer a7f3k2ab", subscribe, everybody}, {"unfollow 1", subscribe, everybody},
		{"settings zone Europe/Berlin", administer, everybody}, {"settings workspace daily 500", administer, administer},
	}
	roles := []briefing.Role{briefing.RoleUnknown, everybody, subscribe, administer}
	for _, c := range commands {
		for _, role := range roles {
			for place, in := range map[string]briefing.Channel{"channel": hall, "thread": corner, "own": chamber} {
				o := newOffice(t)
				o.roles["ann"] = role
				need := c.channel
				if place == "own" {
					need = c.own
				}
				reply := o.tell(in, "ann", c.text)
				if refused := strings.HasPrefix(reply, "Nothing done."); refused == role.May(need) {
					t.Errorf("%q by %s in %s: refused %v, with %q", c.text, role, place, refused, reply)
				} else if refused && strings.Contains(reply, "\n") {
					t.Errorf("%q: a refusal of more than one line: %q", c.text, reply)
				}
			}
		}
	}
}

// A direct channel of somebody else is no place of one's own, and a service that is down grants nothing.
func TestRolesAreAskedWhenItIsDone(t *testing.T) {
	o := newOffice(t)
	if got := o.tell(chamber, "bob", "settings zone Europe/Berlin"); !strings.HasPrefix(got, "Nothing done.") {
		t.Errorf("bob set what is ann's: %q", got)
	}
	o.roles["ann"] = briefing.RoleSubscribe
	if got := o.tell(hall, "ann", "subscribe to ferries at 08:00"); !strings.HasPrefix(got, "Subscribed") {
		t.Errorf("%q", got)
	}
	o.roles["ann"] = briefing.RoleRead // between the drawing of a button and its press
	if got := o.tell(hall, "ann", "unsubscribe ferries"); !strings.HasPrefix(got, "Nothing done.") {
		t.Errorf("a right that was taken away still counts: %q", got)
	}
	o.roles["ann"], o.down = briefing.RoleAdminister, errors.New("no answer")
	if got := o.tell(hall, "ann", "unsubscribe ferries"); !strings.HasPrefix(got, "Nothing done.") {
		t.Errorf("a service that does not say grants a right: %q", got)
	}
	if got := o.tell(hall, "ann", "who resigned?"); !strings.Contains(got, "who resigned?") {
		t.Errorf("a service that does not say keeps people from asking: %q", got)
	}
	if len(o.subscriptions()) != 1 {
		t.Errorf("subscriptions %v", o.subscriptions())
	}
}

// What a place has set about who may subscribe holds there, and what its workspace has set where it has set nothing.
func TestSubscribeSettingDecidesWhoMay(t *testing.T) {
	o := newOffice(t)
	o.roles["eva"], o.roles["ann"] = briefing.RoleAdminister, briefing.RoleRead
	try := func(want bool) {
		t.Helper()
		if got := o.tell(hall, "ann", "follow who leads Kestrel Bank?"); strings.HasPrefix(got, "Following") != want {
			t.Errorf("%q, want it done: %v", got, want)
		}
	}
	try(false)
	o.tell(hall, "eva", "settings workspace subscribe read")
	try(true)
	o.tell(hall, "eva", "settings subscribe administer")
	try(false)
	o.roles["ann"] = briefing.RoleSubscribe
	try(false)
	o.tell(hall, "eva", "settings subscribe default")
	try(true)
}

// A service without roles is believed what came with a message.
func TestRoleOfAMessage(t *testing.T) {
	b := New(Options{Chats: []Chat{newChat("test")}})
	for _, role := range []briefing.Role{briefing.RoleUnknown, briefing.RoleSubscribe} {
		if got := b.roleOf(t.Context(), briefing.Job{Channel: hall, Role: role}, hall); got != role {
			t.Errorf("role %s, want %s", got, role)
		}
	}
	if b.isDirect(t.Context(), briefing.Job{Channel: hall, From: "ann"}, hall) {
		t.Error("a service that knows no direct channels has one")
	}
}
