package bot

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// memory is a queue, subscriptions and a history that last as long as a test. Like a store, it outlives the bots that use it.
type memory struct {
	mu            sync.Mutex
	jobs          []*owed
	changed       chan struct{} // closed and made anew with every change
	subscriptions map[string]briefing.Subscription
	turns         map[briefing.Channel][]briefing.Turn
	broken        error // of ClaimJob
	clock         func() time.Time
}

type owed struct {
	briefing.Job
	at       time.Time // not before
	claimed  string
	finished bool
}

func newMemory() *memory {
	return &memory{clock: time.Now, changed: make(chan struct{}), subscriptions: map[string]briefing.Subscription{}, turns: map[briefing.Channel][]briefing.Turn{}}
}

func (m *memory) AddJob(_ context.Context, j briefing.Job) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if slices.ContainsFunc(m.jobs, func(o *owed) bool { return o.ID == j.ID }) {
		return false, nil
	}
	m.jobs = append(m.jobs, &owed{Job: j, at: j.Due})
	m.change()
	return true, nil
}

func (m *memory) change() {
	close(m.changed)
	m.changed = make(chan struct{})
}

func (m *memory) ClaimJob(ctx context.Context, worker string, _ time.Duration) (briefing.Job, error) {
	for {
		j, changed, wait, err := m.tryClaim(worker)
		if err != nil || j.ID != "" {
			return j, err
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return briefing.Job{}, ctx.Err()
		case <-changed:
			timer.Stop()
		case <-timer.C:
		}
	}
}

func (m *memory) tryClaim(worker string) (briefing.Job, <-chan struct{}, time.Duration, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	wait := time.Minute // clocks are set
	busy := map[briefing.Channel]bool{}
	for _, o := range m.jobs {
		if o.finished || busy[o.Channel] {
			continue
		}
		busy[o.Channel] = true
		if o.claimed != "" {
			continue
		}
		if left := o.at.Sub(m.clock()); left > 0 {
			wait = min(wait, left)
			continue
		}
		if m.broken != nil {
			return briefing.Job{}, nil, 0, m.broken
		}
		o.claimed = worker
		o.Attempts++
		return o.Job, nil, 0, nil
	}
	return briefing.Job{}, m.changed, wait, m.broken
}

func (m *memory) settle(worker, id string, fn func(*owed)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, o := range m.jobs {
		if o.ID == id && o.claimed == worker {
			o.claimed = ""
			fn(o)
			m.change()
			return nil
		}
	}
	return briefing.ErrNotFound
}

func (m *memory) FinishJob(_ context.Context, worker, id string) error {
	return m.settle(worker, id, func(o *owed) { o.finished = true })
}

func (m *memory) RetryJob(_ context.Context, worker, id string, at time.Time) error {
	return m.settle(worker, id, func(o *owed) { o.at = at })
}

func (m *memory) PutSubscription(_ context.Context, s briefing.Subscription) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.subscriptions[s.ID] = s
	return nil
}

func (m *memory) DeleteSubscription(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.subscriptions[id]; !ok {
		return briefing.ErrNotFound
	}
	delete(m.subscriptions, id)
	return nil
}

func (m *memory) Subscriptions(context.Context) ([]briefing.Subscription, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []briefing.Subscription
	for _, s := range m.subscriptions {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b briefing.Subscription) int { return strings.Compare(a.ID, b.ID) })
	return all, nil
}

func (m *memory) AddTurn(_ context.Context, thread briefing.Channel, t briefing.Turn) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turns[thread] = append(m.turns[thread], t)
	return nil
}

func (m *memory) Turns(_ context.Context, thread briefing.Channel) ([]briefing.Turn, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.turns[thread]), nil
}

// unfinished lists the ids of the jobs that are still owed.
func (m *memory) unfinished() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var ids []string
	for _, o := range m.jobs {
		if !o.finished {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// chat is a service in which a test talks. What it shows, it shows once for a key.
type chat struct {
	name     string
	messages chan Message
	listen   func(ctx context.Context, try int) error           // instead of bringing messages; may be nil
	fail     func(try int, p post.Post) (shown bool, err error) // what happens to a post; nil shows all
	mu       sync.Mutex
	listened int
	sends    []sent // every call of Send
	shown    []sent // what people saw
}

type sent struct {
	at time.Time
	to briefing.Channel
	post.Post
}

func newChat(name string) *chat { return &chat{name: name, messages: make(chan Message)} }

func (c *chat) Service() string { return c.name }

func (c *chat) Listen(ctx context.Context, receive func(context.Context, Message) error) error {
	c.mu.Lock()
	c.listened++
	try := c.listened
	c.mu.Unlock()
	if c.listen != nil {
		return c.listen(ctx, try)
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case m := <-c.messages:
			if err := receive(ctx, m); err != nil {
				return err
			}
		}
	}
}

func (c *chat) Send(ctx context.Context, to briefing.Channel, p post.Post) (Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := sent{time.Now(), to, p}
	c.sends = append(c.sends, s)
	show, err := true, error(nil)
	if c.fail != nil {
		show, err = c.fail(len(c.sends), p)
	}
	known := slices.ContainsFunc(c.shown, func(o sent) bool { return o.Key == p.Key })
	if show && !known {
		c.shown = append(c.shown, s)
	}
	return Receipt{ID: "posted-" + p.Key, At: time.Now()}, err
}

// saw lists the plain form of what people saw.
func (c *chat) saw() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []string
	for _, s := range c.shown {
		out = append(out, s.Plain().Reveal())
	}
	return out
}

// brain answers and compiles as a test says.
type brain struct {
	mu      sync.Mutex
	answer  func(try int, q briefing.Question) (briefing.Answer, error) // nil echoes the question as a fact
	compile func(try int) error
	asked   []briefing.Question
	periods [][2]time.Time
}

func (b *brain) Answer(ctx context.Context, q briefing.Question) (briefing.Answer, error) {
	b.mu.Lock()
	b.asked = append(b.asked, q)
	try := len(b.asked)
	b.mu.Unlock()
	if b.answer != nil {
		return b.answer(try, q)
	}
	return echo(q.Text), ctx.Err()
}

func echo(text string) briefing.Answer {
	return briefing.Answer{
		ID: "a7f3", Kind: briefing.AnswerFact, Subject: []string{text},
		Points:    []briefing.Point{{Text: text, Citations: []int{1}}},
		Citations: []briefing.Citation{{N: 1, Fact: "r.0-1", Outlet: "Coast Herald", Quote: text}},
	}
}

func (b *brain) Compile(_ context.Context, s briefing.Subscription, from, to time.Time) (briefing.Digest, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.periods = append(b.periods, [2]time.Time{from, to})
	if b.compile != nil {
		if err := b.compile(len(b.periods)); err != nil {
			return briefing.Digest{}, err
		}
	}
	return briefing.Digest{Title: s.Name, From: from, To: to, Articles: 3,
		Stories:   []briefing.DigestStory{{Headline: "Ferry", Points: []briefing.Point{{Text: "It ran aground.", Citations: []int{1}}}}},
		Citations: []briefing.Citation{{N: 1, Fact: "r.0-1", Quote: "It ran aground."}}}, nil
}

// house is a bot with its surroundings.
type house struct {
	t *testing.T
	*memory
	*brain
	chat *chat
	more []Chat
	now  func() time.Time
	log  *slog.Logger

	stop func() // ends the run and waits for it
	end  error  // what the run returned
}

func newHouse(t *testing.T) *house {
	return &house{t: t, memory: newMemory(), brain: &brain{}, chat: newChat("test")}
}

// start runs a bot until stop.
func (h *house) start() {
	ctx, cancel := context.WithCancel(context.Background())
	if h.now != nil {
		h.memory.clock = h.now
	}
	b := New(Options{Answerer: h.brain, Compiler: h.brain, Queue: h.memory, Subscriptions: h.memory, History: h.memory,
		Chats: append([]Chat{h.chat}, h.more...), Now: h.now, Log: h.log, Workers: 3})
	ended := make(chan struct{})
	go func() {
		h.end = b.Run(ctx)
		close(ended)
	}()
	h.stop = func() {
		cancel()
		<-ended
	}
}

// room is where the tests talk.
var room = briefing.Channel{Service: "test", Workspace: "W", ID: "room", Thread: "17.01"}

// say brings a message to the bot.
func (h *house) say(id, text string) {
	h.chat.messages <- Message{ID: "test:" + id, Channel: room, From: "ann", Text: text, At: time.Now()}
}

var errDown = errors.New("the store is down")
