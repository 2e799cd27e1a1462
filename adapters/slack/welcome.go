package slack

import (
	"cmp"
	"context"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// joined has whoever brought the bot into a channel told, alone, what it can do there. In the channel itself it says nothing unasked.
func (c *Chat) joined(ctx context.Context, self identity, e envelope, ev event, receive receiver) error {
	at, ok := timeOf(ev.EventTS)
	if ev.User != self.user || ev.Inviter == "" || ev.Inviter == self.user || ev.Channel == "" || !ok {
		c.ignored(e, "nobody to be told how to ask")
		return nil
	}
	team := cmp.Or(ev.Team, self.team)
	channel := briefing.Channel{Service: service, Workspace: team, ID: ev.Channel}
	m := bot.Message{
		ID:      service + ":" + team + "/" + ev.Channel + "/joined/" + ev.EventTS,
		Channel: channel.Private(ev.Inviter), From: ev.Inviter, Text: "help", At: at,
	}
	return c.take(ctx, e, m, origin{shared: ev.Shared, home: self.team}, receive)
}
