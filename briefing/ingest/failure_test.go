package ingest_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/search"
)

func TestAddLibraryFails(t *testing.T) {
	full := errors.New("no space left")
	room := newNewsroom(t)
	room.library.add = func(batch int) error {
		if batch == 1 {
			return full
		}
		return nil
	}
	ls := stories(0, 150, 1)
	counts, err := room.Add(t.Context(), lines(ls...), nil, nil)
	if !errors.Is(err, full) || !strings.Contains(err.Error(), "64 articles") {
		t.Errorf("error %v", err)
	}
	e := room.extent(t)
	if counts.New != 64 || counts.Total() != 64 || e.Articles != 64 || counts.Facts != e.Facts {
		t.Errorf("counted %+v, stored %+v", counts, e)
	}
	room.library.add = nil
	if counts := room.add(t, lines(ls...)); counts.Unchanged != 64 || counts.New != 86 {
		t.Errorf("once there is space: %+v", counts)
	}
	if e := room.extent(t); e.Articles != 150 {
		t.Errorf("in the end %d articles", e.Articles)
	}
}

// One article that the store refuses takes its whole batch with it, and leaves no trace.
func TestAddIsAllOrNothing(t *testing.T) {
	room := newNewsroom(t)
	as := articles(t, stories(0, 10, 1)...)
	as[7].ID = ""
	counts, err := room.Add(t.Context(), good(as), nil, nil)
	if err == nil || counts != (ingest.Counts{}) {
		t.Errorf("%+v, %v", counts, err)
	}
	if e := room.extent(t); e != (briefing.Extent{}) || len(room.sizes(t)) > 0 {
		t.Errorf("left %+v and segments of %v bytes", e, room.sizes(t))
	}
	if found := room.found(t, search.Query{Text: "crowns"}); len(found) > 0 {
		t.Errorf("found %q", found)
	}
}

func TestAddCannotTellWhatIsKnown(t *testing.T) {
	room := newNewsroom(t)
	room.library.revision = errors.New("damaged")
	counts, err := room.Add(t.Context(), lines(story(1, 1)), nil, nil)
	if !errors.Is(err, room.library.revision) || counts != (ingest.Counts{}) || room.extent(t).Articles != 0 {
		t.Errorf("%+v, %v", counts, err)
	}
}

func TestAddCancelled(t *testing.T) {
	room := newNewsroom(t)
	as := articles(t, stories(0, 100, 1)...)
	ctx, cancel := context.WithCancel(t.Context())
	halfway := func(yield func(briefing.Article, error) bool) {
		for i, a := range as {
			if i == 70 {
				cancel()
			}
			if i > 70 {
				t.Error("went on after the context was cancelled")
			}
			if !yield(a, nil) {
				return
			}
		}
	}
	counts, err := room.Add(ctx, halfway, nil, nil)
	if !errors.Is(err, context.Canceled) || counts.New != 64 || counts.Total() != 64 {
		t.Errorf("%+v, %v", counts, err)
	}
	if e := room.extent(t); e.Articles != 64 || e.Facts != counts.Facts {
		t.Errorf("stored %+v, counted %+v", e, counts)
	}
	if counts := room.add(t, good(as)); counts.Unchanged != 64 || counts.New != 36 {
		t.Errorf("taken up again: %+v", counts)
	}
}

// Several goroutines that bring the same articles do not get in each other's way: each article is new once.
func TestAddTogether(t *testing.T) {
	room := newNewsroom(t)
	as := articles(t, stories(0, 40, 1)...)
	var mu sync.Mutex
	var total ingest.Counts
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Go(func() {
			turned := slices.Concat(as[n*10:], as[:n*10])
			counts, err := room.Add(t.Context(), good(turned), nil, nil)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			total.New += counts.New
			total.Unchanged += counts.Unchanged
			total.Facts += counts.Facts
		})
	}
	wg.Wait()
	if e := room.extent(t); total.New != 40 || total.Unchanged != 120 || e.Articles != 40 || e.Facts != total.Facts {
		t.Errorf("counted %+v, stored %+v", total, e)
	}
}
