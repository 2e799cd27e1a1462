// Package wording is how the bot writes its own words: counts, names in a row, days and moments.
package wording

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Count is "1 article" or "2 articles".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Grouped(n) + " " + many
}

// Grouped writes a number with commas between its thousands.
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Listed joins names as a sentence does: "a, b or c".
func Listed(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	n := len(names) - 1
	return strings.Join(names[:n], ", ") + " " + last + " " + names[n]
}

// Clip shortens a person's own words, which are only repeated to name them, to at most n characters.
func Clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n-1])) + "…"
}

// Capital is s with a Capital at its beginning.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// OneLine folds white space, so that a stranger's words stay in their line.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Visible is text without what steers a terminal or the direction of the text around it: names and topics are repeated.
func Visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}

// DateLayout is how the bot writes a day; the outlet's own zone decides which day it is.
const DateLayout = "2 Jan 2006"

// MinuteLayout is how the bot writes a Moment.
const MinuteLayout = "2 Jan 2006 15:04"

// Moment writes a time in its own zone, such as "5 Jan 2026 08:00 CET".
func Moment(t time.Time) string { return t.Format(MinuteLayout + " MST") }

// DayMoment writes a time with its day of the week, such as "Mon 5 Jan 2026 08:00 CET".
func DayMoment(t time.Time) string { return t.Format("Mon ") + Moment(t) }
