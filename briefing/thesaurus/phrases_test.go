package thesaurus

import (
	"slices"
	"strings"
	"testing"
)

func TestPhrases(t *testing.T) {
	for _, tt := range []struct{ question, phrase, other string }{
		{"Blorp the zibble of wug", "", ""},
		{"Which shops will shut down in May", "shut down", "close"},
		{"How much did the new bridge over the river cost?", "How much did the new bridge over the river cost", "price"},
		{"how much will it cost", "how much will it cost", "bill"},
		{"How expensive was it", "How expensive", "cost"},
		{"Who has replaced the manager", "Who has replaced", "successor"},
		{"How old is Ann Marsh", "How old is", "year old"},
		{"The army pulled out of the valley", "pulled out", "withdraw"},
		{"When did the siege start?", "When did the siege start", "begin"},
		{"cost much how", "", ""},
		{"", "", ""},
	} {
		t.Run(tt.question, func(t *testing.T) {
			words := strings.Fields(strings.Trim(tt.question, "?"))
			matches := Phrases(stemsOf(tt.question))
			if !slices.IsSortedFunc(matches, func(a, b Match) int { return (b.To - b.From) - (a.To - a.From) }) {
				t.Error("longer phrases stand behind shorter ones")
			}
			var seen []string
			for _, m := range matches {
				phrase := strings.Join(words[m.From:m.To], " ")
				seen = append(seen, phrase)
				if _, ok := named(m.Alternatives, tt.other); ok && phrase == tt.phrase {
					return
				}
			}
			if tt.phrase != "" || len(matches) > 0 {
				t.Errorf("found %q, want %q with %s", seen, tt.phrase, tt.other)
			}
		})
	}
}

// TestPhrasesAll finds every phrase of the file by itself.
func TestPhrasesAll(t *testing.T) {
	for _, g := range newsGroups(t) {
		phrases := g.asked
		if g.kind <= byte(Name) {
			phrases = g.members
		}
		for _, m := range phrases {
			if len(m.stems) < 2 && g.kind != kindAsk {
				continue
			}
			found := slices.ContainsFunc(Phrases(m.stems), func(f Match) bool {
				return f.Line == g.line && f.Ask == (g.kind == kindAsk) && len(f.Alternatives) > 0 && f.From >= 0 && f.To <= len(m.stems)
			})
			if !found && !strangers(g, m) {
				t.Errorf("line %d: %q is not found", g.line, m.text)
			}
		}
	}
}

// strangers reports whether a member's mark and stems leave it no other member of its group.
func strangers(g group, m written) bool {
	return !slices.ContainsFunc(g.members, func(o written) bool { return !slices.Equal(o.stems, m.stems) && strengths[m.mark][o.mark] > 0 })
}

// TestPhrasesLong finds each phrase of a question of thousands of words; it would not end in sight if time were not linear in them.
func TestPhrasesLong(t *testing.T) {
	stems := stemsOf(strings.Repeat("how much did it cost when did it start ", 2000))
	if n := len(Phrases(stems)); n < 4000 {
		t.Errorf("%d phrases in 2000 repetitions of two", n)
	}
	if n := len(Phrases(stemsOf(strings.Repeat("the ", 50_000)))); n > 0 {
		t.Errorf("%d phrases in articles alone", n)
	}
}

// FuzzQuestion holds whatever is asked to what the package promises of any question.
func FuzzQuestion(f *testing.F) {
	f.Add("How much did the new bridge over the river cost?")
	f.Add("is is is it true that the the the")
	f.Add("\x00' '' who's what's \xff <*= ?")
	f.Fuzz(func(t *testing.T, question string) {
		stems := stemsOf(question)
		for _, m := range Phrases(stems) {
			if m.From < 0 || m.From >= m.To || m.To > len(stems) || len(m.Alternatives) == 0 || m.Line < 1 {
				t.Errorf("%q: %+v", stems, m)
			}
		}
		for _, s := range append(stems, question) {
			for _, a := range Like(s, s) {
				if a.Strength <= 0 || a.Strength > 1 || len(a.Words) == 0 || len(a.Words) != len(a.Stems) {
					t.Errorf("%q like %+v", s, a)
				}
			}
			for _, form := range Derived(s) {
				if form.Stem == s || form.Strength <= 0 {
					t.Errorf("%q becomes %+v", s, form)
				}
			}
		}
	})
}

func BenchmarkPhrases(b *testing.B) {
	stems := stemsOf("How much did the new bridge over the river cost, and who paid for it?")
	b.ReportAllocs()
	for b.Loop() {
		Phrases(stems)
	}
}
