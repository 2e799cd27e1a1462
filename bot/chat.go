package bot

import (
	"context"
	"errors"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// Chat is one chat service.
type Chat interface {
	// Service is the name that Channel.Service of its messages carries, such as "slack".
	Service() string
	// Listen calls receive for each message meant for the bot until ctx is done, and returns ctx's
	// error then, or what made listening impossible. It acknowledges a message to the service only
	// once receive has returned nil. It is called again after any error but one that wraps ErrEnd.
	Listen(ctx context.Context, receive func(context.Context, Message) error) error
	// Send posts p, one message. A post sent again under the same Key must not show twice where the service can prevent it.
	// Its error is a RefusedError or a BusyError where the post was for certain not shown. After any other it may be shown.
	Send(ctx context.Context, to briefing.Channel, p post.Post) (Receipt, error)
}

// What a chat can do beyond that it says by having more methods.

// Threaded is a chat whose messages can be answered in a thread under them.
type Threaded interface {
	// Threads reports whether a message to a channel can have a thread under it, named by Receipt.Thread.
	Threads(to briefing.Channel) bool
}

// Sized is a chat whose messages hold less or more than post.Budget characters of plain text.
type Sized interface {
	MessageSize() int
}

// Prover is a chat that can look whether a message was shown.
type Prover interface {
	// Find looks for the message of the bot that carries a mark, among all since a time. Absent must be proved: the bot may read the
	// history, the pages are complete, and a message it must see is seen (known, the id of one posted before; "" when none is
	// known). What cannot be proved is Unproved.
	Find(ctx context.Context, to briefing.Channel, mark string, since time.Time, known string) (Proof, Receipt, error)
}

// Repeater is a chat whose service drops a repeated mark by itself for a while.
type Repeater interface {
	// RepeatSafe is how long after it was first sent a message to a channel may be sent again under its mark without looking whether it
	// is shown. It goes by the post too: what goes the way that Message.Reply opened may be another matter.
	RepeatSafe(to briefing.Channel, reply string) time.Duration
}

// Connected is a chat that can tell whether it has a connection to its service: while it listens, one may be lost and come again.
type Connected interface {
	Connected() bool
}

// Proof is what looking for a message brought.
type Proof int

const (
	Unproved Proof = iota // nobody can say
	Absent                // it was not shown
	Present               // it was
)

// Gatekeeper is a chat that knows what people may do.
type Gatekeeper interface {
	// Role is what a person may do in a place now, by the service's own rights. It is asked when the act is done. An error means
	// that the service does not say: then only what everybody may do is done.
	Role(ctx context.Context, in briefing.Channel, person string) (briefing.Role, error)
}

// Director is a chat in which a person can be written to alone.
type Director interface {
	// Direct is the direct channel to a person.
	Direct(ctx context.Context, workspace, person string) (briefing.Channel, error)
}

// Attentive is a chat that can show that the bot is at work.
type Attentive interface {
	// Attend shows in a thread, or on the way that Message.Reply opened, that an answer is being looked for, until it is posted. It is
	// asked only where that takes longer than a moment, in a goroutine of its own, and what goes wrong is no matter.
	Attend(ctx context.Context, in briefing.Channel, reply string)
}

// Eraser is a chat that can take back what the bot has said.
type Eraser interface {
	// Erase takes back messages of the bot, by their ids in Receipt.ID; reply is the way back that the press of a button in one of them
	// opened, "" where there is none. One that is gone already is no error. Its error is a RefusedError where the service will never do it.
	Erase(ctx context.Context, in briefing.Channel, reply string, ids ...string) error
}

// Named is a chat that knows what people and channels are called.
type Named interface {
	// Name is what a person is called in a place, or where person is "" the place: in plain words that ping nobody. It is "" where the
	// service does not say.
	Name(ctx context.Context, place briefing.Channel, person string) string
}

// Observed is a chat that knows who reads along where.
type Observed interface {
	// Sees reports whether a person may read what is said in a place. An error means that the service does not say: then they are shown nothing of it.
	Sees(ctx context.Context, place briefing.Channel, person string) (bool, error)
}

// Hosted is a chat that shows more of the bot than messages: a page about it, forms, suggestions.
type Hosted interface {
	// Host hands it the bot's desk, once, before Listen.
	Host(d Desk)
}

// Desk is what a chat that shows more than messages may ask the bot, at once, while somebody waits. All else goes by a Message.
type Desk interface {
	// Home is the page about the bot for a person of a workspace: each post is a section with its own actions.
	Home(ctx context.Context, workspace briefing.Channel, person string) ([]post.Post, error)
	// Suggest lists up to n questions that the library can answer, for those who read along in a place; none if there is nothing to ask about.
	Suggest(ctx context.Context, in briefing.Channel, n int) ([]string, error)
	// Engaged reports whether the bot takes part in a thread, so that a message there may be meant for it without a mention: it has
	// answered there, and was not told to be quiet.
	Engaged(ctx context.Context, thread briefing.Channel) (bool, error)
	// Subscriptions lists those of a channel that a person who is there sees, and behind them those of their own; of a workspace, a
	// channel without an id, all that they may see. A command means one of them from anywhere by "#" and its id, such as "pause #ID".
	Subscriptions(ctx context.Context, in briefing.Channel, person string) ([]briefing.Subscription, error)
	// Preview is what a digest that the command "subscribe to …" asks for would post now in a channel, or where that has no ID to a person
	// alone, with why each story is in or out.
	Preview(ctx context.Context, in briefing.Channel, person, words string) ([]post.Post, error)
	// Settings is what holds in a place.
	Settings(ctx context.Context, in briefing.Channel) (briefing.Settings, error)
}

// ErrEnd is wrapped by the error of a chat that is over for good, such as a console at the end of its input.
var ErrEnd = errors.New("the chat has ended")

// Message is what somebody said to the bot.
type Message struct {
	ID      string           // of the event that brought it, unique over all services: "slack:T1/C2/1700.01"
	Channel briefing.Channel // with the thread the answer belongs into
	From    string           // the service's id of the person
	Role    briefing.Role    // of the person in the channel, where the event says it; a Gatekeeper is asked again when it matters
	Text    string           // plain, without the mention of the bot; of a button or form the command it stands for
	At      time.Time        // when it was said, by the service's clock
	Reply   string           // the way back to who said it, which the service opened for a while, such as an address; "" where the channel is the only way
}

// Receipt is what a service says about a post it took.
type Receipt struct {
	ID     string    // the service's id of the message
	Thread string    // the thread under it, for what belongs below; "" where there can be none
	At     time.Time // by the service's clock; zero if it does not say
}

// RefusedError is a definite refusal: the post was not shown, and sending it again as it is will not help.
type RefusedError struct {
	Service string
	Reason  string // the service's own code, such as "channel_not_found"
	Gone    bool   // the channel is gone, archived or closed to the bot: nothing else will be taken there either
}

func (e *RefusedError) Error() string { return e.Service + " refused the post: " + e.Reason }

// BusyError says the service asks for patience: the post was not shown, and may be sent again after Wait.
type BusyError struct {
	Service string
	Wait    time.Duration
}

func (e *BusyError) Error() string { return e.Service + " is busy, again in " + e.Wait.String() }
