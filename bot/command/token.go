package command

import (
	"fmt"
	"strings"
	"unicode"
)

// token is a word, or several between quotation marks.
type token struct {
	text   string
	quoted bool
	comma  bool // a comma or semicolon stands behind it
}

// is reports whether t is a word, whatever the case of its letters, and not between quotation marks.
func (t token) is(word string) bool {
	return !t.quoted && strings.EqualFold(strings.TrimRight(t.text, "."), word)
}

// quotationMarks are the opening ones with what may close them.
var quotationMarks = map[rune]string{'"': `"“”`, '“': `”"“`, '„': `“”"`, '«': "»"}

const anyQuotationMark = `"“”„«»`

// tokensOf parts a line into tokens. Cron fields without quotation marks become one token.
func tokensOf(line string) ([]token, error) {
	var out []token
	rest := []rune(line)
	for {
		rest = trimLeft(rest, unicode.IsSpace)
		if len(rest) == 0 {
			return out, nil
		}
		var t token
		if closing := quotationMarks[rest[0]]; closing != "" {
			end := indexFunc(rest[1:], func(r rune) bool { return strings.ContainsRune(closing, r) })
			if end < 0 {
				return nil, fmt.Errorf("the quotation mark before %s is not closed; add one, or leave it away", echo(string(rest[1:])))
			}
			t = token{text: plainWords(string(rest[1 : 1+end])), quoted: true}
			rest = rest[end+2:]
		} else if fields, after := cronFields(out, rest); fields != "" {
			t = token{text: fields, quoted: true}
			rest = after
		} else {
			end := indexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' })
			if end < 0 {
				end = len(rest)
			}
			t.text = plainWords(string(rest[:end]))
			rest = rest[end:]
		}
		for len(rest) > 0 && (rest[0] == ',' || rest[0] == ';') {
			t.comma, rest = true, rest[1:]
		}
		if t.text == "" && t.comma && len(out) > 0 {
			out[len(out)-1].comma = true
		}
		if t.text != "" {
			out = append(out, t)
		}
	}
}

// plainWords is text without quotation marks in it, in one line.
func plainWords(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(anyQuotationMark, r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// cronFields takes five fields behind the word cron, where they are not between quotation marks.
func cronFields(before []token, rest []rune) (fields string, after []rune) {
	if len(before) == 0 || !before[len(before)-1].is("cron") || !unicode.IsDigit(rest[0]) && rest[0] != '*' {
		return "", rest
	}
	var words []string
	for len(words) < 5 {
		rest = trimLeft(rest, unicode.IsSpace)
		end := indexFunc(rest, unicode.IsSpace)
		if end < 0 {
			end = len(rest)
		}
		if end == 0 {
			break
		}
		words, rest = append(words, string(rest[:end])), rest[end:]
	}
	return strings.TrimRight(plainWords(strings.Join(words, " ")), ",;."), rest
}

func trimLeft(s []rune, drop func(rune) bool) []rune {
	for len(s) > 0 && drop(s[0]) {
		s = s[1:]
	}
	return s
}

func indexFunc(s []rune, f func(rune) bool) int {
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return -1
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
