// Package calibrate learns how likely it is that an answer is right, from answers of which that is known: arithmetic over figures, which knows
// no fact.
package calibrate

import "math"

// Case is one question: what was measured of what would be said first, and whether that answers.
type Case struct {
	Set    string // the data it comes from
	Fold   int    // cases of one article have the same
	Weight float64
	Values []float64
	Right  bool // it answers
}

// Options of a fit.
type Options struct {
	Ridge float64      // how dear weights are, for values scaled to a deviation of 1
	Drop  map[int]bool // values that are left out
}

// rounds of Newton's method are more than enough: it doubles the right digits in each.
const rounds = 12

// Fit finds weights by logistic regression: under them the likelihood is greatest that what is right is, and what is wrong is not, with
// the logistic function of the weighted sum for the probability and a ridge penalty on all weights but the first, whose value is
// always 1.
func Fit(cases []Case, o Options) []float64 {
	if len(cases) == 0 {
		return nil
	}
	scale := deviations(cases)
	for i := range o.Drop {
		scale[i] = 0
	}
	var active []int
	for i, s := range scale {
		if s > 0 {
			active = append(active, i)
		}
	}
	n := len(active)
	rows := make([][]float64, len(cases))
	total := 0.0
	for c, k := range cases {
		rows[c] = make([]float64, n)
		for a, i := range active {
			rows[c][a] = k.Values[i] / scale[i]
		}
		total += k.Weight
	}
	at := make([]float64, n)
	for range rounds {
		gradient := make([]float64, n)
		curvature := make([][]float64, n)
		for a := range curvature {
			curvature[a] = make([]float64, n)
		}
		for c, k := range cases {
			p := Probability(dot(at, rows[c]))
			miss := p
			if k.Right {
				miss--
			}
			bend := k.Weight * math.Max(p*(1-p), 1e-6) / total
			for a, v := range rows[c] {
				gradient[a] += k.Weight * miss * v / total
				for b := 0; b <= a; b++ {
					curvature[a][b] += bend * v * rows[c][b]
				}
			}
		}
		for a, i := range active {
			if i == 0 {
				curvature[a][a] += 1e-9
				continue
			}
			gradient[a] += o.Ridge * at[a]
			curvature[a][a] += o.Ridge
		}
		step := solve(curvature, gradient)
		for a := range at {
			at[a] -= step[a]
		}
	}
	w := make([]float64, len(scale))
	for a, i := range active {
		w[i] = at[a] / scale[i]
	}
	return w
}

// Probability is the logistic function.
func Probability(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

func dot(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// deviations are how much each value varies between cases; 1 for the first, 0 for one that never does.
func deviations(cases []Case) []float64 {
	n := len(cases[0].Values)
	mean, out := make([]float64, n), make([]float64, n)
	total := 0.0
	for _, c := range cases {
		for i, v := range c.Values {
			mean[i] += c.Weight * v
		}
		total += c.Weight
	}
	for _, c := range cases {
		for i, v := range c.Values {
			d := v - mean[i]/total
			out[i] += c.Weight * d * d
		}
	}
	for i := range out {
		if out[i] = math.Sqrt(out[i] / total); out[i] < 1e-9 {
			out[i] = 0
		}
	}
	out[0] = 1
	return out
}

// solve solves m·x = b for a positive definite m, of which the lower half is given, by Cholesky's decomposition. It overwrites m.
func solve(m [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for j := 0; j <= i; j++ {
			sum := m[i][j]
			for k := range j {
				sum -= m[i][k] * m[j][k]
			}
			if i == j {
				m[i][i] = math.Sqrt(math.Max(sum, 1e-12))
			} else {
				m[i][j] = sum / m[j][j]
			}
		}
	}
	x := make([]float64, n)
	for i := range n {
		sum := b[i]
		for k := range i {
			sum -= m[i][k] * x[k]
		}
		x[i] = sum / m[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		sum := x[i]
		for k := i + 1; k < n; k++ {
			sum -= m[k][i] * x[k]
		}
		x[i] = sum / m[i][i]
	}
	return x
}
