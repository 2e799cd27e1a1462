package briefingtest

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"github.com/nutgraf/nutgraf/briefing/text"
)

const (
	english = "en"

	// vocabularyWords are the different words there are. A million words of this news have 60,000 different ones.
	vocabularyWords = 500_000
	givenNames      = 400
	familyNames     = 30_000

	// commonWords are the most frequent words that carry meaning, each in every hundredth to every thousandth fact.
	commonWords = 200
)

// stopWords are the most frequent words of English, in about the order of their frequency: the ones a search leaves out.
var stopWords = strings.Fields(`the of to and a in that is for it was on with as be at by he this have from or his had but are they said
	an one you were all her she there would their we him been has will if more can out so about its into than up
	other some could them only then these may do any my now such our over me most after also made many must before through
	your much should those between under same own while being both because each during here very still down again since until
	does did just make let among above below off too once however within although though whether ever yet every another
	say says get got onto upon per via rather having itself himself themselves thus`)

// language is what articles are made up of.
type language struct {
	words    []string // by rank: stop words, then words that carry meaning
	given    []string
	families []string
}

// vocabulary is the one language of all seeds, made when it is first wanted: a second, 30 MB.
var vocabulary = sync.OnceValue(func() *language {
	seen := make(map[string]bool, vocabularyWords+familyNames)
	for _, w := range stopWords {
		seen[w] = true
	}
	coin := rand.New(rand.NewPCG(1, twist))
	fresh := func(make func(*rand.Rand) string) string {
		for {
			if w := make(coin); !seen[w] {
				seen[w] = true
				return w
			}
		}
	}
	l := &language{words: append(make([]string, 0, vocabularyWords), stopWords...)}
	for len(l.words) < vocabularyWords {
		rank := len(l.words)
		l.words = append(l.words, fresh(func(r *rand.Rand) string { return coined(r, syllables(r, rank)) }))
	}
	for range givenNames {
		l.given = append(l.given, capital(fresh(coinedName)))
	}
	for range familyNames {
		l.families = append(l.families, capital(fresh(coinedName)))
	}
	return l
})

// syllables of a word: the frequent ones are short. With these, a fact has 6 bytes a word, blank included, as English news.
func syllables(r *rand.Rand, rank int) int {
	switch {
	case rank < 2*commonWords:
		return 1 + r.IntN(2)
	case rank < 1_000:
		return 2
	}
	return 2 + r.IntN(2)
}

var (
	onsets = strings.Fields("b b b c c d d d f f g g h h j k l l l m m m n n n p p p r r r s s s s t t t t v v w w br cl cr fl gr pl pr sh sp st tr th")
	vowels = strings.Fields("a a a a e e e e i i i o o o u u ai ea")
	// codas close a word so that no stemmer of English takes anything off it: no s, ing, er, al, ly, ant, ent, ion, ism, y or e.
	codas = strings.Fields("b b d d d g g k k k m m m n n n p p p t t t t x rk rt rn mp nd nk")
)

// coined is a word of n syllables that its stem is equal to.
func coined(r *rand.Rand, n int) string {
	for {
		var b strings.Builder
		for range n {
			b.WriteString(onsets[r.IntN(len(onsets))])
			b.WriteString(vowels[r.IntN(len(vowels))])
		}
		b.WriteString(codas[r.IntN(len(codas))])
		if w := b.String(); len(w) > 3 && text.Stem(w, english) == w && !text.Stop(w, english) { // no "worn", which is filed under "wear"
			return w
		}
	}
}

// coinedName is a name of two or three syllables; it ends in a vowel, so that it is no word.
func coinedName(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(2) {
		b.WriteString(onsets[r.IntN(len(onsets))])
		b.WriteString(vowels[r.IntN(len(vowels))])
		if r.IntN(2) == 0 {
			b.WriteString([]string{"l", "n", "r", "k", "m"}[r.IntN(5)])
		}
	}
	b.WriteString(onsets[r.IntN(len(onsets))])
	b.WriteString([]string{"a", "o", "a", "o", "u"}[r.IntN(5)])
	return b.String()
}

// Vocabulary yields the words that carry meaning of made-up news, the most frequent first, n at a time.
func Vocabulary(n int) iter.Seq[[]string] {
	return slices.Chunk(vocabulary().words[len(stopWords):], n)
}
