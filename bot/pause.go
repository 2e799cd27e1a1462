package bot

import (
	"context"
	"fmt"
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
		return post.Notes("Paused already: " + s.Name + ". To go on: resume " + s.Name), nil
	}
	s.Paused = b.now()
	if err := b.memory.PutSubscription(ctx, *s); err != nil {
		return post.Post{}, fmt.Errorf("pause %s: %w", s.Name, err)
	}
	return post.Notes("Paused: " + s.Name + ". To go on: resume " + s.Name), nil
}

// resume lets a paused or disabled subscription go on with the time from now: what was published meanwhile is not told in a burst.
func (b *Bot) resume(ctx context.Context, j briefing.Job, name string) (post.Post, error) {
	b.changing.Lock()
	defer b.changing.Unlock()
	s, reply, err := b.meant(ctx, j, name)
	if s == nil {
		return reply, err
	}
	if s.Paused.IsZero() && s.Disabled == "" {
		return post.Notes("Not paused: " + s.Name + "."), nil
	}
	now := b.now()
	silent := s.Paused
	s.Paused, s.Disabled = time.Time{}, ""
	s.Begins, s.Since = now, now
	next, err := b.first(*s, now)
	if err != nil {
		return post.Post{}, err
	}
	if err := b.memory.PutSubscription(ctx, *s); err != nil {
		return post.Post{}, fmt.Errorf("resume %s: %w", s.Name, err)
	}
	missed := "It tells what is published from now on."
	if !silent.IsZero() {
		missed += " For what was published since " + wording.Moment(silent.UTC()) + ", ask: what is new since " + silent.UTC().Format(wording.DateLayout)
	}
	return post.Notes("Resumed: "+s.Name+". Next digest: "+next+".", missed), nil
}
