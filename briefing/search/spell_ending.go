package search

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// ending is what a word may end in from some letter on, written as it should be.
type ending struct {
	begin   int // letters of the word before it
	edits   int // from what is written there
	text    string
	certain bool // a stem needs no proof that it is one of a word with this ending
}

// longestEnding is how many letters a stemmer takes off at most: "ization".
const longestEnding = 7

// rightEndings are endings of English that get misspelt.
var rightEndings = strings.Fields(`e y s es ed er or al ly ing ion ity ous ive ful ist ism ies ent ant able ible ence ance ency ancy ment
	ness ions ings ers ation ition ution ction ating ement ments ities ially ations`)

// endingsOf are the endings of a word, those with the fewest edits first: whatever it ends in, and in English also those that
// are meant by what it ends in, as "oin" in "explosoin".
func endingsOf(word, language string, edits int) []ending {
	letters, stem := []rune(word), text.Stem(word, language)
	var all []ending
	for i := len(letters); i >= max(3, len(letters)-longestEnding); i-- {
		rest := letters[i:]
		all = append(all, ending{i, 0, string(rest), len(rest) == 0 || stem+string(rest) == word})
		if language != english {
			continue
		}
		for _, right := range rightEndings {
			if d := int(distance(rest, []rune(right), alike)); d > 0 && d <= edits && d < len(right) {
				all = append(all, ending{i, d, right, false})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b ending) int { return cmp.Compare(a.edits, b.edits) })
	return all
}
