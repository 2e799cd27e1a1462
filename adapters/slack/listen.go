package slack

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync/atomic"
	"time"

	api "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
	"golang.org/x/sync/errgroup"

	"github.com/nutgraf/nutgraf/bot"
)

// sockets is how many connections are held: Slack replaces each every few hours, and what arrives while
// the only one is being replaced can be lost. An app may hold ten:
// https://docs.slack.dev/apis/events-api/using-socket-mode#connections
const sockets = 2

// maxEnvelopeBytes bounds one envelope. A message has at most 40,000 characters and 50 blocks; a
// larger frame would only be read over and over.
const maxEnvelopeBytes = 4 << 20

// silence is how long a socket may be without a ping before it is taken for dead: the network can swallow a connection without a word.
// Slack pings every few seconds.
const silence = 30 * time.Second

// restartWait is the pause before a socket that ended without a reason is opened again.
const restartWait = time.Second

// receiver is what Listen hands messages to.
type receiver func(context.Context, bot.Message) error

// Listen calls receive for each mention of the bot, each direct message to it and each press of a button of its posts, until ctx is done.
// It acknowledges an envelope only once receive has returned nil: one that failed is not acknowledged, and
// Slack delivers it again. A token that Slack refuses ends it with an error that names the setting;
// everything else is tried again.
func (c *Chat) Listen(ctx context.Context, receive func(context.Context, bot.Message) error) error {
	self, err := c.identify(ctx)
	if err != nil {
		return err
	}
	c.log.Info("listening on slack", "team", self.team, "user", self.user)
	end := c.beside.begin(ctx)
	defer end()
	if c.listen != "" {
		return c.serve(ctx, self, receive)
	}
	g, running := errgroup.WithContext(ctx)
	for n := range sockets {
		s := &socket{
			client:  socketmode.New(c.api, socketmode.OptionReadLimit(maxEnvelopeBytes), socketmode.OptionPingInterval(c.silence)),
			chat:    c,
			self:    self,
			receive: receive,
			log:     c.log.With("socket", n+1),
		}
		g.Go(func() error { return s.run(running) })
		g.Go(func() error { return s.drive(running) })
	}
	err = g.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// socket is one connection to Slack, reopened as often as needed.
type socket struct {
	client  *socketmode.Client
	chat    *Chat
	self    identity
	receive receiver
	log     *slog.Logger
	open    atomic.Bool
}

// run keeps the connection open until ctx is done or the app token is refused.
func (s *socket) run(ctx context.Context) error {
	for {
		err := s.client.RunContext(ctx)
		s.isOpen(false)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if fault := tokenError("slack.app_token_env", err); fault != nil {
			return fault
		}
		s.log.Warn("slack socket ended, opening it again", "error", s.chat.redact(err))
		if err := s.chat.pause(ctx, restartWait); err != nil {
			return err
		}
	}
}

// isOpen keeps count of the open sockets.
func (s *socket) isOpen(now bool) {
	switch was := s.open.Swap(now); {
	case now && !was:
		s.chat.open.Add(1)
	case was && !now:
		s.chat.open.Add(-1)
	}
}

// handle keeps an eye on the connection, and returns the envelope that an event brings; one without an id is none. It returns an error only
// when listening is over.
func (s *socket) handle(ev socketmode.Event) (envelope, error) {
	switch data := ev.Data.(type) {
	case *socketmode.ConnectedEvent:
		s.isOpen(true)
		s.chat.meter.Opened()
		s.log.Info("slack socket open", "times", data.ConnectionCount+1)
		return envelope{}, nil
	case *api.ConnectionErrorEvent:
		// slack-go tries again for ever on answers that will not change.
		if fault := tokenError("slack.app_token_env", data.ErrorObj); fault != nil {
			return envelope{}, fault
		}
		s.log.Warn("slack socket does not open, trying again", "wait", data.Backoff, "error", s.chat.redact(data.ErrorObj))
		return envelope{}, nil
	case *api.IncomingEventError:
		s.isOpen(false)
		s.log.Info("slack socket closed", "error", s.chat.redact(data.ErrorObj))
		return envelope{}, nil
	case *socketmode.ErrorWriteFailed:
		s.log.Warn("slack did not get an acknowledgement and will deliver again",
			"envelope", data.Response.EnvelopeID, "error", s.chat.redact(data.Cause))
		return envelope{}, nil
	case *socketmode.ErrorBadMessage:
		// slack-go gives up on an envelope it cannot parse in full, be it for a block type newer
		// than itself. What is needed here may well be readable.
		var e envelope
		if err := json.Unmarshal(data.Message, &e); err != nil {
			s.log.Warn("slack sent an unreadable envelope", "error", s.chat.redact(err))
			return envelope{}, nil
		}
		return e, nil
	}
	if ev.Request == nil {
		return envelope{}, nil
	}
	r := ev.Request
	return envelope{Type: r.Type, ID: r.EnvelopeID, Payload: r.Payload, Retry: r.RetryAttempt}, nil
}

// envelope is what Slack wants acknowledged.
type envelope struct {
	Type    string          `json:"type"`
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload"`
	Retry   int             `json:"retry_attempt"`
}

// envelope takes what e brings and acknowledges it, unless taking failed.
func (s *socket) envelope(ctx context.Context, e envelope) error {
	reply, err := s.chat.guarded(ctx, s.self, e, s.receive)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		s.log.Error("message not taken, slack will deliver it again", "envelope", e.ID, "retry", e.Retry, "error", s.chat.redact(err))
		return nil
	}
	if err := s.client.AckCtx(ctx, e.ID, reply); err != nil {
		return err // ctx is done: nothing else makes so small an acknowledgement fail
	}
	return nil
}
