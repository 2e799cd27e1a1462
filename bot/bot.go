package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
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

// Told remembers answers as they were given.
type Told interface {
	// KeepTold keeps answers, so that each can be given again under its id and compared.
	KeepTold(ctx context.Context, answers ...briefing.Told) error
}

// Options is what a bot is made of.
type Options struct {
	Answerer      Answerer
	Compiler      Compiler
	Queue         Queue
	Subscriptions Subscriptions
	History       History
	Told          Told   // nil keeps no answer: its id then leads to nothing
	Chats         []Chat // of different services

	Log     *slog.Logger     // nil logs nothing
	Now     func() time.Time // nil is time.Now
	Workers int              // jobs done at the same time; 0 means 4
	Zone    string           // IANA name of the zone of subscriptions that name none; "" means UTC
}

// Bot is the conversation between chats and stored facts.
type Bot struct {
	answerer      Answerer
	compiler      Compiler
	queue         Queue
	subscriptions Subscriptions
	history       History
	answers       Told
	chats         map[string]Chat // by service
	listed        []Chat          // as handed in
	log           *slog.Logger
	now           func() time.Time
	workers       int
	zone          string

	changing sync.Mutex // held from reading a subscription to writing it back
}

// defaultWorkers answers a few people at once and leaves the machine to others.
const defaultWorkers = 4

// New makes a bot. It does nothing until Run.
func New(o Options) *Bot {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Workers <= 0 {
		o.Workers = defaultWorkers
	}
	b := &Bot{
		answerer: o.Answerer, compiler: o.Compiler, queue: o.Queue, subscriptions: o.Subscriptions, history: o.History, answers: o.Told,
		chats: make(map[string]Chat, len(o.Chats)), listed: o.Chats,
		log: o.Log, now: o.Now, workers: o.Workers, zone: o.Zone,
	}
	for _, c := range o.Chats {
		b.chats[c.Service()] = c
	}
	return b
}

// Run listens, works and keeps the schedules until ctx is done, and returns once all it started has ended: nil if ctx was
// done, an error that wraps ErrEnd if every chat has ended for good, or what kept it from working. Jobs that are under way
// when ctx ends have a few seconds to finish; what they do not finish stays owed.
func (b *Bot) Run(ctx context.Context) error {
	if err := b.check(); err != nil {
		return err
	}
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all, chats sync.WaitGroup
	ended := make(chan error, len(b.listed))
	for _, c := range b.listed {
		chats.Go(func() { ended <- b.listen(inner, c) })
	}
	if len(b.listed) > 0 {
		all.Go(func() {
			chats.Wait()
			stop(<-ended) // the first that ended says why
		})
	}
	for n := range b.workers {
		all.Go(func() {
			if err := b.work(inner, fmt.Sprintf("worker-%d", n+1)); err != nil {
				stop(err)
			}
		})
	}
	all.Go(func() { b.keepSchedules(inner) })
	all.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return context.Cause(inner)
}

// check says which part is missing before anything is started.
func (b *Bot) check() error {
	switch {
	case b.answerer == nil, b.compiler == nil, b.queue == nil, b.subscriptions == nil, b.history == nil:
		return errors.New("bot: an answerer, a compiler, a queue, subscriptions and a history are needed to run")
	case len(b.chats) != len(b.listed):
		return errors.New("bot: two chats of the same service; run one bot for each")
	}
	if _, err := (briefing.Schedule{Zone: b.zone}).Location(); err != nil {
		return fmt.Errorf("bot: zone of subscriptions: %w", err)
	}
	return nil
}
