package search

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

// facts counts the facts of segments.
func facts(segments ...[]byte) int {
	n := 0
	for _, b := range segments {
		s, err := openSegment(one(b))
		if err != nil {
			panic(err)
		}
		n += s.facts()
	}
	return n
}

func BenchmarkBuild(b *testing.B) {
	filings := newPrinter(1, 50_000).filings(100, 50)
	segment := Build(filings)
	n := facts(segment)
	b.ReportAllocs()
	for b.Loop() {
		Build(filings)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "facts/s")
}

func BenchmarkMerge(b *testing.B) {
	p := newPrinter(1, 50_000)
	var segments []briefing.Segment
	n := 0
	for range 4 {
		s := Build(p.filings(250, 50))
		n += facts(s)
		segments = append(segments, kept(cutInto(s, 64<<10)))
	}
	for b.Loop() {
		if _, err := Merge(segments); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "facts/s")
}

func BenchmarkFind(b *testing.B) {
	for _, articles := range []int{1000, 4000} {
		p := newPrinter(1, 50_000)
		l := &library{}
		n, size := 0, 0
		for _, share := range []int{75, 20, 4, 1} {
			s := Build(p.filings(articles*share/100, 50))
			n += facts(s)
			size += len(s)
			l.segments = append(l.segments, cutInto(s, 64<<10))
		}
		l.memos = make([]atomic.Value, len(l.segments))
		queries := make([]Query, 64)
		for i := range queries {
			queries[i] = Query{Text: p.question(6)}
		}
		b.Run(fmt.Sprintf("facts=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := Find(l, queries[i%len(queries)]); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(size)/float64(n), "bytes/fact")
		})
	}
}
