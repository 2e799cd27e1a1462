package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/nutgraf/nutgraf/briefing"
)

// segments proves every segment against its sums, and its bitmap against the revisions it has.
func (p *proof) segments(ctx context.Context) error {
	var all []*keptSegment
	err := p.db.View(ctx, func(v *View) error {
		all = v.keptSegments()
		return nil
	})
	if err != nil {
		return p.found(err)
	}
	for _, k := range all {
		if err := k.damage; err != nil {
			p.add(err.Error())
			continue
		}
		for _, look := range []func(context.Context, *keptSegment) error{p.chunks, p.positions} {
			err := look(ctx, k)
			switch {
			case errors.Is(err, briefing.ErrNotFound): // replaced meanwhile by one that was proven
			case errors.Is(err, ErrDamaged):
				p.add(err.Error())
			case err != nil:
				return err
			}
		}
	}
	return nil
}

// inSteps calls look with the numbers from 0 on, in short views, until it says that there are no more.
func (p *proof) inSteps(ctx context.Context, number uint64, look func(v *View, k *keptSegment, i int) (more bool, err error)) error {
	i := 0
	for more := true; more; {
		err := p.db.View(ctx, func(v *View) error {
			began := time.Now()
			k, err := v.keptSegment(number)
			if err != nil {
				return err
			}
			for more && time.Since(began) < longView/4 {
				if more, err = look(v, k, i); err != nil {
					return err
				}
				i++
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// chunks reads every chunk of a segment again, whatever was proven before.
func (p *proof) chunks(ctx context.Context, k *keptSegment) error {
	return p.inSteps(ctx, k.number, func(_ *View, k *keptSegment, i int) (bool, error) {
		return i+1 < len(k.chunks), k.checkChunk(i)
	})
}

// positions proves that those positions of a segment are withdrawn whose revisions are not current.
func (p *proof) positions(ctx context.Context, k *keptSegment) error {
	var revisions []uint64
	for _, run := range k.head.Runs {
		for i := range run.Count {
			revisions = append(revisions, run.First+uint64(i))
		}
	}
	var bitmap *roaring.Bitmap
	var read *View // that the bitmap is of
	return p.inSteps(ctx, k.number, func(v *View, k *keptSegment, i int) (bool, error) {
		if i == len(revisions) {
			return false, nil
		}
		if v != read {
			var err error
			if bitmap, err = withdrawn(v.tx, k.number); err != nil {
				return false, err
			}
			read = v
		}
		var record articleRecord
		found, err := getRecord(v.db.codec, v.tx.Bucket(bucketRevisions), numberKey(revisions[i]), &record)
		if err != nil {
			return true, nil // damage that is not of the index, which is told of the revision
		}
		holds := found && v.current(revisions[i], &record)
		if holds == bitmap.Contains(uint32(i)) {
			return false, fmt.Errorf("segment %d: %w: of its article %d it says the contrary of what holds", k.number, ErrDamaged, i)
		}
		return true, nil
	})
}
