package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

// TestSlackSubscribeForm subscribes all the way: by command a form, over it a preview of the real digest, sent the subscription, which stands on
// the person's page, and a digest of it at once.
func TestSlackSubscribeForm(t *testing.T) {
	workspace := slacktest.New(t)
	workspace.Person("U7", "")
	stop := startOnSlack(t, workspace, filepath.Join(t.TempDir(), "news.db"))
	defer stop()
	workspace.WaitSockets(t, 1, 1)
	form := func(holds string) {
		t.Helper()
		workspace.WaitFor(t, "a form with "+holds, func() bool {
			v := workspace.ModalLocked("U7")
			return v != nil && strings.Contains(string(v.JSON), holds)
		})
	}
	workspace.WaitAck(t, workspace.Command(t, 0, slacktest.Channel, "U7", "/brief", "subscribe"))
	form("New subscription")
	value := func(v string) map[string]any {
		return map[string]any{"value": map[string]any{"type": "plain_text_input", "value": v}}
	}
	values := map[string]map[string]any{"topics": value("ferry"), "times": value("08:00"), "zone": value("Europe/Oslo"),
		"where": {"value": map[string]any{"type": "conversations_select", "selected_conversation": slacktest.Channel}}}
	workspace.WaitAck(t, workspace.PressForm(t, 0, "U7", "preview", values))
	form("Preview of ferry")
	workspace.CloseModal("U7")
	workspace.WaitAck(t, workspace.Submit(t, 0, "U7", values))
	if p := workspace.WaitPosts(t, 1)[0]; p.Only != "U7" || !strings.Contains(p.Text, "ferry") || !strings.Contains(p.Text, "08:00") {
		t.Errorf("said: %+v", p)
	}
	workspace.WaitAck(t, workspace.OpenHome(t, 0, "U7", "home"))
	workspace.WaitFor(t, "the page", func() bool {
		v := workspace.HomeLocked("U7")
		return v != nil && strings.Contains(string(v.JSON), "Europe/Oslo")
	})
	workspace.WaitAck(t, workspace.Command(t, 0, slacktest.Channel, "U7", "/brief", "digest now ferry"))
	// That it comes is said to the person alone; what comes, everybody sees.
	digest := workspace.WaitPosts(t, 3)[2]
	if digest.Only != "" || digest.Channel != slacktest.Channel || !strings.Contains(digest.Text, "ferry") {
		t.Errorf("the digest is %+v", digest)
	}
}
