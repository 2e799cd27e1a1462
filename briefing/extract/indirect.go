package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// reported is what the cue k of a sentence reports without quotation marks, or around them; ok is false when there is nothing.
func (r *reading) reported(s *sentence, k int, spoken bool) (briefing.Span, bool) {
	c := s.cues[k]
	if c.use.manner == calls || c.use.modal {
		return briefing.Span{}, false
	}
	if !c.before.Empty() {
		return c.before, !r.mostlyQuoted(s, c.before)
	}
	if r.borrowed(s, c) {
		return briefing.Span{}, false
	}
	i, ok := r.reportBegins(s, c, spoken)
	if !ok {
		return briefing.Span{}, false
	}
	start := s.words[i].Span.Start
	if i > 0 {
		q := r.text[s.words[i-1].Span.End:start]
		if at := strings.IndexAny(q, "\"“‘"); at >= 0 {
			start -= len(q) - at
		}
	}
	span := briefing.Span{Start: start, End: r.reportEnds(s, k, i)}
	if span.End <= span.Start {
		return briefing.Span{}, false
	}
	span.End = span.Start + len(strings.TrimRight(span.Of(r.text), ".?!,; "))
	if len(strings.Fields(span.Of(r.text))) < 3 || r.mostlyQuoted(s, span) {
		return briefing.Span{}, false
	}
	return span, true
}

// reportBegins is the word with which the words a cue reports begin, if these are there and are a clause.
func (r *reading) reportBegins(s *sentence, c cue, spoken bool) (int, bool) {
	i := c.next
	if s.words[c.at].Norm == sourced { // "According to Ms. Roe, prices fell."
		for i < len(s.words) && s.words[i].Span.Start < c.span.End {
			i++
		}
		if i < len(s.words) && r.aside(s, i) { // "According to Ms. Roe, who led the talks, ..."
			for k := i + 1; k < len(s.words) && k < i+longestPhrase; k++ {
				if strings.HasPrefix(r.gap(s, k), ",") {
					i = k
					break
				}
			}
		}
		return i, c.at == 0 && i < len(s.words) && strings.HasPrefix(r.gap(s, i), ",") && !(s.quoted(i) && spoken)
	}
	if c.behind || i >= len(s.words) || s.quoted(i) && spoken || c.use.manner == tells && i == c.at+1 {
		return i, false
	}
	gap := r.gap(s, i)
	if strings.HasPrefix(gap, ",") && s.words[i].Norm != "that" {
		return i, false
	}
	i, that := r.reportStart(s, c)
	if i >= len(s.words) {
		return i, false
	}
	first := s.words[i].Norm
	switch c.use.manner {
	case asks:
		return i, questioning[first] && r.plain(s, i)
	case states, weak:
		if that || c.use.manner == states && (first == "whether" || first == "how" || first == "why") {
			return i, true
		}
		if gap != " " || c.use.manner == weak && !findings[s.words[c.at].Norm] || !r.subjectLike(s, i) {
			return i, false
		}
	}
	if that || r.opensClause(s, i) {
		return i, true
	}
	if c.use.manner == says && strings.HasSuffix(first, "ing") && gap == " " && !r.restrictive(s, c) { // "said having him here is a help"
		return i, r.clausal(s, i, claims)
	}
	if prepositions[first] || timely[first] || finite[first] || participial(first) && c.use.manner != says || strings.HasSuffix(first, "ing") || r.restrictive(s, c) || strings.ContainsAny(gap, ";(—–") {
		return i, false
	}
	return i, r.clausal(s, i, c.use.manner)
}

// reportStart is the word at which a report begins that may follow a time or place: "said on Monday in Oslo that".
func (r *reading) reportStart(s *sentence, c cue) (start int, that bool) {
	i := c.next
	for k := i; k < len(s.words) && k < i+14; k++ {
		w := s.words[k].Norm
		if w == "that" {
			return k + 1, k+1 < len(s.words) && !finite[s.words[k+1].Norm] && s.words[k+1].Norm != "to"
		}
		if k == i && (!calendar(w) && !prepositions[w] && !timely[w] || w == "to" && c.use.manner != says) || s.quoted(k) || verbs[w].form == past || pronouns[w] || finite[w] {
			break
		}
	}
	if w := s.words[min(i, len(s.words)-1)].Norm; i < len(s.words) && c.use.manner <= claims && (w == "in" || w == "at" || w == "on" || w == "during" || w == "after") {
		if k := r.clauseBehind(s, i); k > 0 {
			return k, false
		}
	}
	for i < len(s.words) && (calendar(s.words[i].Norm) || i > c.next && spans[s.words[i].Norm] || s.words[i].Norm == "on" && i+1 < len(s.words) && calendar(s.words[i+1].Norm)) {
		i++
	}
	return i, false
}

// reportEnds is where the words end that the cue k reports from word i on: before another cue that closes the sentence ("..., according to
// the ministry") or goes on with it ("..., and said"), else at the end of the sentence.
func (r *reading) reportEnds(s *sentence, k, i int) int {
	for _, c := range s.cues[k+1:] {
		if c.at <= i {
			continue
		}
		switch {
		case c.second && c.use.form != participle && c.use.manner != calls && c.use.manner != weak:
			at := c.at
			for at > i && s.words[at].Norm != "and" && s.words[at].Norm != "but" {
				at--
			}
			return s.words[max(at, i+1)-1].Span.End
		case c.second && strings.HasPrefix(r.gap(s, c.at), ","):
			return s.words[c.at-1].Span.End
		}
		if !c.before.Empty() {
			return c.span.Start
		}
	}
	if r.subordinated(s, s.cues[k]) {
		for at := i + 1; at < len(s.words); at++ {
			if strings.HasPrefix(r.gap(s, at), ",") && !(s.quoted(at-1) && s.quoted(at)) {
				return s.words[at-1].Span.End
			}
		}
	}
	relative := r.relative(s, s.cues[k])
	for at := i + 2; at < len(s.words); at++ {
		if relative && strings.HasPrefix(r.gap(s, at), ",") && !s.quoted(at) && (finite[s.words[at].Norm] || verbal(s.words[at].Norm)) {
			return r.endBefore(s, at) // "Ms. Roe, who said she was tired, went home"
		}
		if !s.quoted(at) && r.turns(s, at) {
			return r.endBefore(s, at)
		}
	}
	return s.span.End
}

// endBefore is the end of the words before word at, with a quotation mark that closes there.
func (r *reading) endBefore(s *sentence, at int) int {
	end := s.words[at-1].Span.End
	for _, q := range s.quotations {
		if q.Span.Start < end && end < q.Span.End && q.Span.End <= s.words[at].Span.Start {
			return q.Span.End
		}
	}
	return end
}

// reportedBefore is what stands before the cue and the comma that parts them: "Rain will fall, she said."
func (r *reading) reportedBefore(s *sentence, c cue) briefing.Span {
	if c.second || c.use.manner == calls || c.use.manner == asks || c.use.form == base && c.use.manner == weak || r.restrictive(s, c) {
		return briefing.Span{}
	}
	start := s.span.Start
	if at := r.opening(s); at > 0 {
		start = s.words[at].Span.Start
	}
	if c.span.Start <= start {
		return briefing.Span{}
	}
	body := strings.TrimRight(r.text[start:c.span.Start], " ")
	if !strings.HasSuffix(body, ",") || !r.closing(s, c) {
		return briefing.Span{}
	}
	body = strings.TrimRight(body, ", ")
	for _, dash := range []string{" - ", "—", "–", ";", "--"} {
		if at := strings.LastIndex(body, dash); at >= 0 && strings.Count(body, dash)%2 == 1 {
			start, body = start+at+len(dash), body[at+len(dash):]
		}
	}
	trimmed := strings.TrimLeft(body, " ")
	start, body = start+len(body)-len(trimmed), trimmed
	if strings.Count(body, " ") < 2 || !r.statement(s, c, start) {
		return briefing.Span{}
	}
	return briefing.Span{Start: start, End: start + len(body)}
}

// interrupted is the two parts of a sentence that a cue between commas cuts in two: "|The bridge|, she said, |was not safe|"; nil for a cue that does
// not. A lead of one word ("Still, she said, ...") is left out.
func (r *reading) interrupted(s *sentence, c cue) []briefing.Span {
	if c.second || c.use.manner > tells || c.use.modal || c.use.noun && c.use.form != past || r.borrowed(s, c) {
		return nil
	}
	from, at := r.opening(s), s.wordAt(c.span.Start)
	if at <= from || s.quoted(at-1) || strings.TrimRight(r.text[s.words[at-1].Span.End:c.span.Start], " ") != "," {
		return nil
	}
	next := s.wordAt(c.span.End)
	for next < len(s.words) && r.plain(s, next) && (calendar(s.words[next].Norm) || s.words[next].Norm == "on") {
		next++
	}
	if next+1 >= len(s.words) || !strings.HasPrefix(r.gap(s, next), ",") || strings.ContainsAny(r.gap(s, next), "\"“”‘;(") {
		return nil
	}
	end := next + 1
	verb := finite[s.words[next].Norm] || verbal(s.words[next].Norm)
	for end < len(s.words) && !strings.ContainsAny(r.gap(s, end), ";") {
		verb = verb || finite[s.words[end].Norm] || verbal(s.words[end].Norm)
		end++
	}
	for _, q := range s.quotations {
		if q.Inside.Len() > 0 {
			return nil
		}
	}
	if !verb || stops[s.words[at-1].Norm] && s.words[at-1].Norm != "that" || verbs[s.words[next].Norm].form == participle {
		return nil
	}
	var out []briefing.Span
	if at-from > 1 {
		out = append(out, s.over(from, at))
	}
	return append(out, s.over(next, end))
}

// closing reports whether nothing but a time, a place or another clause follows a cue.
func (r *reading) closing(s *sentence, c cue) bool {
	behind := strings.TrimLeft(r.text[c.span.End:s.span.End], " )")
	if behind == "" || strings.ContainsAny(behind[:1], ".;") {
		return true
	}
	if behind[0] == ',' { // "The bridge, she said, was safe" is cut in two
		at := s.wordAt(c.span.End)
		return at >= len(s.words) || !finite[s.words[at].Norm] && !prepositions[s.words[at].Norm] && (verbs[s.words[at].Norm].manner == 0 || verbs[s.words[at].Norm].form == participle)
	}
	if c.behind || c.next >= len(s.words) {
		return true
	}
	w := s.words[c.next].Norm
	return w != "to" && (calendar(w) || prepositions[w] || timely[w] || c.use.manner == tells) && !r.saysMore(s, c)
}

// saysMore reports whether a cue has words of its own behind it: "told them that", "said on Monday: ...".
func (r *reading) saysMore(s *sentence, c cue) bool {
	i, that := r.reportStart(s, c)
	if that || i < len(s.words) && i > c.next && r.clausal(s, i, claims) {
		return true
	}
	if c.use.manner == tells && i < len(s.words) && r.gap(s, i) == " " && !prepositions[s.words[i].Norm] && !timely[s.words[i].Norm] && !calendar(s.words[i].Norm) {
		return true
	}
	for _, q := range s.quotations {
		if q.Span.Start >= c.span.End && q.Inside.Len() > 0 {
			return true
		}
	}
	return false
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
