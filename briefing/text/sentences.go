package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"github.com/nutgraf/nutgraf/briefing"
)

// Sentences cuts one paragraph into its sentences, without the white space around them. The spans rise, do not
// overlap, and leave nothing but white space outside.
//
// The boundaries are those of Unicode Annex 29, except where the point belongs to an abbreviation or an initial,
// where the next word goes on in lower case, and inside a closed quotation or a short bracket: a quotation of
// several sentences stays whole. A sentence inside quotation marks may end the sentence around it:
// `"Go," she said. "Now."` are two, `He shouted "Stop!" and left.` is one.
func Sentences(paragraph string) []briefing.Span {
	var out []briefing.Span
	held, missed := holds(paragraph), missedEnds(paragraph)
	lastWord := strings.LastIndexFunc(paragraph, alphanumeric) // marks behind it are no sentence of their own
	add := func(from, to int, forced bool) {
		from, to = trimmed(paragraph, from, to)
		if from == to {
			return
		}
		n := len(out) - 1
		if n < 0 {
			out = append(out, briefing.Span{Start: from, End: to})
			return
		}
		for len(held) > 0 && held[0].End <= out[n].End {
			held = held[1:]
		}
		if from > lastWord || len(held) > 0 && from > held[0].Start || !forced && !ends(paragraph, out[n], from) {
			out[n].End = to
			return
		}
		out = append(out, briefing.Span{Start: from, End: to})
	}
	seg := sentences.FromString(paragraph)
	for seg.Next() {
		from, to, forced := seg.Start(), seg.End(), false
		for len(missed) > 0 && missed[0].at < to {
			if missed[0].at > from {
				add(from, missed[0].at, forced)
			}
			from, forced = missed[0].at, missed[0].sure
			missed = missed[1:]
		}
		add(from, to, forced)
	}
	return out
}

// trimmed narrows [from, to) to what is left without white space at its ends.
func trimmed(s string, from, to int) (int, int) {
	v := s[from:to]
	from += len(v) - len(strings.TrimLeftFunc(v, unicode.IsSpace))
	return from, max(from, to-(len(v)-len(strings.TrimRightFunc(v, unicode.IsSpace))))
}

// longBracket is the length in bytes from which a bracket no longer holds its sentences together.
const longBracket = 300

// holds returns the spans inside which no sentence ends, rising and apart.
func holds(s string) []briefing.Span {
	var out []briefing.Span
	quoted := Quotations(s)
	open := -1
	for i := 0; i < len(s); i++ {
		if len(quoted) > 0 && i >= quoted[0].Span.Start {
			q := quoted[0]
			quoted = quoted[1:]
			if !q.Closed {
				continue
			}
			if open < 0 {
				out = append(out, q.Span)
			}
			i = q.Span.End - 1
			continue
		}
		switch s[i] {
		case '(', '[':
			if open < 0 {
				open = i
			}
		case ')', ']':
			if open >= 0 && i-open < longBracket {
				out = append(out, briefing.Span{Start: open, End: i + 1})
			}
			open = -1
		}
		if open >= 0 && i-open >= longBracket {
			open = -1
		}
	}
	return out
}

// ends reports whether the sentence prev really ends before the text at from.
func ends(s string, prev briefing.Span, from int) bool {
	gap := s[prev.End:from]
	text := s[prev.Start:prev.End]
	next := s[from:]
	if strings.ContainsAny(gap, "\n\r\u2028\u2029") {
		return !wrapped(text, gap, next)
	}
	if strings.IndexFunc(text, alphanumeric) < 0 { // the dots of words left out
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	if gap == "" {
		return last > 0x2FFF || quoteMark(last) && upperAt(next, 0) && glued(text)
	}
	if label(text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next)
	if first == '—' || first == '–' || unicode.IsLower(first) && !innerCapital(next) {
		return false
	}
	bare := strings.TrimRight(text, "\"'”’»)]")
	if len(bare) < len(text) {
		if strings.HasSuffix(bare, "[...") || strings.HasSuffix(bare, "(...") { // words left out
			return opensSentence(next)
		}
		if strings.HasPrefix(next, "(Which ") || strings.HasPrefix(next, "(Who ") { // goes on with what is closed: "“Never.” (Which was so.)"
			return false
		}
		return !attributed(bare, text[len(bare):], next)
	}
	if !strings.HasSuffix(text, ".") {
		return !(strings.HasSuffix(text, "!") && shortTitle(text, next))
	}
	return pointEnds(text[:len(text)-1], next)
}

// wrapped reports whether a line break between text and next only wraps a long line.
func wrapped(text, gap, next string) bool {
	line := len(text) - 1 - strings.LastIndexAny(text, "\n\r")
	r, _ := utf8.DecodeRuneInString(next)
	return (unicode.IsLower(r) || r == '(') && !strings.HasSuffix(text, ".") && (gap[0] == ' ' || line >= wrapColumn)
}

// wrapColumn is the length in bytes from which a line counts as wrapped rather than ended.
const wrapColumn = 40

// glued reports whether a closing mark stands behind a sentence end, as in `"Stop."Then`.
func glued(text string) bool {
	bare := strings.TrimRight(text, "\"”’»")
	return bare != "" && strings.ContainsRune(".!?", rune(bare[len(bare)-1]))
}

// label reports whether text is only the number or letter of a list item: "1.", "a)", "(iv)."
func label(text string) bool {
	body := strings.Trim(text, ".()•-⁃ ")
	if body == "" || len(body) > 3 || len(body) == len(text) {
		return false
	}
	return strings.Trim(body, "0123456789") == "" || strings.Trim(body, "ivx") == "" || oneLetter(body) && body != "I" && body != "i"
}

// shortTitle reports whether the "!" belongs to a name in the run of the sentence, as in "a Yahoo! Mail account".
func shortTitle(text, next string) bool {
	i := strings.LastIndexByte(text, ' ')
	name := text[i+1 : len(text)-1]
	return exclaimed[name] && !opensSentence(next)
}

// attributed reports whether next only says who spoke what the closing marks end: `"Why?" Ms. Ito asked.`
func attributed(bare, marks, next string) bool {
	if !strings.HasSuffix(bare, "?") && !strings.HasSuffix(bare, "!") || strings.ContainsAny(marks, ")]") {
		return false
	}
	for n := 0; n < 5; n++ {
		word, rest, _ := strings.Cut(next, " ")
		plain := strings.TrimRight(word, ".,:;")
		if n > 0 && askVerbs[plain] {
			return plain != word || rest == "" || strings.HasPrefix(rest, "in ") || strings.HasPrefix(rest, "at ")
		}
		if !upperAt(word, 0) {
			return false
		}
		next = rest
	}
	return false
}

// pointEnds reports whether the point behind text, not belonging to it, ends a sentence before next.
func pointEnds(text, next string) bool {
	token := text[lastBreak(text):]
	if token == "" || strings.HasSuffix(token, ".") { // an ellipsis; set with spaces it ends a sentence only behind its point: ". . . ."
		return token != "" || !strings.HasSuffix(text, " . . ") || strings.HasSuffix(text, ". . . ")
	}
	starts := opensSentence(next)
	if oneLetter(token) && upperAt(token, 0) && !digitAt(next, 0) { // "P. 5" is a page, "J. P. Marsh" a name
		return initialEnds(text[:len(text)-1], token, next, starts)
	}
	if kind, ok := abbreviations[token]; ok {
		return kind.ends(next, starts)
	}
	if kind, ok := abbreviations[strings.ToLower(token)]; ok && (kind == beforeName || token == strings.ToUpper(token)) {
		return kind.ends(next, starts) // in other letters: "MR.", "INC."
	}
	if oneLetter(token) {
		return initialEnds(text[:len(text)-1], token, next, starts)
	}
	if strings.Contains(token, ".") && dotted(token) {
		return starts
	}
	return true
}

// lastBreak returns where the last token of text begins.
func lastBreak(text string) int {
	i := strings.LastIndexAny(text, " (\"'“‘[-–—/\u00A0")
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return i + size
}

// initialEnds decides on a single letter with a point: an initial of a name does not end a sentence.
func initialEnds(before, letter, next string, starts bool) bool {
	if letter == "I" {
		word := strings.TrimRight(before, " ")
		return starts || strings.HasSuffix(word, " and") || strings.HasSuffix(word, " or")
	}
	if letter == "a" || letter >= "b" {
		return starts && !strings.HasSuffix(strings.TrimRight(before, " "), ".")
	}
	return starts
}

// dotted reports whether token is letters with points between, as "U.S" and "a.k.a".
func dotted(token string) bool {
	for part := range strings.SplitSeq(token, ".") {
		if n := utf8.RuneCountInString(part); n == 0 || n > 2 {
			return false
		}
		if r, _ := utf8.DecodeRuneInString(part); !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// opensSentence reports whether next begins with a word that opens sentences and is hardly ever part of a name.
func opensSentence(next string) bool {
	next = strings.TrimLeft(next, "\"'“‘«([")
	end := 0
	for end < len(next) && (isASCIIWord(next[end]) || next[end] == '\'') {
		end++
	}
	word := next[:end]
	if strings.HasPrefix(next[end:], "’") {
		return openers[word] || word == "I"
	}
	if i := strings.IndexByte(word, '\''); i > 0 {
		return openers[word[:i]] || openers[word]
	}
	if len(word) == 1 && strings.HasPrefix(next[end:], ".") { // another initial
		return false
	}
	return openers[word]
}

func alphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func upperAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsUpper(r)
}
