package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/nutgraf/nutgraf/adapters/web"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
)

// defaultDatabase is the database where neither a flag nor the configuration names one.
const defaultDatabase = "nutgraf.db"

// config is every setting. config.example.yaml tells each; a test compares it with defaults.
type config struct {
	Database string        `yaml:"database"`
	Log      slog.Level    `yaml:"log"`
	Workers  int           `yaml:"workers"`
	Slack    slackConfig   `yaml:"slack"`
	Discord  discordConfig `yaml:"discord"`
	Model    modelConfig   `yaml:"model"`
	Feeds    []feedConfig  `yaml:"feeds"`
	Web      webConfig     `yaml:"web"`
	Show     showConfig    `yaml:"show"`
}

// showConfig limits how much of one article an answer or a digest shows: whichever is more.
type showConfig struct {
	Percent   int `yaml:"percent"`
	Sentences int `yaml:"sentences"`
}

func (c showConfig) limit() allowance.Limit { return allowance.Limit(c) }

// slackConfig names where the tokens of a Slack app are.
type slackConfig struct {
	Enabled     bool   `yaml:"enabled"`
	BotTokenEnv string `yaml:"bot_token_env"`
	AppTokenEnv string `yaml:"app_token_env"`
}

// discordConfig names where the token of a Discord bot is.
type discordConfig struct {
	Enabled  bool   `yaml:"enabled"`
	TokenEnv string `yaml:"token_env"`
}

// modelConfig names an OpenAI-compatible API. No name means no model.
type modelConfig struct {
	BaseURL string        `yaml:"base_url"`
	Name    string        `yaml:"name"`
	KeyEnv  string        `yaml:"key_env"` // "" for an API without a key
	Timeout time.Duration `yaml:"timeout"`
}

// feedConfig is one feed to poll.
type feedConfig struct {
	URL    string        `yaml:"url"`
	Outlet string        `yaml:"outlet"` // "" takes the feed's own name
	Every  time.Duration `yaml:"every"`  // 0 means defaultEvery
}

// webConfig says where feeds and pages may be fetched from.
type webConfig struct {
	Allow []netip.Prefix `yaml:"allow"` // private ranges that are open all the same
	Ports []uint16       `yaml:"ports"`
}

// client is what fetches from the web under this configuration.
func (c webConfig) client(log *slog.Logger) *web.Client {
	return web.New(web.Options{Allow: c.Allow, Ports: c.Ports, Log: log})
}

const (
	defaultEvery = 15 * time.Minute
	leastEvery   = time.Minute
	maxWorkers   = 64
)

func defaults() config {
	return config{
		Database: defaultDatabase,
		Log:      slog.LevelInfo,
		Workers:  4,
		Slack:    slackConfig{BotTokenEnv: "SLACK_BOT_TOKEN", AppTokenEnv: "SLACK_APP_TOKEN"},
		Discord:  discordConfig{TokenEnv: "DISCORD_TOKEN"},
		Model:    modelConfig{KeyEnv: "NUTGRAF_MODEL_KEY", Timeout: 30 * time.Second},
		Feeds:    []feedConfig{},
		Show:     showConfig(allowance.Default),
		Web:      webConfig{Allow: []netip.Prefix{}, Ports: []uint16{80, 443}},
	}
}

// loadConfig reads the file at path over the defaults. Unknown and repeated keys are errors with their line.
func loadConfig(path string) (config, error) {
	c := defaults()
	b, err := os.ReadFile(path)
	if err != nil {
		return c, pathError(err)
	}
	var settings map[string]any
	if err := yaml.Unmarshal(b, &settings); err == nil && len(settings) == 0 {
		return c, nil // nothing but comments: the decoder would empty c
	}
	d := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict(), yaml.CustomUnmarshaler(unmarshalLevel), yaml.CustomUnmarshaler(unmarshalPrefix))
	if err := d.Decode(&c); err != nil {
		// The library's longer form prints neighbouring lines of the file, which may hold what is not for a log.
		return c, fmt.Errorf("%s: %s", path, oneLine(yaml.FormatError(err, false, false)))
	}
	if err := c.validate(); err != nil {
		return c, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

func unmarshalLevel(l *slog.Level, b []byte) error {
	if err := l.UnmarshalText(bytes.Trim(b, "\"' \n")); err != nil {
		return fmt.Errorf("log: %q is not debug, info, warn or error", b)
	}
	return nil
}

func unmarshalPrefix(p *netip.Prefix, b []byte) error {
	if err := p.UnmarshalText(bytes.Trim(b, "\"' \n")); err != nil {
		return fmt.Errorf("web.allow: %q is not an address range such as 10.1.2.0/24", b)
	}
	return nil
}

// validate says what is wrong with a configuration that could be read, and fills in what a feed leaves open.
func (c *config) validate() error {
	if c.Database == "" {
		return errors.New("database: name a file")
	}
	if c.Workers < 1 || c.Workers > maxWorkers {
		return fmt.Errorf("workers: %d is out of range, 1 to %d", c.Workers, maxWorkers)
	}
	if c.Show.Percent < 0 || c.Show.Percent > 100 {
		return fmt.Errorf("show.percent: %d is out of range, 0 to 100", c.Show.Percent)
	}
	if c.Show.Sentences < 1 {
		return fmt.Errorf("show.sentences: %d is too few, one at least", c.Show.Sentences)
	}
	if c.Model.Timeout <= 0 {
		return fmt.Errorf("model.timeout: %s is no time at all, write one such as 30s", c.Model.Timeout)
	}
	if len(c.Web.Ports) == 0 {
		return errors.New("web.ports: name at least one port, such as 443")
	}
	for i := range c.Feeds {
		f := &c.Feeds[i]
		if briefing.CanonicalURL(f.URL) == "" {
			return fmt.Errorf("feeds: entry %d: url %q is not an http or https address", i+1, f.URL)
		}
		if f.Every == 0 {
			f.Every = defaultEvery
		}
		if f.Every < leastEvery {
			return fmt.Errorf("feeds: %s: every %s is too often, %s at least", f.URL, f.Every, leastEvery)
		}
	}
	return nil
}

// secret reads the secret that a setting names: the environment variable, or the file that variable_FILE names. No error
// holds it.
func secret(setting, variable string) (string, error) {
	if s := strings.TrimSpace(os.Getenv(variable)); s != "" {
		return s, nil
	}
	path := os.Getenv(variable + "_FILE")
	if path == "" {
		return "", fmt.Errorf("%s: the environment variable %s is not set", setting, variable)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("%s: %s_FILE: %w", setting, variable, pathError(err))
	}
	if s := strings.TrimSpace(string(b)); s != "" {
		return s, nil
	}
	return "", fmt.Errorf("%s: the file that %s_FILE names is empty", setting, variable)
}
