package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"net/netip"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestExampleEqualsDefaults(t *testing.T) {
	got, err := loadConfig("../../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(defaults(), got, cmpopts.EquateComparable(netip.Prefix{})); diff != "" {
		t.Errorf("config.example.yaml differs from the defaults (-defaults +example):\n%s", diff)
	}
}

func TestLoadConfig(t *testing.T) {
	tests := []struct {
		name, yaml string
		want       string // part of the error; "" for none
	}{
		{"empty", "", ""},
		{"comment only", "# nothing\n", ""},
		{"unknown key", "database: a.db\ndatabse: b.db\n", `[2:1] unknown field "databse"`},
		{"unknown nested key", "slack:\n  enabeld: true\n", "[2:3]"},
		{"repeated key", "workers: 2\nworkers: 3\n", "already defined"},
		{"level", "log: loud\n", "not debug, info, warn or error"},
		{"workers", "workers: 0\n", "1 to 64"},
		{"no database", "database: ''\n", "name a file"},
		{"feed without address", "feeds:\n  - outlet: The Example\n", "entry 1"},
		{"feed too often", "feeds:\n  - url: https://news.example/rss\n    every: 1s\n", "too often"},
		{"feed", "feeds:\n  - url: https://news.example/rss\n    every: 5m\n", ""},
		{"slack over HTTP", "slack:\n  listen: 127.0.0.1:3000\n  url: https://brief.example\n", ""},
		{"slack over HTTP for a proxy elsewhere", "slack:\n  listen: 10.0.0.2:3000\n  url: https://brief.example\n  outside: true\n", ""},
		{"slack open to all", "slack:\n  listen: :3000\n  url: https://brief.example\n", "slack.outside: true"},
		{"slack without its address", "slack:\n  listen: 127.0.0.1:3000\n", "slack.url"},
		{"slack address alone", "slack:\n  url: https://brief.example\n", "set slack.listen too"},
		{"slack without a port", "slack:\n  listen: 127.0.0.1\n  url: https://brief.example\n", "slack.listen"},
		{"slack over plain HTTP", "slack:\n  listen: 127.0.0.1:3000\n  url: http://brief.example\n", "https://"},
		{"slack feature", "slack:\n  features: [telepathy]\n", "\"telepathy\" is none of follow-ups"},
		{"slack command", "slack:\n  command: brief\n", "no slash command"},
		{"slack channel by name", "slack:\n  channels: ['#news']\n", "slack.channels: \"#news\" is no channel"},
		{"slack shared channel by name", "slack:\n  shared: [news]\n", "slack.shared"},
		{"slack answer channel", "slack:\n  answer_in: [C1]\n  features: [people]\n", "follow-ups"},
		{"slack channels", "slack:\n  channels: [C0123ABCD, G0123]\n  answer_in: [C0123ABCD]\n", ""},
		{"range", "web:\n  allow: [10.0.0.0/33]\n", "not an address range"},
		{"ranges", "web:\n  allow: [10.0.0.0/8, 'fd00::/8']\n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "config.yaml")
			if err := os.WriteFile(path, []byte(test.yaml), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := loadConfig(path)
			switch {
			case test.want == "" && err != nil:
				t.Errorf("unexpected error: %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("error %v, want one with %q", err, test.want)
			case err != nil && !strings.HasPrefix(err.Error(), path):
				t.Errorf("error %v does not name the file", err)
			}
		})
	}
}

func TestConfigErrorHoldsNoOtherLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte("slack:\n  bot_token_env: xoxb-canary\n  nonsense: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := loadConfig(path)
	if err == nil || strings.Contains(err.Error(), "canary") {
		t.Errorf("error %v must not show the lines around the fault", err)
	}
}

func TestSecret(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("from-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("NUTGRAF_TEST_TOKEN_FILE", file)
	if got, err := secret("slack.bot_token_env", "NUTGRAF_TEST_TOKEN"); err != nil || got != "from-file" {
		t.Errorf("secret from a file = %q, %v", got, err)
	}
	t.Setenv("NUTGRAF_TEST_TOKEN", " from-env ")
	if got, err := secret("slack.bot_token_env", "NUTGRAF_TEST_TOKEN"); err != nil || got != "from-env" {
		t.Errorf("secret from the environment = %q, %v", got, err)
	}
	_, err := secret("slack.bot_token_env", "NUTGRAF_TEST_NOTHING")
	if err == nil || !strings.Contains(err.Error(), "NUTGRAF_TEST_NOTHING is not set") {
		t.Errorf("missing secret: %v", err)
	}
}
