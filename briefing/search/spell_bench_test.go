package search_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// vocabulary is a dictionary of the n most frequent words of made-up news.
func vocabulary(n int) search.Dictionary {
	f := briefing.Filing{Article: briefing.Article{Revision: "revision", Language: "en"}}
	for words := range briefingtest.Vocabulary(100) {
		if len(f.Facts)*100 == n {
			break
		}
		f.Facts = append(f.Facts, briefing.Fact{Text: strings.Join(words, " ")})
	}
	return search.OpenDictionary(search.Build([]briefing.Filing{f}))
}

// misspelt are 64 words of the vocabulary with another letter in them, which is not the first.
func misspelt(length int, r *rand.Rand) []string {
	var words, asked []string
	for some := range briefingtest.Vocabulary(100) {
		words = append(words, some...)
	}
	for len(asked) < 64 {
		if w := words[r.IntN(len(words))]; len(w) == length {
			at := r.IntN(length-1) + 1
			asked = append(asked, w[:at]+"q"+w[at+1:])
		}
	}
	return asked
}

func BenchmarkSpellings(b *testing.B) {
	d := vocabulary(1 << 20) // there are half a million
	for _, length := range []int{4, 7, 8, 12} {
		asked := misspelt(length, rand.New(rand.NewPCG(1, uint64(length))))
		b.Run(fmt.Sprintf("letters=%d", length), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := d.Spellings(asked[i%len(asked)], 5); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
