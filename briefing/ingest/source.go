package ingest

import (
	"context"
	"fmt"
	"iter"

	"github.com/nutgraf/nutgraf/briefing"
)

// Source is somewhere articles keep coming from, such as a feed.
type Source interface {
	// Name identifies the source for its cursor and in messages, such as a feed's URL.
	Name() string
	// Fetch returns the articles that came since cursor, and the cursor to go on from. The first cursor is "".
	Fetch(ctx context.Context, cursor string) (articles []briefing.Article, next string, err error)
}

// Cursors remembers how far each source was read.
type Cursors interface {
	// Cursor is "" for a source that was never read.
	Cursor(ctx context.Context, source string) (string, error)
	SetCursor(ctx context.Context, source, cursor string) error
}

// Fetch takes in what is new at src. The cursor moves on only after the articles are committed, so a
// crash between the two fetches them again and finds them unchanged.
func (in *Intake) Fetch(ctx context.Context, src Source, cursors Cursors) (Counts, error) {
	from, err := cursors.Cursor(ctx, src.Name())
	if err != nil {
		return Counts{}, fmt.Errorf("cursor of %s: %w", src.Name(), err)
	}
	articles, next, err := src.Fetch(ctx, from)
	if err != nil {
		return Counts{}, fmt.Errorf("fetch %s: %w", src.Name(), err)
	}
	counts, err := in.Add(ctx, by(src.Name(), articles), nil, nil)
	if err != nil || next == from {
		return counts, err
	}
	return counts, cursors.SetCursor(ctx, src.Name(), next)
}

// by are the articles that came by a feed.
func by(feed string, articles []briefing.Article) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		for _, a := range articles {
			a.Feed = feed
			if !yield(a, nil) {
				return
			}
		}
	}
}
