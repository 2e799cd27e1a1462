package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// metadataType marks the bot's posts. Other apps of the workspace can read metadata, so it holds the mark of a post
// alone: https://docs.slack.dev/messaging/message-metadata
const metadataType = "nutgraf_post"

// busyWait is the patience asked for when Slack does not say how much.
const busyWait = 30 * time.Second

// MessageSize is how many characters of plain text one message holds. Slack recommends 4,000 for the text beside the blocks; the
// rest is room for what escaping adds.
func (c *Chat) MessageSize() int { return blockkit.MessageSize }

// Threads is true: every message of Slack can have a thread under it.
func (c *Chat) Threads(briefing.Channel) bool { return true }

// Send posts p as one message, whose metadata holds its mark.
//
// Slack itself does not notice a repetition. The error is a *bot.BusyError or *bot.RefusedError where Slack's answer was
// definite. Any other means that the message may have been shown, and Find can tell.
func (c *Chat) Send(ctx context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error) {
	receipt, err := c.post(ctx, to, p)
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("post to %s: %w", to, err)
	}
	return receipt, nil
}

// post shows one message. Should Slack refuse its blocks, it is shown as plain text: the reader is
// owed the answer, whatever became of its looks.
func (c *Chat) post(ctx context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error) {
	if p.Plain().Characters() > blockkit.MostTaken {
		return bot.Receipt{}, &bot.RefusedError{Service: service, Reason: "msg_too_long"}
	}
	m := blockkit.Render(p, blockkit.Look{})
	if m.Text == "" {
		return bot.Receipt{}, &bot.RefusedError{Service: service, Reason: "no_text"}
	}
	receipt, err := c.postMessage(ctx, to, p.Mark, m.Text, m.Blocks...)
	refused, ok := errors.AsType[*bot.RefusedError](err)
	if !ok || !blockFaults[refused.Reason] {
		return receipt, err
	}
	c.log.Error("slack refused the blocks of a post, sending its plain text", "key", p.Key, "reason", refused.Reason)
	return c.postMessage(ctx, to, p.Mark, m.Text)
}

// postMessage shows one message: text is the words of those who see no blocks.
func (c *Chat) postMessage(ctx context.Context, to briefing.Channel, mark, text string, blocks ...api.Block) (bot.Receipt, error) {
	options := []api.MsgOption{
		api.MsgOptionText(text, false), // escaped already
		api.MsgOptionDisableMarkdown(), // asterisks of an article stay asterisks
		api.MsgOptionDisableLinkUnfurl(),
		api.MsgOptionDisableMediaUnfurl(),
	}
	if len(blocks) > 0 {
		options = append(options, api.MsgOptionBlocks(blocks...))
	}
	if to.Thread != "" {
		options = append(options, api.MsgOptionTS(to.Thread))
	}
	if mark != "" {
		options = append(options, api.MsgOptionMetadata(api.SlackMetadata{
			EventType: metadataType, EventPayload: map[string]any{"mark": mark},
		}))
	}
	_, ts, err := c.api.PostMessageContext(ctx, to.ID, options...)
	if err != nil {
		return bot.Receipt{}, c.callError(err)
	}
	return receipt(to, ts), nil
}

// receipt is what is said of a message with a timestamp. Below a message in a thread stands what is in the same thread.
func receipt(to briefing.Channel, ts string) bot.Receipt {
	at, _ := timeOf(ts)
	r := bot.Receipt{ID: ts, Thread: to.Thread, At: at}
	if r.Thread == "" {
		r.Thread = ts
	}
	return r
}

// blockFaults are refusals that plain text may escape.
var blockFaults = map[string]bool{
	"invalid_blocks":        true,
	"invalid_blocks_format": true,
	"msg_blocks_too_long":   true,
}

// openErrors are codes that leave open whether the message was shown, or that pass by themselves. Every other code
// names a fault of the request or a missing permission, of which the next attempt would die too:
// https://docs.slack.dev/reference/methods/chat.postMessage#errors
var openErrors = map[string]bool{
	"fatal_error":         true,
	"internal_error":      true,
	"service_unavailable": true,
	"request_timeout":     true,
	"team_added_to_org":   true,
}

// goneErrors are refusals of everything the bot could post to a channel.
var goneErrors = map[string]bool{
	"channel_not_found":                   true,
	"is_archived":                         true,
	"not_in_channel":                      true, // it was removed
	"restricted_action":                   true, // a setting of the workspace keeps it from posting
	"restricted_action_read_only_channel": true,
	"messages_tab_disabled":               true, // the app takes no direct messages
}

// callError tells the definite answers of Slack from the open ones.
func (c *Chat) callError(err error) error {
	if limited, ok := errors.AsType[*api.RateLimitedError](err); ok {
		return &bot.BusyError{Service: service, Wait: max(limited.RetryAfter, time.Second)}
	}
	if status, ok := errors.AsType[api.StatusCodeError](err); ok && status.Code == http.StatusTooManyRequests {
		return &bot.BusyError{Service: service, Wait: busyWait}
	}
	answer, ok := errors.AsType[api.SlackErrorResponse](err)
	switch {
	case !ok || openErrors[answer.Err]:
		return &openError{text: c.redact(err), cause: err}
	case answer.Err == "ratelimited" || answer.Err == "rate_limited":
		return &bot.BusyError{Service: service, Wait: busyWait}
	case answer.Err == "missing_scope" && answer.Needed != "":
		return fmt.Errorf("add the scope %s to the app and reinstall it: %w",
			answer.Needed, &bot.RefusedError{Service: service, Reason: answer.Err})
	}
	return &bot.RefusedError{Service: service, Reason: answer.Err, Gone: goneErrors[answer.Err]}
}

// openError is an error after which nobody knows whether the message was shown, safe to print.
type openError struct {
	text  string
	cause error
}

func (e *openError) Error() string { return e.text }
func (e *openError) Unwrap() error { return e.cause }
