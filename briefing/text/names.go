package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// Names finds the names in a sentence: runs of capitalised words, with the particles, initials and hyphens inside
// them, and acronyms. Left out are days and months, titles before a person's name ("President"), a possessive "'s",
// and words that only open the sentence. A sentence printed mostly in capitals says nothing about names and has none.
//
// The rule sees one sentence and no dictionary: an unusual opening word can pass for a name, and a name that
// is also a common opener ("May", "Will") is found only inside a longer one.
func Names(sentence string) []briefing.Span {
	words := Words(sentence)
	if shouted(sentence, words) {
		return nil
	}
	var out []briefing.Span
	for i := 0; i < len(words); {
		if !startsName(sentence, words, i) {
			i++
			continue
		}
		end := nameEnd(sentence, words, i)
		first := nameStart(sentence, words, i, end)
		if first < end {
			out = append(out, nameSpan(sentence, words, first, end))
		}
		i = end
	}
	return out
}

// shouted reports whether most words of a sentence are in capitals.
func shouted(s string, words []Word) bool {
	loud, n := 0, 0
	for _, w := range words {
		if w.Span.Len() > 1 && !digitAt(s, w.Span.Start) {
			n++
			if acronym(w.Span.Of(s)) {
				loud++
			}
		}
	}
	return n >= 4 && loud*3 > n*2
}

// acronym reports whether w is written in capitals, two letters at least.
func acronym(w string) bool {
	upper := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper > 1
}

// startsName reports whether a name may begin with word i.
func startsName(s string, words []Word, i int) bool {
	w := words[i]
	if w.Norm == "al" && i+1 < len(words) && hyphenated(s, w, words[i+1]) {
		return upperAt(s, words[i+1].Span.Start)
	}
	token := w.Span.Of(s)
	return upperAt(token, 0) && !calendarWord(bare(w.Norm)) && token != "I" && !strings.HasPrefix(token, "I'") && !strings.HasPrefix(token, "I’")
}

// nameEnd returns the word behind the run of name words that begins with word i.
func nameEnd(s string, words []Word, i int) int {
	end := i + 1
	for end < len(words) && !possessive(words[end-1].Norm) {
		if !linked(s, words, end) {
			break
		}
		w := words[end]
		if upperAt(s, w.Span.Start) {
			if calendarWord(w.Norm) && !(w.Norm == "may" && end-i == 1 && !openers[words[i].Span.Of(s)]) || w.Span.Of(s) == "I" {
				break
			}
			end++
			continue
		}
		if syllable(s, words, i, end) {
			end++
			continue
		}
		next := end + 1
		if !particles[w.Norm] || (w.Norm == "of" && !headwords[words[end-1].Norm]) {
			if (w.Norm != "for" || !headwords[words[end-1].Norm]) && (w.Norm != "on" || words[end-1].Norm != "commission" && words[end-1].Norm != "committee") {
				break
			}
		}
		for next < min(len(words), end+maxParticles) && joinsName(s, words, next) {
			next++
		}
		if next >= len(words) || !linked(s, words, next) || !upperAt(s, words[next].Span.Start) || calendarWord(words[next].Norm) {
			break
		}
		end = next + 1
	}
	return end
}

// syllable reports whether word k is the second half of a given name, in lower case behind a hyphen: "Kim Jong-su", "Jin-ah Kim". Participles behind a
// name ("Oslo-based", "Roe-led") are none.
func syllable(s string, words []Word, i, k int) bool {
	if !hyphenated(s, words[k-1], words[k]) || acronym(words[k-1].Span.Of(s)) || words[k-1].Span.Len() > maxSyllable || words[k].Span.Len() > maxSyllable {
		return false
	}
	w := words[k].Norm
	if notSyllables[w] || strings.HasSuffix(w, "ed") {
		return false
	}
	return k-i > 1 || k+1 < len(words) && s[words[k].Span.End:words[k+1].Span.Start] == " " && upperAt(s, words[k+1].Span.Start) && !calendarWord(words[k+1].Norm)
}

// maxSyllable is how many bytes each half of a hyphenated given name has at most.
const maxSyllable = 5

// notSyllables are words that form compounds with a name.
var notSyllables = WordSet(`a area based born bound bred built class day driven east era fire free full funded gate held home in island led like line made mania new north off old on only out owned plan plus pop proof
	rich run sea side south star state style team the time to town trade trained type up west wide win work year years`)

// maxParticles is how many small words may stand in a row inside a name: "of the", "van der".
const maxParticles = 3

// joinsName reports whether word i is a small word between two parts of a name.
func joinsName(s string, words []Word, i int) bool {
	small := particles[words[i].Norm] || words[i].Norm == "the"
	return small && linked(s, words, i) && !upperAt(s, words[i].Span.Start)
}

// linked reports whether only what belongs inside a name stands before word i: a space, a hyphen, an ampersand,
// or the point of an initial or a title.
func linked(s string, words []Word, i int) bool {
	gap := s[words[i-1].Span.End:words[i].Span.Start]
	switch gap {
	case " ", "-", "‑", " & ", "&", "\u00A0", "’", "'":
		return true
	case ". ", ".":
		before := words[i-1].Span.Of(s)
		if utf8.RuneCountInString(before) == 1 || dotted(before) {
			return !opensSentence(s[words[i].Span.Start:]) || len(words[i].Norm) == 1
		}
		return titleAbbreviations[before]
	}
	return false
}

// titleAbbreviations may stand with their point before the rest of a name.
var titleAbbreviations = WordSet(`Mr Mrs Ms Mx Dr Prof Gen Sen Rep Gov Rev Hon Lt Col Capt Cpl Sgt Maj Adm Cmdr Supt Insp Pres St Ste Mt Ft Jr Sr`)

// nameStart skips what opens the run but is no part of the name: a sentence opener, a title.
func nameStart(s string, words []Word, i, end int) int {
	if first := words[i].Span.Of(s); opensHere(s, words, i) {
		if openers[first] || ordinary[first] && !(first == "New" && i+1 < end && newPlaces[strings.TrimSuffix(strings.TrimSuffix(words[i+1].Span.Of(s), "'s"), "’s")]) || end-i == 1 && !acronym(first) && adverbial(first) {
			i++
		}
	} else if openers[first] && (first == "The" || first == "A" || first == "An" || end-i == 1) {
		i++
	}
	if i < end && bodyWords[bare(words[end-1].Norm)] {
		return i
	}
	start := i
	for i < end && (nameTitles[bare(words[i].Norm)] || i > start && words[i].Norm == "general") && upperAt(s, words[i].Span.Start) {
		i++
	}
	if i == end { // the title was all: "the President's decision" names nobody
		return end
	}
	if i > start && words[i].Norm == "of" && end > i+2 { // "Secretary of State John Kerry"
		return i + 2
	}
	if royalTitles[words[start].Norm] && i == start && end-start > 2 && words[start+1].Norm != "of" && !ordinal(words[end-1].Span.Of(s)) {
		if i++; words[start].Norm == "crown" && end-start > 3 && royalTitles[words[i].Norm] {
			i++
		}
	}
	if i > start && upperAt(s, words[i].Span.Start) {
		return i
	}
	for k := end - 2; k > start+2; k-- { // "US Secretary of State Ida Lund"
		if words[k-1].Norm == "of" && personTitles[words[k-2].Norm] {
			return k + 1
		}
	}
	for k := end - 2; k > start; k-- { // "Defence Minister Mauro Vieira"
		if endsTitle(s, words, k) {
			return k + 1
		}
	}
	return start
}

// endsTitle reports whether word k, with words on both sides, ends a title of several words before a name.
func endsTitle(s string, words []Word, k int) bool {
	before, w, next := words[k-1], words[k], words[k+1]
	title := personTitles[w.Norm] || houseTitles[w.Norm] && acronym(before.Span.Of(s)) || w.Norm == "general" && nameTitles[before.Norm]
	return title && upperAt(s, next.Span.Start) && !bodyWords[next.Norm] && s[w.Span.End] != '-'
}

// personTitles end a title of several words.
var personTitles = WordSet(`minister president secretary chairman chairwoman chancellor spokesman spokeswoman senator governor mayor ambassador
	commissioner leader premier speaker director chief officer sen rep gov gen judge professor dr prof mr mrs ms ceo cfo cto coo`)

// houseTitles end a title only behind the capitals of a house, since they are names as well: "UCD Dean Ida Lund".
var houseTitles = WordSet(`dean coach captain chair head`)

// royalTitles stand before a name of at least two words: "Crown Prince Hamad al-Rashid". With one name they are part of it: "Prince Olav".
var royalTitles = WordSet(`crown prince princess king queen sheikh sheikha emir sultan emperor empress`)

// ordinal reports whether a word is a number of Rome: the third King Charles keeps his title.
func ordinal(w string) bool { return strings.Trim(w, "IVX") == "" }

// opensHere reports whether a capital at word i may be due to its place: at the start of a sentence, a quotation, or behind a
// colon.
func opensHere(s string, words []Word, i int) bool {
	if i == 0 {
		return true
	}
	gap := s[words[i-1].Span.End:words[i].Span.Start]
	return strings.ContainsAny(gap, ".?!:;\"“‘«([—–•…`") || strings.HasSuffix(gap, " '") || strings.HasSuffix(gap, "''")
}

// adverbial reports whether the form of a word that opens a sentence tells that it is no name.
func adverbial(w string) bool {
	return strings.HasSuffix(w, "ly") && len(w) > 5 ||
		strings.HasSuffix(w, "ing") && len(w) > 4 && w != "Beijing" && w != "Boeing" ||
		strings.Contains(w, "n't") || strings.Contains(w, "n’t")
}

// nameSpan is the span of the words [first, end), with the last point of "U.S." and without a possessive "'s".
func nameSpan(s string, words []Word, first, end int) briefing.Span {
	span := briefing.Span{Start: words[first].Span.Start, End: words[end-1].Span.End}
	last := words[end-1]
	switch {
	case possessive(last.Norm):
		_, size := utf8.DecodeLastRuneInString(s[:span.End-1])
		span.End -= 1 + size
	case strings.HasPrefix(s[span.End:], ".") && (strings.Contains(last.Span.Of(s), ".") || suffixes[last.Span.Of(s)]):
		span.End++
	}
	return span
}

// suffixes keep their point at the end of a name.
var suffixes = WordSet(`Jr Sr Inc Corp Co Ltd Bros`)

func possessive(norm string) bool { return len(norm) > 2 && strings.HasSuffix(norm, "'s") }

// bare is a norm without a possessive.
func bare(norm string) string { return strings.TrimSuffix(norm, "'s") }

func hyphenated(s string, a, b Word) bool {
	gap := s[a.Span.End:b.Span.Start]
	return gap == "-" || gap == "‑"
}
