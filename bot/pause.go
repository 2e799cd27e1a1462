package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// pause keeps a subscription silent until it is resumed.
func (b *Bot) pause(ctx context.Context, j briefing.Job, name string) (post.Post, error) {
	b.changing.Lock()
	defer b.changing.Unlock()
	s, reply, err := b.meant(ctx, j, name)
	if s == nil {
		return reply, err
	}
	if !s.Paused.IsZero() {
		return post.Notes("Paused already: " + describe(*s) + ". To go on: resume " + s.Name), nil
	}
	s.Paused = b.now()
	if err := b.memory.PutSubscription(ctx, *s); err != nil {
		return post.Post{}, fmt.Errorf("pause %s: %w", s.Name, err)
	}
	return post.Notes("Paused: " + describe(*s) + ". To go on: resume " + s.Name), nil
}

// resume lets a paused subscription go on with the time from now: what was published meanwhile is not told in a burst.
func (b *Bot) resume(ctx context.Context, j briefing.Job, name string) (post.Post, error) {
	b.changing.Lock()
	defer b.changing.Unlock()
	s, reply, err := b.meant(ctx, j, name)
	if s == nil {
		return reply, err
	}
	if s.Paused.IsZero() && s.Disabled == "" {
		return post.Notes("Not paused: " + describe(*s) + "."), nil
	}
	now := b.now()
	s.Paused, s.Disabled = time.Time{}, ""
	s.Since = now
	next, err := s.Schedule.Next(now)
	if err != nil {
		return post.Post{}, err
	}
	if err := b.memory.PutSubscription(ctx, *s); err != nil {
		return post.Post{}, fmt.Errorf("resume %s: %w", s.Name, err)
	}
	return post.Notes("Resumed: "+describe(*s)+".", "Next digest: "+wording.DayMoment(next)+". It tells what is published from now on."), nil
}

// meant is the subscription of a channel that a name means, or its only one where no name is given. Where there is none it is nil, and
// the reply says so; a name of several words that nobody has fails with errNoCommand.
func (b *Bot) meant(ctx context.Context, j briefing.Job, name string) (*briefing.Subscription, post.Post, error) {
	channel := j.Channel
	channel.Thread = ""
	have, err := b.subscriptionsOf(ctx, channel)
	if err != nil {
		return nil, post.Post{}, err
	}
	name = wording.OneLine(name)
	at := slices.IndexFunc(have, func(s briefing.Subscription) bool { return strings.EqualFold(s.Name, name) })
	switch {
	case at >= 0:
		return &have[at], post.Post{}, nil
	case name == "" && len(have) == 1:
		return &have[0], post.Post{}, nil
	case name == "" && len(have) > 1:
		return nil, post.Notes("This channel has several subscriptions. Say the name of one.", listing(have)), nil
	case strings.Contains(name, " "):
		return nil, post.Post{}, errNoCommand
	case name == "":
		return nil, post.Notes(listing(have)), nil
	}
	return nil, post.Notes("This channel has no subscription of that name ("+name+").", listing(have)), nil
}
