package search

import (
	"runtime"
	"sync"

	"github.com/nutgraf/nutgraf/briefing"
)

// partFacts is how many facts are worth a core of their own: building a fact takes some 35 µs, merging it 3.
const partFacts = 500

// Build makes a segment of the facts of articles, on as many cores as pay. The same filings give the same bytes.
func Build(filings []briefing.Filing) []byte {
	return buildOn(runtime.GOMAXPROCS(0), filings)
}

// stepAside lets a question that waits for a core have this one. Without it a question waits, and is interrupted, for ten
// milliseconds, which is how long the scheduler lets work like this go on.
func stepAside() { runtime.Gosched() }

// buildOn builds segments of equal numbers of articles side by side, and merges them.
func buildOn(cores int, filings []briefing.Filing) []byte {
	facts := 0
	for _, f := range filings {
		facts += len(f.Facts)
	}
	cores = min(cores, facts/partFacts)
	if cores < 2 {
		return build(filings)
	}
	parts := make([]briefing.Segment, cores)
	var wg sync.WaitGroup
	for i := range parts {
		n := len(filings) / (cores - i)
		part := filings[:n]
		filings = filings[n:]
		wg.Go(func() { parts[i].Chunks = [][]byte{build(part)} })
	}
	wg.Wait()
	whole, err := Merge(parts)
	if err != nil {
		panic("search: " + err.Error()) // what was just built is whole
	}
	return whole
}
