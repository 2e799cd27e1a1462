package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

func statsCommand(std streams) *cobra.Command {
	var (
		db     database
		asJSON bool
	)
	c := &cobra.Command{
		Use:   "stats [flags]",
		Short: "What the database holds",
		Args:  arguments(0, "no argument"),
		RunE:  func(c *cobra.Command, _ []string) error { return stats(c.Context(), db, asJSON, std) },
	}
	db.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

type statsJSON struct {
	Database  string         `json:"database"`
	Format    int            `json:"format"`
	Articles  int            `json:"articles"`
	Revisions int            `json:"revisions"`
	Facts     int            `json:"facts"`
	Newest    *string        `json:"newest"`
	Outlets   []outletJSON   `json:"outlets"`
	Segments  []segmentJSON  `json:"segments"`
	Jobs      map[string]int `json:"jobs"`
	Kept      keptJSON       `json:"kept"`
	Bytes     int64          `json:"bytes"`
}

// keptJSON counts what the conversation has left behind.
type keptJSON struct {
	Deliveries    int `json:"deliveries"`
	Turns         int `json:"turns"`
	Answers       int `json:"answers"`
	Tellings      int `json:"tellings"`
	Corrections   int `json:"corrections"`
	Editions      int `json:"editions"`
	Subscriptions int `json:"subscriptions"`
	Watches       int `json:"watches"`
	Settings      int `json:"settings"`
	Feedback      int `json:"feedback"`
}

type outletJSON struct {
	Outlet   string `json:"outlet"`
	Articles int    `json:"articles"`
}

type segmentJSON struct {
	Segment   uint64 `json:"segment"`
	Bytes     int    `json:"bytes"`
	Articles  int    `json:"articles"`
	Withdrawn int    `json:"withdrawn"`
	Damage    string `json:"damage,omitempty"`
}

func stats(ctx context.Context, db database, asJSON bool, std streams) (err error) {
	h, err := openLibrary(ctx, db, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	s, err := h.db.Stats(ctx)
	if err != nil {
		return err
	}
	var extent briefing.Extent
	err = h.db.View(ctx, func(v *store.View) error {
		extent = v.Extent()
		return nil
	})
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(std.out, toStatsJSON(db.path, s, extent))
	}
	printStats(std, db.path, s, extent)
	return nil
}

func toStatsJSON(db string, s store.Stats, e briefing.Extent) statsJSON {
	out := statsJSON{
		Database: db, Format: s.Format, Articles: s.Articles, Revisions: s.Revisions, Facts: s.Facts, Newest: timeJSON(e.Newest),
		Outlets: []outletJSON{}, Segments: []segmentJSON{}, Jobs: map[string]int{"waiting": s.Waiting, "claimed": s.Claimed, "parked": s.Parked}, Kept: keptJSON(s.Kept), Bytes: s.FileBytes,
	}
	for _, o := range s.Outlets {
		out.Outlets = append(out.Outlets, outletJSON{o.Name, o.Articles})
	}
	for _, g := range s.Segments {
		out.Segments = append(out.Segments, segmentJSON{g.Number, g.Bytes, g.Articles, g.Withdrawn, g.Damage})
	}
	return out
}

// maxOutlets is how many outlets are printed for people; --json has them all.
const maxOutlets = 10

func printStats(std streams, db string, s store.Stats, e briefing.Extent) {
	w := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', 0)
	line := func(name, format string, args ...any) {
		fmt.Fprintf(w, "%s\t%s\n", name, fmt.Sprintf(format, args...))
	}
	index, damaged := 0, 0
	for _, g := range s.Segments {
		index += g.Bytes
		if g.Damage != "" {
			damaged++
		}
	}
	line("database", "%s, %s, format %d", db, size(s.FileBytes), s.Format)
	line("articles", "%d (%s, earlier texts among them)", s.Articles, counted(s.Revisions, "revision"))
	line("facts", "%d", s.Facts)
	line("newest", "%s", orElse(dateTime(e.Newest.UTC()), "nothing yet"))
	line("index", "%s, %s", counted(len(s.Segments), "segment"), size(int64(index)))
	if damaged > 0 {
		line("", "%d of them damaged: rebuild the index with nutgraf reindex", damaged)
	}
	line("jobs", "%d waiting, %d claimed, %d set aside", s.Waiting, s.Claimed, s.Parked)
	line("kept", "%s, %s, %s told, %s, %s", counted(s.Kept.Turns, "turn"), counted(s.Kept.Answers, "answer"), counted(s.Kept.Tellings, "fact"),
		counted(s.Kept.Subscriptions, "subscription"), counted(s.Kept.Feedback, "opinion"))
	for i, o := range s.Outlets[:min(maxOutlets, len(s.Outlets))] {
		name := ""
		if i == 0 {
			name = "outlets"
		}
		line(name, "%s: %d", o.Name, o.Articles)
	}
	if more := len(s.Outlets) - maxOutlets; more > 0 {
		line("", "and %s", counted(more, "more outlet"))
	}
	w.Flush()
}
