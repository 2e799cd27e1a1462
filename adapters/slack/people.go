package slack

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/briefing"
)

// roleFor is how long what Slack said of a person is believed.
const roleFor = time.Minute

// maxRoles is how many people are remembered for that long.
const maxRoles = 1000

// Role is what a person may do: owners and admins of the workspace administer, full members subscribe, and guests and people of
// other workspaces read. In a direct message with the bot everybody may subscribe. It needs the scope users:read.
func (c *Chat) Role(ctx context.Context, in briefing.Channel, person string) (briefing.Role, error) {
	role, known := c.roles.get(person, c.now())
	if !known {
		user, err := c.api.GetUserInfoContext(ctx, person)
		if err != nil {
			return briefing.RoleUnknown, fmt.Errorf("ask slack about a person: %w", c.callError(err))
		}
		role = roleOf(user, in.Workspace)
		c.roles.put(person, role, c.now())
	}
	if isDirect(in.ID) {
		role = max(role, briefing.RoleSubscribe)
	}
	return role, nil
}

// roleOf is the role of a user in a workspace. Fields: https://docs.slack.dev/reference/objects/user-object
func roleOf(u *api.User, workspace string) briefing.Role {
	switch {
	case u.Deleted, u.IsBot, u.IsStranger, u.IsRestricted, u.IsUltraRestricted, u.TeamID != "" && workspace != "" && u.TeamID != workspace:
		return briefing.RoleRead
	case u.IsAdmin, u.IsOwner, u.IsPrimaryOwner:
		return briefing.RoleAdminister
	}
	return briefing.RoleSubscribe
}

// isDirect reports whether a channel's id is that of a direct message.
func isDirect(id string) bool { return strings.HasPrefix(id, "D") }

// Direct opens the direct message with a person. It needs the scope im:write.
func (c *Chat) Direct(ctx context.Context, workspace, person string) (briefing.Channel, error) {
	channel, _, _, err := c.api.OpenConversationContext(ctx, &api.OpenConversationParameters{Users: []string{person}})
	if err != nil {
		return briefing.Channel{}, fmt.Errorf("open a direct message on slack: %w", c.callError(err))
	}
	return briefing.Channel{Service: service, Workspace: workspace, ID: channel.ID}, nil
}

// roles are those of people for a minute.
type roles struct {
	mu    sync.Mutex
	known map[string]knownRole
}

type knownRole struct {
	role briefing.Role
	at   time.Time
}

func (r *roles) get(person string, now time.Time) (briefing.Role, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k, ok := r.known[person]
	age := now.Sub(k.at)
	return k.role, ok && age >= 0 && age < roleFor
}

func (r *roles) put(person string, role briefing.Role, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil || len(r.known) >= maxRoles {
		r.known = map[string]knownRole{}
	}
	r.known[person] = knownRole{role, now}
}
