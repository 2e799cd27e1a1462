package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/sony/gobreaker/v2"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	tripAfter = 5                // sends in a row that a service did not answer
	tripFor   = 30 * time.Second // then one send tries whether it is back
)

// gates keep sends from services that do not answer, and from channels that asked for patience: what waits at a gate is certainly
// not shown, while of a send into the dark nobody knows.
type gates struct {
	mu       sync.Mutex
	breakers map[string]*gobreaker.TwoStepCircuitBreaker[any] // by service
	patience map[briefing.Channel]time.Time                   // when a channel may be sent to again
}

// enter asks for leave to send one message. Where it is given, leave is called with what came of it.
func (g *gates) enter(service string, to briefing.Channel) (leave func(error), err error) {
	to.Thread = ""
	g.mu.Lock()
	defer g.mu.Unlock()
	if wait := time.Until(g.patience[to]); wait > 0 {
		return nil, &BusyError{Service: service, Wait: wait}
	}
	done, err := g.breaker(service).Allow()
	if err != nil {
		return nil, &delayError{wait: tripFor/2 + backoff(4), cause: fmt.Errorf("%s does not answer: %w", service, err)}
	}
	return func(err error) {
		done(err)
		var busy *BusyError
		if errors.As(err, &busy) {
			g.wait(to, busy.Wait)
		}
	}, nil
}

func (g *gates) wait(to briefing.Channel, d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.patience == nil {
		g.patience = map[briefing.Channel]time.Time{}
	}
	maps.DeleteFunc(g.patience, func(_ briefing.Channel, until time.Time) bool { return time.Until(until) <= 0 })
	g.patience[to] = time.Now().Add(d)
}

// breaker is that of a service. g.mu is held.
func (g *gates) breaker(service string) *gobreaker.TwoStepCircuitBreaker[any] {
	if g.breakers == nil {
		g.breakers = map[string]*gobreaker.TwoStepCircuitBreaker[any]{}
	}
	if g.breakers[service] == nil {
		g.breakers[service] = gobreaker.NewTwoStepCircuitBreaker[any](gobreaker.Settings{
			Name: service, Timeout: tripFor,
			ReadyToTrip:  func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= tripAfter },
			IsSuccessful: answered,
			IsExcluded:   func(err error) bool { return errors.Is(err, context.Canceled) || errors.As(err, new(*panicError)) },
		})
	}
	return g.breakers[service]
}

// answered reports whether a service has answered, be it with a refusal.
func answered(err error) bool {
	return err == nil || errors.As(err, new(*RefusedError)) || errors.As(err, new(*BusyError))
}
