package discord

import (
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		spoil func(*fake, *Chat)
		bad   string // part of the What of the one bad finding
		cure  string
	}{
		{"all well", func(*fake, *Chat) {}, "", ""},
		{"wrong token", func(_ *fake, c *Chat) { c.token, c.rest.Token = "Bot wrong-one", "Bot wrong-one" }, "the token does not work", "Reset Token"},
		{"no server", func(f *fake, _ *Chat) { f.guilds = "[]" }, "in no server", "client_id=" + self + "&scope=bot&permissions=309237713920"},
		{"hardly a start left", func(f *fake, _ *Chat) { f.starts = 7 }, "7 of 1000", "wait"},
		{"no greeting", func(f *fake, _ *Chat) { f.script = []func(*wire) bool{func(*wire) bool { return true }} }, "does not greet", "HTTPS"},
		{"nobody there", func(f *fake, _ *Chat) { f.server.Close() }, "does not say who the bot is", "HTTPS"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			c := f.chat()
			test.spoil(f, c)
			bad := 0
			for _, found := range c.Check(t.Context()) {
				if strings.Contains(found.What+found.Cure, token) || strings.Contains(found.What+found.Cure, "wrong-one") {
					t.Errorf("finding holds the token: %+v", found)
				}
				if found.OK != (found.Cure == "") {
					t.Errorf("finding %+v", found)
				}
				if !found.OK {
					bad++
					if test.bad == "" || !strings.Contains(found.What, test.bad) || !strings.Contains(found.Cure, test.cure) {
						t.Errorf("finding %+v, want %q, cure %q", found, test.bad, test.cure)
					}
				}
			}
			if want := min(1, len(test.bad)); bad != want {
				t.Errorf("%d bad findings, want %d", bad, want)
			}
			if got := f.begun(); len(got) != 0 {
				t.Errorf("sessions %v, want none", got)
			}
		})
	}
}
