package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

func verifyCommand(std streams) *cobra.Command {
	var db database
	var asJSON bool
	c := &cobra.Command{
		Use:   "verify [flags] [ANSWER]",
		Short: "Prove that the database is whole, or give an answer again and say what has changed",
		Long: `Without an argument, prove that the database is whole: its pages, and the checksum of every record.

With the id of an answer, as its last line shows it, the question is asked again and the two answers are compared. It says "same", or
what changed: facts that were withdrawn since, facts that are new in it, and whether another version of nutgraf answered then. Each
fact that was cited is looked up at its place. The exit code is 1 when the answer has changed. Answers are kept for 90 days.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				return verifyAnswer(c.Context(), db, briefing.AnswerID(args[0]), asJSON, std)
			}
			if asJSON {
				return usagef("--json goes with the id of an answer: nutgraf verify --json ANSWER")
			}
			return verify(c.Context(), db, std)
		},
	}
	db.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func verify(ctx context.Context, db database, std streams) (err error) {
	h, err := openLibrary(ctx, db, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	if err := h.verify(ctx, db.path); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%s is whole: every page, every record and the index check out.\n", db.path)
	return nil
}

// verify proves the database, and the index also as search reads it.
func (h *house) verify(ctx context.Context, path string) error {
	if err := h.db.Verify(ctx); err != nil {
		return err
	}
	var broken []string
	err := h.intake.CheckIndex(ctx, func(number uint64, err error) {
		broken = append(broken, fmt.Sprintf("segment %d: %v", number, err))
	})
	if err == nil && len(broken) > 0 {
		err = &store.VerifyError{Path: path, Findings: broken, Index: true}
	}
	return err
}
