package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/digest"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// childWord as the first argument makes this program the bot that is killed.
const childWord = "child"

// childMain runs the bot until it is killed or told to stop.
func childMain(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	if err := child(ctx, args); err != nil {
		fmt.Fprintln(os.Stderr, "child:", err)
		return 1
	}
	return 0
}

func child(ctx context.Context, args []string) (err error) {
	var path, services string
	var ahead time.Duration
	flags := flag.NewFlagSet(childWord, flag.ContinueOnError)
	flags.StringVar(&path, "db", "", "the database")
	flags.StringVar(&services, "services", "", "addresses of the chat services, with commas between them")
	flags.DurationVar(&ahead, "ahead", 0, "how far the clock is ahead of this machine's")
	if err := flags.Parse(args); err != nil {
		return err
	}
	now := func() time.Time { return time.Now().Add(ahead) }
	db, err := store.Open(path, store.Options{Now: now, Command: "killrun child"})
	if err != nil {
		return err
	}
	defer func() {
		if cerr := db.Close(); err == nil {
			err = cerr
		}
	}()
	var chats []bot.Chat
	for address := range strings.SplitSeq(services, ",") {
		chat, err := bottest.Dial(ctx, address)
		if ctx.Err() != nil {
			return nil // told to stop before it began
		}
		if err != nil {
			return err
		}
		chats = append(chats, chat)
	}
	view := func(fn func(search.Snapshot) error) error {
		return db.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	listing := func(fn func(digest.Snapshot) error) error {
		return db.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	b := bot.New(bot.Options{
		Answerer: answer.New(view, answer.Options{}), Compiler: labelled{digest.New(listing, allowance.Default)}, Memory: db, Chats: chats,
		Now: now, Limits: bot.Unlimited, Log: slog.New(slog.NewTextHandler(os.Stderr, nil)),
	})
	return b.Run(ctx)
}

// labelled is a compiler whose digests carry their period in their title, so that a reader of the channel knows them again.
type labelled struct{ of bot.Compiler }

func (l labelled) Compile(ctx context.Context, e briefing.Edition) (briefing.Digest, error) {
	d, err := l.of.Compile(ctx, e)
	d.Title = label(e.Subscription.Name, e.From, e.To)
	return d, err
}

// label is "NAME (PERIOD from to)", in seconds since 1970.
func label(name string, from, to time.Time) string {
	return fmt.Sprintf("%s (PERIOD %d %d)", name, from.Unix(), to.Unix())
}
