package answer

import (
	"iter"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// vocabulary numbers the words of meaning of some facts, and counts what has them: how rare a word is among these facts says how
// much it tells two of them apart.
type vocabulary struct {
	numbers  map[string]int
	facts    []int       // that have the word
	articles []int       // that have it in a fact
	latest   []*covering // the article it was counted for last
	figure   []bool      // it begins with a digit
	read     int         // facts

	rarities []float64 // by how many facts have a word, as far as they were asked for; 0 where not
	of       int       // facts read when they were
}

func newVocabulary() vocabulary { return vocabulary{numbers: map[string]int{}} }

// add counts the words of a fact of an article and returns the numbers of its words, rising, none twice. Facts of an article must come together.
func (v *vocabulary) add(fact []text.Word, of *covering) []int {
	v.read++
	var out []int
	for _, w := range fact {
		if text.Stop(w.Norm, of.head.Language) {
			continue
		}
		n, known := v.numbers[w.Norm]
		if !known {
			n = len(v.facts)
			v.numbers[w.Norm] = n
			first, _ := utf8.DecodeRuneInString(w.Norm)
			v.facts, v.articles, v.latest = append(v.facts, 0), append(v.articles, 0), append(v.latest, nil)
			v.figure = append(v.figure, unicode.IsDigit(first))
		}
		out = append(out, n)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	for _, n := range out {
		v.facts[n]++
		if v.latest[n] != of {
			v.articles[n]++
			v.latest[n] = of
		}
	}
	return out
}

// rarity is what a word weighs. A topic's facts are compared each with each, which asks for it a million times.
func (v *vocabulary) rarity(n int) float64 {
	if v.of != v.read {
		v.rarities, v.of = append(v.rarities[:0], make([]float64, v.read+1)...), v.read
	}
	r := &v.rarities[v.facts[n]]
	if *r == 0 {
		*r = math.Log(1 + float64(v.read)/float64(v.facts[n]))
	}
	return *r
}

// weight is what words weigh together.
func (v *vocabulary) weight(words []int) (sum float64) {
	for _, n := range words {
		sum += v.rarity(n)
	}
	return sum
}

// likeness is how much of what two facts say is the same, 0 to 1: the weight of the words they share beside that of all words
// of the one that says less.
func (v *vocabulary) likeness(a, b []int) float64 {
	common := 0.0
	for n := range shared(a, b) {
		common += v.rarity(n)
	}
	if common == 0 {
		return 0
	}
	return common / min(v.weight(a), v.weight(b))
}

// shared yields the numbers that are in both of two rising lists.
func shared(a, b []int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, j := 0, 0; i < len(a) && j < len(b); {
			switch {
			case a[i] < b[j]:
				i++
			case a[i] > b[j]:
				j++
			case !yield(a[i]):
				return
			default:
				i, j = i+1, j+1
			}
		}
	}
}
