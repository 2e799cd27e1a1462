package bot

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// Who may do what. Everybody who can write in a place may ask there, see what there is, say what they think and be forgotten.
// Changing what a place is told takes the role its settings ask for, RoleSubscribe if they ask for none; changing the settings takes
// RoleAdminister. In their own direct channel a person may do everything but change what holds for the whole workspace.
//
// The role is that of the person who did it, in the place where it was done, at the time it is done: a button that somebody else was
// shown gives nothing.

// refuses is why a person may not do what a command asks for, "" if they may.
func (b *Bot) refuses(ctx context.Context, j briefing.Job, c command.Command) (string, error) {
	place, need, err := b.needs(ctx, j, c)
	if err != nil || need <= briefing.RoleRead {
		return "", err
	}
	if b.roleOf(ctx, j, place).May(need) {
		return "", nil
	}
	if place.ID != "" && b.isDirect(ctx, j, place) {
		return "", nil
	}
	b.log.Info("command refused", "job", j.ID, "command", c.Kind, "needs", need.String())
	return fmt.Sprintf("Nothing done. %s: %s", wording.Capital(string(c.Kind)), whoMay(c.Kind, need)), nil
}

// whoMay says who may do what a person may not.
func whoMay(kind command.Kind, need briefing.Role) string {
	switch {
	case kind == command.Settings:
		return "only people who administer this workspace may change them. To see them: settings"
	case need == briefing.RoleAdminister:
		return "here only people who administer this workspace may. Ask one of them, or write to me directly."
	}
	return "here only people who may manage this channel may. Ask one of them, or write to me directly."
}

// needs is the least role that a command takes, and in which place.
func (b *Bot) needs(ctx context.Context, j briefing.Job, c command.Command) (briefing.Channel, briefing.Role, error) {
	place := j.Channel
	place.Thread = ""
	switch c.Kind {
	case command.Follow, command.Unfollow:
		if j.From != "" && j.Channel.Only() == j.From { // nobody else is told
			return place, briefing.RoleRead, nil
		}
	case command.SubscribeTo:
		if command.ForMe(c.Words) {
			return place, briefing.RoleRead, nil
		}
	case command.Unsubscribe, command.Digest, command.Pause, command.Resume:
	case command.Settings:
		if c.Words == "" {
			return place, briefing.RoleRead, nil
		}
		if first, _, _ := strings.Cut(strings.ToLower(c.Words), " "); first == workspaceWord {
			place.ID = ""
		}
		return place, briefing.RoleAdminister, nil
	default:
		return place, briefing.RoleRead, nil
	}
	if s, err := b.byID(ctx, j, c.Words); s != nil || err != nil { // a button of a page: it may be another channel's
		if err != nil {
			return place, briefing.RoleAdminister, err
		}
		place = s.Channel
	}
	settings, err := b.settingsOf(ctx, place)
	return place, cmp.Or(settings.Subscribe, briefing.RoleSubscribe), err
}

// roleOf is what the person who caused a job may do in a place now. A service that does not say leaves what everybody may do; one that
// has no roles to ask for is believed what came with the message.
func (b *Bot) roleOf(ctx context.Context, j briefing.Job, place briefing.Channel) briefing.Role {
	gate, ok := b.chats[j.Channel.Service].(Gatekeeper)
	if !ok {
		return j.Role
	}
	role, err := gate.Role(ctx, place, j.From)
	if err != nil {
		b.log.Warn("the service does not say what a person may do: only reading is allowed", "job", j.ID, "error", err)
		return briefing.RoleRead
	}
	return role
}

// isDirect reports whether a place is the direct channel to the person who caused a job.
func (b *Bot) isDirect(ctx context.Context, j briefing.Job, place briefing.Channel) bool {
	d, ok := b.chats[j.Channel.Service].(Director)
	if !ok || j.From == "" {
		return false
	}
	own, err := d.Direct(ctx, j.Channel.Workspace, j.From)
	if err != nil {
		b.log.Warn("the service does not say which channel is a person's own: only reading is allowed", "job", j.ID, "error", err)
		return false
	}
	return own.Service == place.Service && own.ID == place.ID
}
