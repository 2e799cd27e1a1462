package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/store"
)

func verifyCommand(std streams) *cobra.Command {
	var db database
	c := &cobra.Command{
		Use:   "verify [flags]",
		Short: "Prove that the database is whole: its pages, and the checksum of every record",
		Args:  arguments(0, "no argument"),
		RunE:  func(c *cobra.Command, _ []string) error { return verify(c.Context(), db, std) },
	}
	db.flags(c)
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
