// Package followup says what new articles mean to those who were told before.
//
// A [Desk] reads what came into a library: [Desk.Sift] (sift.go) says which followed questions new articles may answer, by their words
// alone, so that a thousand questions cost little; whether they do is for package answer. [Desk.Amend] (amend.go) says what became of
// facts that were told and hold no more: what the article says in their place, word by word, if one sentence of it can be named.
//
// It asks nothing and finds nothing, so it needs neither the index nor a ranking.
package followup

import (
	"context"
	"errors"
	"iter"

	"github.com/nutgraf/nutgraf/briefing"
)

// Snapshot is one consistent read view of the library.
type Snapshot interface {
	// Articles yields the current articles numbered above after, in the order they were stored; their Text and Blocks may be left out.
	Articles(after uint64) iter.Seq2[uint64, briefing.Article]
	// Last is the highest number that was ever given to a text of an article; 0 when there is none.
	Last() uint64
	// Head is the article of a revision; its Text and Blocks may be left out.
	Head(r briefing.RevisionID) (briefing.Article, error)
	// Facts are the facts of a revision, in order.
	Facts(r briefing.RevisionID) ([]briefing.Fact, error)
}

// View runs fn on a snapshot and closes it when fn returns. No slow call may happen inside fn.
type View func(fn func(Snapshot) error) error

// Desk follows up over one library. It may be used by several goroutines.
type Desk struct{ view View }

// NewDesk returns a desk over the library that view reads.
func NewDesk(view View) *Desk { return &Desk{view} }

// look is a view for those who wait.
func (d *Desk) look(ctx context.Context, fn func(Snapshot) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return d.view(fn)
}

// gone reports whether an error says that there is nothing, or nothing that can be read, under an id.
func gone(err error) bool { return errors.Is(err, briefing.ErrNotFound) }
