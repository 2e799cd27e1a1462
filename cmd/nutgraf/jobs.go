package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
)

func jobsCommand(std streams) *cobra.Command {
	var (
		db     database
		asJSON bool
	)
	c := &cobra.Command{
		Use:   "jobs [flags]",
		Short: "The work that is owed: questions not answered yet, digests not posted yet",
		Args:  arguments(0, "no argument"),
		RunE:  func(c *cobra.Command, _ []string) error { return jobs(c.Context(), db, asJSON, std) },
	}
	db.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, one object a job")
	return c
}

type jobJSON struct {
	ID       string  `json:"id"`
	Kind     string  `json:"kind"`
	Channel  string  `json:"channel"`
	Due      *string `json:"due"`
	Next     *string `json:"next"` // not before; null while it is claimed
	Attempts int     `json:"attempts"`
	Worker   string  `json:"worker"` // that has claimed it; "" while it waits
}

// jobs lists owed work without the texts of questions, which are nobody else's business.
func jobs(ctx context.Context, db database, asJSON bool, std streams) (err error) {
	h, err := openLibrary(ctx, db, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	owed, err := h.db.Jobs(ctx)
	if err != nil {
		return err
	}
	if !asJSON && len(owed) == 0 {
		fmt.Fprintln(std.out, "No work is owed.")
		return nil
	}
	w := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', 0)
	for _, j := range owed {
		if asJSON {
			line := jobJSON{j.ID, string(j.Kind), j.Channel.String(), timeJSON(j.Due), timeJSON(j.Next), j.Attempts, j.Worker}
			if err := printJSON(std.out, line); err != nil {
				return err
			}
			continue
		}
		state := "waits until " + j.Next.Local().Format(time.DateTime)
		if j.Worker != "" {
			state = "claimed by " + j.Worker
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d attempts\t%s\n", j.ID, j.Kind, j.Channel, j.Attempts, state)
	}
	return w.Flush()
}
