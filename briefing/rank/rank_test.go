package rank_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// library is made of articles whose first line is the headline.
func library(t testing.TB, articles ...string) *briefingtest.Library {
	t.Helper()
	var out []briefing.Article
	for i, s := range articles {
		headline, body, _ := strings.Cut(s, "\n")
		from := read.Source{
			Name: "article.txt", URL: fmt.Sprintf("https://harbour.example/%d", i), Title: headline, Published: time.Date(2026, 1, 4, 9, 0, 0, 0, time.UTC),
			Now: briefingtest.Taken,
		}
		for a, err := range read.Articles(strings.NewReader(body), from) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, a)
		}
	}
	return briefingtest.NewLibrary(out...)
}

func ranked(t testing.TB, l *briefingtest.Library, question string) rank.Result {
	t.Helper()
	result, err := rank.Facts(l, rank.Query{Query: search.Query{Text: question}})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

var bridge = []string{
	`Quarrel over the Sandvik bridge
The Sandvik bridge was closed to lorries after cracks were found in two of its piers.

Engineers inspected the bridge for nine days. Inspector Tora Hagen found the cracks in October 2025.

“The bridge is safe for cars,” said Odd Lunde, the mayor of Sandvik. The repair will cost 4.2 million kroner.

Hauliers have to go round by Elvenes, which takes forty minutes more. The bridge was closed because the cracks had grown since the spring.`,
	`Sandvik bridge club wins cup
The Sandvik bridge club won the regional cup on Sunday. The club meets above the bakery in Elvenes.`,
	`Lorries stuck in snow
Nine lorries were stuck in snow near Elvenes on Saturday. Drivers waited in a school.`,
}

// What is wanted comes first although other facts have as many of the question's words.
func TestWantedComesFirst(t *testing.T) {
	l := library(t, bridge...)
	for _, tt := range []struct{ question, want string }{
		{"who found the cracks in the Sandvik bridge?", "Tora Hagen found"},
		{"when were the bridge cracks found?", "October 2025"},
		{"how much will the bridge repair cost?", "4.2 million"},
		{"why was the Sandvik bridge closed?", ""},
		{"what did Odd Lunde say about the bridge?", "safe for cars"},
		{"where does the bridge club meet?", "bakery in Elvenes"},
	} {
		hits := ranked(t, l, tt.question).Hits
		if len(hits) == 0 || !strings.Contains(hits[0].Fact.Text, tt.want) {
			t.Errorf("%s: want %q first, have %q", tt.question, tt.want, texts(hits))
		}
	}
}

func texts(hits []rank.Hit) (out []string) {
	for _, h := range hits {
		out = append(out, h.Fact.Text)
	}
	return out
}

func TestReprintsAreOneHit(t *testing.T) {
	l := library(t,
		"Fire at mill\nA fire destroyed the old paper mill at Brekke on Monday night, and nobody was hurt, the fire service said.",
		"Mill burns\nA fire destroyed the old paper mill at Brekke on Monday night, and nobody was hurt, the fire service said.",
		"Mill gone\nA fire destroyed the old paper mill at Brekke on Monday evening, and nobody was hurt, the fire service said.",
		"Another figure\nA fire destroyed the old paper mill at Brekke on Tuesday night, and nobody was hurt, the fire service said.",
	)
	hits := ranked(t, l, "paper mill fire Brekke").Hits
	if len(hits) != 2 {
		t.Fatalf("want two different facts, have %q", texts(hits))
	}
	if n := len(hits[0].Reprints) + len(hits[1].Reprints); n != 2 {
		t.Errorf("want two reprints, have %d", n)
	}
	for _, h := range hits {
		for _, p := range h.Reprints {
			f, err := l.Fact(p.Revision, p.Ordinal)
			if err != nil || strings.Contains(f.Text, "Tuesday") != strings.Contains(h.Fact.Text, "Tuesday") {
				t.Errorf("another day is no reprint: %q of %q, %v", f.Text, h.Fact.Text, err)
			}
		}
	}
}

func TestScoresFollowTheSignals(t *testing.T) {
	l := library(t, bridge...)
	hits := ranked(t, l, "who found the cracks in the Sandvik bridge?").Hits
	w := rank.Weights()
	sum := func(h rank.Hit) (sum float64) {
		for i, v := range h.Signals {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s of %q is %v", rank.Signals[i].Name, h.Fact.Text, v)
			}
			sum += v * w[i]
		}
		return sum
	}
	if hits[0].Score != 1 {
		t.Errorf("the best has odds of %v", hits[0].Score)
	}
	for _, h := range hits {
		if want := math.Exp(sum(h) - sum(hits[0])); math.Abs(h.Score-want) > 1e-9 {
			t.Errorf("%q has odds of %v, its signals say %v", h.Fact.Text, h.Score, want)
		}
	}
	if !slices.IsSortedFunc(hits, func(a, b rank.Hit) int { return int(math.Copysign(1, b.Score-a.Score)) }) {
		t.Error("the hits are not in the order of their scores")
	}
}

func TestTopBounds(t *testing.T) {
	l := library(t, bridge...)
	result, err := rank.Facts(l, rank.Query{Query: search.Query{Text: "bridge", Top: 2}})
	if err != nil || len(result.Hits) != 2 {
		t.Errorf("%d hits, %v", len(result.Hits), err)
	}
	if hits := ranked(t, l, "the of and").Hits; len(hits) != 0 {
		t.Errorf("small words find %q", texts(hits))
	}
}

func TestEverySignalHasAWeight(t *testing.T) {
	if missing := rank.Unweighted(); len(missing) > 0 {
		t.Errorf("the table of weights and the signals differ in %q", missing)
	}
	seen := map[string]bool{}
	for _, s := range rank.Signals {
		if s.Name == "" || s.Unit == "" || s.Reason == "" || seen[s.Name] {
			t.Errorf("signal %+v needs a name of its own, a unit and a reason", s)
		}
		seen[s.Name] = true
	}
}

func TestArticles(t *testing.T) {
	l := library(t, bridge...)
	found, err := rank.Articles(l, search.Query{Text: "who won the bridge club cup"})
	if err != nil || len(found) == 0 {
		t.Fatal(found, err)
	}
	a, err := l.Article(found[0].Revision)
	if err != nil || a.Headline != "Sandvik bridge club wins cup" {
		t.Errorf("first is %q, %v", a.Headline, err)
	}
}

// FuzzFacts asks anything: no signal is without a value, and no fact comes twice.
func FuzzFacts(f *testing.F) {
	l := library(f, bridge...)
	for _, q := range []string{"who found the cracks?", "how many lorries", "\x00\xff", "桥 在 哪里", strings.Repeat("bridge ", 100), "“", "1 2 3 4", "Sandvik's"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, question string) {
		result, err := rank.Facts(l, rank.Query{Query: search.Query{Text: question}})
		if err != nil {
			t.Fatal(err)
		}
		seen := map[briefing.FactID]bool{}
		for _, h := range result.Hits {
			if seen[h.Fact.ID] {
				t.Errorf("%q comes twice", h.Fact.Text)
			}
			seen[h.Fact.ID] = true
			for i, v := range h.Signals {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Errorf("%s of %q is %v", rank.Signals[i].Name, h.Fact.Text, v)
				}
			}
		}
	})
}
