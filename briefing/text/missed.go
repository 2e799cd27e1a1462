package text

import (
	"strings"
	"unicode/utf8"
)

// missedEnds finds where sentences begin that the annex does not see: behind the sign "…", a full-width stop or a footnote
// mark, and at the items of a list printed in one line. The offsets rise.
func missedEnds(s string) []int {
	var out []int
	list, inList := item(s, 0)
	begins := -1 // of a list that begins after a sentence, until its second item proves it one
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == 0xE2 && strings.HasPrefix(s[i:], "… ") && opensSentence(s[i+len("… "):]):
			i += len("… ") - 1
			out = append(out, i+1)
		case c == 0xEF && strings.HasPrefix(s[i:], "．") && letterAt(s, i+len("．")):
			i += len("．") - 1
			out = append(out, i+1)
		case c == '.':
			if end, ok := footnote(s, i); ok {
				out = append(out, end)
				i = end - 1
			}
		case c == ' ':
			next, ok := item(s, i+1)
			switch {
			case !ok:
			case inList && next.style == list.style && next.value == list.value+1:
				if begins >= 0 {
					out = append(out, begins)
					begins = -1
				}
				out = append(out, i+1)
				list = next
			case next.value == 1 && i > 0 && s[i-1] == '.':
				list, inList, begins = next, true, i+1
			}
		}
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

// longToken is more bytes than any abbreviation has.
const longToken = 40
