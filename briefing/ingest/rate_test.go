package ingest_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/metrics"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// pressRoom takes in made-up news whose facts are known.
type pressRoom struct {
	*ingest.Intake
	db    *store.DB
	news  *briefingtest.Synthetic
	next  int // number of the next article
	facts int // taken in
}

func newPressRoom(b *testing.B, o store.Options) *pressRoom {
	db, err := store.Open(filepath.Join(b.TempDir(), "nutgraf.db"), o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	room := &pressRoom{db: db, news: briefingtest.NewSynthetic(1)}
	room.Intake = ingest.New(db, room.view, nil)
	return room
}

func (room *pressRoom) view(fn func(search.Snapshot) error) error {
	return room.db.View(context.Background(), func(v *store.View) error { return fn(v) })
}

// fresh are the next articles.
func (room *pressRoom) fresh(n int) []briefing.Filing {
	filings := make([]briefing.Filing, n)
	for i := range filings {
		filings[i] = room.news.Filing(room.next)
		room.next++
		room.facts += len(filings[i].Facts)
	}
	return filings
}

// file takes in facts in batches of 64 articles, merges them, and returns how long that took without making them up.
func (room *pressRoom) file(b *testing.B, facts int) (took time.Duration) {
	for end := room.facts + facts; room.facts < end; {
		batch, began := room.fresh(64), time.Now()
		if err := room.File(b.Context(), batch); err != nil {
			b.Error(err)
		}
		took += time.Since(began)
	}
	began := time.Now()
	if err := room.Merge(b.Context()); err != nil {
		b.Error(err)
	}
	return took + time.Since(began)
}

// ask asks questions until done, and returns how long each took, in order of that.
func (room *pressRoom) ask(b *testing.B, questions []briefingtest.Question, done <-chan struct{}) (took []time.Duration) {
	for i := 0; ; i++ {
		select {
		case <-done:
			slices.Sort(took)
			return took
		default:
		}
		began := time.Now()
		err := room.view(func(s search.Snapshot) error {
			_, err := search.Find(s, search.Query{Text: questions[i%len(questions)].Text, Top: 20})
			return err
		})
		if err != nil {
			b.Error(err)
		}
		took = append(took, time.Since(began))
	}
}

// written is how many bytes this process has written, as the system counts them; 0 where it does not.
func written() (n int64) {
	io, _ := os.ReadFile("/proc/self/io")
	for line := range strings.Lines(string(io)) {
		fmt.Sscanf(line, "wchar: %d", &n)
	}
	return n
}

// heap samples the bytes of live and dead objects until stop, and returns the most.
func heap(stop <-chan struct{}) (most uint64) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		metrics.Read(sample)
		most = max(most, sample[0].Value.Uint64())
		select {
		case <-stop:
			tick.Stop()
			return most
		case <-tick.C:
		}
	}
}

// BenchmarkNews takes in made-up news, index, merges and disk included, and asks questions quiet and while more comes.
// What it tells: facts taken in a second, bytes written for each, bytes of heap at most, segments left, and how long
// questions take at the median and at the 99th percentile.
func BenchmarkNews(b *testing.B) {
	for name, facts := range map[string]int{"100k": 100_000, "1M": 1_000_000} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				news(b, facts)
			}
		})
	}
}

func news(b *testing.B, facts int) {
	room := newPressRoom(b, store.Options{})
	stop, most := make(chan struct{}), make(chan uint64, 1)
	go func() { most <- heap(stop) }()
	before := written()
	took := room.file(b, facts)
	close(stop)
	b.ReportMetric(float64(room.facts)/took.Seconds(), "facts/s")
	b.ReportMetric(float64(written()-before)/float64(room.facts), "written-B/fact")
	b.ReportMetric(float64(<-most)/(1<<20), "heap-MiB")

	questions := briefingtest.NewSynthetic(1).Questions(briefingtest.MixQuestion, room.next, 2000)
	quiet := make(chan struct{})
	time.AfterFunc(3*time.Second, func() { close(quiet) })
	report(b, "quiet", room.ask(b, questions, quiet))
	coming := make(chan struct{})
	var rate atomic.Int64
	go func() {
		defer close(coming)
		n := facts / 5
		rate.Store(int64(float64(n) / room.file(b, n).Seconds()))
	}()
	report(b, "busy", room.ask(b, questions, coming))
	b.ReportMetric(float64(rate.Load()), "busy-facts/s")
	s, err := room.db.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	index := 0
	for _, g := range s.Segments {
		index += g.Bytes
	}
	b.ReportMetric(float64(len(s.Segments)), "segments")
	b.ReportMetric(float64(index)/float64(room.facts), "index-B/fact")
	b.ReportMetric(float64(s.FileBytes)/float64(room.facts), "file-B/fact")
}

func report(b *testing.B, when string, took []time.Duration) {
	if len(took) == 0 {
		return
	}
	for _, at := range []int{50, 99} {
		b.ReportMetric(float64(took[len(took)*at/100].Microseconds()), fmt.Sprintf("%s-p%d-µs", when, at))
	}
}

// BenchmarkSingle takes in articles one by one: each safe on the disk before the next, and without waiting for the disk.
func BenchmarkSingle(b *testing.B) {
	for name, o := range map[string]store.Options{"disk": {}, "memory": {NoSync: true}} {
		b.Run(name, func(b *testing.B) {
			room := newPressRoom(b, o)
			room.file(b, 20_000)
			for b.Loop() {
				b.StopTimer()
				one := room.fresh(1)
				b.StartTimer()
				if err := room.File(b.Context(), one); err != nil {
					b.Fatal(err)
				}
			}
			if err := room.Merge(b.Context()); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

// BenchmarkReindex builds the index of 100,000 facts anew, in the file.
func BenchmarkReindex(b *testing.B) {
	room := newPressRoom(b, store.Options{})
	room.file(b, 100_000)
	stop, most := make(chan struct{}), make(chan uint64, 1)
	go func() { most <- heap(stop) }()
	for b.Loop() {
		if _, err := room.db.Reindex(b.Context(), search.Build, nil); err != nil {
			b.Fatal(err)
		}
	}
	close(stop)
	b.ReportMetric(float64(b.N*room.facts)/b.Elapsed().Seconds(), "facts/s")
	b.ReportMetric(float64(<-most)/(1<<20), "heap-MiB")
}
