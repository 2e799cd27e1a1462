package rank

import (
	"math"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

const shortWords = 5 // fewer say little

// places measures where in its article a fact stands, and what sort of sentence it is.
func (r *ranking) places(c *candidate) {
	f, v := c.Fact, &c.Signals
	v[placeFirst] = 1 / float64(1+c.Found.Ordinal)
	v[placeCaption] = truth(f.Kind == briefing.FactCaption)
	v[placeStandfirst] = truth(f.Kind == briefing.FactStandfirst)
	v[placeQuestion] = truth(strings.HasSuffix(f.Text, "?"))
	v[placeAmends] = truth(amends(f.Text))
	v[placeShort] = truth(len(c.words) < shortWords)
	v[placeLength] = math.Log1p(float64(len(c.words)))
	v[placeDangling] = truth(f.Dangling)
	for _, m := range f.Modality {
		switch m.Kind {
		case briefing.ModalityPlanned, briefing.ModalityConditional, briefing.ModalityPossible:
			v[placePlanned] = 1
		}
	}
}

// amends reports whether a sentence belongs to a note of correction: it repeats the error it mends.
func amends(s string) bool {
	if strings.HasPrefix(s, "Correction") || strings.HasPrefix(s, "CORRECTION") {
		return true
	}
	return strings.Contains(s, "arlier version") && strings.Contains(text.Fold(s), "earlier version of this")
}
