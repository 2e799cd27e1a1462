package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A message carries its mark in its text, in characters that no reader sees: Discord keeps nothing else of a plain message that can be
// found again. It forgets a nonce after some minutes, and buttons are not under every message. Strangers' words cannot look like a
// mark: escape drops all such characters from them.

// invisible are the characters of a mark, each two bits: the invisible operators, which are drawn as nothing and join nothing
// (Unicode 16, section 22.6).
var invisible = [4]rune{'\u2061', '\u2062', '\u2063', '\u2064'}

const (
	hiddenOf  = 13 // characters of a mark that are hidden: 65 bits of it
	hiddenLen = 3 * hiddenOf
)

// hidden is a mark as no reader sees it; "" for one that is no mark.
func hidden(mark string) string {
	if len(mark) < hiddenOf {
		return ""
	}
	var b strings.Builder
	for _, c := range []byte(mark[:hiddenOf]) {
		v := strings.IndexByte("abcdefghijklmnopqrstuvwxyz234567", c)
		if v < 0 {
			return ""
		}
		b.WriteRune(invisible[v>>4])
		b.WriteRune(invisible[v>>2&3])
		b.WriteRune(invisible[v&3])
	}
	return b.String()
}

// withMark is a message's text with a mark in it: behind its first word, where nothing trims it and no markup is, or else at its end.
func withMark(content, mark string) string {
	before := rune('\n')
	for i, r := range content {
		if r == ' ' && before != '#' && before != '>' && before != '\n' && before != '\\' {
			return content[:i] + hidden(mark) + content[i:]
		}
		before = r
	}
	return content + hidden(mark)
}

// hasMark reports whether a text has any mark in it.
func hasMark(content string) bool {
	n := 0
	for len(content) > 0 {
		r, size := utf8.DecodeRuneInString(content)
		content = content[size:]
		if n++; !unicode.Is(invisibleTable, r) {
			n = 0
		}
		if n == hiddenLen {
			return true
		}
	}
	return false
}

var invisibleTable = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x2061, Hi: 0x2064, Stride: 1}}}
