package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// digest composes a digest. It has nothing to say when the subscription is gone, stopped or paused, when the occurrence was told
// already, or when a later one that has fallen due meanwhile will tell its period. A job without an occurrence was asked for by a
// person: what it shows is not told as far as the next digest is concerned.
func (b *Bot) digest(ctx context.Context, j briefing.Job) (composed, error) {
	s, err := b.subscription(ctx, j.Subscription)
	if err != nil || s.ID == "" {
		return composed{}, err
	}
	e, err := b.edition(ctx, s, j.Until)
	if err != nil {
		return composed{}, err
	}
	if j.Occurrence == "" {
		return b.askedFor(ctx, e)
	}
	if untold, err := b.untold(s, e.Told, j); !untold || err != nil {
		return composed{}, err
	}
	d, err := b.compile(ctx, e)
	if err != nil || s.Empty == briefing.EmptySkip && d.Empty() { // the next one begins where the last one ended
		return composed{told: []any{"empty", err == nil}}, err
	}
	if zone, err := s.Schedule.Location(); err == nil && b.age(j.Due) > lateAfter {
		d.Due = j.Due.In(zone)
	}
	d.Tell.Occurrence, d.Tell.From, d.Tell.To = j.Occurrence, e.From, e.To
	c := b.laidOut(s.Channel, d)
	c.outcome.Subscription, c.outcome.Since = s.ID, j.Until
	return c, nil
}

// untold reports whether a digest is still to be told.
func (b *Bot) untold(s briefing.Subscription, told []briefing.ToldEdition, j briefing.Job) (bool, error) {
	now := b.now()
	switch {
	case s.Disabled != "", !s.Paused.IsZero():
		return false, nil
	case slices.ContainsFunc(told, func(t briefing.ToldEdition) bool { return t.Occurrence == j.Occurrence }):
		b.log.Info("digest not told again: it was told before the clock was put back", "job", j.ID)
		return false, nil
	case !j.Until.After(s.Begins) && !s.Begins.After(now) && ofRevision(s, j):
		return false, nil // paused and resumed since it fell due
	}
	table, err := s.Schedule.Timetable()
	if err != nil {
		return false, err
	}
	later := dueWithin(s, table, latestOf(j.Until, s.Begins), now)
	if age := now.Sub(j.Until); later.Key != "" || age > grace {
		b.log.Warn("digests missed: the next one tells of their time too", "subscription", s.ID, "missed", 1, "late", age.Round(time.Second))
		b.meter.Done(briefing.JobDigest, "dropped", 0)
		return false, nil
	}
	return true, nil
}

// ofRevision reports whether a job fell due by the schedule that a subscription has now.
func ofRevision(s briefing.Subscription, j briefing.Job) bool {
	return strings.HasPrefix(j.Occurrence, occurrenceID(s, briefing.Occurrence{}))
}

// edition is what a digest of a subscription up to a moment is compiled from.
func (b *Bot) edition(ctx context.Context, s briefing.Subscription, to time.Time) (briefing.Edition, error) {
	e, err := b.knowing(ctx, briefing.Edition{Subscription: s, To: to})
	if err != nil {
		return e, err
	}
	e.From, err = periodBegins(s, e.Told, to)
	return e, err
}

// periodBegins is where the period that ends at a moment begins: where the last posted one before it ended. What a clock that was
// ahead has told does not count until it is reached; where nothing does, the period is a whole one of the schedule.
func periodBegins(s briefing.Subscription, told []briefing.ToldEdition, to time.Time) (time.Time, error) {
	var from time.Time
	if s.Since.Before(to) {
		from = s.Since
	}
	for _, t := range told {
		if t.To.Before(to) {
			from = latestOf(from, t.To)
		}
	}
	if !from.IsZero() {
		return from, nil
	}
	from, err := begin(s.Schedule, to.Add(-1))
	if err == nil && !from.Before(to.Add(-time.Minute)) {
		from = to.AddDate(0, 0, -1)
	}
	return from, err
}

// compile compiles an edition. Its times are shown in the subscription's zone.
func (b *Bot) compile(ctx context.Context, e briefing.Edition) (briefing.Digest, error) {
	d, err := b.compiler.Compile(ctx, e)
	if err != nil {
		return briefing.Digest{}, fmt.Errorf("compile %s: %w", e.Subscription.ID, err)
	}
	if zone, err := e.Subscription.Schedule.Location(); err == nil {
		d.From, d.To = d.From.In(zone), d.To.In(zone)
	}
	return d, nil
}

// subscription is the one of an id, or one without an id if it is gone.
func (b *Bot) subscription(ctx context.Context, id string) (briefing.Subscription, error) {
	s, err := b.memory.Subscription(ctx, id)
	if errors.Is(err, briefing.ErrNotFound) {
		return briefing.Subscription{}, nil
	}
	return s, err
}
