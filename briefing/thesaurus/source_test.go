package thesaurus

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// group is one line of news.txt as it is written.
type group struct {
	kind    kind
	line    int
	asked   []written // left of ">"
	members []written
}

// written is one member: what stands in the file, and what it is made of.
type written struct {
	text  string
	mark  byte
	words []string
	stems []string
}

var kinds = map[string]kind{
	"noun": byte(Noun), "verb": byte(Verb), "adj": byte(Adjective), "adv": byte(Adverb), "any": byte(Any), "name": byte(Name),
	"ask": kindAsk, "form": kindForm, "apart": kindApart,
}

// parse reads news.txt. It returns the lines it understands, and an error for each it does not.
func parse(file string) (groups []group, errs []error) {
	n := 0
	for line := range strings.Lines(file) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		g, err := parseLine(line)
		if err != nil {
			errs = append(errs, fmt.Errorf("line %d: %w: %s", n, err, line))
			continue
		}
		g.line = n
		groups = append(groups, g)
	}
	return groups, errs
}

func parseLine(line string) (g group, err error) {
	if len(line) > maxLine {
		return g, fmt.Errorf("%d bytes, more than %d", len(line), maxLine)
	}
	head, rest, ok := strings.Cut(line, ": ")
	if !ok {
		return g, fmt.Errorf("no kind and colon")
	}
	if g.kind, ok = kinds[head]; !ok {
		return g, fmt.Errorf("unknown part of speech %q", head)
	}
	if g.kind == kindAsk {
		left, right, ok := strings.Cut(rest, " > ")
		if !ok {
			return g, fmt.Errorf("no \" > \"")
		}
		if g.asked, err = parseMembers(left); err != nil {
			return g, err
		}
		rest = right
	}
	g.members, err = parseMembers(rest)
	return g, err
}

func parseMembers(list string) (out []written, err error) {
	for item := range strings.SplitSeq(list, ", ") {
		w := written{text: item}
		for strings.HasSuffix(w.text, "~") {
			w.text = w.text[:len(w.text)-1]
			w.mark++
		}
		if w.mark > 2 {
			return nil, fmt.Errorf("more than two marks: %q", item)
		}
		if w.text == "" || w.text != strings.TrimSpace(w.text) || strings.Contains(w.text, "  ") {
			return nil, fmt.Errorf("stray space or comma: %q", item)
		}
		if i := strings.IndexFunc(w.text, badRune); i >= 0 {
			return nil, fmt.Errorf("bad character in %q", item)
		}
		for _, t := range text.Words(w.text) {
			w.words = append(w.words, t.Norm)
			w.stems = append(w.stems, text.Stem(t.Norm, ""))
		}
		out = append(out, w)
	}
	return out, nil
}

func badRune(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" '-&/.", r)
}
