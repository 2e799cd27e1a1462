package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// attribute finds the speech of sentence i and who said it.
func (r *reading) attribute(i int) {
	s := &r.sentences[i]
	spoken := make([]bool, len(s.cues)) // cues whose words were found between quotation marks
	for k, q := range s.quotations {
		if q.Inside.Empty() {
			continue
		}
		at := r.cueOf(s, q)
		var quote briefing.Quote
		switch {
		case at >= 0:
			quote = r.quote(i, s.cues[at], q.Inside)
			spoken[at] = true
		case r.scare(s, q):
			continue
		default:
			var ok bool
			if quote, ok = r.unattributed(i, k); !ok {
				continue
			}
		}
		quote.Kind = r.directness(s, q)
		s.speech = append(s.speech, quote)
	}
	for k, c := range s.cues {
		if content, ok := r.reported(s, c, spoken[k]); ok {
			quote := r.quote(i, c, content)
			quote.Kind = briefing.QuoteIndirect
			s.speech = append(s.speech, quote)
		}
	}
}

// carryBack gives a quotation that its paragraph leaves open the speaker whom only the next paragraph names.
func (r *reading) carryBack() {
	for i := len(r.sentences) - 2; i >= 0; i-- {
		s, next := &r.sentences[i], &r.sentences[i+1]
		if len(s.speech) == 0 || len(next.speech) == 0 || !r.continues(s) || next.block == s.block {
			continue
		}
		q, from := &s.speech[len(s.speech)-1], next.speech[0]
		if q.Verb == "" && (q.Speaker == "" || q.Doubtful) && from.Kind == briefing.QuoteDirect && (from.Verb != "" || from.Speaker != "") {
			q.Speaker, q.SpeakerSpan, q.Role, q.Verb, q.Doubtful = from.Speaker, from.SpeakerSpan, from.Role, from.Verb, from.Doubtful
		}
	}
}

// quote is speech that a cue attributes.
func (r *reading) quote(i int, c cue, said briefing.Span) briefing.Quote {
	q := briefing.Quote{Span: said, SpeakerSpan: c.speaker.span, Role: c.speaker.role, Verb: c.verb}
	who := c.speaker.figure
	if c.speaker.pronoun > 0 {
		who, q.Doubtful = r.pronounced(i, c.speaker.pronoun-1)
	}
	if who != nil {
		q.Speaker = who.full
		r.sentences[i].speaker = who
	}
	return q
}

// pronounced is whom a speaking pronoun stands for: nobody for "they", "we" and "I".
func (r *reading) pronounced(i, w int) (*figure, bool) {
	switch r.sentences[i].words[w].Norm {
	case "he", "she", "who":
		return r.stands(i, w)
	}
	return nil, false
}

// cueOf chooses the cue of a quotation: the one right behind it, else the nearest before it, else the next behind
// it; -1 for none.
func (r *reading) cueOf(s *sentence, q text.Quotation) int {
	before, after := -1, -1
	for k, c := range s.cues {
		switch {
		case c.span.Start >= q.Span.End:
			if after < 0 && c.manner != partial {
				after = k
			}
		case c.span.End <= q.Span.Start:
			before = k
		}
	}
	if after >= 0 {
		gap := r.text[q.Span.End:s.cues[after].span.Start]
		if len(strings.Fields(gap)) == 0 || strings.Trim(gap, " ,-–—") == "" || roleOnly(gap) {
			return after
		}
	}
	if before >= 0 {
		return before
	}
	if after >= 0 && s.cues[after].manner != calls && s.cues[after].manner != weak {
		return after
	}
	return -1
}

// roleOnly reports whether a gap holds but a few words, as the title before a speaker's name.
func roleOnly(gap string) bool {
	fields := strings.Fields(gap)
	return len(fields) <= 5 && !strings.ContainsAny(gap, ".;:?!") && !stops[strings.ToLower(strings.Trim(fields[0], ","))]
}

// scare reports whether a quotation nobody is said to have spoken is too short to be speech: a title, a nickname, a scare quote.
func (r *reading) scare(s *sentence, q text.Quotation) bool {
	if q.Span.Start == s.span.Start {
		return len(strings.Fields(q.Inside.Of(r.text))) < 3
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

// unattributed finds the speaker of the quotation k of sentence i that no cue claims: who spoke in the sentence, or
// just before it.
func (r *reading) unattributed(i, k int) (briefing.Quote, bool) {
	s := &r.sentences[i]
	q := briefing.Quote{Span: s.quotations[k].Inside}
	if len(s.speech) > 0 { // another part of the same speech
		last := s.speech[len(s.speech)-1]
		q.Speaker, q.SpeakerSpan, q.Role, q.Verb, q.Doubtful = last.Speaker, last.SpeakerSpan, last.Role, last.Verb, last.Doubtful
		return q, true
	}
	opens := s.quotations[k].Span.Start-s.span.Start < 2
	if !opens {
		subject := r.sentenceSubject(s, len(s.words))
		if subject.none() || subject.span.Start > q.Span.Start {
			return q, false
		}
		quote := r.quote(i, cue{speaker: subject}, q.Span)
		quote.Doubtful = true
		return quote, true
	}
	for back := 1; back <= 2 && back <= i; back++ {
		p := &r.sentences[i-back]
		if n := len(p.speech); n > 0 {
			last := p.speech[n-1]
			q.Speaker, q.SpeakerSpan, q.Role = last.Speaker, last.SpeakerSpan, last.Role
			q.Doubtful = last.Doubtful || p.block != s.block && !r.continues(p)
			s.speaker = p.speaker
			return q, true
		}
		if subject := r.sentenceSubject(p, len(p.words)); speaks(subject) {
			quote := r.quote(i-back, cue{speaker: subject}, q.Span)
			quote.Doubtful = true
			s.speaker = p.speaker
			return quote, true
		}
	}
	return q, len(strings.Fields(q.Span.Of(r.text))) >= minSpeechWords
}

// speaks reports whether a subject is somebody who can have spoken without a verb that says so.
func speaks(p speaker) bool {
	return p.pronoun > 0 || p.figure != nil && p.figure.kind == briefing.MentionPerson
}

// continues reports whether a sentence leaves its last quotation open, or announces one with a colon.
func (r *reading) continues(p *sentence) bool {
	n := len(p.quotations)
	return n > 0 && !p.quotations[n-1].Closed || strings.HasSuffix(p.span.Of(r.text), ":")
}

// directness tells a whole sentence between quotation marks from a fragment.
func (r *reading) directness(s *sentence, q text.Quotation) briefing.QuoteKind {
	inside := q.Inside.Of(r.text)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(inside, "\"'“‘ …."))
	end := strings.TrimRight(inside, "\"'”’ ")
	behind := r.text[q.Span.End:s.span.End]
	ended := end != "" && strings.ContainsAny(end[len(end)-1:], ".?!,-") || strings.HasPrefix(behind, ",") || strings.HasPrefix(behind, ".") || !q.Closed || behind == ""
	whole := len(strings.Fields(inside)) > 2 || strings.ContainsAny(end, "!?")
	if unicode.IsUpper(first) && ended && whole {
		return briefing.QuoteDirect
	}
	if n := len(s.speech); n > 0 && ended && s.speech[n-1].Kind == briefing.QuoteDirect { // "I think," he said, "that we go."
		if gap := r.text[s.speech[n-1].Span.End:q.Span.Start]; strings.Contains(gap, ",") {
			return briefing.QuoteDirect
		}
	}
	return briefing.QuotePartial
}

// reported is what a cue reports without quotation marks, or around them; ok is false when there is nothing.
func (r *reading) reported(s *sentence, c cue, spoken bool) (briefing.Span, bool) {
	if c.manner != says && c.manner != tells && c.manner != partial && c.manner != weak {
		return briefing.Span{}, false
	}
	if span, ok := r.reportedBefore(s, c); ok {
		return span, !r.mostlyQuoted(s, span)
	}
	i := c.next
	if c.behind {
		if len(c.verb) < len("according to") {
			return briefing.Span{}, false
		}
		for i < len(s.words) && s.words[i].Span.Start < c.span.End {
			i++
		}
	}
	if i >= len(s.words) || s.quoted(i) && spoken {
		return briefing.Span{}, false
	}
	i, that := r.reportStart(s, i)
	if !that && (c.manner == weak || c.manner == partial) {
		return briefing.Span{}, false
	}
	if i >= len(s.words) || !that && (prepositions[s.words[i].Norm] || s.words[i].Norm == "so" || s.words[i].Norm == "as") {
		return briefing.Span{}, false
	}
	span := briefing.Span{Start: s.words[i].Span.Start, End: s.span.End}
	if q := r.text[s.words[max(i, 1)-1].Span.End:span.Start]; i > 0 && strings.ContainsAny(q, "\"“‘") {
		span.Start -= len(q) - strings.IndexAny(q, "\"“‘")
	}
	span.End = span.Start + len(strings.TrimRight(span.Of(r.text), ".?! "))
	if len(s.words)-i < 3 || r.mostlyQuoted(s, span) {
		return briefing.Span{}, false
	}
	return span, true
}

// reportStart is the word at which a report begins that may follow a time or place: "said on Monday in Oslo that".
func (r *reading) reportStart(s *sentence, i int) (start int, that bool) {
	for k := i; k < len(s.words) && k < i+12; k++ {
		w := s.words[k].Norm
		if w == "that" {
			return k + 1, true
		}
		if k == i && !calendar(w) && !prepositions[w] || s.quoted(k) || verbs[w] != 0 || pronouns[w] {
			break
		}
	}
	for i < len(s.words) && (calendar(s.words[i].Norm) || s.words[i].Norm == "on" && i+1 < len(s.words) && calendar(s.words[i+1].Norm)) {
		i++
	}
	return i, false
}

// reportedBefore is what stands before the cue and the comma that parts them: "Rain will fall, she said."
func (r *reading) reportedBefore(s *sentence, c cue) (briefing.Span, bool) {
	head := r.text[s.span.Start:c.span.Start]
	body := strings.TrimRight(head, " ")
	if !strings.HasSuffix(body, ",") || c.next < len(s.words) && c.manner == partial {
		return briefing.Span{}, false
	}
	behind := strings.TrimLeft(r.text[c.span.End:s.span.End], " ")
	after := c.next
	ends := behind == "" || strings.ContainsAny(behind[:1], ".,;") || after < len(s.words) && (calendar(s.words[after].Norm) || prepositions[s.words[after].Norm]) || c.manner == tells
	body = strings.TrimRight(body, ", ")
	if !ends || len(strings.Fields(body)) < 3 {
		return briefing.Span{}, false
	}
	return briefing.Span{Start: s.span.Start, End: s.span.Start + len(body)}, true
}

// mostlyQuoted reports whether most of a span stands between quotation marks already.
func (r *reading) mostlyQuoted(s *sentence, span briefing.Span) bool {
	in := 0
	for _, q := range s.quotations {
		if q.Span.Overlaps(span) {
			in += min(q.Span.End, span.End) - max(q.Span.Start, span.Start)
		}
	}
	return in*4 > span.Len()*3
}
