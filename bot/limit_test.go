package bot

import (
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Limits may change while the bot runs, for those too who have been counted already.
func TestSetLimits(t *testing.T) {
	b := New(Options{Limits: Limits{Person: Rate{Burst: 1, Minute: 1}}})
	now := time.Now()
	m := Message{Channel: briefing.Channel{Service: "test", ID: "C1"}, From: "P1"}
	taken := func() bool {
		met, _, _ := b.buckets.take(*b.limits.Load(), m, now)
		return met == ""
	}
	if first, second := taken(), taken(); !first || second {
		t.Errorf("one at once: the first is taken: %v, the second: %v", first, second)
	}
	b.SetLimits(Limits{Person: Rate{Burst: 5, Minute: 600}})
	taken()                    // from here on the new ones count
	now = now.Add(time.Second) // which brings ten, of which five are held
	for n := range 6 {
		if got := taken(); got != (n < 5) {
			t.Errorf("question %d under the new limits is taken: %v", n+1, got)
		}
	}
}
