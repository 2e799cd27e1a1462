package bot

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// count is "1 article" or "2 articles".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped writes a number with commas between its thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// listed joins names as a sentence does: "a, b or c".
func listed(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	n := len(names) - 1
	return strings.Join(names[:n], ", ") + " " + last + " " + names[n]
}

// clip shortens a person's own words, which are only repeated to name them, to at most n characters.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n-1])) + "…"
}

// capital is s with a capital at its beginning.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// oneLine folds white space, so that a stranger's words stay in their line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// visible is text without what steers a terminal or the direction of the text around it: names and topics are repeated.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}

// dateLayout is how the bot writes a day; the outlet's own zone decides which day it is.
const dateLayout = "2 Jan 2006"

// minuteLayout is how the bot writes a moment.
const minuteLayout = "2 Jan 2006 15:04"

// moment writes a time in its own zone, such as "5 Jan 2026 08:00 CET".
func moment(t time.Time) string { return t.Format(minuteLayout + " MST") }

// dayMoment writes a time with its day of the week, such as "Mon 5 Jan 2026 08:00 CET".
func dayMoment(t time.Time) string { return t.Format("Mon ") + moment(t) }
