package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
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
	h, err := openLibrary(db)
	if err != nil {
		return err
	}
	defer h.close(&err)
	if err := h.db.Verify(ctx); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%s is whole: every page and every record checks out.\n", db.path)
	return nil
}
