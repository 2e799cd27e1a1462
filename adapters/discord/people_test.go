package discord

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

var (
	_ bot.Threaded   = (*Chat)(nil)
	_ bot.Prover     = (*Chat)(nil)
	_ bot.Repeater   = (*Chat)(nil)
	_ bot.Gatekeeper = (*Chat)(nil)
	_ bot.Director   = (*Chat)(nil)
)

func TestRole(t *testing.T) {
	t.Parallel()
	const owner = "800000000000000009"
	in := briefing.Channel{Service: "discord", Workspace: guild, ID: channel}
	for name, tt := range map[string]struct {
		everybody, moderator int64  // permissions of the role of everybody, and of the one that the person has too
		overwrites           string // of the channel
		thread               bool   // the place is a thread under the channel
		person               string // "" is the asker
		want                 briefing.Role
	}{
		"nobody special":           {want: briefing.RoleRead},
		"administrator":            {moderator: 1 << 3, overwrites: fmt.Sprintf(`[{"id":%q,"type":0,"allow":"0","deny":"8"}]`, guild), want: briefing.RoleAdminister},
		"manages the server":       {moderator: 1 << 5, want: briefing.RoleAdminister},
		"manages channels":         {moderator: 1 << 4, want: briefing.RoleSubscribe},
		"manages messages":         {moderator: 1 << 13, want: briefing.RoleSubscribe},
		"everybody manages":        {everybody: 1 << 13, want: briefing.RoleSubscribe},
		"the owner":                {person: owner, want: briefing.RoleAdminister},
		"not in this channel":      {moderator: 1 << 13, overwrites: `[{"id":"11","type":0,"allow":"0","deny":"8192"}]`, want: briefing.RoleRead},
		"in this channel alone":    {overwrites: fmt.Sprintf(`[{"id":%q,"type":1,"allow":"16","deny":"0"}]`, asker), want: briefing.RoleSubscribe},
		"a role beats everybody":   {overwrites: fmt.Sprintf(`[{"id":"11","allow":"16","deny":"0"},{"id":%q,"allow":"0","deny":"16"}]`, guild), want: briefing.RoleSubscribe},
		"a person beats a role":    {overwrites: fmt.Sprintf(`[{"id":%q,"allow":"0","deny":"16"},{"id":"11","allow":"16","deny":"0"}]`, asker), want: briefing.RoleRead},
		"another role's overwrite": {overwrites: `[{"id":"12","allow":"16","deny":"0"}]`, want: briefing.RoleRead},
		"in a thread":              {thread: true, overwrites: `[{"id":"11","allow":"16","deny":"0"}]`, want: briefing.RoleSubscribe},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			c := f.chat()
			if tt.overwrites == "" {
				tt.overwrites = "[]"
			}
			if tt.person == "" {
				tt.person = asker
			}
			f.places["/guilds/"+guild] = fmt.Sprintf(`{"id":%[1]q,"owner_id":%[2]q,"roles":[{"id":%[1]q,"permissions":"%[3]d"},{"id":"11","permissions":"%[4]d"},{"id":"12","permissions":"8"}]}`,
				guild, owner, tt.everybody, tt.moderator)
			f.places["/guilds/"+guild+"/members/"+asker] = `{"roles":["11"]}`
			f.places["/channels/"+channel] = `{"id":"1","type":0,"permission_overwrites":` + tt.overwrites + `}`
			f.places["/channels/77"] = `{"id":"77","type":11,"parent_id":"` + channel + `"}`
			place := in
			if tt.thread {
				place.ID = "77"
			}
			if got, err := c.Role(t.Context(), place, tt.person); err != nil || got != tt.want {
				t.Errorf("Role = %v, %v, want %v", got, err, tt.want)
			}
			delete(f.places, "/guilds/"+guild) // asked again, it would be missed
			if got, err := c.Role(t.Context(), place, tt.person); err != nil || got != tt.want {
				t.Errorf("Role at once again = %v, %v", got, err)
			}
		})
	}
	c := newFake(t).chat()
	if got, err := c.Role(t.Context(), briefing.Channel{Service: "discord", ID: channel}, asker); err != nil || got != briefing.RoleSubscribe {
		t.Errorf("in a direct message: %v, %v", got, err)
	}
	if got, err := c.Role(t.Context(), in, "../1"); err == nil || got != briefing.RoleUnknown {
		t.Errorf("a path as a person: %v, %v", got, err)
	}
}

func TestRolesAreForgotten(t *testing.T) {
	var r roles
	now := time.Unix(1_800_000_000, 0)
	for n := range 3 * maxRoles {
		r.put(fmt.Sprint(n), briefing.RoleRead, now)
	}
	if len(r.known) > maxRoles {
		t.Errorf("%d are remembered", len(r.known))
	}
	r.put("a", briefing.RoleAdminister, now)
	for after, want := range map[time.Duration]bool{0: true, roleFor - 1: true, roleFor: false, -time.Hour: false} {
		if _, known := r.get("a", now.Add(after)); known != want {
			t.Errorf("known after %v: %v", after, known)
		}
	}
}

func TestDirect(t *testing.T) {
	t.Parallel()
	c := newFake(t).chat()
	got, err := c.Direct(t.Context(), guild, asker)
	if want := (briefing.Channel{Service: "discord", ID: "610000000000000001"}); err != nil || got != want {
		t.Errorf("Direct = %+v, %v", got, err)
	}
	for _, nobody := range []string{"800000000000000008", "../x"} {
		var refused *bot.RefusedError
		if _, err := c.Direct(t.Context(), guild, nobody); !errors.As(err, &refused) {
			t.Errorf("Direct to %s = %v", nobody, err)
		}
	}
}
