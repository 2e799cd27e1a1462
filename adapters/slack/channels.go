package slack

import (
	"context"
	"sync"
	"time"

	api "github.com/slack-go/slack"
)

// channelFor is how long what Slack said of a channel is believed.
const channelFor = 10 * time.Minute

// channelInfo is what Slack says of a channel.
type channelInfo struct {
	shared bool // with another workspace
	member bool // the bot is in it
	hidden bool // only those who are in it see that it is there
	name   string
	at     time.Time
}

// channels are those that were looked at, by id.
type channels struct {
	mu    sync.Mutex
	known map[string]channelInfo
}

func (p *channels) get(id string, now time.Time) (channelInfo, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	known, ok := p.known[id]
	age := now.Sub(known.at)
	return known, ok && age >= 0 && age < channelFor
}

func (p *channels) put(id string, is channelInfo) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil || len(p.known) >= maxRoles {
		p.known = map[string]channelInfo{}
	}
	p.known[id] = is
}

// channelInfo asks what a channel is, which needs the scope channels:read, and groups:read for private ones; known is false where Slack does not
// say, or not in time.
func (c *Chat) channelInfo(ctx context.Context, id string) (is channelInfo, known bool) {
	if isDirect(id) {
		return channelInfo{member: true}, true
	}
	if is, ok := c.channels.get(id, c.now()); ok {
		return is, true
	}
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	info, err := c.api.GetConversationInfoContext(ctx, &api.GetConversationInfoInput{ChannelID: id})
	if err != nil {
		c.log.Debug("slack does not say what a channel is", "channel", id, "error", c.redact(err))
		return channelInfo{}, false
	}
	is = channelInfo{shared: info.IsExtShared, member: info.IsMember, hidden: info.IsPrivate || info.IsMpIM, name: info.Name, at: c.now()}
	c.channels.put(id, is)
	return is, true
}

// isShared reports whether a channel is known to be shared with another workspace. Only events say so by themselves.
func (c *Chat) isShared(ctx context.Context, id string) bool {
	is, known := c.channelInfo(ctx, id)
	return known && is.shared
}
