package learn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// made are questions of which the good candidate is the one with the largest 2·first - second signal; the third is noise, the
// fourth never varies.
func made(n int) []Group {
	random := rand.New(rand.NewPCG(1, 2))
	var out []Group
	for i := range n {
		g := Group{Set: "made", Fold: i % 10, Weight: 1}
		best, most := 0, math.Inf(-1)
		for c := range 8 {
			v := []float64{random.Float64(), random.Float64(), random.Float64(), 1}
			g.Values = append(g.Values, v)
			g.Good = append(g.Good, false)
			if s := 2*v[0] - v[1]; s > most {
				best, most = c, s
			}
		}
		g.Good[best] = true
		out = append(out, g)
	}
	return out
}

func TestFitFindsTheWeights(t *testing.T) {
	w := Fit(made(300), Options{Ridge: 0.001, Rounds: 300, Prior: []float64{0, 0, 0, -0.7}})
	if w[0] <= 0 || w[1] >= 0 || math.Abs(w[0]/w[1]+2) > 0.3 {
		t.Errorf("the weights are %v, want the second minus half of the first", w)
	}
	if math.Abs(w[2]) > 0.1*w[0] {
		t.Errorf("noise weighs %v", w[2])
	}
	if w[3] != -0.7 {
		t.Errorf("what never varies weighs %v instead of its prior", w[3])
	}
}

func TestRidgeKeepsToThePrior(t *testing.T) {
	prior := []float64{0.5, 0.5, 0.5, 0}
	near := Fit(made(50), Options{Ridge: 100, Rounds: 300, Prior: prior})
	for i := range prior {
		if math.Abs(near[i]-prior[i]) > 0.1 {
			t.Errorf("weight %d is %v, want about %v", i, near[i], prior[i])
		}
	}
}

func TestDroppedWeighsNothing(t *testing.T) {
	groups := made(200)
	o := Options{Ridge: 0.001, Rounds: 200}
	all := Cross(groups, 5, o)["made"]
	o.Drop = map[int]bool{0: true}
	if w := Fit(groups, o); w[0] != 0 {
		t.Errorf("the dropped signal weighs %v", w[0])
	}
	without := Cross(groups, 5, o)["made"]
	if all.First < 0.9 || without.First > all.First-0.2 {
		t.Errorf("first in %v with the signal and in %v without", all.First, without.First)
	}
}

func TestMeasure(t *testing.T) {
	g := Group{Set: "s", Values: [][]float64{{1}, {3}, {2}}, Good: []bool{true, false, true}}
	missed := Group{Set: "s", Missed: 1}
	f := Measure([]Group{g, missed}, []float64{1})["s"]
	// The good ones are second and third: precision (1/2 + 2/3)/2, over two questions.
	want := Figures{Asked: 2, First: 0, Five: 0.5, Twenty: 0.5, MAP: (1./2 + 2./3) / 4}
	if f.Asked != want.Asked || f.First != want.First || f.Five != want.Five || f.Twenty != want.Twenty || math.Abs(f.MAP-want.MAP) > 1e-12 {
		t.Errorf("%+v, want %+v", f, want)
	}
	if w := Fit([]Group{missed}, Options{Rounds: 10}); len(w) != 0 {
		t.Errorf("nothing to learn from gives %v", w)
	}
}
