package bot

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

// unfinished lists the ids of the jobs that are still owed.
func (h *house) unfinished() []string {
	h.t.Helper()
	jobs, err := h.Jobs(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	var ids []string
	for _, j := range jobs {
		if j.Parked.IsZero() {
			ids = append(ids, j.ID)
		}
	}
	return ids
}

// turns lists the turns that are remembered of a thread.
func (h *house) turns(thread briefing.Channel) []briefing.Turn {
	h.t.Helper()
	turns, err := h.Turns(context.Background(), thread)
	if err != nil {
		h.t.Fatal(err)
	}
	return turns
}

// owe adds a job.
func (h *house) owe(j briefing.Job) {
	h.t.Helper()
	if _, err := h.AddJob(context.Background(), j); err != nil {
		h.t.Fatal(err)
	}
}

// subscriptions lists all of them.
func (h *house) subscriptions() []briefing.Subscription {
	h.t.Helper()
	all, err := h.Subscriptions(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

// brokenQueue is a memory whose queue gives no job.
type brokenQueue struct {
	Memory
	err error
}

func (q brokenQueue) ClaimJob(context.Context, string, string, time.Duration) (briefing.Job, error) {
	return briefing.Job{}, q.err
}

// chat is a service in which a test talks. What it shows, it shows once for a key.
type chat struct {
	name     string
	messages chan Message
	listen   func(ctx context.Context, try int) error           // instead of bringing messages; may be nil
	fail     func(try int, p post.Post) (shown bool, err error) // what happens to a post; nil shows all
	mu       sync.Mutex
	stories  bool // saw lists them too
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
	return Receipt{ID: "posted-" + p.Key, Thread: "posted-" + p.Key, At: time.Now()}, err
}

func (c *chat) Threads(to briefing.Channel) bool { return to.Thread == "" }

// RepeatSafe is for ever: a key shows once.
func (c *chat) RepeatSafe(briefing.Channel, string) time.Duration { return 24 * time.Hour }

// saw lists the plain form of what people saw; what stands in the thread under a digest only where a test is about that.
func (c *chat) saw() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []string
	for _, s := range c.shown {
		if c.stories || !strings.HasPrefix(s.to.Thread, "posted-digest:") {
			out = append(out, s.Plain().Reveal())
		}
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
	known   []int // how many digests of the thirty days before each was compiled with
}

func (b *brain) Extent(context.Context, []string) (briefing.Extent, error) {
	return briefing.Extent{Articles: 1, Facts: 2}, nil
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

func (b *brain) Compile(_ context.Context, e briefing.Edition) (briefing.Digest, error) {
	s, from, to := e.Subscription, e.From, e.To
	b.mu.Lock()
	defer b.mu.Unlock()
	b.periods = append(b.periods, [2]time.Time{from, to})
	b.known = append(b.known, len(e.Told))
	if b.compile != nil {
		if err := b.compile(len(b.periods)); err != nil {
			return briefing.Digest{}, err
		}
	}
	return briefing.Digest{Title: s.Name, From: from, To: to, Articles: 3,
		Stories:   []briefing.DigestStory{{Headline: "Ferry", Points: []briefing.Point{{Text: "It ran aground.", Citations: []int{1}}}}},
		Citations: []briefing.Citation{{N: 1, Fact: "r.0-1", Quote: "It ran aground."}}}, nil
}

// house is a bot with its surroundings. Its memory outlives the runs of the bot, as a file does.
type house struct {
	t *testing.T
	*store.DB
	*brain
	chat   *chat
	more   []Chat
	now    func() time.Time
	log    *slog.Logger
	broken error          // of the queue
	adjust func(*Options) // may be nil
	bot    *Bot           // of the latest run

	stop func() // ends the run and waits for it
	end  error  // what the run returned
}

func newHouse(t *testing.T) *house {
	h := &house{t: t, brain: &brain{}, chat: newChat("test")}
	db, err := store.Open(filepath.Join(t.TempDir(), "nutgraf.db"), store.Options{
		NoSync: true, PanicOnLongView: true, MapSize: 1 << 20, Command: "nutgraf test",
		Now: func() time.Time {
			if h.now != nil {
				return h.now()
			}
			return time.Now()
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	h.DB = db
	return h
}

// start runs a bot until stop.
func (h *house) start() {
	ctx, cancel := context.WithCancel(context.Background())
	memory := Memory(h.DB)
	if h.broken != nil {
		memory = brokenQueue{memory, h.broken}
	}
	o := Options{Answerer: h.brain, Compiler: h.brain, Memory: memory,
		Chats: append([]Chat{h.chat}, h.more...), Now: h.now, Log: h.log, Workers: 3}
	if h.adjust != nil {
		h.adjust(&o)
	}
	b := New(o)
	h.bot = b
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
func (h *house) say(id, text string) { h.sayIn(room, id, text) }

// sayIn brings a message of another thread.
func (h *house) sayIn(thread briefing.Channel, id, text string) {
	h.chat.messages <- Message{ID: "test:" + id, Channel: thread, From: "ann", Role: briefing.RoleSubscribe, Text: text, At: time.Now()}
}

var errDown = errors.New("the store is down")
