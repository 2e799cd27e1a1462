package slack

import (
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/briefing"
)

func TestName(t *testing.T) {
	s := slacktest.New(t)
	c, _ := dial(t, s)
	s.Person("U1", "")
	s.Person("U2", "")
	s.Call("U1", "Ada <@U2>")
	s.Call(slacktest.Channel, "harbour")
	room := briefing.Channel{Service: service, Workspace: slacktest.Team, ID: slacktest.Channel}
	for person, want := range map[string]string{"U1": "Ada <@U2>", "U2": "Some Body", "U9": "", "": "#harbour"} {
		if got := c.Name(t.Context(), room, person); got != want {
			t.Errorf("%q is called %q, want %q", person, got, want)
		}
	}
	blind, _ := dial(t, s)
	s.Scopes("chat:write")
	if got := blind.Name(t.Context(), room, "") + blind.Name(t.Context(), room, "U1"); got != "" {
		t.Errorf("without the scopes: %q", got)
	}
}

func TestSees(t *testing.T) {
	room := briefing.Channel{Service: service, Workspace: slacktest.Team, ID: slacktest.Channel}
	for name, tt := range map[string]struct {
		flag    string
		prepare func(s *slacktest.Server)
		place   string
		want    bool
		err     bool
	}{
		"a member, a public channel":         {want: true},
		"who left a public channel":          {prepare: func(s *slacktest.Server) { s.Leave(slacktest.Channel, "U1") }, want: true},
		"a guest, in it":                     {flag: "is_restricted", want: true},
		"a guest, elsewhere":                 {flag: "is_restricted", prepare: func(s *slacktest.Server) { s.Leave(slacktest.Channel, "U1") }},
		"a member, in a private channel":     {prepare: func(s *slacktest.Server) { s.Hide(slacktest.Channel) }, want: true},
		"on the second page":                 {prepare: func(s *slacktest.Server) { s.Hide(slacktest.Channel); s.PageSize(1) }, want: true},
		"who left a private channel":         {prepare: func(s *slacktest.Server) { s.Hide(slacktest.Channel); s.Leave(slacktest.Channel, "U1") }},
		"an administrator who is not in it":  {flag: "is_admin", prepare: func(s *slacktest.Server) { s.Hide(slacktest.Channel); s.Leave(slacktest.Channel, "U1") }},
		"their own direct message":           {place: slacktest.Direct, want: true},
		"a channel nobody knows":             {place: "C7", err: true},
		"without the scope":                  {prepare: func(s *slacktest.Server) { s.Scopes("users:read") }, err: true},
		"while Slack does not say who is in": {flag: "is_restricted", prepare: func(s *slacktest.Server) { s.Fail("conversations.members", slacktest.Fault{Status: 502}) }, err: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := slacktest.New(t)
			c, _ := dial(t, s)
			s.Person("U0", "")
			s.Person("U1", tt.flag)
			if tt.prepare != nil {
				tt.prepare(s)
			}
			place := room
			if tt.place != "" {
				place.ID = tt.place
			}
			got, err := c.Sees(t.Context(), place, "U1")
			if got != tt.want || (err != nil) != tt.err {
				t.Errorf("Sees = %v, %v", got, err)
			}
		})
	}
}
