package thesaurus

import (
	"cmp"
	"slices"
)

// Match is a phrase of a question that the thesaurus knows.
type Match struct {
	From, To     int  // the words it takes up: stems[From:To]
	Ask          bool // a way of asking, which looks for the alternatives; else they may stand for the phrase
	Line         int  // of news.txt
	Alternatives []Alternative
}

// Phrases returns the phrases of two and more words among the stems of a question, stop words included, and the ways of asking of
// any length: the longest first. The words of a phrase that stands for something else than its words ("step down") are better
// not looked up alone.
func Phrases(stems []string) []Match {
	var found []Match
	for at, stem := range stems {
		for e, end := lookup(roomAsk, stem, ""); e < end; e++ {
			found = recordOf(e).asks(stems, at, found)
		}
		for next := at + 1; next < min(len(stems), at+2+maxEmpty); next++ {
			for e, end := lookup(roomPhrase, stem, stems[next]); e < end; e++ {
				found = recordOf(e).phrases(stems, at, found)
			}
			if !empty(stems[next]) {
				break
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.To-b.From, a.To-a.From), cmp.Compare(a.From, b.From), cmp.Compare(a.Line, b.Line))
	})
	return slices.CompactFunc(found, func(a, b Match) bool { return a.From == b.From && a.To == b.To && a.Line == b.Line })
}

// asks appends the left sides of an ask line that take up the stem at a place.
func (r record) asks(stems []string, at int, found []Match) []Match {
	var m member
	rest := r.rest
	for range r.asked {
		rest = m.next(rest)
		pattern := m.stem[:m.n]
		if from, to, ok := find(pattern, stems, at); ok {
			found = r.match(from, to, strengths[0], 0, found)
		}
	}
	return found
}

// phrases appends the phrases of a record that stand from a place on.
func (r record) phrases(stems []string, at int, found []Match) []Match {
	var m member
	rest := r.rest
	for range r.members {
		rest = m.next(rest)
		if pattern := m.stem[:m.n]; m.n > 1 && pattern[0] == stems[at] {
			if n, ok := matched(pattern, stems[at:]); ok {
				found = r.match(at, at+n, strengths[m.mark], m.hash(), found)
			}
		}
	}
	return found
}

const maxRecent = 32 // matches that are looked through for one found already, by another word of it

// match appends a match with what a record has for it but its own member, if it is not among the last found.
func (r record) match(from, to int, byMark [3]float64, own uint32, found []Match) []Match {
	for _, m := range found[max(0, len(found)-maxRecent):] {
		if m.From == from && m.To == to && m.Line == r.line {
			return found
		}
	}
	c := newCollector()
	c.add(r, byMark, own)
	if alternatives := c.alternatives(); alternatives != nil {
		found = append(found, Match{from, to, r.asked > 0, r.line, alternatives})
	}
	return found
}

// slots of the left side of an ask line.
const (
	slotWords = "*" // one to maxSlot words
	slotBe    = "=" // a form of "be" ("has been" too), or none, but never none behind "who": "who killed" and "who was killed" ask for two
	slotFirst = "<" // the auxiliary verb that a question for yes or no begins with
	maxSlot   = 6
	maxEmpty  = 3 // words that are nothing to a phrase between two of its words
)

// maxSpan bounds how far before its key the left side of an ask line may begin.
const maxSpan = 20

// find looks for the nearest place where the pattern begins so that it takes up the stem at a place.
func find(pattern, stems []string, at int) (from, to int, ok bool) {
	for from = at; from >= max(0, at-maxSpan); from-- {
		if pattern[0] == slotFirst && from > 0 {
			continue
		}
		if n, ok := matched(pattern, stems[from:]); ok && n > at-from {
			return from, from + n, true
		}
	}
	return 0, 0, false
}

// matched returns how many stems from the start on the pattern takes up, and whether it fits. Words that are nothing to a phrase may stand
// between its words. A slot of words takes as few as it can, one at the end of the pattern one.
func matched(pattern, stems []string) (int, bool) {
	if len(pattern) == 0 {
		return 0, true
	}
	least, most := 0, 0 // what the first of the pattern takes up
	switch pattern[0] {
	case slotWords:
		for least < min(maxEmpty, len(stems)) && empty(stems[least]) {
			least++
		}
		if least == len(stems) || being(stems[least]) {
			return 0, false
		}
		least, most = least+1, least+maxSlot
	case slotBe:
		return matchedBe(pattern, stems)
	case slotFirst:
		if len(stems) == 0 || !being(stems[0]) && !auxiliary(stems[0]) {
			return 0, false
		}
		least, most = 1, 1
	default:
		for least < min(maxEmpty, len(stems)) && stems[least] != pattern[0] && empty(stems[least]) {
			least++
		}
		if least == len(stems) || stems[least] != pattern[0] {
			return 0, false
		}
		least++
		most = least
		if pattern[0] == "who" && len(pattern) > 1 && pattern[1] == slotBe && (least == len(stems) || !being(stems[least]) && !empty(stems[least])) {
			return 0, false
		}
	}
	for n := least; n <= min(most, len(stems)); n++ {
		if k, ok := matched(pattern[1:], stems[n:]); ok {
			return n + k, true
		}
	}
	return 0, false
}

// matchedBe is matched for a pattern that begins with slotBe.
func matchedBe(pattern, stems []string) (int, bool) {
	n := 0
	for n < min(3, len(stems)) && (being(stems[n]) || empty(stems[n]) && !article(stems[n])) {
		n++
	}
	k, ok := matched(pattern[1:], stems[n:])
	return n + k, ok
}

// being reports whether a stem is that of a form of "be".
func being(stem string) bool {
	switch stem {
	case "be", "am", "is", "are", "was", "were":
		return true
	}
	return false
}

// empty reports whether a stem is nothing to a phrase: that of an article, a pointing word or an auxiliary verb other than "be".
func empty(stem string) bool { return article(stem) || auxiliary(stem) }

// auxiliary reports whether a stem is that of an auxiliary verb other than "be".
func auxiliary(stem string) bool {
	switch stem {
	case "do", "doe", "did", "has", "have", "had", "will", "would", "can", "could", "may", "might", "should", "shall", "must":
		return true
	}
	return false
}

// article reports whether a stem is that of an article or a pointing word.
func article(stem string) bool {
	switch stem {
	case "the", "a", "an", "this", "that", "these", "those":
		return true
	}
	return false
}

// pronoun reports whether a stem, left of an ask line, stands for any subject, object or place.
func pronoun(stem string) bool {
	switch stem {
	case "it", "he", "she", "they", "him", "her", "them", "his", "their", "its", "we", "you", "i", "there":
		return true
	}
	return false
}
