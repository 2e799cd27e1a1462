package main

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/adapters/console"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/store"
)

func chatCommand(std streams) *cobra.Command {
	var db database
	c := &cobra.Command{
		Use:   "chat [flags]",
		Short: "A conversation in the terminal; a question goes the same way as one from Slack",
		Args:  arguments(0, "no argument"),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			h, err := openExisting(c.Context(), db, store.Options{Command: "nutgraf chat"}, std)
			if err != nil {
				return err
			}
			defer h.close(&err)
			return chat(c.Context(), h, std)
		},
	}
	db.flags(c)
	return c
}

// chat holds a conversation on the streams until the input ends or the person leaves. It goes through the job queue in the
// database, as every chat does.
func chat(ctx context.Context, h *house, std streams) error {
	o := console.Options{
		Session: strconv.FormatInt(time.Now().UnixNano(), 36),
		Color:   colour(std.out), Width: width(std.out),
	}
	if isTerminal(std.in) {
		o.Prompt = "> "
	}
	b := bot.New(bot.Options{
		Answerer: h.answer, Compiler: h.digest, Memory: h.db, FollowUp: h.followUp, Limits: bot.Unlimited,
		Chats: []bot.Chat{console.New(std.in, std.out, o)},
		Log:   slog.New(slog.NewTextHandler(std.err, &slog.HandlerOptions{Level: slog.LevelError})),
	})
	if err := b.Run(ctx); !errors.Is(err, console.ErrEnd) {
		return err
	}
	return nil
}
