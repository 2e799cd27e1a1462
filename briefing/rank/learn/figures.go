package learn

import (
	"cmp"
	"slices"
	"sync"
)

// Figures are what an order of candidates is worth on a set.
type Figures struct {
	Asked                    int
	First, Five, Twenty, MAP float64 // shares of the questions with a good candidate that high, and mean average precision
}

// Measure tells for each set what weights are worth; a question without a good candidate counts as failed.
func Measure(groups []Group, w []float64) map[string]Figures {
	out := make(map[string]Figures)
	for _, g := range groups {
		f := out[g.Set]
		f.add(g, order(g, w))
		out[g.Set] = f
	}
	for set, f := range out {
		out[set] = f.shares()
	}
	return out
}

// Cross fits on all folds but one and measures on that one, for each of folds in turn.
func Cross(groups []Group, folds int, o Options) map[string]Figures {
	fits := make([][]float64, folds)
	var wait sync.WaitGroup
	for fold := range folds {
		var train []Group
		for _, g := range groups {
			if g.Fold%folds != fold {
				train = append(train, g)
			}
		}
		wait.Go(func() { fits[fold] = Fit(train, o) })
	}
	wait.Wait()
	out := make(map[string]Figures)
	for _, g := range groups {
		f := out[g.Set]
		f.add(g, order(g, fits[g.Fold%folds]))
		out[g.Set] = f
	}
	for set, f := range out {
		out[set] = f.shares()
	}
	return out
}

// order are the candidates by the sum of their weighted signals, best first.
func order(g Group, w []float64) []int {
	scores := make([]float64, len(g.Values))
	out := make([]int, len(g.Values))
	for c, values := range g.Values {
		out[c] = c
		for i, v := range values {
			scores[c] += v * w[i]
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return out
}

func (f *Figures) add(g Group, order []int) {
	f.Asked++
	good, all := 0, g.Missed
	for _, ok := range g.Good {
		if ok {
			all++
		}
	}
	precision := 0.0
	for place, c := range order {
		if !g.Good[c] {
			continue
		}
		good++
		precision += float64(good) / float64(place+1)
		if good > 1 {
			continue
		}
		if place < 1 {
			f.First++
		}
		if place < 5 {
			f.Five++
		}
		if place < 20 {
			f.Twenty++
		}
	}
	if all > 0 {
		f.MAP += precision / float64(all)
	}
}

func (f Figures) shares() Figures {
	n := float64(max(1, f.Asked))
	return Figures{f.Asked, f.First / n, f.Five / n, f.Twenty / n, f.MAP / n}
}
