package search

// mergeFactor is how much larger than a segment everything newer may grow, together, before they
// are merged. With 3, a library that grows by equal batches writes each fact about log4 n times.
const mergeFactor = 3

// maxMerged is how many bytes a merge may make, so that it needs neither much time nor much memory, however large the
// library: the segments to be merged and the merged one, this once more while it is put together, are in memory at a time.
const maxMerged = 128 << 20

// MergePlan says which run of neighbouring segments, [from, to), is to be merged next, given the
// bytes of each of them, oldest first; ok is false when none is.
//
// It merges the oldest segment that all the newer ones together outweigh by mergeFactor, with as many
// of these as fit into maxMerged. What is left is O(log n) segments for n bytes below maxMerged, and beyond that as
// many full ones as it takes, of which any two neighbours exceed maxMerged. A library that grew by any batches has written each
// fact O(log n) times: a merge makes a third more at least of every segment in it.
func MergePlan(sizes []int) (from, to int, ok bool) { return mergePlan(sizes, maxMerged) }

func mergePlan(sizes []int, most int) (from, to int, ok bool) {
	newer := 0
	for i := len(sizes) - 1; i >= 0; i-- {
		if i < len(sizes)-1 && newer > mergeFactor*max(sizes[i], 1) && sizes[i]+sizes[i+1] <= most {
			from, ok = i, true
		}
		newer += max(sizes[i], 1)
	}
	if !ok {
		return 0, 0, false
	}
	total := 0
	for to = from; to < len(sizes) && total+sizes[to] <= most; to++ {
		total += sizes[to]
	}
	return from, to, true
}
