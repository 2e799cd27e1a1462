package bot

import (
	"context"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Answerer answers questions.
type Answerer interface {
	Answer(ctx context.Context, q briefing.Question) (briefing.Answer, error)
}

// Compiler compiles digests.
type Compiler interface {
	// Compile says what s has to tell about [from, to).
	Compile(ctx context.Context, s briefing.Subscription, from, to time.Time) (briefing.Digest, error)
}

// Queue is the durable list of owed work.
type Queue interface {
	// AddJob records j durably before it returns. A job whose ID was ever added is not added again.
	AddJob(ctx context.Context, j briefing.Job) (added bool, err error)
	// ClaimJob waits for a job that is due and claims it for lease. Of one thread at most one job is
	// claimed at a time, in the order they were added.
	ClaimJob(ctx context.Context, worker string, lease time.Duration) (briefing.Job, error)
	// FinishJob says the job is done. It fails with briefing.ErrNotFound if the claim was lost.
	FinishJob(ctx context.Context, worker, id string) error
	// RetryJob gives the job back, to be claimed again at the given time.
	RetryJob(ctx context.Context, worker, id string, at time.Time) error
}

// Subscriptions remembers what channels asked to be told.
type Subscriptions interface {
	PutSubscription(ctx context.Context, s briefing.Subscription) error
	// DeleteSubscription fails with briefing.ErrNotFound if there is none of that id.
	DeleteSubscription(ctx context.Context, id string) error
	// Subscriptions lists all, by id.
	Subscriptions(ctx context.Context) ([]briefing.Subscription, error)
}

// History remembers the turns of threads.
type History interface {
	AddTurn(ctx context.Context, thread briefing.Channel, t briefing.Turn) error
	// Turns lists the latest turns of a thread, oldest first; an unknown thread has none.
	Turns(ctx context.Context, thread briefing.Channel) ([]briefing.Turn, error)
}
