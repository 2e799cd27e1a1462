package question

import (
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing/text"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		message string
		want    []string
	}{
		{"who runs the ferry", []string{"who runs the ferry"}},
		{"who runs the ferry?", []string{"who runs the ferry?"}},
		{"who runs the ferry? thanks!", []string{"who runs the ferry? thanks!"}},
		{"who runs the ferry? thanks?", []string{"who runs the ferry? thanks?"}},
		{"Who runs the ferry?? And when does it leave?", []string{"Who runs the ferry??", "And when does it leave?"}},
		{"hi! who sank it? why? where did it sink?", []string{"hi! who sank it?", "why?", "where did it sink?"}},
		{"", []string{""}},
	}
	for _, tt := range tests {
		if got := Split(tt.message); !slices.Equal(got, tt.want) {
			t.Errorf("Split(%q) = %q, want %q", tt.message, got, tt.want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("Who? When did it sink? How many?")
	f.Fuzz(func(t *testing.T, message string) {
		parts := Split(message)
		if got, want := len(text.Words(strings.Join(parts, " "))), len(text.Words(message)); len(parts) == 0 || got != want {
			t.Errorf("%q became %q: %d words of %d", message, parts, got, want)
		}
	})
}
