package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// longestDateline is how many bytes a dateline may have: a place, a state or country, a date, an agency, a dash.
const longestDateline = 90

// Dateline is the place, and perhaps the date and the agency, that a report begins with, with the dash that ends it:
// "ATLANTA (AP) — ", "OSLO, Jan. 3 (Reuters) - ". The span is empty when a paragraph has none. A dateline says where a report was
// filed, not where what it tells came to pass, and is no part of the first sentence.
func Dateline(paragraph string) briefing.Span {
	head := paragraph[:min(len(paragraph), longestDateline)]
	for i, r := range head {
		if !unicode.In(r, unicode.Pd) {
			continue
		}
		end := i + utf8.RuneLen(r)
		for end < len(paragraph) && paragraph[end] == '-' {
			end++
		}
		if end < len(paragraph) && paragraph[end] != ' ' && r == '-' { // a hyphen
			continue
		}
		if i == 0 || r == '-' && end == i+1 && head[i-1] != ' ' {
			return briefing.Span{}
		}
		body := strings.TrimRight(paragraph[end:], " ")
		next := strings.TrimLeft(body, " ")
		if !filedFrom(strings.TrimRight(head[:i], " ")) || next == "" || !opensReport(next) {
			return briefing.Span{}
		}
		return briefing.Span{End: end + len(body) - len(next)}
	}
	return briefing.Span{}
}

// opensReport reports whether s begins as the first sentence of a report does.
func opensReport(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘`«„($€£"))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// filedFrom reports whether s, which stands before a dash, is a place in capitals or ends with an agency in brackets, and holds nothing but
// names and numbers.
func filedFrom(s string) bool {
	bare, agency := s, ""
	if i := strings.IndexByte(s, '('); i >= 0 {
		if !strings.HasSuffix(s, ")") || len(s)-i > longToken {
			return false
		}
		bare, agency = strings.TrimRight(s[:i], " "), s[i+1:len(s)-1]
	}
	if r, _ := utf8.DecodeRuneInString(agency); !unicode.IsUpper(r) && (agency != "" || !inCapitals(bare)) {
		return false
	}
	for part := range strings.FieldsSeq(bare) {
		part = strings.Trim(part, ",./")
		if part == "" || particles[strings.ToLower(part)] {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(part); !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return strings.IndexFunc(agency, unicode.IsDigit) < 0
}

// inCapitals reports whether s begins with words of capitals that are longer than most abbreviations.
func inCapitals(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsLetter(r):
			return n > 4 // the capital of the word that is not
		case r == ',':
			return n > 3
		}
	}
	return n > 3
}
