package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// gone does what follows when a channel takes nothing any more: its subscription is disabled and its owner told once, and a watch
// that nobody can be told of is forgotten. An answer is only logged: there is nowhere to say it.
func (b *Bot) gone(ctx context.Context, a *attempt, reason string) error {
	switch j := a.job; {
	case j.Subscription != "":
		return b.disable(ctx, j, reason)
	case j.Watch != "":
		if err := b.memory.DeleteWatch(ctx, j.Watch); err != nil && !errors.Is(err, briefing.ErrNotFound) {
			return fmt.Errorf("forget watch %s: %w", j.Watch, err)
		}
		b.log.Warn("watch forgotten: its channel takes no message", "watch", j.Watch, "reason", reason)
	}
	return nil
}

// disable stops a subscription whose channel takes nothing. It goes on when somebody subscribes again under its name.
func (b *Bot) disable(ctx context.Context, j briefing.Job, reason string) error {
	b.changing.Lock()
	defer b.changing.Unlock()
	all, err := b.memory.Subscriptions(ctx)
	if err != nil {
		return fmt.Errorf("list subscriptions: %w", err)
	}
	i := slices.IndexFunc(all, func(s briefing.Subscription) bool { return s.ID == j.Subscription })
	if i < 0 || all[i].Channel != j.Channel || all[i].Disabled != "" { // moved or stopped meanwhile
		return nil
	}
	s := all[i]
	if s.Owner != "" { // before it is disabled: owed twice is owed once, and disabled without a word is silence
		if err := b.tellOwner(ctx, s, j, reason); err != nil {
			return err
		}
	}
	s.Disabled = reason
	if err := b.memory.PutSubscription(ctx, s); err != nil {
		return fmt.Errorf("disable subscription %s: %w", s.ID, err)
	}
	b.log.Error("subscription disabled: its channel takes no message", "subscription", s.ID, "reason", reason)
	return nil
}

// tellOwner owes a person the news, in their direct channel, that their subscription has stopped.
func (b *Bot) tellOwner(ctx context.Context, s briefing.Subscription, j briefing.Job, reason string) error {
	name := wording.Clip(wording.OneLine(wording.Visible(s.Name)), 60)
	_, err := b.memory.AddJob(ctx, briefing.Job{
		ID: "gone:" + j.ID, Kind: briefing.JobNotice, From: s.Owner, Due: b.now(),
		Channel: briefing.Channel{Service: s.Channel.Service, Workspace: s.Channel.Workspace},
		Text: "Your subscription " + name + " is stopped: I may no longer post in its channel (" + reason + "). " +
			"Once I may again, subscribe there once more under the same name.",
	})
	if err != nil {
		return fmt.Errorf("tell the owner of subscription %s: %w", s.ID, err)
	}
	return nil
}

// direct is the direct channel to the person a job is for.
func (b *Bot) direct(ctx context.Context, a *attempt) (briefing.Channel, error) {
	d, ok := a.chat.(Director)
	if !ok || a.job.From == "" {
		return briefing.Channel{}, &parkedError{"there is no writing to one person alone on " + a.chat.Service()}
	}
	to, err := d.Direct(ctx, a.job.Channel.Workspace, a.job.From)
	var refused *RefusedError
	switch {
	case errors.As(err, &refused):
		return to, &parkedError{"the person cannot be written to: " + refused.Reason}
	case err != nil:
		return to, fmt.Errorf("direct channel: %w", err)
	}
	return to, nil
}
