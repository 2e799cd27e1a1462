package main

import (
	"iter"
	"os"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// build indexes the news in batches. What the engine does is timed, without the making up of news.
func (w *work) build() error {
	if err := os.RemoveAll(w.path()); err != nil {
		return err
	}
	e, err := open(w.engine, w.path())
	if err != nil {
		return err
	}
	w.news().Filing(0) // makes the vocabulary
	var heap uint64
	var news built
	var made time.Duration // what making up took of the processor: merging goes on meanwhile
	began := time.Now()
	making := threadStart()
	for batch := range batches(w.news().Filings(w.facts)) {
		made += making()
		if err := e.add(w.ctx, batch); err != nil {
			return err
		}
		heap = max(heap, heapBytes())
		for _, f := range batch {
			news.add(f)
		}
		making = threadStart()
	}
	took := time.Since(began) - made - making()
	began = time.Now()
	if err := e.settle(w.ctx); err != nil {
		return err
	}
	settled := time.Since(began)
	err = w.sayAll([]measure{
		{Of: "ingest", What: "batches of 64 articles", Value: float64(news.Facts) / took.Seconds(), Unit: "facts/s"},
		{Of: "ingest", What: "optimizing at the end", Value: settled.Seconds(), Unit: "s"},
		{Of: "ingest", What: "heap at most", Value: float64(heap) / (1 << 20), Unit: "MiB"},
		{Of: "ingest", What: "resident at most", Value: float64(resident("VmHWM")) / (1 << 20), Unit: "MiB"},
	})
	if n, ok := e.(*nutgraf); ok && err == nil {
		err = w.sayAll([]measure{
			{Of: "merges", What: "writing, of all ingest time", Value: 100 * n.took.Seconds() / took.Seconds(), Unit: "%"},
			{Of: "merges", What: "longest writing", Value: n.longest.Seconds(), Unit: "s"},
			{Of: "merges", What: "written by them", Value: float64(n.bytes) / float64(news.Facts), Unit: "bytes/fact"},
		})
	}
	if err != nil {
		return err
	}
	if err := w.keep(news); err != nil {
		return err
	}
	return e.close()
}

// batches cuts a stream of articles into batches.
func batches(filings iter.Seq[briefing.Filing]) iter.Seq[[]briefing.Filing] {
	return func(yield func([]briefing.Filing) bool) {
		var batch []briefing.Filing
		for f := range filings {
			if batch = append(batch, f); len(batch) == batchArticles {
				if !yield(batch) {
					return
				}
				batch = nil
			}
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}
