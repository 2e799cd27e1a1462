package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// maxSubscriptions is how many subscriptions one channel may have.
const maxSubscriptions = 20

// subscribe stores what a channel asks to be told and says so. Asked again under the same name, it changes the
// subscription and keeps its place: the next digest still begins where the last one ended.
func (b *Bot) subscribe(ctx context.Context, j briefing.Job, words string) (post.Post, error) {
	channel := j.Channel
	channel.Thread = ""
	zone, err := b.zoneOf(ctx, channel)
	if err != nil {
		return post.Post{}, err
	}
	asked, err := command.ParseSubscribe(words, zone)
	if err != nil {
		return post.Notes(fmt.Sprintf("Nothing subscribed: %v.", err)), nil
	}
	now := b.now()
	s := briefing.Subscription{
		ID: subscriptionID(channel, asked.Name), Name: asked.Name, Channel: channel,
		Topics: asked.Topics, Schedule: asked.Schedule,
	}
	b.changing.Lock()
	defer b.changing.Unlock()
	have, err := b.subscriptionsOf(ctx, channel)
	if err != nil {
		return post.Post{}, err
	}
	at := slices.IndexFunc(have, func(o briefing.Subscription) bool { return o.ID == s.ID })
	switch {
	case at >= 0:
		s.Since, s.Max = have[at].Since, have[at].Max
		if s.Since.After(now) { // told by a clock that was ahead, it would be silent until then
			s.Since, err = begin(s.Schedule, now)
		}
	case len(have) >= maxSubscriptions:
		return post.Notes(fmt.Sprintf("Nothing subscribed: this channel has %d subscriptions already. Stop one first: unsubscribe NAME",
			len(have))), nil
	default:
		s.Since, err = begin(s.Schedule, now)
	}
	if err != nil {
		return post.Post{}, err
	}
	if err := b.memory.PutSubscription(ctx, s); err != nil {
		return post.Post{}, fmt.Errorf("subscribe %s: %w", s.Name, err)
	}
	first, err := b.first(s, now)
	if err != nil {
		return post.Post{}, err
	}
	return post.Notes("Subscribed: "+describe(s)+".", "First digest: "+first+". To stop it: unsubscribe "+s.Name), nil
}

// zoneOf is the zone of subscriptions of a channel that name none.
func (b *Bot) zoneOf(ctx context.Context, channel briefing.Channel) (string, error) {
	settings, err := b.settingsOf(ctx, channel)
	return cmp.Or(settings.Zone, b.zone), err
}

// first says when a subscription is told next. One that was changed may be owed a digest already.
func (b *Bot) first(s briefing.Subscription, now time.Time) (string, error) {
	next, err := s.Schedule.Next(now)
	if err != nil {
		return "", err
	}
	owed, err := owedAt(s, now)
	if err != nil || owed.IsZero() {
		return wording.DayMoment(next), err
	}
	return "in a moment, for the time up to " + wording.DayMoment(owed.In(next.Location())) + "; then " + wording.DayMoment(next), nil
}

// unsubscribe stops the channel's subscription of a name.
func (b *Bot) unsubscribe(ctx context.Context, j briefing.Job, name string) (post.Post, error) {
	channel := j.Channel
	channel.Thread = ""
	b.changing.Lock()
	defer b.changing.Unlock()
	have, err := b.subscriptionsOf(ctx, channel)
	if err != nil {
		return post.Post{}, err
	}
	at := slices.IndexFunc(have, func(o briefing.Subscription) bool { return strings.EqualFold(o.Name, wording.OneLine(name)) })
	if at < 0 {
		if name == "" {
			name = "no name"
		}
		return post.Notes("Nothing stopped: this channel has no subscription of that name ("+wording.Clip(name, command.MaxName)+").", listing(have)), nil
	}
	err = b.memory.DeleteSubscription(ctx, have[at].ID)
	if err != nil && !errors.Is(err, briefing.ErrNotFound) {
		return post.Post{}, fmt.Errorf("unsubscribe %s: %w", have[at].Name, err)
	}
	return post.Notes("Stopped: " + describe(have[at]) + "."), nil
}

// listSubscriptions says what a channel has subscribed to.
func (b *Bot) listSubscriptions(ctx context.Context, j briefing.Job) (post.Post, error) {
	channel := j.Channel
	channel.Thread = ""
	have, err := b.subscriptionsOf(ctx, channel)
	if err != nil {
		return post.Post{}, err
	}
	return post.Notes(listing(have)), nil
}

// listing is one line a subscription.
func listing(subscriptions []briefing.Subscription) string {
	if len(subscriptions) == 0 {
		return "No subscriptions in this channel. To make one: subscribe to everything at 08:00"
	}
	lines := []string{"Subscriptions of this channel:"}
	for _, s := range subscriptions {
		lines = append(lines, wording.Clip(describe(s), 80))
	}
	return strings.Join(lines, "\n")
}

// describe is "NAME, at 08:00 on weekdays, Europe/Berlin", with the topics where the name does not tell them.
func describe(s briefing.Subscription) string {
	about := s.Name
	if topics := strings.Join(s.Topics, ", "); topics != "" && topics != s.Name {
		about += " (" + topics + ")"
	}
	return about + ", at " + s.Schedule.String()
}

// subscriptionsOf lists the subscriptions of a channel, by name.
func (b *Bot) subscriptionsOf(ctx context.Context, channel briefing.Channel) ([]briefing.Subscription, error) {
	all, err := b.memory.Subscriptions(ctx)
	if err != nil {
		return nil, fmt.Errorf("list subscriptions: %w", err)
	}
	all = slices.DeleteFunc(slices.Clone(all), func(s briefing.Subscription) bool { return s.Channel != channel })
	slices.SortFunc(all, func(a, b briefing.Subscription) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}

// subscriptionID derives the id of a channel's subscription from its name, whatever the case of its letters.
func subscriptionID(channel briefing.Channel, name string) string {
	return briefing.DerivedID("subscription", channel.String(), strings.ToLower(name))
}

// begin is where the first digest of a new subscription begins: at the latest time it would have been posted, so that it
// covers a whole period and nothing is owed for the time before it was asked for.
func begin(s briefing.Schedule, now time.Time) (time.Time, error) {
	const longestPause = 8 * 24 * time.Hour // a weekly schedule, and a day that a zone skipped
	at, err := latest(s, now.Add(-longestPause), now)
	if at.IsZero() {
		at = now
	}
	return at.UTC(), err
}

// latest is the last occurrence of s in (after, now], or zero if there is none.
func latest(s briefing.Schedule, after, now time.Time) (time.Time, error) {
	var last time.Time
	for {
		next, err := s.Next(after)
		if err != nil || next.After(now) {
			return last, err
		}
		last, after = next, next
	}
}
