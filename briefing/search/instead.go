package search

import (
	"cmp"
	"slices"

	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

const (
	// mostLike is how many words of about the same meaning are looked up: the strongest. Each is a look-up in every segment.
	mostLike = 8
	// leastStrength is that of the weakest alternative that is looked up. Weaker ones find more that is beside the point
	// than what was meant; package rank, which reads the facts, makes use of them.
	leastStrength = 0.5
	// mostSpellings is how many stems a misspelt word may have been.
	mostSpellings = 2
)

// spellingStrength is what a stem counts for a word it is so many edits from.
var spellingStrength = [maxEdits + 1]float64{1: 0.9, 2: 0.7}

// alternatives are the stems that may count for a word where it does not stand itself, in order of their bytes: of its family,
// most of which no library knows, and of words of about the same meaning. Phrases are left to those who read the facts.
func alternatives(folded, stem string) []Alternative {
	var out []Alternative
	add := func(s string, kind AlternativeKind, strength float64) bool {
		known := slices.ContainsFunc(out, func(a Alternative) bool { return a.Stem == s })
		if s == "" || s == stem || len(s) > maxStemBytes || strength < leastStrength || known {
			return false
		}
		out = append(out, Alternative{Stem: s, Kind: kind, Strength: strength})
		return true
	}
	like := 0
	for _, l := range thesaurus.Like(folded, stem) {
		if like < mostLike && len(l.Stems) == 1 && add(l.Stems[0], Like, l.Strength) {
			like++
		}
	}
	for _, f := range thesaurus.Derived(stem) {
		add(f.Stem, Derived, f.Strength)
	}
	slices.SortFunc(out, func(a, b Alternative) int { return cmp.Compare(a.Stem, b.Stem) })
	return out
}

// known are the alternatives that some fact has, the strongest first; nil for none.
func known(all []Alternative) []Alternative {
	var out []Alternative
	for _, a := range all {
		if a.Facts > 0 {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b Alternative) int { return cmp.Compare(b.Strength, a.Strength) })
	return out
}
