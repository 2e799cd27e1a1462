package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// errDamaged says that a segment is not what was written.
var errDamaged = errors.New("damaged")

// viewTime is how long a view copies a segment: one held open for longer makes the file of the library grow.
const viewTime = 50 * time.Millisecond

// copied are the chunks of a segment, copied in as many views as it takes: what is done with them is slow. It fails with
// briefing.ErrNotFound if the segment is gone, and with errDamaged if it is not what was written.
func (in *Intake) copied(ctx context.Context, number uint64) (chunks [][]byte, err error) {
	var bytes []byte
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		err := in.view(func(s search.Snapshot) error {
			segment, err := segmentOf(s, number)
			if err != nil {
				return err
			}
			if bytes == nil {
				bytes = make([]byte, 0, sizeOf(segment))
			}
			for began := time.Now(); len(chunks) < len(segment.Chunks) && time.Since(began) < viewTime; {
				if segment.Proven != nil && !segment.Proven(len(chunks)) {
					return fmt.Errorf("segment %d: chunk %d is %w", number, len(chunks), errDamaged)
				}
				runtime.Gosched() // questions go first
				from := len(bytes)
				bytes = append(bytes, segment.Chunks[len(chunks)]...)
				chunks = append(chunks, bytes[from:])
			}
			more = len(chunks) < len(segment.Chunks)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return chunks, nil
}

// segmentOf finds a segment of a snapshot.
func segmentOf(s search.Snapshot, number uint64) (briefing.Segment, error) {
	for segment := range s.Segments() {
		if segment.Number == number && segment.Damage != nil {
			return segment, fmt.Errorf("%w: %w", errDamaged, segment.Damage)
		}
		if segment.Number == number {
			return segment, nil
		}
	}
	return briefing.Segment{}, fmt.Errorf("segment %d: %w", number, briefing.ErrNotFound)
}

func sizeOf(s briefing.Segment) (bytes int) {
	for _, c := range s.Chunks {
		bytes += len(c)
	}
	return bytes
}

// CheckIndex proves that each segment of the index can be read from beginning to end, and tells found of each that cannot. It has the
// bytes of one segment in memory.
func (in *Intake) CheckIndex(ctx context.Context, found func(number uint64, err error)) error {
	var numbers []uint64
	err := in.view(func(s search.Snapshot) error {
		for segment := range s.Segments() {
			numbers = append(numbers, segment.Number)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, number := range numbers {
		chunks, err := in.copied(ctx, number)
		switch {
		case err == nil:
			err = search.Check(briefing.Segment{Number: number, Chunks: chunks})
		case errors.Is(err, briefing.ErrNotFound): // merged meanwhile
			continue
		case !errors.Is(err, errDamaged):
			return err
		}
		if err != nil {
			found(number, err)
		}
	}
	return nil
}
