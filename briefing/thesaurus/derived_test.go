package thesaurus

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// TestDerived measures Derived on pairs of one family and on near misses (testdata/derived.txt). Pairs that share a stem are the
// stemmer's doing and not counted.
func TestDerived(t *testing.T) {
	file, err := os.ReadFile("testdata/derived.txt")
	if err != nil {
		t.Fatal(err)
	}
	var family, found, ruled, apart, wrong int
	for line := range strings.Lines(string(file)) {
		fields := strings.Fields(line)
		if fields[0] == "#" {
			continue
		}
		a, b := text.Stem(fields[1], ""), text.Stem(fields[2], "")
		if a == b {
			continue
		}
		forward, back := strengthOf(Derived(a), b), strengthOf(Derived(b), a)
		if forward != back {
			t.Errorf("%s from %s is %.1f, the other way %.1f", fields[2], fields[1], forward, back)
		}
		switch fields[0] {
		case "yes":
			family++
			if forward > 0 {
				found++
			} else {
				t.Logf("missed: %s %s", fields[1], fields[2])
			}
			if holds(byRule(a, nil), b) {
				ruled++
			}
		case "no":
			apart++
			if forward > 0 {
				wrong++
				t.Logf("wrong: %s %s", fields[1], fields[2])
			}
		}
	}
	recall, precision := float64(found)/float64(family), float64(found)/float64(found+wrong)
	t.Logf("of %d pairs of a family %d found, %d by the rules alone; of %d near misses %d taken: recall %.3f, precision %.3f",
		family, found, ruled, apart, wrong, recall, precision)
	if recall < 0.97 || precision < 0.97 {
		t.Error("recall or precision is under 0.97")
	}
}

func strengthOf(forms []Form, stem string) float64 {
	i := slices.IndexFunc(forms, func(f Form) bool { return f.Stem == stem })
	if i < 0 {
		return 0
	}
	return forms[i].Strength
}

// TestDerivedWords counts, for every word of news.txt, which other words of it the rules alone call its family: what an index of as many
// words would be asked for.
func TestDerivedWords(t *testing.T) {
	words := map[string]string{}
	for _, g := range newsGroups(t) {
		for _, m := range g.members {
			for i, s := range m.stems {
				words[s] = m.words[i]
			}
		}
	}
	var pairs []string
	for s, w := range words {
		forms := Derived(s)
		if strengthOf(forms, s) > 0 {
			t.Errorf("%s is derived from itself", w)
		}
		for _, f := range forms {
			if other, ok := words[f.Stem]; ok && f.Strength == ruleForm && s < f.Stem {
				pairs = append(pairs, w+"/"+other)
			}
		}
	}
	slices.Sort(pairs)
	t.Logf("%d words, %d pairs by rule: %s", len(words), len(pairs), strings.Join(pairs, " "))
}

func BenchmarkDerived(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Derived("resign")
	}
}
