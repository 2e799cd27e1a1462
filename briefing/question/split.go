package question

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// Split are the questions of a message, each as typed: what ends with a question mark, behind which another question begins. A message of
// one question, and whatever has no question mark within, is one. Words before the first question and behind the last stay with
// their neighbour.
func Split(message string) []string {
	var out []string
	rest := message
	for {
		at := strings.IndexByte(rest, '?')
		if at < 0 {
			break
		}
		for at+1 < len(rest) && strings.IndexByte("?!", rest[at+1]) >= 0 {
			at++
		}
		one, behind := strings.TrimSpace(rest[:at+1]), rest[at+1:]
		if !asksMore(behind) {
			break
		}
		out = append(out, one)
		rest = behind
	}
	if rest = strings.TrimSpace(rest); rest != "" || len(out) == 0 {
		out = append(out, rest)
	}
	return out
}

// asksMore reports whether words are a question of their own, and no thanks or explanation behind one.
func asksMore(s string) bool {
	words := text.Words(s)
	if len(words) < 2 || !strings.Contains(s, "?") {
		return false
	}
	for _, w := range words {
		if interrogative[strings.TrimSuffix(w.Norm, "'s")] || auxiliary[w.Norm] {
			return true
		}
	}
	return false
}
