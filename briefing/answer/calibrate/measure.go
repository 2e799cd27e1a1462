package calibrate

import (
	"cmp"
	"slices"
)

// Cross is how likely each case is right by weights that were learned without the cases of its part: cases are split by Fold into
// parts.
func Cross(cases []Case, parts int, o Options) []float64 {
	out := make([]float64, len(cases))
	for part := range parts {
		var others []Case
		for _, c := range cases {
			if c.Fold%parts != part {
				others = append(others, c)
			}
		}
		w := Fit(others, o)
		for i, c := range cases {
			if c.Fold%parts == part {
				out[i] = Probability(dot(w, c.Values))
			}
		}
	}
	return out
}

// Area is the area under the curve of what is refused rightly over what is refused wrongly: how often a case to answer is surer than one to
// refuse, 0.5 by chance.
func Area(answer, refuse []float64) float64 {
	if len(answer) == 0 || len(refuse) == 0 {
		return 0
	}
	refuse = slices.Sorted(slices.Values(refuse))
	sum := 0.0
	for _, p := range answer {
		below, _ := slices.BinarySearch(refuse, p)
		upTo, _ := slices.BinarySearchFunc(refuse, p, func(x, p float64) int {
			if x <= p {
				return -1
			}
			return 1
		})
		sum += float64(below+upTo) / 2
	}
	return sum / float64(len(answer)) / float64(len(refuse))
}

// Below is the share of values below a threshold.
func Below(values []float64, threshold float64) float64 {
	n := 0
	for _, v := range values {
		if v < threshold {
			n++
		}
	}
	return float64(n) / float64(max(1, len(values)))
}

// Quantile is the value below which a share of the values lies.
func Quantile(values []float64, share float64) float64 {
	if len(values) == 0 {
		return 0
	}
	values = slices.SortedFunc(slices.Values(values), cmp.Compare[float64])
	return values[min(len(values)-1, int(share*float64(len(values))))]
}

// Bin is the cases whose probability lies in one tenth: how many, how likely they were said to be, and how many were right.
type Bin struct {
	Cases       int
	Said, Right float64 // shares; 0 without a case
}

// Reliability sorts cases by tenths of their probability.
func Reliability(cases []Case, said []float64) (bins [10]Bin) {
	for i, c := range cases {
		b := &bins[min(9, int(10*said[i]))]
		b.Cases++
		b.Said += said[i]
		if c.Right {
			b.Right++
		}
	}
	for i := range bins {
		if n := float64(bins[i].Cases); n > 0 {
			bins[i].Said /= n
			bins[i].Right /= n
		}
	}
	return bins
}
