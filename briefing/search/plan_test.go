package search

import (
	"math"
	"math/rand/v2"
	"testing"
)

// grow adds batches one by one, merges as planned, and returns the most segments there were beside the fewest that can hold all, and
// what was rewritten.
func grow(t *testing.T, batches []int, limit int) (most, rewritten, total int) {
	var sizes []int
	for _, b := range batches {
		sizes = append(sizes, b)
		total += b
		for {
			from, to, ok := mergePlan(sizes, limit)
			if !ok {
				break
			}
			if from < 0 || to > len(sizes) || to-from < 2 {
				t.Fatalf("plan [%d, %d) of %d segments", from, to, len(sizes))
			}
			sum := 0
			for _, s := range sizes[from:to] {
				sum += s
			}
			if sum > limit {
				t.Fatalf("a merge of %d bytes where %d are allowed", sum, limit)
			}
			rewritten += sum
			sizes = append(append(sizes[:from:from], sum), sizes[to:]...)
		}
		most = max(most, len(sizes)-2*(total/limit))
	}
	return most, rewritten, total
}

func TestMergePlanStaysLogarithmic(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	draws := map[string]func(i int) int{
		"equal":         func(int) int { return 1 },
		"mixed":         func(int) int { return 1 + r.IntN(1000) },
		"heavy tail":    func(int) int { return int(1 / (1e-4 + r.Float64())) },
		"falling":       func(i int) int { return 1 + 4000/(i+1) },
		"rising":        func(i int) int { return 1 + i },
		"one large":     func(i int) int { return 1 + i%1000/999*100_000 },
		"empty batches": func(int) int { return 0 },
	}
	for name, draw := range draws {
		batches := make([]int, 4000)
		for i := range batches {
			batches[i] = draw(i)
		}
		for what, limit := range map[string]int{"no limit": math.MaxInt, "a limit": 20_000, "a low limit": 1500} {
			most, rewritten, total := grow(t, batches, limit)
			levels := math.Log2(float64(min(total+len(batches), limit)))
			times := float64(rewritten) / float64(max(total, 1))
			if float64(most) > 3*levels || times > 2*levels {
				t.Errorf("%s, %s: up to %d segments more than full ones, each fact rewritten %.1f times, for log2 of the size %.1f",
					name, what, most, times, levels)
			}
			t.Logf("%s, %s: up to %d segments more than full ones, rewritten %.1f times", name, what, most, times)
		}
	}
}

func TestMergePlan(t *testing.T) {
	tests := []struct {
		name     string
		sizes    []int
		from, to int
		ok       bool
	}{
		{"none", nil, 0, 0, false},
		{"one", []int{5}, 0, 0, false},
		{"the newer ones are still light", []int{8, 8, 8, 8}, 0, 0, false},
		{"the newer ones outweigh the oldest", []int{8, 8, 8, 8, 8}, 0, 5, true},
		{"only a tail is merged", []int{1000, 1, 1, 1, 1, 1}, 1, 6, true},
		{"a large newcomer swallows the small", []int{3, 2, 50}, 0, 3, true},
		{"no more than fits is merged", []int{30 << 20, 45 << 20, 45 << 20, 45 << 20}, 0, 3, true},
		{"what does not fit with its neighbour is done", []int{30 << 20, 100 << 20, 8, 8, 8, 8, 8}, 2, 7, true},
	}
	for _, tt := range tests {
		if from, to, ok := MergePlan(tt.sizes); from != tt.from || to != tt.to || ok != tt.ok {
			t.Errorf("%s: [%d, %d) %v, want [%d, %d) %v", tt.name, from, to, ok, tt.from, tt.to, tt.ok)
		}
	}
}
