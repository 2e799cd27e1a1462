package thesaurus

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// Bounds of news.txt.
const (
	maxLine       = 200 // bytes
	maxMembers    = 40
	maxGroups     = 20 // that one word may be in: a word in more says too little
	maxMemberSize = 4  // words
)

// TestNews checks news.txt and tells what it holds.
func TestNews(t *testing.T) {
	file, err := os.ReadFile("news.txt")
	if err != nil {
		t.Fatal(err)
	}
	groups, errs := parse(string(file))
	errs = append(errs, check(groups)...)
	for _, err := range errs {
		t.Error(err)
	}
	members, words, byKind := 0, map[string]bool{}, map[kind]int{}
	for _, g := range groups {
		byKind[g.kind]++
		members += len(g.asked) + len(g.members)
		for _, m := range append(g.asked, g.members...) {
			for _, s := range m.stems {
				words[s] = true
			}
		}
	}
	t.Logf("%d lines, %d members, %d words by stem", len(groups), members, len(words))
	for _, name := range []string{"noun", "verb", "adj", "adv", "any", "name", "ask", "form", "apart"} {
		t.Logf("%6d %s", byKind[kinds[name]], name)
	}
}

// check returns what is wrong with the groups of a file.
func check(groups []group) (errs []error) {
	in := map[string]int{}     // stems of a member -> groups it is in
	pairs := map[string]pair{} // kind and two members -> what a line said of them
	for _, g := range groups {
		fail := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf("line %d: "+format, append([]any{g.line}, args...)...))
		}
		if len(g.members) < 2 && g.kind != kindAsk {
			fail("a group of one")
		}
		if len(g.members) > maxMembers || len(g.asked) > maxMembers {
			fail("more than %d members", maxMembers)
		}
		seen := map[string]bool{}
		for _, m := range g.members {
			for _, problem := range g.problems(m) {
				fail("%q %s", m.text, problem)
			}
			if seen[strings.Join(m.words, " ")] {
				fail("%q twice", m.text)
			}
			seen[strings.Join(m.words, " ")] = true
			if g.kind < kindAsk {
				in[strings.Join(m.stems, " ")]++
			}
		}
		for _, m := range g.asked {
			switch {
			case len(patternOf(m)) == 0 || len(m.words) > maxWords:
				fail("%q has %d words", m.text, len(m.words))
			case m.mark > 0:
				fail("%q is marked, left of >", m.text)
			case !asksSomething(patternOf(m)):
				fail("%q asks anything: it lacks a word of its own or one to begin with", m.text)
			}
		}
		if g.kind < kindAsk {
			errs = append(errs, g.contradictions(pairs)...)
		}
	}
	for stems, n := range in {
		if n > maxGroups {
			errs = append(errs, fmt.Errorf("%q is in %d groups: too general", stems, n))
		}
	}
	return errs
}

// asksSomething reports whether a pattern has a word of its own, and begins with one or with the verb of a question for yes or no.
func asksSomething(pattern []string) bool {
	own, asks := 0, 0
	for _, s := range pattern {
		switch {
		case s == slotWords || s == slotBe:
		case s == slotFirst || asking(s):
			asks++
		default:
			own++
		}
	}
	return pattern[0] != slotWords && (own > 0 && asks > 0 || own > 1)
}

// problems tells what is wrong with a member by itself.
func (g group) problems(m written) (out []string) {
	if len(m.words) == 0 || len(m.words) > maxMemberSize {
		out = append(out, fmt.Sprintf("has %d words", len(m.words)))
	}
	if len(m.words) == 1 && g.kind < kindAsk && text.Stop(m.words[0], "") {
		out = append(out, "is a stop word")
	}
	if len(m.words) > 1 && g.kind >= kindForm {
		out = append(out, "is a phrase among forms")
	}
	if m.mark > 0 && g.kind >= kindForm {
		out = append(out, "is marked among forms")
	}
	return out
}

// pair is what a line says of two members.
type pair struct {
	line     int
	strength float64
}

// contradictions finds pairs that two lines of a kind give different strengths. Pairs of two marked members are by-products.
func (g group) contradictions(pairs map[string]pair) (errs []error) {
	for i, a := range g.members {
		for _, b := range g.members[i+1:] {
			if a.mark > 0 && b.mark > 0 {
				continue
			}
			two := []string{strings.Join(a.words, " "), strings.Join(b.words, " ")}
			slices.Sort(two)
			key := fmt.Sprint(g.kind, two)
			said, ok := pairs[key]
			strength := strengths[a.mark][b.mark]
			if ok && said.strength != strength {
				errs = append(errs, fmt.Errorf("line %d: %q is %.2f here and %.2f in line %d", g.line, two, strength, said.strength, said.line))
			}
			pairs[key] = pair{g.line, strength}
		}
	}
	return errs
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct{ name, file, want string }{
		{"good", "# Courts\n\nnoun: ruling, verdict, order~\nask: how did the judge rule > verdict, ruling\n", ""},
		{"alone", "noun: ruling\n", "group of one"},
		{"twice", "noun: ruling, verdict, ruling\n", `"ruling" twice`},
		{"contradiction", "verb: rob, mug\nverb: mug, rob~\n", "0.55 here and 0.80 in line 1"},
		{"same pair twice", "verb: rob, mug\nnoun: mug, rob~\n", ""},
		{"unknown kind", "nuon: ruling, verdict\n", `unknown part of speech "nuon"`},
		{"no kind", "ruling, verdict\n", "no kind and colon"},
		{"bad character", "noun: ruling, ver*dict\n", "bad character"},
		{"empty member", "noun: ruling, , verdict\n", "stray space or comma"},
		{"stop word", "noun: ruling, the\n", `"the" is a stop word`},
		{"long member", "noun: ruling, what the court has said\n", "has 5 words"},
		{"long line", "noun: ruling, " + strings.Repeat("x", 200) + "\n", "more than 200"},
		{"three marks", "noun: ruling, verdict~~~\n", "more than two marks"},
		{"no right side", "ask: how much, how dear\n", `no " > "`},
		{"asks anything", "ask: who did it > verdict\n", "asks anything"},
		{"phrase among forms", "form: rule, ruling body\n", "phrase among forms"},
		{"too general", strings.Repeat("any: thing, matter\n", maxGroups+1), "too general"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			groups, errs := parse(tt.file)
			errs = append(errs, check(groups)...)
			if tt.want == "" {
				if len(errs) > 0 {
					t.Fatalf("refused: %v", errs)
				}
				return
			}
			if !strings.Contains(fmt.Sprint(errs), tt.want) {
				t.Fatalf("found %v, want %q", errs, tt.want)
			}
		})
	}
}
