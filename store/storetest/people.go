package storetest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
)

// Watches remembers the questions that threads wait on.
type Watches interface {
	PutWatch(ctx context.Context, w briefing.Watch) error
	DeleteWatch(ctx context.Context, id string) error
	Watches(ctx context.Context) ([]briefing.Watch, error)
}

// TestWatches proves watches against bot.Watches.
func TestWatches(t *testing.T, open func(t *testing.T) Watches) {
	s, ctx := open(t), t.Context()
	a := briefing.Watch{
		ID: "a", Channel: briefing.Channel{Service: "slack", Workspace: "T", ID: "C", Thread: "1"}, From: "U", Question: strings.Repeat("when? ", 20_000),
		Told: []briefing.FactID{"r.1-2"}, Since: time.Unix(1, 0).UTC(), Made: time.Unix(2, 0).UTC(), Ends: time.Unix(3, 0).UTC(),
	}
	b := briefing.Watch{ID: "b"}
	must(t, s.PutWatch(ctx, b))
	must(t, s.PutWatch(ctx, a))
	a.Question = "when?" // shorter: nothing of the long one stays
	must(t, s.PutWatch(ctx, a))
	got, err := s.Watches(ctx)
	if d := cmp.Diff([]briefing.Watch{a, b}, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	must(t, s.DeleteWatch(ctx, "a"))
	if err := s.DeleteWatch(ctx, "a"); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
	if err := s.PutWatch(ctx, briefing.Watch{}); err == nil {
		t.Error("a watch without an id was kept")
	}
}

// People is an outbox, and what people have set and said.
type People interface {
	Outbox
	Corrections(ctx context.Context, in briefing.Channel) ([]briefing.Correction, error)
	AddArticles(ctx context.Context, batch []briefing.Filing, segment []byte) error
	Settings(ctx context.Context, place briefing.Channel) (briefing.Settings, error)
	PutSettings(ctx context.Context, s briefing.Settings) error
	AddFeedback(ctx context.Context, f briefing.Feedback) error
	Feedback(ctx context.Context) ([]briefing.Feedback, error)
	Forget(ctx context.Context, service, workspace, person string, direct ...briefing.Channel) (int, error)
	Count(ctx context.Context, name string, day time.Time, n int) (int, error)
}

// TestPeople proves what is kept of people against bot.People.
func TestPeople(t *testing.T, open func(t *testing.T) People) {
	tests := []struct {
		name string
		test func(t *testing.T, p People)
	}{
		{"settings are of their place alone", testSettings},
		{"feedback comes back in order", testFeedback},
		{"counters count by day", testCount},
		{"who is forgotten has left nothing", testForget},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { test.test(t, open(t)) })
		})
	}
}

func testSettings(t *testing.T, p People) {
	ctx := t.Context()
	channel := briefing.Channel{Service: "slack", Workspace: "T", ID: "C"}
	workspace := briefing.Channel{Service: "slack", Workspace: "T"}
	set := briefing.Settings{Place: channel, Zone: "Europe/Berlin", Length: briefing.LengthShort, Subscribe: briefing.RoleAdminister, Daily: 5}
	must(t, p.PutSettings(ctx, set))
	thread := channel
	thread.Thread = "1"
	for in, want := range map[briefing.Channel]briefing.Settings{channel: set, thread: set, workspace: {Place: workspace}} {
		got, err := p.Settings(ctx, in)
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("%s: %v\n%s", in, err, d)
		}
	}
}

func testFeedback(t *testing.T, p People) {
	ctx := t.Context()
	said := func(id, reason string) briefing.Feedback {
		return briefing.Feedback{ID: id, Channel: briefing.Channel{Service: "slack", ID: "C"}, From: "U", Answer: "a", Post: "1", Reason: reason, At: time.Now().UTC()}
	}
	z, a := said("z", strings.Repeat("because ", 20_000)), said("a", "")
	must(t, p.AddFeedback(ctx, z))
	must(t, p.AddFeedback(ctx, a))
	z.Reason, z.Good = "thought better of it", true
	must(t, p.AddFeedback(ctx, z))
	got, err := p.Feedback(ctx)
	if d := cmp.Diff([]briefing.Feedback{z, a}, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	if p.AddFeedback(ctx, briefing.Feedback{}) == nil {
		t.Error("feedback without an id was kept")
	}
}

func testCount(t *testing.T, p People) {
	ctx, day := t.Context(), time.Date(2026, 5, 1, 23, 59, 0, 0, time.UTC)
	for _, step := range []struct {
		name    string
		at      time.Time
		n, want int
	}{
		{"a", day, 0, 0}, {"a", day, 2, 2}, {"a", day.Add(-23 * time.Hour), 1, 3}, {"b", day, 1, 1}, {"a", day.Add(time.Minute), 1, 1}, {"a", day, 0, 3},
	} {
		if got, err := p.Count(ctx, step.name, step.at, step.n); err != nil || got != step.want {
			t.Errorf("%s on %v: %d, %v; want %d", step.name, step.at, got, err, step.want)
		}
	}
}

func testForget(t *testing.T, p People) {
	ctx := t.Context()
	must(t, p.AddArticles(ctx, []briefing.Filing{NewFiling(1, 0)}, nil))
	facts := []briefing.FactID{NewFiling(1, 0).Facts[1].ID}
	leave := func(service, person, direct string) { // one person's traces: in their direct channel, and in a shared one
		alone := briefing.Channel{Service: service, Workspace: "T", ID: direct, Thread: "9"}
		shared := briefing.Channel{Service: service, Workspace: "T", ID: "C"}
		name := service + person
		must(t, p.PutWatch(ctx, briefing.Watch{ID: name, Channel: shared, From: person}))
		must(t, p.AddFeedback(ctx, briefing.Feedback{ID: name, Channel: shared, From: person, Reason: "mine"}))
		must(t, p.PutSubscription(ctx, briefing.Subscription{ID: name, Channel: briefing.Channel{Service: service, Workspace: "T", ID: direct}}))
		add(t, p, briefing.Job{ID: name, Channel: alone, From: person, Text: "who?"})
		claim(t, p, name)
		must(t, p.FinishJob(ctx, "w", name, briefing.Delivery{
			Job: name, Channel: alone, Parts: []briefing.DeliveryPart{{State: briefing.PartPosted, Posted: "1"}},
			Outcome: briefing.Outcome{
				Thread: alone, Turn: &briefing.Turn{Question: "who?", Answer: briefing.AnswerID(name)}, Told: []briefing.Told{{Answer: briefing.AnswerID(name), Text: "mine"}}, Facts: facts, Subscription: name, Edition: &briefing.ToldEdition{Occurrence: "1"},
			},
		}))
		add(t, p, briefing.Job{ID: name + " waits", Kind: briefing.JobAnswer, Channel: shared, From: person, Text: "private", Due: time.Now().Add(time.Hour)})
	}
	leave("slack", "U1", "D1")
	leave("slack", "U2", "D2")
	leave("discord", "U1", "D1")                                         // another person, whose id is the same
	must(t, p.AddArticles(ctx, []briefing.Filing{NewFiling(1, 1)}, nil)) // all of them are owed a correction

	direct := briefing.Channel{Service: "slack", Workspace: "T", ID: "D1"}
	gone, err := p.Forget(ctx, "slack", "T", "U1", direct)
	if err != nil || gone < 7 {
		t.Fatalf("Forget = %d, %v", gone, err)
	}
	again, err := p.Forget(ctx, "slack", "T", "U1", direct)
	if err != nil || again != 0 {
		t.Errorf("forgotten again: %d, %v", again, err)
	}
	for _, who := range []struct {
		name string
		left bool
	}{{"slackU1", false}, {"slackU2", true}, {"discordU1", true}} {
		for what, left := range traces(t, p, who.name) {
			if left != who.left {
				t.Errorf("%s of %s is left: %t", what, who.name, left)
			}
		}
	}
	time.Sleep(2 * time.Hour)
	for range 2 {
		j, err := p.ClaimJob(ctx, "w", "", lease)
		if err != nil || j.From == "U1" && j.Channel.Service == "slack" {
			t.Errorf("claimed %+v, %v", j, err)
		}
	}
	claim(t, p, "")
}

// traces are what can be found of a person that testForget has left.
func traces(t *testing.T, p People, name string) map[string]bool {
	ctx, found := t.Context(), map[string]bool{}
	service, number, _ := strings.Cut(name, "U")
	alone := briefing.Channel{Service: service, Workspace: "T", ID: "D" + number, Thread: "9"}
	watches, err := p.Watches(ctx)
	must(t, err)
	found["watch"] = false
	for _, w := range watches {
		found["watch"] = found["watch"] || w.ID == name
	}
	feedback, err := p.Feedback(ctx)
	must(t, err)
	found["feedback"] = false
	for _, f := range feedback {
		found["feedback"] = found["feedback"] || f.ID == name
	}
	subscriptions, err := p.Subscriptions(ctx)
	must(t, err)
	found["subscription"] = false
	for _, s := range subscriptions {
		found["subscription"] = found["subscription"] || s.ID == name
	}
	editions, err := p.ToldEditions(ctx, name)
	must(t, err)
	found["edition"] = len(editions) > 0
	turns, err := p.Turns(ctx, alone)
	must(t, err)
	found["turn"] = len(turns) > 0
	corrections, err := p.Corrections(ctx, alone)
	must(t, err)
	found["telling"] = len(corrections) > 0
	_, err = p.Told(ctx, briefing.AnswerID(name))
	found["answer"] = err == nil
	_, err = p.Delivery(ctx, name)
	found["delivery"] = err == nil
	return found
}
