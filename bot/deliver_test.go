package bot_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// Whatever happens to one send, the answer is shown once, or set aside where nobody can say.
func TestSendThatGoesWrong(t *testing.T) {
	times := func(n int, f bottest.Fault) []bottest.Fault {
		out := make([]bottest.Fault, n)
		for i := range out {
			out[i] = f
		}
		return out
	}
	plain, proves := bottest.Options{}, bottest.Options{Proves: true}
	repeats := bottest.Options{RepeatSafe: 90 * time.Second, Proves: true}
	tests := []struct {
		name   string
		o      bottest.Options
		faults []bottest.Fault
		want   []string // what is shown
		parked []string
		after  time.Duration // of the last send, at least
		calls  int
	}{
		{"nothing", plain, nil, []string{"“who?”"}, nil, 0, 1},
		{"refused as laid out", plain, times(1, bottest.Fault{Kind: bottest.Refused, Reason: "invalid_blocks"}), []string{"“who?”"}, nil, 0, 2},
		{"refused in all forms but the last", plain, times(3, bottest.Fault{Kind: bottest.Refused, Reason: "no"}),
			[]string{"I cannot show this here"}, nil, 0, 4},
		{"refused for good", plain, times(9, bottest.Fault{Kind: bottest.Refused, Reason: "no"}), nil, nil, 0, 4},
		{"channel gone", plain, times(1, bottest.Fault{Kind: bottest.Gone, Reason: "is_archived"}), nil, nil, 0, 1},
		{"busy", plain, times(2, bottest.Fault{Kind: bottest.Busy, Wait: 90 * time.Second}), []string{"“who?”"}, nil, 3 * time.Minute, 3},
		{"busy more often than a part is sent", plain, times(9, bottest.Fault{Kind: bottest.Busy, Wait: time.Second}), []string{"“who?”"}, nil, 9 * time.Second, 10},
		{"request lost, provable", proves, times(1, bottest.Fault{Kind: bottest.LostRequest}), []string{"“who?”"}, nil, 2 * time.Minute, 2},
		{"response lost, provable", proves, times(1, bottest.Fault{Kind: bottest.LostResponse}), []string{"“who?”"}, nil, 0, 1},
		{"failed after showing, provable", proves, times(1, bottest.Fault{Kind: bottest.FailedShown}), []string{"“who?”"}, nil, 0, 1},
		{"shown late, provable", proves, times(1, bottest.Fault{Kind: bottest.Late, Wait: 100 * time.Second}), []string{"“who?”"}, nil, 0, 1},
		{"dead, provable", proves, times(1, bottest.Fault{Kind: bottest.Dead}), []string{"“who?”"}, nil, 2 * time.Minute, 2},
		{"slow", proves, times(1, bottest.Fault{Kind: bottest.Slow, Wait: 9 * time.Second}), []string{"“who?”"}, nil, 0, 1},
		{"lost too often", proves, times(9, bottest.Fault{Kind: bottest.LostRequest}), nil, []string{"sent 5 times, and never seen"}, 8 * time.Minute, 5},
		{"response lost, repeatable", repeats, times(1, bottest.Fault{Kind: bottest.LostResponse}), []string{"“who?”"}, nil, 0, 2},
		{"request lost, repeatable", repeats, times(2, bottest.Fault{Kind: bottest.LostRequest}), []string{"“who?”"}, nil, 1500 * time.Millisecond, 3},
		{"shown unheard, then busy for longer than a repetition is safe", repeats,
			[]bottest.Fault{{Kind: bottest.LostResponse}, {Kind: bottest.Busy, Wait: 3 * time.Minute}}, []string{"“who?”"}, nil, 0, 2},
		{"not shown unheard, then busy for longer than a repetition is safe", repeats,
			[]bottest.Fault{{Kind: bottest.LostRequest}, {Kind: bottest.Busy, Wait: 3 * time.Minute}}, []string{"“who?”"}, nil, 3 * time.Minute, 3},
		{"shown unheard, then refused", repeats,
			[]bottest.Fault{{Kind: bottest.LostResponse}, {Kind: bottest.Refused, Reason: "no"}}, []string{"“who?”"}, nil, 0, 3},
		{"shown unheard, then refused in all forms", repeats,
			append(times(1, bottest.Fault{Kind: bottest.LostResponse}), times(8, bottest.Fault{Kind: bottest.Refused, Reason: "no"})...),
			[]string{"“who?”"}, nil, 0, 4},
		{"response lost, nobody can say", plain, times(1, bottest.Fault{Kind: bottest.LostResponse}), []string{"“who?”"},
			[]string{"test:C/1: part 1 was given to test, and nobody can say whether it is shown"}, 0, 1},
		{"request lost, nobody can say", plain, times(1, bottest.Fault{Kind: bottest.LostRequest}), nil, []string{"nobody can say"}, 0, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.o.Fault, tt.o.Threads = bottest.Once(tt.faults...), true
			act(t, tt.o, func(s *stage) {
				s.start()
				began := time.Now()
				m := s.service().Say(s.service().Channel("C"), "ann", "who?")
				pass(time.Hour)
				s.want("C", tt.want...)
				s.wantEnded(tt.parked...)
				if got := s.service().Calls(); got != tt.calls {
					t.Errorf("%d sends, want %d", got, tt.calls)
				}
				for _, shown := range s.service().Messages() {
					if took := shown.At.Sub(began); took < tt.after {
						t.Errorf("shown after %v, want %v", took, tt.after)
					}
				}
				remembered := len(tt.want) > 0 && len(tt.parked) == 0
				if got := len(s.turns(m.Channel)); (got == 1) != remembered {
					t.Errorf("%d turns remembered", got)
				}
				if strings.Contains(s.logged(), "who?") {
					t.Errorf("the question is in the log:\n%s", s.logged())
				}
				if len(tt.want) == 0 && !strings.Contains(s.logged(), "level=ERROR") {
					t.Error("silence without a line in the log")
				}
			})
		})
	}
}

// An answer that a service refused in every form is kept, and said when it is asked for.
func TestLastAfterRefusal(t *testing.T) {
	refused := bottest.Fault{Kind: bottest.Refused, Reason: "no"}
	act(t, bottest.Options{Threads: true, Fault: bottest.Once(refused, refused, refused)}, func(s *stage) {
		s.start()
		m := s.service().Say(s.service().Channel("C"), "ann", "who?")
		pass(time.Minute)
		s.want("C", "I cannot show this here")
		if turns, err := s.db.Turns(t.Context(), m.Channel); err != nil || len(turns) != 1 || len(turns[0].Facts) != 0 {
			t.Errorf("turns %+v, %v: nothing was told yet", turns, err)
		}
		s.service().Say(m.Channel, "ann", "last")
		pass(time.Minute)
		s.want("C", "I cannot show this here", "“who?”")
	})
}

// A blind history proves nothing: what was not seen in it is not sent again.
func TestHistoryThatShowsNothingProvesNothing(t *testing.T) {
	fault := func(c bottest.Call) bottest.Fault {
		if c.Try == 0 {
			return bottest.Fault{Kind: bottest.Blind}
		}
		return bottest.Fault{Kind: bottest.LostResponse}
	}
	act(t, bottest.Options{Proves: true, Fault: fault}, func(s *stage) {
		s.start()
		s.service().Say(s.service().Channel("C"), "ann", "who?")
		pass(time.Hour)
		s.want("C", "“who?”")
		s.wantEnded("nobody can say")
	})
}

// unreachable is a chat to which there is no connection for a while.
type unreachable struct {
	*bottest.Chat
	until time.Time
}

func (c unreachable) Send(ctx context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error) {
	if time.Now().Before(c.until) {
		return bot.Receipt{}, fmt.Errorf("post: %w", &net.OpError{Op: "dial", Err: errors.New("connection refused")})
	}
	return c.Chat.Send(ctx, to, p)
}

// No connection is no doubt: however long it is out, within the time an answer is of use, it is sent when the connection is back.
func TestNoConnectionLeavesNoDoubt(t *testing.T) {
	act(t, bottest.Options{}, func(s *stage) {
		s.adjust = func(o *bot.Options) {
			o.Chats[0] = unreachable{o.Chats[0].(*bottest.Chat), time.Now().Add(3 * time.Hour)}
		}
		s.start()
		s.service().Say(s.service().Channel("C"), "ann", "who?")
		pass(2 * time.Hour)
		s.want("C")
		pass(90 * time.Minute)
		s.want("C", "“who?”")
		s.wantEnded()
	})
	act(t, bottest.Options{}, func(s *stage) {
		s.adjust = func(o *bot.Options) {
			o.Chats[0] = unreachable{o.Chats[0].(*bottest.Chat), time.Now().Add(24 * time.Hour)}
		}
		s.start()
		s.service().Say(s.service().Channel("C"), "ann", "who?")
		pass(25 * time.Hour)
		s.want("C")
		s.wantEnded()
		if !strings.Contains(s.logged(), "job given up") {
			t.Errorf("no line says that it was given up:\n%s", s.logged())
		}
	})
}

// What a killed run has armed and not heard of is found by the next, and not sent again.
func TestKilledRunIsRecovered(t *testing.T) {
	for _, shown := range []bool{true, false} {
		for _, o := range []bottest.Options{{Proves: true}, {RepeatSafe: 90 * time.Second}, {RepeatSafe: 90 * time.Second, Proves: true}} {
			kind := bottest.LostRequest
			if shown {
				kind = bottest.LostResponse
			}
			o.Fault = bottest.Once(bottest.Fault{Kind: kind})
			act(t, o, func(s *stage) {
				s.start()
				s.service().Say(s.service().Channel("C"), "ann", "who?")
				pass(100 * time.Millisecond)
				s.stop()
				s.start()
				pass(5 * time.Minute)
				s.want("C", "“who?”")
				s.wantEnded()
			})
		}
	}
}

// A clock that was set back while no bot ran does not make a repetition safe that the service has long forgotten.
func TestClockSetBackMakesNoRepetitionSafe(t *testing.T) {
	o := bottest.Options{RepeatSafe: 10 * time.Minute, Proves: true, Fault: bottest.Once(bottest.Fault{Kind: bottest.LostResponse})}
	act(t, o, func(s *stage) {
		s.start()
		s.service().Say(s.service().Channel("C"), "ann", "who?")
		pass(100 * time.Millisecond)
		s.stop()
		pass(20 * time.Minute)
		s.skew.Store(int64(-time.Hour))
		s.start()
		pass(2 * time.Hour)
		s.want("C", "“who?”")
		s.wantEnded()
	})
}

func TestDigestIsAPostWithRepliesUnderIt(t *testing.T) {
	for _, threads := range []bool{true, false} {
		act(t, bottest.Options{Threads: threads, Size: 600, Proves: true}, func(s *stage) {
			s.stories = 6
			s.subscribe(s.service().Channel("C"), nil)
			s.start()
			pass(9 * time.Hour)
			messages := s.service().Messages()
			if len(messages) < 3 {
				t.Fatalf("%d messages", len(messages))
			}
			for i, m := range messages {
				want := ""
				if i > 0 && threads {
					want = messages[0].ID
				}
				if m.Channel.Thread != want || len([]rune(m.Text)) > 600 {
					t.Errorf("message %d of %d characters stands under %q, want %q", i, len([]rune(m.Text)), m.Channel.Thread, want)
				}
			}
			s.wantEnded()
			if got := s.subscription().Since; !got.Equal(time.Date(2000, 1, 1, 8, 0, 0, 0, time.UTC)) {
				t.Errorf("the next digest begins at %v", got)
			}
			under := messages[0].Channel
			if threads {
				under.Thread = messages[0].ID
			}
			if got := s.turns(under); len(got) != 1 {
				t.Errorf("under the digest are the turns %q", got)
			}
		})
	}
}

// A digest whose parts meet faults is completed where it stopped, by this run or the next, in its order.
func TestDigestOfManyPartsIsCompleted(t *testing.T) {
	for lost := 1; lost <= 3; lost++ {
		for _, kind := range []bottest.FaultKind{bottest.LostRequest, bottest.LostResponse, bottest.Busy, bottest.Refused} {
			faults := make([]bottest.Fault, lost)
			faults[lost-1] = bottest.Fault{Kind: kind, Wait: time.Minute, Reason: "invalid_blocks"}
			act(t, bottest.Options{Threads: true, Size: 600, Proves: true, Fault: bottest.Once(faults...)}, func(s *stage) {
				s.stories = 6
				s.service().Chatter(s.service().Channel("C"), "bob", "good morning")
				s.subscribe(s.service().Channel("C"), nil)
				s.start()
				pass(8*time.Hour + 30*time.Second)
				s.stop()
				s.start()
				pass(10 * time.Minute)
				s.wantEnded()
				var keys []string
				for _, m := range s.service().Messages() {
					keys = append(keys, m.Key)
				}
				for i, key := range keys {
					want := keys[0]
					if i > 0 {
						want += fmt.Sprint("#", i+1)
					}
					if key != want {
						t.Errorf("part %d lost by %d: shown were %q", lost, kind, keys)
						break
					}
				}
				if len(s.service().Twice()) > 0 || len(keys) < 3 {
					t.Errorf("part %d lost by %d: shown were %q", lost, kind, keys)
				}
			})
		}
	}
}

func TestDigestNobodyCanProveIsWhatItsSubscriptionPrefers(t *testing.T) {
	for again, want := range map[briefing.Again]int{"": 0, briefing.AgainMissing: 0, briefing.AgainDuplicate: 1} {
		act(t, bottest.Options{Fault: bottest.Once(bottest.Fault{Kind: bottest.LostRequest})}, func(s *stage) {
			s.subscribe(s.service().Channel("C"), func(sub *briefing.Subscription) { sub.Again = again })
			s.start()
			pass(9 * time.Hour)
			if got := len(s.shown("C")); got != want {
				t.Errorf("%q: shown %d times, want %d", again, got, want)
			}
			if want == 0 {
				s.wantEnded("nobody can say")
			} else {
				s.wantEnded()
			}
		})
	}
}

// A channel that takes nothing any more stops its subscription, and the person who made it is told once, alone.
func TestOwnerIsToldOnceThatTheirChannelIsGone(t *testing.T) {
	act(t, bottest.Options{}, func(s *stage) {
		s.subscribe(s.service().Channel("C"), nil)
		s.service().Close("C", "is_archived")
		s.start()
		pass(3 * 24 * time.Hour)
		s.want("C")
		s.want("direct-ann", "Your subscription morning is stopped: I may no longer post in its channel (is_archived). "+
			"Once I may again, subscribe there once more under the same name.")
		s.wantEnded()
		if got := s.subscription(); got.Disabled != "is_archived" || got.Since.Hour() != 0 {
			t.Errorf("the subscription is %+v", got)
		}
	})
}

// A job that cannot be done is told once, and then stands aside with its reason; an operator may have it tried again.
func TestPoisonJobIsToldAndSetAside(t *testing.T) {
	act(t, bottest.Options{}, func(s *stage) {
		s.answer = func(q briefing.Question) (briefing.Answer, error) {
			if q.Text == "poison" {
				panic("index out of range")
			}
			return fact(q.Text), nil
		}
		s.start()
		c := s.service().Channel("C")
		s.service().Say(c, "ann", "poison")
		s.service().Say(c, "ann", "who?")
		pass(time.Hour)
		s.want("C", "I could not look that up just now; the error is logged as test:C/1.", "“who?”")
		s.wantEnded("test:C/1: panic: index out of range")
		if n := strings.Count(s.logged(), "msg=panic"); n != 3 {
			t.Errorf("tried %d times", n)
		}
	})
}

// A subscription that is changed, paused or stopped while its digest is being sent changes nothing about that digest, and is
// afterwards what it was changed to.
func TestSubscriptionEditedWhileItsDigestIsSent(t *testing.T) {
	edits := map[string]func(s *stage){
		"stopped": func(s *stage) {
			if err := s.db.DeleteSubscription(s.t.Context(), "s1"); err != nil {
				s.t.Error(err)
			}
		},
		"moved to another channel": func(s *stage) {
			s.subscribe(s.service().Channel("D"), nil)
		},
		"of another name and time": func(s *stage) {
			s.subscribe(s.service().Channel("C"), func(sub *briefing.Subscription) {
				sub.Name, sub.Schedule.Times = "evening", []briefing.ClockTime{1200}
			})
		},
	}
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) {
			slow := bottest.Fault{Kind: bottest.Slow, Wait: 9 * time.Second}
			act(t, bottest.Options{Threads: true, Size: 600, Proves: true, Fault: bottest.Once(slow, slow, slow)}, func(s *stage) {
				s.stories = 4
				s.subscribe(s.service().Channel("C"), nil)
				s.start()
				pass(8*time.Hour + 15*time.Second)
				edit(s)
				pass(10 * time.Minute)
				for _, m := range s.service().Messages() {
					if m.Channel.ID != "C" || strings.Contains(m.Text, "evening") {
						t.Errorf("shown in %s: %q", m.Channel, m.Text)
					}
				}
				if got := s.shown("C"); len(got) < 3 {
					t.Errorf("%d messages", len(got))
				}
				s.wantEnded()
				all, err := s.db.Subscriptions(t.Context())
				switch {
				case err != nil:
					t.Fatal(err)
				case name == "stopped" && len(all) > 0:
					t.Errorf("it is back: %+v", all)
				case name == "of another name and time" && (all[0].Name != "evening" || all[0].Since.Hour() != 8):
					t.Errorf("it is %+v", all[0])
				}
			})
		})
	}
}
