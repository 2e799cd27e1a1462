package search

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// spelling is a stem of the library that somebody may have meant who wrote a word that no fact knows.
type spelling struct {
	stem  string
	edits int // from the word that was written to one of the stem
	facts int // that have it in their text
}

// editsAllowed is how many edits away a word is looked for. In a short one, one edit makes half of the words of the
// language of each other; numbers are what they are.
func editsAllowed(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n <= 3 || n > maxLetters || strings.ContainsFunc(word, unicode.IsDigit):
		return 0
	case n <= 7:
		return 1
	}
	return maxEdits
}

// spellings are the stems of the segments that a folded word may be a misspelling of, at most limit: those with the fewest edits
// first, of these those that begin with the same letter, then the likeliest (meant.likely). A word of a stem that begins with
// another letter may be one edit away, and that in the first letter: few people get it wrong, and to look for more takes long.
//
// What is compared is the word, not its stem: a misspelt ending is not taken off ("elction"), and what is no ending may be
// ("goverment"). The words of a stem are not known, but an ending like the word's own makes one of it: "elect" and "ion".
//
// Two edits are looked for only where one leads to nothing: it takes ten times as long, and what is two edits from a misspelling that
// is one from another word is seldom meant.
func spellings(segments []*scanner, word, language string, limit int) ([]spelling, error) {
	for edits := 1; edits <= editsAllowed(word); edits++ {
		n, ok := newNear(word, edits)
		if !ok {
			break
		}
		m := misspelt{word: word, language: language, endings: endingsOf(word, language, edits), at: map[string]int{}}
		for _, s := range segments {
			m.in = s
			err := s.eachNear(n, m.try)
			if err == nil && edits == 1 {
				err = s.eachOpened(text.Stem(word, language), func(stem []byte, facts int) { m.add(stem, string(stem), facts, 1) })
			}
			if err = cmp.Or(err, m.err); err != nil {
				return nil, s.broken(err)
			}
		}
		if len(m.found) > 0 {
			return m.best(limit), nil
		}
	}
	return nil, nil
}

// misspelt is a word on its way through the segments.
type misspelt struct {
	word, language string
	endings        []ending
	found          []meant
	at             map[string]int // of a stem in found
	in             *scanner       // the segment at hand
	err            error          // of reading it
}

// meant is what may have been meant.
type meant struct {
	spelling
	right  string  // the word of the stem that was compared
	other  int     // 1 when it begins with another letter
	likely float64 // how often the word is said, and how easily it is misspelt so
}

// try takes a stem, given how far it is from each beginning of the word, if with an ending it is a word of that stem. An edit
// needs two letters of the stem beside it and one more, or short ones would be near everything.
func (m *misspelt) try(stem []byte, facts int, rows [maxEdits + 1]uint64) {
	for edits := range rows {
		if len(stem) < 1+2*edits {
			return
		}
		for i := range m.endings {
			e := &m.endings[i]
			if e.edits > edits {
				break
			}
			if rows[edits-e.edits]>>e.begin&1 == 0 {
				continue
			}
			if right := string(stem) + e.text; e.certain || text.Stem(right, m.language) == string(stem) {
				m.add(stem, right, facts, edits)
				return
			}
		}
	}
}

func (m *misspelt) add(stem []byte, right string, facts, edits int) {
	if m.in.only.except != nil {
		e, err := m.in.lookup(string(stem))
		if err != nil {
			m.err = err
			return
		}
		seen, err := m.in.seen(e)
		if m.err = cmp.Or(m.err, err); seen.lines == 0 {
			return
		}
		facts = seen.facts
	}
	i, known := m.at[string(stem)]
	if !known {
		i = len(m.found)
		m.at[string(stem)] = i
		m.found = append(m.found, meant{spelling: spelling{stem: string(stem), edits: edits}, right: right})
	}
	m.found[i].facts += facts
}

// best are the spellings in their order, at most limit.
func (m *misspelt) best(limit int) []spelling {
	first, _ := utf8.DecodeRuneInString(m.word)
	for i := range m.found {
		f := &m.found[i]
		if letter, _ := utf8.DecodeRuneInString(f.stem); letter != first {
			f.other = 1
		}
		f.likely = math.Log(float64(1+f.facts)) - slipWeight*distance([]rune(m.word), []rune(f.right), slips)
	}
	slices.SortFunc(m.found, func(a, b meant) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(a.other, b.other), cmp.Compare(b.likely, a.likely), cmp.Compare(a.stem, b.stem))
	})
	var out []spelling
	for _, f := range m.found[:min(limit, len(m.found))] {
		out = append(out, f.spelling)
	}
	return out
}
