package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	// findPage is how many messages a page of a history has: https://discord.com/developers/docs/resources/message#get-channel-messages.
	findPage = 100
	// maxFindPages bounds a search; a channel with so many messages since a post began is not proved empty of it.
	maxFindPages = 50
	// clockSlack is how far our clock may be ahead of Discord's.
	clockSlack = 5 * time.Minute
)

// RepeatSafe is less than the few minutes for which Discord knows a nonce.
func (c *Chat) RepeatSafe(briefing.Channel, string) time.Duration { return 90 * time.Second }

// Find looks for the message with a mark in its text. That it is absent is proved only where marks are seen to survive: some
// message of the bot with any mark must be in the history, too.
func (c *Chat) Find(ctx context.Context, to briefing.Channel, mark string, since time.Time, known string) (bot.Proof, bot.Receipt, error) {
	if hidden(mark) == "" {
		return bot.Unproved, bot.Receipt{}, nil
	}
	var me struct {
		ID string `json:"id"`
	}
	if err := c.call(ctx, "GET", discordgo.EndpointUser("@me"), nil, &me); err != nil {
		return c.unproved(to, err)
	}
	s := search{chat: c, self: me.ID, mark: hidden(mark), since: since.Add(-clockSlack), seen: map[string]bool{}}
	for _, channel := range placesOf(to) {
		receipt, err := s.look(ctx, channel)
		switch {
		case errors.Is(err, errNoThread):
			continue
		case err != nil:
			return c.unproved(to, err)
		case receipt.ID != "":
			receipt.Thread = threadUnder(to, receipt.ID)
			return bot.Present, receipt, nil
		}
	}
	anchored, err := s.anchored(ctx, to, known)
	if err != nil || !anchored || !s.marks {
		return c.unproved(to, err)
	}
	return bot.Absent, bot.Receipt{}, nil
}

// placesOf are the channels in which what was sent to a channel may be shown: of a thread that could not be made, the channel over it.
func placesOf(to briefing.Channel) []string {
	if under, ok := underMessage(to); ok {
		return []string{under, to.ID}
	}
	return []string{to.ID}
}

// search is one look through histories.
type search struct {
	chat  *Chat
	self  string
	mark  string
	since time.Time
	seen  map[string]bool // ids of messages
	marks bool            // a message of the bot with any mark was seen
}

// errNoThread means that a thread was never made.
var errNoThread = errors.New("no such thread")

// errTooLong means that a history goes on behind the pages that are read.
var errTooLong = errors.New("the history is too long")

// look reads a history back to the time of the search, and at least one page. The receipt is that of the message looked for.
func (s *search) look(ctx context.Context, channel string) (bot.Receipt, error) {
	before := ""
	for range maxFindPages {
		var page []struct {
			ID        string    `json:"id"`
			Content   string    `json:"content"`
			Timestamp time.Time `json:"timestamp"`
			Author    wireUser  `json:"author"`
		}
		address := discordgo.EndpointChannelMessages(channel) + fmt.Sprintf("?limit=%d", findPage)
		if before != "" {
			address += "&before=" + before
		}
		if err := s.chat.callFor(ctx, "GET history", "GET", address, nil, &page); err != nil {
			if refusedWith(err, unknownChannel) && before == "" {
				return bot.Receipt{}, errNoThread
			}
			return bot.Receipt{}, err
		}
		for _, m := range page {
			s.seen[m.ID] = true
			own := m.Author.ID == s.self
			if own && strings.Contains(m.Content, s.mark) {
				return bot.Receipt{ID: m.ID, At: m.Timestamp.UTC()}, nil
			}
			s.marks = s.marks || own && hasMark(m.Content)
		}
		if len(page) < findPage {
			return bot.Receipt{}, nil
		}
		oldest := page[len(page)-1]
		if oldest.Timestamp.Before(s.since) {
			return bot.Receipt{}, nil
		}
		before = oldest.ID
	}
	return bot.Receipt{}, errTooLong
}

// anchored reports whether a message that the bot must see is seen: the known one, or else what the conversation began with, or
// else any. Without the right to read the history, Discord shows an empty one.
func (s *search) anchored(ctx context.Context, to briefing.Channel, known string) (bool, error) {
	if known == "" && snowflake(to.Thread) && to.Thread != to.ID {
		known = to.Thread
	}
	if known == "" {
		return len(s.seen) > 0, nil
	}
	if s.seen[known] {
		return true, nil
	}
	if !snowflake(known) {
		return false, nil
	}
	for _, channel := range placesOf(to) {
		var m struct {
			ID string `json:"id"`
		}
		err := s.chat.callFor(ctx, "GET message", "GET", discordgo.EndpointChannelMessage(channel, known), nil, &m)
		var refused *bot.RefusedError
		if err != nil && !errors.As(err, &refused) {
			return false, err
		}
		if m.ID == known {
			return true, nil
		}
	}
	return false, nil
}

// unproved is what Find brings when nothing can be said: with an error where trying again may help.
func (c *Chat) unproved(to briefing.Channel, err error) (bot.Proof, bot.Receipt, error) {
	var refused *bot.RefusedError
	if err == nil || errors.Is(err, errTooLong) || errors.As(err, &refused) {
		c.log.Warn("it cannot be proved whether a discord message was shown", "channel", to, "error", err)
		return bot.Unproved, bot.Receipt{}, nil
	}
	return bot.Unproved, bot.Receipt{}, fmt.Errorf("look into %s: %w", to, err)
}
