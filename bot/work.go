package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// How long a job may take. The lease outlasts all of it, so no second worker claims a job that is under way.
const (
	composeTime = time.Minute
	sendTime    = 30 * time.Second
	settleTime  = 5 * time.Second
	lease       = 2 * time.Minute
	lingerTime  = 5 * time.Second // what a job under way has left when the bot is stopped
)

const (
	maxAttempts      = 3             // of composing, before the person is told that it did not work
	maxClaimFailures = 6             // in a row, about half a minute: then the queue is broken
	owedFor          = 6 * time.Hour // what could not be delivered for so long is given up
	absentWait       = time.Minute   // before a job of a chat that does not run here is looked at again
)

// work does jobs until ctx is done. It fails only when there is no getting at the queue.
func (b *Bot) work(ctx context.Context, worker string) error {
	failures := 0
	for ctx.Err() == nil {
		job, err := b.memory.ClaimJob(ctx, worker, lease)
		if err == nil {
			failures = 0
			b.meter.Working(worker, true)
			b.do(ctx, worker, job)
			b.meter.Working(worker, false)
			continue
		}
		if ctx.Err() != nil {
			break
		}
		if failures++; failures == maxClaimFailures {
			return fmt.Errorf("claim a job: %w", err)
		}
		b.log.Warn("could not claim a job", "worker", worker, "error", err)
		sleep(ctx, backoff(failures))
	}
	return nil
}

// do carries out a claimed job and settles it: finished, or given back for another try.
func (b *Bot) do(ctx context.Context, worker string, j briefing.Job) {
	began := b.now()
	working, done := linger(ctx, lingerTime)
	defer done()
	c, err := b.carryOut(working, j)

	settling, settled := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer settled()
	log := b.log.With("job", j.ID, "attempt", j.Attempts)
	wait := b.wait(ctx, j, err)
	switch {
	case err != nil && b.now().Add(wait).Sub(j.Due) <= owedFor:
		log.Warn("job put off", "error", err, "again_in", wait)
		err = b.memory.RetryJob(settling, worker, j.ID, b.now().Add(wait))
	case err != nil:
		log.Error("job given up: it could not be delivered for too long", "error", err)
		err = b.memory.FinishJob(settling, worker, j.ID, briefing.Outcome{})
	default:
		log.Info("job done", append([]any{"kind", j.Kind, "took", b.now().Sub(began)}, c.told...)...)
		err = b.memory.FinishJob(settling, worker, j.ID, c.outcome)
	}
	if err != nil {
		log.Error("job not settled: it will be claimed again", "error", err)
	}
}

// wait is how long a job that failed with err waits for its next try.
func (b *Bot) wait(ctx context.Context, j briefing.Job, err error) time.Duration {
	var busy *BusyError
	switch {
	case ctx.Err() != nil: // the bot is stopping: the next run begins with it
		return 0
	case errors.As(err, &busy):
		return max(busy.Wait, firstWait)
	case errors.Is(err, errAbsent):
		return absentWait
	}
	return backoff(j.Attempts)
}

// errAbsent is the error of a job whose chat does not run in this bot. Another run, with other chats, may deliver it.
var errAbsent = errors.New("its chat does not run here")

// composed is what a job has to say.
type composed struct {
	post    post.Post        // the first message; without parts there is nothing to say
	under   []post.Post      // further messages: in the thread under the first, where the service has threads
	outcome briefing.Outcome // what is remembered once it was shown
	told    []any            // about it, for the job's line in the log: keys and values, no text of anybody's
}

// carryOut says what a job has to say. When composing fails for good, it says that instead. An error means: try again.
func (b *Bot) carryOut(ctx context.Context, j briefing.Job) (composed, error) {
	chat := b.chats[j.Channel.Service]
	if chat == nil {
		return composed{}, errAbsent
	}
	c, err := b.compose(ctx, j)
	if err != nil {
		if j.Attempts < maxAttempts || ctx.Err() != nil {
			return composed{}, err
		}
		b.log.Error("job failed: saying so", "job", j.ID, "error", err)
		c = composed{post: apology(j)}
	}
	if len(c.post.Parts) == 0 {
		return c, nil
	}
	c.post.Key = j.ID
	_, shown, err := b.show(ctx, chat, j.Channel, c.post)
	if !shown {
		c.outcome = briefing.Outcome{}
	}
	return c, err
}

// compose works out what a job has to say. A panic is an error like any other.
func (b *Bot) compose(ctx context.Context, j briefing.Job) (c composed, err error) {
	ctx, cancel := context.WithTimeout(ctx, composeTime)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			b.log.Error("panic", "job", j.ID, "panic", r, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	switch j.Kind {
	case briefing.JobAnswer:
		return b.reply(ctx, j)
	case briefing.JobDigest:
		return b.digest(ctx, j)
	}
	return composed{}, fmt.Errorf("unknown kind of job %q", j.Kind)
}

// show sends a post. What a service refuses as it is gets one more try in plain words; what it refuses then too is
// logged, and shown is false. Any error means that it may be sent again under the same key.
func (b *Bot) show(ctx context.Context, chat Chat, to briefing.Channel, p post.Post) (r Receipt, shown bool, err error) {
	r, err = b.send(ctx, chat, to, p)
	var refused *RefusedError
	if errors.As(err, &refused) && !p.IsBare() {
		b.log.Warn("post refused: trying it in plain words", "job", p.Key, "channel", to, "error", err)
		r, err = b.send(ctx, chat, to, p.Bare())
	}
	if errors.As(err, &refused) {
		b.log.Error("post refused: nobody has seen it", "job", p.Key, "channel", to, "error", err)
		return Receipt{}, false, nil
	}
	return r, err == nil, err
}

func (b *Bot) send(ctx context.Context, chat Chat, to briefing.Channel, p post.Post) (r Receipt, err error) {
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			b.log.Error("panic", "job", p.Key, "panic", r, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return chat.Send(ctx, to, p)
}

// apology is the one line for a person whose job cannot be done. What went wrong is in the log, under the same id.
func apology(j briefing.Job) post.Post {
	if j.Kind == briefing.JobDigest {
		return post.Notes("I could not compile this digest just now; the error is logged as " + j.ID + ". The next one will cover its period too.")
	}
	return post.Notes("I could not look that up just now; the error is logged as " + j.ID + ".")
}

// linger is ctx with some time left after it is done, for what should not be cut off in its middle: a post that is being
// sent may have been shown or not.
func linger(ctx context.Context, left time.Duration) (context.Context, context.CancelFunc) {
	out, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		sleep(out, left)
		cancel()
	})
	return out, func() {
		stop()
		cancel()
	}
}
