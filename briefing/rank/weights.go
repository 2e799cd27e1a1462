package rank

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// weightsTable is the table of weights: a line a signal with its name and weight, parted by a tab, and what else is known of it.
// It is written by `nutgraf eval weights`.
//
//go:embed weights.tsv
var weightsTable string

// Weights are what each signal is worth.
var Weights = sync.OnceValue(func() *Values {
	w, _ := readWeights(weightsTable)
	return w
})

// Unweighted are the names that only one of the table of weights and [Signals] has.
func Unweighted() []string {
	_, odd := readWeights(weightsTable)
	return odd
}

func readWeights(table string) (w *Values, odd []string) {
	w = new(Values)
	number := make(map[string]int, signals)
	for i, s := range Signals {
		number[s.Name] = i
	}
	for line := range strings.Lines(table) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if name == "" || name[0] == '#' {
			continue
		}
		weight, _, _ := strings.Cut(rest, "\t")
		value, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
		i, known := number[name]
		if !known || err != nil {
			odd = append(odd, name)
			continue
		}
		w[i] = value
		delete(number, name)
	}
	for name := range number {
		odd = append(odd, name)
	}
	return w, odd
}
