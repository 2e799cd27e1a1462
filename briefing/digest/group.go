package digest

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

const (
	// sameStory is the mean cosine of an article's rarity-weighted words with those of a story's articles from which it
	// belongs to the story. Articles about one event share its names and objects; those of one topic share half as much.
	sameStory = 0.20
	// sameOrigin is the share of the smaller text's three-word runs from which two texts are one wire text.
	sameOrigin = 0.60
)

// group puts filings about the same event together, and orders the stories: corrections first, those that
// say when they were published before those that do not, then by independent origins, number of articles and time, newest first. Within a story the newest text that is no reprint leads; a correction
// leads in any case. Filings come oldest first: each joins the story it is most like, or begins one.
func group(filings []filing) [][]filing {
	weight := rarity(filings)
	var stories [][]filing
	for _, f := range slices.SortedFunc(slices.Values(filings), byFiled) {
		best, likeness := -1, sameStory
		for i, story := range stories {
			if l := meanCosine(f, story, weight); l >= likeness {
				best, likeness = i, l
			}
		}
		if best < 0 {
			stories = append(stories, []filing{f})
			continue
		}
		f.reprint = slices.ContainsFunc(stories[best], func(older filing) bool { return reprint(older, f) })
		stories[best] = append(stories[best], f)
	}
	for _, story := range stories {
		slices.SortFunc(story, byLead)
	}
	slices.SortFunc(stories, byWeight)
	return stories
}

func meanCosine(f filing, story []filing, weight map[string]float64) float64 {
	total := 0.0
	for _, other := range story {
		total += cosine(f.words, other.words, weight)
	}
	return total / float64(len(story))
}

// rarity is the weight of each word: the logarithm of how few of the filings have it.
func rarity(filings []filing) map[string]float64 {
	count := make(map[string]int)
	for _, f := range filings {
		for w := range f.words {
			count[w]++
		}
	}
	weight := make(map[string]float64, len(count))
	for w, n := range count {
		weight[w] = math.Log(1 + float64(len(filings))/float64(n))
	}
	return weight
}

// cosine sums in sorted order of words, so that the same two articles always come out the same to the last bit.
func cosine(a, b map[string]bool, weight map[string]float64) float64 {
	norm := func(words map[string]bool) float64 {
		return math.Sqrt(sum(words, weight, func(string) bool { return true }))
	}
	shared := sum(a, weight, func(w string) bool { return b[w] })
	if shared == 0 {
		return 0
	}
	return shared / (norm(a) * norm(b))
}

// sum adds the squared weights of the words that count, smallest first.
func sum(words map[string]bool, weight map[string]float64, counts func(string) bool) float64 {
	var squares []float64
	for w := range words {
		if counts(w) {
			squares = append(squares, weight[w]*weight[w])
		}
	}
	slices.Sort(squares)
	total := 0.0
	for _, s := range squares {
		total += s
	}
	return total
}

// origins counts the independent texts of a story.
func origins(g []filing) int {
	n := 0
	for _, f := range g {
		if !f.reprint {
			n++
		}
	}
	return n
}

// reprint reports whether two texts are one, but for the edits of a desk.
func reprint(a, b filing) bool {
	if len(a.shingles) > len(b.shingles) {
		a, b = b, a
	}
	if len(a.shingles) == 0 {
		return false
	}
	shared := 0
	for s := range a.shingles {
		if b.shingles[s] {
			shared++
		}
	}
	return float64(shared) >= sameOrigin*float64(len(a.shingles))
}

// byLead puts corrections first, own texts before reprints, then the newest.
func byLead(a, b filing) int {
	return cmp.Or(first(corrects(a.article), corrects(b.article)), first(!a.reprint, !b.reprint), byFiled(b, a))
}

func byWeight(a, b []filing) int {
	return cmp.Or(
		first(corrects(a[0].article), corrects(b[0].article)),
		first(dated(a), dated(b)), // what only was read in the period may be old
		cmp.Compare(origins(b), origins(a)),
		cmp.Compare(len(b), len(a)),
		byFiled(b[0], a[0]),
		strings.Compare(string(a[0].article.ID), string(b[0].article.ID)),
	)
}

// dated reports whether an article of a story says when it was published.
func dated(g []filing) bool {
	return slices.ContainsFunc(g, func(f filing) bool { return !f.article.Published.IsZero() })
}

func first(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}
