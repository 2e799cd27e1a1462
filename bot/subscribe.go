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

// subscribe stores what a channel, or a person in their direct channel, asks to be told and says so. Asked again under the same name,
// it changes the subscription and keeps its place: the next digest still begins where the last one ended. A digest that is on its way
// goes out as it was planned.
func (b *Bot) subscribe(ctx context.Context, j briefing.Job, words string) (post.Post, error) {
	zone, err := b.zoneOf(ctx, j.Channel)
	if err != nil {
		return post.Post{}, err
	}
	asked, err := command.ParseSubscribe(words, zone)
	if err != nil {
		return post.Notes(fmt.Sprintf("Nothing subscribed: %v.", err)), nil
	}
	s := asked.Subscription
	s.Owner, s.Channel = j.From, j.Channel
	s.Channel.Thread = ""
	if asked.Me {
		direct, reason, err := b.directTo(ctx, j)
		if err != nil || reason != "" {
			return post.Notes("Nothing subscribed: " + reason), err
		}
		s.Channel = direct
	}
	return b.keepSubscription(ctx, s, cmp.Or(asked.Instead, s.Name))
}

// keepSubscription stores a subscription in the place of the one of an old name, which is its own unless it is renamed, and says so.
func (b *Bot) keepSubscription(ctx context.Context, s briefing.Subscription, old string) (post.Post, error) {
	b.changing.Lock()
	defer b.changing.Unlock()
	have, err := b.subscriptionsOf(ctx, s.Channel)
	if err != nil {
		return post.Post{}, err
	}
	now := b.now()
	verb := "Subscribed: "
	at, taken := named(have, old), named(have, s.Name)
	if at < 0 {
		at = taken // renamed before, or nothing to rename
	}
	switch {
	case taken >= 0 && taken != at:
		return post.Notes("Nothing changed: there is a subscription of the name " + s.Name + " already. Stop it first, or take another name."), nil
	case at >= 0:
		verb, s = "Changed: ", changed(have[at], s, now)
	case len(have) >= maxSubscriptions:
		return post.Notes(fmt.Sprintf("Nothing subscribed: this channel has %d subscriptions already. Stop one first: unsubscribe NAME",
			len(have))), nil
	default:
		s.ID, s.Begins = newID(have, s), now
	}
	if s.Since.IsZero() || s.Since.After(now) { // told by a clock that was ahead, it would be silent until then
		if s.Since, err = begin(s.Schedule, now); err != nil {
			return post.Post{}, err
		}
	}
	first, err := b.first(s, now)
	if err != nil {
		return post.Notes("Nothing subscribed: " + err.Error() + "."), nil
	}
	if err := b.memory.PutSubscription(ctx, s); err != nil {
		return post.Post{}, fmt.Errorf("subscribe %s: %w", s.Name, err)
	}
	return post.Notes(verb+command.Sentence(s), "Next digest: "+first+". To see it now: preview "+s.Name+". To stop it: unsubscribe "+s.Name), nil
}

// named is the place of the subscription of a name, whatever the case of its letters, or -1.
func named(have []briefing.Subscription, name string) int {
	return slices.IndexFunc(have, func(s briefing.Subscription) bool { return strings.EqualFold(s.Name, name) })
}

// newID is the id of a new subscription of a channel that has some. One that was renamed keeps the id that its first name gave it, which
// another must not get.
func newID(have []briefing.Subscription, s briefing.Subscription) string {
	id := subscriptionID(s.Channel, s.Name)
	for slices.ContainsFunc(have, func(o briefing.Subscription) bool { return o.ID == id }) {
		id = briefing.DerivedID("subscription", id)
	}
	return id
}

// changed is a subscription as it was asked for again: where it is in time stays, and a new schedule begins now. One that was paused or
// disabled goes on, as resumed does.
func changed(old, s briefing.Subscription, now time.Time) briefing.Subscription {
	s.ID, s.Since, s.Begins, s.Revision = old.ID, old.Since, old.Begins, old.Revision
	if !s.Schedule.Equal(old.Schedule) {
		s.Begins = now
		s.Revision++
	}
	if !old.Paused.IsZero() || old.Disabled != "" {
		s.Begins, s.Since = now, now
	}
	return s
}

// directTo is the direct channel to the person who caused a job, or why there is none.
func (b *Bot) directTo(ctx context.Context, j briefing.Job) (to briefing.Channel, reason string, err error) {
	d, ok := b.chats[j.Channel.Service].(Director)
	if !ok || j.From == "" {
		return to, "there is no writing to one person alone here. Leave the word me away for this channel.", nil
	}
	to, err = d.Direct(ctx, j.Channel.Workspace, j.From)
	var refused *RefusedError
	if errors.As(err, &refused) {
		return to, "I may not write to you directly (" + refused.Reason + ").", nil
	}
	if err != nil {
		return to, "", fmt.Errorf("direct channel: %w", err)
	}
	to.Thread = ""
	return to, "", nil
}

// zoneOf is the zone of subscriptions of a channel that name none.
func (b *Bot) zoneOf(ctx context.Context, channel briefing.Channel) (string, error) {
	settings, err := b.settingsOf(ctx, channel)
	return cmp.Or(settings.Zone, b.zone), err
}

// unsubscribe stops the channel's subscription of a name.
func (b *Bot) unsubscribe(ctx context.Context, j briefing.Job, name string) (post.Post, error) {
	b.changing.Lock()
	defer b.changing.Unlock()
	s, reply, err := b.meant(ctx, j, name)
	if s == nil {
		return reply, err
	}
	err = b.memory.DeleteSubscription(ctx, s.ID)
	if err != nil && !errors.Is(err, briefing.ErrNotFound) {
		return post.Post{}, fmt.Errorf("unsubscribe %s: %w", s.Name, err)
	}
	return post.Notes("Stopped: "+s.Name+".", "To have it again: "+command.Sentence(*s)), nil
}

// listSubscriptions says what a channel has subscribed to.
func (b *Bot) listSubscriptions(ctx context.Context, j briefing.Job) (post.Post, error) {
	have, err := b.subscriptionsOf(ctx, j.Channel)
	if err != nil {
		return post.Post{}, err
	}
	return post.Notes(listing(have)), nil
}

// listing is one line a subscription: the sentence that makes it, which can be copied, changed and sent again.
func listing(subscriptions []briefing.Subscription) string {
	if len(subscriptions) == 0 {
		return "No subscriptions in this channel. To make one: subscribe to everything at 08:00"
	}
	lines := []string{"Subscriptions of this channel:"}
	for _, s := range subscriptions {
		state := ""
		switch {
		case s.Disabled != "":
			state = " (stopped: " + s.Disabled + ")"
		case !s.Paused.IsZero():
			state = " (paused)"
		}
		lines = append(lines, "- "+command.Sentence(s)+state)
	}
	return strings.Join(lines, "\n")
}

// meant is the subscription of a channel that a name means, or its only one where no name is given. Where there is none it is nil, and
// the reply says so; a name of several words that nobody has fails with errNoCommand.
func (b *Bot) meant(ctx context.Context, j briefing.Job, name string) (*briefing.Subscription, post.Post, error) {
	have, err := b.subscriptionsOf(ctx, j.Channel)
	if err != nil {
		return nil, post.Post{}, err
	}
	name = strings.Trim(wording.OneLine(wording.Visible(name)), `"“”`)
	if s, err := b.byID(ctx, j, name); s != nil || err != nil {
		return s, post.Post{}, err
	}
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
	return nil, post.Notes("This channel has no subscription of that name ("+wording.Clip(name, briefing.MaxName)+").", listing(have)), nil
}

// howToChange says how a subscription is changed where there is no form to do it in.
func (b *Bot) howToChange(ctx context.Context, j briefing.Job, name string) (post.Post, error) {
	s, reply, err := b.meant(ctx, j, name)
	if s == nil {
		return reply, err
	}
	return post.Notes("To change it, say this in its channel as you want it:", command.Sentence(*s)), nil
}

// subscriptionsOf lists the subscriptions of a channel, by name.
func (b *Bot) subscriptionsOf(ctx context.Context, channel briefing.Channel) ([]briefing.Subscription, error) {
	channel.Thread = ""
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
