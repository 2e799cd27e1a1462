package bottest

import (
	"context"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// What a chat of this package can do.
var (
	_ bot.Threaded   = (*Chat)(nil)
	_ bot.Sized      = (*Chat)(nil)
	_ bot.Prover     = (*Chat)(nil)
	_ bot.Repeater   = (*Chat)(nil)
	_ bot.Gatekeeper = (*Chat)(nil)
	_ bot.Director   = (*Chat)(nil)
	_ bot.Eraser     = (*Chat)(nil)
	_ bot.Attentive  = (*Chat)(nil)
	_ bot.Observed   = (*Chat)(nil)
	_ bot.Named      = (*Chat)(nil)
)

// Chat is a bot.Chat of a Service. What the service cannot do, its methods say so: nothing is proved, no repetition is safe, no role
// is known.
type Chat struct {
	wire    wire
	about   about
	listens func(ctx context.Context, try int) error
	tries   int
}

// wire is the way to the service.
type wire interface {
	Next(ctx context.Context) (m bot.Message, ack int, err error)
	Ack(ack int)
	Send(ctx context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error)
	Find(ctx context.Context, to briefing.Channel, mark string, since time.Time, known string) (bot.Proof, bot.Receipt, error)
	Role(ctx context.Context, in briefing.Channel, person string) (briefing.Role, error)
	Direct(ctx context.Context, workspace, person string) (briefing.Channel, error)
	Erase(ctx context.Context, in briefing.Channel, reply string, ids ...string) error
	Attend(ctx context.Context, in briefing.Channel, reply string)
	Sees(ctx context.Context, place briefing.Channel, person string) (bool, error)
	Name(ctx context.Context, place briefing.Channel, person string) string
}

// about is what never changes of a service.
type about struct {
	Name       string
	Threads    bool
	Size       int
	RepeatSafe time.Duration
}

func (s *Service) about() about {
	return about{Name: s.options.Name, Threads: s.options.Threads, Size: s.options.Size, RepeatSafe: s.options.RepeatSafe}
}

// Chat is a chat of the service in this process.
func (s *Service) Chat() *Chat { return &Chat{wire: s, about: s.about()} }

// Service is the service's name.
func (c *Chat) Service() string { return c.about.Name }

// Listening has try called at the begin of each Listen, with how often Listen was called: an error ends it.
func (c *Chat) Listening(try func(ctx context.Context, try int) error) *Chat {
	c.listens = try
	return c
}

// Listen hands events on, one after the other, and acknowledges those that were taken.
func (c *Chat) Listen(ctx context.Context, receive func(context.Context, bot.Message) error) error {
	c.tries++
	if c.listens != nil {
		if err := c.listens(ctx, c.tries); err != nil {
			return err
		}
	}
	for {
		m, ack, err := c.wire.Next(ctx)
		if err != nil {
			return err
		}
		if err := receive(ctx, m); err != nil {
			return err
		}
		c.wire.Ack(ack)
	}
}

// Send posts p.
func (c *Chat) Send(ctx context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error) {
	return c.wire.Send(ctx, to, p)
}

// Threads reports whether a message can have a thread under it.
func (c *Chat) Threads(to briefing.Channel) bool { return c.about.Threads && to.Thread == "" }

// MessageSize is how many characters a message holds.
func (c *Chat) MessageSize() int { return c.about.Size }

// RepeatSafe is how long a repeated mark is not shown again. Over a way back a repetition takes the place of what it repeats, as long as
// the way is open.
func (c *Chat) RepeatSafe(to briefing.Channel, reply string) time.Duration {
	if reply != "" && to.Only() != "" {
		return replyOpen
	}
	if to.Only() != "" {
		return 0
	}
	return c.about.RepeatSafe
}

// Find looks for a message in the history.
func (c *Chat) Find(ctx context.Context, to briefing.Channel, mark string, since time.Time, known string) (bot.Proof, bot.Receipt, error) {
	return c.wire.Find(ctx, to, mark, since, known)
}

// Role is what a person may do.
func (c *Chat) Role(ctx context.Context, in briefing.Channel, person string) (briefing.Role, error) {
	return c.wire.Role(ctx, in, person)
}

// Direct is the direct channel to a person.
func (c *Chat) Direct(ctx context.Context, workspace, person string) (briefing.Channel, error) {
	return c.wire.Direct(ctx, workspace, person)
}

// Erase takes messages of the bot back.
func (c *Chat) Erase(ctx context.Context, in briefing.Channel, reply string, ids ...string) error {
	return c.wire.Erase(ctx, in, reply, ids...)
}

// Attend shows that the bot is at work.
func (c *Chat) Attend(ctx context.Context, in briefing.Channel, reply string) {
	c.wire.Attend(ctx, in, reply)
}

// Sees reports whether a person reads along in a place.
func (c *Chat) Sees(ctx context.Context, place briefing.Channel, person string) (bool, error) {
	return c.wire.Sees(ctx, place, person)
}

// Name is what a person or a place is called.
func (c *Chat) Name(ctx context.Context, place briefing.Channel, person string) string {
	return c.wire.Name(ctx, place, person)
}
