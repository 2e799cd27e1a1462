package ground

import (
	"strings"
	"unicode"

	"github.com/nutgraf/nutgraf/briefing"
)

// copied reports whether sentence is the whole text of a fact. A part of a fact is no copy: it may have lost its "denied that".
func copied(sentence string, facts []briefing.Fact) bool {
	for _, f := range facts {
		if sentence == strings.TrimSpace(f.Text) {
			return true
		}
	}
	return false
}

// hasWord reports whether s has a letter or a digit.
func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}
