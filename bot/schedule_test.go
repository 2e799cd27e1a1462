package bot

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// A bubble's time begins at midnight of Saturday, 1 January 2000, UTC.
func clock(day, hour, minute int) time.Time {
	return time.Date(2000, 1, day, hour, minute, 0, 0, time.UTC)
}

// till waits until the bubble's clock shows a time, and half a minute for the scheduler to look at it.
func till(t time.Time) { pass(time.Until(t) + scheduleTick) }

func (h *house) subscribed(since time.Time, times ...briefing.ClockTime) {
	channel := room
	channel.Thread = ""
	s := briefing.Subscription{ID: "s1", Name: "morning", Channel: channel, Schedule: briefing.Schedule{Times: times}, Since: since}
	if err := h.PutSubscription(context.Background(), s); err != nil {
		h.t.Fatal(err)
	}
}

func TestDigestIsPostedOnceAtItsTime(t *testing.T) {
	live(t, func(h *house) { h.subscribed(clock(1, 0, 0), 480) }, func(h *house) {
		till(clock(1, 7, 58))
		h.wantSeen()
		till(clock(1, 8, 0))
		h.wantSeen("morning\nFrom 1 Jan 2000 00:00 UTC to 1 Jan 2000 08:00 UTC")
		till(clock(3, 9, 0))
		h.wantNothingOwed()
		want := [][2]time.Time{{clock(1, 0, 0), clock(1, 8, 0)}, {clock(1, 8, 0), clock(2, 8, 0)}, {clock(2, 8, 0), clock(3, 8, 0)}}
		if !slices.Equal(h.periods, want) {
			t.Errorf("told %v, want %v", h.periods, want)
		}
		if key := h.chat.shown[0].Key; key != "digest:s1:r0:2000-01-01T08:00" {
			t.Errorf("the key is %s", key)
		}
		if under := h.turns(briefing.Channel{Service: "test", Workspace: "W", ID: "room", Thread: "posted-digest:s1:r0:2000-01-01T08:00"}); len(under) != 1 {
			t.Errorf("in the thread under the digest are %d turns", len(under))
		}
	})
}

func TestAfterAnOutageOnlyTheLatestDigestIsOwed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		h.subscribed(clock(1, 0, 0), 480, 540, 600)
		pass(time.Until(clock(4, 11, 0)))
		h.start()
		pass(time.Minute)
		h.wantSeen("From 1 Jan 2000 00:00 UTC to 4 Jan 2000 10:00 UTC")
		h.stop()
		time.Sleep(time.Until(clock(5, 16, 1))) // later than the grace
		h.start()
		pass(time.Minute)
		h.wantSeen("to 4 Jan 2000 10:00 UTC")
		till(clock(6, 8, 0))
		h.wantSeen("to 4 Jan 2000 10:00 UTC", "From 4 Jan 2000 10:00 UTC to 6 Jan 2000 08:00 UTC")
		h.stop()
	})
}

func TestDigestThatWaitedIsCoveredByTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		h.subscribed(clock(1, 0, 0), 480, 540)
		h.owe(briefing.Job{ID: "digest:s1:r0:2000-01-01T08:00", Kind: briefing.JobDigest, Subscription: "s1", Occurrence: "r0:2000-01-01T08:00",
			Channel: h.subscriptions()[0].Channel, Since: clock(1, 0, 0), Until: clock(1, 8, 0), Due: clock(1, 8, 0)})
		pass(time.Until(clock(1, 9, 30)))
		h.start()
		pass(time.Minute)
		h.wantSeen("From 1 Jan 2000 00:00 UTC to 1 Jan 2000 09:00 UTC")
		h.wantNothingOwed()
		h.stop()
	})
}

func TestDigestThatFailsIsApologisedAndCovered(t *testing.T) {
	live(t, func(h *house) {
		h.subscribed(clock(1, 0, 0), 480)
		h.compile = func(try int) error {
			if try <= maxAttempts {
				return errDown
			}
			return nil
		}
	}, func(h *house) {
		till(clock(1, 9, 0))
		h.wantSeen("I could not compile this digest just now; the error is logged as digest:s1:r0:2000-01-01T08:00.")
		till(clock(2, 9, 0))
		h.wantSeen("I could not", "From 1 Jan 2000 00:00 UTC to 2 Jan 2000 08:00 UTC")
	})
}

func TestSubscriptionWithoutSinceOwesNothingForBefore(t *testing.T) {
	live(t, func(h *house) {
		h.subscribed(time.Time{}, 480)
		pass(time.Until(clock(2, 10, 0)))
	}, func(h *house) {
		till(clock(2, 12, 0))
		h.wantSeen()
		till(clock(3, 8, 0))
		h.wantSeen("From 2 Jan 2000 08:00 UTC to 3 Jan 2000 08:00 UTC")
	})
}

func TestClockThatGoesBackPostsNothingTwice(t *testing.T) {
	var skew atomic.Int64
	live(t, func(h *house) {
		h.subscribed(clock(1, 0, 0), 480)
		h.now = func() time.Time { return time.Now().Add(time.Duration(skew.Load())) }
	}, func(h *house) {
		till(clock(1, 8, 0))
		h.wantSeen("to 1 Jan 2000 08:00 UTC")
		skew.Store(int64(-2 * time.Hour))
		till(clock(1, 12, 0))
		h.wantSeen("to 1 Jan 2000 08:00 UTC")
	})
}

// A clock that was ten years ahead for a while has told of the future. Back in the present, digests come as if it had not been, and none
// of what was told comes again.
func TestClockThatWasFarAhead(t *testing.T) {
	var skew atomic.Int64
	live(t, func(h *house) {
		h.subscribed(clock(1, 0, 0), 480)
		h.now = func() time.Time { return time.Now().Add(time.Duration(skew.Load())) }
	}, func(h *house) {
		till(clock(1, 8, 0))
		skew.Store(int64(10 * 365 * 24 * time.Hour))
		till(clock(1, 9, 2))
		h.wantSeen("to 1 Jan 2000 08:00 UTC", "to 29 Dec 2009 08:00 UTC")
		skew.Store(0)
		till(clock(3, 12, 0))
		h.wantSeen("to 1 Jan 2000", "to 29 Dec 2009", "From 1 Jan 2000 08:00 UTC to 2 Jan 2000 08:00 UTC", "From 2 Jan 2000 08:00 UTC to 3 Jan 2000 08:00 UTC")
		if !slices.Equal(h.known, []int{0, 0, 2, 3}) {
			t.Errorf("the digests were compiled with %v earlier ones", h.known)
		}
	})
}

func TestClockThatJumpsToldEachTimeOnce(t *testing.T) {
	for _, jump := range []time.Duration{time.Hour, 25 * time.Hour, 10 * 365 * 24 * time.Hour} {
		var skew atomic.Int64
		live(t, func(h *house) {
			h.subscribed(clock(1, 0, 0), 0, 360, 361, 720)
			h.now = func() time.Time { return time.Now().Add(time.Duration(skew.Load())) }
		}, func(h *house) {
			for i := range 60 {
				till(clock(1, i, 20))
				skew.Store([]int64{0, int64(jump), 0, -int64(jump)}[i%4])
			}
			skew.Store(0)
			h.stop() // and once more after a restart
			h.start()
			till(clock(5, 12, 30))
			told := map[string]bool{}
			for _, s := range h.chat.shown {
				if told[s.Key] {
					t.Errorf("%v: %s was told twice", jump, s.Key)
				}
				told[s.Key] = true
			}
			if !told["digest:s1:r0:2000-01-05T12:00"] {
				t.Errorf("%v: the last was not told", jump)
			}
			for i, p := range h.periods {
				if jump < 24*time.Hour && i > 0 && p[0].Before(h.periods[i-1][1]) {
					t.Errorf("%v: period %v begins before the end of %v", jump, p, h.periods[i-1])
				}
			}
		})
	}
}

// Asked at noon to come at eleven, a digest comes at the next eleven and tells of all the time since the last one.
func TestChangedScheduleBeginsAfterTheChange(t *testing.T) {
	live(t, nil, func(h *house) {
		till(clock(1, 7, 0))
		h.say("1", "subscribe to everything at 08:00 as Morning")
		till(clock(1, 12, 0))
		h.say("2", "subscribe to everything at 11:00 as Morning")
		synctest.Wait()
		h.wantSeen("Next digest: Sat 1 Jan 2000 08:00 UTC", "to 1 Jan 2000 08:00 UTC", "Changed: subscribe to everything at 11:00 every day UTC as Morning\nNext digest: Sun 2 Jan 2000 11:00 UTC.")
		till(clock(2, 11, 0))
		h.wantSeen("Next", "to 1 Jan 2000 08:00 UTC", "Changed", "From 1 Jan 2000 08:00 UTC to 2 Jan 2000 11:00 UTC")
	})
}

func TestSubscribingInAChannel(t *testing.T) {
	live(t, nil, func(h *house) {
		talk := func(id, text, want string) {
			t.Helper()
			h.say(id, text)
			synctest.Wait()
			got := h.chat.saw()
			if last := got[len(got)-1]; !strings.Contains(last, want) {
				t.Errorf("%s: %q, want %q", text, last, want)
			}
		}
		till(clock(1, 10, 0))
		talk("1", "subscriptions", "No subscriptions in this channel.")
		talk("2", "subscribe to ferries, tax at 08:00 weekdays Europe/Berlin as Morning",
			"Subscribed: subscribe to ferries, tax at 08:00 on weekdays Europe/Berlin as Morning\nNext digest: Mon 3 Jan 2000 08:00 CET.")
		talk("3", "Subscriptions", "- subscribe to ferries, tax at 08:00 on weekdays Europe/Berlin as Morning")
		talk("4", "subscribe to everything at 25:00", "Nothing subscribed: 25:00 is not a time of day")
		talk("4a", "subscribe to \x1b[31mred\x00, \u202eblue at 08:00 as \u2066N\u0085o\u2069n", `Subscribed: subscribe to "[31mred", blue at 08:00 every day UTC as "N on"`)
		talk("4b", "unsubscribe n on", "Stopped: N on")
		talk("5", "subscribe to ferries at 11:00 as MORNING", "Changed: subscribe to ferries at 11:00 every day UTC as MORNING")
		talk("6", "unsubscribe evening", "no subscription of that name (evening).")
		if n := len(h.subscriptions()); n != 1 {
			t.Errorf("%d subscriptions", n)
		}
		seen := len(h.chat.saw())
		till(clock(1, 11, 0))
		if got := h.chat.saw(); len(got) != seen+1 || !strings.HasPrefix(got[seen], "MORNING") || h.chat.shown[seen].to.Thread != "" {
			t.Errorf("at the time came %q", got[seen:])
		}
		talk("7", "unsubscribe morning", "Stopped: MORNING")
		seen++
		till(clock(9, 12, 0))
		if got := h.chat.saw(); len(got) != seen+1 {
			t.Errorf("after it was stopped came %q", got[seen+1:])
		}
	})
}

func TestBegin(t *testing.T) {
	monday := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
	tests := []struct {
		s    briefing.Schedule
		want time.Time
	}{
		{briefing.Schedule{Times: []briefing.ClockTime{480}}, monday.Add(-2 * time.Hour)},
		{briefing.Schedule{Times: []briefing.ClockTime{660}}, monday.Add(-23 * time.Hour)},
		{briefing.Schedule{Times: []briefing.ClockTime{660}, Days: []time.Weekday{1}}, monday.Add(time.Hour).AddDate(0, 0, -7)},
	}
	for _, tt := range tests {
		if got, err := begin(tt.s, monday); err != nil || !got.Equal(tt.want) {
			t.Errorf("%s: %s, %v; want %s", tt.s, got, err, tt.want)
		}
	}
}
