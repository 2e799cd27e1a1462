package ingest_test

import (
	"testing"
)

// BenchmarkAdd takes in articles of about 4 KB, read already, in batches of 64: facts, index, store and merges, without
// waiting for the disk. Run it with -cpu 1,2 for one core and two.
func BenchmarkAdd(b *testing.B) {
	const each = 128
	read := articles(b, stories(0, each, 24)...)
	bytes := 0
	for _, a := range read {
		bytes += len(a.Text)
	}
	b.ReportAllocs()
	taken := 0
	for b.Loop() {
		b.StopTimer()
		room := newNewsroom(b)
		b.StartTimer()
		if counts := room.add(b, good(read)); counts.New != each {
			b.Fatalf("%+v", counts)
		}
		taken += each
	}
	b.ReportMetric(float64(taken)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(bytes)/each, "bytes/article")
}
