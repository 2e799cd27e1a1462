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

// aside reports whether the words between commas that begin with word i say more of what stands before them.
func (r *reading) aside(s *sentence, i int) bool {
	w := s.words[i].Norm
	if w == "who" || w == "which" || w == "whose" || w == "where" || participial(w) && s.within(i) == nil {
		return strings.HasPrefix(r.gap(s, i), ",")
	}
	p, ok := r.phraseFrom(s, i)
	return ok && p.name == nil && roles[s.words[p.head].Norm] && p.end < len(s.words) && strings.HasPrefix(r.gap(s, p.end), ",") && strings.HasPrefix(r.gap(s, i), ",")
}

// opensClause reports whether a clause begins with word i beyond doubt: a subject and its verb in one word ("it's", "they'll"), or "there" before a
// verb.
func (r *reading) opensClause(s *sentence, i int) bool {
	w := s.words[i].Norm
	if w == "there" {
		return i+1 < len(s.words) && r.plain(s, i+1) && finite[s.words[i+1].Norm]
	}
	at := strings.IndexByte(w, '\'')
	return at > 0 && finite[w] && (pronouns[w[:at]] || w[:at] == "that" || w[:at] == "there")
}

// restrictive reports whether a cue stands in a relative clause without a comma: "those who said".
func (r *reading) restrictive(s *sentence, c cue) bool {
	for k := c.at - 1; k > 0 && c.at-k < 4; k-- {
		if strings.HasPrefix(r.gap(s, k+1), ",") {
			return false
		}
		if w := s.words[k].Norm; w == "who" {
			return !strings.HasPrefix(r.gap(s, k), ",")
		}
	}
	return false
}

// borrowed reports whether a cue stands in a clause that only borrows it: "how she answers", "what they say", "on which he insisted", "if
// the letters show".
func (r *reading) borrowed(s *sentence, c cue) bool {
	if c.behind || c.second {
		return false
	}
	at := s.wordAt(c.span.Start)
	if at == 0 || at >= len(s.words) || !r.plain(s, at) {
		return false
	}
	if s.words[at-1].Norm == "which" && at > 1 && s.words[at-2].Norm == "in" { // "an interview in which she said"
		return false
	}
	switch s.words[at-1].Norm {
	case "how", "what", "whatever", "which", "whom", "as", "if", "unless", "whether", "something", "anything", "than":
		return true
	}
	return false
}

// clausal reports whether the words from i on show a verb of their own before a comma: a clause, rather than a thing. Behind "said" and
// "told" only the article or name that opens a clause is asked for.
func (r *reading) clausal(s *sentence, i int, how manner) bool {
	for k := i + 1; k < len(s.words) && k < i+14; k++ {
		if s.quoted(k) {
			continue
		}
		if w := s.words[k].Norm; how != says && how != tells && (w == "which" || w == "who" || w == "whom" || w == "whose") {
			break
		}
		if w := s.words[k].Norm; finite[w] || (how == says || how == tells || how == claims && r.subjectLike(s, i) && !participial(w)) && !articles[s.words[k-1].Norm] && !prepositions[s.words[k-1].Norm] && (pastForms[w] || verbs[w].form == past || len(w) > 4 && strings.HasSuffix(w, "ed") && s.words[k-1].Norm != "and") {
			return true
		}
		if gap := r.gap(s, k); strings.ContainsAny(gap, ",;:(") && how != says && how != tells {
			break
		}
	}
	return (how == says || how == tells) && r.subjectLike(s, i)
}

// subjectLike reports whether word i can begin the subject of a clause: an article or a number, a pronoun, a name, a noun in the plural.
func (r *reading) subjectLike(s *sentence, i int) bool {
	w := s.words[i].Norm
	return openings[w] && w != "no" || pronouns[w] || s.nameAt(i) != nil || isPlural(w) && verbs[w].form == 0 || w == "there"
}

// findings are verbs of studies and courts that take a clause without "that" as well.
var findings = set(`find finds found show shows showed`)

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

// clauseBehind is where behind a place or time that begins with word i a clause begins with a pronoun and its verb: "said in Oslo on Monday |he
// would go|"; 0 for none.
func (r *reading) clauseBehind(s *sentence, i int) int {
	for k := i + 2; k+1 < len(s.words) && k < i+10 && r.plain(s, k) && !s.quoted(k); k++ {
		switch w := s.words[k].Norm; w {
		case "he", "she", "they", "it":
			if next := s.words[k+1].Norm; !prepositions[s.words[k-1].Norm] && s.words[k-1].Norm != "that" && (finite[next] || verbal(next)) {
				return k
			}
			return 0
		default:
			if r.opensClause(s, k) {
				return k
			}
			if finite[w] || stops[w] {
				return 0
			}
		}
	}
	return 0
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

// relative reports whether "who" stands between the speaker of a cue and its verb.
func (r *reading) relative(s *sentence, c cue) bool {
	for k := c.at - 1; k > 0 && c.at-k < 4; k-- {
		if s.words[k].Norm == "who" {
			return true
		}
	}
	return false
}

// turns reports whether another clause begins with word at that need not be part of what is reported: behind a semicolon, with a "but"
// behind a comma, which may be the writer's, or with ", and" before a person and a verb: "..., and Ms. Roe called it".
func (r *reading) turns(s *sentence, at int) bool {
	gap := r.gap(s, at)
	switch {
	case strings.Contains(gap, ";"):
		return true
	case !strings.Contains(gap, ","):
		return s.words[at].Norm == "and" && strings.ContainsAny(gap, "\"”") && r.speaksNext(s, at+1)
	case contrasts[s.words[at].Norm]:
		return true
	}
	return s.words[at].Norm == "and" && r.speaksNext(s, at+1)
}

// speaksNext reports whether a clause of its own begins with word i: a cue, or a person and a verb.
func (r *reading) speaksNext(s *sentence, i int) bool {
	if i >= len(s.words) || s.quoted(i) {
		return false
	}
	at := s.words[i].Span.Start
	for _, c := range s.cues {
		if !c.second && !c.behind && c.speaker.from <= at && at < c.speaker.span.End {
			return true
		}
	}
	n := s.nameAt(i)
	if n == nil || n.figure.kind != briefing.MentionPerson || n.last+1 >= len(s.words) || r.gap(s, n.last+1) != " " {
		return false
	}
	w := s.words[n.last+1].Norm
	return finite[w] || verbs[w].form == past || len(w) > 4 && strings.HasSuffix(w, "ed")
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

// subordinated reports whether a cue stands in a clause that another one follows behind a comma: "While she said it rained, ...".
func (r *reading) subordinated(s *sentence, c cue) bool {
	at := s.wordAt(c.span.Start)
	for k := at - 1; k >= 0 && at-k < 5; k-- {
		if subordinate[s.words[k].Norm] {
			return true
		}
		if strings.HasPrefix(r.gap(s, k+1), ",") {
			return false
		}
	}
	return false
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

// statement reports whether the words before a cue can stand alone, and are no mere "In Oslo," or "After the vote,".
func (r *reading) statement(s *sentence, c cue, start int) bool {
	from, to := s.wordAt(start), s.wordAt(c.span.Start)
	if from >= to {
		return false
	}
	first, last := s.words[from].Norm, s.words[to-1].Norm
	if stops[last] && last != "did" && last != "that" || finite[last] && last != "did" && last != "does" && !upper(r.text, s.words[to-1].Span.Start) {
		return false
	}
	commas, verb := 0, s.words[c.at].Norm == sourced
	for i := from; i < to; i++ {
		w := s.words[i].Norm
		if i > from && strings.HasPrefix(r.gap(s, i), ",") {
			commas++
		}
		u := verbs[w]
		verb = verb || finite[w] || u.form == past || u.form == third && !u.noun || i > 0 && len(w) > 3 && strings.HasSuffix(w, "ed")
	}
	if (first == "this" || first == "that" || first == "there") && from+1 < to && (finite[s.words[from+1].Norm] || verbal(s.words[from+1].Norm)) {
		return verb || verbal(s.words[from+1].Norm)
	}
	introductory := prepositions[first] || timely[first] || stops[first] || first == sourced || participial(first)
	return verb && (!introductory || commas > 0 && c.use.manner != weak)
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
