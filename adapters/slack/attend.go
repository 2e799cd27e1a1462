package slack

import (
	"context"
	"errors"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// attendTime bounds the call that shows a status: nobody needs one that comes later.
const attendTime = 5 * time.Second

// What is shown while an answer is looked for. Slack puts the name of the app before the status, and shows one of the others below it.
// None of them holds a comma: slack-go joins them by commas, and Slack would show two halves.
var (
	working  = "is looking through the articles…"
	meantime = []string{"Looking through the articles…", "Comparing what they say…", "Checking where it is said…"}
)

// Attend shows in a thread that an answer is being looked for. Slack takes that back by itself when the bot posts there, or after two
// minutes: https://docs.slack.dev/reference/methods/assistant.threads.setStatus. Who asked by a command sees a line that the answer
// takes the place of. Where the workspace does not have it, nothing is shown, and it is not asked again.
func (c *Chat) Attend(ctx context.Context, in briefing.Channel, reply string) {
	ctx, stop := context.WithTimeout(ctx, attendTime)
	defer stop()
	switch {
	case in.Only() != "":
		c.attendPrivately(ctx, reply)
	case in.Thread == "" || c.quiet.Load():
	default:
		err := c.api.SetAssistantThreadsStatusContext(ctx, api.AssistantThreadsSetStatusParameters{
			ChannelID: in.ID, ThreadTS: in.Thread, Status: working, LoadingMessages: meantime,
		})
		if err == nil {
			return
		}
		err = c.callError(err)
		if refused, ok := errors.AsType[*bot.RefusedError](err); ok && quietErrors[refused.Reason] {
			c.quiet.Store(true)
		}
		c.log.Debug("slack does not show that the bot is at work", "channel", in, "error", c.redact(err))
	}
}

// quietErrors say that no thread of the workspace will show a status.
var quietErrors = map[string]bool{
	"missing_scope":          true,
	"not_allowed_token_type": true,
	"feature_not_enabled":    true,
	"unknown_method":         true,
	"method_deprecated":      true,
}

// attendPrivately shows the line that the answer replaces, where it can replace one and has not come yet.
func (c *Chat) attendPrivately(ctx context.Context, reply string) {
	if !replaces(reply) {
		return
	}
	w := c.ways.of(reply, c.now())
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.answered || w.shown {
		return
	}
	if err := c.respond(ctx, reply, response{Type: api.ResponseTypeEphemeral, Text: meantime[0]}); err != nil {
		c.log.Debug("slack does not show that the bot is at work", "error", err)
		return
	}
	w.shown = true
}
