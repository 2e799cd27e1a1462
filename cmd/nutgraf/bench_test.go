package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/extract"
	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// newsroom makes articles that look like news to every part of the program: names, figures, days and quotes in about 4 KB of
// sentences, whose words follow Zipf's law. The same seed makes the same articles.
type newsroom struct {
	random *rand.Rand
	words  *rand.Zipf
}

func newNewsroom(seed uint64) *newsroom {
	random := rand.New(rand.NewPCG(seed, seed))
	return &newsroom{random, rand.NewZipf(random, 1.1, 8, 20000)}
}

// syllables spell the invented words: a number's digits in base 20.
var syllables = strings.Fields("ba lor min ta ver so kel ni dra pu est gan ri mo tel fa sur li con ex")

func word(n uint64) string {
	s := syllables[n%20]
	for n /= 20; n > 0; n /= 20 {
		s += syllables[n%20]
	}
	return s
}

func (n *newsroom) word() string { return word(n.words.Uint64() + 20) }

func (n *newsroom) name() string {
	capital := func(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
	return capital(word(20+n.random.Uint64N(300))) + " " + capital(word(400+n.random.Uint64N(3000)))
}

func (n *newsroom) clause(length int) string {
	parts := make([]string, length)
	for i := range parts {
		parts[i] = n.word()
	}
	return strings.Join(parts, " ")
}

func (n *newsroom) sentence() string {
	switch n.random.IntN(5) {
	case 0:
		return fmt.Sprintf("“The %s was %s,” said %s, the minister of %s.", n.clause(6), n.clause(3), n.name(), n.word())
	case 1:
		return fmt.Sprintf("More than %d people %s on Tuesday, according to %s.", 100+n.random.IntN(9900), n.clause(8), n.name())
	}
	return fmt.Sprintf("The %s of %s %s.", n.word(), n.name(), n.clause(14))
}

// article is about 4 KB of text.
func (n *newsroom) article(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s of %s\n", n.name(), n.clause(5))
	for range 16 {
		fmt.Fprintf(&b, "\n%s %s\n", n.sentence(), n.sentence())
	}
	return b.String()
}

func (n *newsroom) articles(tb testing.TB, count int) []briefing.Article {
	tb.Helper()
	var out []briefing.Article
	for i := range count {
		source := read.Source{Name: fmt.Sprintf("%d.txt", i), URL: fmt.Sprintf("https://paper-%d.example/%d", i%40, i), Published: time.Date(2026, 1, 1, i%24, 0, 0, 0, time.UTC)}
		for a, err := range read.Articles(strings.NewReader(n.article(i)), source) {
			if err != nil {
				tb.Fatal(err)
			}
			out = append(out, a)
		}
	}
	return out
}

// BenchmarkReading reads 1,000 pasted texts of about 700 words and takes their facts out, on one core.
func BenchmarkReading(b *testing.B) {
	const count = 1000
	n := newNewsroom(3)
	texts, words := make([]string, count), 0
	for i := range texts {
		texts[i] = n.article(i)
		words += len(strings.Fields(texts[i]))
	}
	b.ReportMetric(float64(words)/count, "words/article")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	facts := 0
	for b.Loop() {
		for i, text := range texts {
			for a, err := range read.Articles(strings.NewReader(text), read.Source{Name: fmt.Sprintf("%d.txt", i)}) {
				if err != nil {
					b.Fatal(err)
				}
				facts += len(extract.Facts(a))
			}
		}
	}
	if facts == 0 {
		b.Fatal("no facts")
	}
	b.ReportMetric(count*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkAdd takes text articles in, from the bytes of a paste to the synced file: read, extracted, indexed, committed.
func BenchmarkAdd(b *testing.B) {
	const count = 500
	n := newNewsroom(1)
	texts, size := make([]string, count), 0
	for i := range texts {
		texts[i] = n.article(i)
		size += len(texts[i])
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		b.StopTimer()
		h, err := openHouse(b.Context(), database{path: filepath.Join(b.TempDir(), "bench.db")}, store.Options{}, streams{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		articles := func(yield func(briefing.Article, error) bool) {
			for i, text := range texts {
				for a, err := range read.Articles(strings.NewReader(text), read.Source{Name: fmt.Sprintf("%d.txt", i)}) {
					if !yield(a, err) {
						return
					}
				}
			}
		}
		counts, err := h.intake.Add(context.Background(), articles, func(err error) { b.Error(err) }, nil)
		if err != nil || counts.New != count {
			b.Fatalf("%+v, %v", counts, err)
		}
		b.StopTimer()
		if err := h.db.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(count*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkAsk answers questions over 1,000 articles: warm on an open database (and what of that is finding and ranking), and with the opening as `nutgraf ask` does it.
func BenchmarkAsk(b *testing.B) {
	path := filepath.Join(b.TempDir(), "bench.db")
	h, err := openHouse(b.Context(), database{path: path}, store.Options{}, streams{})
	if err != nil {
		b.Fatal(err)
	}
	n := newNewsroom(2)
	articles := n.articles(b, 1000)
	_, err = h.intake.Add(context.Background(), func(yield func(briefing.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}, nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	if err := h.db.Close(); err != nil {
		b.Fatal(err)
	}
	questions := make([]string, 200)
	for i := range questions {
		questions[i] = fmt.Sprintf("how many people %s %s?", n.clause(3), n.name())
	}
	ask := func(b *testing.B, h *house, i int) {
		if _, err := h.answer.Answer(context.Background(), briefing.Question{Text: questions[i%len(questions)]}); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("warm", func(b *testing.B) {
		h, err := openLibrary(b.Context(), database{path: path}, streams{})
		if err != nil {
			b.Fatal(err)
		}
		defer h.db.Close()
		for i := 0; b.Loop(); i++ {
			ask(b, h, i)
		}
	})
	for name, find := range map[string]func(v *store.View, q search.Query) error{
		"find": func(v *store.View, q search.Query) error {
			q.Top = 40 // as many as are ranked
			_, err := search.Find(v, q)
			return err
		},
		"rank": func(v *store.View, q search.Query) error {
			_, err := rank.Facts(v, rank.Query{Query: q})
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			h, err := openLibrary(b.Context(), database{path: path}, streams{})
			if err != nil {
				b.Fatal(err)
			}
			defer h.db.Close()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				err := h.db.View(b.Context(), func(v *store.View) error { return find(v, search.Query{Text: questions[i%len(questions)]}) })
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("open", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			h, err := openLibrary(b.Context(), database{path: path}, streams{})
			if err != nil {
				b.Fatal(err)
			}
			ask(b, h, i)
			if err := h.db.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
