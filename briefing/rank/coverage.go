package rank

import (
	"math"
	"math/bits"
)

// coverage measures how much of the question the words of a fact and of what is around it hold.
func (r *ranking) coverage(c *candidate) {
	own := c.own
	var around uint64
	for _, i := range c.Found.Nearby {
		around |= 1 << i
	}
	around &^= own
	c.Own = r.weightOf(own)
	c.Signals[wordsOwn] = c.Own
	c.Signals[wordsAround] = r.weightOf(around)
	c.Signals[wordsLocal] = r.localWeight(c)
	var exact uint64
	for _, i := range c.matched {
		if c.words[i].exact {
			exact |= 1 << c.words[i].term
		}
	}
	c.Signals[wordsExact] = r.weightOf(exact)
	missing, numbers, has := 0, 0, 0
	for i, t := range r.terms {
		if t.IDF == 0 {
			continue
		}
		if (own|around)>>i&1 == 0 {
			missing++
		}
		if t.Stem[0] >= '0' && t.Stem[0] <= '9' {
			numbers++
			has += int(own >> i & 1)
		}
	}
	c.Signals[wordsMissing] = float64(missing)
	c.Signals[wordsNumbers] = share(float64(has), float64(numbers))
	c.Signals[wordsBefore] = r.weightOf(r.beside(c, -1) &^ own)
	c.Signals[wordsBehind] = r.weightOf(r.beside(c, 1) &^ own)
}

// beside are the terms of a neighbouring fact, as far as it is a candidate too.
func (r *ranking) beside(c *candidate, by int) uint64 {
	i, ok := r.at[place{c.article, c.Found.Ordinal + by}]
	if !ok {
		return 0
	}
	return r.candidates[i].own
}

// localWeight is the share of the question that a fact has, each word weighed by how few candidates of the same article have it.
func (r *ranking) localWeight(c *candidate) float64 {
	article := &r.counts[c.article]
	var have, all float64
	for i, t := range r.terms {
		if t.IDF == 0 || article.having[i] == 0 {
			continue
		}
		n := float64(article.having[i])
		weight := math.Log(1 + (float64(article.candidates)-n+0.5)/(n+0.5))
		all += weight
		have += weight * bit(c.own, i)
	}
	return share(have, all)
}

// weightOf is the share of the question's weight that a set of terms has.
func (r *ranking) weightOf(terms uint64) (weight float64) {
	for ; terms != 0; terms &= terms - 1 {
		weight += r.terms[bits.TrailingZeros64(terms)].IDF
	}
	return share(weight, r.total)
}

func ones(set uint64) int { return bits.OnesCount64(set) }

func bit(set uint64, i int) float64 { return float64(set >> i & 1) }
