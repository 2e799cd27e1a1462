package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
)

func feedbackCommand(std streams) *cobra.Command {
	var (
		db     database
		asJSON bool
	)
	c := &cobra.Command{
		Use:   "feedback [flags]",
		Short: "What people said about answers and digests",
		Args:  arguments(0, "no argument"),
		RunE:  func(c *cobra.Command, _ []string) error { return feedback(c.Context(), db, asJSON, std) },
	}
	db.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, one object for each")
	return c
}

type feedbackJSON struct {
	ID      string  `json:"id"`
	Channel string  `json:"channel"`
	Answer  string  `json:"answer"` // its id; "" for a digest
	Good    bool    `json:"good"`
	Reason  string  `json:"reason"` // in the person's words; "" when none was given
	At      *string `json:"at"`
}

// feedback lists what was said, oldest first, and not by whom: what is wrong with an answer is wrong whoever says so.
func feedback(ctx context.Context, db database, asJSON bool, std streams) (err error) {
	h, err := openLibrary(ctx, db, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	said, err := h.db.Feedback(ctx)
	if err != nil {
		return err
	}
	if !asJSON && len(said) == 0 {
		fmt.Fprintln(std.out, "Nobody has said anything yet.")
		return nil
	}
	w := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', 0)
	for _, f := range said {
		if asJSON {
			line := feedbackJSON{f.ID, f.Channel.String(), string(f.Answer), f.Good, f.Reason, timeJSON(f.At)}
			if err := printJSON(std.out, line); err != nil {
				return err
			}
			continue
		}
		verdict, about := "bad", string(f.Answer)
		if f.Good {
			verdict = "good"
		}
		if about == "" {
			about = "a digest"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", f.At.Local().Format(time.DateTime), verdict, about, printable(f.Channel.String()), printable(f.Reason))
	}
	return w.Flush()
}
