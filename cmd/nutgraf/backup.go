package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

func backupCommand(std streams) *cobra.Command {
	var db database
	c := &cobra.Command{
		Use:   "backup [flags] FILE",
		Short: "Copy the database, also while it is in use by readers; the copy is verified before it gets its name",
		Args:  arguments(1, "the file to write, which must not be there yet"),
		RunE:  func(c *cobra.Command, args []string) error { return backup(c.Context(), db, args[0], std) },
	}
	db.flags(c)
	return c
}

func backup(ctx context.Context, db database, path string, std streams) (err error) {
	h, err := openLibrary(ctx, db, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	written, err := h.db.Backup(ctx, path)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%s: %s, verified\n", path, size(written))
	return nil
}
