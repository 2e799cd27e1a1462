package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// Quotation is what stands between a pair of quotation marks.
type Quotation struct {
	Span   briefing.Span // with the marks
	Inside briefing.Span // without them
	Closed bool          // false when it runs to the end of the text: the next paragraph may go on with it
}

// Quotations pairs the quotation marks of one paragraph: curly and straight, double and single, the ` ' and “ ” of
// old wire copy, and the « » and „ “ of other languages. It returns the outermost pairs, in order; apostrophes, and a
// single mark that nothing closes, are not among them.
func Quotations(s string) []Quotation {
	if !strings.ContainsAny(s, "\"'`“”‘„«»") {
		return nil
	}
	var out []Quotation
	singles := singleClosers(s)
	open := -1 // where the mark of an open quotation begins
	inside := 0
	var mark rune
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if strings.HasPrefix(s[i:], "``") || strings.HasPrefix(s[i:], "''") {
			r, size = wireMark, 2
		}
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if r != wireMark && !quoteMark(r) {
			i += size
			continue
		}
		switch {
		case open >= 0 && closes(s, mark, r, i, i+size):
			out = append(out, Quotation{briefing.Span{Start: open, End: i + size}, briefing.Span{Start: inside, End: i}, true})
			open = -1
		case opensDouble(s, r, i, i+size):
			open, inside, mark = i, i+size, r // an older one that is still open was never closed
		case open < 0 && opensSingle(s, r, i, i+size):
			for len(singles) > 0 && singles[0] < i+size {
				singles = singles[1:]
			}
			if end, ok := singleEnd(s, i+size, singles); ok {
				_, w := utf8.DecodeRuneInString(s[end:])
				out = append(out, Quotation{briefing.Span{Start: i, End: end + w}, briefing.Span{Start: i + size, End: end}, true})
				i = end + w
				continue
			}
		}
		i += size
	}
	if open >= 0 && inside < len(s) {
		out = append(out, Quotation{briefing.Span{Start: open, End: len(s)}, briefing.Span{Start: inside, End: len(s)}, false})
	}
	return out
}

// wireMark stands for the two-byte marks “ and ” while they are paired.
const wireMark = 1

func quoteMark(r rune) bool {
	switch r {
	case '"', '\'', '`', '“', '”', '‘', '’', '„', '«', '»':
		return true
	}
	return false
}

// opensDouble reports whether the mark r at s[i:next] opens a quotation of double marks.
func opensDouble(s string, r rune, i, next int) bool {
	switch r {
	case '“', '„', '«':
		return true
	case wireMark:
		return s[i] == '`' || apart(s, i) && !spaceAt(s, next)
	case '"', '”', '»':
		return apart(s, i) && !spaceAt(s, next)
	}
	return false
}

// closes reports whether the mark r at s[i:next] closes a quotation that mark opened.
func closes(s string, mark, r rune, i, next int) bool {
	switch mark {
	case wireMark:
		return r == wireMark && s[i] != '`' && (!apart(s, i) || spaceAt(s, next))
	case '“':
		return r == '”' || r == '"' && (!apart(s, i) || spaceAt(s, next))
	case '"', '”':
		return (r == '"' || r == '”') && (!apart(s, i) || spaceAt(s, next))
	case '„':
		return r == '“' || r == '”' || r == '"'
	case '«':
		return r == '»'
	case '»':
		return r == '«'
	}
	return false
}

// opensSingle reports whether the mark r at s[i:next] may open a quotation of single marks.
func opensSingle(s string, r rune, i, next int) bool {
	return (r == '‘' || r == '\'' || r == '`') && apart(s, i) && next < len(s) && !spaceAt(s, next)
}

// singleEnd chooses the closing single mark of a quotation that begins at from. A mark behind an "s" may be the
// apostrophe of a plural: a later mark is taken instead when one comes before the next opening mark.
func singleEnd(s string, from int, closers []int) (int, bool) {
	if len(closers) == 0 {
		return 0, false
	}
	end := closers[0]
	if s[end-1] != 's' || len(closers) == 1 {
		return end, true
	}
	if strings.ContainsAny(s[end+1:closers[1]], "‘\"“”") || strings.Contains(s[end+1:closers[1]], " '") {
		return end, true
	}
	return closers[1], true
}

// singleClosers lists the single marks that could close a quotation: behind a letter or punctuation, before none.
func singleClosers(s string) []int {
	var out []int
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\'':
			if !apart(s, i) && !wordFollows(s, i+1) {
				out = append(out, i)
			}
		case strings.HasPrefix(s[i:], "’"):
			if !apart(s, i) && !wordFollows(s, i+len("’")) {
				out = append(out, i)
			}
		}
	}
	return out
}

// apart reports whether what stands before i lets a quotation begin there: nothing, a space, a bracket, a dash, another mark.
func apart(s string, i int) bool {
	if i == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	switch r {
	case '(', '[', '{', '—', '–', '-', '/', '“', '‘', '„', '«':
		return true
	case '"', '\'':
		j := i - 1
		return j == 0 || s[j-1] == ' '
	}
	return unicode.IsSpace(r)
}

func spaceAt(s string, i int) bool {
	if i >= len(s) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsSpace(r)
}

func wordFollows(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}
