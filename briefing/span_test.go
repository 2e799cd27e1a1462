package briefing

import "testing"

func TestSpan(t *testing.T) {
	const text = "The jetée is gone."
	tests := []struct {
		span  Span
		of    string
		len   int
		empty bool
	}{
		{Span{0, 3}, "The", 3, false},
		{Span{4, 10}, "jetée", 6, false},
		{Span{0, len(text)}, text, 19, false},
		{Span{4, 4}, "", 0, true},
		{Span{len(text), len(text)}, "", 0, true},
		{Span{5, 4}, "", -1, true},
		{Span{-1, 3}, "", 4, false},
		{Span{0, len(text) + 1}, "", 20, false},
		{Span{len(text) + 1, len(text) + 2}, "", 1, false},
	}
	for _, tt := range tests {
		if got := tt.span.Of(text); got != tt.of {
			t.Errorf("%v of the text is %q, want %q", tt.span, got, tt.of)
		}
		if tt.span.Len() != tt.len || tt.span.Empty() != tt.empty {
			t.Errorf("%v: length %d, empty %v; want %d, %v", tt.span, tt.span.Len(), tt.span.Empty(), tt.len, tt.empty)
		}
	}
}

func TestSpanOverlapsAndWithin(t *testing.T) {
	tests := []struct {
		a, b             Span
		overlaps, within bool // within: a lies in b
	}{
		{Span{2, 5}, Span{2, 5}, true, true},
		{Span{2, 5}, Span{0, 9}, true, true},
		{Span{0, 9}, Span{2, 5}, true, false},
		{Span{2, 5}, Span{4, 9}, true, false},
		{Span{2, 5}, Span{5, 9}, false, false},
		{Span{5, 9}, Span{2, 5}, false, false},
		{Span{3, 3}, Span{2, 5}, true, true},
		{Span{5, 5}, Span{2, 5}, false, true},
	}
	for _, tt := range tests {
		if got := tt.a.Overlaps(tt.b); got != tt.overlaps {
			t.Errorf("%v overlaps %v: %v", tt.a, tt.b, got)
		}
		if tt.a.Overlaps(tt.b) != tt.b.Overlaps(tt.a) {
			t.Errorf("%v and %v overlap one way only", tt.a, tt.b)
		}
		if got := tt.a.Within(tt.b); got != tt.within {
			t.Errorf("%v within %v: %v", tt.a, tt.b, got)
		}
		for _, n := range []int{-2, 0, 7} {
			if moved := tt.a.Shift(n); moved.Len() != tt.a.Len() || moved.Start != tt.a.Start+n || moved.Overlaps(tt.b.Shift(n)) != tt.overlaps {
				t.Errorf("%v moved by %d is %v", tt.a, n, moved)
			}
		}
	}
}
