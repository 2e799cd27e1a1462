package bot

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

var _ Desk = (*Bot)(nil)

// Home is the page about the bot for a person.
func (b *Bot) Home(ctx context.Context, workspace briefing.Channel, person string) ([]post.Post, error) {
	return []post.Post{post.Help("")}, nil
}

// Suggest lists questions that the library can answer.
func (b *Bot) Suggest(ctx context.Context, in briefing.Channel, n int) ([]string, error) {
	return nil, nil
}

// Engaged reports whether the bot takes part in a thread.
func (b *Bot) Engaged(ctx context.Context, thread briefing.Channel) (bool, error) {
	turns, err := b.memory.Turns(ctx, thread)
	if err != nil {
		return false, fmt.Errorf("earlier turns of %s: %w", thread, err)
	}
	return len(turns) > 0 && !turns[len(turns)-1].Muted, nil
}

// Subscriptions lists those of a channel, and behind them those that a person has of their own.
func (b *Bot) Subscriptions(ctx context.Context, in briefing.Channel, person string) ([]briefing.Subscription, error) {
	return b.memory.Subscriptions(ctx)
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
