package search

import (
	"fmt"
	"iter"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Without is a snapshot as somebody sees it who must not know of the articles of some feeds: their revisions are not found and held at no
// time, and nothing counts them. Names are compared as a Filter compares them. An article that was added by hand has no feed and is seen.
//
// Of one address only the newest text counts, whoever brought it: where a hidden feed brings a newer one of an article that a seen
// feed brought, the older text no longer holds, for those who do not see the newer one too.
func Without(s Snapshot, feeds []string) Snapshot {
	if len(feeds) == 0 {
		return s
	}
	w := &without{Snapshot: s, feeds: feeds, tags: make(map[string]bool, len(feeds)), hidden: map[briefing.RevisionID]bool{}}
	for _, f := range feeds {
		w.tags[tag(tagFeed, f)] = true
	}
	return w
}

// without is a snapshot without some feeds. Find and ExtentAt know it and hide them by Filter.Except.
type without struct {
	Snapshot
	feeds  []string
	tags   map[string]bool              // of the feeds
	hidden map[briefing.RevisionID]bool // of the revisions that were asked for
}

// bare is the snapshot below one made by Without, and the feeds this hides.
func bare(s Snapshot) (Snapshot, []string) {
	var feeds []string
	for {
		w, ok := s.(*without)
		if !ok {
			return s, feeds
		}
		s, feeds = w.Snapshot, append(feeds, w.feeds...)
	}
}

// hides reports whether an article is of a hidden feed.
func (w *without) hides(a briefing.Article) bool { return a.Feed != "" && w.tags[tag(tagFeed, a.Feed)] }

// see fails with briefing.ErrNotFound for a hidden revision.
func (w *without) see(r briefing.RevisionID) error {
	hidden, known := w.hidden[r]
	if !known {
		head, err := w.Snapshot.Head(r)
		if err != nil {
			return err
		}
		hidden = w.hides(head)
		w.hidden[r] = hidden
	}
	if hidden {
		return fmt.Errorf("revision %s: %w", r, briefing.ErrNotFound)
	}
	return nil
}

func (w *without) Extent() briefing.Extent {
	e, err := ExtentAt(w, time.Time{})
	if err != nil { // what cannot be read is not counted
		return briefing.Extent{}
	}
	return e
}

func (w *without) Withdrawn(r briefing.RevisionID) (time.Time, bool) {
	if w.see(r) != nil {
		return time.Time{}, true
	}
	return w.Snapshot.Withdrawn(r)
}

func (w *without) Article(r briefing.RevisionID) (briefing.Article, error) {
	if err := w.see(r); err != nil {
		return briefing.Article{}, err
	}
	return w.Snapshot.Article(r)
}

func (w *without) Head(r briefing.RevisionID) (briefing.Article, error) {
	if err := w.see(r); err != nil {
		return briefing.Article{}, err
	}
	return w.Snapshot.Head(r)
}

func (w *without) Fact(r briefing.RevisionID, ordinal int) (briefing.Fact, error) {
	if err := w.see(r); err != nil {
		return briefing.Fact{}, err
	}
	return w.Snapshot.Fact(r, ordinal)
}

func (w *without) Facts(r briefing.RevisionID) ([]briefing.Fact, error) {
	if err := w.see(r); err != nil {
		return nil, err
	}
	return w.Snapshot.Facts(r)
}

func (w *without) Between(from, to time.Time) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		for a, err := range w.Snapshot.Between(from, to) {
			if err == nil && w.hides(a) {
				continue
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// Before passes over the texts that a hidden feed brought.
func (w *without) Before(r briefing.RevisionID) (briefing.RevisionID, error) {
	if err := w.see(r); err != nil {
		return "", err
	}
	for range maxBefore {
		before, err := w.Snapshot.Before(r)
		if err != nil || before == "" || before == r {
			return "", err
		}
		if w.see(before) == nil {
			return before, nil
		}
		r = before
	}
	return "", nil
}

// maxBefore is how many hidden texts of one article are passed over: more than there ever are, and the end of a damaged chain.
const maxBefore = 1000
