package search

import (
	"iter"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Snapshot is one consistent read view of the library: segments and facts of the same transaction.
// What it returns is valid only while the view is open; a query copies out what it keeps.
type Snapshot interface {
	// Segments yields the segments of the index, oldest first.
	Segments() iter.Seq[briefing.Segment]
	// Withdrawn says since when a revision's facts no longer hold; ok is false for a live one.
	Withdrawn(r briefing.RevisionID) (since time.Time, ok bool)
	// Article returns the article of a revision, text included.
	Article(r briefing.RevisionID) (briefing.Article, error)
	// Head returns the article of a revision; its Text and Blocks may be left out, which is many times faster.
	Head(r briefing.RevisionID) (briefing.Article, error)
	// Fact returns a revision's fact by its ordinal.
	Fact(r briefing.RevisionID, ordinal int) (briefing.Fact, error)
	// Facts returns all facts of a revision, in order.
	Facts(r briefing.RevisionID) ([]briefing.Fact, error)
	// Between yields the current articles known within [from, to), oldest first; their Text and Blocks may be left out.
	Between(from, to time.Time) iter.Seq2[briefing.Article, error]
	// Before is the revision whose place a revision took; "" for the first of its article.
	Before(r briefing.RevisionID) (briefing.RevisionID, error)
	// Extent counts what there is.
	Extent() briefing.Extent
}

// View runs fn on a snapshot and closes it when fn returns. No slow call may happen inside fn.
type View func(fn func(Snapshot) error) error
