package calibrate

import (
	"math"
	"math/rand/v2"
	"testing"
)

// invented are cases whose probability is known: it is the logistic function of -1 + 2x.
func invented(n int) []Case {
	random := rand.New(rand.NewPCG(1, 2))
	var out []Case
	for i := range n {
		x := random.NormFloat64()
		out = append(out, Case{Fold: i, Weight: 1, Values: []float64{1, x, 0}, Right: random.Float64() < Probability(-1+2*x)})
	}
	return out
}

func TestFit(t *testing.T) {
	w := Fit(invented(20000), Options{})
	if math.Abs(w[0]+1) > 0.1 || math.Abs(w[1]-2) > 0.1 || w[2] != 0 {
		t.Errorf("weights %v, want about -1, 2, 0", w)
	}
	if w := Fit(invented(2000), Options{Drop: map[int]bool{1: true}}); w[1] != 0 {
		t.Errorf("a value left out has the weight %v", w[1])
	}
	if Fit(nil, Options{}) != nil {
		t.Error("weights from nothing")
	}
}

func TestCross(t *testing.T) {
	cases := invented(4000)
	said := Cross(cases, 4, Options{Ridge: 0.01})
	for i, b := range Reliability(cases, said) {
		if b.Cases > 100 && math.Abs(b.Said-b.Right) > 0.12 {
			t.Errorf("bin %d of %d cases: said %.2f, right %.2f", i, b.Cases, b.Said, b.Right)
		}
	}
	var right, wrong []float64
	for i, c := range cases {
		if c.Right {
			right = append(right, said[i])
		} else {
			wrong = append(wrong, said[i])
		}
	}
	if a := Area(right, wrong); a < 0.8 || a > 0.95 {
		t.Errorf("area %.3f", a)
	}
}

func TestArea(t *testing.T) {
	for _, tt := range []struct {
		answer, refuse []float64
		want           float64
	}{{[]float64{.8, .9}, []float64{.1, .2}, 1}, {[]float64{.1}, []float64{.9}, 0}, {[]float64{.5}, []float64{.5}, 0.5}, {nil, []float64{.5}, 0}} {
		if got := Area(tt.answer, tt.refuse); got != tt.want {
			t.Errorf("Area(%v, %v) = %v, want %v", tt.answer, tt.refuse, got, tt.want)
		}
	}
	if q := Quantile([]float64{4, 1, 3, 2}, 0.5); q != 3 || Below([]float64{4, 1, 3, 2}, q) != 0.5 {
		t.Errorf("quantile %v", q)
	}
}
