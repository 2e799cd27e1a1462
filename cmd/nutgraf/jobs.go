package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

func jobsCommand(std streams) *cobra.Command {
	var (
		db     database
		asJSON bool
	)
	c := &cobra.Command{
		Use:   "jobs [flags]",
		Short: "The work that is owed: questions not answered yet, digests not posted yet, and what was set aside",
		Long: `The work that is owed: questions not answered yet, digests not posted yet, and jobs that were set aside.

A job is set aside with its reason when trying on would do harm, such as a digest of which nobody can say whether it was
posted. Look into the channel, and say what you see with one of the commands below; the next "nutgraf run" does the rest.`,
		Args: arguments(0, "no argument (retry, drop or posted name what is done with a job)"),
		RunE: func(c *cobra.Command, _ []string) error { return jobs(c.Context(), db, asJSON, std) },
	}
	db.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, one object a job")
	c.AddCommand(
		jobCommand(std, "retry", "Have a job that was set aside tried again; what may have been posted is posted again", retryJob(store.PostAgain)),
		jobCommand(std, "posted", "Have a job that was set aside go on; what may have been posted was posted", retryJob(store.WasPosted)),
		jobCommand(std, "drop", "Drop a job: it is not done", dropJob),
	)
	return c
}

// jobCommand is a command that does something with one job.
func jobCommand(std streams, name, short string, do func(ctx context.Context, db *store.DB, id string) (said string, err error)) *cobra.Command {
	var d database
	c := &cobra.Command{
		Use:   name + " [flags] ID",
		Short: short,
		Args:  arguments(1, "the id of a job, as nutgraf jobs lists it"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			h, err := openExisting(c.Context(), d, store.Options{Command: "nutgraf jobs"}, std)
			if err != nil {
				return err
			}
			defer h.close(&err)
			said, err := do(c.Context(), h.db, args[0])
			if err != nil {
				return err
			}
			fmt.Fprintln(std.out, said)
			return nil
		},
	}
	d.flags(c)
	return c
}

func retryJob(doubt store.Doubt) func(context.Context, *store.DB, string) (string, error) {
	return func(ctx context.Context, db *store.DB, id string) (string, error) {
		doubted, err := db.UnparkJob(ctx, id, doubt)
		if errors.Is(err, briefing.ErrNotFound) {
			return "", fmt.Errorf("no job %s is set aside: nutgraf jobs lists what is", id)
		}
		if err != nil {
			return "", err
		}
		said := "The next run goes on with " + id + "."
		switch {
		case doubted == 0:
		case doubt == store.PostAgain:
			said += " What may have been posted is posted again: " + counted(doubted, "message") + "."
		default:
			said += " What may have been posted counts as posted: " + counted(doubted, "message") + "."
		}
		return said, nil
	}
}

func dropJob(ctx context.Context, db *store.DB, id string) (string, error) {
	err := db.DropJob(ctx, id)
	if errors.Is(err, briefing.ErrNotFound) {
		return "", fmt.Errorf("no job %s is owed: nutgraf jobs lists what is", id)
	}
	return "Dropped " + id + ".", err
}

type jobJSON struct {
	ID       string  `json:"id"`
	Kind     string  `json:"kind"`
	Channel  string  `json:"channel"`
	State    string  `json:"state"` // waiting, claimed or parked
	Due      *string `json:"due"`
	Next     *string `json:"next"` // not before; null unless it waits
	Attempts int     `json:"attempts"`
	Worker   string  `json:"worker"` // that has claimed it; "" unless one has
	Parked   *string `json:"parked"` // since when it is set aside; null unless it is
	Reason   string  `json:"reason"` // why it is set aside
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
		state, said := stateOf(j)
		if asJSON {
			line := jobJSON{j.ID, string(j.Kind), j.Channel.String(), state, timeJSON(j.Due), timeJSON(j.Next), j.Attempts, j.Worker, timeJSON(j.Parked), j.Reason}
			if err := printJSON(std.out, line); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d attempts\t%s\n", printable(j.ID), j.Kind, printable(j.Channel.String()), j.Attempts, printable(said))
	}
	return w.Flush()
}

// stateOf is the state of a job, in a word and in a line for people.
func stateOf(j store.QueuedJob) (word, line string) {
	switch {
	case !j.Parked.IsZero():
		return "parked", "set aside on " + j.Parked.Local().Format(time.DateTime) + ": " + j.Reason
	case j.Worker != "":
		return "claimed", "claimed by " + j.Worker
	}
	return "waiting", "waits until " + j.Next.Local().Format(time.DateTime)
}
