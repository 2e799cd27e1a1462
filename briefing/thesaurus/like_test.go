package thesaurus

import (
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// stemsOf are the stems of a text's words.
func stemsOf(s string) (out []string) {
	for _, w := range text.Words(s) {
		out = append(out, text.Stem(w.Norm, ""))
	}
	return out
}

// named finds an alternative by its words.
func named(as []Alternative, words string) (Alternative, bool) {
	i := slices.IndexFunc(as, func(a Alternative) bool { return strings.Join(a.Words, " ") == words })
	if i < 0 {
		return Alternative{}, false
	}
	return as[i], true
}

func TestLike(t *testing.T) {
	for _, tt := range []struct {
		word, other string
		strength    float64
		pos         POS
	}{
		{"prohibited", "forbid", 0.8, Verb}, // by stem
		{"bought", "purchase", 0.8, Verb},   // an irregular form
		{"bought", "snap up", 0.8, Verb},    // a phrase
		{"blaze", "fire", 0.8, Noun},
		{"destroyed", "wreck", 0.8, Verb},
		{"french", "france", 0.8, Name},
		{"france", "paris", 0.3, Name},
		{"paris", "france", 0.3, Name},
		{"paris", "frenchman", 0.3, Name},
		{"kyiv", "kiev", 0, 0}, // two that are only related are strangers
		{"blaze", "forbid", 0, 0},
		{"blorptastic", "fire", 0, 0},
		{"", "fire", 0, 0},
	} {
		found, ok := named(Like(tt.word, text.Stem(tt.word, "")), tt.other)
		if ok != (tt.strength > 0) || found.Strength != tt.strength || found.POS != tt.pos {
			t.Errorf("%s like %s: %+v, want %.2f as %s", tt.word, tt.other, found, tt.strength, tt.pos)
		}
	}
}

// TestLikeAll holds every word of the file against what its line says: found, no weaker than said, never itself, each once, in order.
func TestLikeAll(t *testing.T) {
	for _, g := range newsGroups(t) {
		if g.kind > byte(Name) {
			continue
		}
		for _, m := range g.members {
			if len(m.stems) != 1 {
				continue
			}
			like := Like(m.words[0], m.stems[0])
			if !slices.IsSortedFunc(like, func(a, b Alternative) int { return int(100*b.Strength) - int(100*a.Strength) }) {
				t.Errorf("%s: not in order of strength", m.text)
			}
			seen := map[string]bool{}
			for _, a := range like {
				key := strings.Join(a.Stems, " ")
				if seen[key] || key == m.stems[0] || a.Strength <= 0 || len(a.Words) != len(a.Stems) {
					t.Errorf("%s: %+v", m.text, a)
				}
				seen[key] = true
			}
			for _, o := range g.members {
				want := strengths[m.mark][o.mark]
				if slices.Equal(o.stems, m.stems) || want == 0 {
					continue
				}
				i := slices.IndexFunc(like, func(a Alternative) bool { return slices.Equal(a.Stems, o.stems) })
				if i < 0 || like[i].Strength < want {
					t.Errorf("line %d: %s does not find %s", g.line, m.text, o.text)
				}
			}
		}
	}
}

func BenchmarkLike(b *testing.B) {
	for name, word := range map[string]string{"known": "purchase", "crowded": "attack", "unknown": "blorptast"} {
		stem := text.Stem(word, "")
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Like(word, stem)
			}
		})
	}
}

func TestFit(t *testing.T) {
	for _, tt := range []struct {
		word, member string
		kind         POS
		want         float64
	}{
		{"sacks", "sack", Verb, 1},
		{"sacked", "sack", Verb, 1},
		{"sacked", "sack", Noun, loose},
		{"stopped", "stop", Verb, 1},
		{"making", "make", Verb, 1},
		{"carried", "carry", Verb, 1},
		{"cities", "city", Noun, 1},
		{"mayor's", "mayor", Noun, 1},
		{"building", "build", Noun, 1},
		{"train", "training", Noun, loose},
		{"school", "schooled", Adjective, loose},
		{"generally", "general", Noun, loose},
		{"resignation", "resign", Verb, loose},
		{"won", "win", Verb, 1},
		{"left", "leave", Noun, loose},
		{"left", "leave", Any, 1},
		{"children", "child", Noun, 1},
		{"people", "person", Noun, 1},
		{"greeks", "greek", Name, 1},
	} {
		if got := fit(tt.word, tt.member, kind(tt.kind)); got != tt.want {
			t.Errorf("%s for the %s %s fits %.1f, want %.1f", tt.word, tt.kind, tt.member, got, tt.want)
		}
	}
}
