package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"github.com/nutgraf/nutgraf/briefing"
)

// SentencesIn is [Sentences] of a paragraph in a language (ISO 639-1; "" means English). Outside English the boundaries of
// the annex count, less those behind the language's abbreviations, its ordinals ("am 3. Mai"), initials, and before a word
// in lower case; quotations and short brackets stay whole.
func SentencesIn(paragraph, language string) []briefing.Span {
	if language == "" || language == englishCode {
		return Sentences(paragraph)
	}
	j := joiner{s: paragraph, language: language, tongue: tongueOf(language), held: holds(paragraph)}
	if speech := corners(paragraph); len(speech) > 0 {
		j.held = speech // scripts with corner brackets hardly use other marks
	}
	from := 0
	for seg := sentences.FromString(paragraph); seg.Next(); {
		to := seg.Start() + len(strings.TrimRight(paragraph[seg.Start():seg.End()], "「『（《〈【“‘")) // they open what follows: the annex takes any bracket for a closing one
		if seg.End() == len(paragraph) {
			to = seg.End()
		}
		if to > from {
			j.add(trimmed(paragraph, from, to))
			from = to
		}
	}
	return j.out
}

// joiner joins what the annex parts and a language does not.
type joiner struct {
	s        string
	language string
	tongue   *tables // nil for a language without a table
	held     []briefing.Span
	out      []briefing.Span
}

func (j *joiner) add(from, to int) {
	if from == to {
		return
	}
	n := len(j.out) - 1
	if n < 0 {
		j.out = append(j.out, briefing.Span{Start: from, End: to})
		return
	}
	for len(j.held) > 0 && j.held[0].End <= j.out[n].End {
		j.held = j.held[1:]
	}
	inside := len(j.held) > 0 && from > j.held[0].Start
	if inside || strings.IndexFunc(j.s[from:to], alphanumeric) < 0 || !j.ends(j.out[n], from) {
		j.out[n].End = to
		return
	}
	j.out = append(j.out, briefing.Span{Start: from, End: to})
}

// ends reports whether the sentence prev really ends before the text at from.
func (j *joiner) ends(prev briefing.Span, from int) bool {
	gap, text, next := j.s[prev.End:from], j.s[prev.Start:prev.End], j.s[from:]
	if strings.ContainsAny(gap, "\n\r\u2028\u2029") {
		return !wrapped(text, gap, next)
	}
	if label(text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, openingMarks))
	last, _ := utf8.DecodeLastRuneInString(text)
	if unspaced(first) && (last == '」' || last == '』' || last == '）') {
		return !unicode.In(first, unicode.Hiragana) // 「行く。」と述べた is one
	}
	if unicode.IsLower(first) || first == '—' || first == '–' {
		return false
	}
	if !strings.HasSuffix(text, ".") {
		return true
	}
	return j.pointEnds(strings.TrimRight(text, "."), next)
}

const openingMarks = "\"'“‘«„‚‹¿¡([– \u00A0\u202F"

// pointEnds reports whether the point behind text, not belonging to it, ends a sentence before next.
func (j *joiner) pointEnds(text, next string) bool {
	token := text[lastBreak(text):]
	if i := strings.LastIndexAny(token, "'’"); i >= 0 { // "l'art." is the abbreviation "art."
		_, size := utf8.DecodeRuneInString(token[i:])
		token = token[i+size:]
	}
	if token == "" || j.tongue == nil {
		return token == "" || !upperAt(token, 0) || utf8.RuneCountInString(token) > 1 && !clipped(token)
	}
	if kind, ok := j.tongue.kinds[token]; ok {
		return kind != beforeName && j.opens(next)
	}
	if kind, ok := j.tongue.kinds[strings.ToLower(token)]; ok && upperAt(token, 0) {
		return kind != beforeName && j.opens(next)
	}
	if utf8.RuneCountInString(token) == 1 && !digitAt(token, 0) || dotted(token) && strings.Contains(token, ".") {
		return j.opens(next)
	}
	if j.tongue.counts && len(token) <= 2 && strings.Trim(token, "0123456789") == "" {
		return j.opens(next)
	}
	return true
}

// clipped reports whether a word of small ASCII letters behind the first has no vowel, as a title cut short: "Bw", "Hr".
func clipped(token string) bool {
	for i := range len(token) {
		if c := token[i]; strings.IndexByte("aeiouyAEIOUY", c) >= 0 || c >= utf8.RuneSelf || i > 0 && c < 'a' {
			return false
		}
	}
	return true
}

// opens reports whether next begins with a common word of the language, which no name or noun does.
func (j *joiner) opens(next string) bool {
	next = strings.TrimLeft(next, openingMarks)
	end := strings.IndexFunc(next, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' })
	if end < 0 {
		end = len(next)
	}
	return end > 0 && Stop(Fold(next[:end]), j.language)
}

// corners are the spans of the outermost pairs of corner brackets.
func corners(s string) []briefing.Span {
	var out []briefing.Span
	open, depth := 0, 0
	for i, r := range s {
		switch r {
		case '「', '『':
			if depth == 0 {
				open = i
			}
			depth++
		case '」', '』':
			if depth--; depth == 0 {
				out = append(out, briefing.Span{Start: open, End: i + utf8.RuneLen(r)})
			}
			depth = max(depth, 0)
		}
	}
	return out
}
