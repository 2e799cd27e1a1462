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
