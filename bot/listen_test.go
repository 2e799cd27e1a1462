package bot_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/briefing"
)

// said is a message of a person at a time, as a service brings it.
func said(c briefing.Channel, n int, person, text string, at time.Time) bot.Message {
	return bot.Message{ID: fmt.Sprintf("test:%s/old-%d", c.ID, n), Channel: c, From: person, Text: text, At: at}
}

func TestMessageThatComesLate(t *testing.T) {
	tests := []struct {
		age  time.Duration
		want string // "" is nothing
		log  string
	}{
		{0, "“who?”", "job done"},
		{-time.Hour, "“who?”", "job done"}, // the service's clock is ahead
		{10 * time.Minute, "“who?”", "job done"},
		{11 * time.Minute, "Asked at 11:49 UTC, answered late.\n“who?”", "job done"},
		{6*time.Hour + time.Minute, "", "question dropped: nobody waits for it any more"},
		{8 * 24 * time.Hour, "", "message dropped: it is too old to tell whether it was answered"},
		{10 * 365 * 24 * time.Hour, "“who?”", "job done"}, // a clock is wrong by years: silence would be
	}
	for _, tt := range tests {
		act(t, bottest.Options{}, func(s *stage) {
			pass(12 * time.Hour)
			s.start()
			c := s.service().Channel("C")
			s.service().Bring(said(c, 1, "ann", "who?", time.Now().Add(-tt.age)))
			pass(time.Minute)
			got := s.shown("C")
			if tt.want == "" && len(got) > 0 || tt.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], tt.want)) {
				t.Errorf("after %v: %q, want %q", tt.age, got, tt.want)
			}
			if !strings.Contains(s.logged(), tt.log) || s.service().Waiting() > 0 {
				t.Errorf("after %v: %q is not in the log, or the event was not taken:\n%s", tt.age, tt.log, s.logged())
			}
			s.wantEnded()
		})
	}
}

// After an outage of a week everything is brought at once, and nothing is answered in a burst.
func TestOldEventsAreNoBurst(t *testing.T) {
	act(t, bottest.Options{}, func(s *stage) {
		pass(30 * 24 * time.Hour)
		s.start()
		c := s.service().Channel("C")
		for n := range 500 {
			s.service().Bring(said(c, n, "ann", "who?", time.Now().Add(-time.Duration(n+400)*time.Minute)))
		}
		pass(time.Hour)
		s.want("C")
		s.wantEnded()
		if got := s.service().Acknowledged(); got != 500 {
			t.Errorf("%d events were taken", got)
		}
	})
}

func TestLimitsAreSaidOnceAMinute(t *testing.T) {
	one, none := bot.Rate{Burst: 3, Minute: 2}, bot.Rate{Burst: -1}
	tests := []struct {
		name    string
		limits  bot.Limits
		people  int // that ask in turn
		answers int // of twelve questions in three seconds
		notices int
		words   string
	}{
		{"none", bot.Unlimited, 1, 12, 0, ""},
		{"person", bot.Limits{Person: one, Channel: none, Workspace: none, Daily: -1, Backlog: -1}, 2, 6, 2, "I take 2 a minute from you"},
		{"channel", bot.Limits{Person: none, Channel: one, Workspace: none, Daily: -1, Backlog: -1}, 12, 3, 1, "I take 2 a minute in this channel"},
		{"workspace", bot.Limits{Person: none, Channel: none, Workspace: one, Daily: -1, Backlog: -1}, 12, 3, 1, "I take 2 a minute in this workspace"},
		{"day", bot.Limits{Person: none, Channel: none, Workspace: none, Daily: 4, Backlog: -1}, 2, 4, 2, "I answer 4 a day. I answer again from 00:00 UTC."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			act(t, bottest.Options{Threads: true}, func(s *stage) {
				s.adjust = func(o *bot.Options) { o.Limits = tt.limits }
				s.start()
				count := func() (answers, notices int) {
					for _, text := range s.shown("C") {
						if strings.Contains(text, "“who?”") {
							answers++
						} else if strings.Contains(text, tt.words) {
							notices++
						} else {
							t.Errorf("shown was %q", text)
						}
					}
					return answers, notices
				}
				ask := func(n int) {
					for i := range n {
						s.service().Say(s.service().Channel("C"), fmt.Sprint("person ", i%tt.people), "who?")
						pass(250 * time.Millisecond)
					}
				}
				ask(12)
				if answers, notices := count(); answers != tt.answers || notices != tt.notices {
					t.Errorf("%d answers and %d notices, want %d and %d", answers, notices, tt.answers, tt.notices)
				}
				s.wantEnded()
				if pass(24 * time.Hour); tt.words != "" { // what was full is empty again
					ask(1)
					if answers, _ := count(); answers != tt.answers+1 {
						t.Errorf("a day later: %d answers", answers)
					}
				}
			})
		})
	}
}

// The day's count is on disk: a restart does not set it back, and a place's own settings go before the bot's.
func TestDailyCapOutlivesARestart(t *testing.T) {
	act(t, bottest.Options{}, func(s *stage) {
		c := s.service().Channel("C")
		if err := s.db.PutSettings(t.Context(), briefing.Settings{Place: c, Daily: 3}); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			s.start()
			s.service().Say(c, "ann", "who?")
			s.service().Say(c, "ann", "who?")
			pass(time.Minute)
			s.stop()
		}
		s.want("C", "“who?”", "“who?”", "“who?”", "That was question 4 of the day here, and I answer 3 a day.",
			"That was question 5 of the day here, and I answer 3 a day.")
	})
}

// A queue that is too long is said at once to who asks then, once a minute each, before all that waits.
func TestOverloadIsSaidAtOnce(t *testing.T) {
	act(t, bottest.Options{Threads: true}, func(s *stage) {
		s.adjust = func(o *bot.Options) { o.Limits = bot.Unlimited; o.Limits.Backlog = 20; o.Workers = 1 }
		hold := make(chan struct{})
		s.answer = func(q briefing.Question) (briefing.Answer, error) { <-hold; return fact(q.Text), nil }
		s.start()
		c := s.service().Channel("C")
		for n := range 30 {
			s.service().Say(c, fmt.Sprint("person ", n), "who?")
		}
		pass(2 * time.Second)
		for range 3 { // ann is told once, and bob too
			s.service().Say(c, "ann", "who?")
			s.service().Say(c, "bob", "who?")
			pass(2 * time.Second)
		}
		hold <- struct{}{} // the worker is free for a moment
		pass(time.Second)
		got := s.shown("C")
		if len(got) != 3 || !strings.Contains(got[0], "“who?”") || !strings.Contains(got[1]+got[2], "too many are waiting for me just now") {
			t.Fatalf("shown were %q", got)
		}
		close(hold)
		pass(time.Minute)
		if got := s.shown("C"); len(got) != 32 {
			t.Errorf("%d messages, want 30 answers and two notices", len(got))
		}
		s.wantEnded()
	})
}

// Events that are brought up to four times each, in any order and over restarts, are answered once each. NUTGRAF_EVENTS sets how
// many there are; the measure is 100,000.
func TestRedeliveredEventsAreAnsweredOnce(t *testing.T) {
	events := 5000
	if n := os.Getenv("NUTGRAF_EVENTS"); n != "" {
		if _, err := fmt.Sscan(n, &events); err != nil {
			t.Fatal(err)
		}
	}
	act(t, bottest.Options{}, func(s *stage) {
		random := rand.New(rand.NewPCG(1, 2))
		var all []bot.Message
		for n := range events {
			c := s.service().Channel(fmt.Sprint("C", n%50))
			c.Thread = ""
			m := said(c, n, fmt.Sprint("person ", n%500), fmt.Sprintf("who signed agreement %d?", n), time.Now())
			for range 1 + random.IntN(4) {
				all = append(all, m)
			}
		}
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		const runs = 5
		for run := range runs {
			s.start()
			for _, m := range all[len(all)*run/runs : len(all)*(run+1)/runs] {
				s.service().Bring(m)
			}
			synctest.Wait()
			pass(time.Duration(1+random.IntN(3000)) * time.Millisecond)
			s.stop()
		}
		s.start()
		pass(time.Minute)
		shown := s.service().Shown()
		if len(shown) != events || len(s.service().Twice()) > 0 {
			t.Errorf("%d of %d events were answered, twice %d", len(shown), events, len(s.service().Twice()))
		}
		t.Logf("%d deliveries of %d events", len(all), events)
		s.wantEnded()
	})
}

// A service that hangs on every send, and one that is dead, hold up nobody but themselves.
func TestSlowServiceSlowsNobodyElse(t *testing.T) {
	for _, kind := range []bottest.FaultKind{bottest.Dead, bottest.Slow} {
		synctest.Test(t, func(t *testing.T) {
			always := func(c bottest.Call) bottest.Fault { return bottest.Fault{Kind: kind, Wait: 9 * time.Second} }
			slow := bottest.New(bottest.Options{Name: "slow", Fault: always, Proves: true})
			quick := bottest.New(bottest.Options{Name: "quick"})
			s := newStage(t, quick, slow)
			s.start()
			defer s.stop()
			for n := range 100 {
				slow.Say(slow.Channel(fmt.Sprint("S", n)), "ann", "who?")
			}
			pass(time.Second)
			for n := range 100 {
				quick.Say(quick.Channel(fmt.Sprint("Q", n)), "ann", "who?")
			}
			pass(10 * time.Millisecond)
			if got := len(quick.Messages()); got != 100 {
				t.Errorf("beside a service that is %d: %d answers in 10 ms", kind, got)
			}
		})
	}
}

// A dead service is left alone for a while: its jobs wait where nothing of them is in doubt, and go out when it is back.
func TestDeadServiceIsLeftAloneUntilItIsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		fault := func(c bottest.Call) bottest.Fault {
			if c.Try > 0 && time.Since(began) < 30*time.Minute {
				return bottest.Fault{Kind: bottest.Dead}
			}
			return bottest.Fault{}
		}
		s := newStage(t, bottest.New(bottest.Options{Fault: fault, Proves: true, Threads: true}))
		s.start()
		defer s.stop()
		for n := range 100 {
			s.service().Say(s.service().Channel(fmt.Sprint("C", n%10)), "ann", "who?")
		}
		pass(30 * time.Minute)
		if got := s.service().Calls(); got > 120 {
			t.Errorf("a dead service was called %d times in half an hour", got)
		}
		pass(30 * time.Minute)
		if got := len(s.service().Shown()); got != 100 || len(s.service().Twice()) > 0 {
			t.Errorf("%d of 100 answers were shown", got)
		}
		s.wantEnded()
	})
}

// A clock that is set while jobs wait, are under way or are in doubt neither loses nor doubles an answer, nor keeps it for long.
func TestJobsThroughAClockThatIsSet(t *testing.T) {
	const year = 365 * 24 * time.Hour
	for _, jump := range []time.Duration{time.Hour, -time.Hour, 10 * year, -10 * year} {
		for _, kind := range []bottest.FaultKind{bottest.None, bottest.Slow, bottest.LostRequest, bottest.LostResponse, bottest.Late, bottest.Busy} {
			f := bottest.Fault{Kind: kind, Wait: 5 * time.Second}
			act(t, bottest.Options{Proves: true, Threads: true, Fault: bottest.Once(f, f, f)}, func(s *stage) {
				s.start()
				for n := range 5 {
					s.service().Say(s.service().Channel("C"), fmt.Sprint("person ", n), "who?")
				}
				pass(2 * time.Second)
				s.skew.Store(int64(jump))
				s.service().Say(s.service().Channel("C"), "late", "who?")
				pass(2 * time.Second)
				s.skew.Store(0)
				pass(2 * time.Second)
				s.skew.Store(int64(jump))
				pass(5 * time.Minute)
				if got := s.shown("C"); len(got) != 6 {
					t.Errorf("clock set by %v, fault %d: %d answers, want 6", jump, kind, len(got))
				}
				s.wantEnded()
			})
		}
	}
}
