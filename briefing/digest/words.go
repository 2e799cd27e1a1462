package digest

import (
	"math"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// vocabulary numbers the stems of a digest's articles in the order in which they are met, and knows how rare each is. Articles are
// met in one order always, so that the same articles always come out the same to the last bit.
type vocabulary struct {
	number map[string]int32
	stem   []string
	count  []int32 // articles that have it
	texts  int     // articles counted
}

func newVocabulary() *vocabulary { return &vocabulary{number: make(map[string]int32)} }

// of is the number of a stem, a new one if it was not met before.
func (v *vocabulary) of(stem string) int32 {
	n, ok := v.number[stem]
	if !ok {
		n = int32(len(v.stem))
		v.number[stem] = n
		v.stem, v.count = append(v.stem, stem), append(v.count, 0)
	}
	return n
}

// add counts the words of one article.
func (v *vocabulary) add(words []int32) {
	v.texts++
	for _, w := range words {
		v.count[w]++
	}
}

// weight is the logarithm of how few articles have a word, squared, as it enters a cosine.
func (v *vocabulary) weight(w int32) float64 {
	rare := math.Log(1 + float64(v.texts)/float64(max(1, v.count[w])))
	return rare * rare
}

// norm is the length of an article's vector of weights.
func (v *vocabulary) norm(words []int32) float64 {
	total := 0.0
	for _, w := range words {
		total += v.weight(w)
	}
	return math.Sqrt(total)
}

// rarest are the n words of an article that fewest others have, the rarest first.
func (v *vocabulary) rarest(words []int32, n int) []string {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b int32) int {
		switch wa, wb := v.weight(a), v.weight(b); {
		case wa > wb:
			return -1
		case wa < wb:
			return 1
		}
		return 0
	})
	var out []string
	for _, w := range words[:min(n, len(words))] {
		out = append(out, v.stem[w])
	}
	return out
}

// compared are the words and the runs of three words of an article, each in rising order and once: only of its headline and its evidence, so
// that two pages with the same furniture are not the same story.
func (v *vocabulary) compared(a briefing.Article, facts []briefing.Fact) (words []int32, runs []uint64) {
	take := func(tokens []text.Word) {
		for _, w := range tokens {
			if !text.Stop(w.Norm, a.Language) {
				words = append(words, v.of(text.Stem(w.Norm, a.Language)))
			}
		}
	}
	take(text.Words(a.Headline))
	for _, f := range facts {
		tokens := text.Words(f.Text)
		take(tokens)
		runs = appendRuns(runs, tokens)
	}
	return sorted(words), sorted(runs)
}

// leading are the words of an article's headline and first fact: what it is about, before it tells what it was about.
func (v *vocabulary) leading(a briefing.Article, facts []briefing.Fact) []int32 {
	var out []int32
	for _, s := range []string{a.Headline, facts[0].Text} {
		for _, w := range text.Words(s) {
			if !text.Stop(w.Norm, a.Language) {
				out = append(out, v.of(text.Stem(w.Norm, a.Language)))
			}
		}
	}
	return sorted(out)
}

// covered is the share of words, by their weight, that are in a set.
func (v *vocabulary) covered(words []int32, set map[int32]bool) float64 {
	in, all := 0.0, 0.0
	for _, w := range words {
		weight := v.weight(w)
		all += weight
		if set[w] {
			in += weight
		}
	}
	if all == 0 {
		return 0
	}
	return in / all
}

// runsOf are the runs of three words of a text: what reprints share.
func runsOf(s string) []uint64 { return sorted(appendRuns(nil, text.Words(s))) }

func appendRuns(out []uint64, tokens []text.Word) []uint64 {
	var before [2]uint64
	for i, w := range tokens {
		h := hashed(w.Norm)
		if i >= 2 {
			out = append(out, (before[0]*prime+before[1])*prime+h)
		}
		before[0], before[1] = before[1], h
	}
	return out
}

const prime = 1099511628211

// hashed is FNV-1a of a word: the same in each process.
func hashed(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * prime
	}
	return h
}

// sorted puts a slice in rising order, each element once.
func sorted[T int32 | uint64](s []T) []T {
	slices.Sort(s)
	return slices.Clip(slices.Compact(s))
}

// sharedOf counts what two rising slices share.
func sharedOf[T int32 | uint64](a, b []T) int {
	n := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] < b[k]:
			i++
		case a[i] > b[k]:
			k++
		default:
			n++
			i, k = i+1, k+1
		}
	}
	return n
}
