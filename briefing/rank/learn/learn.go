// Package learn finds the weights of package rank from questions whose answering facts are known.
//
// A question is a [Group] of candidates; some are good. [Fit] finds the weights under which a good one comes first, and [Cross]
// tells what weights are worth on questions about articles they were not fitted on.
package learn

import (
	"math"
	"slices"
)

// Group is one question with its candidates, in the order of the first stage.
type Group struct {
	Set    string // the data it comes from
	Fold   int    // groups of one article have the same
	Weight float64
	Values [][]float64 // signals of each candidate
	Good   []bool      // whether it answers
	Missed int         // good ones that the first stage did not bring
	Only   []bool      // the signals that it teaches something about; nil means all
}

// teachesOf reports whether a group tells what a signal is worth.
func (g Group) teachesOf(signal int) bool { return g.Only == nil || g.Only[signal] }

// teaches reports whether a group has both a good and a bad candidate.
func (g Group) teaches() bool {
	good, bad := false, false
	for _, ok := range g.Good {
		good, bad = good || ok, bad || !ok
	}
	return good && bad
}

// Options of a fit.
type Options struct {
	Ridge  float64 // how dear weights are that differ from the prior, for signals scaled to a deviation of 1
	Rounds int
	Drop   map[int]bool // signals that are left out
	Prior  []float64    // the weights that others than these are dear, and that signals keep which never vary; nil means none
}

// Fit finds weights by the likelihood that a good candidate comes first, every candidate's odds being the exponential of its
// weighted signals (a listwise softmax: Cao et al., ICML 2007), with a ridge penalty, by Adam (Kingma, Ba, ICLR 2015) over all groups at once.
func Fit(groups []Group, o Options) []float64 {
	scale := deviations(groups)
	n := len(scale)
	w := make([]float64, n)
	copy(w, o.Prior)
	var active []int
	var prior, at []float64 // of the active ones, scaled
	for i := range n {
		switch {
		case o.Drop[i]:
			w[i] = 0
		case scale[i] > 0:
			active = append(active, i)
			prior = append(prior, w[i]*scale[i])
		}
	}
	at = slices.Clone(prior)
	questions, total := scaled(groups, scale, active)
	if len(questions) == 0 {
		return w
	}
	const (
		step, beta1, beta2 = 0.05, 0.9, 0.99
	)
	first, second := make([]float64, len(active)), make([]float64, len(active))
	gradient := make([]float64, len(active))
	for round := 1; round <= o.Rounds; round++ {
		clear(gradient)
		for _, q := range questions {
			q.gradient(at, gradient)
		}
		rate := step * (1 - 0.9*float64(round)/float64(o.Rounds))
		for a := range at {
			d := gradient[a]/total[a] + o.Ridge*(at[a]-prior[a])
			first[a] = beta1*first[a] + (1-beta1)*d
			second[a] = beta2*second[a] + (1-beta2)*d*d
			m := first[a] / (1 - math.Pow(beta1, float64(round)))
			v := second[a] / (1 - math.Pow(beta2, float64(round)))
			at[a] -= rate * m / (math.Sqrt(v) + 1e-8)
		}
	}
	for a, i := range active {
		w[i] = at[a] / scale[i]
	}
	return w
}

// question is a group with its active signals scaled, one candidate behind the other.
type question struct {
	values []float64
	good   []bool
	weight float64
	scores []float64
	teach  []float64 // 1 for each active signal that the group teaches, 0 for the others
}

// scaled are the groups that teach, and the weight of those together that teach of each active signal.
func scaled(groups []Group, scale []float64, active []int) (questions []question, total []float64) {
	total = make([]float64, len(active))
	for _, g := range groups {
		if !g.teaches() {
			continue
		}
		q := question{good: g.Good, weight: g.Weight, scores: make([]float64, len(g.Good)), values: make([]float64, 0, len(g.Good)*len(active))}
		for _, values := range g.Values {
			for _, i := range active {
				q.values = append(q.values, values[i]/scale[i])
			}
		}
		for a, i := range active {
			teaches := 0.0
			if g.teachesOf(i) {
				teaches = 1
			}
			q.teach = append(q.teach, teaches)
			total[a] += teaches * g.Weight
		}
		questions = append(questions, q)
	}
	return questions, total
}

// gradient adds the question's part of the gradient of the loss.
func (q question) gradient(w, into []float64) {
	n := len(w)
	best := math.Inf(-1)
	for c := range q.scores {
		values := q.values[c*n : (c+1)*n]
		sum := 0.0
		for i, v := range values {
			sum += w[i] * v
		}
		q.scores[c] = sum
		best = max(best, sum)
	}
	var all, good float64
	for c, score := range q.scores {
		q.scores[c] = math.Exp(score - best)
		all += q.scores[c]
		if q.good[c] {
			good += q.scores[c]
		}
	}
	for c, odds := range q.scores {
		d := odds / all
		if q.good[c] {
			d -= odds / math.Max(good, 1e-300)
		}
		d *= q.weight
		if math.Abs(d) < 1e-5*q.weight {
			continue
		}
		for i, v := range q.values[c*n : (c+1)*n] {
			into[i] += d * v * q.teach[i]
		}
	}
}

// deviations are how much each signal varies between the candidates of a question; 0 for one that never does.
func deviations(groups []Group) []float64 {
	var out, n []float64
	for _, g := range groups {
		if !g.teaches() {
			continue
		}
		if out == nil {
			out, n = make([]float64, len(g.Values[0])), make([]float64, len(g.Values[0]))
		}
		for i := range out {
			if !g.teachesOf(i) {
				continue
			}
			n[i] += g.Weight
			mean := 0.0
			for _, values := range g.Values {
				mean += values[i]
			}
			mean /= float64(len(g.Values))
			for _, values := range g.Values {
				out[i] += g.Weight * (values[i] - mean) * (values[i] - mean) / float64(len(g.Values))
			}
		}
	}
	for i := range out {
		if out[i] = math.Sqrt(out[i] / max(n[i], 1e-300)); out[i] < 1e-6 {
			out[i] = 0
		}
	}
	return out
}
