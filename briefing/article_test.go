package briefing

import (
	"testing"
	"time"
)

func TestArticleKnown(t *testing.T) {
	published, taken := time.Date(2026, 1, 5, 6, 0, 0, 0, time.UTC), time.Date(2026, 1, 6, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name string
		a    Article
		want time.Time
	}{
		{"published", Article{Published: published, Taken: taken}, published},
		{"updated since", Article{Published: published, Updated: taken, Taken: taken}, published},
		{"undated", Article{Updated: published, Taken: taken}, taken},
		{"neither", Article{}, time.Time{}},
	} {
		if got := tt.a.Known(); !got.Equal(tt.want) {
			t.Errorf("%s: known from %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestBlockKindEvidence(t *testing.T) {
	for kind, want := range map[BlockKind]bool{
		BlockBody: true, BlockStandfirst: true, BlockCaption: true,
		BlockHeadline: false, BlockCrosshead: false, BlockPullQuote: false, BlockRelated: false, BlockFurniture: false, "": false, "advert": false,
	} {
		if got := kind.Evidence(); got != want {
			t.Errorf("%q is evidence: %v, want %v", kind, got, want)
		}
	}
}

func TestWhenResolved(t *testing.T) {
	if (When{Anchor: AnchorNone}).Resolved() {
		t.Error("a time without a beginning is resolved")
	}
	if !(When{From: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Anchor: AnchorAbsolute}).Resolved() {
		t.Error("a time with a beginning is not resolved")
	}
}

func TestSupersedes(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 1, n, 8, 0, 0, 0, time.UTC) }
	old := Article{Published: day(1), Taken: day(2)}
	tests := []struct {
		name string
		a    Article
		want time.Time
	}{
		{"says nothing new of time", Article{Published: day(1), Taken: day(9)}, day(9)},
		{"says when it was updated", Article{Published: day(1), Updated: day(4), Taken: day(9)}, day(4)},
		{"was published again", Article{Published: day(3), Taken: day(9)}, day(3)},
		{"says an update from before", Article{Published: day(1), Updated: day(1), Taken: day(9)}, day(9)},
	}
	for _, tt := range tests {
		if got := tt.a.Supersedes(old).Known(); !got.Equal(tt.want) {
			t.Errorf("%s: known from %v, want %v", tt.name, got, tt.want)
		}
	}
}
