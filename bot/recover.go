package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	// defaultSettle is how long after it was given a message a service may still come to show it: long enough that in a simulation of
	// two million digests with a slow tail of 8 seconds none was shown twice.
	defaultSettle = 120 * time.Second
	// findBefore is how long before a message was given to the service its history is read from: clocks differ.
	findBefore = 5 * time.Minute
	// findTime is how long looking for a message may take.
	findTime = 30 * time.Second
)

// recover finds out what became of a part of which a service was given the words and nobody heard the end. It returns nil once
// the part is posted, is certainly not shown, or may be sent again as it is, in doubt, because the service drops what it knows. Where nobody can say, the job is set aside: better missing
// than twice, unless its subscription wants it otherwise.
func (b *Bot) recover(ctx context.Context, a *attempt, i int) error {
	part := &a.delivery.Parts[i]
	if b.repeatable(a, part) {
		return nil
	}
	if wait := b.unsettledFor(part); wait > 0 {
		return &delayError{wait: wait, cause: errors.New("it may be shown yet")}
	}
	proof, receipt, err := b.find(ctx, a, i)
	switch {
	case err != nil:
		return fmt.Errorf("look for part %d: %w", i+1, err)
	case proof == Present:
		b.posted(a, part, receipt)
		return nil
	case part.Attempts >= maxSends:
		return b.unprovable(a, fmt.Sprintf("part %d was sent %d times, and never seen", i+1, part.Attempts))
	case proof == Absent, b.again(ctx, a.job) == briefing.AgainDuplicate:
		b.cleared(part)
		return nil
	}
	return b.unprovable(a, fmt.Sprintf("part %d was given to %s, and nobody can say whether it is shown", i+1, a.chat.Service()))
}

func (b *Bot) unprovable(a *attempt, reason string) error {
	b.meter.Posted(a.chat.Service(), "parked")
	return &parkedError{reason}
}

// repeatable reports whether a part may be sent again under its mark without looking: the service drops what it has seen. The time
// runs from when it was first given, or where only an earlier run knows that, from when it was planned.
func (b *Bot) repeatable(a *attempt, part *briefing.DeliveryPart) bool {
	r, ok := a.chat.(Repeater)
	if !ok || part.Attempts >= maxSends {
		return false
	}
	since, ours := b.armed.since(part.Mark)
	if !ours {
		since = b.now().Sub(a.delivery.Planned)
	}
	return since >= 0 && since < r.RepeatSafe(a.delivery.Channel, a.reply(part))
}

// unsettledFor is how long a part may still come to be shown. The wall clock is asked only about what an earlier run has sent: what it
// says is nonsense when it was set back since.
func (b *Bot) unsettledFor(part *briefing.DeliveryPart) time.Duration {
	since, ours := b.armed.last(part.Mark)
	if !ours {
		if since = b.now().Sub(part.Armed); since < 0 {
			b.armed.suppose(part.Mark)
			since = 0
		}
	}
	return b.settle - since
}

// lookAgain is how long to wait before looking what became of a part that was just sent.
func (b *Bot) lookAgain(a *attempt, part *briefing.DeliveryPart) time.Duration {
	if b.repeatable(a, part) {
		return backoff(part.Attempts)
	}
	return max(b.unsettledFor(part), firstWait)
}

// find looks for a part in its channel's history. A chat that cannot look proves nothing.
func (b *Bot) find(ctx context.Context, a *attempt, i int) (proof Proof, r Receipt, err error) {
	prover, ok := a.chat.(Prover)
	if !ok {
		return Unproved, Receipt{}, nil
	}
	part, known := a.delivery.Parts[i], ""
	if i > 0 {
		known = a.delivery.Parts[i-1].Posted
	}
	since := part.Armed
	if a.job.Kind == briefing.JobAnswer && a.job.Due.Before(since) { // by the service's clock, which ours may be ahead of
		since = a.job.Due
	}
	ctx, cancel := context.WithTimeout(ctx, findTime)
	defer cancel()
	err = recovered(ctx, func(ctx context.Context) error {
		proof, r, err = prover.Find(ctx, place(a.delivery, i), part.Mark, since.Add(-findBefore), known)
		return err
	})
	return proof, r, err
}

// again is what the people of a job want done when nobody can say whether it was shown.
func (b *Bot) again(ctx context.Context, j briefing.Job) briefing.Again {
	if j.Subscription == "" {
		return briefing.AgainMissing
	}
	all, err := b.memory.Subscriptions(ctx)
	if err != nil {
		return briefing.AgainMissing
	}
	if i := slices.IndexFunc(all, func(s briefing.Subscription) bool { return s.ID == j.Subscription }); i >= 0 && all[i].Again != "" {
		return all[i].Again
	}
	return briefing.AgainMissing
}

// sendings knows when this run gave which mark to a service, by a clock that nobody sets.
type sendings struct {
	mu sync.Mutex
	by map[string][2]time.Time // the first and the last time
}

func (s *sendings) note(mark string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.by == nil {
		s.by = map[string][2]time.Time{}
	}
	now := time.Now()
	times, known := s.by[mark]
	if !known {
		times[0] = now
	}
	times[1] = now
	s.by[mark] = times
}

// suppose takes it that an earlier run gave a mark just now at the latest: when it was first given remains unknown.
func (s *sendings) suppose(mark string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.by == nil {
		s.by = map[string][2]time.Time{}
	}
	s.by[mark] = [2]time.Time{1: time.Now()}
}

func (s *sendings) forget(mark string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.by, mark)
}

// since is how long ago a mark was first given, and last is how long ago it was given last.
func (s *sendings) since(mark string) (d time.Duration, known bool) { return s.ago(mark, 0) }

func (s *sendings) last(mark string) (d time.Duration, known bool) { return s.ago(mark, 1) }

func (s *sendings) ago(mark string, which int) (time.Duration, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	times, known := s.by[mark]
	return time.Since(times[which]), known && !times[which].IsZero()
}
