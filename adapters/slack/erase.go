package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// Erase takes back messages of the bot. One that only one person sees can be taken back by a press of a button in it alone, whose
// response address is reply: https://docs.slack.dev/messaging/modifying-messages#deleting
func (c *Chat) Erase(ctx context.Context, in briefing.Channel, reply string, ids ...string) error {
	if in.Only() == "" {
		for _, id := range ids {
			if err := c.erase(ctx, in.ID, id); err != nil {
				return fmt.Errorf("take a message back from %s: %w", in, err)
			}
		}
		return nil
	}
	unseen := len(ids) == 0 // a private message has no id that anybody could name
	for _, id := range ids {
		channel, ts, direct := strings.Cut(id, "/")
		if !direct {
			unseen = true
			continue
		}
		if err := c.erase(ctx, channel, ts); err != nil {
			return fmt.Errorf("take a message back from %s: %w", in, err)
		}
	}
	if !unseen {
		return nil
	}
	if err := c.eraseOriginal(ctx, reply); err != nil {
		return fmt.Errorf("take a private message back from %s: %w", in, err)
	}
	return nil
}

// erase takes one message back; one that is gone already is no error.
func (c *Chat) erase(ctx context.Context, channel, ts string) error {
	_, _, err := c.api.DeleteMessageContext(ctx, channel, ts)
	if err == nil {
		return nil
	}
	err = c.callError(err)
	if refused, ok := errors.AsType[*bot.RefusedError](err); ok && refused.Reason == "message_not_found" {
		return nil
	}
	return err
}

// eraseOriginal takes back the private message whose button opened a response address.
func (c *Chat) eraseOriginal(ctx context.Context, reply string) error {
	if reply == "" || replaces(reply) {
		return &bot.RefusedError{Service: service, Reason: "cant_delete_message"}
	}
	err := c.respond(ctx, reply, response{Delete: true})
	if errors.Is(err, errUsedUp) {
		return &bot.RefusedError{Service: service, Reason: "cant_delete_message"}
	}
	return err
}
