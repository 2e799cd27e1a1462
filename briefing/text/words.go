package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/nutgraf/nutgraf/briefing"
)

// Word is one word or number of a text.
type Word struct {
	Span briefing.Span
	Norm string // what two spellings of a word share: its Fold, without the dots and hyphens inside
}

// Words cuts s into its words and numbers, without white space and punctuation. Their spans rise, do not
// overlap, and cover every letter and digit of s. Beyond runs of letters and digits it decides:
//
//   - An apostrophe between letters stays: "don't", "O'Brien", "Trump's" (see [Stem]).
//   - Points and commas between digits stay: "1,000", "3.5".
//   - Points between single letters stay in the span and leave Norm: "U.S." is the word "us", with "US"
//     (the last point is outside: it may end the sentence). So "us" is no stop word.
//   - A hyphen parts words, so that "20-year-old" is found by "year" and "ex-president" by "president"; but a
//     prefix that newsrooms write both ways stays joined and loses the hyphen in Norm: "de-escalation" and
//     "deescalation", "co-operate" and "cooperate", "e-mail" and "email", "G-20" and "G20" are one word each.
//   - Scripts without spaces are cut as Unicode Annex 29 says, mostly into single characters.
func Words(s string) []Word {
	if s == "" {
		return nil
	}
	return AppendWords(make([]Word, 0, len(s)/5+1), s)
}

// AppendWords appends to out what [Words] returns.
func AppendWords(out []Word, s string) []Word {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if !isASCIIWord(c) {
				i++
				continue
			}
			end, joined := wordEnd(s, i)
			out = append(out, newWord(s, i, end, joined))
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unspaced(r):
			end := unspacedEnd(s, i)
			out = appendUnspaced(out, s, i, end)
			i = end
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			end, joined := wordEnd(s, i)
			out = append(out, newWord(s, i, end, joined))
			i = end
		default:
			i += size
		}
	}
	return out
}

// joinPrefixes are the prefixes that are written with and without a hyphen and say little alone.
var joinPrefixes = map[string]bool{"co": true, "de": true, "pre": true, "re": true, "un": true}

// wordEnd returns where the word that starts at i ends, and whether Norm loses bytes inside it.
func wordEnd(s string, start int) (end int, joined bool) {
	i := start
	part := start // where the letters after the last joining mark began
	for i < len(s) {
		c := s[i]
		if isASCIIWord(c) {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			switch {
			case unspaced(r):
				return i, joined
			case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), (r == zwj || r == zwnj) && letterAt(s, i+size):
				i += size
				continue
			case r == '’' && letterBefore(s, i) && letterAt(s, i+size):
				i += size
				continue
			case (r == '‐' || r == '‑') && joins(s, start, i, i+size):
				i, joined = i+size, true
				part = i
				continue
			}
			return i, joined
		}
		switch {
		case c == '\'' && letterBefore(s, i) && letterAt(s, i+1):
		case (c == '.' || c == ',') && digitAt(s, i-1) && digitAt(s, i+1):
		case c == '_' && wordAt(s, i+1):
		case c == '.' && oneLetter(s[part:i]) && oneLetterAt(s, i+1):
			joined = true
			part = i + 1
		case c == '-' && joins(s, start, i, i+1):
			joined = true
			part = i + 1
		default:
			return i, joined
		}
		i++
	}
	return i, joined
}

// joins reports whether the hyphen between i and next belongs into the word that began at start.
func joins(s string, start, i, next int) bool {
	first := s[start:i]
	if oneLetter(first) {
		return wordAt(s, next)
	}
	if len(first) != 2 && len(first) != 3 || !letterAt(s, next) || first[1] < 'a' { // "UN-backed" is no prefix
		return false
	}
	var low [3]byte
	for k := range len(first) {
		low[k] = first[k] | 0x20
	}
	return joinPrefixes[string(low[:len(first)])]
}

// newWord is the word of s[start:end].
func newWord(s string, start, end int, joined bool) Word {
	w := s[start:end]
	norm := Fold(w)
	if joined {
		norm = strings.Map(func(r rune) rune {
			if r == '.' || r == '-' {
				return -1
			}
			return r
		}, norm)
	}
	return Word{briefing.Span{Start: start, End: end}, norm}
}

// unspaced reports whether r belongs to a script that writes without spaces between words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && (unicode.IsLetter(r) || unicode.IsNumber(r)) &&
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// Unspaced reports whether a word is one character of a script without spaces, which alone is seldom a word.
func Unspaced(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return unspaced(r) && strings.TrimLeftFunc(word[size:], unicode.IsMark) == ""
}

// unspacedEnd returns the end of the run of unspaced characters and their marks that starts at i.
func unspacedEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unspaced(r) && !unicode.IsMark(r) {
			break
		}
		i += size
	}
	return i
}

// appendUnspaced appends the words of s[start:end], a run of a script without spaces.
func appendUnspaced(out []Word, s string, start, end int) []Word {
	seg := words.FromString(s[start:end])
	for seg.Next() {
		r, _ := utf8.DecodeRuneInString(seg.Value())
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			out = append(out, newWord(s, start+seg.Start(), start+seg.End(), false))
		}
	}
	return out
}

const (
	zwnj = '\u200C' // parts joined letters, in Persian and Indic words
	zwj  = '\u200D' // joins letters or emoji
)

func isASCIIWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && '0' <= s[i] && s[i] <= '9' }

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) && !unspaced(r)
}

func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

func wordAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return (unicode.IsLetter(r) || unicode.IsNumber(r)) && !unspaced(r)
}

// oneLetter reports whether w is a single ASCII letter.
func oneLetter(w string) bool { return len(w) == 1 && (w[0]|0x20) >= 'a' && (w[0]|0x20) <= 'z' }

// oneLetterAt reports whether a single ASCII letter stands at i, with no word going on behind it.
func oneLetterAt(s string, i int) bool {
	return i < len(s) && oneLetter(s[i:i+1]) && !wordAt(s, i+1)
}
