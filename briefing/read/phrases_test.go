package read

import (
	"strings"
	"testing"
)

func TestPhrases(t *testing.T) {
	groups := [][]string{{"ferry", "fer", "@"}, {"ferry to the isle"}, {" ©"}, {"the is", "quay"}}
	p := newPhrases(groups...)
	for _, s := range []string{"", "f", "fer", "ferr", "a ferry", "ferry to the isle", "a ferry to the islands and the quay", "qua", "quay", " © 2031", "mail@quay", "xferryx"} {
		want := uint64(0)
		for i, group := range groups {
			for _, words := range group {
				if strings.Contains(s, words) {
					want |= 1 << i
				}
			}
		}
		if got := p.in(s); got != want {
			t.Errorf("%q: groups %b, want %b", s, got, want)
		}
	}
}
