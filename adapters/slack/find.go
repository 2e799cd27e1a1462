package slack

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	// findPage is how many messages are asked for at once: https://docs.slack.dev/reference/methods/conversations.history
	findPage = 200
	// maxFindPages bounds a search; a channel with so many messages since a post began is not proved empty of it.
	maxFindPages = 50
	// clockSlack is how far our clock may be ahead of Slack's.
	clockSlack = 5 * time.Minute
)

// Find looks for the message with a mark in its metadata, in the channel or the thread that to names. It needs the scopes
// channels:history, groups:history and im:history, for the kinds of channels they are named after; where one is missing, and
// where the bot is no member, nothing is proved.
func (c *Chat) Find(ctx context.Context, to briefing.Channel, mark string, since time.Time, known string) (bot.Proof, bot.Receipt, error) {
	if to.Only() != "" { // no history holds what one person alone sees
		return bot.Unproved, bot.Receipt{}, nil
	}
	self, err := c.api.AuthTestContext(ctx)
	if err != nil {
		return c.unproved(to, err)
	}
	seen := map[string]bool{}
	pages := history{c: c, to: to, oldest: timestamp(since.Add(-clockSlack))}
	for range maxFindPages {
		messages, err := pages.next(ctx)
		if err != nil {
			return c.unproved(to, err)
		}
		for _, m := range messages {
			seen[m.Timestamp] = true
			if m.User == self.UserID && marked(m, mark) {
				return bot.Present, receipt(to, m.Timestamp), nil
			}
		}
		if !pages.more {
			anchored, err := c.anchored(ctx, to, seen, known)
			if err != nil || !anchored {
				return c.unproved(to, err)
			}
			return bot.Absent, bot.Receipt{}, nil
		}
	}
	return bot.Unproved, bot.Receipt{}, nil
}

// marked reports whether a message of the bot carries a mark: in its metadata, or in the name of its file.
func marked(m api.Message, mark string) bool {
	return m.Metadata.EventType == metadataType && m.Metadata.EventPayload["mark"] == mark ||
		slices.ContainsFunc(m.Files, func(f api.File) bool { return f.Name == fileName(mark) })
}

// anchored reports whether a message that the bot must see is seen: the known one, or else what the thread began with, or else
// any of the channel.
func (c *Chat) anchored(ctx context.Context, to briefing.Channel, seen map[string]bool, known string) (bool, error) {
	if known == "" {
		known = to.Thread
	}
	if known == "" && len(seen) > 0 || seen[known] {
		return true, nil
	}
	pages := history{c: c, to: briefing.Channel{ID: to.ID, Thread: known}, limit: 1}
	messages, err := pages.next(ctx)
	for _, m := range messages {
		if known == "" || m.Timestamp == known {
			return true, nil
		}
	}
	return false, err
}

// unproved is what Find brings when nothing can be said: with an error where trying again may help.
func (c *Chat) unproved(to briefing.Channel, err error) (bot.Proof, bot.Receipt, error) {
	if err == nil {
		return bot.Unproved, bot.Receipt{}, nil
	}
	err = c.callError(err)
	if refused, ok := errors.AsType[*bot.RefusedError](err); ok {
		c.log.Warn("slack does not let the bot look whether a post was shown", "channel", to, "reason", refused.Reason, "error", err)
		return bot.Unproved, bot.Receipt{}, nil
	}
	return bot.Unproved, bot.Receipt{}, fmt.Errorf("look into %s: %w", to, err)
}

// history is the messages of a channel, or of its thread, a page at a time.
type history struct {
	c      *Chat
	to     briefing.Channel
	oldest string
	limit  int // 0 is findPage
	cursor string
	more   bool // there is a page behind the last
}

// errEndless is the error of pages that do not say where the next begins.
var errEndless = errors.New("slack does not say where the history goes on")

func (h *history) next(ctx context.Context) (messages []api.Message, err error) {
	limit := h.limit
	if limit == 0 {
		limit = findPage
	}
	if h.to.Thread != "" {
		messages, h.more, h.cursor, err = h.c.api.GetConversationRepliesContext(ctx, &api.GetConversationRepliesParameters{
			ChannelID: h.to.ID, Timestamp: h.to.Thread, Cursor: h.cursor, Oldest: h.oldest, Inclusive: true, Limit: limit, IncludeAllMetadata: true,
		})
		if err == nil && h.more && h.cursor == "" {
			err = errEndless
		}
		return messages, err
	}
	page, err := h.c.api.GetConversationHistoryContext(ctx, &api.GetConversationHistoryParameters{
		ChannelID: h.to.ID, Cursor: h.cursor, Oldest: h.oldest, Inclusive: true, Limit: limit, IncludeAllMetadata: true,
	})
	if err != nil {
		return nil, err
	}
	h.more, h.cursor = page.HasMore, page.ResponseMetaData.NextCursor
	if h.more && h.cursor == "" {
		return nil, errEndless
	}
	return page.Messages, nil
}

// timestamp is a time as Slack writes it.
func timestamp(t time.Time) string {
	return fmt.Sprintf("%d.%06d", max(t.Unix(), 0), t.Nanosecond()/1000)
}
