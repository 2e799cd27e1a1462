package main

import (
	"runtime"
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

// sample is many times of the same deed, by the clock on the wall and by what the process used of the processor. On a machine
// that others use too, the latter says more.
type sample struct {
	wall, cpu []time.Duration
}

// time adds the time that a deed takes.
func (s *sample) time(deed func() error) error {
	used, began := processorTime(), time.Now()
	err := deed()
	s.wall, s.cpu = append(s.wall, time.Since(began)), append(s.cpu, processorTime()-used)
	return err
}

func processorTime() time.Duration { return clock(unix.CLOCK_PROCESS_CPUTIME_ID) }

// threadStart returns a function that says what the goroutine, and no other, has used of the processor since.
func threadStart() func() time.Duration {
	runtime.LockOSThread()
	began := clock(unix.CLOCK_THREAD_CPUTIME_ID)
	return func() time.Duration {
		defer runtime.UnlockOSThread()
		return clock(unix.CLOCK_THREAD_CPUTIME_ID) - began
	}
}

func clock(id int32) time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(id, &t) != nil {
		return 0
	}
	return time.Duration(t.Nano())
}

// quantile is the time that a share q of the deeds took at most; 1 is the worst.
func quantile(times []time.Duration, q float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

// measures are the sample in milliseconds.
func (s *sample) measures(of string) []measure {
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	return []measure{
		{Of: of, What: "median", Value: ms(quantile(s.wall, 0.5)), Unit: "ms"},
		{Of: of, What: "99th percentile", Value: ms(quantile(s.wall, 0.99)), Unit: "ms"},
		{Of: of, What: "worst", Value: ms(quantile(s.wall, 1)), Unit: "ms"},
		{Of: of, What: "median, processor", Value: ms(quantile(s.cpu, 0.5)), Unit: "ms"},
		{Of: of, What: "99th percentile, processor", Value: ms(quantile(s.cpu, 0.99)), Unit: "ms"},
	}
}
