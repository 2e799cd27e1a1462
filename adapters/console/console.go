// Package console is a chat in a terminal: a line typed is a message, a post is printed.
//
// It needs no token and no network, so it is where the bot is met first, and where script tests talk to it. The tour:
// [New] makes a chat of an input and an output; Listen prompts, reads a line, hands it on and waits until Send has printed
// the answer before it prompts again. The end of the input, "exit" or "quit" end the chat with [ErrEnd].
//
// What is printed is the plain form of a post. Colour and line breaks at a width are only for terminals: without them
// every byte is that of the post, so that a pipe gets exactly what the bot said.
package console

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// service is the name of this chat in the channels of its messages.
const service = "console"

// ErrEnd is returned by Listen when there is nothing more to come. It wraps bot.ErrEnd.
var ErrEnd = fmt.Errorf("console: end of input: %w", bot.ErrEnd)

// Options says how a console looks. The zero value suits a pipe.
type Options struct {
	Session string           // tells the messages of this run from those of others; "" is "0"
	Prompt  string           // printed before a line is read, such as "> "; "" for input that nobody types
	Color   bool             // answering words bold, sources and footers dim
	Width   int              // columns at which lines are broken between words; 0 never breaks one
	Now     func() time.Time // nil is time.Now
}

// Chat is a bot.Chat over an input and an output. Listen and Send may run at the same time.
type Chat struct {
	options Options
	input   *lines

	mu      sync.Mutex
	out     io.Writer
	waiting string              // id of the message whose answer Listen waits for
	said    chan struct{}       // closed when that answer was printed
	sent    map[string]struct{} // keys of posts that were printed
	asking  bool                // a prompt stands at the end of the output
	broken  error               // what the output failed with: nothing can be printed any more
	n       int                 // messages so far
}

// New makes a chat of in and out. A read of in cannot be broken off: after Listen was stopped through its context, one
// goroutine stays in it until in gives a line or ends, and the line is kept for the next Listen.
func New(in io.Reader, out io.Writer, o Options) *Chat {
	if o.Session == "" {
		o.Session = "0"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Chat{options: o, input: newLines(in), out: out, sent: map[string]struct{}{}}
}

// Service is "console".
func (c *Chat) Service() string { return service }

// maxMessage is more than anybody says: a terminal shows posts of every length.
const maxMessage = 1 << 20

// MessageSize is the same for every console.
func (c *Chat) MessageSize() int { return maxMessage }

// Role of whoever sits at the terminal is to administer.
func (c *Chat) Role(context.Context, briefing.Channel, string) (briefing.Role, error) {
	return briefing.RoleAdminister, nil
}

// Direct is the terminal: who sits there is alone.
func (c *Chat) Direct(context.Context, string, string) (briefing.Channel, error) {
	return briefing.Channel{Service: service, ID: "terminal"}, nil
}

// Listen reads a line after the other and waits for each one's answer, until ctx is done or the chat ends with ErrEnd.
// Blank lines are passed over.
func (c *Chat) Listen(ctx context.Context, receive func(context.Context, bot.Message) error) error {
	for {
		c.prompt()
		line, err := c.input.next(ctx)
		c.answered()
		switch {
		case errors.Is(err, errLongLine):
			c.say(fmt.Sprintf("That line is longer than %d KiB; please ask in fewer words.", maxLine>>10))
			continue
		case errors.Is(err, io.EOF):
			c.leave()
			return ErrEnd
		case err != nil:
			return err
		}
		switch strings.ToLower(line) {
		case "":
			continue
		case "exit", "quit":
			return ErrEnd
		}
		if err := c.ask(ctx, receive, line); err != nil {
			return err
		}
	}
}

// ask hands a line on and waits for its answer.
func (c *Chat) ask(ctx context.Context, receive func(context.Context, bot.Message) error, line string) error {
	c.mu.Lock()
	c.n++
	m := bot.Message{
		ID:      service + ":" + c.options.Session + "/" + strconv.Itoa(c.n),
		Channel: briefing.Channel{Service: service, ID: "terminal", Thread: c.options.Session},
		From:    "you",
		Role:    briefing.RoleAdminister,
		Text:    line,
		At:      c.options.Now(),
	}
	said := make(chan struct{})
	c.waiting, c.said = m.ID, said
	c.mu.Unlock()

	if err := receive(ctx, m); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c.say("That question could not be kept, so it will not be answered: " + err.Error())
		return c.failure()
	}
	select {
	case <-said:
		return c.failure()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// RepeatSafe is for ever: this terminal prints a key once, and on another one nothing was seen.
func (c *Chat) RepeatSafe(briefing.Channel, string) time.Duration { return math.MaxInt64 }

// Send prints p, once for its key.
func (c *Chat) Send(ctx context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error) {
	if err := ctx.Err(); err != nil {
		return bot.Receipt{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	receipt := bot.Receipt{ID: p.Key, At: c.options.Now()}
	if _, again := c.sent[p.Key]; again && p.Key != "" {
		return receipt, nil
	}
	before := ""
	if c.asking { // unasked, such as a digest: it must not stand behind the prompt
		before = "\n"
	}
	c.write(before + c.options.Render(p) + "\n")
	if c.options.Prompt != "" {
		c.write("\n")
	}
	if c.asking {
		c.write(c.options.Prompt)
	}
	if p.Key == c.waiting && c.said != nil {
		close(c.said)
		c.said = nil
	}
	if c.broken != nil {
		return bot.Receipt{}, &bot.RefusedError{Service: service, Reason: c.broken.Error()}
	}
	if p.Key != "" {
		c.sent[p.Key] = struct{}{}
	}
	return receipt, nil
}

func (c *Chat) prompt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.options.Prompt != "" {
		c.write(c.options.Prompt)
		c.asking = true
	}
}

// answered says that whoever was prompted has pressed return.
func (c *Chat) answered() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asking = false
}

// leave ends the line of a prompt that got no answer.
func (c *Chat) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.options.Prompt != "" {
		c.write("\n")
	}
}

// say prints a line of the console's own.
func (c *Chat) say(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.write(c.options.wrap(text) + "\n")
}

// failure is ErrEnd with its cause once the output is broken: a reader who has gone, as in "nutgraf chat | head".
func (c *Chat) failure() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.broken == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrEnd, c.broken)
}

// write prints s, unless printing has failed before. c.mu is held.
func (c *Chat) write(s string) {
	if c.broken == nil && s != "" {
		_, c.broken = io.WriteString(c.out, s)
	}
}
