package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// digestNow posts what the next digest would say. It is an extra: the next digest tells it all the same.
func (b *Bot) digestNow(ctx context.Context, j briefing.Job, name string) (composed, error) {
	s, reply, err := b.meant(ctx, j, name)
	if s == nil {
		return said(reply, err)
	}
	d, err := b.compileNow(ctx, *s, false)
	return said(post.Digest(d), err)
}

// preview shows exactly what the next digest would say if it were posted now, and why each story is in it or not.
func (b *Bot) preview(ctx context.Context, j briefing.Job, name string) (composed, error) {
	s, reply, err := b.meant(ctx, j, name)
	if s == nil {
		return said(reply, err)
	}
	d, err := b.compileNow(ctx, *s, true)
	return said(post.Digest(d), err)
}

// compileNow compiles what a subscription has to tell up to now.
func (b *Bot) compileNow(ctx context.Context, s briefing.Subscription, explain bool) (briefing.Digest, error) {
	now := b.now()
	from := s.Since
	if !from.Before(now) {
		from = now.Add(-24 * time.Hour)
	}
	told, err := b.memory.ToldEditions(ctx, s.ID)
	if err != nil {
		return briefing.Digest{}, fmt.Errorf("earlier digests of %s: %w", s.Name, err)
	}
	d, err := b.compiler.Compile(ctx, briefing.Edition{
		Subscription: s, From: from, To: now, Told: told, Hidden: b.hidden(s.Channel), Explain: explain,
	})
	if err != nil {
		return briefing.Digest{}, fmt.Errorf("compile %s: %w", s.Name, err)
	}
	if zone, err := s.Schedule.Location(); err == nil {
		d.From, d.To = d.From.In(zone), d.To.In(zone)
	}
	return d, nil
}
