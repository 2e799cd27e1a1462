package search

import (
	"cmp"
	"container/heap"
	"math"
	mathbits "math/bits"
	"slices"
)

// candidate is a fact that may be among the best.
type candidate struct {
	scanner       *scanner
	article       int
	line          uint32
	place         uint64 // of the line among all lines of the library
	score, earned float64
	own, alike    uint64 // terms in its text, and terms that only an alternative there stands for; a bit each
	near          uint64 // terms around it
	words         words
	slot          int // in the heap; -1 when it has left it
}

// words tell facts of the same words from others: what their print and their length are, and which terms they have.
type words struct {
	print  uint32
	length byte
	own    uint64
}

// compare is negative when c ranks before d: by score, then by which came first.
func (c *candidate) compare(d *candidate) int {
	return cmp.Or(cmp.Compare(d.score, c.score), cmp.Compare(c.place, d.place))
}

// top keeps the best candidates of different words, at most room of them; the worst is the root of a heap.
type top struct {
	room   int
	heap   worstFirst
	known  map[words]*candidate
	prints []*candidate // further candidates of the same words
}

func newTop(room int) top { return top{room: room, known: make(map[words]*candidate, room)} }

// needed is the score below which no candidate is among the best any more.
func (t *top) needed() float64 {
	if len(t.heap) < t.room {
		return math.Inf(-1)
	}
	return t.heap[0].score
}

// add takes a candidate whose score is not below needed.
func (t *top) add(c *candidate) {
	if same := t.known[c.words]; same != nil {
		if c.compare(same) < 0 {
			t.replace(same, c)
			c = same
		}
		t.prints = append(t.prints, c)
		return
	}
	if len(t.heap) < t.room {
		t.known[c.words] = c
		heap.Push(&t.heap, c)
		return
	}
	if worst := t.heap[0]; c.compare(worst) < 0 {
		delete(t.known, worst.words)
		t.replace(worst, c)
	}
}

// replace puts c in the place of another candidate.
func (t *top) replace(other, c *candidate) {
	c.slot = other.slot
	t.heap[c.slot] = c
	t.known[c.words] = c
	heap.Fix(&t.heap, c.slot)
}

// sorted are the candidates, best first.
func (t *top) sorted() []*candidate {
	slices.SortFunc(t.heap, (*candidate).compare)
	return t.heap
}

// reprints are the other candidates of the same words that score no worse than the worst of the best, best first.
func (t *top) reprints() map[words][]*candidate {
	out := map[words][]*candidate{}
	slices.SortFunc(t.prints, (*candidate).compare)
	needed := t.needed()
	for _, c := range t.prints {
		if t.known[c.words] != nil && c.score >= needed {
			out[c.words] = append(out[c.words], c)
		}
	}
	return out
}

// worstFirst orders candidates for container/heap.
type worstFirst []*candidate

func (h worstFirst) Len() int           { return len(h) }
func (h worstFirst) Less(i, j int) bool { return h[i].compare(h[j]) > 0 }
func (h worstFirst) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].slot, h[j].slot = i, j
}
func (h *worstFirst) Push(x any) {
	c := x.(*candidate)
	c.slot = len(*h)
	*h = append(*h, c)
}
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
