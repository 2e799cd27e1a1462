package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	// scheduleTick is how often the wall clock is looked at. A computed long sleep would miss a changed clock, a
	// suspended machine and a new subscription.
	scheduleTick = 30 * time.Second
	// grace is how late a digest may still be posted. What is older is folded into the next one.
	grace = 6 * time.Hour
)

// keepSchedules owes a job for each digest that falls due, until ctx is done.
func (b *Bot) keepSchedules(ctx context.Context) {
	for {
		b.meter.Ticked("schedules")
		b.fallDue(ctx)
		if !sleep(ctx, scheduleTick) {
			return
		}
	}
}

// fallDue owes each subscription the latest digest that has fallen due within the grace. Occurrences before that are not
// owed: the period of a digest starts where the last posted one ended.
func (b *Bot) fallDue(ctx context.Context) {
	all, err := b.memory.Subscriptions(ctx)
	if err != nil {
		if ctx.Err() == nil {
			b.log.Warn("could not look at the schedules", "error", err)
		}
		return
	}
	for _, s := range all {
		if err := b.oweDigest(ctx, s); err != nil && ctx.Err() == nil {
			b.log.Warn("could not schedule a digest", "subscription", s.ID, "name", s.Name, "error", err)
		}
	}
}

func (b *Bot) oweDigest(ctx context.Context, s briefing.Subscription) error {
	now := b.now()
	if s.Since.IsZero() { // made outside a chat: nothing is owed for the time before
		since, err := begin(s.Schedule, now)
		if err != nil {
			return err
		}
		return b.advance(ctx, s.ID, since)
	}
	b.warnOfAheadClock(s, now)
	at, err := owedAt(s, now)
	if err != nil || at.IsZero() {
		return err
	}
	added, err := b.memory.AddJob(ctx, briefing.Job{
		ID:   "digest:" + s.ID + ":" + at.Format("2006-01-02T15:04Z"),
		Kind: briefing.JobDigest, Channel: s.Channel, Subscription: s.ID, Since: s.Since, Until: at, Due: at,
	})
	if err == nil && added {
		b.log.Info("digest due", "subscription", s.ID, "name", s.Name, "at", at, "late", now.Sub(at))
	}
	return err
}

// warnOfAheadClock tells the operator, at each time of a digest, that it is not posted because a clock that was ahead has moved
// the subscription on. Moving it back unasked could tell everything twice when this clock is the wrong one.
func (b *Bot) warnOfAheadClock(s briefing.Subscription, now time.Time) {
	if !s.Since.After(now) {
		return
	}
	if at, err := latest(s.Schedule, now.Add(-scheduleTick), now); err == nil && !at.IsZero() {
		b.log.Warn("digest withheld: by an earlier clock it was told already; if that clock was wrong, subscribe again under the same name",
			"subscription", s.ID, "name", s.Name, "told_until", s.Since)
	}
}

// owedAt is the latest occurrence within the grace that was not told yet, or zero.
func owedAt(s briefing.Subscription, now time.Time) (time.Time, error) {
	at, err := latest(s.Schedule, now.Add(-grace), now)
	if err != nil || at.IsZero() || !at.After(s.Since) {
		return time.Time{}, err
	}
	return at.UTC(), nil
}

// digest composes a digest. It has nothing to say when the subscription is gone, when the period was told already, or
// when a later digest that has fallen due meanwhile will tell it.
func (b *Bot) digest(ctx context.Context, j briefing.Job) (composed, error) {
	all, err := b.memory.Subscriptions(ctx)
	if err != nil {
		return composed{}, fmt.Errorf("list subscriptions: %w", err)
	}
	at := slices.IndexFunc(all, func(s briefing.Subscription) bool { return s.ID == j.Subscription })
	if at < 0 {
		return composed{}, nil
	}
	s := all[at]
	from := j.Since
	if s.Since.After(from) {
		from = s.Since
	}
	if !from.Before(j.Until) {
		return composed{}, nil
	}
	if j.Attempts <= 1 { // a later attempt may have been posted already: it is completed under its own key
		if covered, err := b.covered(s, j); covered || err != nil {
			return composed{}, err
		}
	}
	e, err := b.knowing(ctx, briefing.Edition{Subscription: s, From: from, To: j.Until})
	if err != nil {
		return composed{}, err
	}
	d, err := b.compiler.Compile(ctx, e)
	if err != nil {
		return composed{}, fmt.Errorf("compile %s: %w", s.Name, err)
	}
	if s.Empty == briefing.EmptySkip && d.Empty() { // the next one begins where the last one ended
		return composed{told: []any{"empty", true}}, nil
	}
	if zone, err := s.Schedule.Location(); err == nil {
		d.From, d.To = d.From.In(zone), d.To.In(zone)
		if b.age(j.Due) > lateAfter {
			d.Due = j.Due.In(zone)
		}
	}
	d.Tell.Occurrence = j.Occurrence
	c := b.laidOut(s.Channel, d)
	c.outcome.Subscription, c.outcome.Since = s.ID, j.Until
	return c, nil
}

// covered reports whether a later occurrence will tell the period of a digest that was not posted yet.
func (b *Bot) covered(s briefing.Subscription, j briefing.Job) (bool, error) {
	now := b.now()
	later, err := latest(s.Schedule, j.Until, now)
	if err != nil {
		return false, err
	}
	if !later.IsZero() || now.Sub(j.Until) > grace {
		b.log.Info("digest missed: the next one covers it", "job", j.ID, "late", now.Sub(j.Until))
		return true, nil
	}
	return false, nil
}

// advance moves a subscription's next period to begin at since, if it is still wanted and not further on already.
func (b *Bot) advance(ctx context.Context, id string, since time.Time) error {
	b.changing.Lock()
	defer b.changing.Unlock()
	all, err := b.memory.Subscriptions(ctx)
	if err != nil {
		return fmt.Errorf("list subscriptions: %w", err)
	}
	for _, s := range all {
		if s.ID != id || !since.After(s.Since) {
			continue
		}
		s.Since = since
		if err := b.memory.PutSubscription(ctx, s); err != nil {
			return fmt.Errorf("move subscription %s on: %w", s.Name, err)
		}
	}
	return nil
}
