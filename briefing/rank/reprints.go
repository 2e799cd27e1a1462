package rank

import (
	"cmp"
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
func (r *ranking) grouped(order []*candidate, top int) []*candidate {
	var kept []*candidate
	for _, c := range order {
		r.shingle(c)
		same := slices.IndexFunc(kept, func(k *candidate) bool { return c.shingles.alike(&k.shingles) && sameBut(k, c) })
		if same >= 0 {
			first := kept[same]
			first.Reprints = append(append(first.Reprints, search.Place{Revision: c.Found.Revision, Ordinal: c.Found.Ordinal}), c.Reprints...)
			continue
		}
		if len(kept) < top {
			kept = append(kept, c)
		}
	}
	return kept
}

// shingles are the runs of words of a fact. A fact of fewer words is a shingle of its own.
//
// Two facts are compared by sketches first, of a bit for each shingle: a bit that only one of them has is a shingle that only one
// of them has. Hardly any pair is left to be compared whole.
type shingles struct {
	all    []uint64
	sorted bool // all are, each once
	sketch [sketchBits / 64]uint64
}

const sketchBits = 1 << 8

// shingle works out the shingles of a candidate.
func (r *ranking) shingle(c *candidate) {
	first := len(r.shingles)
	for i := range max(1, len(c.words)-shingleWords+1) {
		h := uint64(14695981039346656037) // FNV-1a over the words' numbers
		for _, w := range c.words[i:min(i+shingleWords, len(c.words))] {
			h = (h ^ uint64(w.number)) * 1099511628211
		}
		r.shingles = append(r.shingles, h)
		bit := h * 0x9e3779b97f4a7c15 >> (64 - 8) // Fibonacci hashing: the middle bits of FNV hardly differ for small numbers
		c.shingles.sketch[bit/64] |= 1 << (bit % 64)
	}
	c.shingles.all = r.shingles[first:len(r.shingles):len(r.shingles)]
}

// alike reports whether two facts have so many shingles in common that they say the same.
func (s *shingles) alike(t *shingles) bool {
	onlyS, onlyT := 0, 0 // at least so many shingles
	for i := range s.sketch {
		onlyS += ones(s.sketch[i] &^ t.sketch[i])
		onlyT += ones(t.sketch[i] &^ s.sketch[i])
	}
	common := min(len(s.all)-onlyS, len(t.all)-onlyT) // at most
	if float64(common) < sameShingles*float64(common+onlyS+onlyT) {
		return false
	}
	s.sort()
	t.sort()
	common = 0
	for i, j := 0, 0; i < len(s.all) && j < len(t.all); {
		switch c := cmp.Compare(s.all[i], t.all[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			common++
			i++
			j++
		}
	}
	return float64(common) >= sameShingles*float64(len(s.all)+len(t.all)-common)
}

func (s *shingles) sort() {
	if !s.sorted {
		slices.Sort(s.all)
		s.all, s.sorted = slices.Compact(s.all), true
	}
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
