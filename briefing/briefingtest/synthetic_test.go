package briefingtest

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// A word that were read as two, dropped or stemmed into another would make lists of postings longer than Zipf's law says.
func TestSyntheticWords(t *testing.T) {
	for _, w := range stopWords {
		if !text.Stop(w, "en") {
			t.Errorf("%q is no stop word", w)
		}
	}
	l := vocabulary()
	seen := map[string]bool{}
	for i, w := range append(append(append([]string{}, l.words[len(stopWords):]...), l.given...), l.families...) {
		if seen[strings.ToLower(w)] {
			t.Fatalf("%q is there twice", w)
		}
		seen[strings.ToLower(w)] = true
		if i > 10_000 && i%10 != 0 {
			continue
		}
		read := text.Words(w)
		if len(read) != 1 || read[0].Span.Of(w) != w || text.Stop(read[0].Norm, english) || text.Stem(read[0].Norm, english) != strings.ToLower(w) {
			t.Fatalf("%q is read as %v", w, read)
		}
	}
}

// The words of a law must come as often as it says.
func TestLaw(t *testing.T) {
	l := newLaw(1000, func(rank float64) float64 { return 1 / (rank + 1) })
	random, counts := rand.New(rand.NewPCG(1, 1)), make([]int, 1000)
	for range 1_000_000 {
		counts[l.draw(random)]++
	}
	for rank, want := range map[int]float64{0: 133_600, 1: 66_800, 9: 13_360, 99: 1_336, 999: 134} { // a million by the 1000th harmonic number, 7.485
		if got := float64(counts[rank]); math.Abs(got-want) > 5*math.Sqrt(want) {
			t.Errorf("rank %d came %.0f times, not %.0f", rank, got, want)
		}
	}
}

func TestSyntheticFiling(t *testing.T) {
	s, again := NewSynthetic(1), NewSynthetic(1)
	again.Filing(999) // what was made before must not matter
	revisions := map[briefing.RevisionID]bool{}
	facts, words, bytes, stops := 0, 0, 0, 0
	for n := range 200 {
		f := s.Filing(n)
		if diff := cmp.Diff(f, again.Filing(n)); diff != "" {
			t.Fatalf("article %d is not the same when made again:\n%s", n, diff)
		}
		if revisions[f.Article.Revision] {
			t.Fatalf("article %d has a revision that another one has", n)
		}
		revisions[f.Article.Revision] = true
		end := 0
		for i, fact := range f.Facts {
			block := f.Article.Blocks[fact.Block]
			if fact.Span.Start < end || fact.Span.Of(f.Article.Text) != fact.Text || fact.ID != briefing.NewFactID(f.Article.Revision, fact.Span) ||
				block.Kind != briefing.BlockBody || fact.Span.Start < block.Span.Start || fact.Span.End > block.Span.End {
				t.Fatalf("article %d, fact %d is no piece of the text: %+v", n, i, fact)
			}
			end = fact.Span.End
			for _, m := range fact.Mentions {
				if !strings.HasSuffix(m.Name, m.Span.Of(f.Article.Text)) {
					t.Errorf("%q is printed as %q", m.Name, m.Span.Of(f.Article.Text))
				}
			}
			for _, w := range text.Words(fact.Text) {
				words++
				if text.Stop(w.Norm, "en") {
					stops++
				}
			}
			facts++
			bytes += len(fact.Text)
		}
	}
	perFact, perWord, stopped := float64(words)/float64(facts), float64(bytes)/float64(words), float64(stops)/float64(words)
	t.Logf("%d facts; %.1f words a fact, %.2f bytes a word, %.2f of them stop words", facts, perFact, perWord, stopped)
	if perFact < 23 || perFact > 26 || perWord < 5.7 || perWord > 6.3 || stopped < 0.4 || stopped > 0.46 || facts < 7600 || facts > 8400 {
		t.Error("which is not what news is like")
	}
}

func TestSyntheticQuestions(t *testing.T) {
	s := NewSynthetic(7)
	for _, m := range Mixes {
		questions := s.Questions(m, 50, 40)
		if diff := cmp.Diff(questions, NewSynthetic(7).Questions(m, 50, 40)); diff != "" {
			t.Errorf("%s: the questions are not the same when drawn again:\n%s", m, diff)
		}
		for _, q := range questions {
			words := strings.Fields(q.Text)
			if len(words) < 3 || len(words) > 8 {
				t.Errorf("%s: %q", m, q.Text)
			}
			if m == MixCommon {
				continue
			}
			f := s.Filing(q.Article)
			printed := strings.ToLower(f.Article.Text)
			for _, w := range words {
				if !strings.Contains(printed, w) {
					t.Errorf("%s: %q is not in article %d", m, w, q.Article)
				}
			}
			if q.Fact != f.Facts[q.Ordinal].ID {
				t.Errorf("%s: fact %s is not fact %d of article %d", m, q.Fact, q.Ordinal, q.Article)
			}
		}
	}
}

// Without stop words the most frequent word is in most facts, and is asked for.
func TestPlain(t *testing.T) {
	s := NewPlain(1)
	most, having, facts := vocabulary().words[len(stopWords)], 0, 0
	for f := range s.Filings(2000) {
		for _, fact := range f.Facts {
			facts++
			if slices.Contains(strings.FieldsFunc(strings.ToLower(fact.Text), func(r rune) bool { return r < 'a' }), most) {
				having++
			}
		}
	}
	if share := float64(having) / float64(facts); share < 0.5 || share > 0.95 {
		t.Errorf("%q is in %.2f of the facts", most, share)
	}
	asked := 0
	for _, q := range s.Questions(MixQuestion, 50, 1000) {
		if slices.Contains(strings.Fields(q.Text), most) {
			asked++
		}
	}
	if asked < 50 {
		t.Errorf("%d of 1000 questions ask for it", asked)
	}
}

func TestSyntheticFilings(t *testing.T) {
	facts := 0
	for f := range NewSynthetic(3).Filings(1000) {
		if facts >= 1000 {
			t.Fatal("more articles than were asked for")
		}
		facts += len(f.Facts)
	}
	if facts < 1000 {
		t.Errorf("%d facts", facts)
	}
}

func BenchmarkSyntheticFiling(b *testing.B) {
	s := NewSynthetic(1)
	facts := 0
	for i := 0; b.Loop(); i++ {
		facts += len(s.Filing(i).Facts)
	}
	b.ReportMetric(float64(facts)/b.Elapsed().Seconds(), "facts/s")
}
