package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Memory is everything a restart must know, in one file or cluster.
type Memory interface {
	Queue
	Outbox
	Subscriptions
	History
	Ledger
	Watches
	People
}

// Options is what a bot is made of.
type Options struct {
	Answerer Answerer
	Compiler Compiler
	Memory   Memory
	Chats    []Chat // of different services

	Log      *slog.Logger     // nil logs nothing
	Now      func() time.Time // nil is time.Now
	Workers  int              // jobs done at the same time for each chat; 0 means 4
	Zone     string           // IANA name of the zone of subscriptions that name none; "" means UTC
	Limits   Limits           // the zero value is DefaultLimits
	Sources  Sources          // nil lets every place see everything
	FollowUp FollowUp         // nil follows no question and corrects nothing
	Feeds    Feeds            // nil knows of no failing feed
	Meter    Meter            // nil counts nothing
	Settle   time.Duration    // how long after a message was given to a service it may still come to be shown; 0 means 2 minutes
}

// Sources says which feeds a place must not see.
type Sources interface {
	// Hidden lists the names of the feeds whose articles nobody in a place may be shown.
	Hidden(place briefing.Channel) []string
}

// Feeds says which feeds are read.
type Feeds interface {
	// Names lists them as people call them, without those whose names in articles are hidden.
	Names(hidden []string) []string
	// Failing lists the feeds that could not be read for a day or more, by name.
	Failing() []briefing.FailingFeed
}

// Meter counts what the bot does, for an operator. It is called from many goroutines and must not block.
type Meter interface {
	// Asked counts a question that came in from a service.
	Asked(service string)
	// Answered counts an answer of a kind, and how long the person waited since the question was taken.
	Answered(service string, kind briefing.AnswerKind, waited time.Duration)
	// Posted counts a message by what became of it: "posted", "refused", "retried", "parked".
	Posted(service, outcome string)
	// Done counts a job that ended: "done", "retried", "parked", "dropped", "late".
	Done(kind briefing.JobKind, outcome string, took time.Duration)
	// Limited counts a message that met a limit: "person", "channel", "workspace", "day", "overload".
	Limited(service, limit string)
	// Listening says whether a chat listens.
	Listening(service string, ok bool)
	// Working says that a worker has begun a job, or has ended it.
	Working(worker string, on bool)
	// Ticked says that a part that looks at the clock every so often, such as "schedules", has looked.
	Ticked(part string)
	// Restarted counts a part that failed and was started again.
	Restarted(part string)
}

// Limits is how much the bot does for whom. Zero fields mean those of DefaultLimits; negative ones mean no limit.
type Limits struct {
	Person, Channel, Workspace Rate // questions taken
	Daily                      int  // questions answered a day for a workspace
	Backlog                    int  // due jobs from which on new questions are told to come back
}

// Rate is a token bucket.
type Rate struct {
	Burst  int     // tokens it holds
	Minute float64 // tokens it gains a minute
}

// DefaultLimits let a busy newsroom work and stop a script.
var DefaultLimits = Limits{
	Person: Rate{Burst: 20, Minute: 12}, Channel: Rate{Burst: 60, Minute: 60}, Workspace: Rate{Burst: 600, Minute: 600},
	Daily: 20_000, Backlog: 2_000,
}

// Unlimited is for a bot that serves one person, at a terminal of their own.
var Unlimited = Limits{Person: Rate{Burst: -1}, Channel: Rate{Burst: -1}, Workspace: Rate{Burst: -1}, Daily: -1, Backlog: -1}

// Bot is the conversation between chats and stored facts.
type Bot struct {
	answerer Answerer
	compiler Compiler
	memory   Memory
	chats    map[string]Chat // by service
	listed   []Chat          // as handed in
	log      *slog.Logger
	now      func() time.Time
	workers  int
	zone     string
	limits   atomic.Pointer[Limits]
	sources  Sources
	followUp FollowUp
	feeds    Feeds
	meter    Meter
	markKey  []byte // by which nobody else can make the marks of its messages
	settle   time.Duration
	boot     string // names this run

	buckets   buckets
	queued    queued
	gates     gates
	armed     sendings
	suggested suggestions
	underWay  underWay
	changing  sync.Mutex // held from reading a subscription to writing it back
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
	if o.Meter == nil {
		o.Meter = silent{}
	}
	b := &Bot{
		answerer: o.Answerer, compiler: o.Compiler, memory: o.Memory,
		chats: make(map[string]Chat, len(o.Chats)), listed: o.Chats,
		log: o.Log, now: o.Now, workers: o.Workers, zone: o.Zone,
		sources: o.Sources, followUp: o.FollowUp, feeds: o.Feeds, meter: o.Meter,
		settle: cmp.Or(o.Settle, defaultSettle), boot: rand.Text(),
	}
	b.SetLimits(o.Limits)
	for _, c := range o.Chats {
		b.chats[c.Service()] = c
		if h, ok := c.(Hosted); ok {
			h.Host(b)
		}
	}
	return b
}

// SetLimits makes these the limits from now on; the zero value is DefaultLimits. What people have used up already counts on.
func (b *Bot) SetLimits(l Limits) {
	l = l.over(DefaultLimits)
	b.limits.Store(&l)
}

// Run listens, works and keeps the schedules until ctx is done, and returns once all it started has ended: nil if ctx was
// done, an error that wraps ErrEnd if every chat has ended for good, or what kept it from working. Jobs that are under way
// when ctx ends have a few seconds to finish; what they do not finish stays owed.
func (b *Bot) Run(ctx context.Context) error {
	if err := b.check(); err != nil {
		return err
	}
	var err error
	if b.markKey, err = b.memory.Secret("marks of messages"); err != nil {
		return fmt.Errorf("bot: key of the marks of messages: %w", err)
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
	for _, c := range b.listed { // workers of its own: a slow or dead service holds up its own jobs and nobody else's
		for n := range b.workers {
			worker := fmt.Sprintf("%s-%d", c.Service(), n+1)
			all.Go(func() {
				err := b.apart(inner, worker, func(ctx context.Context) error {
					b.meter.Working(worker, false)
					return b.work(ctx, worker, c.Service())
				})
				if err != nil {
					stop(err)
				}
			})
		}
	}
	b.keep(inner, &all, "schedules", b.keepSchedules)
	if b.followUp != nil {
		b.keep(inner, &all, "follow-ups", b.keepFollowingUp)
	}
	all.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return context.Cause(inner)
}

// keep runs a part that has nothing to return beside the others.
func (b *Bot) keep(ctx context.Context, all *sync.WaitGroup, part string, run func(context.Context)) {
	all.Go(func() {
		_ = b.apart(ctx, part, func(ctx context.Context) error {
			run(ctx)
			return nil
		})
	})
}

// check says which part is missing before anything is started.
func (b *Bot) check() error {
	switch {
	case b.answerer == nil, b.compiler == nil, b.memory == nil:
		return errors.New("bot: an answerer, a compiler and a memory are needed to run")
	case len(b.chats) != len(b.listed):
		return errors.New("bot: two chats of the same service; run one bot for each")
	}
	if _, err := (briefing.Schedule{Zone: b.zone}).Location(); err != nil {
		return fmt.Errorf("bot: zone of subscriptions: %w", err)
	}
	return nil
}
