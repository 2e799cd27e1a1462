package main

import (
	"os"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

const (
	coldStarts = 5
	coldAsked  = 40 // questions of a cold start, the first one included
)

// cold opens the index anew with nothing of it in the page cache, several times, and asks.
func (w *work) cold() error {
	questions := w.questions[briefingtest.MixQuestion]
	var first, later sample
	faults := majorFaults()
	for start := range coldStarts {
		files, _, err := filesUnder(w.path())
		if err != nil {
			return err
		}
		if err := evict(files); err != nil {
			return err
		}
		var e engine
		for i := range coldAsked {
			q := questions[(start*coldAsked+i)%len(questions)]
			times := &later
			if i == 0 {
				times = &first
			}
			err := times.time(func() (err error) {
				if i == 0 {
					if e, err = open(w.engine, w.path()); err != nil {
						return err
					}
				}
				_, err = e.find(w.ctx, q.Text, w.top)
				return err
			})
			if err != nil {
				return err
			}
		}
		if err := e.close(); err != nil {
			return err
		}
	}
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	return w.sayAll([]measure{
		{Of: "cold", What: "open to the first answer, median of 5", Value: ms(quantile(first.wall, 0.5)), Unit: "ms"},
		{Of: "cold", What: "open to the first answer, worst of 5", Value: ms(quantile(first.wall, 1)), Unit: "ms"},
		{Of: "cold", What: "the next 39, median", Value: ms(quantile(later.wall, 0.5)), Unit: "ms"},
		{Of: "cold", What: "the next 39, 99th percentile", Value: ms(quantile(later.wall, 0.99)), Unit: "ms"},
		{Of: "cold", What: "pages waited for, a start", Value: float64(majorFaults()-faults) / coldStarts, Unit: "faults"},
	})
}

// evict asks the system to forget the files from its page cache: what a machine has read nothing of yet. They must be written
// out and mapped by nobody.
func evict(files []string) error {
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		err = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
		f.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// majorFaults is how often the process waited for a page from the disk.
func majorFaults() int64 {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return u.Majflt
}
