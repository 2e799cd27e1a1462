package slack

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

// eventScopes are the scopes without which Slack does not send an event, written down a second time on purpose; Slack's own schema of
// manifests does not look: https://docs.slack.dev/reference/events
var eventScopes = map[string]string{
	"app_mention": "app_mentions:read", "message.im": "im:history", "message.channels": "channels:history", "message.groups": "groups:history",
	"member_joined_channel": "channels:read", "app_home_opened": "", "app_context_changed": "assistant:write", "agent_session_stopped": "assistant:write",
	"app_uninstalled": "", "tokens_revoked": "",
}

// manifests are those of each single feature, of all, of none, and over HTTP.
func manifests() map[string]ManifestOptions {
	all := map[string]ManifestOptions{"none": {}, "all": {Features: AllFeatures}, "over HTTP": {Features: AllFeatures, URL: "https://brief.example/in/"}}
	for _, f := range AllFeatures {
		all[string(f)] = ManifestOptions{Features: []Feature{f}}
	}
	return all
}

// Each event has the scopes that bring it, each scope is that of a feature that is wanted, and Slack knows where to deliver.
func TestManifest(t *testing.T) {
	for name, o := range manifests() {
		t.Run(name, func(t *testing.T) {
			raw, err := Manifest(o)
			if err != nil {
				t.Fatal(err)
			}
			var m manifest
			d := json.NewDecoder(bytes.NewReader(raw))
			d.DisallowUnknownFields()
			if err := d.Decode(&m); err != nil {
				t.Fatal(err)
			}
			scopes := slices.Concat(m.OAuth.Scopes.Bot, m.OAuth.Scopes.Optional)
			for _, event := range m.Settings.Events.Bot {
				if need, known := eventScopes[event]; !known || need != "" && !slices.Contains(scopes, need) {
					t.Errorf("event %s needs scope %q", event, need)
				}
			}
			if got, want := m.OAuth.Scopes.Optional, optionalScopes(o.Features); !slices.Equal(got, want) {
				t.Errorf("asks for %q, the features need %q", got, want)
			}
			if slices.ContainsFunc(m.OAuth.Scopes.Optional, func(s string) bool { return slices.Contains(m.OAuth.Scopes.Bot, s) }) {
				t.Error("a scope is both needed and optional")
			}
			if !m.Settings.Interactivity.Enabled || !m.Features.AppHome.Messages || m.Features.AppHome.ReadOnly || !m.Features.AppHome.Home {
				t.Error("buttons, direct messages or the home page are switched off")
			}
			if m.Settings.Socket == (o.URL != "") {
				t.Errorf("socket mode is %v", m.Settings.Socket)
			}
			if o.URL != "" && (m.Settings.Events.URL != "https://brief.example/in/slack/events" ||
				m.Settings.Interactivity.URL != "https://brief.example/in/slack/interactivity" || m.Features.Commands[0].URL != "https://brief.example/in/slack/commands") {
				t.Errorf("delivers to %q, %q and %q", m.Settings.Events.URL, m.Settings.Interactivity.URL, m.Features.Commands[0].URL)
			}
			if c := m.Features.Commands[0]; !c.Escape || c.Command != "/brief" {
				t.Errorf("command %+v", c)
			}
		})
	}
}

// Slack's own schema takes the manifests. It lies outside of the repository: NUTGRAF_SPEC names its folder.
func TestManifestBySchema(t *testing.T) {
	folder := os.Getenv("NUTGRAF_SPEC")
	if folder == "" {
		t.Skip("NUTGRAF_SPEC is not set: the manifest is not checked against slack-manifest.schema.json")
	}
	compiler := jsonschema.NewCompiler()
	compiler.UseRegexpEngine(func(pattern string) (jsonschema.Regexp, error) {
		if strings.Contains(pattern, "(?!") { // JavaScript's, of fields that the manifest does not have
			return regexp.Compile("")
		}
		return regexp.Compile(pattern)
	})
	schema, err := compiler.Compile(filepath.Join(folder, "slack-manifest.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	check := func(raw []byte) error {
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(instance)
	}
	for name, o := range manifests() {
		raw, err := Manifest(o)
		if err != nil {
			t.Fatal(err)
		}
		if err := check(raw); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if check(bytes.Replace(raw, []byte(`"name": "nutgraf"`), []byte(`"name": "`+strings.Repeat("x", 36)+`"`), 1)) == nil {
			t.Error("the schema takes a name that is too long: it checks nothing")
		}
	}
}

func TestManifestRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		o    ManifestOptions
		want string
	}{
		"long name":      {ManifestOptions{Name: strings.Repeat("é", 36)}, "1 to 35 characters"},
		"blank name":     {ManifestOptions{Name: " "}, "1 to 35 characters"},
		"no slash":       {ManifestOptions{Command: "brief"}, "no slash command"},
		"two words":      {ManifestOptions{Command: "/brief me"}, "no slash command"},
		"in capitals":    {ManifestOptions{Command: "/Brief"}, "no slash command"},
		"plain http":     {ManifestOptions{URL: "http://brief.example"}, "https://"},
		"with a query":   {ManifestOptions{URL: "https://brief.example/?a=1"}, "https://"},
		"with a secret":  {ManifestOptions{URL: "https://a:b@brief.example"}, "https://"},
		"without a host": {ManifestOptions{URL: "https:///x"}, "https://"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Manifest(tt.o); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Manifest = %v, want an error with %q", err, tt.want)
			}
		})
	}
	if _, err := ParseFeatures([]string{"people", "telepathy"}); err == nil || !strings.Contains(err.Error(), `"telepathy" is none of follow-ups`) {
		t.Errorf("ParseFeatures = %v", err)
	}
}

// Check names the scope that is missing, what that costs, and the cure; a feature that is off, by configuration or for want of an optional
// scope, is no fault.
func TestCheckOfFeatures(t *testing.T) {
	s := slacktest.New(t)
	s.Scopes("app_mentions:read,assistant:write,chat:write,im:history,users:read")
	c, _ := dial(t, s)
	c.features = []Feature{FeaturePeople, FeaturePersonal}
	findings, err := c.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var faults, fine []string
	for _, f := range findings {
		if f.OK {
			fine = append(fine, f.What)
		} else {
			faults = append(faults, f.What+" -> "+f.Cure)
		}
	}
	for _, want := range []string{"slack scope commands is missing: cannot take /brief"} {
		if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, want) && strings.Contains(f, "reinstall") }) {
			t.Errorf("no fault %q among %q", want, faults)
		}
	}
	if len(faults) != 1 {
		t.Errorf("%d faults: %q", len(faults), faults)
	}
	for _, want := range []string{"feature people: has its scopes", "feature welcome is off: ", "slack events",
		"feature personal is off without the scope im:write: nobody gets digests of their own"} {
		if !slices.ContainsFunc(fine, func(f string) bool { return strings.Contains(f, want) }) {
			t.Errorf("nothing about %q among %q", want, fine)
		}
	}
}

// README.md tells of each feature which scopes it takes and what is lost without it.
func TestReadmeTellsFeatures(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range AllFeatures {
		_, row, ok := strings.Cut(string(readme), "\n| `"+string(f)+"`")
		row, _, _ = strings.Cut(row, "\n")
		if !ok || !strings.Contains(row, featureNeeds[f].cost) {
			t.Errorf("README.md says of the feature %s %q, not %q", f, row, featureNeeds[f].cost)
		}
		for _, r := range featureNeeds[f].rights {
			if !strings.Contains(row, "`"+r.scope+"`") {
				t.Errorf("README.md does not say that %s takes %s", f, r.scope)
			}
		}
	}
}
