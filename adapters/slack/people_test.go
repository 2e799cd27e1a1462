package slack

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

var (
	_ bot.Threaded   = (*Chat)(nil)
	_ bot.Sized      = (*Chat)(nil)
	_ bot.Prover     = (*Chat)(nil)
	_ bot.Gatekeeper = (*Chat)(nil)
	_ bot.Director   = (*Chat)(nil)
)

func TestRole(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	now := time.Unix(1_800_000_000, 0)
	c.now = func() time.Time { return now }
	in := briefing.Channel{Service: "slack", Workspace: slacktest.Team, ID: slacktest.Channel}
	alone := in
	alone.ID = slacktest.Direct
	for flag, want := range map[string][2]briefing.Role{ // in a channel, in a direct message
		"":                    {briefing.RoleSubscribe, briefing.RoleSubscribe},
		"is_admin":            {briefing.RoleAdminister, briefing.RoleAdminister},
		"is_owner":            {briefing.RoleAdminister, briefing.RoleAdminister},
		"is_primary_owner":    {briefing.RoleAdminister, briefing.RoleAdminister},
		"is_restricted":       {briefing.RoleRead, briefing.RoleSubscribe},
		"is_ultra_restricted": {briefing.RoleRead, briefing.RoleSubscribe},
		"is_stranger":         {briefing.RoleRead, briefing.RoleSubscribe},
		"is_bot":              {briefing.RoleRead, briefing.RoleSubscribe},
		"deleted":             {briefing.RoleRead, briefing.RoleSubscribe},
		"team":                {briefing.RoleRead, briefing.RoleSubscribe},
	} {
		person := "U" + flag
		s.Person(person, flag)
		for i, place := range []briefing.Channel{in, alone} {
			if got, err := c.Role(t.Context(), place, person); err != nil || got != want[i] {
				t.Errorf("%q in %s: %v, %v, want %v", flag, place.ID, got, err, want[i])
			}
		}
	}

	// A role that was taken away is gone within a minute.
	asked := s.Calls("users.info")
	s.Person("Uis_admin", "")
	if role, err := c.Role(t.Context(), in, "Uis_admin"); err != nil || role != briefing.RoleAdminister || s.Calls("users.info") != asked {
		t.Errorf("%v, %v, %d calls: a minute may be remembered", role, err, s.Calls("users.info")-asked)
	}
	now = now.Add(roleFor)
	if role, err := c.Role(t.Context(), in, "Uis_admin"); err != nil || role != briefing.RoleSubscribe {
		t.Errorf("%v, %v a minute later", role, err)
	}

	if role, err := c.Role(t.Context(), in, "Unobody"); err == nil || role != briefing.RoleUnknown {
		t.Errorf("nobody: %v, %v", role, err)
	}
	s.Scopes("chat:write")
	if _, err := c.Role(t.Context(), in, "Uother"); err == nil || !strings.Contains(err.Error(), "users:read") {
		t.Errorf("without the scope: %v", err)
	}
}

func TestRolesAreForgotten(t *testing.T) {
	var r roles
	now := time.Unix(1_800_000_000, 0)
	for n := range 3 * maxRoles {
		r.put(time.Duration(n).String(), briefing.RoleRead, now)
	}
	if len(r.known) > maxRoles {
		t.Errorf("%d people are remembered", len(r.known))
	}
	r.put("U1", briefing.RoleAdminister, now)
	if _, ok := r.get("U1", now.Add(-time.Hour)); ok {
		t.Error("a clock that went back an hour keeps a role alive")
	}
}

func TestDirect(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	s.Person("U1", "")
	got, err := c.Direct(t.Context(), slacktest.Team, "U1")
	if want := (briefing.Channel{Service: "slack", Workspace: slacktest.Team, ID: slacktest.Direct}); err != nil || got != want {
		t.Errorf("Direct = %+v, %v", got, err)
	}
	_, err = c.Direct(t.Context(), slacktest.Team, "U2")
	if refused, ok := errors.AsType[*bot.RefusedError](err); !ok || refused.Reason != "user_not_found" {
		t.Errorf("Direct to nobody = %v", err)
	}
}
