package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

const (
	warming  = 50 // questions of each mix before those that count
	patience = 30 * time.Second
)

// size tells how large the index is. An engine that removes old files late has done so by now.
func (w *work) size(e engine) error {
	index, err := e.indexBytes(w.ctx)
	if err != nil {
		return err
	}
	news, err := w.built()
	if err != nil {
		return err
	}
	return w.sayAll([]measure{
		{Of: "size", What: "text", Value: float64(news.Texts) / float64(news.Facts), Unit: "bytes/fact"},
		{Of: "size", What: "index", Value: float64(index) / float64(news.Facts), Unit: "bytes/fact"},
		{Of: "size", What: "index beside text", Value: 100 * float64(index) / float64(news.Texts), Unit: "%"},
	})
}

// ask asks each mix of a warm index: every page has been read before as far as earlier questions read it.
func (w *work) ask() error {
	e, err := open(w.engine, w.path())
	if err != nil {
		return err
	}
	if err := w.size(e); err != nil {
		return err
	}
	for _, m := range briefingtest.Mixes {
		for _, q := range w.questions[m][:warming] {
			if _, err := e.find(w.ctx, q.Text, w.top); err != nil {
				return err
			}
		}
	}
	var heap uint64
	for _, m := range briefingtest.Mixes {
		var times sample
		found, began := 0, time.Now()
		for i, q := range w.questions[m][warming:] {
			var names []string
			err := times.time(func() (err error) { names, err = e.find(w.ctx, q.Text, w.top); return err })
			if err != nil {
				return err
			}
			if slices.Contains(names, e.name(q)) {
				found++
			}
			if i%10 == 0 {
				heap = max(heap, heapBytes())
			}
			if time.Since(began) > patience {
				break
			}
		}
		of := string(m) + " mix"
		if err := w.say(of, "asked", float64(len(times.wall)), "questions"); err != nil {
			return err
		}
		if err := w.sayAll(times.measures(of)); err != nil {
			return err
		}
		if m != briefingtest.MixCommon {
			if err := w.say(of, fmt.Sprintf("its fact among the first %d", w.top), float64(found)/float64(len(times.wall)), "share"); err != nil {
				return err
			}
		}
	}
	err = w.sayAll([]measure{
		{Of: "answering", What: "heap at most", Value: float64(heap) / (1 << 20), Unit: "MiB"},
		{Of: "answering", What: "resident, no file's", Value: float64(resident("RssAnon")) / (1 << 20), Unit: "MiB"},
		{Of: "answering", What: "resident at most", Value: float64(resident("VmHWM")) / (1 << 20), Unit: "MiB"},
	})
	if err != nil {
		return err
	}
	return e.close()
}
