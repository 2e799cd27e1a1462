package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// createMessage is the request that creates a message: https://discord.com/developers/docs/resources/message#create-message.
// The library's own type lacks the nonce.
type createMessage struct {
	Content         string          `json:"content"`
	AllowedMentions allowedMentions `json:"allowed_mentions"`
	Reference       *reference      `json:"message_reference,omitempty"`
	Flags           int             `json:"flags,omitempty"`
	Nonce           string          `json:"nonce,omitempty"`
	EnforceNonce    bool            `json:"enforce_nonce,omitempty"`
	Components      []component     `json:"components,omitempty"`
}

// allowedMentions says whom a message pings. Parse must be sent, and empty: left out, it means everybody.
type allowedMentions struct {
	Parse       []string `json:"parse"`
	RepliedUser bool     `json:"replied_user"` // whoever is replied to; the bot pings nobody
}

type reference struct {
	MessageID       string `json:"message_id"`
	FailIfNotExists bool   `json:"fail_if_not_exists"` // false: a deleted question is answered all the same
}

// Send posts p, and returns its receipt: one message, or several when escaping makes it longer than one may be, the first of which is
// the one that is meant. In a server they reply to the message that Channel.Thread names, or stand in the thread under it.
//
// Sent again under the same Mark, a message does not show twice: Discord itself finds a nonce it has seen in the last few
// minutes. After a longer time, Find can tell.
func (c *Chat) Send(ctx context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error) {
	if to.Service != service || !snowflake(to.ID) {
		return bot.Receipt{}, &bot.RefusedError{Service: service, Reason: "no channel of Discord: " + to.String()}
	}
	contents := contents(p)
	if len(contents) == 0 {
		return bot.Receipt{}, &bot.RefusedError{Service: service, Reason: "the post is empty"}
	}
	var first bot.Receipt
	for i, content := range contents {
		m := createMessage{
			Content:         withMark(content, p.Mark),
			AllowedMentions: allowedMentions{Parse: []string{}},
			Nonce:           nonce(p.Mark, i),
			EnforceNonce:    p.Mark != "",
		}
		if i > 0 {
			m.Content = content
		}
		if i == len(contents)-1 {
			m.Components = buttons(p.Actions)
		}
		if hasLink(content) {
			m.Flags = int(discordgo.MessageFlagsSuppressEmbeds)
		}
		receipt, err := c.post(ctx, to, m)
		if err != nil {
			return bot.Receipt{}, partly(fmt.Errorf("post to %s: %w", to, err), i, len(contents))
		}
		if i == 0 {
			first = receipt
		}
	}
	first.Thread = threadUnder(to, first.ID)
	return first, nil
}

// partly is err, except that a refusal of a later message is no refusal of the post: a part of it shows.
func partly(err error, shown, all int) error {
	var refused *bot.RefusedError
	if shown > 0 && errors.As(err, &refused) {
		return fmt.Errorf("%d of %d messages of the post show: %s", shown, all, err.Error())
	}
	return err
}

// post creates one message where it belongs.
func (c *Chat) post(ctx context.Context, to briefing.Channel, m createMessage) (bot.Receipt, error) {
	reply := to.Thread
	if under, ok := underMessage(to); ok {
		receipt, err := c.postUnder(ctx, to.ID, under, m)
		var refused *bot.RefusedError
		if !errors.As(err, &refused) {
			return receipt, err
		}
		reply = under // there can be no thread
	}
	if snowflake(reply) && reply != to.ID {
		m.Reference = &reference{MessageID: reply}
	}
	receipt, err := c.create(ctx, to.ID, m)
	if m.Reference != nil && refusedWith(err, noHistory, badForm) { // it takes the message, but not as a reply
		m.Reference = nil
		receipt, err = c.create(ctx, to.ID, m)
	}
	return receipt, err
}

func (c *Chat) create(ctx context.Context, channel string, m createMessage) (bot.Receipt, error) {
	var made struct {
		ID        string    `json:"id"`
		Timestamp time.Time `json:"timestamp"`
	}
	if err := c.call(ctx, "POST", discordgo.EndpointChannelMessages(channel), m, &made); err != nil {
		return bot.Receipt{}, err
	}
	if made.ID == "" {
		return bot.Receipt{}, errors.New("discord's reply names no message")
	}
	return bot.Receipt{ID: made.ID, At: made.Timestamp.UTC()}, nil
}

// maxNonce is the length of a nonce in characters: https://discord.com/developers/docs/resources/message#create-message.
const maxNonce = 25

// nonce names the i-th message of a post, the same each time: the mark for the first. A post without a mark has none.
func nonce(mark string, i int) string {
	if mark == "" || i == 0 && len(mark) <= maxNonce {
		return mark
	}
	sum := sha256.Sum256([]byte(mark + "\x00" + strconv.Itoa(i)))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:maxNonce]
}
