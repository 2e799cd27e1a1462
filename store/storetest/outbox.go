package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
)

// Outbox is a queue, and what its jobs say and leave behind.
type Outbox interface {
	Queue
	History
	Subscriptions
	Told
	Watches
	ParkJob(ctx context.Context, worker, id, reason string) error
	Backlog(ctx context.Context) (briefing.Backlog, error)
	Delivery(ctx context.Context, job string) (briefing.Delivery, error)
	PutDelivery(ctx context.Context, d briefing.Delivery) error
	ToldEditions(ctx context.Context, subscription string) ([]briefing.ToldEdition, error)
}

// TestOutbox proves deliveries and what ends with them against bot.Outbox and bot.Queue.
func TestOutbox(t *testing.T, open func(t *testing.T) Outbox) {
	tests := []struct {
		name string
		test func(t *testing.T, o Outbox)
	}{
		{"a delivery is kept with its job's id", testDelivery},
		{"a job and what it leaves behind end together", testOutcome},
		{"a lost claim leaves nothing behind", testLostOutcome},
		{"a subscription that changes under its digest", testSubscriptionUnderDigest},
		{"editions are of the last month", testEditions},
		{"a parked job holds nobody up", testParked},
		{"the backlog is what is owed", testBacklog},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { test.test(t, open(t)) })
		})
	}
}

func delivery(j briefing.Job, body int) briefing.Delivery {
	return briefing.Delivery{
		Job: j.ID, Channel: j.Channel, Planned: time.Now().UTC(),
		Parts: []briefing.DeliveryPart{
			{Body: make([]byte, body), Mark: "abc", State: briefing.PartPosted, Posted: "1700.01", At: time.Now().UTC(), Attempts: 1, Armed: time.Now().UTC(), Boot: "b"},
			{Body: []byte("under"), Under: true, State: briefing.PartPlanned},
		},
	}
}

func testDelivery(t *testing.T, o Outbox) {
	ctx := t.Context()
	d := delivery(job("a", "1"), 300_000) // longer than what a store may keep under one key
	if err := o.PutDelivery(ctx, d); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("a delivery of no job: %v", err)
	}
	add(t, o, job("a", "1"), job("b", "2"))
	if _, err := o.Delivery(ctx, "a"); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("no delivery was put: %v", err)
	}
	for _, bytes := range []int{300_000, 10, 70_000} { // shorter ones leave nothing of longer ones
		d = delivery(job("a", "1"), bytes)
		must(t, o.PutDelivery(ctx, d))
		got, err := o.Delivery(ctx, "a")
		if diff := cmp.Diff(d, got); err != nil || diff != "" {
			t.Fatalf("%v\n%s", err, diff)
		}
	}
	claim(t, o, "a")
	must(t, o.FinishJob(ctx, "w", "a", briefing.Delivery{}))
	time.Sleep(3 * 24 * time.Hour)
	if got, err := o.Delivery(ctx, "a"); err != nil || len(got.Parts) != 2 {
		t.Errorf("three days after its job: %v, %v", len(got.Parts), err)
	}
	time.Sleep(30 * 24 * time.Hour)
	claim(t, o, "b")
	must(t, o.FinishJob(ctx, "w", "b", briefing.Delivery{})) // sweeps what is too old
	if _, err := o.Delivery(ctx, "a"); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("a month after its job: %v", err)
	}
}

// outcome is one that leaves something everywhere.
func outcome(thread briefing.Channel) briefing.Outcome {
	return briefing.Outcome{
		Thread: thread, Turn: &briefing.Turn{Question: "who?", At: time.Now().UTC()},
		Told:         []briefing.Told{{Answer: "answer", Text: "text"}},
		Subscription: "s", Since: time.Now().UTC(), Edition: &briefing.ToldEdition{Occurrence: "now"},
		Watch: "w", Facts: []briefing.FactID{"r.1-2", "r.3-4"},
	}
}

func testOutcome(t *testing.T, o Outbox) {
	ctx, j := t.Context(), job("a", "1")
	must(t, o.PutSubscription(ctx, briefing.Subscription{ID: "s", Since: time.Now().Add(-time.Hour)}))
	must(t, o.PutWatch(ctx, briefing.Watch{ID: "w", Question: "when?", Told: []briefing.FactID{"r.1-2"}}))
	add(t, o, j)
	claim(t, o, "a")
	d := delivery(j, 1)
	d.Outcome = outcome(j.Channel)
	must(t, o.FinishJob(ctx, "w", "a", d))

	if kept, err := o.Delivery(ctx, "a"); err != nil || cmp.Diff(d, kept) != "" {
		t.Errorf("delivery: %v\n%s", err, cmp.Diff(d, kept))
	}
	if turns, err := o.Turns(ctx, j.Channel); err != nil || len(turns) != 1 || turns[0].Question != "who?" {
		t.Errorf("turns: %v, %v", turns, err)
	}
	if told, err := o.Told(ctx, "answer"); err != nil || told.Text != "text" {
		t.Errorf("told: %v, %v", told, err)
	}
	if list, err := o.Subscriptions(ctx); err != nil || !list[0].Since.Equal(d.Outcome.Since) {
		t.Errorf("subscriptions: %v, %v", list, err)
	}
	if list, err := o.ToldEditions(ctx, "s"); err != nil || len(list) != 1 || list[0].Occurrence != "now" {
		t.Errorf("editions: %v, %v", list, err)
	}
	want := []briefing.FactID{"r.1-2", "r.3-4"}
	if list, err := o.Watches(ctx); err != nil || cmp.Diff(want, list[0].Told) != "" || !list[0].Since.Equal(d.Outcome.Since) {
		t.Errorf("watches: %v, %v", list, err)
	}
}

func testLostOutcome(t *testing.T, o Outbox) {
	ctx, j := t.Context(), job("a", "1")
	since := time.Now().Add(-time.Hour)
	must(t, o.PutSubscription(ctx, briefing.Subscription{ID: "s", Since: since}))
	add(t, o, j)
	claim(t, o, "a")
	d := delivery(j, 1)
	d.Outcome = outcome(j.Channel)
	if err := o.FinishJob(ctx, "another", "a", d); !errors.Is(err, briefing.ErrNotFound) {
		t.Fatalf("FinishJob = %v", err)
	}
	if turns, err := o.Turns(ctx, j.Channel); err != nil || len(turns) > 0 {
		t.Errorf("turns: %v, %v", turns, err)
	}
	if _, err := o.Delivery(ctx, "a"); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("delivery: %v", err)
	}
	if list, err := o.Subscriptions(ctx); err != nil || !list[0].Since.Equal(since) {
		t.Errorf("subscriptions: %v, %v", list, err)
	}
}

func testSubscriptionUnderDigest(t *testing.T, o Outbox) {
	ctx := t.Context()
	since := func(want time.Time, when string) {
		t.Helper()
		if list, err := o.Subscriptions(ctx); err != nil || len(list) != 1 || !list[0].Since.Equal(want) {
			t.Errorf("%s: %v, %v; want %v", when, list, err, want)
		}
	}
	n := 0
	post := func(to time.Time) {
		t.Helper()
		n++
		id := fmt.Sprint("digest", n)
		add(t, o, job(id, id))
		claim(t, o, id)
		must(t, o.FinishJob(ctx, "w", id, briefing.Delivery{Job: id, Outcome: briefing.Outcome{
			Subscription: "s", Since: to, Edition: &briefing.ToldEdition{Occurrence: id},
		}}))
	}
	before, now := time.Now().Add(-24*time.Hour), time.Now()
	s := briefing.Subscription{ID: "s", Name: "old", Since: before}
	must(t, o.PutSubscription(ctx, s))
	post(now)
	s.Name = "edited while its digest was being sent"
	must(t, o.PutSubscription(ctx, s))
	since(now, "after an edit of what was read before")
	post(now.Add(-time.Hour))
	since(now, "after a digest of an earlier period")

	wrong := now.Add(10 * 365 * 24 * time.Hour)
	post(wrong)
	since(wrong, "after a digest by a clock that was ten years ahead")
	post(now.Add(time.Minute))
	since(now.Add(time.Minute), "once the clock is right")
	post(wrong)
	s.Since = now
	must(t, o.PutSubscription(ctx, s))
	since(now, "put right by hand")

	must(t, o.DeleteSubscription(ctx, "s"))
	post(now.Add(time.Hour))
	if list, err := o.Subscriptions(ctx); err != nil || len(list) > 0 {
		t.Errorf("a digest brought its subscription back: %v, %v", list, err)
	}
	if list, err := o.ToldEditions(ctx, "s"); err != nil || len(list) > 0 {
		t.Errorf("what it told outlived it: %v, %v", list, err)
	}
}

func testEditions(t *testing.T, o Outbox) {
	ctx := t.Context()
	must(t, o.PutSubscription(ctx, briefing.Subscription{ID: "s"}))
	must(t, o.PutSubscription(ctx, briefing.Subscription{ID: "other"}))
	for n := range 40 {
		id := fmt.Sprint(n)
		add(t, o, job(id, "1"))
		claim(t, o, id)
		must(t, o.FinishJob(ctx, "w", id, briefing.Delivery{Outcome: briefing.Outcome{Subscription: "s", Edition: &briefing.ToldEdition{Occurrence: id}}}))
		time.Sleep(time.Hour)
	}
	list, err := o.ToldEditions(ctx, "s")
	if err != nil || len(list) != 30 || list[0].Occurrence != "10" || list[29].Occurrence != "39" {
		t.Errorf("%d editions, %v", len(list), err)
	}
	if list, err := o.ToldEditions(ctx, "other"); err != nil || len(list) > 0 {
		t.Errorf("another subscription: %v, %v", list, err)
	}
	time.Sleep(30*24*time.Hour - 90*time.Minute)
	if list, err := o.ToldEditions(ctx, "s"); err != nil || len(list) != 1 || list[0].Occurrence != "39" {
		t.Errorf("almost a month later: %v, %v", list, err)
	}
}

func testParked(t *testing.T, o Outbox) {
	ctx := t.Context()
	add(t, o, job("a1", "a"), job("a2", "a"))
	claim(t, o, "a1")
	if err := o.ParkJob(ctx, "another", "a1", "why"); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("another parks it: %v", err)
	}
	must(t, o.ParkJob(ctx, "w", "a1", "why"))
	claim(t, o, "a2")
	must(t, o.FinishJob(ctx, "w", "a2", briefing.Delivery{}))
	time.Sleep(time.Hour)
	claim(t, o, "")
	if added, err := o.AddJob(ctx, job("a1", "a")); err != nil || added {
		t.Errorf("a parked job was added again: %t, %v", added, err)
	}
	if err := o.FinishJob(ctx, "w", "a1", briefing.Delivery{}); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("a parked job was finished: %v", err)
	}
}

func testBacklog(t *testing.T, o Outbox) {
	is := func(want briefing.Backlog) {
		t.Helper()
		got, err := o.Backlog(t.Context())
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("%v\n%s", err, d)
		}
	}
	is(briefing.Backlog{})
	now := time.Now().UTC()
	for i, id := range []string{"a", "b", "c", "d"} {
		j := job(id, id)
		j.Due = now.Add(time.Duration(i-2) * time.Minute) // the last one in a minute
		add(t, o, j)
	}
	is(briefing.Backlog{Waiting: 3, Oldest: now.Add(-2 * time.Minute)})
	claim(t, o, "a")
	is(briefing.Backlog{Waiting: 2, Claimed: 1, Oldest: now.Add(-time.Minute)})
	must(t, o.ParkJob(t.Context(), "w", "a", "why"))
	claim(t, o, "b")
	must(t, o.RetryJob(t.Context(), "w", "b", time.Now().Add(time.Hour)))
	claim(t, o, "c")
	must(t, o.FinishJob(t.Context(), "w", "c", briefing.Delivery{}))
	is(briefing.Backlog{Parked: 1})
	time.Sleep(2 * time.Minute)
	is(briefing.Backlog{Waiting: 1, Parked: 1, Oldest: now.Add(time.Minute)})
}
