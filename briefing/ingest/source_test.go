package ingest_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/ingest"
)

// feed is a source of one article a fetch; its cursor is how many were fetched, as so many strokes.
type feed struct {
	articles []briefing.Article
	asked    []string // cursors it was asked to go on from
	err      error
}

func (f *feed) Name() string { return "https://tidewater.example/feed.xml" }

func (f *feed) Fetch(_ context.Context, cursor string) ([]briefing.Article, string, error) {
	f.asked = append(f.asked, cursor)
	if f.err != nil {
		return nil, "lost", f.err
	}
	n := len(cursor)
	if n == len(f.articles) {
		return nil, cursor, nil
	}
	return f.articles[n : n+1], cursor + "|", nil
}

func TestFetch(t *testing.T) {
	room := newNewsroom(t)
	f := &feed{articles: articles(t, stories(0, 2, 1)...)}
	for i, want := range []ingest.Counts{{New: 1, Facts: 2}, {New: 1, Facts: 2}, {}} {
		counts, err := room.Fetch(t.Context(), f, room.library)
		if err != nil || counts != want {
			t.Errorf("fetch %d: %+v, %v; want %+v", i, counts, err, want)
		}
	}
	if want := []string{"", "|", "||"}; !slices.Equal(f.asked, want) {
		t.Errorf("went on from %q, want %q", f.asked, want)
	}
	// A source with nothing new costs no write.
	if want := []string{"add 1", "cursor |", "add 1", "cursor ||"}; !slices.Equal(room.library.log, want) {
		t.Errorf("changes in the order %q, want %q", room.library.log, want)
	}
}

// The cursor stays where it is until the articles before it are in.
func TestFetchFails(t *testing.T) {
	down := errors.New("down")
	for _, tt := range []struct {
		name string
		fail func(room *newsroom, f *feed, yes bool)
		says string
	}{
		{"the source", func(_ *newsroom, f *feed, yes bool) { f.err = when(yes, down) }, "fetch https://tidewater.example/feed.xml"},
		{"the library", func(room *newsroom, _ *feed, yes bool) { room.library.add = func(int) error { return when(yes, down) } }, "store 1 articles"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			room := newNewsroom(t)
			f := &feed{articles: articles(t, stories(0, 2, 1)...)}
			if _, err := room.Fetch(t.Context(), f, room.library); err != nil {
				t.Fatal(err)
			}
			tt.fail(room, f, true)
			counts, err := room.Fetch(t.Context(), f, room.library)
			if !errors.Is(err, down) || !strings.Contains(err.Error(), tt.says) || counts != (ingest.Counts{}) {
				t.Errorf("%+v, %v", counts, err)
			}
			tt.fail(room, f, false)
			if counts, err := room.Fetch(t.Context(), f, room.library); err != nil || counts.New != 1 {
				t.Errorf("once it works: %+v, %v", counts, err)
			}
			if want := []string{"", "|", "|"}; !slices.Equal(f.asked, want) {
				t.Errorf("went on from %q, want %q", f.asked, want)
			}
		})
	}
}

// An end between commit and cursor fetches the articles again and finds them unchanged.
func TestFetchAgainAfterLostCursor(t *testing.T) {
	room := newNewsroom(t)
	f := &feed{articles: articles(t, stories(0, 1, 1)...)}
	lost := cursors{set: errors.New("disk full")}
	counts, err := room.Fetch(t.Context(), f, lost)
	if !errors.Is(err, lost.set) || counts.New != 1 || room.extent(t).Articles != 1 {
		t.Errorf("%+v, %v", counts, err)
	}
	if counts, err := room.Fetch(t.Context(), f, room.library); err != nil || counts != (ingest.Counts{Unchanged: 1}) {
		t.Errorf("again: %+v, %v", counts, err)
	}
	unreadable := cursors{get: errors.New("damaged")}
	if _, err := room.Fetch(t.Context(), f, unreadable); !errors.Is(err, unreadable.get) || len(f.asked) != 2 {
		t.Errorf("asked %q, %v", f.asked, err)
	}
}

// cursors forget, or fail.
type cursors struct{ get, set error }

func (c cursors) Cursor(context.Context, string) (string, error)  { return "", c.get }
func (c cursors) SetCursor(context.Context, string, string) error { return c.set }

func when(yes bool, err error) error {
	if yes {
		return err
	}
	return nil
}
