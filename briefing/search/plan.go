package search

// mergeFactor is how much larger than a segment everything newer may grow, together, before they
// are merged. With 3, a library that grows by equal batches rewrites each fact about log4 n times.
const mergeFactor = 3

// MergePlan says which run of neighbouring segments, [from, to), is to be merged next, given the
// sizes of all of them (facts or bytes), oldest first; ok is false when none is.
//
// It merges the oldest segment that all the newer ones together outweigh by mergeFactor, with all
// of these. What is left is O(log n) segments for a total size of n, and a library that grew by
// any batches has rewritten O(n log n): a merge makes a third more at least of every segment in it.
func MergePlan(sizes []int) (from, to int, ok bool) {
	newer := 0
	for i := len(sizes) - 1; i >= 0; i-- {
		if i < len(sizes)-1 && newer > mergeFactor*max(sizes[i], 1) {
			from, ok = i, true
		}
		newer += max(sizes[i], 1)
	}
	if !ok {
		return 0, 0, false
	}
	return from, len(sizes), true
}
