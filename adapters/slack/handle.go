package slack

import (
	"context"

	"github.com/nutgraf/nutgraf/bot"
)

// handle does what an envelope asks for, whichever way it came, and hands on what it says to the bot. Slack may have the envelope
// acknowledged, with reply as what it shows or does at once (nil for nothing), only where err is nil: else it is delivered again.
func (c *Chat) handle(ctx context.Context, self identity, e envelope, receive receiver) (reply any, err error) {
	said, ok := read(e)
	if !ok {
		c.log.Warn("slack sent what is not handled here", "type", e.Type, "envelope", e.ID, "so_far", c.unhandled.Add(1))
		return nil, nil
	}
	m, ignored := said.message(self)
	if ignored != "" {
		c.log.Debug("slack event ignored", "reason", ignored, "envelope", e.ID)
		return nil, nil
	}
	c.log.Debug("slack message", "message", m.ID, "age", c.now().Sub(m.At), "retry", e.Retry)
	return nil, receive(ctx, m)
}

// read reads what somebody typed or pressed; ok is false for all else.
func read(e envelope) (said interface {
	message(identity) (bot.Message, string)
}, ok bool) {
	if p, ok := readPress(e); ok {
		return p, true
	}
	ev, ok := readEvent(e)
	return ev, ok
}
