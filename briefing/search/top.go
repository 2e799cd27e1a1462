package search

import (
	"cmp"
	"container/heap"
	mathbits "math/bits"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
)

// candidate is a fact that may be among the best.
type candidate struct {
	revision       briefing.RevisionID
	ordinal        int
	score, article float64
	own, near      uint64 // terms in its text and around it, a bit each
	turn           int    // how many were added before it
}

// compare is negative when c ranks before d: by score, then by which came first.
func (c candidate) compare(d candidate) int {
	return cmp.Or(cmp.Compare(d.score, c.score), cmp.Compare(c.turn, d.turn))
}

// top keeps the best candidates, at most room of them; the worst is the root of a heap.
type top struct {
	room  int
	turns int
	heap  worstFirst
}

// admits reports whether a candidate of this score, coming now, is among the best so far.
func (t *top) admits(score float64) bool {
	return len(t.heap) < t.room || score > t.heap[0].score
}

// add takes a candidate that admits has let in.
func (t *top) add(c candidate) {
	c.turn = t.turns
	t.turns++
	if len(t.heap) < t.room {
		heap.Push(&t.heap, c)
		return
	}
	t.heap[0] = c
	heap.Fix(&t.heap, 0)
}

// sorted are the candidates, best first.
func (t *top) sorted() []candidate {
	slices.SortFunc(t.heap, candidate.compare)
	return t.heap
}

// worstFirst orders candidates for container/heap.
type worstFirst []candidate

func (h worstFirst) Len() int           { return len(h) }
func (h worstFirst) Less(i, j int) bool { return h[i].compare(h[j]) > 0 }
func (h worstFirst) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *worstFirst) Push(x any)        { *h = append(*h, x.(candidate)) }
func (h *worstFirst) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// bits are the numbers of the bits set in mask, rising; nil for none.
func bits(mask uint64) []int {
	var out []int
	for ; mask != 0; mask &= mask - 1 {
		out = append(out, mathbits.TrailingZeros64(mask))
	}
	return out
}
