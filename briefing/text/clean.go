package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean makes canonical text of one paragraph: NFC, without control, bidi, zero-width and tag characters, broken
// UTF-8 replaced by U+FFFD, white space of every sort folded to single spaces and trimmed. A joiner stays where
// it shapes what is read: between emoji, and inside words of Arabic and Indic scripts. Clean is idempotent.
func Clean(s string) string {
	if isCleanASCII(s) {
		return s
	}
	s = norm.NFC.String(visible(s))
	return strings.Join(strings.Fields(s), " ")
}

// isCleanASCII reports whether s is printable ASCII with single spaces inside only.
func isCleanASCII(s string) bool {
	space := true // so that a leading space counts as a second one
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7F || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return s == "" || !space
}

// visible drops what cannot be seen, and replaces each byte that is not UTF-8.
func visible(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	last := rune(0) // the last one kept
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r == zwj || r == zwnj {
			next, _ := utf8.DecodeRuneInString(s[i:])
			if !shapes(r, last, next) {
				continue
			}
		} else if invisible(r) {
			continue
		}
		b.WriteRune(r) // RuneError for a broken byte
		last = r
	}
	return b.String()
}

// invisible reports whether r is a control or formatting character that shows nothing. White space is not: it folds.
func invisible(r rune) bool {
	switch {
	case unicode.IsSpace(r):
		return false
	case unicode.IsControl(r):
		return true
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x034F, r == 0x061C, r == 0x180E, // soft hyphen, grapheme joiner, Arabic letter mark, vowel separator
		r >= 0x200B && r <= 0x200F,              // zero-width space, joiners, direction marks
		r >= 0x202A && r <= 0x202E,              // bidi embeddings and overrides
		r >= 0x2060 && r <= 0x206F,              // word joiner, invisible operators, bidi isolates, deprecated shaping
		r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB, // byte order mark, interlinear annotation
		r >= 0xE0000 && r <= 0xE007F: // tags
		return true
	}
	return false
}

// shapes reports whether a joiner between last and next changes how they are drawn.
func shapes(joiner, last, next rune) bool {
	if joiner == zwj && pictograph(next) && (pictograph(last) || last == 0xFE0F || last >= 0x1F3FB && last <= 0x1F3FF) {
		return true
	}
	return joining(last) && joining(next)
}

func pictograph(r rune) bool { return r >= 0x2190 && unicode.Is(unicode.So, r) }

// joining reports whether r is a letter or mark of a script whose words use joiners.
func joining(r rune) bool {
	return r >= 0x600 && (unicode.IsLetter(r) || unicode.IsMark(r)) &&
		unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati,
			unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar)
}
