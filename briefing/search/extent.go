package search

import (
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// ExtentAt is how much was known at a time: articles that were known and not yet withdrawn, their facts, and when the newest of them became
// known, to the second. Outlets and Sequence are those of now. A segment that cannot be read is not counted.
//
// Where feeds are hidden, it tells of the rest at any time, and its Sequence rises only with changes of that.
func ExtentAt(s Snapshot, at time.Time) (briefing.Extent, error) {
	s, hidden := bare(s)
	out := briefing.Extent{}
	if len(hidden) == 0 {
		out = s.Extent()
		if at.IsZero() {
			return out, nil
		}
	}
	out.Articles, out.Facts, out.Newest = 0, 0, time.Time{}
	f := finder{snapshot: s, query: Query{AsOf: at, Only: Filter{Except: hidden}}}
	outlets := map[string]bool{}
	for kept := range s.Segments() {
		seg, err := f.open(kept)
		if err != nil {
			continue
		}
		if len(hidden) > 0 {
			if err := f.extend(&out, seg, outlets); err != nil {
				continue
			}
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
	if len(hidden) > 0 {
		out.Outlets = len(outlets)
	}
	return out, nil
}

// extend counts the outlets that articles of a segment are of, as they are now, and the changes that the segment has seen: an article
// added is one, one withdrawn another.
func (f *finder) extend(out *briefing.Extent, s *scanner, outlets map[string]bool) error {
	known, err := s.outlets()
	if err != nil {
		return err
	}
	here := make([]bool, len(known.names)+1)
	for article, outlet := range known.of {
		if s.hidden(article) {
			continue
		}
		out.Sequence++
		if s.only.withdrawn != nil && s.only.withdrawn.Contains(uint32(article)) {
			out.Sequence++
			continue
		}
		here[outlet] = true
	}
	for i, name := range known.names {
		if here[i+1] {
			outlets[name] = true
		}
	}
	return nil
}
