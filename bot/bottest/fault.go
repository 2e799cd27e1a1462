package bottest

import (
	"math/rand/v2"
	"sync"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// Call is one call of the bot.
type Call struct {
	N    int // calls of Send so far, this one included; of a Find, those before it
	Try  int // calls of Send with this mark, this one included; 0 is a Find
	To   briefing.Channel
	Post post.Post // zero for a Find
}

// Fault is what happens to a call. The zero value is nothing.
type Fault struct {
	Kind   FaultKind
	Wait   time.Duration
	Reason string // of Refused and Gone: the service's code
}

// FaultKind is a sort of fault.
type FaultKind int

const (
	None         FaultKind = iota
	Refused                // a definite refusal, for Reason
	Gone                   // a definite refusal, for Reason: the channel takes nothing any more
	Busy                   // 429 with Retry-After Wait
	LostRequest            // the connection breaks before the service has seen the request
	LostResponse           // the message is shown, and the connection breaks
	Failed                 // 5xx; the message is not shown
	FailedShown            // 5xx; the message is shown all the same
	Slow                   // it takes Wait
	Late                   // the connection breaks, and the message is shown after Wait
	Dead                   // nothing comes back as long as the bot waits
	Blind                  // a Find sees no message, without an error
)

// Once is a script of faults for the first calls of Send, in order; then all goes well.
func Once(faults ...Fault) func(Call) Fault {
	return func(c Call) Fault {
		if c.Try == 0 || c.N > len(faults) {
			return Fault{}
		}
		return faults[c.N-1]
	}
}

// Rates says how often a call meets which fault, as a part of 1.
type Rates struct {
	Refused, Busy, LostRequest, LostResponse, Failed, FailedShown, Late, Blind float64
	Slow                                                                       time.Duration // mean of what Late adds, and the most Busy asks for
}

// Random is a source of faults that a seed decides.
func Random(seed uint64, r Rates) func(Call) Fault {
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(seed, seed))
	return func(c Call) Fault {
		mu.Lock()
		defer mu.Unlock()
		draw := random.Float64()
		if c.Try == 0 {
			if draw < r.Blind {
				return Fault{Kind: Blind}
			}
			return Fault{}
		}
		some := time.Duration(random.ExpFloat64() * float64(r.Slow))
		for _, f := range []struct {
			rate float64
			Fault
		}{
			{r.Refused, Fault{Kind: Refused, Reason: "invalid_blocks"}},
			{r.Busy, Fault{Kind: Busy, Wait: min(some, r.Slow)}},
			{r.LostRequest, Fault{Kind: LostRequest}},
			{r.LostResponse, Fault{Kind: LostResponse}},
			{r.Failed, Fault{Kind: Failed}},
			{r.FailedShown, Fault{Kind: FailedShown}},
			{r.Late, Fault{Kind: Late, Wait: some}},
		} {
			if draw < f.rate {
				return f.Fault
			}
			draw -= f.rate
		}
		return Fault{}
	}
}
