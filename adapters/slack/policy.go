package slack

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
)

// Policy is where the bot answers, and whom. The zero value answers the people of its own workspace, in every channel it was brought into.
type Policy struct {
	Channels []string // ids of the only channels it answers in, beside AnswerIn; none means all. Direct messages are always answered
	AnswerIn []string // ids of channels where every message that asks something is for it, without a mention; needs the channel's history
	Shared   []string // ids of channels shared with other workspaces in which it answers all the same: everybody there can read it
}

// SetPolicy makes p hold from the next message on.
func (c *Chat) SetPolicy(p Policy) { c.policy.Store(&p) }

// rules is the policy that holds now.
func (c *Chat) rules() Policy {
	if p := c.policy.Load(); p != nil {
		return *p
	}
	return Policy{}
}

// origin is what is known of where a message comes from, beside its channel.
type origin struct {
	shared bool   // the channel is shared with another workspace
	team   string // of the person; "" where Slack does not say
	home   string // the workspace the bot is installed in
}

// What people are told of a refusal.
const (
	notHere   = "I do not answer in this channel. Write to me directly, or ask in a channel I am meant for."
	notShared = "This channel is shared with another workspace, and everybody there could read what I say, so I do not answer here. " +
		"Write to me directly. Whoever runs me can allow this channel."
	notForYou = "I answer people of the workspace I am installed in."
)

// refuses is why a message is not answered, "" if it is.
func (p Policy) refuses(m bot.Message, from origin) string {
	allowed := slices.Contains(p.Shared, m.Channel.ID)
	switch {
	case isDirect(m.Channel.ID):
	case len(p.Channels) > 0 && !slices.Contains(p.Channels, m.Channel.ID) && !slices.Contains(p.AnswerIn, m.Channel.ID):
		return notHere
	case from.shared && !allowed:
		return notShared
	}
	if from.team != "" && from.home != "" && from.team != from.home && !allowed {
		return notForYou
	}
	return ""
}

// toldFor is how long a person who was told why they are refused is not told again.
const toldFor = 24 * time.Hour

// told knows who was told what, for a while.
type told struct {
	mu   sync.Mutex
	when map[string]time.Time // "C1/U1" -> when
}

// first reports whether something is to be told now.
func (t *told) first(key string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if at, ok := t.when[key]; ok && now.Sub(at) >= 0 && now.Sub(at) < toldFor {
		return false
	}
	if t.when == nil || len(t.when) >= maxRoles {
		t.when = map[string]time.Time{}
	}
	t.when[key] = now
	return true
}

// sayWhy tells a person, and nobody else, why they get no answer: once a day and channel.
func (c *Chat) sayWhy(m bot.Message, why string) {
	if c.told.first(m.Channel.ID+"/"+m.From, c.now()) {
		c.aside(m, why)
	}
}

// aside tells whoever said something a line about it. It is not owed: should it be lost, nothing is missing.
func (c *Chat) aside(m bot.Message, lines ...string) {
	c.soon("tell a person something", func(ctx context.Context) error { return c.tell(ctx, m, lines...) })
}

// tell tells whoever said something a few lines about it that nobody else sees.
func (c *Chat) tell(ctx context.Context, m bot.Message, lines ...string) error {
	to := m.Channel
	if !isDirect(to.ID) && to.Only() == "" {
		to = to.Private(m.From)
	}
	p := post.Notes(lines...)
	p.Reply = m.Reply
	_, err := c.Send(ctx, to, p)
	return err
}

// asideOnce is aside for what Slack may bring twice.
func (c *Chat) asideOnce(m bot.Message, lines ...string) {
	if c.told.first(m.ID, c.now()) {
		c.aside(m, lines...)
	}
}
