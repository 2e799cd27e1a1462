package search

import (
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// ExtentAt is how much was known at a time: articles that were known and not yet withdrawn, their facts, and when the newest of them became
// known, to the second. Outlets and Sequence are those of now. A segment that cannot be read is not counted.
func ExtentAt(s Snapshot, at time.Time) (briefing.Extent, error) {
	out := s.Extent()
	if at.IsZero() {
		return out, nil
	}
	out.Articles, out.Facts, out.Newest = 0, 0, time.Time{}
	f := finder{snapshot: s, query: Query{AsOf: at}}
	for kept := range s.Segments() {
		seg, err := f.open(kept)
		if err != nil {
			continue
		}
		for article := range seg.articles {
			admitted, err := f.admits(seg, article)
			if err != nil {
				return briefing.Extent{}, err
			}
			if !admitted {
				continue
			}
			out.Articles++
			out.Facts += int(seg.firsts[article+1]-seg.firsts[article]) - 1 // its headline is a line of its own
			if known := seg.records[article].known; known != timeUnknown {
				if t := time.Unix(known, 0).UTC(); t.After(out.Newest) {
					out.Newest = t
				}
			}
		}
	}
	return out, nil
}
