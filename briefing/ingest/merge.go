package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// merge folds neighbouring segments together until the plan is content. Segments are copied out of the
// view first: merging is slow, and a view held open makes the file grow.
func (in *Intake) merge(ctx context.Context) error {
	for {
		numbers, segments, err := in.mergeable()
		if err != nil || len(segments) == 0 {
			return err
		}
		merged, err := search.Merge(segments)
		if err != nil {
			return fmt.Errorf("merge index segments %v: %w", numbers, err)
		}
		err = in.library.ReplaceSegments(ctx, numbers, merged)
		if errors.Is(err, briefing.ErrNotFound) {
			return nil // somebody else merged them meanwhile
		}
		if err != nil {
			return fmt.Errorf("replace index segments %v: %w", numbers, err)
		}
	}
}

// mergeable copies out the run of segments that should become one, if there is one.
func (in *Intake) mergeable() (numbers []uint64, segments [][][]byte, err error) {
	err = in.view(func(s search.Snapshot) error {
		var all []uint64
		var sizes []int
		skip := 0
		for kept := range s.Segments() {
			if kept.Damage != nil { // segments on both sides of it are no neighbours
				skip += len(all) + 1
				all, sizes = nil, nil
				continue
			}
			size := 0
			for _, c := range kept.Chunks {
				size += len(c)
			}
			all, sizes = append(all, kept.Number), append(sizes, size)
		}
		from, to, ok := search.MergePlan(sizes)
		if !ok {
			return nil
		}
		numbers = all[from:to]
		i := 0
		for kept := range s.Segments() {
			if i >= skip+from && i < skip+to {
				segments = append(segments, copied(kept.Chunks))
			}
			i++
		}
		return nil
	})
	return numbers, segments, err
}

func copied(chunks [][]byte) [][]byte {
	out := make([][]byte, len(chunks))
	for i, c := range chunks {
		out[i] = bytes.Clone(c)
	}
	return out
}
