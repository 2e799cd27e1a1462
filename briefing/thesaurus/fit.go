package thesaurus

import "strings"

// loose is what is left of an alternative's strength where the word asked for shares only its stem with the member that leads to it:
// "generally" with the soldier "general", "left" with the "leave" that is a holiday, "school" with "schooled".
const loose = 0.6

// fit returns how well a folded word stands for a member of one word with the same stem in a group of a kind: 1 where it is the member
// or an inflection of it that the part of speech has, loose elsewhere.
func fit(word, member string, k kind) float64 {
	word, member = strings.TrimSuffix(word, "'s"), strings.TrimSuffix(member, "'s")
	if word == member || k == byte(Name) {
		return 1
	}
	n := 0
	for n < len(word) && n < len(member) && word[n] == member[n] {
		n++
	}
	w, m := endingOf(word, n), endingOf(member, n)
	switch {
	case w == derived || m == derived, m == verbal && w != verbal:
		return loose
	case w == irregular || m == irregular:
		if k == byte(Any) || (k == byte(Noun)) == plurals(word) {
			return 1
		}
		return loose
	case w == verbal && k != byte(Verb) && k != byte(Any) && !strings.HasSuffix(word, "ing"):
		return loose
	}
	return 1
}

// ending of a word behind what it shares with another form of it.
type ending byte

const (
	bare      ending = iota // the base form, or its plural
	verbal                  // of a past or a participle
	derived                 // of another word made from it
	irregular               // none that is known
)

func endingOf(word string, n int) ending {
	e := word[n:]
	if n > 0 && len(e) > 2 && e[0] == word[n-1] && (e[1:] == "ed" || e[1:] == "ing") { // stopped, running
		e = e[1:]
	}
	switch e {
	case "", "e", "y", "s", "es", "ies":
		return bare
	case "d", "ed", "ied", "ing", "ings":
		return verbal
	}
	switch e = strings.TrimSuffix(e, "s"); {
	case e == "er", e == "or", e == "al", e == "ly", e == "ic":
		return derived
	case len(e) < 3:
		return irregular
	}
	for _, suffix := range [...]string{"ion", "ment", "ness", "ity", "ive", "able", "ible", "ance", "ence", "ful", "ism", "ist", "ally", "ily", "ely", "ously",
		"ical", "age", "ious", "iness", "ous", "fully", "ingly", "edly", "ish", "ent", "ant", "ate", "ator", "ing"} {
		if strings.HasSuffix(e, suffix) {
			return derived
		}
	}
	return irregular
}

// plurals reports whether a word is an irregular plural; other irregular forms are those of verbs.
func plurals(word string) bool {
	switch word {
	case "children", "men", "women", "people", "feet", "teeth", "mice", "wives", "lives", "thieves", "halves", "knives", "wolves", "crises", "analyses":
		return true
	}
	return false
}
