package bot

import (
	"context"
	"fmt"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// knowing makes an edition of a subscription with all that its channel was told and has set, and may not see.
func (b *Bot) knowing(ctx context.Context, e briefing.Edition) (briefing.Edition, error) {
	s := e.Subscription
	var err error
	if e.Told, err = b.memory.ToldEditions(ctx, s.ID); err != nil {
		return e, fmt.Errorf("what %s was told: %w", s.ID, err)
	}
	if e.Corrections, err = b.toOpenWith(ctx, s.Channel); err != nil {
		return e, err
	}
	if s.Length == "" {
		set, err := b.settingsOf(ctx, s.Channel)
		if err != nil {
			return e, err
		}
		e.Subscription.Length = set.Length
	}
	e.Hidden = b.hidden(s.Channel)
	if b.feeds != nil {
		e.Failing = b.feeds.Failing()
	}
	return e, nil
}

// laidOut composes a digest for its channel: where the service has threads one message with a line of each story and a message of each
// under it, elsewhere as few messages as hold it. It remembers what it tells.
func (b *Bot) laidOut(to briefing.Channel, d briefing.Digest) composed {
	var c composed
	if t, ok := b.chats[to.Service].(Threaded); ok && t.Threads(to) {
		c.post, c.under = post.DigestThread(d)
	} else {
		posts := post.DigestPosts(d)
		c.post, c.under = posts[0], posts[1:]
	}
	c.late = !d.Due.IsZero()
	c.outcome.Edition = &d.Tell
	c.outcome.Facts, c.outcome.Corrected = toldBy(d)
	if len(d.Citations) > 0 { // in the thread under the post, so that people can ask back there
		turn := briefing.Answer{Question: post.DigestTitle(d), Citations: d.Citations, Subject: d.Topics}.Turn(d.To)
		c.outcome.Turn, c.outcome.Thread = &turn, to
	}
	return c
}
