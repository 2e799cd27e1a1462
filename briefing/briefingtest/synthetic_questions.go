package briefingtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// Mix is a way of asking synthetic news.
type Mix string

const (
	// MixQuestion takes 3 to 7 words out of one fact, as a question of somebody who half remembers it. Questions of news_qa and
	// the like have as many words that are not stop words.
	MixQuestion Mix = "question"
	// MixRare takes the three rarest words of one fact: names of things, where an index should jump straight to a few facts.
	MixRare Mix = "rare"
	// MixCommon takes 3 to 5 of the most frequent words that carry meaning, which no fact need have together: the longest lists
	// of postings there are, and nothing to tell one fact from another by.
	MixCommon Mix = "common"
	// MixLong takes eight words out of one fact and the next: a pasted headline.
	MixLong Mix = "8-word"
)

// Mixes are all of them.
var Mixes = []Mix{MixQuestion, MixRare, MixCommon, MixLong}

// Question is what was asked, and where its words were taken from.
type Question struct {
	Text    string
	Article int             // number of the article
	Ordinal int             // of the fact in it
	Fact    briefing.FactID // "" when it was taken from no fact
}

// Questions draws n questions of a mix about the first articles of the news. The same arguments give the same questions.
func (s *Synthetic) Questions(m Mix, articles, n int) []Question {
	r := rand.New(rand.NewPCG(s.seed^twist, uint64(slices.Index(Mixes, m))))
	out := make([]Question, n)
	for i := range out {
		if m == MixCommon {
			out[i].Text = s.commonQuestion(r)
			continue
		}
		out[i] = s.question(r, m, r.IntN(articles))
	}
	return out
}

// question asks for a fact of an article.
func (s *Synthetic) question(r *rand.Rand, m Mix, number int) Question {
	f, ranks := s.filing(number)
	for {
		at := r.IntN(len(f.Facts) - 1)
		words := distinct(ranks[at])
		switch m {
		case MixQuestion:
			words = drawn(r, words, 3+r.IntN(5))
		case MixRare:
			slices.Sort(words)
			words = words[max(0, len(words)-3):]
		case MixLong:
			words = drawn(r, distinct(append(words, ranks[at+1]...)), 8)
		default:
			panic(fmt.Sprintf("no mix %q", m))
		}
		if len(words) >= 3 {
			return Question{Text: spelled(words), Article: number, Ordinal: at, Fact: f.Facts[at].ID}
		}
	}
}

func (s *Synthetic) commonQuestion(r *rand.Rand) string {
	var words []int
	for n := 3 + r.IntN(3); len(words) < n; {
		words = distinct(append(words, len(stopWords)+r.IntN(commonWords)))
	}
	return spelled(words)
}

// distinct leaves the first of equal ranks, and does not write to its argument.
func distinct(ranks []int) []int {
	var out []int
	for _, rank := range ranks {
		if !slices.Contains(out, rank) {
			out = append(out, rank)
		}
	}
	return out
}

// drawn are n of the ranks, in a new order; all of them when there are fewer.
func drawn(r *rand.Rand, ranks []int, n int) []int {
	r.Shuffle(len(ranks), func(i, j int) { ranks[i], ranks[j] = ranks[j], ranks[i] })
	return ranks[:min(n, len(ranks))]
}

func spelled(ranks []int) string {
	words := make([]string, len(ranks))
	for i, rank := range ranks {
		words[i] = vocabulary().words[rank]
	}
	return strings.Join(words, " ")
}
