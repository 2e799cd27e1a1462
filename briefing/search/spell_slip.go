package search

// costs are what edits count.
type costs struct{ extra, missing, other, doubled, vowel, swap float64 }

// alike counts edits.
var alike = costs{1, 1, 1, 1, 1, 1}

// slips says how much an edit tells against a word having been meant, among words of as many edits: letters that should be
// doubled or should not, vowels, and swaps are what people get wrong most. The numbers are coarse. With slipWeight, of 304
// misspellings in a dictionary of 29,000 stems of news the right word comes first for 280, by the number of facts alone for 270.
var slips = costs{extra: 0.9, missing: 0.8, other: 1, doubled: 0.5, vowel: 0.7, swap: 0.7}

// slipWeight is how much more often a word must be said, as a logarithm, for one edit.
const slipWeight = 4

// distance is what it costs to make a word right, by optimal string alignment.
func distance(written, right []rune, c costs) float64 {
	width := len(right) + 1
	d := make([]float64, (len(written)+1)*width)
	for i := range len(written) + 1 {
		for j := range width {
			if i == 0 && j == 0 {
				continue
			}
			least := 1e9
			if i > 0 {
				least = d[(i-1)*width+j] + c.single(written, i-1, c.extra)
			}
			if j > 0 {
				least = min(least, d[i*width+j-1]+c.single(right, j-1, c.missing))
			}
			if i > 0 && j > 0 {
				least = min(least, d[(i-1)*width+j-1]+c.between(written[i-1], right[j-1]))
			}
			if i > 1 && j > 1 && written[i-1] == right[j-2] && written[i-2] == right[j-1] {
				least = min(least, d[(i-2)*width+j-2]+c.swap)
			}
			d[i*width+j] = least
		}
	}
	return d[len(d)-1]
}

// single is the cost of a letter that only one of the words has.
func (c *costs) single(word []rune, i int, cost float64) float64 {
	if i > 0 && word[i] == word[i-1] {
		return c.doubled
	}
	return cost
}

func (c *costs) between(a, b rune) float64 {
	switch {
	case a == b:
		return 0
	case vowel(a) && vowel(b):
		return c.vowel
	}
	return c.other
}

func vowel(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}
