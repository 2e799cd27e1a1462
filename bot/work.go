package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// How long a job may take. The lease outlasts one try, so that no second worker claims a job that is under way.
const (
	composeTime = time.Minute
	tryTime     = 100 * time.Second // of one claim: what is not sent by then is sent by the next
	recordTime  = 5 * time.Second   // for writing down how it ended
	lease       = 2 * time.Minute
	lingerTime  = 3 * time.Second // what a job under way has left when the bot is stopped: the process has five in all
)

const (
	maxAttempts      = 3             // of composing, before the person is told that it did not work
	maxClaims        = 25            // of a job that was never composed: it takes the program down each time
	maxClaimFailures = 6             // in a row, about half a minute: then the queue is broken
	owedFor          = 6 * time.Hour // what could not be delivered for so long is given up
)

// work does the jobs of one service until ctx is done. It fails only when there is no getting at the queue.
func (b *Bot) work(ctx context.Context, worker, service string) error {
	failures := 0
	for ctx.Err() == nil {
		job, err := b.memory.ClaimJob(ctx, worker, service, lease)
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

// attempt is one try at a job.
type attempt struct {
	job      briefing.Job
	chat     Chat
	began    time.Time
	delivery briefing.Delivery // what the job says and how far that has come; without parts, nothing was fixed yet
	composed composed          // zero where an earlier run composed

	attending <-chan struct{} // closed once nothing is shown any more about the work; nil where nothing was to be
}

// do carries out a claimed job as far as it gets, and writes down how it ended.
func (b *Bot) do(ctx context.Context, worker string, j briefing.Job) {
	if !b.underWay.begin(j.ID, worker) {
		return
	}
	a := &attempt{job: j, chat: b.chats[j.Channel.Service], began: time.Now()}
	working, done := linger(ctx, lingerTime)
	defer done()
	trying, tried := context.WithTimeout(working, tryTime)
	defer tried()
	err := b.carryOut(trying, a)
	if err != nil && ctx.Err() != nil {
		err = &delayError{cause: err} // the bot is stopping: the next run begins with it
	}
	b.end(ctx, a, err)
	if a.attending != nil { // it was told to stop before the answer was sent
		select {
		case <-a.attending:
		case <-time.After(attendTime):
		}
	}
}

// carryOut does a job: what it has to say is worked out and fixed, once, and then brought to its chat. A later try goes on where
// this one stops. An error says why there has to be one, or that the job is set aside.
func (b *Bot) carryOut(ctx context.Context, a *attempt) error {
	if a.chat == nil {
		return errAbsent
	}
	var err error
	if a.delivery, err = b.planned(ctx, a.job); err != nil {
		return err
	}
	if len(a.delivery.Parts) == 0 {
		if err := b.plan(ctx, a); err != nil {
			return err
		}
	}
	return b.deliver(ctx, a)
}

// planned is what an earlier try has fixed, if one has. A job that could not be done, and that an operator has tried again, begins
// anew.
func (b *Bot) planned(ctx context.Context, j briefing.Job) (briefing.Delivery, error) {
	d, err := b.memory.Delivery(ctx, j.ID)
	switch {
	case errors.Is(err, briefing.ErrNotFound):
		return briefing.Delivery{}, nil
	case err != nil:
		return briefing.Delivery{}, fmt.Errorf("what was planned: %w", err)
	case d.Failed != "" && d.Done() && j.Attempts <= 1:
		d = briefing.Delivery{Job: j.ID, Channel: j.Channel}
		if err := b.memory.PutDelivery(ctx, d); err != nil {
			return briefing.Delivery{}, fmt.Errorf("begin anew: %w", err)
		}
	}
	return d, nil
}

// composed is what a job has to say.
type composed struct {
	post    post.Post           // the first message; without parts there is nothing to say
	under   []post.Post         // further messages: in the thread under the first, where the service has threads
	outcome briefing.Outcome    // what is remembered once it was shown
	answer  briefing.AnswerKind // of an answer
	told    []any               // about it, for the job's line in the log: keys and values, no text of anybody's
	late    bool                // it says that it comes late
	aside   bool                // it is for the person alone, where their message opened a way back to them
}

// plan works out what a job has to say and fixes it. It is on disk before the first part is sent. When composing fails for good, the
// person is told so once.
func (b *Bot) plan(ctx context.Context, a *attempt) error {
	found := b.attend(ctx, a)
	c, err := b.compose(ctx, a.job)
	found()
	if err == nil {
		err = b.inherit(ctx, a.job, &c.outcome)
	}
	failed := ""
	if err != nil {
		if a.job.Attempts < maxAttempts || ctx.Err() != nil {
			return err
		}
		failed = err.Error()
		b.log.Error("job failed: saying so", "job", a.job.ID, "error", err)
		c = composed{post: apology(a.job)}
	}
	to := a.job.Channel
	if to.ID == "" { // to a person alone
		if to, err = b.direct(ctx, a); err != nil {
			return err
		}
	}
	if c.aside && a.job.Reply != "" && a.job.From != "" {
		to = to.Private(a.job.From)
	}
	a.composed = c
	a.delivery = b.fix(a, c, to, failed)
	return nil
}

// compose works out what a job has to say. A panic is an error like any other.
func (b *Bot) compose(ctx context.Context, j briefing.Job) (c composed, err error) {
	if j.Attempts > maxClaims {
		return composed{}, fmt.Errorf("begun %d times and never ended", j.Attempts-1)
	}
	ctx, cancel := context.WithTimeout(ctx, composeTime)
	defer cancel()
	err = recovered(ctx, func(ctx context.Context) error {
		switch j.Kind {
		case briefing.JobAnswer:
			c, err = b.timely(ctx, j)
		case briefing.JobDigest:
			c, err = b.digest(ctx, j)
		case briefing.JobWatch:
			c, err = b.followed(ctx, j)
		case briefing.JobCorrective:
			c, err = b.corrective(ctx, j)
		case briefing.JobShare:
			c, err = b.shared(ctx, j)
		case briefing.JobNotice:
			c, err = composed{post: post.Notes(j.Text)}, nil
		default:
			err = fmt.Errorf("unknown kind of job %q", j.Kind)
		}
		return err
	})
	var panicked *panicError
	if errors.As(err, &panicked) {
		b.log.Error("panic", "job", j.ID, "panic", panicked.value, "stack", string(panicked.stack))
	}
	return c, err
}

// end writes down how a try ended: the job is done, set aside, given up, or tried again later.
func (b *Bot) end(ctx context.Context, a *attempt, err error) {
	recording, recorded := context.WithTimeout(context.WithoutCancel(ctx), recordTime)
	defer recorded()
	j, took := a.job, time.Since(a.began)
	log := b.log.With("job", j.ID, "attempt", j.Attempts)
	wait := b.wait(j, err)
	var parked *parkedError
	var write func(worker string) error
	switch {
	case err == nil && a.delivery.Failed != "":
		err = &parkedError{a.delivery.Failed}
		fallthrough
	case errors.As(err, &parked):
		log.Error("job set aside: see nutgraf jobs", "reason", err)
		b.meter.Done(j.Kind, "parked", took)
		write = b.park(recording, a, err.Error())
	case err == nil:
		log.Info("job done", append([]any{"kind", j.Kind, "took", took}, a.composed.told...)...)
		b.countDone(a, took)
		write = func(worker string) error { return b.memory.FinishJob(recording, worker, j.ID, finished(a.delivery)) }
	case b.tooOld(j, wait):
		write = b.giveUp(recording, a, err, log)
		b.meter.Done(j.Kind, "dropped", took)
	default:
		log.Warn("job put off", "error", err, "again_in", wait)
		b.meter.Done(j.Kind, "retried", took)
		write = func(worker string) error {
			return errors.Join(b.keepProgress(recording, a), b.memory.RetryJob(recording, worker, j.ID, b.now().Add(wait)))
		}
	}
	if err := b.underWay.end(j.ID, write); err != nil {
		log.Error("job not settled: it will be claimed again", "error", err)
	}
}

// keepProgress has it on disk how far the delivery of a job has come that is not done: what it says is not worked out again.
func (b *Bot) keepProgress(ctx context.Context, a *attempt) error {
	if len(a.delivery.Parts) == 0 {
		return nil
	}
	return b.memory.PutDelivery(ctx, a.delivery)
}

// park sets a job aside.
func (b *Bot) park(ctx context.Context, a *attempt, reason string) func(worker string) error {
	return func(worker string) error {
		return errors.Join(b.keepProgress(ctx, a), b.memory.ParkJob(ctx, worker, a.job.ID, reason))
	}
}

// giveUp ends a job that could not be delivered for too long. What may have been shown is set aside for somebody to look; what was
// certainly not is refused, and a digest is told with the next one.
func (b *Bot) giveUp(ctx context.Context, a *attempt, err error, log *slog.Logger) func(worker string) error {
	for _, p := range a.delivery.Parts {
		if p.State == briefing.PartSending {
			log.Error("job set aside: it could not be delivered for too long, and may be shown", "error", err)
			return func(worker string) error {
				return b.memory.ParkJob(ctx, worker, a.job.ID, "may be shown, and cannot be looked for: "+err.Error())
			}
		}
	}
	log.Error("job given up: it could not be delivered for too long", "error", err)
	refuseRest(&a.delivery, "not delivered for "+owedFor.String()+": "+err.Error())
	return func(worker string) error { return b.memory.FinishJob(ctx, worker, a.job.ID, finished(a.delivery)) }
}

// tooOld reports whether a job is past its use by the time it would be tried again.
func (b *Bot) tooOld(j briefing.Job, wait time.Duration) bool {
	return b.age(j.Due)+wait > owedFor || j.Attempts > 5000 // the latter should a clock that is wrong keep it young
}

// countDone counts a job that is done.
func (b *Bot) countDone(a *attempt, took time.Duration) {
	outcome := "done"
	if a.composed.late {
		outcome = "late"
	}
	b.meter.Done(a.job.Kind, outcome, took)
	if a.composed.answer != "" && a.delivery.Shown() {
		b.meter.Answered(a.job.Channel.Service, a.composed.answer, max(b.now().Sub(a.job.Due), 0))
	}
}

// parkedError says that a job is set aside, and why.
type parkedError struct{ reason string }

func (e *parkedError) Error() string { return e.reason }

// delayError says when to try again.
type delayError struct {
	wait  time.Duration
	cause error
}

func (e *delayError) Error() string { return e.cause.Error() }
func (e *delayError) Unwrap() error { return e.cause }

// errAbsent is the error of a job whose chat does not run in this bot. Another run, with other chats, may deliver it.
var errAbsent = errors.New("its chat does not run here")

// wait is how long a job that failed with err waits for its next try.
func (b *Bot) wait(j briefing.Job, err error) time.Duration {
	var busy *BusyError
	var delayed *delayError
	switch {
	case errors.As(err, &delayed):
		return delayed.wait
	case errors.As(err, &busy):
		return min(max(busy.Wait, firstWait), owedFor)
	}
	return backoff(j.Attempts)
}

// apology is the one line for a person whose job cannot be done. What went wrong is in the log, under the same id.
func apology(j briefing.Job) post.Post {
	switch j.Kind {
	case briefing.JobDigest:
		return post.Notes("I could not compile this digest just now; the error is logged as " + j.ID + ". The next one will cover its period too.")
	case briefing.JobAnswer:
		return post.Notes("I could not look that up just now; the error is logged as " + j.ID + ".")
	}
	return post.Notes("I have news for this thread and could not work it out just now; the error is logged as " + j.ID + ".")
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
