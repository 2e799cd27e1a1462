package ingest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// maxWaiting is how many segments may come while others are merged before the next batch waits: a question looks at
// each of them.
const maxWaiting = 8

// merging is the state of merging in the background: by one goroutine at a time, which is started when a segment came and
// ends when nothing is left to merge, or by the caller of Merge itself.
type merging struct {
	mu      sync.Mutex
	running bool
	due     bool          // a segment came since the plan was content
	waiting int           // segments that came since the plan was last asked
	failed  error         // what ended the last run, until somebody was told
	changed chan struct{} // closed when running or waiting have changed
}

// Merge merges segments until none is left to be merged. When it returns, also called off, nobody merges. Add does so by itself.
func (in *Intake) Merge(ctx context.Context) error {
	m := &in.merging
	for {
		m.mu.Lock()
		running, failed, changed := m.running, m.take(), m.next()
		start := !running && failed == nil && m.due && ctx.Err() == nil
		m.running = running || start
		m.mu.Unlock()
		switch {
		case failed != nil:
			return failed
		case running:
			<-changed
		case start:
			in.mergeAll(ctx)
		default:
			return ctx.Err()
		}
	}
}

// mergeSoon says that a segment came, and has segments merged in the background if nobody does so already.
func (in *Intake) mergeSoon(ctx context.Context) {
	m := &in.merging
	m.mu.Lock()
	defer m.mu.Unlock()
	m.due = true
	m.waiting++
	if m.running || m.failed != nil {
		return
	}
	m.running = true
	go in.mergeAll(ctx)
}

// wait waits until fewer segments than maxWaiting wait or nobody merges them. It returns what ended the merging.
func (m *merging) wait(ctx context.Context) error {
	for {
		m.mu.Lock()
		failed, full, changed := m.take(), m.running && m.waiting >= maxWaiting, m.next()
		m.mu.Unlock()
		if failed != nil || !full {
			return failed
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// take returns what ended the last run, once.
func (m *merging) take() error {
	err := m.failed
	m.failed = nil
	return err
}

// next is closed at the next change.
func (m *merging) next() <-chan struct{} {
	if m.changed == nil {
		m.changed = make(chan struct{})
	}
	return m.changed
}

// mergeAll merges until the plan is content. It was announced by running.
func (in *Intake) mergeAll(ctx context.Context) {
	m := &in.merging
	for more := true; more; {
		m.mu.Lock()
		m.waiting = 0
		m.mu.Unlock()
		merged, err := in.mergeOnce(ctx)
		m.mu.Lock()
		more = err == nil && (merged || m.waiting > 0)
		m.running, m.due = more, more || err != nil
		if ctx.Err() == nil { // else it says nothing to those who go on
			m.failed = err
		}
		if m.changed != nil {
			close(m.changed)
			m.changed = nil
		}
		m.mu.Unlock()
	}
}

// mergeOnce merges what is to be merged first. It returns false when nothing is.
func (in *Intake) mergeOnce(ctx context.Context) (merged bool, err error) {
	numbers, err := in.mergeable()
	if err != nil || len(numbers) == 0 {
		return false, err
	}
	whole, broken, err := in.fold(ctx, numbers)
	if broken != 0 {
		in.apart[broken] = true // the plan goes on without it; questions and nutgraf check name it
		return true, nil
	}
	if err != nil {
		return false, err
	}
	err = in.library.ReplaceSegments(ctx, numbers, whole)
	if errors.Is(err, briefing.ErrNotFound) {
		return false, nil // somebody else merged them meanwhile
	}
	if err != nil {
		return false, fmt.Errorf("replace index segments %v: %w", numbers, err)
	}
	return true, nil
}

// mergeable are the segments that should become one, if there are any. A damaged one parts its neighbours.
func (in *Intake) mergeable() (numbers []uint64, err error) {
	var runs [][]kept
	err = in.view(func(s search.Snapshot) error {
		runs = [][]kept{nil}
		for segment := range s.Segments() {
			if segment.Damage != nil || in.apart[segment.Number] {
				runs = append(runs, nil)
				continue
			}
			last := len(runs) - 1
			runs[last] = append(runs[last], kept{segment.Number, sizeOf(segment)})
		}
		return nil
	})
	for _, run := range runs {
		sizes := make([]int, len(run))
		for i, k := range run {
			sizes[i] = k.size
		}
		from, to, ok := search.MergePlan(sizes)
		if !ok {
			continue
		}
		for _, k := range run[from:to] {
			numbers = append(numbers, k.number)
		}
		return numbers, err
	}
	return nil, err
}

// kept is a segment of the library.
type kept struct {
	number uint64
	size   int // bytes
}

// fold makes one segment of several. Broken is the number of one that is damaged; if there is one, nothing else is returned.
func (in *Intake) fold(ctx context.Context, numbers []uint64) (whole []byte, broken uint64, err error) {
	segments := make([]briefing.Segment, len(numbers))
	for i, number := range numbers {
		segments[i].Chunks, err = in.copied(ctx, number)
		if errors.Is(err, errDamaged) {
			return nil, number, nil
		}
		if err != nil {
			return nil, 0, fmt.Errorf("merge index segments %v: %w", numbers, err)
		}
	}
	if whole, err = search.Merge(segments); err == nil {
		return whole, 0, nil
	}
	for i, number := range numbers {
		if search.Check(segments[i]) != nil {
			return nil, number, nil
		}
	}
	return nil, 0, fmt.Errorf("merge index segments %v: %w", numbers, err)
}
