package search

import (
	"bytes"
	"testing"
)

// However many cores build a segment, its bytes are the same.
func TestBuildOnCores(t *testing.T) {
	filings := newPrinter(5, 5000).filings(300, 50)
	want := build(filings)
	for cores := range 9 {
		if !bytes.Equal(buildOn(cores, filings), want) {
			t.Errorf("%d cores give other bytes", cores)
		}
	}
	for _, n := range []int{0, 1, 2, 50} { // too few to part
		if !bytes.Equal(buildOn(8, filings[:n]), build(filings[:n])) {
			t.Errorf("%d articles give other bytes", n)
		}
	}
}
