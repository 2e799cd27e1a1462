package slack

import (
	"os"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
)

// eventScopes are the scopes without which Slack does not send an event; Slack's own schema of manifests does
// not look: https://docs.slack.dev/reference/events
var eventScopes = map[string]string{"app_mention": "app_mentions:read", "message.im": "im:history"}

func TestManifest(t *testing.T) {
	raw, err := os.ReadFile("manifest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Features struct {
			AppHome struct {
				Messages bool `yaml:"messages_tab_enabled"`
				ReadOnly bool `yaml:"messages_tab_read_only_enabled"`
			} `yaml:"app_home"`
		} `yaml:"features"`
		OAuth struct {
			Scopes struct {
				Bot []string `yaml:"bot"`
			} `yaml:"scopes"`
		} `yaml:"oauth_config"`
		Settings struct {
			Subscriptions struct {
				Events []string `yaml:"bot_events"`
			} `yaml:"event_subscriptions"`
			SocketMode    bool `yaml:"socket_mode_enabled"`
			Interactivity struct {
				Enabled bool `yaml:"is_enabled"`
			} `yaml:"interactivity"`
		} `yaml:"settings"`
	}
	if err := yaml.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	var checked []string
	for _, s := range scopes {
		checked = append(checked, s.name)
	}
	if !slices.Equal(m.OAuth.Scopes.Bot, checked) {
		t.Errorf("the manifest asks for %q, Check for %q", m.OAuth.Scopes.Bot, checked)
	}
	for _, event := range m.Settings.Subscriptions.Events {
		if need, ok := eventScopes[event]; !ok || !slices.Contains(checked, need) {
			t.Errorf("event %s needs scope %q", event, need)
		}
	}
	if len(m.Settings.Subscriptions.Events) != len(eventScopes) {
		t.Errorf("events = %q", m.Settings.Subscriptions.Events)
	}
	if !m.Settings.Interactivity.Enabled {
		t.Error("a press of a button would go nowhere")
	}
	if !m.Settings.SocketMode || !m.Features.AppHome.Messages || m.Features.AppHome.ReadOnly {
		t.Error("sockets or direct messages are switched off")
	}
}
