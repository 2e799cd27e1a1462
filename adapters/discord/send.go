package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
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

// Send posts p, as several messages when it is longer than one may be, and returns the receipt of the first.
// In a server they reply to the message that Channel.Thread names.
//
// Sent again under the same Key, a message does not show twice: this process remembers what it posted, and
// Discord itself finds a nonce it has seen in the last few minutes. After a restart and a longer time, nothing
// can prevent it.
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
		receipt, err := c.post(ctx, to, content, nonce(p.Key, to, i))
		if err != nil {
			return bot.Receipt{}, partly(err, i, len(contents))
		}
		if i == 0 {
			first = receipt
		}
	}
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

// post creates one message, unless this process did already.
func (c *Chat) post(ctx context.Context, to briefing.Channel, content, nonce string) (bot.Receipt, error) {
	if receipt, there := c.landed.find(nonce); there {
		return receipt, nil
	}
	m := createMessage{
		Content:         content,
		AllowedMentions: allowedMentions{Parse: []string{}},
		Nonce:           nonce,
		EnforceNonce:    nonce != "",
	}
	if hasLink(content) {
		m.Flags = int(discordgo.MessageFlagsSuppressEmbeds)
	}
	if snowflake(to.Thread) && to.Thread != to.ID {
		m.Reference = &reference{MessageID: to.Thread}
	}
	receipt, err := c.create(ctx, to.ID, m)
	if m.Reference != nil && refusesReply(err) {
		m.Reference = nil
		receipt, err = c.create(ctx, to.ID, m)
	}
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("post to %s: %w", to, err)
	}
	c.landed.add(nonce, receipt)
	return receipt, nil
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

// refusesReply reports whether Discord takes the message but not as a reply: the bot may not read the
// history (160002) or what it replies to is of a kind that has no replies (50035, a form error).
// Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json.
func refusesReply(err error) bool {
	var refused *bot.RefusedError
	return errors.As(err, &refused) && (strings.HasPrefix(refused.Reason, "160002 ") || strings.HasPrefix(refused.Reason, "50035 "))
}

// maxNonce is the length of a nonce in characters: https://discord.com/developers/docs/resources/message#create-message.
const maxNonce = 25

// nonce names the i-th message of a post, the same each time; a post without a key has none.
func nonce(key string, to briefing.Channel, i int) string {
	if key == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(key + "\x00" + to.String() + "\x00" + strconv.Itoa(i)))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:maxNonce]
}

// landedPosts is how many posted messages are remembered: some hours of a busy bot.
const landedPosts = 1024

// landed remembers the latest posted messages by nonce, so that a post whose later part failed is
// continued and not begun again.
type landed struct {
	mu       sync.Mutex
	receipts map[string]bot.Receipt
	order    []string // a ring, oldest at next once it is full
	next     int
}

func newLanded(n int) *landed {
	return &landed{receipts: make(map[string]bot.Receipt, n), order: make([]string, n)}
}

func (l *landed) find(nonce string) (bot.Receipt, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r, there := l.receipts[nonce]
	return r, there
}

func (l *landed) add(nonce string, r bot.Receipt) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, there := l.receipts[nonce]; there || nonce == "" {
		return
	}
	delete(l.receipts, l.order[l.next])
	l.receipts[nonce], l.order[l.next] = r, nonce
	l.next = (l.next + 1) % len(l.order)
}
