package slack

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

var (
	_ bot.Named    = (*Chat)(nil)
	_ bot.Observed = (*Chat)(nil)
)

// Name is what a person is called, which needs the scope users:read, or a channel, which needs channels:read. No name is a mention.
func (c *Chat) Name(ctx context.Context, place briefing.Channel, person string) string {
	if person == "" {
		is, known := c.channelInfo(ctx, place.ID)
		if !known || is.name == "" {
			return ""
		}
		return "#" + is.name
	}
	user, err := c.api.GetUserInfoContext(ctx, person)
	if err != nil {
		c.log.Debug("slack does not say what a person is called", "error", c.redact(err))
		return ""
	}
	return cmp.Or(user.Profile.DisplayName, user.Profile.RealName, user.RealName, user.Name)
}

const (
	membersPage = 200 // https://docs.slack.dev/reference/methods/conversations.members
	membersMost = 10  // pages: of a channel with more members it is not known who they are
)

// Sees reports whether a person may read a channel: a full member of the workspace those that are not private, everybody those they are in.
// It needs the scope channels:read, for private channels groups:read.
func (c *Chat) Sees(ctx context.Context, place briefing.Channel, person string) (bool, error) {
	if isDirect(place.ID) {
		own, err := c.directTo(ctx, place.Workspace, person)
		return own.ID == place.ID, err
	}
	is, known := c.channelInfo(ctx, place.ID)
	if !known {
		return false, fmt.Errorf("slack does not say what %s is", place)
	}
	if !is.hidden {
		role, err := c.Role(ctx, place, person)
		if err != nil || role.May(briefing.RoleSubscribe) {
			return err == nil, err
		}
	}
	cursor := ""
	for range membersMost {
		members, next, err := c.api.GetUsersInConversationContext(ctx, &api.GetUsersInConversationParameters{ChannelID: place.ID, Cursor: cursor, Limit: membersPage})
		if err != nil {
			return false, fmt.Errorf("who is in %s: %w", place, c.callError(err))
		}
		if slices.Contains(members, person) {
			return true, nil
		}
		if cursor = next; cursor == "" {
			return false, nil
		}
	}
	return false, fmt.Errorf("%s has too many members to look through", place)
}
