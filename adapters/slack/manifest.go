package slack

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"
)

// Limits of a manifest: https://docs.slack.dev/reference/app-manifest
const (
	maxAppName    = 35
	maxCommand    = 32
	appBackground = "#1f3a4d"
)

// ManifestOptions say what app a manifest describes.
type ManifestOptions struct {
	Name     string    // of the app, up to 35 characters; "" is "nutgraf"
	Command  string    // its slash command; "" is "/brief"
	Features []Feature // wanted beyond the base
	URL      string    // where Slack delivers over HTTP, such as "https://brief.example"; "" is Socket Mode
}

// Manifest is the JSON from which Slack makes the app, at https://api.slack.com/apps: create new app, from a manifest.
func Manifest(o ManifestOptions) ([]byte, error) {
	if o.Name == "" {
		o.Name = "nutgraf"
	}
	if o.Command == "" {
		o.Command = "/brief"
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	m := manifest{}
	m.Metadata.Major, m.Metadata.Minor = 1, 1
	m.Display = display{Name: o.Name, Description: "Answers questions about the news from articles it has read, each sentence with its source", Background: appBackground}
	m.Features = features{
		AppHome: appHome{Home: true, Messages: true},
		Agent:   agentView{Description: "Looks for the sentences of articles that answer a question, and shows each with its citation. Where it finds none, it says so."},
		Bot:     botUser{Name: o.Name, Online: true},
		Shortcuts: []shortcut{{Name: "Find facts about this", Type: "message", Callback: FindFacts,
			Description: "What the articles say about a message, for you alone"}},
		Commands: []slash{{Command: o.Command, Description: "Ask about the news, or subscribe to it: only you see the answer",
			Hint: "who runs the ferry? · help · subscribe · digest now · sources · status", Escape: true}},
	}
	for _, r := range base.rights {
		m.OAuth.Scopes.Bot = append(m.OAuth.Scopes.Bot, r.scope)
	}
	m.OAuth.Scopes.Optional = optionalScopes(o.Features)
	m.Settings.Events.Bot = eventsOf(o.Features)
	m.Settings.Interactivity.Enabled = true
	m.Settings.Socket = o.URL == ""
	if at := strings.TrimSuffix(o.URL, "/"); at != "" {
		m.Settings.Events.URL = at + EventsPath
		m.Settings.Interactivity.URL = at + InteractivityPath
		m.Features.Commands[0].URL = at + CommandsPath
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("slack manifest: %w", err)
	}
	return out.Bytes(), nil
}

func (o ManifestOptions) check() error {
	if n := utf8.RuneCountInString(o.Name); n > maxAppName || strings.TrimSpace(o.Name) == "" {
		return fmt.Errorf("the name of a Slack app has 1 to %d characters, and this has %d: shorten it", maxAppName, n)
	}
	if len(o.Command) < 2 || len(o.Command) > maxCommand || o.Command[0] != '/' || strings.ContainsAny(o.Command, " \t\n") || strings.ToLower(o.Command) != o.Command {
		return fmt.Errorf("%q is no slash command: a slash, then up to %d small letters, digits, - or _", o.Command, maxCommand-1)
	}
	if o.URL == "" {
		return nil
	}
	u, err := url.Parse(o.URL)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return errors.New("the address Slack delivers to begins with https:// and is a host with no more than a path, such as https://brief.example")
	}
	return nil
}

// The form of a manifest: https://docs.slack.dev/reference/app-manifest
type (
	manifest struct {
		Metadata struct {
			Major int `json:"major_version"`
			Minor int `json:"minor_version"`
		} `json:"_metadata"`
		Display  display  `json:"display_information"`
		Features features `json:"features"`
		OAuth    struct {
			Scopes struct {
				Bot      []string `json:"bot"`
				Optional []string `json:"bot_optional,omitempty"`
			} `json:"scopes"`
		} `json:"oauth_config"`
		Settings struct {
			Events struct {
				URL string   `json:"request_url,omitempty"`
				Bot []string `json:"bot_events"`
			} `json:"event_subscriptions"`
			Interactivity struct {
				Enabled bool   `json:"is_enabled"`
				URL     string `json:"request_url,omitempty"`
			} `json:"interactivity"`
			Org    bool `json:"org_deploy_enabled"`
			Socket bool `json:"socket_mode_enabled"`
			Rotate bool `json:"token_rotation_enabled"`
		} `json:"settings"`
	}
	display struct {
		Name        string `json:"name"`
		Description string `json:"description"`
		Background  string `json:"background_color"`
	}
	features struct {
		AppHome   appHome    `json:"app_home"`
		Agent     agentView  `json:"agent_view"`
		Bot       botUser    `json:"bot_user"`
		Shortcuts []shortcut `json:"shortcuts"`
		Commands  []slash    `json:"slash_commands"`
	}
	appHome struct {
		Home     bool `json:"home_tab_enabled"`
		Messages bool `json:"messages_tab_enabled"`
		ReadOnly bool `json:"messages_tab_read_only_enabled"`
	}
	agentView struct {
		Description string `json:"agent_description"`
	}
	botUser struct {
		Name   string `json:"display_name"`
		Online bool   `json:"always_online"`
	}
	shortcut struct {
		Name        string `json:"name"`
		Type        string `json:"type"`
		Callback    string `json:"callback_id"`
		Description string `json:"description"`
	}
	slash struct {
		Command     string `json:"command"`
		URL         string `json:"url,omitempty"`
		Description string `json:"description"`
		Hint        string `json:"usage_hint"`
		Escape      bool   `json:"should_escape"`
	}
)
