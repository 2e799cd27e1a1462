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
	// RepeatSafe is how long after it was first sent a message may be sent again under its mark without looking whether it is shown.
	RepeatSafe() time.Duration
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
