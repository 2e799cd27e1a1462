package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// roleOnly reports whether a gap holds but a few words, as the title before a speaker's name, and no conjunction: with that the next clause
// begins, and somebody else's speech ("a mistake", while her colleague Ms. Roe called ...).
func roleOnly(gap string) bool {
	fields := strings.FieldsFunc(gap, func(c rune) bool { return c == ' ' || c == ',' })
	if len(fields) == 0 || len(fields) > 5 || strings.ContainsAny(gap, ".;:?!") {
		return false
	}
	for _, f := range fields {
		if stops[strings.ToLower(f)] {
			return false
		}
	}
	return true
}

// nickname reports whether a quotation stands inside somebody's name: Ida "Red" Lund.
func (r *reading) nickname(s *sentence, q text.Quotation) bool {
	from, to := s.wordAt(q.Span.Start), s.wordAt(q.Span.End)
	if from == 0 || to >= len(s.words) || to-from > 3 || from == to {
		return false
	}
	before, first, next := s.words[from-1].Span, s.words[from].Span, s.words[to].Span
	return behindInitial(r.text, before.End, q.Span.Start) == " " && r.text[q.Span.End:next.Start] == " " &&
		upper(r.text, before.Start) && upper(r.text, first.Start) && upper(r.text, next.Start) &&
		s.within(to) != nil && !roles.of(s.words[from-1].Norm) && verbs[s.words[from-1].Norm].manner == 0 && !openings[s.words[from-1].Norm]
}

// scare reports whether a quotation nobody is said to have spoken is too short to be speech: a title, a nickname, a scare quote.
func (r *reading) scare(s *sentence, q text.Quotation) bool {
	if q.Span.Start == s.span.Start {
		return len(strings.Fields(q.Inside.Of(r.text))) < 3 && !r.sentenceLike(q.Inside)
	}
	inside := q.Inside.Of(r.text)
	return len(strings.Fields(inside)) < minSpeechWords || titled(inside)
}

// minSpeechWords is the length from which words between quotation marks are rather speech than a name.
const minSpeechWords = 5

// titled reports whether most words of a text are capitalised, as in the title of a film.
func titled(s string) bool {
	fields := strings.Fields(s)
	capital := 0
	for _, f := range fields {
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsUpper(r) || len(f) <= 3 {
			capital++
		}
	}
	return capital*10 >= len(fields)*9
}

// sentenceLike reports whether a text ends as a sentence does, and no heading.
func (r *reading) sentenceLike(span briefing.Span) bool {
	body := strings.TrimRight(span.Of(r.text), "\"'”’ )]")
	return body != "" && strings.ContainsAny(body[len(body)-1:], ".?!,-") || strings.HasSuffix(body, "…")
}
