package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

func checkCommand(std streams) *cobra.Command {
	var path string
	c := &cobra.Command{
		Use:   "check -c config.yaml",
		Short: "Look at everything the bot needs, and name each fault with its cure",
		Args:  arguments(0, "no argument, only -c FILE"),
		RunE:  func(c *cobra.Command, _ []string) error { return check(c.Context(), path, std) },
	}
	configFlag(c, &path)
	return c
}

// finding is one thing that was looked at.
type finding struct {
	what string
	cure string // what to do about it; of a fault only
	ok   bool
}

// check prints a line for each thing it looks at, and fails if one of them is a fault.
func check(ctx context.Context, path string, std streams) error {
	p := painter{colour(std.out)}
	faults := 0
	tell := func(findings ...finding) {
		for _, f := range findings {
			if f.ok {
				fmt.Fprintln(std.out, "ok     "+oneLine(f.what))
				continue
			}
			faults++
			line := p.bold("FAULT ") + " " + oneLine(f.what)
			if f.cure != "" {
				line += ": " + oneLine(f.cure)
			}
			fmt.Fprintln(std.out, line)
		}
	}
	c, err := loadConfig(path)
	if err != nil {
		tell(finding{what: err.Error(), cure: "config.example.yaml tells every setting"})
		return toldError{err}
	}
	tell(finding{what: "configuration " + path, ok: true})
	tell(checkDatabase(ctx, c.Database, std))
	tell(checkSlack(ctx, c.Slack)...)
	tell(checkDiscord(ctx, c.Discord)...)
	tell(checkModel(c.Model))
	tell(checkFeeds(ctx, c)...)
	if faults > 0 {
		return toldError{fmt.Errorf("%s found", counted(faults, "fault"))}
	}
	return nil
}

func checkDatabase(ctx context.Context, path string, std streams) finding {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return finding{what: "database " + path + " is not there yet: nutgraf run makes it, nutgraf add puts articles in", ok: true}
	}
	h, err := openLibrary(ctx, database{path: path}, std)
	if err != nil {
		return finding{what: err.Error()}
	}
	var extent briefing.Extent
	err = h.db.View(ctx, func(v *store.View) error {
		extent = v.Extent()
		return nil
	})
	if err == nil {
		err = h.verify(ctx, path)
	}
	var damage *store.VerifyError
	switch err = errors.Join(err, h.db.Close()); {
	case errors.As(err, &damage): // it names its cure
		return finding{what: err.Error()}
	case err != nil:
		return finding{what: err.Error(), cure: "restore the latest backup"}
	}
	what := fmt.Sprintf("database %s with its index: %s, %s", path, counted(extent.Articles, "article"), counted(extent.Facts, "fact"))
	return finding{what: what, ok: true}
}

func checkSlack(ctx context.Context, c slackConfig) []finding {
	if !c.Enabled {
		return []finding{{what: "slack is not enabled", ok: true}}
	}
	chat, err := slackChat(c, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		return []finding{{what: err.Error(), cure: "README.md tells how to get the tokens"}}
	}
	findings, err := chat.Check(ctx)
	if err != nil {
		return []finding{{what: "slack: " + err.Error()}}
	}
	var out []finding
	for _, f := range findings {
		out = append(out, finding{f.What, f.Cure, f.OK})
	}
	return out
}

func checkDiscord(ctx context.Context, c discordConfig) []finding {
	if !c.Enabled {
		return []finding{{what: "discord is not enabled", ok: true}}
	}
	chat, err := discordChat(c, slog.New(slog.DiscardHandler))
	if err != nil {
		return []finding{{what: err.Error(), cure: "README.md tells how to get the token"}}
	}
	var out []finding
	for _, f := range chat.Check(ctx) {
		out = append(out, finding{"discord: " + f.What, f.Cure, f.OK})
	}
	return out
}

// checkModel looks at the settings only: asking a model costs money.
func checkModel(c modelConfig) finding {
	writer, err := summaryWriter(c)
	switch {
	case err != nil:
		return finding{what: err.Error(), cure: "set it, or leave model.name empty to do without a model"}
	case writer == nil:
		return finding{what: "no model is configured: the facts stand alone", ok: true}
	}
	return finding{what: "model " + c.Name + ", not asked", ok: true}
}

// checkFeeds fetches every feed once.
func checkFeeds(ctx context.Context, c config) []finding {
	client := c.Web.client(nil)
	var out []finding
	for _, f := range c.Feeds {
		articles, _, err := client.Feed(f.URL, f.Outlet).Fetch(ctx, "")
		switch {
		case errors.Is(err, context.Canceled):
			return out
		case err != nil:
			out = append(out, finding{what: "feed " + err.Error()})
		default:
			out = append(out, finding{what: fmt.Sprintf("feed %s: %s", f.URL, counted(len(articles), "article")), ok: true})
		}
	}
	return out
}
