package answer

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestMarksAreInOrderAndApart(t *testing.T) {
	fact := briefing.Fact{Span: briefing.Span{Start: 10, End: 40}}
	span := func(start, end int) briefing.Span { return briefing.Span{Start: start, End: end} }
	tests := []struct {
		name        string
		marks, want []briefing.Span
	}{
		{"none", nil, nil},
		{"behind one another", []briefing.Span{span(30, 34), span(10, 12), span(12, 15)}, []briefing.Span{span(0, 2), span(2, 5), span(20, 24)}},
		{"one in the other", []briefing.Span{span(14, 16), span(12, 20)}, []briefing.Span{span(2, 10)}},
		{"from the same place", []briefing.Span{span(12, 15), span(12, 20), span(12, 15)}, []briefing.Span{span(2, 10)}},
		{"overlapping", []briefing.Span{span(18, 25), span(12, 20)}, []briefing.Span{span(2, 10)}},
		{"outside, across the edge, empty", []briefing.Span{span(0, 5), span(38, 41), span(9, 11), span(20, 20), {}}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if d := cmp.Diff(test.want, relative(test.marks, fact)); d != "" {
				t.Error(d)
			}
		})
	}
}
