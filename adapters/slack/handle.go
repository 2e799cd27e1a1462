package slack

import (
	"context"
	"encoding/json"

	"github.com/nutgraf/nutgraf/bot"
)

// handle does what an envelope asks for, whichever way it came, and hands on what it says to the bot. Slack may have the envelope
// acknowledged, with reply as what it shows or does at once (nil for nothing), only where err is nil: else it is delivered again.
//
// Nothing slow happens in here: Slack waits three seconds, a form must open within three, and a person sees nothing before. What else there
// is to do about an event is done beside it (beside.go).
func (c *Chat) handle(ctx context.Context, self identity, e envelope, receive receiver) (reply any, err error) {
	switch e.Type {
	case "events_api":
		return nil, c.event(ctx, self, e, receive)
	case "slash_commands":
		return nil, c.slash(ctx, self, e, receive)
	case "interactive":
		return c.interaction(ctx, self, e, receive)
	case "app_rate_limited":
		c.log.Error("slack delivers no more events for a minute: there were more than 30,000 within the hour")
		return nil, nil
	}
	c.unknown(e, e.Type)
	return nil, nil
}

// unknown notes what nobody here handles. It is acknowledged: brought again it would be no better known.
func (c *Chat) unknown(e envelope, kind string) {
	c.log.Warn("slack sent what is not handled here", "type", kind, "envelope", e.ID, "so_far", c.unhandled.Add(1))
}

// ignored notes why an event says nothing to the bot.
func (c *Chat) ignored(e envelope, why string) {
	c.log.Debug("slack event ignored", "reason", why, "envelope", e.ID)
}

// interaction does what was pressed, chosen or sent.
func (c *Chat) interaction(ctx context.Context, self identity, e envelope, receive receiver) (reply any, err error) {
	var kind struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(e.Payload, &kind) != nil {
		kind.Type = ""
	}
	switch kind.Type {
	case "block_actions":
		return nil, c.pressed(ctx, self, e, receive)
	case "message_action":
		return nil, c.shortcut(ctx, self, e, receive)
	case "view_submission":
		return c.submitted(ctx, self, e, receive)
	case "view_closed":
		return nil, nil
	}
	c.unknown(e, "interactive "+kind.Type)
	return nil, nil
}

// take hands a message on, unless the policy of its place is against it.
func (c *Chat) take(ctx context.Context, e envelope, m bot.Message, from origin, receive receiver) error {
	if why := c.rules().refuses(m, from); why != "" {
		c.log.Info("slack message refused", "message", m.ID, "reason", why)
		c.sayWhy(m, why)
		return nil
	}
	c.log.Debug("slack message", "message", m.ID, "age", c.now().Sub(m.At), "retry", e.Retry)
	return receive(ctx, m)
}
