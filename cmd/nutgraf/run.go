package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/adapters/discord"
	"github.com/nutgraf/nutgraf/adapters/openai"
	"github.com/nutgraf/nutgraf/adapters/slack"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/summary"
	"github.com/nutgraf/nutgraf/store"
)

func runCommand(std streams) *cobra.Command {
	var (
		path   string
		accept bool
	)
	c := &cobra.Command{
		Use:   "run -c config.yaml",
		Short: "Run the bot: its chats, its schedules and its feeds",
		Long: `Run the bot until it is told to stop (SIGINT, SIGTERM): then it ends within five seconds, and the next run goes
on where this one ended. SIGHUP has it read the configuration again, as far as that can change while it runs.`,
		Args: arguments(0, "no argument, only -c FILE"),
		RunE: func(c *cobra.Command, _ []string) error { return runBot(c.Context(), path, accept, std) },
	}
	configFlag(c, &path)
	acceptFlag(c, &accept)
	return c
}

func configFlag(c *cobra.Command, path *string) {
	c.Flags().StringVarP(path, "config", "c", "config.yaml", "the configuration; config.example.yaml tells every setting")
}

// stopTime is how long a bot that is told to stop may take. What is not done by then is owed to the next run.
const stopTime = 4500 * time.Millisecond

// service is a bot that runs as a service.
type service struct {
	path   string // of the configuration
	config config // as far as it holds now
	log    *slog.Logger
	level  *slog.LevelVar
	redact *redactor
	house  *house
	pulse  *pulse
	meter  *meter
	slack  *slackMeter
	probes *probes
	crew   *crew
	feeds  *feeds
	voice  *voice
	bot    *bot.Bot
}

// runBot runs chats, schedules and feeds until ctx is done.
func runBot(ctx context.Context, path string, accept bool, std streams) error {
	c, err := loadConfig(path)
	if err != nil {
		return err
	}
	s := newService(path, c, std.err)
	chats, err := openChats(c, s.log, s.slack)
	if err != nil {
		return err
	}
	if len(chats) == 0 && len(c.Feeds) == 0 {
		return errors.New(path + ": nothing to run: enable slack or discord, or list feeds")
	}
	return s.run(ctx, accept, chats)
}

func newService(path string, c config, out io.Writer) *service {
	s := &service{path: path, config: c, level: new(slog.LevelVar), redact: new(redactor), slack: newSlackMeter()}
	s.level.Set(c.Log)
	s.redact.know(c.secrets()...)
	s.log = slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: s.level, ReplaceAttr: s.redact.attribute}))
	return s
}

// run opens the database and runs everything over it until ctx is done. It fails when the database is broken, and when nothing
// that could be run is left.
func (s *service) run(ctx context.Context, accept bool, chats []bot.Chat) (err error) {
	c := s.config
	writer, err := summaryWriter(c.Model)
	if err != nil {
		return err
	}
	var listener net.Listener
	if c.HTTP.Listen != "" {
		if listener, err = net.Listen("tcp", c.HTTP.Listen); err != nil {
			return fmt.Errorf("http.listen: %w: another program may be listening there", err)
		}
		defer listener.Close()
	}
	o := store.Options{Command: "nutgraf run", AcceptRollback: accept, Log: s.log}
	db, err := openCurrent(ctx, c.Database, o, func(line string) { s.log.Info(line) })
	if err != nil {
		return err
	}
	s.house = wire(db, answer.Options{})
	s.voice = newVoice(db, answer.Options{Summary: writer, Log: s.log}, c.Show)
	return s.work(ctx, chats, listener)
}

// work runs the parts until ctx is done, and closes the database behind them.
func (s *service) work(ctx context.Context, chats []bot.Chat, listener net.Listener) error {
	c, db := s.config, s.house.db
	s.pulse = newPulse(chats, time.Now)
	s.meter = newMeter(s.pulse)
	s.probes = &probes{ask: db.Probe, now: time.Now}
	s.crew = &crew{log: s.log, restarted: s.meter.Restarted}
	s.feeds = &feeds{crew: s.crew, house: s.house, log: s.log, reads: s.meter.feedReads}
	s.bot = bot.New(bot.Options{
		Answerer: s.voice, Compiler: s.voice, Memory: db, FollowUp: s.house.followUp, Chats: chats, Log: s.log,
		Workers: c.Workers, Zone: c.Zone, Limits: c.Limits.limits(), Sources: s.feeds, Feeds: s.feeds, Meter: s.meter,
	})
	running, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	defer signal.Stop(hangups)
	super := newSupervisor()

	s.feeds.set(running, c.Feeds, c.Web.client(s.log), false)
	s.crew.keep(running, "bot", func(ctx context.Context) error { return s.converse(ctx, stop) })
	if listener != nil {
		s.crew.keep(running, "http", s.served(listener))
	}
	s.crew.keep(running, "reload", func(ctx context.Context) error { return s.reloads(ctx, hangups, super) })
	s.crew.keep(running, "watchdog", func(ctx context.Context) error { return super.watch(ctx, s.alive) })
	s.log.Info("running", "database", c.Database, "chats", len(chats), "feeds", len(c.Feeds), "http", c.HTTP.Listen)
	s.say(super.ready())

	select {
	case <-running.Done():
	case <-db.Doubted():
		return store.ErrInDoubt // the process ends at once: whoever opens the file next finds what holds
	}
	s.say(super.stopping())
	return s.end(context.Cause(running), ctx.Err() != nil)
}

// end waits for the parts and closes the database, for stopTime at most: a part that hangs is left, and what it was at is owed.
func (s *service) end(why error, asked bool) error {
	late := time.NewTimer(stopTime)
	defer late.Stop()
	select {
	case <-s.crew.ended():
	case <-s.house.db.Doubted():
		return store.ErrInDoubt
	case <-late.C:
		s.log.Warn("stopped with work under way: the next run goes on with it")
		return nil
	}
	var err error
	if !asked {
		err = why
	}
	s.house.close(&err)
	s.log.Info("stopped")
	return err
}

// say logs that the service manager could not be told something.
func (s *service) say(err error) {
	if err != nil {
		s.log.Warn("service manager not told", "error", err)
	}
}

// alive reports whether /livez finds nothing.
func (s *service) alive() bool {
	for _, c := range s.live() {
		if c.err != nil {
			s.log.Error("not alive", "check", c.name, "error", c.err)
			return false
		}
	}
	return true
}

// converse runs the bot. When all its chats are over for good and no feed is read, nothing is left to run.
func (s *service) converse(ctx context.Context, stop context.CancelCauseFunc) error {
	err := s.bot.Run(ctx)
	if errors.Is(err, bot.ErrEnd) && len(s.feeds.all()) == 0 {
		stop(err)
		return fmt.Errorf("%w: %w", errOver, err)
	}
	return err
}

// served answers on a listener; when that has failed, on a new one.
func (s *service) served(l net.Listener) func(context.Context) error {
	return func(ctx context.Context) (err error) {
		if l == nil {
			if l, err = net.Listen("tcp", s.config.HTTP.Listen); err != nil {
				return err
			}
		}
		defer func() { l = nil }()
		return s.serve(ctx, l)
	}
}

// openChats reads the tokens and makes the chats; nothing is connected yet.
func openChats(c config, log *slog.Logger, m slack.Meter) ([]bot.Chat, error) {
	var chats []bot.Chat
	if c.Slack.Enabled {
		chat, err := slackChat(c.Slack, log, m)
		if err != nil {
			return nil, err
		}
		chats = append(chats, chat)
	}
	if c.Discord.Enabled {
		chat, err := discordChat(c.Discord, log)
		if err != nil {
			return nil, err
		}
		chats = append(chats, chat)
	}
	return chats, nil
}

// summaryWriter is nil where no model is configured.
func summaryWriter(c modelConfig) (*summary.Writer, error) {
	if c.Name == "" {
		return nil, nil
	}
	var key string
	if c.KeyEnv != "" {
		var err error
		if key, err = secret("model.key_env", c.KeyEnv); err != nil {
			return nil, err
		}
	}
	model := openai.New(openai.Options{BaseURL: c.BaseURL, Model: c.Name, Key: key, Timeout: c.Timeout})
	return summary.New(model, summary.Options{Timeout: c.Timeout}), nil
}

func slackChat(c slackConfig, log *slog.Logger, m slack.Meter) (*slack.Chat, error) {
	botToken, err := secret("slack.bot_token_env", c.BotTokenEnv)
	if err != nil {
		return nil, err
	}
	var appToken, signing string
	if c.Listen == "" {
		appToken, err = secret("slack.app_token_env", c.AppTokenEnv)
	} else {
		signing, err = secret("slack.signing_secret_env", c.SigningSecretEnv)
	}
	if err != nil {
		return nil, err
	}
	features, err := slack.ParseFeatures(c.Features)
	if err != nil {
		return nil, err
	}
	return slack.New(slack.Options{
		BotToken: botToken, AppToken: appToken, APIURL: c.APIURL, Listen: c.Listen, Secret: signing, Features: features, Policy: c.policy(),
		Citations: c.Citations, Files: slices.Contains(features, slack.FeatureFiles), Log: log, Meter: m,
	})
}

func discordChat(c discordConfig, log *slog.Logger) (*discord.Chat, error) {
	token, err := secret("discord.token_env", c.TokenEnv)
	if err != nil {
		return nil, err
	}
	return discord.New(discord.Options{Token: token, Log: log})
}
