package bot

import (
	"context"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Answerer answers questions.
type Answerer interface {
	Answer(ctx context.Context, q briefing.Question) (briefing.Answer, error)
	// Extent is how much there is to search for somebody who must not see some feeds.
	Extent(ctx context.Context, hidden []string) (briefing.Extent, error)
}

// Compiler compiles digests.
type Compiler interface {
	// Compile says what an edition has to tell.
	Compile(ctx context.Context, e briefing.Edition) (briefing.Digest, error)
}

// Queue is the durable list of owed work.
type Queue interface {
	// AddJob records j durably before it returns. A job whose ID was ever added is not added again.
	AddJob(ctx context.Context, j briefing.Job) (added bool, err error)
	// ClaimJob waits for a job of a service that is due and claims it for lease. Of one thread at most one job is claimed at a time, in
	// the order they were added. A claim of a run that has ended holds nobody up.
	ClaimJob(ctx context.Context, worker, service string, lease time.Duration) (briefing.Job, error)
	// FinishJob says the job is done, keeps d, and remembers its outcome, in one transaction. It fails with briefing.ErrNotFound if the
	// claim was lost; nothing is remembered then.
	FinishJob(ctx context.Context, worker, id string, d briefing.Delivery) error
	// RetryJob gives the job back, to be claimed again at the given time.
	RetryJob(ctx context.Context, worker, id string, at time.Time) error
	// ParkJob sets the job aside with a reason, until an operator has it tried again or drops it. It holds up nobody.
	ParkJob(ctx context.Context, worker, id, reason string) error
	// Backlog says how much is owed.
	Backlog(ctx context.Context) (briefing.Backlog, error)
}

// Outbox is what is on its way to the chats.
type Outbox interface {
	// Delivery is what was planned for a job, or briefing.ErrNotFound.
	Delivery(ctx context.Context, job string) (briefing.Delivery, error)
	// PutDelivery keeps d durably before it returns, in the place of what was kept for its job. It is kept as long as the job's id
	// is known.
	PutDelivery(ctx context.Context, d briefing.Delivery) error
	// Secret is a key for a purpose, the same in every run of this installation and nobody else's.
	Secret(purpose string) ([]byte, error)
}

// Subscriptions remembers what channels asked to be told.
type Subscriptions interface {
	// PutSubscription keeps s in the place of the one with its id. Its Since goes back only from a time in the future, where a wrong
	// clock had put it.
	PutSubscription(ctx context.Context, s briefing.Subscription) error
	// DeleteSubscription fails with briefing.ErrNotFound if there is none of that id.
	DeleteSubscription(ctx context.Context, id string) error
	// Subscription is the one of an id, or briefing.ErrNotFound.
	Subscription(ctx context.Context, id string) (briefing.Subscription, error)
	// Subscriptions lists all, by id.
	Subscriptions(ctx context.Context) ([]briefing.Subscription, error)
	// ToldEditions lists what the latest digests of a subscription told, oldest first: at most 30, of 30 days.
	ToldEditions(ctx context.Context, subscription string) ([]briefing.ToldEdition, error)
}

// History remembers the turns of threads.
type History interface {
	AddTurn(ctx context.Context, thread briefing.Channel, t briefing.Turn) error
	// Turns lists the latest turns of a thread, oldest first; an unknown thread has none.
	Turns(ctx context.Context, thread briefing.Channel) ([]briefing.Turn, error)
	// Threads lists the threads of a place that have turns, in no order: those of conversations that one person alone sees too.
	Threads(ctx context.Context, place briefing.Channel) ([]briefing.Channel, error)
}

// Ledger knows what was told to whom, and what of it holds no more.
type Ledger interface {
	// Corrections lists tellings whose facts hold no more and that were not corrected in their thread yet, oldest first.
	// An empty channel means all; one without a thread means what was told in the channel itself, not in threads under it.
	Corrections(ctx context.Context, in briefing.Channel) ([]briefing.Correction, error)
}

// FollowUp knows what new articles mean to those who were told before.
type FollowUp interface {
	// Sift lists, rising, which questions articles that were stored after a cursor may answer, and the cursor to go on from. It looks at a
	// bounded number of articles: there may be more until the cursor stays the same. The cursor "" finds nothing and begins now.
	Sift(ctx context.Context, questions []string, cursor string) (may []int, next string, err error)
	// Amend says what became of facts that were told, in their order, to those who must not see some feeds.
	Amend(ctx context.Context, told []briefing.Correction, hidden []string) ([]briefing.Amendment, error)
}

// Watches remembers the questions that threads wait on.
type Watches interface {
	// Cursor is how far a reader has read, in its own words; "" for one that never did.
	Cursor(ctx context.Context, reader string) (string, error)
	SetCursor(ctx context.Context, reader, cursor string) error
	PutWatch(ctx context.Context, w briefing.Watch) error
	// DeleteWatch fails with briefing.ErrNotFound if there is none of that id.
	DeleteWatch(ctx context.Context, id string) error
	// Watches lists all, by id.
	Watches(ctx context.Context) ([]briefing.Watch, error)
}

// People remembers what people and places have set and said, and forgets them.
type People interface {
	// Settings is what a place has set; a place that set nothing has zero settings. No other place's settings are in it.
	Settings(ctx context.Context, place briefing.Channel) (briefing.Settings, error)
	PutSettings(ctx context.Context, s briefing.Settings) error
	AddFeedback(ctx context.Context, f briefing.Feedback) error
	// Retention is how long things are kept.
	Retention() briefing.Retention
	// Forget deletes what is kept of a person of a service: feedback, watches, the jobs they caused and nobody has begun, and the
	// subscriptions, the turns with their answers, the ledger and the deliveries of the direct channels to them. It says how many records
	// went.
	Forget(ctx context.Context, service, workspace, person string, direct ...briefing.Channel) (int, error)
	// Count adds n to the counter of a name on a UTC day and returns its new value; n may be 0. Counters of other days may be forgotten.
	Count(ctx context.Context, name string, day time.Time, n int) (int, error)
}
