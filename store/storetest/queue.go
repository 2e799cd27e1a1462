package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

const lease = time.Minute

// TestQueue proves a queue against bot.Queue.
func TestQueue(t *testing.T, open func(t *testing.T) Queue) {
	tests := []struct {
		name string
		test func(t *testing.T, q Queue)
	}{
		{"a job comes back whole", testJobWhole},
		{"a known id is not added again", testJobOnce},
		{"a thread goes in order", testThreadOrder},
		{"a job for later holds nobody up", testFutureJob},
		{"a retry keeps its place", testRetry},
		{"a lease that ran out is claimed again", testLease},
		{"a lost claim settles nothing", testLostClaim},
		{"a claim waits for a job", testClaimWaits},
		{"a claim ends with its context", testClaimEnds},
		{"a worker of a service takes its jobs alone", testClaimOfService},
		{"many workers do each job once", testManyWorkers},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { test.test(t, open(t)) })
		})
	}
}

// job makes a job of a thread that is due now.
func job(id, thread string) briefing.Job {
	return briefing.Job{
		ID: id, Kind: briefing.JobAnswer, From: "U1", Text: "who?", Due: time.Now(),
		Channel: briefing.Channel{Service: "slack", Workspace: "T1", ID: "C1", Thread: thread},
	}
}

func add(t *testing.T, q Queue, jobs ...briefing.Job) {
	t.Helper()
	for _, j := range jobs {
		if added, err := q.AddJob(t.Context(), j); err != nil || !added {
			t.Fatalf("AddJob(%s) = %v, %v", j.ID, added, err)
		}
	}
}

// claim claims the job that must be next, which "" says is none.
func claim(t *testing.T, q Queue, want string) briefing.Job {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	j, err := q.ClaimJob(ctx, "w", "", lease)
	if want == "" && errors.Is(err, context.DeadlineExceeded) {
		return j
	}
	if err != nil || j.ID != want {
		t.Fatalf("claimed %q, %v; want %q", j.ID, err, want)
	}
	return j
}

func testJobWhole(t *testing.T, q Queue) {
	want := briefing.Job{
		ID: "digest:S:1", Kind: briefing.JobDigest, From: "U\xff", Text: "what is new?", Subscription: "S",
		Channel: briefing.Channel{Service: "discord", Workspace: "G", ID: "C"},
		Since:   time.Now().Add(-time.Hour), Until: time.Now(), Due: time.Now().Add(-time.Minute),
	}
	add(t, q, want)
	got := claim(t, q, want.ID)
	if !got.Since.Equal(want.Since) || !got.Until.Equal(want.Until) || !got.Due.Equal(want.Due) || got.Attempts != 1 {
		t.Errorf("got %+v, want %+v with one attempt", got, want)
	}
	got.Since, got.Until, got.Due, got.Attempts = want.Since, want.Until, want.Due, 0
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func testJobOnce(t *testing.T, q Queue) {
	again := func(when string) {
		t.Helper()
		if added, err := q.AddJob(t.Context(), job("a", "other")); err != nil || added {
			t.Errorf("%s: AddJob = %v, %v", when, added, err)
		}
	}
	add(t, q, job("a", "1"))
	again("waiting")
	claim(t, q, "a")
	again("claimed")
	must(t, q.FinishJob(t.Context(), "w", "a", briefing.Delivery{}))
	again("done")
	time.Sleep(72 * time.Hour)
	again("done three days ago")
	claim(t, q, "")
	if added, err := q.AddJob(t.Context(), briefing.Job{}); err == nil || added {
		t.Error("a job without an id was added")
	}
}

func testThreadOrder(t *testing.T, q Queue) {
	add(t, q, job("a1", "a"), job("a2", "a"), job("b1", "b"))
	claim(t, q, "a1")
	claim(t, q, "b1")
	claim(t, q, "")
	must(t, q.FinishJob(t.Context(), "w", "a1", briefing.Delivery{}))
	claim(t, q, "a2")

	late, early := job("c1", "c"), job("c2", "c")
	early.Due = early.Due.Add(-time.Hour)
	add(t, q, late, early) // the order is that of adding, not of falling due
	claim(t, q, "c1")

	none1, none2 := job("d1", ""), job("d2", "")
	none1.Channel, none2.Channel = briefing.Channel{}, briefing.Channel{}
	add(t, q, none1, none2) // in no channel, so in no line
	claim(t, q, "d1")
	claim(t, q, "d2")
}

func testFutureJob(t *testing.T, q Queue) {
	later := job("later", "a")
	later.Due = later.Due.Add(time.Hour)
	add(t, q, later, job("now", "a"))
	claim(t, q, "now")
	time.Sleep(2 * time.Hour)
	// The lease of "now" has run out, so it comes first, and it holds the line.
	claim(t, q, "now")
	claim(t, q, "")
	must(t, q.FinishJob(t.Context(), "w", "now", briefing.Delivery{}))
	claim(t, q, "later")
}

func testRetry(t *testing.T, q Queue) {
	add(t, q, job("a1", "a"), job("a2", "a"))
	claim(t, q, "a1")
	must(t, q.RetryJob(t.Context(), "w", "a1", time.Now().Add(10*time.Second)))
	claim(t, q, "")
	start := time.Now()
	j, err := q.ClaimJob(t.Context(), "w", "", lease)
	if err != nil || j.ID != "a1" || j.Attempts != 2 {
		t.Fatalf("claimed %+v, %v; want a1 the second time", j, err)
	}
	if waited := time.Since(start); waited < 9*time.Second || waited > 11*time.Second {
		t.Errorf("waited %v for a job due in 10 s", waited)
	}
	claim(t, q, "")
}

func testLease(t *testing.T, q Queue) {
	add(t, q, job("a", "a"))
	claim(t, q, "a")
	start := time.Now()
	j, err := q.ClaimJob(t.Context(), "other", "", lease)
	if err != nil || j.ID != "a" || j.Attempts != 2 {
		t.Fatalf("claimed %+v, %v", j, err)
	}
	if waited := time.Since(start); waited < lease-time.Second || waited > lease+time.Second {
		t.Errorf("waited %v for a lease of %v", waited, lease)
	}
}

func testLostClaim(t *testing.T, q Queue) {
	ctx := t.Context()
	gone := func(what string, err error) {
		t.Helper()
		if !errors.Is(err, briefing.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", what, err)
		}
	}
	gone("finish a job that never was", q.FinishJob(ctx, "w", "a", briefing.Delivery{}))
	add(t, q, job("a", "a"))
	gone("finish a job that waits", q.FinishJob(ctx, "w", "a", briefing.Delivery{}))
	claim(t, q, "a")
	gone("finish another's job", q.FinishJob(ctx, "x", "a", briefing.Delivery{}))
	gone("retry another's job", q.RetryJob(ctx, "x", "a", time.Now()))
	time.Sleep(2 * lease)
	if _, err := q.ClaimJob(ctx, "x", "", lease); err != nil {
		t.Fatal(err)
	}
	gone("finish a job whose lease ran out", q.FinishJob(ctx, "w", "a", briefing.Delivery{}))
	must(t, q.FinishJob(ctx, "x", "a", briefing.Delivery{}))
	gone("finish twice", q.FinishJob(ctx, "x", "a", briefing.Delivery{}))
}

func testClaimWaits(t *testing.T, q Queue) {
	var got briefing.Job
	var err error
	var wg sync.WaitGroup
	wg.Go(func() { got, err = q.ClaimJob(t.Context(), "w", "", lease) })
	synctest.Wait()
	add(t, q, job("a", "a"))
	wg.Wait()
	if err != nil || got.ID != "a" {
		t.Errorf("claimed %q, %v", got.ID, err)
	}
}

func testClaimEnds(t *testing.T, q Queue) {
	ctx, cancel := context.WithCancel(t.Context())
	var err error
	var wg sync.WaitGroup
	wg.Go(func() { _, err = q.ClaimJob(ctx, "w", "", lease) })
	synctest.Wait()
	cancel()
	wg.Wait()
	if !errors.Is(err, context.Canceled) {
		t.Errorf("ClaimJob = %v after its context ended", err)
	}
}

func testManyWorkers(t *testing.T, q Queue) {
	const threads, each = 5, 6
	for n := range each {
		for thread := range threads {
			add(t, q, job(string(rune('a'+thread))+string(rune('0'+n)), string(rune('a'+thread))))
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := map[string][]string{} // by thread
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, worker := range []string{"w1", "w2", "w3"} {
		wg.Go(func() {
			for {
				j, err := q.ClaimJob(ctx, worker, "", time.Hour)
				if err != nil {
					return
				}
				time.Sleep(time.Second)
				mu.Lock()
				done[j.Channel.Thread] = append(done[j.Channel.Thread], j.ID)
				mu.Unlock()
				if err := q.FinishJob(ctx, worker, j.ID, briefing.Delivery{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	time.Sleep(time.Hour / 2)
	cancel()
	wg.Wait()
	for thread, ids := range done {
		if len(ids) != each || !slices.IsSorted(ids) {
			t.Errorf("thread %s: done %v", thread, ids)
		}
	}
	if len(done) != threads {
		t.Errorf("%d threads were served, want %d", len(done), threads)
	}
}

// A worker of a service takes only jobs of that service, in the order they fell due, and is not held up by those of others.
func testClaimOfService(t *testing.T, q Queue) {
	for i, service := range []string{"a", "a", "b"} {
		id := fmt.Sprint(service, i)
		to := briefing.Channel{Service: service, ID: "c", Thread: fmt.Sprint(i)}
		if _, err := q.AddJob(t.Context(), briefing.Job{ID: id, Channel: to, Due: time.Now().Add(time.Duration(i-3) * time.Second)}); err != nil {
			t.Fatal(err)
		}
	}
	claim := func(worker, service, want string) {
		t.Helper()
		if j, err := q.ClaimJob(t.Context(), worker, service, lease); err != nil || j.ID != want {
			t.Errorf("a worker of %q claimed %q, %v, want %q", service, j.ID, err, want)
		}
	}
	claim("w1", "b", "b2")
	claim("w2", "", "a0")
	claim("w3", "a", "a1")
	ctx, cancel := context.WithTimeout(t.Context(), lease/2)
	defer cancel()
	if j, err := q.ClaimJob(ctx, "w4", "b", lease); err == nil {
		t.Errorf("a worker of b claimed %q", j.ID)
	}
	time.Sleep(lease)
	claim("w5", "a", "a0") // whose lease has run out
}
