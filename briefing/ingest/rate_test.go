package ingest_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// BenchmarkReady commits articles whose facts are known, with their index, and waits for the disk: what a batch costs beside reading and
// extracting.
func BenchmarkReady(b *testing.B) {
	for _, size := range []int{1, 64, 256} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			db, err := store.Open(filepath.Join(b.TempDir(), "nutgraf.db"), store.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			news := briefingtest.NewSynthetic(1)
			next, facts := 0, 0
			for b.Loop() {
				b.StopTimer()
				batch := make([]briefing.Filing, size)
				for i := range batch {
					batch[i] = news.Filing(next)
					next++
					facts += len(batch[i].Facts)
				}
				b.StartTimer()
				if err := db.AddArticles(b.Context(), batch, search.Build(batch)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(facts)/b.Elapsed().Seconds(), "facts/s")
			b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
