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
		for e, end := lookup(roomPhrase, stem); e < end; e++ {
			found = recordOf(e).phrases(stems, at, found)
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.To-b.From, a.To-a.From), cmp.Compare(a.From, b.From), cmp.Compare(a.Line, b.Line))
	})
	return slices.CompactFunc(found, func(a, b Match) bool { return a.From == b.From && a.To == b.To && a.Line == b.Line })
}

// phrases appends the phrases of a record that stand in the stems with their longest stem at a place.
func (r record) phrases(stems []string, at int, found []Match) []Match {
	var m member
	rest := r.rest
	for i := range r.members {
		rest = m.next(rest)
		ask := i < r.asked
		if r.kind == kindAsk && !ask || !ask && m.n == 1 {
			continue
		}
		pattern := m.stem[:m.n]
		if pattern[keyOf(pattern)] != stems[at] {
			continue
		}
		from, to, ok := find(pattern, stems, at)
		if !ok {
			continue
		}
		byMark := strengths[0]
		if !ask {
			byMark = strengths[m.mark]
		}
		c := newCollector(r.members - r.asked)
		c.add(r, byMark, pattern)
		if len(c.out) > 0 {
			found = append(found, Match{from, to, ask, r.line, c.strongest()})
		}
	}
	return found
}

// slots of the left side of an ask line.
const (
	slotWords = "*" // one to maxSlot words
	slotBe    = "=" // a form of "be" ("has been" too), or none, but never none behind "who": "who killed" and "who was killed" ask for two
	maxSlot   = 6
)

// keyOf is where a pattern's longest stem is, the first of them: what the index finds it by.
func keyOf(pattern []string) int {
	key := 0
	for i, s := range pattern {
		if len(s) > len(pattern[key]) {
			key = i
		}
	}
	return key
}

// maxSpan bounds how far before its longest stem a phrase may begin.
const maxSpan = 20

// find looks for the nearest place where the pattern begins so that it takes up the stem at a place.
func find(pattern, stems []string, at int) (from, to int, ok bool) {
	for from = at; from >= max(0, at-maxSpan); from-- {
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
		for least < len(stems) && empty(stems[least]) {
			least++
		}
		if least == len(stems) || being(stems[least]) {
			return 0, false
		}
		least, most = least+1, least+maxSlot
	case slotBe:
		return matchedBe(pattern, stems)
	default:
		for least < len(stems) && stems[least] != pattern[0] && empty(stems[least]) {
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

// empty reports whether a stem is that of an article, a pointing word or an auxiliary verb other than "be": nothing to a phrase.
func empty(stem string) bool {
	switch stem {
	case "do", "doe", "did", "has", "have", "had", "will", "would", "can", "could", "may", "might", "should", "shall", "must":
		return true
	}
	return article(stem)
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
