package rank

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing/search"
)

const (
	shingleWords = 3   // words of a shingle
	sameShingles = 0.6 // share of common shingles (Jaccard) from which two facts say the same: one changed word of twenty leaves 0.7
)

// grouped are the best of ranked facts, each with those behind it that say the same as its reprints, until there are top of them.
//
// A fact has some twenty shingles, so that their sets are compared whole; sketches of them (MinHash) would save nothing.
func grouped(order []*candidate, top int) []*candidate {
	var kept []*candidate
	holders := make(map[uint64][]int, 16*len(order)) // which of kept have a shingle
	var common []int
	for _, c := range order {
		shingles := c.shingles()
		common = append(common[:0], make([]int, len(kept))...)
		for _, s := range shingles {
			for _, k := range holders[s] {
				common[k]++
			}
		}
		same := -1
		for k, n := range common {
			if float64(n) >= sameShingles*float64(len(shingles)+kept[k].distinct-n) && sameBut(kept[k], c) {
				same = k
				break
			}
		}
		if same >= 0 {
			kept[same].Reprints = append(append(kept[same].Reprints, search.Place{Revision: c.Found.Revision, Ordinal: c.Found.Ordinal}), c.Reprints...)
			continue
		}
		if len(kept) == top {
			continue
		}
		c.distinct = len(shingles)
		for _, s := range shingles {
			holders[s] = append(holders[s], len(kept))
		}
		kept = append(kept, c)
	}
	return kept
}

// shingles are the runs of words of a fact, each once. A fact of fewer words is a shingle of its own.
func (c *candidate) shingles() []uint64 {
	n := max(1, len(c.words)-shingleWords+1)
	out := make([]uint64, 0, n)
	for i := range n {
		h := uint64(14695981039346656037) // FNV-1a over the words' numbers
		for _, w := range c.words[i:min(i+shingleWords, len(c.words))] {
			h = (h ^ uint64(w.number)) * 1099511628211
		}
		out = append(out, h)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sameBut reports whether the words that only one of two facts has change nothing of what it says: no number, no name and no
// negation is among them.
func sameBut(a, b *candidate) bool { return nothingNew(a, b) && nothingNew(b, a) }

func nothingNew(c, beside *candidate) bool {
	for i, w := range c.words {
		if slices.ContainsFunc(beside.words, func(o word) bool { return o.entry == w.entry }) {
			continue
		}
		first, _ := utf8.DecodeRuneInString(w.of(c))
		if negation[w.of(c)] || unicode.IsDigit(first) || i > 0 && unicode.IsUpper(first) || numberWord[w.of(c)] {
			return false
		}
	}
	return true
}
