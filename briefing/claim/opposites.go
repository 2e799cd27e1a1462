package claim

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/nutgraf/nutgraf/briefing/text"
)

//go:embed opposites.txt
var opposites string

// phrase is a word with those that must follow it, by stem: "rule" and "out".
type phrase struct {
	stem string
	more []string
}

// table is opposites.txt, by the stem of a phrase's first word.
type table struct {
	contrary map[string][]contrary
	sole     map[string]bool
	holder   map[string]bool
	light    map[string]bool
	contest  map[string]bool
	undoes   map[string][]phrase
	intends  map[string]bool
	entailed map[string][]phrase // what entails a word
}

// contrary is a phrase with those that say the contrary of it.
type contrary struct {
	phrase
	of    []phrase
	turns bool // one may come after the other
}

// words is the table. It is read when the first claim is: few questions need it.
var words = sync.OnceValue(func() *table {
	t := &table{
		contrary: make(map[string][]contrary), sole: make(map[string]bool), holder: make(map[string]bool), light: make(map[string]bool),
		contest: make(map[string]bool), undoes: make(map[string][]phrase), intends: make(map[string]bool), entailed: make(map[string][]phrase),
	}
	for line := range strings.Lines(opposites) {
		kind, rest, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(kind, "#") {
			continue
		}
		t.add(kind, rest)
	}
	return t
})

func (t *table) add(kind, rest string) {
	left, right, _ := strings.Cut(rest, " | ")
	switch kind {
	case "opposite", "turn":
		phrases := phrasesOf(left)
		against := phrasesOf(right)
		for _, p := range phrases {
			t.contrary[p.stem] = append(t.contrary[p.stem], contrary{p, against, kind == "turn"})
		}
		for _, p := range against {
			t.contrary[p.stem] = append(t.contrary[p.stem], contrary{p, phrases, kind == "turn"})
		}
	case "entails":
		left, right, _ := strings.Cut(rest, " > ")
		for _, p := range phrasesOf(right) {
			t.entailed[p.stem] = append(t.entailed[p.stem], phrasesOf(left)...)
		}
	case "undoes":
		for _, p := range phrasesOf(rest) {
			t.undoes[p.stem] = append(t.undoes[p.stem], p)
		}
	default:
		set := map[string]map[string]bool{"sole": t.sole, "holder": t.holder, "light": t.light, "contest": t.contest, "intends": t.intends}[kind]
		for _, p := range phrasesOf(rest) {
			set[p.stem] = true
		}
	}
}

func phrasesOf(list string) []phrase {
	var out []phrase
	for entry := range strings.SplitSeq(list, ", ") {
		fields := strings.Fields(strings.ReplaceAll(entry, "-", " "))
		p := phrase{stem: text.Stem(fields[0], "en")}
		for _, f := range fields[1:] {
			p.more = append(p.more, text.Stem(f, "en"))
		}
		out = append(out, p)
	}
	return out
}
