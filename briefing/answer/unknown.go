package answer

import (
	"cmp"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/claim"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// openingOtherwise stands before the fact that denies what a question takes for granted.
const openingOtherwise = "My articles say otherwise:"

// heldToPremise is how many candidates are held to what a question takes for granted: those behind speak of something else.
const heldToPremise = 10

// deniesPremise fills the answer to a question that takes for granted what a fact denies, and reports whether there is one: "why did X cancel Y",
// where X kept Y. It answers nothing; the fact stands there as the nearest.
func deniesPremise(s search.Snapshot, out *briefing.Answer, r reading, f found) (bool, error) {
	if !r.Claim.Presupposed || r.leaning {
		return false, nil
	}
	candidates := make([]claim.Candidate, min(heldToPremise, len(f.candidates)))
	for i, c := range f.candidates[:len(candidates)] {
		candidates[i].Fact = c.fact
		for _, n := range c.hit.Nearby {
			candidates[i].Around = append(candidates[i].Around, f.terms[n].Word)
		}
	}
	d, ok := claim.Disproved(claim.New(r.Claim), candidates)
	if !ok || !f.candidates[d.At].alone() {
		return false, nil
	}
	c := f.candidates[d.At]
	article, err := s.Head(c.hit.Revision)
	if err != nil {
		return false, err
	}
	near := briefing.Cite(1, article, c.fact)
	out.Opening, out.Nearest, out.Confidence = openingOtherwise, &near, 0
	return true, nil
}

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
