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
	// Send posts p. A post sent again under the same Key must not show twice where the service can prevent it.
	Send(ctx context.Context, to briefing.Channel, p post.Post) (Receipt, error)
}

// ErrEnd is wrapped by the error of a chat that is over for good, such as a console at the end of its input.
var ErrEnd = errors.New("the chat has ended")

// Message is what somebody said to the bot.
type Message struct {
	ID      string           // of the event that brought it, unique over all services: "slack:T1/C2/1700.01"
	Channel briefing.Channel // with the thread the answer belongs into
	From    string           // the service's id of the person
	Text    string           // plain, without the mention of the bot
	At      time.Time        // when it was said, by the service's clock
}

// Receipt is what a service says about a post it took.
type Receipt struct {
	ID string    // the service's id of the message
	At time.Time // by the service's clock; zero if it does not say
}

// RefusedError is a definite refusal: the post was not shown, and sending it again as it is will not help.
type RefusedError struct {
	Service string
	Reason  string // the service's own code, such as "channel_not_found"
}

func (e *RefusedError) Error() string { return e.Service + " refused the post: " + e.Reason }

// BusyError says the service asks for patience: the post was not shown, and may be sent again after Wait.
type BusyError struct {
	Service string
	Wait    time.Duration
}

func (e *BusyError) Error() string { return e.Service + " is busy, again in " + e.Wait.String() }
