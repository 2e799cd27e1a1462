package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/adapters/discord"
	"github.com/nutgraf/nutgraf/adapters/openai"
	"github.com/nutgraf/nutgraf/adapters/slack"
	"github.com/nutgraf/nutgraf/adapters/web"
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
		Args:  arguments(0, "no argument, only -c FILE"),
		RunE:  func(c *cobra.Command, _ []string) error { return runBot(c.Context(), path, accept, std) },
	}
	configFlag(c, &path)
	acceptFlag(c, &accept)
	return c
}

func configFlag(c *cobra.Command, path *string) {
	c.Flags().StringVarP(path, "config", "c", "config.yaml", "the configuration; config.example.yaml tells every setting")
}

// runBot runs chats, schedules and feeds until ctx is done.
func runBot(ctx context.Context, path string, accept bool, std streams) (err error) {
	c, err := loadConfig(path)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(std.err, &slog.HandlerOptions{Level: c.Log}))
	chats, err := openChats(c, log)
	if err != nil {
		return err
	}
	if len(chats) == 0 && len(c.Feeds) == 0 {
		return errors.New(path + ": nothing to run: enable slack or discord, or list feeds")
	}
	writer, err := summaryWriter(c.Model)
	if err != nil {
		return err
	}
	o := store.Options{Command: "nutgraf run", AcceptRollback: accept, Log: log}
	db, err := openCurrent(ctx, c.Database, o, func(s string) { log.Info(s) })
	if err != nil {
		return err
	}
	h := wire(db, answer.Options{Limit: c.Show.limit(), Summary: writer, Log: log})
	defer h.close(&err)
	ctx, stop := context.WithCancel(ctx)
	var feeds sync.WaitGroup
	defer feeds.Wait() // before the database closes
	defer stop()
	client := c.Web.client(log)
	for _, f := range c.Feeds {
		feeds.Go(func() { pollFeed(ctx, h, client, f, log) })
	}
	b := bot.New(bot.Options{
		Answerer: h.answer, Compiler: h.digest, Memory: h.db, FollowUp: h.followUp,
		Chats: chats, Workers: c.Workers, Log: log,
	})
	log.Info("running", "database", c.Database, "chats", len(chats), "feeds", len(c.Feeds))
	return b.Run(ctx)
}

// openChats reads the tokens and makes the chats; nothing is connected yet.
func openChats(c config, log *slog.Logger) ([]bot.Chat, error) {
	var chats []bot.Chat
	if c.Slack.Enabled {
		chat, err := slackChat(c.Slack, log)
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

func slackChat(c slackConfig, log *slog.Logger) (*slack.Chat, error) {
	botToken, err := secret("slack.bot_token_env", c.BotTokenEnv)
	if err != nil {
		return nil, err
	}
	appToken, err := secret("slack.app_token_env", c.AppTokenEnv)
	if err != nil {
		return nil, err
	}
	return slack.New(slack.Options{BotToken: botToken, AppToken: appToken, Log: log})
}

func discordChat(c discordConfig, log *slog.Logger) (*discord.Chat, error) {
	token, err := secret("discord.token_env", c.TokenEnv)
	if err != nil {
		return nil, err
	}
	return discord.New(discord.Options{Token: token, Log: log})
}

// pollFeed reads a feed at once and then every so often, until ctx is done. A failure is logged and tried again.
func pollFeed(ctx context.Context, h *house, client *web.Client, f feedConfig, log *slog.Logger) {
	source := client.Feed(f.URL, f.Outlet)
	tick := time.NewTicker(f.Every)
	defer tick.Stop()
	for {
		start := time.Now()
		counts, err := h.intake.Fetch(ctx, source, h.db)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.Warn("feed failed", "feed", f.URL, "error", err)
		default:
			log.Info("feed read", "feed", f.URL, "new", counts.New, "changed", counts.Changed, "facts", counts.Facts,
				"took", time.Since(start))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
