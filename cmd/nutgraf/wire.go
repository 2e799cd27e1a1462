package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/adapters/openai"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/digest"
	"github.com/nutgraf/nutgraf/briefing/followup"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/summary"
	"github.com/nutgraf/nutgraf/store"
)

// What the rooms ask of each other is met here.
var (
	_ bot.Memory      = (*store.DB)(nil)
	_ bot.Answerer    = (*answer.Answerer)(nil)
	_ bot.Compiler    = (*digest.Compiler)(nil)
	_ summary.Model   = (*openai.Model)(nil)
	_ ingest.Library  = (*store.DB)(nil)
	_ ingest.Cursors  = (*store.DB)(nil)
	_ search.Snapshot = (*store.View)(nil)
	_ digest.Snapshot = (*store.View)(nil)

	_ bot.FollowUp      = (*followup.Desk)(nil)
	_ followup.Snapshot = (*store.View)(nil)
)

// house is the wired parts over one database.
type house struct {
	db     *store.DB
	answer *answer.Answerer
	digest *digest.Compiler
	intake *ingest.Intake

	followUp *followup.Desk
}

// database is the file a command line names, and how it is taken.
type database struct {
	path           string
	acceptRollback bool
}

func (d *database) flags(c *cobra.Command) {
	c.Flags().StringVar(&d.path, "db", defaultDatabase, "the database file")
	acceptFlag(c, &d.acceptRollback)
}

func acceptFlag(c *cobra.Command, accept *bool) {
	c.Flags().BoolVar(accept, "accept-rollback", false, "take a database that is empty, older or another than the mark beside it says")
}

// openHouse opens the database, creating it if it is not there, and wires the parts. An index of an older format is built anew.
func openHouse(ctx context.Context, d database, o store.Options, std streams) (*house, error) {
	o.AcceptRollback = d.acceptRollback
	db, err := openCurrent(ctx, d.path, o, func(s string) { fmt.Fprintln(std.err, "nutgraf: "+s) })
	if err != nil {
		return nil, err
	}
	return wire(db, answer.Options{}), nil
}

// openExisting is openHouse for commands that need articles: a database that is not there is an error, not a new file.
func openExisting(ctx context.Context, d database, o store.Options, std streams) (*house, error) {
	if _, err := os.Stat(d.path); os.IsNotExist(err) {
		return nil, fmt.Errorf("no database %s: add articles first (nutgraf add --db %s FILE), or name another with --db", d.path, d.path)
	}
	return openHouse(ctx, d, o, std)
}

// openLibrary opens a database that is there for reading: several processes may do so at once.
func openLibrary(ctx context.Context, d database, std streams) (*house, error) {
	return openExisting(ctx, d, store.Options{ReadOnly: true}, std)
}

// wire puts the parts together over a database. A view lives for milliseconds, so it is not cut short: whoever asks looks
// at its ctx before and after.
func wire(db *store.DB, o answer.Options) *house {
	view := func(fn func(search.Snapshot) error) error {
		return db.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	listing := func(fn func(digest.Snapshot) error) error {
		return db.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	following := func(fn func(followup.Snapshot) error) error {
		return db.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	return &house{
		db:     db,
		answer: answer.New(view, o),
		digest: digest.New(listing, o.Limit),
		intake: ingest.New(db, view, nil),

		followUp: followup.NewDesk(following),
	}
}

// close closes the database; what it says is only news when nothing else failed.
func (h *house) close(err *error) {
	if cerr := h.db.Close(); *err == nil {
		*err = cerr
	}
}
