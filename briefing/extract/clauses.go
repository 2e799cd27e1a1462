package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// aside reports whether the words between commas that begin with word i say more of what stands before them.
func (r *reading) aside(s *sentence, i int) bool {
	w := s.words[i].Norm
	if w == "who" || w == "which" || w == "whose" || w == "where" || participial(w) && s.within(i) == nil {
		return strings.HasPrefix(r.gap(s, i), ",")
	}
	p, ok := r.phraseFrom(s, i)
	return ok && p.name == nil && roles.of(s.words[p.head].Norm) && p.end < len(s.words) && strings.HasPrefix(r.gap(s, p.end), ",") && strings.HasPrefix(r.gap(s, i), ",")
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

// subordinated reports whether a cue stands in a clause that another one follows behind a comma: "While she said it rained, ...".
func (r *reading) subordinated(s *sentence, c cue) bool {
	at := s.wordAt(c.span.Start)
	for k := at - 1; k >= 0 && at-k < 5; k-- {
		if subordinate.of(s.words[k].Norm) {
			return true
		}
		if strings.HasPrefix(r.gap(s, k+1), ",") {
			return false
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
