package discord

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot"
)

// listening is a Chat that listens to a fake.
type listening struct {
	*fake
	heard chan bot.Message
	ended chan error
	stop  context.CancelFunc
}

// listen starts Listen; take is called before a message counts as heard.
func listen(t *testing.T, f *fake, take func(context.Context, bot.Message) error) *listening {
	t.Helper()
	c := f.chat()
	ctx, stop := context.WithCancel(t.Context())
	l := &listening{f, make(chan bot.Message, 64), make(chan error, 1), stop}
	go func() {
		l.ended <- c.Listen(ctx, func(ctx context.Context, m bot.Message) error {
			if take != nil {
				if err := take(ctx, m); err != nil {
					return err
				}
			}
			l.heard <- m
			return nil
		})
	}()
	return l
}

// end stops listening and checks that Listen returns soon, with ctx's error.
func (l *listening) end() {
	l.t.Helper()
	l.stop()
	if err := within(l.t, l.ended); !errors.Is(err, context.Canceled) {
		l.t.Errorf("Listen = %v, want context.Canceled", err)
	}
}

// within is the next value of c; waiting for it longer than 10 s fails the test.
func within[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came within 10 s")
		panic("unreachable")
	}
}

// mention is the data of a message that asks the bot something in a server.
func mention(id, text string) string {
	return fmt.Sprintf(`{"id":%q,"channel_id":%q,"guild_id":%q,"type":0,"content":"<@%s> %s","author":{"id":%q,"username":"ada"},"mentions":[{"id":%q,"bot":true}]}`,
		id, channel, guild, self, text, asker, self)
}

func TestListenHearsMention(t *testing.T) {
	t.Parallel()
	l := listen(t, newFake(t), nil)
	w := within(t, l.wires)
	w.dispatch("TYPING_START", `{"a":null}`)
	w.dispatch("MESSAGE_CREATE", `{"id":"1","content":7}`)
	w.dispatch("MESSAGE_CREATE", mention("400000000000000001", "who resigned?"))
	m := within(t, l.heard)
	if m.ID != "discord:700000000000000001/600000000000000001/400000000000000001" || m.Text != "who resigned?" || m.From != asker ||
		m.Channel.String() != "discord:700000000000000001/600000000000000001/400000000000000001" ||
		!m.At.Equal(time.UnixMilli(400000000000000001>>22+1420070400000)) {
		t.Errorf("heard %+v", m)
	}
	l.end()
	if got := l.begun(); !slices.Equal(got, []string{"identify"}) {
		t.Errorf("sessions %v", got)
	}
}

// TestListenHearsTwice: a message Discord sends twice keeps its id, by which the queue knows it.
func TestListenHearsTwice(t *testing.T) {
	t.Parallel()
	l := listen(t, newFake(t), nil)
	w := within(t, l.wires)
	for range 2 {
		w.dispatch("MESSAGE_CREATE", mention("400000000000000001", "again?"))
	}
	if first, second := within(t, l.heard), within(t, l.heard); first != second {
		t.Errorf("heard %+v, then %+v", first, second)
	}
	l.end()
}

func TestListenComesBack(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		lose  func(*wire)
		begun string // how the next session begins
	}{
		{"dropped", func(w *wire) { w.drop() }, "resume"},
		{"closed for a while", func(w *wire) { w.close(4000) }, "resume"},
		{"asked to reconnect", func(w *wire) { w.send(`{"op":7,"d":null}`) }, "resume"},
		{"garbage, then dropped", func(w *wire) { w.send(`{"op":`); w.drop() }, "resume"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			l := listen(t, newFake(t), nil)
			w := within(t, l.wires)
			w.dispatch("MESSAGE_CREATE", mention("400000000000000001", "before"))
			within(t, l.heard)
			test.lose(w)
			w = within(t, l.wires)
			w.dispatch("MESSAGE_CREATE", mention("400000000000000002", "after"))
			if m := within(t, l.heard); m.Text != "after" {
				t.Errorf("heard %+v", m)
			}
			l.end()
			if got := l.begun(); !slices.Equal(got, []string{"identify", test.begun}) {
				t.Errorf("sessions %v", got)
			}
		})
	}
}

// TestListenGetsPastBadConnections: what the next connection does is bad, and then all is well again.
func TestListenGetsPastBadConnections(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		bad    func(*wire) bool
		resume bool // it is the connection that would resume
		begun  []string
	}{
		{"no greeting", (*wire).hang, false, []string{"identify"}},
		{"dropped before the greeting", func(w *wire) bool { return true }, false, []string{"identify"}},
		{"silence after the greeting", func(w *wire) bool { w.greet(); return w.hang() }, false,
			[]string{"identify", "identify"}},
		{"session is over", func(w *wire) bool { w.greet(); w.close(4009); return true }, true, []string{"identify", "resume", "identify"}},
		{"reconnect in reply to a resume", func(w *wire) bool { w.greet(); w.send(`{"op":7}`); return w.hang() }, true,
			[]string{"identify", "resume", "identify"}},
		{"session invalid in reply to a resume", func(w *wire) bool {
			w.greet()
			w.send(`{"op":9,"d":false}`)
			w.auth.Op = 0
			return w.conn.ReadJSON(&w.auth) != nil || !w.welcome() || w.ready()
		}, true, []string{"identify", "resume"}},
		{"not JSON", func(w *wire) bool { w.send("<html>"); return true }, false, []string{"identify"}},
		{"null", func(w *wire) bool { w.send("null"); return true }, false, []string{"identify"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			f.script = []func(*wire) bool{test.bad}
			if test.resume {
				f.script = []func(*wire) bool{nil, test.bad}
			}
			l := listenHasty(t, f)
			w := within(t, l.wires)
			if test.resume {
				w.drop()
				w = within(t, l.wires)
			}
			w.dispatch("MESSAGE_CREATE", mention("400000000000000002", "well again"))
			if m := within(t, l.heard); m.Text != "well again" {
				t.Errorf("heard %+v", m)
			}
			l.end()
			if got := l.begun(); !slices.Equal(got, test.begun) {
				t.Errorf("sessions %v, want %v", got, test.begun)
			}
		})
	}
}

// ready offers the connection to the test and serves it.
func (c *wire) ready() bool {
	c.f.wires <- c
	c.serve()
	return true
}

// listenHasty is listen with little patience for a connection that does not become ready.
func listenHasty(t *testing.T, f *fake) *listening {
	c := f.chat()
	c.pace.open, c.pace.stuck, c.pace.silence = 400*time.Millisecond, 1500*time.Millisecond, 5*time.Second
	ctx, stop := context.WithCancel(t.Context())
	l := &listening{f, make(chan bot.Message, 64), make(chan error, 1), stop}
	go func() {
		l.ended <- c.Listen(ctx, func(_ context.Context, m bot.Message) error { l.heard <- m; return nil })
	}()
	return l
}

func TestListenNoticesSilence(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.script = []func(*wire) bool{func(w *wire) bool { // no heartbeat is answered
		w.greet()
		w.welcome()
		return w.hang()
	}}
	c := f.chat()
	c.pace.silence = 200 * time.Millisecond
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.Listen(ctx, func(context.Context, bot.Message) error { return nil }) }()
	within(t, f.wires)
	stop()
	if err := within(t, ended); !errors.Is(err, context.Canceled) {
		t.Errorf("Listen = %v", err)
	}
	if got := f.begun(); !slices.Equal(got[:2], []string{"identify", "resume"}) {
		t.Errorf("sessions %v", got)
	}
}

func TestListenGivesUp(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		code int
		cure string
	}{
		{4004, "make a new one in the Developer Portal"},
		{4010, "4010"}, {4011, "remove it from some"}, {4012, "update nutgraf"}, {4013, "update nutgraf"},
		{4014, "Privileged Gateway Intents"},
	} {
		t.Run(fmt.Sprint(test.code), func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			f.script = []func(*wire) bool{func(w *wire) bool { w.greet(); w.close(test.code); return true }}
			l := listen(t, f, nil)
			err := within(t, l.ended)
			if !errors.Is(err, bot.ErrEnd) || !strings.Contains(err.Error(), test.cure) || strings.Contains(err.Error(), token) {
				t.Errorf("Listen = %v, want the cure %q", err, test.cure)
			}
			if got := l.begun(); !slices.Equal(got, []string{"identify"}) {
				t.Errorf("sessions %v, want one", got)
			}
		})
	}
}

// TestListenGivesUpOnTokenOfOld: the token was good once and is reset while the bot listens.
func TestListenGivesUpOnTokenOfOld(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.script = []func(*wire) bool{nil, func(w *wire) bool { w.greet(); w.close(4004); return true }}
	l := listen(t, f, nil)
	within(t, l.wires).close(4004)
	if err := within(t, l.ended); err == nil || !strings.Contains(err.Error(), "4004") {
		t.Errorf("Listen = %v", err)
	}
}

func TestListenWithWrongToken(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	c, err := New(Options{Token: "some.other.token", APIURL: f.server.URL})
	if err != nil {
		t.Fatal(err)
	}
	err = c.Listen(t.Context(), func(context.Context, bot.Message) error { return nil })
	if !errors.Is(err, bot.ErrEnd) || !strings.Contains(err.Error(), "Reset Token") || strings.Contains(err.Error(), "some.other") {
		t.Errorf("Listen = %v", err)
	}
	if got := f.begun(); len(got) != 0 {
		t.Errorf("sessions %v, want none", got)
	}
}

// TestListenSparesSessionStarts: with hardly any start of the day left, it waits for the next day.
func TestListenSparesSessionStarts(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.starts, f.resetMS = 0, 3_600_000
	l := listen(t, f, nil)
	for !strings.Contains(f.logs.String(), "used up") {
		select {
		case err := <-l.ended:
			t.Fatalf("Listen = %v", err)
		case <-l.wires:
			t.Fatal("a session was started")
		case <-time.After(time.Millisecond):
		}
	}
	l.end()
	if got := l.begun(); len(got) != 0 {
		t.Errorf("sessions %v, want none", got)
	}
}

func TestListenTriesToTakeDown(t *testing.T) {
	t.Parallel()
	tries := 0
	l := listen(t, newFake(t), func(context.Context, bot.Message) error {
		if tries++; tries < 3 {
			return errors.New("disk busy")
		}
		return nil
	})
	within(t, l.wires).dispatch("MESSAGE_CREATE", mention("400000000000000001", "who?"))
	within(t, l.heard)
	l.end()
	if got := l.posts(); len(got) != 0 {
		t.Errorf("posts %+v, want none", got)
	}
}

// TestListenNeverSilent: a message that cannot be written down is answered, once, though Discord sends it twice.
func TestListenNeverSilent(t *testing.T) {
	t.Parallel()
	lost := make(chan int, 64)
	l := listen(t, newFake(t), func(_ context.Context, m bot.Message) error {
		if m.Text != "lost" {
			return nil
		}
		lost <- 1
		return errors.New("disk full")
	})
	w := within(t, l.wires)
	w.dispatch("MESSAGE_CREATE", mention("400000000000000001", "lost"))
	w.dispatch("MESSAGE_CREATE", mention("400000000000000001", "lost"))
	w.dispatch("MESSAGE_CREATE", mention("400000000000000002", "kept"))
	within(t, l.heard)
	l.end()
	got := l.posts()
	if len(got) != 1 || got[0].Content != withMark(askAgain, got[0].Nonce) || got[0].Reference != "400000000000000001" || got[0].Channel != channel {
		t.Errorf("posts %+v", got)
	}
	if len(lost) != 2*4 {
		t.Errorf("%d tries, want 4 for each", len(lost))
	}
}

// TestListenFinishesWhatItHas: at the end, the message in hand is still written down.
func TestListenFinishesWhatItHas(t *testing.T) {
	t.Parallel()
	inside := make(chan bool)
	l := listen(t, newFake(t), func(ctx context.Context, _ bot.Message) error {
		inside <- true
		<-inside
		return ctx.Err()
	})
	within(t, l.wires).dispatch("MESSAGE_CREATE", mention("400000000000000001", "last one"))
	<-inside
	l.stop()
	inside <- true
	if m := within(t, l.heard); m.Text != "last one" {
		t.Errorf("heard %+v", m)
	}
	if err := within(t, l.ended); !errors.Is(err, context.Canceled) {
		t.Errorf("Listen = %v", err)
	}
}
