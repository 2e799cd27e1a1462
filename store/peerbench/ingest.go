package main

import (
	"slices"
	"sync"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

// ingest commits articles one by one, then asks while batches come in.
func (w *work) ingest() error {
	before, err := w.built()
	if err != nil {
		return err
	}
	news := w.news()
	singles, batches := w.alone(), w.streamed()
	coming := make([]briefing.Filing, 0, singles+batches*batchArticles)
	for i := range cap(coming) {
		coming = append(coming, news.Filing(before.Articles))
		before.add(coming[i])
	}
	if err := w.keep(before); err != nil {
		return err
	}
	e, err := open(w.engine, w.path())
	if err != nil {
		return err
	}
	began := time.Now()
	for _, f := range coming[:singles] {
		if err := e.add(w.ctx, []briefing.Filing{f}); err != nil {
			return err
		}
	}
	if err := w.say("ingest", "single articles, safe on the disk each", float64(singles)/time.Since(began).Seconds(), "articles/s"); err != nil {
		return err
	}
	if err := w.meanwhile(e, coming[singles:]); err != nil {
		return err
	}
	return e.close()
}

// meanwhile asks for three seconds, and then for as long as articles come in.
func (w *work) meanwhile(e engine, coming []briefing.Filing) error {
	questions := w.questions[briefingtest.MixQuestion]
	asking := func(until <-chan struct{}) (s sample, err error) {
		for i := 0; ; i++ {
			select {
			case <-until:
				return s, nil
			default:
			}
			q := questions[i%len(questions)]
			if err := s.time(func() error { _, err := e.find(w.ctx, q.Text, w.top); return err }); err != nil {
				return s, err
			}
		}
	}
	quiet := make(chan struct{})
	time.AfterFunc(3*time.Second, func() { close(quiet) })
	before, err := asking(quiet)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	var failed error
	var took time.Duration
	facts, done := 0, make(chan struct{})
	wg.Go(func() {
		defer close(done)
		began := time.Now()
		for batch := range batches(slices.Values(coming)) {
			if failed = e.add(w.ctx, batch); failed != nil {
				return
			}
			for _, f := range batch {
				facts += len(f.Facts)
			}
		}
		took = time.Since(began)
	})
	during, err := asking(done)
	wg.Wait()
	if failed != nil {
		return failed
	}
	if err != nil {
		return err
	}
	for i, s := range []sample{before, during} {
		all := s.measures([]string{"quiet, two cores", "while ingest runs, two cores"}[i])
		if err := w.sayAll(all[:3]); err != nil {
			return err
		}
	}
	return w.say("while ingest runs, two cores", "taken in meanwhile", float64(facts)/took.Seconds(), "facts/s")
}

// alone is how many articles are committed one by one: three hundred, fewer beside a small index.
func (s *settings) alone() int { return min(max(s.articles()/20, 30), 300) }

// streamed is how many batches come in while questions are asked.
func (s *settings) streamed() int { return min(max(s.articles()/640, 3), 30) }
