package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// How digests fall due. The clock on the wall is looked at every half a minute, and the truth is the key of an occurrence, its local day
// and time as written: a job's id is made of it, so whatever clocks do, each occurrence is owed at most once.
//
//	Of what has fallen due unseen, the latest of the last six hours is owed, and says that it comes late. The others, and older ones, are
//	told with it or with the next: the period of a digest begins where the last posted one ended.
//	On a quiet day nothing is owed. What is paused or disabled is not looked at, and nothing from before Begins is ever owed.
//	A clock that was ahead has told periods and keys of the future. When it comes back these count for nothing until they are reached, and
//	the occurrences of the present are owed again, save those whose key was told. A clock that was behind did the same to the past.

const (
	// scheduleTick is how often the wall clock is looked at. A computed long sleep would miss a changed clock, a
	// suspended machine and a new subscription.
	scheduleTick = 30 * time.Second
	// grace is how late a digest may still be posted. What is older is folded into the next one.
	grace = 6 * time.Hour
	// maxCounted is how many missed occurrences are counted: what a clock that was wrong for ten years says of them is no use.
	maxCounted = 100
)

// keepSchedules owes a job for each digest that falls due, until ctx is done.
func (b *Bot) keepSchedules(ctx context.Context) {
	kept := schedules{}
	for {
		b.meter.Ticked("schedules")
		b.fallDue(ctx, kept)
		if !sleep(ctx, scheduleTick) {
			return
		}
	}
}

// schedules is what the scheduler knows of subscriptions from its last look, by id. It only saves work.
type schedules map[string]*schedule

type schedule struct {
	briefing.Schedule
	table  briefing.Timetable
	broken bool
	begins time.Time
	looked time.Time // what has fallen due until then was owed, or decided not to be
	next   time.Time // when it falls due next after that
	owed   string    // the job that was added last
}

// of makes a subscription's schedule ready once, as long as it stays the same. One that cannot be read is said to the operator once.
func (k schedules) of(b *Bot, s briefing.Subscription) *schedule {
	if have := k[s.ID]; have != nil && have.Equal(s.Schedule) && have.begins.Equal(s.Begins) {
		return have
	}
	err := s.Validate()
	table, _ := s.Schedule.Timetable() // valid with the whole
	if err != nil {
		b.log.Error("subscription never falls due: subscribe again under its name", "subscription", s.ID, "error", err)
	}
	k[s.ID] = &schedule{Schedule: s.Schedule, table: table, broken: err != nil, begins: s.Begins}
	return k[s.ID]
}

// fallDue owes what has fallen due by now. It reads all subscriptions at once and nothing else.
func (b *Bot) fallDue(ctx context.Context, kept schedules) {
	all, err := b.memory.Subscriptions(ctx)
	if err != nil {
		if ctx.Err() == nil {
			b.log.Warn("could not look at the schedules", "error", err)
		}
		return
	}
	for _, s := range all {
		if s.Disabled != "" || !s.Paused.IsZero() {
			delete(kept, s.ID)
			continue
		}
		if err := b.oweDigest(ctx, s, kept.of(b, s)); err != nil && ctx.Err() == nil {
			b.log.Warn("could not schedule a digest", "subscription", s.ID, "error", err)
		}
	}
	if len(kept) > len(all) {
		for id := range kept {
			if !slices.ContainsFunc(all, func(s briefing.Subscription) bool { return s.ID == id }) {
				delete(kept, id)
			}
		}
	}
}

// oweDigest owes the digest of one subscription that has fallen due, if one has.
func (b *Bot) oweDigest(ctx context.Context, s briefing.Subscription, k *schedule) error {
	now := b.now()
	switch {
	case k.broken, !now.Before(k.looked) && now.Before(k.next):
		return nil
	case now.Before(k.looked): // the clock was put back
		k.looked = time.Time{}
	}
	if s.Since.IsZero() && s.Begins.IsZero() || s.Begins.After(now) {
		return b.beginNow(ctx, s.ID)
	}
	from := latestOf(s.Begins, k.looked)
	if !s.Since.After(now) {
		from = latestOf(from, s.Since)
	}
	due := dueWithin(s, k.table, latestOf(from, now.Add(-grace)), now)
	if err := b.owe(ctx, s, k, due); err != nil {
		return err
	}
	b.countMissed(s, k, from, due, now)
	k.looked = now
	for o := range k.table.After(now) {
		k.next = o.At
		break
	}
	return nil
}

// owe adds the job of an occurrence, if there is one and it was not added before.
func (b *Bot) owe(ctx context.Context, s briefing.Subscription, k *schedule, due briefing.Occurrence) error {
	id := digestID(s, due)
	if due.Key == "" || id == k.owed {
		return nil
	}
	at := due.At.UTC()
	added, err := b.memory.AddJob(ctx, briefing.Job{
		ID: id, Kind: briefing.JobDigest, Channel: s.Channel, Subscription: s.ID, Occurrence: occurrenceID(s, due),
		Since: s.Since, Until: at, Due: at,
	})
	if err != nil {
		return err
	}
	k.owed = id
	if added {
		b.log.Info("digest due", "job", id, "late", b.now().Sub(at).Round(time.Second))
	}
	return nil
}

// countMissed says to the operator how many occurrences after a time are not told on their own.
func (b *Bot) countMissed(s briefing.Subscription, k *schedule, after time.Time, due briefing.Occurrence, now time.Time) {
	until := due.At.Add(-1) // in (now-grace, now] only the latest is owed, and the others are told with it
	if due.Key == "" {
		until = now.Add(-grace)
	}
	if k.looked.IsZero() && s.Empty == briefing.EmptySkip {
		return // its last ones had nothing to tell, which nobody noted
	}
	n := 0
	for o := range k.table.Within(after, until) {
		if !quiet(s, o) {
			n++
			b.meter.Done(briefing.JobDigest, "dropped", 0)
		}
		if n == maxCounted {
			break
		}
	}
	if n > 0 {
		b.log.Warn("digests missed: the next one tells of their time too", "subscription", s.ID, "missed", n)
	}
}

// beginNow gives a subscription that was made outside a chat, or by a clock that was ahead, its beginning: nothing is owed for the time
// before.
func (b *Bot) beginNow(ctx context.Context, id string) error {
	return b.change(ctx, id, func(s *briefing.Subscription) error {
		now := b.now()
		if s.Begins.IsZero() || s.Begins.After(now) {
			s.Begins = now
		}
		if !s.Since.IsZero() {
			return nil
		}
		var err error
		s.Since, err = begin(s.Schedule, now)
		return err
	})
}

// change changes a subscription as it is kept now. One that is gone stays gone.
func (b *Bot) change(ctx context.Context, id string, change func(*briefing.Subscription) error) error {
	b.changing.Lock()
	defer b.changing.Unlock()
	s, err := b.subscription(ctx, id)
	if err != nil || s.ID == "" {
		return err
	}
	if err := change(&s); err != nil {
		return err
	}
	return b.memory.PutSubscription(ctx, s)
}

// digestID is the id of the job of an occurrence.
func digestID(s briefing.Subscription, o briefing.Occurrence) string {
	return "digest:" + s.ID + ":" + occurrenceID(s, o)
}

// occurrenceID names an occurrence of a subscription for ever: its schedule may change, and change back.
func occurrenceID(s briefing.Subscription, o briefing.Occurrence) string {
	return fmt.Sprintf("r%d:%s", s.Revision, o.Key)
}

// dueWithin is the latest occurrence in (after, now] that is not on a quiet day, or one without a key.
func dueWithin(s briefing.Subscription, table briefing.Timetable, after, now time.Time) (due briefing.Occurrence) {
	for o := range table.Within(after, now) {
		if !quiet(s, o) {
			due = o
		}
	}
	return due
}

// quiet reports whether an occurrence is on a day without a digest.
func quiet(s briefing.Subscription, o briefing.Occurrence) bool {
	if len(s.Quiet) == 0 {
		return false
	}
	day := o.Day()
	return slices.Contains(s.Quiet, day) || slices.Contains(s.Quiet, day[len(day)-len("01-02"):])
}

// latestOf is the latest of some times.
func latestOf(times ...time.Time) time.Time {
	return slices.MaxFunc(times, time.Time.Compare)
}

// begin is where the first digest of a new subscription begins: at the latest time it would have been posted, so that it
// covers a whole period.
func begin(s briefing.Schedule, now time.Time) (time.Time, error) {
	const longestPause = 32 * 24 * time.Hour // of a monthly schedule
	table, err := s.Timetable()
	if err != nil {
		return time.Time{}, err
	}
	at := dueWithin(briefing.Subscription{}, table, now.Add(-longestPause), now).At
	if at.IsZero() {
		at = now
	}
	return at.UTC(), nil
}
