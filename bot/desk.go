package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

var _ Desk = (*Bot)(nil)

// Engaged reports whether the bot takes part in a thread.
func (b *Bot) Engaged(ctx context.Context, thread briefing.Channel) (bool, error) {
	turns, err := b.memory.Turns(ctx, thread)
	if err != nil {
		return false, fmt.Errorf("earlier turns of %s: %w", thread, err)
	}
	return len(turns) > 0 && !turns[len(turns)-1].Muted, nil
}

// Preview is what a digest that was not subscribed to yet would post now. Whoever asks sees no more of it than their whole workspace may:
// that they are in the channel, nobody has shown.
func (b *Bot) Preview(ctx context.Context, in briefing.Channel, person, words string) ([]post.Post, error) {
	asked, err := command.ParseSubscribe(strings.TrimPrefix(words, string(command.SubscribeTo)+" "), b.zone)
	if err != nil {
		return []post.Post{post.Notes(err.Error())}, nil
	}
	s := asked.Subscription
	s.Channel, s.Owner = in, person
	s.Channel.Thread = ""
	have, err := b.subscriptionsOf(ctx, s.Channel)
	if err != nil {
		return nil, err
	}
	if at := named(have, cmp.Or(asked.Instead, s.Name)); at >= 0 {
		s = changed(have[at], s, b.now())
	}
	everybody := s.Channel
	everybody.ID = ""
	c, err := b.previewOf(ctx, s, in, b.hidden(everybody))
	if err != nil {
		return nil, err
	}
	return append([]post.Post{c.post}, c.under...), nil
}

// Settings is what holds in a place.
func (b *Bot) Settings(ctx context.Context, in briefing.Channel) (briefing.Settings, error) {
	return b.settingsOf(ctx, in)
}

// Subscriptions lists those of a channel, and behind them those that a person has of their own; of a workspace all that they may see.
func (b *Bot) Subscriptions(ctx context.Context, in briefing.Channel, person string) ([]briefing.Subscription, error) {
	in.Thread = ""
	all, err := b.memory.Subscriptions(ctx)
	if err != nil {
		return nil, fmt.Errorf("list subscriptions: %w", err)
	}
	own := b.directOf(ctx, in, person)
	var here, theirs, others []briefing.Subscription
	sees := map[briefing.Channel]bool{}
	for _, s := range all {
		switch {
		case s.Channel.Service != in.Service || s.Channel.Workspace != in.Workspace:
		case own.ID != "" && s.Channel.ID == own.ID:
			theirs = append(theirs, s)
		case s.Channel == in:
			here = append(here, s)
		case in.ID == "" && b.seesOnce(ctx, sees, s, person):
			others = append(others, s)
		}
	}
	byPlace := func(a, b briefing.Subscription) int {
		return strings.Compare(a.Channel.ID+"\x00"+a.Name, b.Channel.ID+"\x00"+b.Name)
	}
	for _, list := range [][]briefing.Subscription{here, theirs, others} {
		slices.SortFunc(list, byPlace)
	}
	return slices.Concat(here, theirs, others), nil
}

// directOf is the direct channel to a person, the zero one where there is none or the service does not say.
func (b *Bot) directOf(ctx context.Context, in briefing.Channel, person string) (own briefing.Channel) {
	d, ok := b.chats[in.Service].(Director)
	if !ok || person == "" {
		return own
	}
	err := recovered(ctx, func(ctx context.Context) (err error) {
		own, err = d.Direct(ctx, in.Workspace, person)
		return err
	})
	if err != nil {
		b.log.Warn("the service does not say which channel is a person's own", "service", in.Service, "error", err)
		return briefing.Channel{}
	}
	own.Thread = ""
	return own
}

// seesOnce reports whether a person may see a subscription of a channel that is not their own: they made it, or they read along there.
// A service is asked once for each channel.
func (b *Bot) seesOnce(ctx context.Context, known map[briefing.Channel]bool, s briefing.Subscription, person string) bool {
	if person != "" && s.Owner == person {
		return true
	}
	if sees, asked := known[s.Channel]; asked {
		return sees
	}
	known[s.Channel] = b.reads(ctx, s.Channel, person)
	return known[s.Channel]
}

// reads reports whether a person reads along in a place. Where the service does not say, they do not.
func (b *Bot) reads(ctx context.Context, place briefing.Channel, person string) (sees bool) {
	o, ok := b.chats[place.Service].(Observed)
	if !ok || person == "" {
		return false
	}
	err := recovered(ctx, func(ctx context.Context) (err error) {
		sees, err = o.Sees(ctx, place, person)
		return err
	})
	if err != nil {
		b.log.Warn("the service does not say who reads along", "channel", place, "error", err)
	}
	return sees && err == nil
}

// named by id: a button of a page says "#" and the id of a subscription, which may be another channel's.

// byID is the subscription that words mean by "#" and its id, nil where they mean none that the person who caused a job may see.
func (b *Bot) byID(ctx context.Context, j briefing.Job, words string) (*briefing.Subscription, error) {
	id, ok := strings.CutPrefix(words, "#")
	if !ok || id == "" {
		return nil, nil
	}
	s, err := b.memory.Subscription(ctx, id)
	if errors.Is(err, briefing.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	here := j.Channel
	here.Thread = ""
	switch {
	case s.Channel == here, s.Channel.Service == here.Service && s.Channel.Workspace == here.Workspace &&
		(b.seesOnce(ctx, map[briefing.Channel]bool{}, s, j.From) || b.directOf(ctx, here, j.From).ID == s.Channel.ID):
		return &s, nil
	}
	return nil, nil
}
