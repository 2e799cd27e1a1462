package briefingtest

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

const (
	// Ranks of English words fall in frequency in two regimes: as 1/rank among the words that everybody uses, and faster among
	// the rest. The numbers are those of Gerlach and Altmann, "Stochastic model for the vocabulary growth in natural languages",
	// https://doi.org/10.1103/PhysRevX.3.021006. With them and an offset the stop words are .44 of all words, as in sixty
	// articles of news that were counted; one exponent for all makes texts of too many rare words, which are easy to find.
	coreWords    = 7873
	tailExponent = 1.77

	// lawOffset is Mandelbrot's: the very first words are not as frequent as 1/rank says.
	lawOffset = 2

	// plainExponent is Zipf's as benchmarks like to have it, for all ranks.
	plainExponent = 1.07
)

var (
	englishLaw = sync.OnceValue(func() *law {
		scale := math.Pow(coreWords+lawOffset, tailExponent-1) // both regimes meet
		return newLaw(vocabularyWords, func(rank float64) float64 {
			if rank < coreWords {
				return 1 / (rank + lawOffset)
			}
			return scale / math.Pow(rank+lawOffset, tailExponent)
		})
	})
	plainLaw = sync.OnceValue(func() *law {
		return newLaw(vocabularyWords-len(stopWords), func(rank float64) float64 { return 1 / math.Pow(rank+lawOffset, plainExponent) })
	})
	nameLaw = sync.OnceValue(func() *law {
		return newLaw(familyNames, func(rank float64) float64 { return 1 / (rank + lawOffset) })
	})
)

// law draws ranks, from 0, by their frequency.
type law struct {
	upTo  []float64 // the share of all words that ranks up to this one are
	guide []int32   // for each 1/len(guide) of the shares the first rank to look at
}

func newLaw(ranks int, frequency func(rank float64) float64) *law {
	l := &law{upTo: make([]float64, ranks), guide: make([]int32, 1<<16)}
	sum := 0.0
	for i := range l.upTo {
		sum += frequency(float64(i))
		l.upTo[i] = sum
	}
	for i := range l.upTo {
		l.upTo[i] /= sum
	}
	rank := 0
	for i := range l.guide {
		for l.upTo[rank] < float64(i)/float64(len(l.guide)) {
			rank++
		}
		l.guide[i] = int32(rank)
	}
	return l
}

func (l *law) draw(r *rand.Rand) int {
	share := r.Float64()
	at := int(share * float64(len(l.guide)))
	from, to := int(l.guide[at]), len(l.upTo)-1
	if at+1 < len(l.guide) {
		to = int(l.guide[at+1])
	}
	i, _ := slices.BinarySearch(l.upTo[from:to], share)
	return from + i
}
