package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

func reindexCommand(std streams) *cobra.Command {
	var db database
	c := &cobra.Command{
		Use:   "reindex [flags]",
		Short: "Build the search index anew from the stored facts, whatever has become of the old one",
		Long: `Build the search index anew from the stored facts, whatever has become of the old one.

Until the last moment the old index stays in place, so it can be stopped at any time. It needs room for both. An article one of
whose records is damaged is named and left out, so that the others can be found; the latest backup still has it.`,
		Args: arguments(0, "no argument"),
		RunE: func(c *cobra.Command, _ []string) error { return reindex(c.Context(), db, std) },
	}
	db.flags(c)
	return c
}

func reindex(ctx context.Context, d database, std streams) (err error) {
	if _, err := os.Stat(d.path); os.IsNotExist(err) {
		return fmt.Errorf("no database %s: name another with --db", d.path)
	}
	db, err := store.Open(d.path, store.Options{Command: "nutgraf reindex", AcceptRollback: d.acceptRollback})
	if err != nil {
		return err
	}
	h := wire(db, answer.Options{})
	defer h.close(&err)
	p := newProgress(std.err)
	done, err := h.db.Reindex(ctx, search.Build, p.share)
	p.end()
	if errors.Is(err, context.Canceled) {
		return errors.New("stopped: the index that was there is still in place; run the same command again to begin anew")
	}
	if err != nil {
		return err
	}
	for _, err := range done.Damage[:min(maxRefusals, len(done.Damage))] {
		fmt.Fprintln(std.err, "left out "+oneLine(err.Error()))
	}
	if more := done.Lost - maxRefusals; more > 0 {
		fmt.Fprintf(std.err, "left out %d more\n", more)
	}
	if err := h.intake.Merge(ctx); err != nil {
		return fmt.Errorf("the index is built anew, but not merged into few segments, which the next nutgraf add will do: %w", err)
	}
	s, err := h.db.Stats(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%s: %s of %s indexed anew in %s\n",
		d.path, counted(done.Facts, "fact"), counted(done.Revisions, "revision"), counted(len(s.Segments), "segment"))
	if done.Lost > 0 {
		return fmt.Errorf("%s cannot be read, and not be found any more: restore the latest backup to have them back", counted(done.Lost, "revision"))
	}
	return nil
}

// openCurrent opens a database, and when its format or that of its index is older than this version's brings it up to
// date first. That happens once and may take a while, so notice is told.
func openCurrent(ctx context.Context, path string, o store.Options, notice func(string)) (*store.DB, error) {
	db, err := store.Open(path, o)
	if err == nil {
		old, err := outdated(ctx, db)
		if err == nil && !old {
			return db, nil
		}
		if err := errors.Join(err, db.Close()); err != nil {
			return nil, err
		}
	} else if !errors.Is(err, store.ErrOldFormat) {
		return nil, err
	}
	if err := renew(ctx, path, o, notice); err != nil {
		return nil, fmt.Errorf("bring %s up to date: %w", path, err)
	}
	return store.Open(path, o)
}

// outdated reports whether an index is of a format that is no longer read.
func outdated(ctx context.Context, db *store.DB) (old bool, err error) {
	err = db.View(ctx, func(v *store.View) error {
		for s := range v.Segments() {
			old = old || errors.Is(s.Damage, store.ErrOldFormat) || s.Damage == nil && s.Proven(0) && search.Outdated(s.Chunks[0])
		}
		return nil
	})
	return old, err
}

// renew brings a database and its index up to date.
func renew(ctx context.Context, path string, o store.Options, notice func(string)) (err error) {
	o.ReadOnly = false
	if o.Command == "" {
		o.Command = "nutgraf reindex"
	}
	db, err := store.Open(path, o)
	if err != nil {
		return err
	}
	h := wire(db, answer.Options{})
	defer h.close(&err)
	old, err := outdated(ctx, db) // another process may have been first
	if err != nil || !old {
		return err
	}
	notice("the index of " + path + " is of an older format and is built anew, once; the facts stay as they are")
	done, err := db.Reindex(ctx, search.Build, nil)
	if err != nil {
		return err
	}
	if done.Lost > 0 {
		notice(fmt.Sprintf("%s cannot be read and were left out: nutgraf verify names them", counted(done.Lost, "revision")))
	}
	return h.intake.Merge(ctx)
}
