package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// metadataType marks the bot's posts. Other apps of the workspace can read metadata, so it holds
// derived ids only: https://docs.slack.dev/messaging/message-metadata
const metadataType = "nutgraf_post"

// busyWait is the patience asked for when Slack does not say how much.
const busyWait = 30 * time.Second

// Send posts p, as several messages one after the other where one cannot hold it. The receipt is that of the first.
//
// A post shown under the same key before is not shown again as long as the Chat lives, and of one that
// failed half-way only the rest is posted: Slack itself has no such memory. The error is a
// *bot.BusyError or *bot.RefusedError where Slack's answer was definite. Any other means that the
// message may have been shown.
func (c *Chat) Send(ctx context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error) {
	messages := split(p)
	if len(messages) == 0 {
		return bot.Receipt{}, fmt.Errorf("post %q to %s: nothing to show", p.Key, to)
	}
	s := c.sent.of(p.Key)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.whole {
		return s.first, nil
	}
	if of := fingerprint(to, messages); of != s.print {
		s.print, s.shown = of, 0
	}
	for s.shown < len(messages) {
		receipt, err := c.post(ctx, to, messages[s.shown], s.shown)
		if err != nil {
			return bot.Receipt{}, fmt.Errorf("post message %d of %d to %s: %w", s.shown+1, len(messages), to, err)
		}
		if s.shown == 0 {
			s.first = receipt
		}
		s.shown++
	}
	s.whole = true
	return s.first, nil
}

// post shows one message. Should Slack refuse its blocks, it is shown as plain text: the reader is
// owed the answer, whatever became of its looks.
func (c *Chat) post(ctx context.Context, to briefing.Channel, p post.Post, part int) (bot.Receipt, error) {
	text := fallback(p)
	receipt, err := c.postMessage(ctx, to, p.Key, part, text, blocks(p)...)
	refused, ok := errors.AsType[*bot.RefusedError](err)
	if !ok || !blockFaults[refused.Reason] {
		return receipt, err
	}
	c.log.Error("slack refused the blocks of a post, sending its plain text", "key", p.Key, "reason", refused.Reason)
	return c.postMessage(ctx, to, p.Key, part, text)
}

// postMessage shows one message: part is its place in the post, text the words of those who see no blocks.
func (c *Chat) postMessage(
	ctx context.Context, to briefing.Channel, key string, part int, text string, blocks ...api.Block,
) (bot.Receipt, error) {
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
	if key != "" {
		options = append(options, api.MsgOptionMetadata(api.SlackMetadata{
			EventType:    metadataType,
			EventPayload: map[string]any{"post": briefing.DerivedID("slack post", key), "part": part + 1},
		}))
	}
	_, ts, err := c.api.PostMessageContext(ctx, to.ID, options...)
	if err != nil {
		return bot.Receipt{}, c.sendError(err)
	}
	at, _ := timeOf(ts)
	return bot.Receipt{ID: ts, At: at}, nil
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

// sendError tells the definite answers of Slack from the open ones.
func (c *Chat) sendError(err error) error {
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
	return &bot.RefusedError{Service: service, Reason: answer.Err}
}

// openError is an error after which nobody knows whether the message was shown, safe to print.
type openError struct {
	text  string
	cause error
}

func (e *openError) Error() string { return e.text }
func (e *openError) Unwrap() error { return e.cause }

// maxSendings is how many posts are remembered: more than a bot has under way or would repeat soon.
const maxSendings = 4096

// sendings remembers by key what was shown.
type sendings struct {
	mu    sync.Mutex
	byKey map[string]*sending
	order []string // keys, oldest first
}

// sending is one post on its way.
type sending struct {
	mu    sync.Mutex
	print string // fingerprint of the messages that shown counts
	shown int    // messages shown for certain
	whole bool   // all of them
	first bot.Receipt
}

// of is what is known of the post under key. A post without a key is known to nobody.
func (s *sendings) of(key string) *sending {
	if key == "" {
		return &sending{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if known, ok := s.byKey[key]; ok {
		return known
	}
	if s.byKey == nil {
		s.byKey = map[string]*sending{}
	}
	if len(s.order) == maxSendings {
		delete(s.byKey, s.order[0])
		s.order = append(s.order[:0], s.order[1:]...)
	}
	fresh := &sending{}
	s.byKey[key] = fresh
	s.order = append(s.order, key)
	return fresh
}

// fingerprint tells whether a post under a known key is the same as before: the rest of another must not be
// mistaken for the rest of this one.
func fingerprint(to briefing.Channel, messages []post.Post) string {
	all := []string{to.String()}
	for _, m := range messages {
		all = append(all, m.Plain().Reveal())
	}
	return briefing.DerivedID(all...)
}
