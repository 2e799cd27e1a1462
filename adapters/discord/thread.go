package discord

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// threadMark begins a Channel.Thread that is a thread of Discord's own, under the message whose id follows. The thread is made when
// something is first posted in it; it then has the id of that message.
const threadMark = "t"

// threadName is what every such thread is called.
const threadName = "Details"

// threadArchive is after how many minutes of silence a thread is folded away.
const threadArchive = 24 * 60

// Threads reports whether a message to a channel can have a thread under it: in servers it can.
func (c *Chat) Threads(to briefing.Channel) bool { return to.Workspace != "" }

// threadUnder is the Channel.Thread of what belongs under a message: the same conversation, or a thread where there is none yet.
func threadUnder(to briefing.Channel, id string) string {
	if to.Thread == "" && to.Workspace != "" {
		return threadMark + id
	}
	return to.Thread
}

// underMessage is the message under which a channel is a thread.
func underMessage(to briefing.Channel) (id string, ok bool) {
	id, ok = strings.CutPrefix(to.Thread, threadMark)
	return id, ok && snowflake(id)
}

// postUnder creates a message in the thread under another, and makes the thread if there is none.
func (c *Chat) postUnder(ctx context.Context, channel, under string, m createMessage) (bot.Receipt, error) {
	receipt, err := c.create(ctx, under, m)
	if !refusedWith(err, unknownChannel) {
		return receipt, err
	}
	in := map[string]any{"name": threadName, "auto_archive_duration": threadArchive}
	address := discordgo.EndpointChannelMessageThread(channel, under)
	if err := c.callFor(ctx, "POST thread", "POST", address, in, nil); err != nil && !refusedWith(err, threadExists) {
		return bot.Receipt{}, err
	}
	return c.create(ctx, under, m)
}
