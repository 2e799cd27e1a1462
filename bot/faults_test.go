package bot_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/bot/bottest"
)

// The faults of the model in which the protocol was chosen, and a few more: of a service that can be asked what it shows, and of
// one that drops repetitions for a while. Runs end at any moment. No question is answered twice, and each is answered or, for one in
// a hundred at most, set aside.
func TestManyQuestionsThroughManyFaults(t *testing.T) {
	rates := bottest.Rates{
		Refused: 0.01, Busy: 0.02, LostRequest: 0.02, LostResponse: 0.02, Failed: 0.01, FailedShown: 0.01, Late: 0.02, Blind: 0.01,
		Slow: 8 * time.Second,
	}
	const questions = 600
	for name, o := range map[string]bottest.Options{
		"proves":  {Threads: true, Proves: true},
		"repeats": {Threads: true, Proves: true, RepeatSafe: 90 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(2) {
				o.Fault = bottest.Random(seed, rates)
				synctest.Test(t, func(t *testing.T) {
					random := rand.New(rand.NewPCG(seed, 7))
					s := newStage(t, bottest.New(o))
					s.start()
					for n := range questions {
						s.service().Say(s.service().Channel(fmt.Sprint("C", n%30)), fmt.Sprint("person ", n%90), fmt.Sprintf("who signed %d?", n))
						time.Sleep(time.Duration(random.IntN(400)) * time.Millisecond)
						if random.IntN(100) == 0 {
							s.stop()
							s.start()
						}
					}
					pass(2 * time.Hour)
					s.stop()
					owed, parked := s.owed()
					shown := s.service().Shown()
					if twice := s.service().Twice(); len(twice) > 0 {
						t.Errorf("seed %d: answered twice: %s", seed, twice)
					}
					if len(owed) > 0 || len(parked) > questions/100 {
						t.Errorf("seed %d: owed %s, set aside %q", seed, owed, parked)
					}
					missing := 0
					for _, id := range s.service().Asked() {
						if shown[id] == 0 {
							missing++
						}
					}
					if missing > len(parked) {
						t.Errorf("seed %d: %d questions have no answer, and %d are set aside", seed, missing, len(parked))
					}
				})
			}
		})
	}
}
