package answer

import (
	"cmp"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// unknown fills the honest unknown: the words nothing stored holds, as they were typed, and the nearest fact if one is near.
func unknown(s search.Snapshot, out *briefing.Answer, r reading, f found) error {
	for _, t := range f.terms {
		if !t.Context && t.Facts == 0 && t.Articles == 0 && t.IDF > 0 {
			out.Missing = append(out.Missing, r.typed(t.Word))
		}
	}
	if len(f.candidates) == 0 {
		return nil
	}
	best := slices.MaxFunc(f.candidates, func(a, b candidate) int { return cmp.Compare(a.coverage, b.coverage) })
	if best.coverage < nearCoverage || best.here == 0 {
		return nil
	}
	article, err := s.Head(best.hit.Revision)
	if err != nil {
		return err
	}
	c := briefing.Cite(1, article, best.fact)
	out.Nearest = &c
	return nil
}
