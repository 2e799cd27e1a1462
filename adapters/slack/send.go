package slack

import (
	"context"
	"errors"
	"fmt"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// metadataType marks the bot's posts. Other apps of the workspace can read metadata, so it holds the mark of a post
// alone: https://docs.slack.dev/messaging/message-metadata
const metadataType = "nutgraf_post"

// MessageSize is how many characters of plain text one message holds. Slack recommends 4,000 for the text beside the blocks; the
// rest is room for what escaping adds.
func (c *Chat) MessageSize() int { return blockkit.MessageSize }

// Threads is true of all but private conversations: every message of Slack that more than one person sees can have a thread under it.
func (c *Chat) Threads(to briefing.Channel) bool { return to.Only() == "" }

// Send posts p as one message, whose metadata holds its mark. To the private conversation of one person it goes so that nobody else sees
// it, see whisper.
//
// Slack itself does not notice a repetition. The error is a *bot.BusyError or *bot.RefusedError where Slack's answer was
// definite. Any other means that the message may have been shown, and Find can tell.
func (c *Chat) Send(ctx context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error) {
	way := c.postMessage
	if to.Only() != "" {
		way = c.whisper
	}
	receipt, err := c.show(ctx, to, p, way)
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("post to %s: %w", to, err)
	}
	c.answered(to)
	return receipt, nil
}

// say is a way to show one message of a post in a place. Its error is as that of Send.
type say func(ctx context.Context, to briefing.Channel, p post.Post, m blockkit.Message) (bot.Receipt, error)

// show shows p in the best form that Slack takes. The reader is owed the answer, whatever becomes of its looks:
//
//	all of it             with feedback buttons, and citations where they are switched on
//	what all take         after that is taken where all of it was not, it is what is tried first
//	plain text            the same words, with the sources
//	a file                of the same words, where files are switched on and more than one person sees them
//
// Each is tried after Slack has said for certain that it does not show the one before. What is refused in every form is for the caller,
// who says it in fewer words.
func (c *Chat) show(ctx context.Context, to briefing.Channel, p post.Post, way say) (bot.Receipt, error) {
	if p.Plain().Characters() > blockkit.MostTaken {
		return bot.Receipt{}, &bot.RefusedError{Service: service, Reason: "msg_too_long"}
	}
	m := blockkit.Render(p, c.look())
	if m.Text == "" {
		return bot.Receipt{}, &bot.RefusedError{Service: service, Reason: "no_text"}
	}
	receipt, err := way(ctx, to, p, m)
	if reason := blockFault(err); reason != "" && m.Newer {
		if receipt, err = way(ctx, to, p, blockkit.Render(p, blockkit.Look{})); err == nil {
			c.log.Warn("slack does not take the newer blocks here, they are left out from now on", "reason", reason)
			c.simple.Store(true)
		}
	}
	reason := blockFault(err)
	if reason == "" {
		return receipt, err
	}
	c.log.Error("slack refused the blocks of a post, sending its plain text", "key", p.Key, "reason", reason)
	if m.Whole {
		receipt, err = way(ctx, to, p, blockkit.Message{Text: m.Text, Whole: true})
	}
	if refused, ok := errors.AsType[*bot.RefusedError](err); ok && textFaults[refused.Reason] && c.files && to.Only() == "" {
		c.log.Warn("slack refused the plain text of a post, sending a file", "key", p.Key, "reason", refused.Reason)
		return c.postFile(ctx, to, p, err)
	}
	return receipt, err
}

// look is what of Block Kit the workspace takes, as far as is known.
func (c *Chat) look() blockkit.Look {
	if c.simple.Load() {
		return blockkit.Look{}
	}
	return blockkit.Look{Feedback: true, Citations: c.citations}
}

// blockFault is why Slack does not show blocks; "" where something else is the matter, or nothing.
func blockFault(err error) string {
	if refused, ok := errors.AsType[*bot.RefusedError](err); ok && blockFaults[refused.Reason] {
		return refused.Reason
	}
	return ""
}

// postMessage shows a message to all who are in a channel or thread.
func (c *Chat) postMessage(ctx context.Context, to briefing.Channel, p post.Post, m blockkit.Message) (bot.Receipt, error) {
	options := content(m)
	if to.Thread != "" {
		options = append(options, api.MsgOptionTS(to.Thread))
	}
	if err := c.turn(ctx, to.ID); err != nil {
		return bot.Receipt{}, err
	}
	_, ts, err := c.api.PostMessageContext(ctx, to.ID, append(options, carry(p.Mark)...)...)
	if err != nil {
		return bot.Receipt{}, c.callError(err)
	}
	if c.lost.Swap(false) {
		c.log.Info("slack takes the bot's token again")
	}
	return receipt(to, ts), nil
}

// carry has a message carry a mark.
func carry(mark string) []api.MsgOption {
	if mark == "" {
		return nil
	}
	return []api.MsgOption{api.MsgOptionMetadata(api.SlackMetadata{EventType: metadataType, EventPayload: map[string]any{"mark": mark}})}
}

// content is a message as arguments of a call.
func content(m blockkit.Message) []api.MsgOption {
	options := []api.MsgOption{
		api.MsgOptionText(m.Text, false), // escaped already
		api.MsgOptionDisableMarkdown(),   // asterisks of an article stay asterisks
		api.MsgOptionDisableLinkUnfurl(),
		api.MsgOptionDisableMediaUnfurl(),
	}
	if len(m.Blocks) > 0 {
		options = append(options, api.MsgOptionBlocks(m.Blocks...))
	}
	return options
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
