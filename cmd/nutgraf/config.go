package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/nutgraf/nutgraf/adapters/slack"
	"github.com/nutgraf/nutgraf/adapters/web"
	"github.com/nutgraf/nutgraf/bot"
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
	Zone     string        `yaml:"zone"`
	Limits   limitsConfig  `yaml:"limits"`
	HTTP     httpConfig    `yaml:"http"`
	Slack    slackConfig   `yaml:"slack"`
	Discord  discordConfig `yaml:"discord"`
	Model    modelConfig   `yaml:"model"`
	Feeds    []feedConfig  `yaml:"feeds"`
	Web      webConfig     `yaml:"web"`
	Show     showConfig    `yaml:"show"`
}

// httpConfig is where /livez, /readyz and /metrics are answered. No address means nowhere.
type httpConfig struct {
	Listen  string `yaml:"listen"`
	Outside bool   `yaml:"outside"` // the address may be one that other machines reach
}

// limitsConfig is how much the bot does for whom. 0 means no limit.
type limitsConfig struct {
	Person    rateConfig `yaml:"person"`
	Channel   rateConfig `yaml:"channel"`
	Workspace rateConfig `yaml:"workspace"`
	Daily     int        `yaml:"daily"`
	Backlog   int        `yaml:"backlog"`
}

// rateConfig is a number at once, and how many more each minute.
type rateConfig struct {
	Burst  int     `yaml:"burst"`
	Minute float64 `yaml:"per_minute"`
}

// limits is c as the bot takes it, for which 0 means its default.
func (c limitsConfig) limits() bot.Limits {
	none := func(n int) int {
		if n == 0 {
			return -1
		}
		return n
	}
	rate := func(r rateConfig) bot.Rate {
		if r.Burst == 0 {
			return bot.Rate{Burst: -1, Minute: -1}
		}
		return bot.Rate(r)
	}
	return bot.Limits{
		Person: rate(c.Person), Channel: rate(c.Channel), Workspace: rate(c.Workspace), Daily: none(c.Daily), Backlog: none(c.Backlog),
	}
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
	APIURL      string `yaml:"api_url"` // "" is Slack's own

	Listen           string   `yaml:"listen"` // where Slack's requests arrive over HTTP; "" is Socket Mode
	SigningSecretEnv string   `yaml:"signing_secret_env"`
	Outside          bool     `yaml:"outside"` // the address may be one that other machines reach
	URL              string   `yaml:"url"`     // by which Slack reaches Listen
	Command          string   `yaml:"command"`
	Features         []string `yaml:"features"`
	Citations        bool     `yaml:"citations"`
	Channels         []string `yaml:"channels"`
	AnswerIn         []string `yaml:"answer_in"`
	Shared           []string `yaml:"shared"`
}

// manifest is the app that the configuration asks for.
func (c slackConfig) manifest() (slack.ManifestOptions, error) {
	features, err := slack.ParseFeatures(c.Features)
	return slack.ManifestOptions{Command: c.Command, Features: features, URL: c.URL}, err
}

// policy is where the bot answers.
func (c slackConfig) policy() slack.Policy {
	return slack.Policy{Channels: c.Channels, AnswerIn: c.AnswerIn, Shared: c.Shared}
}

// validate lets tokens go to no address that others on the way can read, and Slack's requests come in on none that was not meant.
func (c slackConfig) validate() error {
	o, err := c.manifest()
	if err != nil {
		return err
	}
	if _, err := slack.Manifest(o); err != nil {
		return fmt.Errorf("slack.url, slack.command: %w", err)
	}
	if len(c.AnswerIn) > 0 && !slices.Contains(o.Features, slack.FeatureFollowUps) {
		return errors.New("slack.answer_in needs the feature follow-ups in slack.features: without it Slack sends no message that does not mention the bot")
	}
	for _, list := range []struct {
		name string
		ids  []string
	}{{"channels", c.Channels}, {"answer_in", c.AnswerIn}, {"shared", c.Shared}} {
		for _, id := range list.ids {
			if !channelID.MatchString(id) {
				return fmt.Errorf("slack.%s: %q is no channel: write its id, such as C0123ABCD, which stands at the end of its link", list.name, id)
			}
		}
	}
	if err := c.validateHTTP(); err != nil {
		return err
	}
	if c.APIURL == "" {
		return nil
	}
	u, err := url.Parse(c.APIURL)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && loopback(u.Hostname())) {
		return fmt.Errorf("slack.api_url: %q is not an https address: leave it empty for Slack's own", bare(c.APIURL))
	}
	return nil
}

// validateHTTP takes an address for Slack's requests that only this machine reaches, unless others are said to be welcome: the proxy in front
// of it speaks https, and this does not.
func (c slackConfig) validateHTTP() error {
	if c.Listen == "" {
		if c.URL != "" {
			return errors.New("slack.url is only for HTTP: set slack.listen too, such as 127.0.0.1:3000, or leave both empty for Socket Mode")
		}
		return nil
	}
	host, port, err := net.SplitHostPort(c.Listen)
	if n, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || n == 0 {
		return fmt.Errorf("slack.listen: %q is no address with a port: write one such as 127.0.0.1:3000", c.Listen)
	}
	if c.URL == "" {
		return errors.New("slack.listen needs slack.url, the address by which Slack reaches it, such as https://brief.example")
	}
	if !loopback(host) && !c.Outside {
		return fmt.Errorf("slack.listen: %s can be reached from other machines without https: write 127.0.0.1:%s, or set slack.outside: true if the proxy is one of them",
			c.Listen, port)
	}
	return nil
}

// channelID is how Slack writes those of public and private channels.
var channelID = regexp.MustCompile(`^[CG][A-Z0-9]{1,20}$`)

// loopback reports whether a host is this machine, seen from itself alone.
func loopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
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
	Places []string      `yaml:"places"` // the only ones that see its articles, as "slack:T1" or "slack:T1/C2"; none means all
	Off    bool          `yaml:"off"`    // it is not read any more; its places still hold for what was read
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
	l := bot.DefaultLimits
	return config{
		Database: defaultDatabase,
		Log:      slog.LevelInfo,
		Workers:  4,
		Zone:     "UTC",
		Limits: limitsConfig{
			Person: rateConfig(l.Person), Channel: rateConfig(l.Channel), Workspace: rateConfig(l.Workspace), Daily: l.Daily, Backlog: l.Backlog,
		},
		Slack: slackConfig{
			BotTokenEnv: "SLACK_BOT_TOKEN", AppTokenEnv: "SLACK_APP_TOKEN", SigningSecretEnv: "SLACK_SIGNING_SECRET", Command: "/brief",
			Features: featureNames(slack.DefaultFeatures), Channels: []string{}, AnswerIn: []string{}, Shared: []string{},
		},
		Discord: discordConfig{TokenEnv: "DISCORD_TOKEN"},
		Model:   modelConfig{KeyEnv: "NUTGRAF_MODEL_KEY", Timeout: 30 * time.Second},
		Feeds:   []feedConfig{},
		Show:    showConfig(allowance.Default),
		Web:     webConfig{Allow: []netip.Prefix{}, Ports: []uint16{80, 443}},
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
	if _, err := (briefing.Schedule{Zone: c.Zone}).Location(); err != nil {
		return fmt.Errorf("zone: %w", err)
	}
	if err := c.Limits.validate(); err != nil {
		return err
	}
	if err := cmp.Or(c.HTTP.validate(), c.Slack.validate()); err != nil {
		return err
	}
	return c.validateFeeds()
}

func (c limitsConfig) validate() error {
	for _, l := range []struct {
		name string
		rateConfig
	}{{"person", c.Person}, {"channel", c.Channel}, {"workspace", c.Workspace}} {
		if l.Burst < 0 || l.Minute < 0 || math.IsNaN(l.Minute) || math.IsInf(l.Minute, 0) {
			return fmt.Errorf("limits.%s: burst %d and per_minute %v: write numbers from 1, or burst: 0 for no limit", l.name, l.Burst, l.Minute)
		}
		if l.Burst > 0 && l.Minute == 0 {
			return fmt.Errorf("limits.%s: with per_minute 0 nothing is answered after the first %d: write how many a minute are", l.name, l.Burst)
		}
	}
	if c.Daily < 0 {
		return fmt.Errorf("limits.daily: %d: write a number from 1, or 0 for no limit", c.Daily)
	}
	if c.Backlog < 0 {
		return fmt.Errorf("limits.backlog: %d: write a number from 1, or 0 for no limit", c.Backlog)
	}
	return nil
}

// validate takes an address of this machine alone, unless others are said to be welcome.
func (c httpConfig) validate() error {
	if c.Listen == "" {
		return nil
	}
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return fmt.Errorf("http.listen: %q is not an address and a port: write it as 127.0.0.1:9473", c.Listen)
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return fmt.Errorf("http.listen: %q is not a port: use 1 to 65535", port)
	}
	if !loopback(host) && !c.Outside {
		return fmt.Errorf("http.listen: %s can be reached from other machines: write 127.0.0.1:%s, or set http.outside: true if that is meant", c.Listen, port)
	}
	return nil
}

func (c *config) validateFeeds() error {
	known := map[string]bool{}
	for i := range c.Feeds {
		f := &c.Feeds[i]
		switch {
		case briefing.CanonicalURL(f.URL) == "":
			return fmt.Errorf("feeds: entry %d: url %q is not an http or https address", i+1, bare(f.URL))
		case known[f.URL]:
			return fmt.Errorf("feeds: %s is listed twice", f.name())
		}
		known[f.URL] = true
		if f.Every == 0 {
			f.Every = defaultEvery
		}
		if f.Every < leastEvery {
			return fmt.Errorf("feeds: %s: every %s is too often, %s at least", f.name(), f.Every, leastEvery)
		}
		for _, p := range f.Places {
			if _, ok := placeOf(p); !ok {
				return fmt.Errorf("feeds: %s: places: %q is not a place: write slack:TEAM, or slack:TEAM/CHANNEL for one channel", f.name(), p)
			}
		}
	}
	return nil
}

// name is the feed for people: its outlet, or its address without what may be a secret.
func (c feedConfig) name() string { return orElse(c.Outlet, bare(c.URL)) }

// bare is an address without user name and query, which may be secrets.
func bare(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "an address that cannot be read"
	}
	u.User, u.RawQuery, u.Fragment = nil, "", ""
	return u.String()
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
