package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// live runs a test on a bot in a bubble of its own time, and stops the bot at its end.
func live(t *testing.T, prepare, script func(h *house)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		if prepare != nil {
			prepare(h)
		}
		h.start()
		defer func() { h.stop() }() // also of a script that gave up
		script(h)
		h.stop()
		if h.end != nil {
			t.Errorf("Run: %v", h.end)
		}
	})
}

// pass lets the bubble's time pass and everything settle.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// wantSeen compares what people saw, post by post, with words they must contain.
func (h *house) wantSeen(words ...string) {
	h.t.Helper()
	got := h.chat.saw()
	if len(got) != len(words) {
		h.t.Fatalf("%d posts were seen, want %d: %q", len(got), len(words), got)
	}
	for i, w := range words {
		if !strings.Contains(got[i], w) {
			h.t.Errorf("post %d is %q, want %q in it", i, got[i], w)
		}
	}
}

func (h *house) wantNothingOwed() {
	h.t.Helper()
	if ids := h.unfinished(); len(ids) > 0 {
		h.t.Errorf("still owed: %s", ids)
	}
}

func TestQuestionIsAnsweredOnceInItsThread(t *testing.T) {
	live(t, nil, func(h *house) {
		h.say("1", "who resigned?")
		h.say("1", "who resigned?") // the service delivers it again
		synctest.Wait()
		h.wantSeen("“who resigned?” [1]")
		h.wantNothingOwed()
		if s := h.chat.shown[0]; s.Key != "test:1" || s.to != room {
			t.Errorf("posted under %s to %s", s.Key, s.to)
		}
		h.say("2", "and why?")
		synctest.Wait()
		last := h.asked[len(h.asked)-1]
		if len(last.Turns) != 1 || last.Turns[0].Question != "who resigned?" || last.Turns[0].Answer != "a7f3" ||
			!slices.Equal(last.Turns[0].Facts, []briefing.FactID{"r.0-1"}) {
			t.Errorf("the follow-up came with the turns %+v", last.Turns)
		}
		if last.Thread != room || last.Asked.IsZero() {
			t.Errorf("asked %+v", last)
		}
	})
}

func TestEveryMessageGetsAnAnswer(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "subscribe to TOPICS",
		"?!":                           "subscribe to TOPICS",
		"help":                         "subscribe to TOPICS",
		strings.Repeat("é", 4001):      "longer than 4,000 characters",
		strings.Repeat("long ", 1<<20): "longer than 4,000 characters",
		strings.Repeat("é", 4000):      "longer than one message holds",
		"who\xffsaid":                  "who\uFFFDsaid",
	} {
		live(t, nil, func(h *house) {
			h.say("1", text)
			synctest.Wait()
			h.wantSeen(want)
			h.wantNothingOwed()
		})
	}
}

func TestAnswerThatFailsIsTriedAgainThenApologised(t *testing.T) {
	tests := []struct {
		name   string
		answer func(try int, q briefing.Question) (briefing.Answer, error)
		want   string
		tries  int
	}{
		{"once", func(try int, q briefing.Question) (briefing.Answer, error) {
			if try == 1 {
				return briefing.Answer{}, errDown
			}
			return echo(q.Text), nil
		}, "“who?”", 2},
		{"always", func(int, briefing.Question) (briefing.Answer, error) { return briefing.Answer{}, errDown },
			"I could not look that up just now; the error is logged as test:1.", 3},
		{"by panic", func(int, briefing.Question) (briefing.Answer, error) { panic("index out of range") },
			"I could not look that up just now", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			live(t, func(h *house) { h.answer = tt.answer }, func(h *house) {
				h.say("1", "who?")
				pass(time.Hour)
				h.wantSeen(tt.want)
				h.wantNothingOwed()
				if len(h.asked) != tt.tries {
					t.Errorf("%d tries, want %d", len(h.asked), tt.tries)
				}
				if strings.Contains(strings.Join(h.chat.saw(), ""), errDown.Error()) {
					t.Error("the person is shown the inside of an error")
				}
			})
		})
	}
}

func TestPostThatIsNotTaken(t *testing.T) {
	refused := &RefusedError{Service: "test", Reason: "invalid_blocks"}
	tests := []struct {
		name  string
		fail  func(try int, p post.Post) (bool, error)
		seen  int
		sends int
		after time.Duration // of the last send, at least
	}{
		{"refused as it is, taken in plain words", func(_ int, p post.Post) (bool, error) {
			if p.IsBare() {
				return true, nil
			}
			return false, refused
		}, 1, 2, 0},
		{"refused for good", func(int, post.Post) (bool, error) { return false, refused }, 0, 4, 0},
		{"busy", func(try int, _ post.Post) (bool, error) {
			if try == 1 {
				return false, fmt.Errorf("post: %w", &BusyError{"test", 90 * time.Second})
			}
			return true, nil
		}, 1, 2, 90 * time.Second},
		{"shown, but the connection broke", func(try int, _ post.Post) (bool, error) {
			if try < 3 {
				return true, errors.New("connection reset")
			}
			return true, nil
		}, 1, 3, time.Second},
		{"panics", func(try int, _ post.Post) (bool, error) {
			if try == 1 {
				panic("nil map")
			}
			return true, nil
		}, 1, 2, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			live(t, func(h *house) { h.chat.fail = tt.fail }, func(h *house) {
				began := time.Now()
				h.say("1", "who?")
				pass(time.Hour)
				h.wantNothingOwed()
				if len(h.chat.saw()) != tt.seen || len(h.chat.sends) != tt.sends {
					t.Fatalf("seen %q after %d sends, want %d after %d", h.chat.saw(), len(h.chat.sends), tt.seen, tt.sends)
				}
				for _, s := range h.chat.sends {
					if s.Key != "test:1" {
						t.Errorf("sent under the key %q", s.Key)
					}
				}
				if took := h.chat.sends[tt.sends-1].at.Sub(began); took < tt.after {
					t.Errorf("sent again after %s, want %s", took, tt.after)
				}
				if want := min(tt.seen, 1); len(h.turns(room)) != want {
					t.Errorf("%d turns remembered, want %d", len(h.turns(room)), want)
				}
			})
		})
	}
}

func TestPostNobodyTakesIsGivenUp(t *testing.T) {
	live(t, func(h *house) {
		h.chat.fail = func(int, post.Post) (bool, error) {
			return false, &net.OpError{Op: "dial", Err: errors.New("connection refused")}
		}
	}, func(h *house) {
		h.say("1", "who?")
		pass(owedFor - 10*time.Minute)
		if len(h.unfinished()) != 1 {
			t.Error("given up too early")
		}
		pass(time.Hour)
		h.wantNothingOwed()
		if n := len(h.chat.sends); n < 20 || n > 200 {
			t.Errorf("sent %d times", n)
		}
	})
}

func TestResetForgetsTheThread(t *testing.T) {
	live(t, nil, func(h *house) {
		for i, text := range []string{"who resigned?", "reset", "and why?", "and when?"} {
			h.say(fmt.Sprint(i), text)
			pass(time.Second)
		}
		if n := len(h.asked[1].Turns); n != 0 {
			t.Errorf("after the reset came %d turns", n)
		}
		if n := len(h.asked[2].Turns); n != 1 {
			t.Errorf("then came %d turns", n)
		}
	})
}

func TestListenIsStartedAgainAndTakesNobodyDown(t *testing.T) {
	var bad *chat
	live(t, func(h *house) {
		bad = newChat("bad")
		bad.listen = func(ctx context.Context, try int) error {
			switch try {
			case 1:
				return errors.New("no route to host")
			case 2:
				panic("nil pointer")
			case 3:
				return nil
			}
			<-ctx.Done()
			return ctx.Err()
		}
		h.more = []Chat{bad}
	}, func(h *house) {
		h.say("1", "who?")
		synctest.Wait()
		h.wantSeen("who?")
		pass(time.Minute)
		if bad.listened != 4 {
			t.Errorf("listened %d times, want 4", bad.listened)
		}
	})
}

func TestRunEndsWhenEveryChatHasEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		h.chat.listen = func(context.Context, int) error { return fmt.Errorf("end of input: %w", ErrEnd) }
		other := newChat("other")
		hold := make(chan struct{})
		other.listen = func(context.Context, int) error { <-hold; return ErrEnd }
		h.more = []Chat{other}
		h.start()
		pass(time.Hour)
		if h.end != nil {
			t.Fatalf("ended with a chat still open: %v", h.end)
		}
		close(hold)
		synctest.Wait()
		if !errors.Is(h.end, ErrEnd) {
			t.Errorf("Run: %v", h.end)
		}
		h.stop()
	})
}

func TestRunFailsWithoutItsQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		h.broken = errDown
		h.start()
		pass(10 * time.Minute)
		if !errors.Is(h.end, errDown) {
			t.Errorf("Run: %v", h.end)
		}
		h.stop()
	})
	if err := New(Options{}).Run(t.Context()); err == nil {
		t.Error("a bot without parts runs")
	}
	h := newHouse(t)
	err := New(Options{Answerer: &brain{}, Compiler: &brain{}, Memory: h.DB, Zone: "Mars/Olympus"}).Run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "Mars/Olympus") {
		t.Errorf("a bot in an unknown zone: %v", err)
	}
	h.more = []Chat{newChat("test")}
	h.start()
	h.stop()
	if h.end == nil || !strings.Contains(h.end.Error(), "same service") {
		t.Errorf("two chats of a service: %v", h.end)
	}
}

func TestStoppedBotLeavesWorkToTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		slow := make(chan struct{})
		h.answer = func(try int, q briefing.Question) (briefing.Answer, error) {
			if try == 1 {
				<-slow
				return briefing.Answer{}, context.Canceled
			}
			return echo(q.Text), nil
		}
		h.start()
		h.say("1", "who?")
		synctest.Wait()
		go func() {
			time.Sleep(lingerTime)
			close(slow)
		}()
		h.stop()
		h.wantSeen()
		h.start()
		synctest.Wait()
		h.wantSeen("who?")
		h.stop()
	})
}

func TestStoppedBotFinishesWhatItIsSaying(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		h.chat.fail = func(int, post.Post) (bool, error) { time.Sleep(time.Second); return true, nil }
		h.start()
		h.say("1", "who?")
		synctest.Wait() // until it is being sent
		h.stop()
		h.wantSeen("who?")
		h.wantNothingOwed()
	})
}

func TestJobOfAChatThatDoesNotRunHereIsKept(t *testing.T) {
	live(t, func(h *house) {
		to := briefing.Channel{Service: "slack", Workspace: "T", ID: "C"}
		h.owe(briefing.Job{ID: "slack:1", Kind: briefing.JobAnswer, Channel: to, Text: "who?", Due: time.Now()})
	}, func(h *house) {
		pass(time.Hour)
		if len(h.unfinished()) != 1 || len(h.asked) != 0 {
			t.Errorf("owed %v after %d questions", h.unfinished(), len(h.asked))
		}
	})
}

func TestBackoff(t *testing.T) {
	for n := range 100 {
		full := longestWait
		if n < 10 { // 1 s, 2 s, 4 s … 256 s
			full = min(firstWait<<max(n-1, 0), longestWait)
		}
		if got := backoff(n); got <= full/2-1 || got > full {
			t.Errorf("after try %d: %s, want %s to %s", n, got, full/2, full)
		}
	}
}
