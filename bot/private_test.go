package bot_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// everything is a service that can do all that a chat can.
var everything = bottest.Options{Threads: true, Proves: true, Roles: true, RepeatSafe: time.Minute}

// answerWith has answers carry ids of their own, as real ones do.
func (s *stage) answerWith() {
	s.answer = func(q briefing.Question) (briefing.Answer, error) {
		a := fact(q.Text)
		a.ID = briefing.AnswerID(briefing.DerivedID(q.Text)[:8])
		return a, nil
	}
}

// latest is the message of the bot that was shown last.
func (s *stage) latest() bottest.Message {
	s.t.Helper()
	all := s.service().Messages()
	if len(all) == 0 {
		s.t.Fatal("nothing was shown")
	}
	return all[len(all)-1]
}

func actionIDs(m bottest.Message) []string {
	var ids []string
	for _, a := range m.Actions {
		ids = append(ids, a.ID)
	}
	return ids
}

func TestPrivateAnswerIsSharedOnce(t *testing.T) {
	act(t, everything, func(s *stage) {
		s.answerWith()
		c := s.service().Channel("C")
		s.start()
		s.service().Whisper(c, "ann", "who resigned?")
		synctest.Wait()
		private := s.latest()
		if private.Channel != c.Private("ann") || !slices.Contains(actionIDs(private), post.ActionShare) {
			t.Fatalf("answered in %s with %q", private.Channel, actionIDs(private))
		}
		if turns := s.turns(c); len(turns) > 0 {
			t.Errorf("the channel knows of it: %q", turns)
		}
		s.service().Press(private, "ann", post.ActionShare)
		s.service().Press(private, "ann", post.ActionShare)
		synctest.Wait()
		pass(time.Second)
		var public []bottest.Message
		for _, m := range s.service().Messages() {
			if m.Channel.Only() == "" {
				public = append(public, m)
			}
		}
		if len(public) != 1 || !strings.Contains(public[0].Text, "who resigned?") || !strings.Contains(public[0].Text, "Shared by Name of ann.") {
			t.Fatalf("everybody saw %+v", public)
		}
		if slices.Contains(actionIDs(public[0]), post.ActionShare) || !slices.Contains(actionIDs(public[0]), post.ActionDelete) {
			t.Errorf("everybody may %q", actionIDs(public[0]))
		}
		thread := c
		thread.Thread = public[0].ID
		if turns := s.turns(thread); len(turns) != 1 {
			t.Errorf("under it can be asked back: %q", turns)
		}
		// A second press says so, and somebody else's does nothing.
		m := s.service().Press(private, "ann", post.ActionShare)
		m.ID += "/later"
		s.service().Bring(m)
		pass(time.Second)
		if got := s.latest(); got.Channel.Only() != "ann" || !strings.Contains(got.Text, "Shared already") {
			t.Errorf("shared again: %+v", got)
		}
		m.ID, m.From = m.ID+"/bob", "bob"
		m.Reply = ""
		s.service().Bring(m)
		pass(time.Second)
		if got := s.latest().Text; !strings.Contains(got, "only the person who was given") {
			t.Errorf("shared by somebody else: %s", got)
		}
		s.wantEnded()
	})
}

// A channel that does not take what is shared tells whoever shared it.
func TestWhatCannotBeShared(t *testing.T) {
	o := everything
	o.Fault = func(c bottest.Call) bottest.Fault {
		if c.Try > 0 && c.To.Thread == "" {
			return bottest.Fault{Kind: bottest.Gone, Reason: "not_in_channel"}
		}
		return bottest.Fault{}
	}
	act(t, o, func(s *stage) {
		s.answerWith()
		c := s.service().Channel("C")
		s.start()
		s.service().Whisper(c, "ann", "who resigned?")
		synctest.Wait()
		s.service().Press(s.latest(), "ann", post.ActionShare)
		pass(time.Minute)
		if got := s.latest(); got.Channel.Only() != "ann" || !strings.Contains(got.Text, "not shared: the channel does not take my message (not_in_channel)") {
			t.Errorf("told %+v", got)
		}
		s.wantEnded()
	})
}

func TestAnswerIsTakenBack(t *testing.T) {
	act(t, everything, func(s *stage) {
		s.answerWith()
		c := s.service().Channel("C")
		s.service().SetRole("C", "eva", briefing.RoleAdminister)
		s.start()
		for i, who := range []string{"ann", "eva"} { // who asked, and who administers
			asked := s.service().Say(c, "ann", "who resigned?"+strings.Repeat("?", i))
			synctest.Wait()
			answer := s.latest()
			s.service().Press(answer, "bob", post.ActionDelete)
			synctest.Wait()
			if got := s.latest(); got.Channel.Only() != "bob" || !strings.Contains(got.Text, "only who asked for an answer") {
				t.Errorf("bob was told %+v", got)
			}
			s.service().Press(answer, who, post.ActionDelete)
			synctest.Wait()
			if got := s.latest(); got.Channel.Only() != who || !strings.Contains(got.Text, "Taken back") {
				t.Errorf("%s was told %+v", who, got)
			}
			if slices.ContainsFunc(s.service().Messages(), func(m bottest.Message) bool { return m.ID == answer.ID }) {
				t.Error("the answer is still shown")
			}
			if turns := s.turns(asked.Channel); len(turns) > 0 {
				t.Errorf("the thread knows it: %q", turns)
			}
			again := s.service().Press(answer, who, post.ActionDelete)
			again.ID += "/again"
			s.service().Bring(again)
			synctest.Wait()
			if got := s.latest().Text; !strings.Contains(got, "gone from here already") {
				t.Errorf("taken back again: %s", got)
			}
		}
		s.wantEnded()
	})
}

// What one person alone sees is taken back over the way that the button in it opened.
func TestPrivateAnswerIsTakenBack(t *testing.T) {
	act(t, everything, func(s *stage) {
		s.answerWith()
		c := s.service().Channel("C")
		s.start()
		s.service().Whisper(c, "ann", "who resigned?")
		synctest.Wait()
		answer := s.latest()
		s.service().Press(answer, "ann", post.ActionDelete)
		synctest.Wait()
		s.want("C", "Taken back")
		if turns := s.turns(c.Private("ann")); len(turns) > 0 {
			t.Errorf("the conversation knows it: %q", turns)
		}
		s.service().Whisper(c, "ann", "delete")
		synctest.Wait()
		s.want("C", "Taken back", "no answer of mine in this thread")
	})
}

func TestLatestAnswerIsSaidAgain(t *testing.T) {
	act(t, everything, func(s *stage) {
		s.answerWith()
		c := s.service().Channel("C")
		s.start()
		s.service().Whisper(c, "ann", "last")
		synctest.Wait()
		s.want("C", "no answer here")
		s.service().Say(c, "ann", "who resigned?")
		pass(time.Minute)
		thread := s.service().Say(c, "bob", "who won?").Channel
		pass(time.Minute)
		s.service().Whisper(c, "ann", "last")
		synctest.Wait()
		if got := s.latest(); got.Channel.Only() != "ann" || !strings.Contains(got.Text, "who resigned?") || !strings.Contains(got.Text, "Said again") {
			t.Errorf("ann was told %+v", got)
		}
		s.service().Whisper(c, "bob", "what is secret?")
		pass(time.Minute)
		in := thread
		in.Thread = "" // bob asks in the open: what he alone was told stays his
		s.service().Say(in, "bob", "last")
		synctest.Wait()
		if got := s.latest(); got.Channel.Only() != "" || !strings.Contains(got.Text, "who won?") {
			t.Errorf("bob was told in the open %+v", got)
		}
		s.service().Whisper(c, "bob", "last")
		synctest.Wait()
		if got := s.latest().Text; !strings.Contains(got, "what is secret?") {
			t.Errorf("bob alone was told %s", got)
		}
	})
}

// A thread stays muted however much is asked in it by name, and its marker turns are no questions.
func TestThreadIsMuted(t *testing.T) {
	act(t, everything, func(s *stage) {
		s.answerWith()
		var turns int
		answer := s.answer
		s.answer = func(q briefing.Question) (briefing.Answer, error) {
			turns = len(q.Turns)
			return answer(q)
		}
		var desk bot.Desk
		s.adjust = func(o *bot.Options) { o.Chats = []bot.Chat{hosted{s.service().Chat(), &desk}} }
		c := s.service().Channel("C")
		s.start()
		thread := s.service().Say(c, "ann", "who resigned?").Channel
		synctest.Wait()
		engaged := func(want bool) {
			t.Helper()
			if got, err := desk.Engaged(context.Background(), thread); got != want || err != nil {
				t.Errorf("engaged %t, %v, want %t", got, err, want)
			}
		}
		engaged(true)
		s.service().Say(thread, "ann", "be quiet")
		synctest.Wait()
		engaged(false)
		s.service().Say(thread, "ann", "and why?")
		synctest.Wait()
		if engaged(false); turns != 1 {
			t.Errorf("%d turns came with the question, want that of the first", turns)
		}
		for range 25 { // more than are remembered
			s.service().Say(thread, "ann", "and why?")
			pass(time.Minute)
		}
		engaged(false)
		s.service().Say(thread, "ann", "reset")
		synctest.Wait()
		engaged(false)
		s.service().Say(thread, "ann", "listen")
		synctest.Wait()
		engaged(true)
	})
}

// hosted is a chat that is handed the desk.
type hosted struct {
	*bottest.Chat
	desk *bot.Desk
}

func (h hosted) Host(d bot.Desk) { *h.desk = d }

func TestAttendIsAskedOnlyForWhatTakesLong(t *testing.T) {
	act(t, everything, func(s *stage) {
		takes := time.Duration(0)
		s.answer = func(q briefing.Question) (briefing.Answer, error) {
			time.Sleep(takes)
			return fact(q.Text), nil
		}
		c := s.service().Channel("C")
		s.start()
		for _, tt := range []struct {
			takes time.Duration
			want  int
		}{{0, 0}, {299 * time.Millisecond, 0}, {301 * time.Millisecond, 1}, {30 * time.Second, 2}} {
			takes = tt.takes
			s.service().Say(c, "ann", "who resigned?")
			pass(time.Minute)
			if got := len(s.service().Attended()); got != tt.want {
				t.Errorf("after an answer of %s: %d times, want %d", tt.takes, got, tt.want)
			}
		}
		s.wantEnded()
	})
}

// A chat that panics, or does not come back, while it shows the work delays no answer.
func TestAttendDelaysNothing(t *testing.T) {
	act(t, everything, func(s *stage) {
		s.answer = func(q briefing.Question) (briefing.Answer, error) {
			time.Sleep(time.Second)
			return fact(q.Text), nil
		}
		s.adjust = func(o *bot.Options) { o.Chats = []bot.Chat{&stubborn{Chat: s.service().Chat()}} }
		c := s.service().Channel("C")
		s.start()
		s.service().Say(c, "ann", "panic")
		pass(10 * time.Millisecond)
		s.service().Say(c, "ann", "hang")
		pass(1100 * time.Millisecond)
		s.want("C", "panic", "hang")
		pass(time.Minute)
		s.wantEnded()
	})
}

// stubborn is a chat whose Attend panics the first time and waits for its end the second.
type stubborn struct {
	*bottest.Chat
}

func (c *stubborn) Attend(ctx context.Context, in briefing.Channel, reply string) {
	if in.Thread == "1" {
		panic("no status")
	}
	<-ctx.Done()
}

// A private message that may be shown is repeated over its way back, where it takes the place of the first; without one nobody can look
// for it, and it is set aside.
func TestPrivateAnswerInDoubt(t *testing.T) {
	o := everything
	o.Fault = bottest.Once(bottest.Fault{Kind: bottest.LostResponse})
	act(t, o, func(s *stage) {
		c := s.service().Channel("C")
		s.start()
		s.service().Whisper(c, "ann", "who resigned?")
		pass(10 * time.Minute)
		s.want("C", "who resigned?")
		s.wantEnded()
	})
	act(t, o, func(s *stage) {
		c := s.service().Channel("C")
		s.start()
		s.service().Bring(bot.Message{ID: "test:C/x", Channel: c.Private("ann"), From: "ann", Text: "who resigned?", At: time.Now()})
		pass(10 * time.Minute)
		s.want("C", "who resigned?")
		s.wantEnded("nobody can say whether it is shown")
	})
}

// What is asked, followed and subscribed in a private conversation: its own history, its own list, and the channel's digests.
func TestPrivateConversation(t *testing.T) {
	act(t, everything, func(s *stage) {
		s.answerWith()
		s.adjust = func(o *bot.Options) { o.FollowUp = idle{} }
		c := s.service().Channel("C")
		s.service().SetRole("C", "ann", briefing.RoleSubscribe)
		s.start()
		for _, words := range []string{"who resigned?", "follow who leads Kestrel Bank?", "following", "subscribe to ferries at 08:00 as Boats"} {
			s.service().Whisper(c, "ann", words)
			pass(time.Second)
		}
		s.service().Whisper(c, "bob", "following") // who may subscribe to nothing here
		s.service().Whisper(c, "bob", "follow who won the cup?")
		pass(time.Second)
		s.service().Say(c, "bob", "following")
		pass(time.Second)
		s.want("C", "who resigned?", "Following: who leads", "1. who leads", "Subscribed", "No questions are followed", "Following: who won", "No questions are followed")
		if sub := s.subscription(); sub.Channel != c {
			t.Errorf("subscribed in %s", sub.Channel)
		}
		s.service().Whisper(c, "ann", "forget me now")
		pass(time.Second)
		if turns := s.turns(c.Private("ann")); len(turns) > 0 {
			t.Errorf("of who is forgotten is left: %q", turns)
		}
		if watches, err := s.db.Watches(context.Background()); err != nil || len(watches) != 1 || watches[0].From != "bob" {
			t.Errorf("watches left: %+v, %v", watches, err)
		}
	})
}

// idle follows nothing up.
type idle struct{}

func (idle) Sift(context.Context, []string, string) ([]int, string, error) { return nil, "", nil }
func (idle) Amend(context.Context, []briefing.Correction, []string) ([]briefing.Amendment, error) {
	return nil, nil
}

func TestStatus(t *testing.T) {
	act(t, everything, func(s *stage) {
		c := s.service().Channel("C")
		s.subscribe(c, nil)
		s.start()
		s.service().Whisper(c, "ann", "status")
		synctest.Wait()
		s.want("C", "I have read 1 article with 2 facts.\nNext digests of this channel:\n- morning: next Sat 1 Jan 2000 08:00 UTC\nWork: 0 waiting, 1 under way, 0 set aside")
	})
}
