package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"text/tabwriter"

	"github.com/nutgraf/nutgraf/briefing/rank"
)

// signalJSON is what one signal says of a fact.
type signalJSON struct {
	Value  float64 `json:"value"`
	Weight float64 `json:"weight"`
	Adds   float64 `json:"adds"` // value times weight; the odds of a fact are the exponential of the sum
}

// signalsJSON are the signals of a fact that are not nought, by name.
func signalsJSON(h rank.Hit) map[string]signalJSON {
	out := make(map[string]signalJSON)
	w := rank.Weights()
	for i, s := range rank.Signals {
		if v := h.Signals[i]; v != 0 {
			out[s.Name] = signalJSON{rounded(v), rounded(w[i]), rounded(v * w[i])}
		}
	}
	return out
}

func rounded(x float64) float64 { return math.Round(x*1000) / 1000 }

// explain prints what each signal adds to the score of a fact, the weightiest first, with the reason for it.
func explain(std streams, h rank.Hit) {
	w := rank.Weights()
	var numbers []int
	sum := 0.0
	for i, v := range h.Signals {
		if math.Abs(v*w[i]) >= 0.005 {
			numbers = append(numbers, i)
		}
		sum += v * w[i]
	}
	adds := func(i int) float64 { return h.Signals[i] * w[i] }
	slices.SortStableFunc(numbers, func(a, b int) int { return cmp.Compare(math.Abs(adds(b)), math.Abs(adds(a))) })
	t := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', 0)
	for _, i := range numbers {
		s := rank.Signals[i]
		fmt.Fprintf(t, "    %+6.2f\t= %.2f × %.2f\t%s\t%s: %s\n", adds(i), h.Signals[i], w[i], s.Name, s.Unit, s.Reason)
	}
	fmt.Fprintf(t, "    %+6.2f\tin all\n\n", sum)
	t.Flush()
}
