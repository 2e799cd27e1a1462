package bot_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

// A job that an operator has tried again begins anew where it had failed, and goes on where it was in doubt.
func TestParkedJobIsTriedAgain(t *testing.T) {
	t.Run("that could not be done", func(t *testing.T) {
		act(t, bottest.Options{Proves: true}, func(s *stage) {
			broken := true
			s.answer = func(q briefing.Question) (briefing.Answer, error) {
				if broken {
					return briefing.Answer{}, errors.New("no such index")
				}
				return fact(q.Text), nil
			}
			s.start()
			s.service().Say(s.service().Channel("C"), "ann", "who?")
			pass(time.Hour)
			s.wantEnded("no such index")
			broken = false
			if _, err := s.db.UnparkJob(t.Context(), "test:C/1", store.PostAgain); err != nil {
				t.Fatal(err)
			}
			pass(time.Minute)
			s.wantEnded()
			if got := s.service().Texts("C"); len(got) != 2 || !strings.Contains(got[1], "“who?”") {
				t.Errorf("shown were %q", got)
			}
		})
	})
	for doubt, want := range map[store.Doubt]int{store.PostAgain: 2, store.WasPosted: 1} {
		act(t, bottest.Options{Fault: bottest.Once(bottest.Fault{Kind: bottest.LostResponse})}, func(s *stage) {
			s.start()
			m := s.service().Say(s.service().Channel("C"), "ann", "who?")
			pass(time.Hour)
			s.wantEnded("nobody can say")
			if _, err := s.db.UnparkJob(t.Context(), m.ID, doubt); err != nil {
				t.Fatal(err)
			}
			pass(time.Minute)
			s.wantEnded()
			if got := len(s.service().Texts("C")); got != want {
				t.Errorf("doubt %d: shown %d times, want %d", doubt, got, want)
			}
			if got := s.turns(m.Channel); len(got) != 1 {
				t.Errorf("doubt %d: the turns are %q", doubt, got)
			}
		})
	}
}
