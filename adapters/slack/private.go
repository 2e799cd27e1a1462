package slack

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// whisper shows a message to the one person of a private conversation, in the first of these ways that is open:
//
//	the response address   that a command or press of theirs brought; what a repetition shows takes the place of what is there
//	an ephemeral message   in the channel, where they are in it and the bot is
//	a direct message       to them
//
// What may have been shown in a way is not shown in another.
func (c *Chat) whisper(ctx context.Context, to briefing.Channel, p post.Post, m blockkit.Message) (bot.Receipt, error) {
	if p.Reply != "" {
		err := c.sayBack(ctx, p, m)
		if !errors.Is(err, errUsedUp) || p.Again {
			return bot.Receipt{Thread: to.Thread}, err
		}
		c.log.Debug("slack takes no more answers at the response address", "key", p.Key)
	}
	if isDirect(to.ID) { // nobody else reads there
		return c.messagePerson(ctx, to, to.ID, p, m)
	}
	_, err := c.api.PostEphemeralContext(ctx, to.ID, to.Only(), content(m)...)
	if err == nil {
		return bot.Receipt{Thread: to.Thread}, nil
	}
	err = c.callError(err)
	if refused, ok := errors.AsType[*bot.RefusedError](err); ok && absentErrors[refused.Reason] {
		return c.messagePerson(ctx, to, to.Only(), p, m)
	}
	return bot.Receipt{}, err
}

// messagePerson shows in a direct message what belongs to a private conversation. As the channel stands that of the message, or the
// person, which Slack takes without the scope that opening a direct message needs.
func (c *Chat) messagePerson(ctx context.Context, private briefing.Channel, channel string, p post.Post, m blockkit.Message) (bot.Receipt, error) {
	direct, ts, err := c.api.PostMessageContext(ctx, channel, append(content(m), carry(p.Mark)...)...)
	if err != nil {
		return bot.Receipt{}, c.callError(err)
	}
	at, _ := timeOf(ts)
	return bot.Receipt{ID: directID(direct, ts), Thread: private.Thread, At: at}, nil
}

// directID is the id of a message of a private conversation that is shown in a direct message; the others have none, for nobody can
// point at them. The channel of the conversation is another one than that of the message.
func directID(channel, ts string) string { return channel + "/" + ts }

// absentErrors say that a person or the bot is not where the person would see an ephemeral message:
// https://docs.slack.dev/reference/methods/chat.postEphemeral#errors
var absentErrors = map[string]bool{
	"user_not_in_channel":     true,
	"channel_not_found":       true,
	"not_in_channel":          true,
	"is_archived":             true,
	"restricted_action":       true,
	"cannot_reply_to_message": true,
}

// RepeatSafe is, for what goes to a response address that replaces what it showed, less than the 30 minutes for which one is open. Of all
// else nobody knows whether it is there.
func (c *Chat) RepeatSafe(to briefing.Channel, reply string) time.Duration {
	if to.Only() == "" || !replaces(reply) {
		return 0
	}
	return 25 * time.Minute
}

// replaces reports whether what goes to a response address again takes the place of what it showed. That which the press of a button
// opened takes the place of the message with the button: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
func replaces(reply string) bool { return reply != "" && !strings.Contains(reply, "/actions/") }
