package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// missedEnds finds where sentences begin that the annex does not see: behind the sign "…", a full-width stop, a footnote
// mark, a point that no space follows, and a quotation that is broken off, before a figure and before the dots of words left
// out, and at the items of a list printed in one line. The offsets rise.
func missedEnds(s string) []missedEnd {
	var out []missedEnd
	var l list
	l.last, l.open = item(s, 0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == 0xE2 && strings.HasPrefix(s[i:], "… ") && opensSentence(s[i+len("… "):]):
			i += len("… ") - 1
			out = append(out, missedEnd{i + 1, true})
		case c == 0xEF && strings.HasPrefix(s[i:], "．") && letterAt(s, i+len("．")):
			i += len("．") - 1
			out = append(out, missedEnd{i + 1, true})
		case c == '.':
			if end, ok := footnote(s, i); ok {
				out = append(out, missedEnd{end, true})
				i = end - 1
			} else if runOn(s, i) {
				out = append(out, missedEnd{i + 1, true})
			} else if i > 0 && wordBefore(s, i) && strings.HasPrefix(s[i+1:], " . . . ") && opensSentence(s[i+len(". . . . "):]) {
				out = append(out, missedEnd{i + 2, true})
				i += len(" . . .")
			}
		case c == ' ':
			n := len(out)
			if out = l.at(s, i+1, out); len(out) > n {
				continue
			}
			if brokenOff(s, i) {
				out = append(out, missedEnd{i + 1, true})
			} else if figureOpens(s, i) {
				out = append(out, missedEnd{i + 1, false})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b missedEnd) int { return a.at - b.at }) // the first item of a list is proven late
	return out
}

// missedEnd is where the next sentence begins; it is sure when nothing about the words before can change that.
type missedEnd struct {
	at   int
	sure bool
}

// list is what is known of a list printed in one line, on the way through the text.
type list struct {
	last   listItem
	open   bool // last is the label before
	begins int  // where a list begins that no second item has proven one yet; 0 for none
	proven bool // two items of it were seen
}

// at looks for an item of the list at i, and adds what it proves to be the beginnings of items.
func (l *list) at(s string, i int, out []missedEnd) []missedEnd {
	next, ok := item(s, i)
	if !ok {
		return out
	}
	switch {
	case l.open && next.style == l.last.style && next.value == l.last.value+1:
		if l.begins > 0 {
			out = append(out, missedEnd{l.begins, true})
		}
		*l = list{last: next, open: true, proven: true}
		return append(out, missedEnd{i, true})
	case next.value == 1 && l.proven && next.style == l.last.style, // the list begins anew
		next.style[0] != 0 && next.style[0] != '(', // a bullet
		(next.value == 1 || next.style[2] == ')') && i > 1 && strings.IndexByte(".?!", s[i-2]) >= 0:
		*l = list{last: next, open: true, begins: i, proven: l.proven}
	}
	return out
}

// listItem is the label of an item: its place in the list, and how it is written.
type listItem struct {
	value int
	style [3]byte // what stands before, digits or letters, what stands behind
}

// item reads the label of a list item at i: "1.", "2)", "3.)", "(b)", "• 4.".
func item(s string, i int) (listItem, bool) {
	var it listItem
	for _, bullet := range []string{"• ", "•", "⁃ ", "⁃", "("} {
		if strings.HasPrefix(s[i:], bullet) {
			it.style[0] = bullet[len(bullet)-1]
			i += len(bullet)
			break
		}
	}
	from := i
	for i < len(s) && i < from+3 && digitAt(s, i) {
		it.value = it.value*10 + int(s[i]-'0')
		i++
	}
	it.style[1] = '1'
	if i == from && i < len(s) && 'a' <= s[i] && s[i] <= 'z' {
		it.value, it.style[1] = int(s[i]-'a')+1, 'a'
		i++
	}
	mark := i
	for i < len(s) && i < mark+2 && (s[i] == '.' || s[i] == ')') {
		it.style[2] += s[i]
		i++
	}
	return it, mark > from && i > mark && i+1 < len(s) && s[i] == ' '
}

// footnote reads the footnote mark behind the point at i, as in "in the flood.[4] The" and "of the city).12 The", and
// returns where the next sentence begins.
func footnote(s string, i int) (next int, ok bool) {
	j := i + 1
	for j < len(s) && (s[j] == '[' || s[j] == ']' || digitAt(s, j) || s[j] == ' ' && digitAt(s, j+1)) {
		j++
	}
	if j == i+1 || s[i+1] == ' ' || i == 0 || j+1 >= len(s) || s[j] != ' ' || !upperAt(s, j+1) {
		return 0, false
	}
	if s[i+1] == '[' {
		return j + 1, s[j-1] == ']'
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	return j + 1, (before == ')' || 'a' <= before && before <= 'z') && pointEnds(s[max(0, i-longToken):i], s[j+1:])
}

// runOn reports whether the point at i ends a sentence though the next one follows without a space, as in "of the war.The": in a
// paragraph that was pasted together. An address, a name such as "Booking.Com" and a decimal number do not look like that.
func runOn(s string, i int) bool {
	if i < 2 || i+3 >= len(s) || !upperAt(s, i+1) {
		return false
	}
	before, next := s[max(0, i-longToken):i], s[i+1:]
	before = before[strings.LastIndexByte(before, ' ')+1:]
	if len(before) < 2 || strings.ContainsAny(before, "/@._:") && !strings.Contains(before, ".") || strings.Contains(before, "www") {
		return false
	}
	end := 0
	for end < len(next) && isASCIIWord(next[end]) {
		end++
	}
	switch word := next[:end]; {
	case end == len(next) || next[end] != ' ' && next[end] != ',' && next[end] != '.' && next[end] != '\'':
		return false
	case opensSentence(next):
		return pointEnds(before, next)
	case domains[word]:
		return false
	default:
		title, known := abbreviations[word]
		return 'a' <= s[i-1] && s[i-1] <= 'z' && 'a' <= s[i-2] && s[i-2] <= 'z' &&
			(known && title == beforeName && next[end] == '.' || end > 3 && next[end] == ' ' && 'a' <= before[0] && before[0] <= 'z')
	}
}

// figureOpens reports whether a figure, or a name such as "iPhone", stands behind the space at i and the end of a sentence: "It sank.
// 25 people drowned." The annex takes it for part of the sentence when a small letter follows.
func figureOpens(s string, i int) bool {
	if i == 0 || strings.IndexByte(".?!\")", s[i-1]) < 0 && !strings.HasSuffix(s[:i], "”") {
		return false
	}
	end := strings.TrimRight(s[max(0, i-8):i], "\"”)")
	if end == "" || strings.IndexByte(".?!", end[len(end)-1]) < 0 {
		return false
	}
	next := strings.TrimLeft(s[i+1:min(len(s), i+6)], "$£€")
	return next != "" && (digitAt(next, 0) || innerCapital(next))
}

// innerCapital reports whether s begins with a name whose second letter is its capital: "iPhone".
func innerCapital(s string) bool {
	return len(s) > 2 && 'a' <= s[0] && s[0] <= 'z' && 'A' <= s[1] && s[1] <= 'Z' && 'a' <= s[2] && s[2] <= 'z'
}

// brokenOff reports whether the space at i stands behind a quotation that a dash breaks off, with a new sentence behind it:
// "“But if we--” She fell silent."
func brokenOff(s string, i int) bool {
	bare := strings.TrimRight(s[max(0, i-4):i], "\"”’'")
	return len(bare) < min(i, 4) && (strings.HasSuffix(bare, "--") || strings.HasSuffix(bare, "—") || strings.HasSuffix(bare, "\x80\x94")) &&
		opensSentence(s[i+1:])
}

// wordBefore reports whether a letter or digit stands before i.
func wordBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return alphanumeric(r)
}

// domains are the ends of addresses that are also printed with a capital.
var domains = WordSet(`Com Org Net Gov Edu Info Co Io Ai Uk Us Eu De Fr Ru Js Tv`)

// longToken is more bytes than any abbreviation has.
const longToken = 40
