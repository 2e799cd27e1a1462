package rank

import "math"

// teachers is how many of the best candidates of the first stage teach which words belong to the answer.
const teachers = 10

// agreement measures how many of the words that the best candidates share, beside those of the question, a fact has.
func (r *ranking) agreement() {
	n := min(teachers, len(r.candidates))
	contribution := func(i int) float64 {
		return r.candidates[i].Signals[stageScore] / math.Sqrt(float64(len(r.candidates[i].words)+1))
	}
	for i := range n {
		r.each(i, func(e *entry) { e.mass += contribution(i) })
	}
	best := 0.0
	for i := range r.candidates {
		own, sum, count := 0.0, 0.0, 0
		if i < n {
			own = contribution(i)
		}
		r.each(i, func(e *entry) {
			sum += max(0, e.mass-own)
			count++
		})
		v := sum / math.Sqrt(float64(count+1))
		r.candidates[i].Signals[agreeWords] = v
		best = max(best, v)
	}
	for i := range r.candidates {
		r.candidates[i].Signals[agreeWords] = share(r.candidates[i].Signals[agreeWords], best)
	}
}

// each calls do once for every word of meaning of a candidate that is not the question's.
func (r *ranking) each(i int, do func(*entry)) {
	r.turn++
	for _, w := range r.candidates[i].words {
		if w.stop || w.term >= 0 || w.last == r.turn {
			continue
		}
		w.last = r.turn
		do(w.entry)
	}
}
