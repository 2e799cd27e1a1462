package bot

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	maxQuestion = 4000            // characters of a question; package answer takes as many
	calmAfter   = time.Minute     // a chat that listened this long failed for a new reason
	firstWait   = time.Second     // before something is tried again
	longestWait = 5 * time.Minute // between two tries, however many there were

	lateAfter     = 10 * time.Minute   // an answer after that says that it comes late
	rememberedFor = 7 * 24 * time.Hour // the store remembers ids of jobs that were done for as long: what is older may have been answered
	aheadOfQueue  = owedFor / 2        // what a notice is due before now: it is said before whatever waits since then
)

// listen keeps one chat listening until ctx is done or the chat has ended for good. A chat that fails is started again
// after a while, and never takes another one down.
func (b *Bot) listen(ctx context.Context, c Chat) error {
	for failures := 1; ; failures++ {
		began := b.now()
		err := b.listenOnce(ctx, c)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, ErrEnd):
			b.log.Info("chat ended", "service", c.Service(), "why", err)
			return err
		}
		if b.now().Sub(began) >= calmAfter {
			failures = 1
		}
		wait := backoff(failures)
		b.log.Warn("chat stopped listening", "service", c.Service(), "error", err, "again_in", wait)
		if !sleep(ctx, wait) {
			return ctx.Err()
		}
	}
}

func (b *Bot) listenOnce(ctx context.Context, c Chat) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	b.meter.Listening(c.Service(), true)
	defer b.meter.Listening(c.Service(), false)
	if err := c.Listen(ctx, b.receive); err != nil {
		return err
	}
	return errors.New("listening ended without a reason")
}

// receive owes the answer to a message. When it returns nil the job is on disk, or the message is one that gets none: it is too old, or
// a notice about a limit covers it (see doc.go). Every other message makes a job, even an empty or an overlong one: the answer says
// what is wrong with it.
func (b *Bot) receive(ctx context.Context, m Message) error {
	if m.ID == "" {
		return errors.New("receive: a message without an id could be answered twice")
	}
	now := b.now()
	if age := b.age(m.At); age >= rememberedFor {
		b.log.Warn("message dropped: it is too old to tell whether it was answered", "job", m.ID, "age", age.Round(time.Second))
		b.meter.Done(briefing.JobAnswer, "dropped", 0)
		return nil
	}
	job := briefing.Job{
		ID: m.ID, Kind: briefing.JobAnswer, Channel: m.Channel, From: m.From, Role: m.Role, Reply: m.Reply, Due: now,
		Text: cut(strings.ToValidUTF8(m.Text, "\uFFFD"), maxQuestion+1), // one more, to know that it was too long
	}
	if !m.At.IsZero() && m.At.Before(now) { // a service's clock may be ahead of ours
		job.Due = m.At
	}
	limit, key, give, err := b.meets(ctx, m, now)
	switch {
	case err != nil:
		return fmt.Errorf("receive %s: %w", m.ID, err)
	case limit != "":
		return b.turnAway(ctx, job, limit, key, now)
	}
	added, err := b.memory.AddJob(ctx, job)
	if err != nil || !added { // brought again: it costs nobody anything
		give()
	}
	if err != nil {
		return fmt.Errorf("receive %s: %w", m.ID, err)
	}
	if added {
		b.meter.Asked(m.Channel.Service)
	}
	return nil
}

// meets says which limit a message meets, "" if it meets none. give gives back what it was counted for.
func (b *Bot) meets(ctx context.Context, m Message, now time.Time) (limit, key string, give func(), err error) {
	if b.limits.Load().Backlog >= 0 {
		waiting, err := b.queued.waiting(ctx, b.memory)
		if err != nil {
			return "", "", nil, err
		}
		if waiting >= b.limits.Load().Backlog {
			return limitOverload, "overload " + m.Channel.Service + "/" + m.Channel.Workspace + "/" + m.From, nil, nil
		}
	}
	limit, key, give = b.buckets.take(*b.limits.Load(), m, now)
	return limit, key, give, nil
}

// turnAway has a person told, at most once a minute, that their question was not taken. The notice is a job under the question's own id,
// so that the question brought again is neither answered nor turned away again.
func (b *Bot) turnAway(ctx context.Context, j briefing.Job, limit, key string, now time.Time) error {
	b.meter.Limited(j.Channel.Service, limit)
	if !b.buckets.notice(key, now) {
		b.log.Info("question not taken: a notice covers it", "job", j.ID, "limit", limit)
		return nil
	}
	j.Kind, j.Due = briefing.JobNotice, now.Add(-aheadOfQueue)
	switch limit {
	case limitOverload:
		j.Text = overloaded
	case limitPerson:
		j.Text = limited(limit, b.limits.Load().Person)
	case limitChannel:
		j.Text = limited(limit, b.limits.Load().Channel)
	case limitWorkspace:
		j.Text = limited(limit, b.limits.Load().Workspace)
	}
	if _, err := b.memory.AddJob(ctx, j); err != nil {
		return fmt.Errorf("receive %s: %w", j.ID, err)
	}
	return nil
}

// age is how long ago something happened. No service brings what is a year old: a clock that says so is wrong, and what it says
// that of has just happened.
func (b *Bot) age(at time.Time) time.Duration {
	age := b.now().Sub(at)
	if at.IsZero() || age < 0 || age > 365*24*time.Hour {
		return 0
	}
	return age
}

// timely replies to a message as long as that is of use: after a while with a note when it was asked, and then no more.
func (b *Bot) timely(ctx context.Context, j briefing.Job) (composed, error) {
	age := b.age(j.Due)
	if age > owedFor {
		b.log.Warn("question dropped: nobody waits for it any more", "job", j.ID, "age", age.Round(time.Second))
		return composed{told: []any{"dropped", "too old"}}, nil
	}
	c, err := b.reply(ctx, j)
	if err != nil || age <= lateAfter || len(c.post.Parts) == 0 {
		return c, err
	}
	zone, err := briefing.Schedule{Zone: b.zone}.Location()
	if err != nil {
		return composed{}, err
	}
	note := post.Notes("Asked at " + j.Due.In(zone).Format("15:04 MST") + ", answered late.")
	c.post.Parts = append(note.Parts, c.post.Parts...)
	c.late = true
	return c, nil
}

// queued knows how long the queue is, about once a second.
type queued struct {
	mu   sync.Mutex
	at   time.Time // by a clock that nobody sets
	last int
}

func (q *queued) waiting(ctx context.Context, queue Queue) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.at.IsZero() && time.Since(q.at) < time.Second {
		return q.last, nil
	}
	b, err := queue.Backlog(ctx)
	if err != nil {
		return 0, fmt.Errorf("length of the queue: %w", err)
	}
	q.at, q.last = time.Now(), b.Waiting
	return q.last, nil
}

// cut is the first n characters of s.
func cut(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// backoff is how long to wait before try n+1: doubling from one second, up to five minutes, and up to half of it less at
// random so that many waiting do not come back at once. The count is kept with the job, so a restart goes on where it was.
func backoff(n int) time.Duration {
	wait := longestWait
	if n <= 9 { // beyond, it would only overflow
		wait = min(firstWait<<max(n-1, 0), longestWait)
	}
	return wait - time.Duration(rand.Int64N(int64(wait/2)))
}

// sleep waits for d; it returns false as soon as ctx is done.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
