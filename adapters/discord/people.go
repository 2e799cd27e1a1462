package discord

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// roleFor is how long what Discord said of a person is believed.
const roleFor = time.Minute

// maxRoles is how many people in channels are remembered for that long.
const maxRoles = 1000

// The permissions that make a role: https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags.
const (
	mayAdminister = 1<<3 | 1<<5  // ADMINISTRATOR, MANAGE_GUILD
	maySubscribe  = 1<<4 | 1<<13 // MANAGE_CHANNELS, MANAGE_MESSAGES
	administrator = 1 << 3
)

// roleOf is the role that permissions in a channel make.
func roleOf(permissions int64) briefing.Role {
	switch {
	case permissions&mayAdminister != 0:
		return briefing.RoleAdminister
	case permissions&maySubscribe != 0:
		return briefing.RoleSubscribe
	}
	return briefing.RoleRead
}

// Role is what a person may do: who administers the server administers, who manages a channel or its messages subscribes, and
// everybody else reads. In a direct message everybody may subscribe.
func (c *Chat) Role(ctx context.Context, in briefing.Channel, person string) (briefing.Role, error) {
	if !snowflake(person) || !snowflake(in.ID) || in.Workspace != "" && !snowflake(in.Workspace) {
		return briefing.RoleUnknown, errors.New("discord knows no such person or place")
	}
	if in.Workspace == "" {
		return briefing.RoleSubscribe, nil
	}
	key := in.ID + "/" + person
	if role, known := c.roles.get(key, time.Now()); known {
		return role, nil
	}
	permissions, err := c.permissionsOf(ctx, in, person)
	if err != nil {
		return briefing.RoleUnknown, fmt.Errorf("ask discord what a person may do: %w", err)
	}
	role := roleOf(permissions)
	c.roles.put(key, role, time.Now())
	return role, nil
}

// overwrite changes permissions in a channel: https://discord.com/developers/docs/resources/channel#overwrite-object.
type overwrite struct {
	ID    string `json:"id"` // of a role or a person
	Allow int64  `json:"allow,string"`
	Deny  int64  `json:"deny,string"`
}

// permissionsOf works out what a person may do in a channel, in Discord's order: the server's owner and administrators may everything;
// otherwise what their roles allow, changed by the channel for everybody, then for their roles, then for themselves. See
// https://discord.com/developers/docs/topics/permissions#permission-overwrites.
func (c *Chat) permissionsOf(ctx context.Context, in briefing.Channel, person string) (int64, error) {
	var server struct {
		Owner string `json:"owner_id"`
		Roles []struct {
			ID          string `json:"id"`
			Permissions int64  `json:"permissions,string"`
		} `json:"roles"`
	}
	var member struct {
		Roles []string `json:"roles"`
	}
	if err := c.call(ctx, "GET", discordgo.EndpointGuild(in.Workspace), nil, &server); err != nil {
		return 0, err
	}
	if server.Owner == person {
		return administrator, nil
	}
	if err := c.callFor(ctx, "GET member", "GET", discordgo.EndpointGuildMember(in.Workspace, person), nil, &member); err != nil {
		return 0, err
	}
	has := map[string]bool{in.Workspace: true} // the role of everybody has the server's id
	for _, id := range member.Roles {
		has[id] = true
	}
	var allowed int64
	for _, role := range server.Roles {
		if has[role.ID] {
			allowed |= role.Permissions
		}
	}
	if allowed&administrator != 0 {
		return allowed, nil
	}
	changes, err := c.overwritesOf(ctx, in.ID)
	if err != nil {
		return 0, err
	}
	return changed(allowed, changes, in.Workspace, has, person), nil
}

// changed applies what a channel changes.
func changed(allowed int64, changes []overwrite, everybody string, has map[string]bool, person string) int64 {
	apply := func(applies func(id string) bool) {
		var allow, deny int64
		for _, o := range changes {
			if applies(o.ID) {
				allow |= o.Allow
				deny |= o.Deny
			}
		}
		allowed = allowed&^deny | allow
	}
	apply(func(id string) bool { return id == everybody })
	apply(func(id string) bool { return id != everybody && has[id] })
	apply(func(id string) bool { return id == person })
	return allowed
}

// overwritesOf is what a channel changes; a thread changes what the channel over it does.
func (c *Chat) overwritesOf(ctx context.Context, channel string) ([]overwrite, error) {
	for range 2 {
		var ch struct {
			Type       int         `json:"type"`
			Parent     string      `json:"parent_id"`
			Overwrites []overwrite `json:"permission_overwrites"`
		}
		if err := c.callFor(ctx, "GET channel", "GET", discordgo.EndpointChannel(channel), nil, &ch); err != nil {
			return nil, err
		}
		if !isThread(discordgo.ChannelType(ch.Type)) || !snowflake(ch.Parent) {
			return ch.Overwrites, nil
		}
		channel = ch.Parent
	}
	return nil, errors.New("a thread under a thread")
}

func isThread(t discordgo.ChannelType) bool {
	return t == discordgo.ChannelTypeGuildPublicThread || t == discordgo.ChannelTypeGuildPrivateThread || t == discordgo.ChannelTypeGuildNewsThread
}

// Direct opens the direct message with a person.
func (c *Chat) Direct(ctx context.Context, _, person string) (briefing.Channel, error) {
	if !snowflake(person) {
		return briefing.Channel{}, &bot.RefusedError{Service: service, Reason: "no person of Discord: " + strconv.Quote(person)}
	}
	var made struct {
		ID string `json:"id"`
	}
	in := map[string]string{"recipient_id": person}
	if err := c.call(ctx, "POST", discordgo.EndpointUserChannels("@me"), in, &made); err != nil {
		return briefing.Channel{}, fmt.Errorf("open a direct message on discord: %w", err)
	}
	if !snowflake(made.ID) {
		return briefing.Channel{}, errors.New("discord's reply names no channel")
	}
	return briefing.Channel{Service: service, ID: made.ID}, nil
}

// roles are those of people in channels, for a minute.
type roles struct {
	mu    sync.Mutex
	known map[string]knownRole
}

type knownRole struct {
	role briefing.Role
	at   time.Time
}

func (r *roles) get(key string, now time.Time) (briefing.Role, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k, ok := r.known[key]
	age := now.Sub(k.at)
	return k.role, ok && age >= 0 && age < roleFor
}

func (r *roles) put(key string, role briefing.Role, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil || len(r.known) >= maxRoles {
		r.known = map[string]knownRole{}
	}
	r.known[key] = knownRole{role, now}
}
