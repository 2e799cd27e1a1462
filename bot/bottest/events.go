package bottest

import (
	"context"
	"time"

	"github.com/nutgraf/nutgraf/bot"
)

// againAfter is how long after an event was handed over it is brought again, unless it was acknowledged.
const againAfter = 10 * time.Second

// event is a message on its way to the bot.
type event struct {
	bot.Message
	next time.Time // when it is handed over
	held int       // counts the times it was
}

// Bring hands a message to the bot, perhaps once more.
func (s *Service) Bring(m bot.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bring(m)
}

// bring is Bring with s.mu held.
func (s *Service) bring(m bot.Message) {
	s.events = append(s.events, &event{Message: m, next: s.now()})
	close(s.changed)
	s.changed = make(chan struct{})
}

// Next waits for the next event. It is brought again unless Ack is called with what came with it.
func (s *Service) Next(ctx context.Context) (m bot.Message, ack int, err error) {
	for {
		e, wait, changed := s.tryNext()
		if e != nil {
			return e.Message, e.held, nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return bot.Message{}, 0, ctx.Err()
		case <-changed:
		case <-timer.C:
		}
		timer.Stop()
	}
}

func (s *Service) tryNext() (e *event, wait time.Duration, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	wait = time.Minute
	for _, e := range s.events {
		if left := e.next.Sub(now); left > 0 {
			wait = min(wait, left)
			continue
		}
		s.held++
		e.next, e.held = now.Add(againAfter), s.held
		copied := *e
		return &copied, 0, nil
	}
	return nil, wait, s.changed
}

// Ack says that the bot has taken an event. Too late an ack, of an event that was brought again already, is nothing.
func (s *Service) Ack(ack int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, e := range s.events {
		if e.held == ack {
			s.events = append(s.events[:i], s.events[i+1:]...)
			s.acked++
			return
		}
	}
}

// Acknowledged is how many events the bot has acknowledged.
func (s *Service) Acknowledged() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.acked
}

// Waiting is how many events the bot has not acknowledged yet.
func (s *Service) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.events)
}
