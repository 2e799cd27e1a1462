package bot

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	maxQuestion = 4000            // characters of a question; package answer takes as many
	calmAfter   = time.Minute     // a chat that listened this long failed for a new reason
	firstWait   = time.Second     // before something is tried again
	longestWait = 5 * time.Minute // between two tries, however many there were
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
	if err := c.Listen(ctx, b.receive); err != nil {
		return err
	}
	return errors.New("listening ended without a reason")
}

// receive owes the answer to a message. When it returns nil the job is on disk. Every message makes one, even an empty or
// an overlong one: the answer says what is wrong with it.
func (b *Bot) receive(ctx context.Context, m Message) error {
	if m.ID == "" {
		return errors.New("receive: a message without an id could be answered twice")
	}
	due := b.now()
	if !m.At.IsZero() && m.At.Before(due) { // a service's clock may be ahead of ours
		due = m.At
	}
	job := briefing.Job{
		ID: m.ID, Kind: briefing.JobAnswer, Channel: m.Channel, From: m.From, Due: due,
		Text: cut(strings.ToValidUTF8(m.Text, "\uFFFD"), maxQuestion+1), // one more, to know that it was too long
	}
	if _, err := b.memory.AddJob(ctx, job); err != nil {
		return fmt.Errorf("receive %s: %w", m.ID, err)
	}
	return nil
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
// random so that many waiting do not come back at once.
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
