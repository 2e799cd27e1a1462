package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold maps s to what spellings of it share: compatibility forms resolved, lower case, accents off Latin and
// Greek letters, straight quotes and hyphens. It is idempotent, and returns an already folded ASCII s as it is.
func Fold(s string) string {
	upper := false
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return foldUnicode(s)
		}
		upper = upper || 'A' <= c && c <= 'Z'
	}
	if upper {
		return strings.ToLower(s)
	}
	return s
}

// foldUnicode is Fold of a text that is not ASCII. Cyrillic keeps its breve and diaeresis ("й" is a letter of its
// own there) except on "ё", which print mostly spells "е".
func foldUnicode(s string) string {
	s = norm.NFKD.String(s)
	var b strings.Builder
	b.Grow(len(s))
	cyrillic := false
	for _, r := range s {
		if r < utf8.RuneSelf {
			cyrillic = false
			b.WriteRune(unicode.ToLower(r))
			continue
		}
		if r >= 0x300 && r <= 0x36F {
			if cyrillic {
				b.WriteRune(r)
			}
			continue
		}
		if r == zwj || r == zwnj || r >= 0x64B && r <= 0x652 { // Arabic vowel marks, which print leaves out
			continue
		}
		r = unicode.ToLower(r)
		cyrillic = r >= 0x400 && r <= 0x52F && r != 'е'
		if plain, ok := plainLetters[r]; ok {
			b.WriteString(plain)
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// plainLetters spells what decomposition leaves whole.
var plainLetters = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ø': "o", 'ð': "d", 'đ': "d", 'þ': "th", 'ł': "l", 'ß': "ss", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ς': "σ",
	'‘': "'", '’': "'", '‚': "'", '‛': "'", 'ʼ': "'", '“': `"`, '”': `"`, '„': `"`, '‟': `"`, '‐': "-",
}
