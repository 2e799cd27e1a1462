package discord

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// The events that are read: https://discord.com/developers/docs/events/gateway-events#receive-events.
const (
	eventReady   = "READY"
	eventMessage = "MESSAGE_CREATE"
	eventPress   = "INTERACTION_CREATE"
)

// askAgain is what a person reads whose message could not be written down.
const askAgain = "I could not take that down; please ask again."

// pressAgain is the same for a button.
const pressAgain = "I could not take that down; please press again."

// takeAll takes messages down, one at a time, until ctx is done. The one in hand is finished then, too.
func (c *Chat) takeAll(ctx context.Context, events <-chan event, receive func(context.Context, bot.Message) error) {
	var self string // the bot's own user id, told by READY before any message
	for {
		var e event
		select {
		case <-ctx.Done():
			return
		case e = <-events:
		}
		if e.name == eventReady {
			if id := readyUser(e.data); id != "" {
				self = id
				c.log.Info("discord ready", "user", self)
			}
			continue
		}
		if e.name == eventPress {
			c.takePress(context.WithoutCancel(ctx), e.data, receive)
			continue
		}
		m, err := readMessage(e.data, self)
		switch {
		case errors.Is(err, errNotForBot):
		case err != nil:
			c.log.Warn("discord message not understood", "error", err)
		default:
			c.take(context.WithoutCancel(ctx), m, receive)
		}
	}
}

// take has m written down. Discord does not deliver it again, so failing that it tells the person.
func (c *Chat) take(ctx context.Context, m bot.Message, receive func(context.Context, bot.Message) error) {
	if err := c.tryTake(ctx, m, receive); err != nil {
		c.log.Error("discord message not taken down", "message", m.ID, "error", err)
		ctx, cancel := context.WithTimeout(ctx, c.pace.taking)
		defer cancel()
		sorry := post.Notes(askAgain)
		sorry.Mark = briefing.DerivedID("not taken", m.ID)
		if _, err := c.Send(ctx, m.Channel, sorry); err != nil {
			c.log.Error("discord message neither taken down nor answered", "message", m.ID, "error", err)
		}
	}
}

// tryTake calls receive until it returns nil, a few times.
func (c *Chat) tryTake(ctx context.Context, m bot.Message, receive func(context.Context, bot.Message) error) error {
	ctx, cancel := context.WithTimeout(ctx, c.pace.taking)
	defer cancel()
	err := receive(ctx, m)
	for _, wait := range c.pace.take {
		if err == nil || !sleep(ctx, wait) {
			break
		}
		err = receive(ctx, m)
	}
	return err
}

// readyUser is the bot's own user id in the data of READY.
func readyUser(data json.RawMessage) string {
	var ready struct {
		User struct {
			ID string `json:"id"`
		} `json:"user"`
	}
	if json.Unmarshal(data, &ready) != nil {
		return ""
	}
	return ready.User.ID
}

// wireMessage is what is read of a message:
// https://discord.com/developers/docs/resources/message#message-object.
type wireMessage struct {
	ID        string     `json:"id"`
	ChannelID string     `json:"channel_id"`
	GuildID   string     `json:"guild_id"` // "" in direct messages
	WebhookID string     `json:"webhook_id"`
	Type      int        `json:"type"`
	Content   string     `json:"content"`
	Author    wireUser   `json:"author"`
	Mentions  []wireUser `json:"mentions"`
	RepliedTo *struct {
		ID        string   `json:"id"`
		Author    wireUser `json:"author"`
		Reference *struct {
			MessageID string `json:"message_id"`
		} `json:"message_reference"`
	} `json:"referenced_message"`
}

type wireUser struct {
	ID     string `json:"id"`
	Bot    bool   `json:"bot"`
	System bool   `json:"system"`
}

// Types of messages that people write: https://discord.com/developers/docs/resources/message#message-object-message-types.
const (
	typeDefault = 0
	typeReply   = 19
)

var errNotForBot = errors.New("not for the bot")

// readMessage reads the data of a message event. It fails with errNotForBot for messages of bots and
// webhooks, for what Discord itself says, and for messages in a server that do not mention the bot. A reply
// to the bot counts as a mention unless its writer switched the ping off.
func readMessage(data json.RawMessage, self string) (bot.Message, error) {
	var w wireMessage
	if err := json.Unmarshal(data, &w); err != nil {
		return bot.Message{}, err
	}
	fromPerson := !w.Author.Bot && !w.Author.System && w.WebhookID == "" && w.Author.ID != self
	written := w.Type == typeDefault || w.Type == typeReply
	mentioned := slices.ContainsFunc(w.Mentions, func(u wireUser) bool { return u.ID == self })
	if !fromPerson || !written || self == "" || w.GuildID != "" && !mentioned {
		return bot.Message{}, errNotForBot
	}
	at, err := discordgo.SnowflakeTimestamp(w.ID)
	if err != nil || !snowflake(w.ChannelID) || !snowflake(w.Author.ID) {
		return bot.Message{}, errors.New("message without proper ids")
	}
	return bot.Message{
		ID:      service + ":" + w.GuildID + "/" + w.ChannelID + "/" + w.ID,
		Channel: briefing.Channel{Service: service, Workspace: w.GuildID, ID: w.ChannelID, Thread: w.thread(self)},
		From:    w.Author.ID,
		Text:    withoutMention(w.Content, self),
		At:      at.UTC(),
	}, nil
}

// thread is the conversation a message belongs to; the package comment tells how it is known.
func (w wireMessage) thread(self string) string {
	replied := w.RepliedTo
	switch {
	case w.GuildID == "":
		return w.ChannelID
	case replied == nil || replied.Author.ID != self || !snowflake(replied.ID):
		return w.ID
	case replied.Reference != nil && snowflake(replied.Reference.MessageID):
		return replied.Reference.MessageID
	}
	return replied.ID
}

// withoutMention takes the mentions of the bot out of what was said, with the space and comma an address
// leaves behind. Mentions of others stay.
func withoutMention(content, self string) string {
	for _, mention := range []string{"<@" + self + ">", "<@!" + self + ">"} {
		content = strings.TrimSpace(content)
		if rest, first := strings.CutPrefix(content, mention); first {
			content = strings.TrimLeft(rest, " ,:")
		}
		content = strings.ReplaceAll(content, " "+mention, "")
		content = strings.ReplaceAll(content, mention, "")
	}
	return strings.TrimSpace(content)
}

// snowflake reports whether s has the form of Discord's ids: https://discord.com/developers/docs/reference#snowflakes.
func snowflake(s string) bool {
	return len(s) > 0 && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}
