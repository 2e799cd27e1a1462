package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// cue is the words that attribute speech: a verb with its subject, or "according to" somebody.
type cue struct {
	span    briefing.Span // from the first to the last of its words
	use     usage
	verb    string        // as printed
	at      int           // the word of the verb
	next    int           // the word behind the verb, and behind whom it is told to
	to      briefing.Span // whom it is told, as printed; empty where the sentence does not say
	behind  bool          // the speaker stands behind the verb
	second  bool          // it goes on with the speaker before: "and said", "adding"
	before  briefing.Span // what it reports when that stands before it: "Rain fell, she said."
	speaker speaker
}

// sourced is "according to", which takes whatever stands beside it.
const sourced = "according"

// findCues finds the cues of a sentence, outside its quotations.
func (r *reading) findCues(s *sentence) []cue {
	var out []cue
	for i := range s.words {
		w := s.words[i].Norm
		u, ok := verbs[w]
		if ok && u.form == base && r.afterModal(s, i) {
			u.form, u.noun, u.modal = past, false, true
		}
		switch {
		case w == sourced && i+2 < len(s.words) && s.words[i+1].Norm == "to" && !s.quoted(i):
			c := cue{verb: s.over(i, i+2).Of(r.text), use: usage{manner: says, form: past}, at: i, behind: true, next: i + 2}
			if c.speaker = r.speakerAfter(s, i+2, c.use); c.speaker.none() {
				c.speaker = r.anySource(s, i+2)
			}
			if !c.speaker.none() {
				c.span = briefing.Span{Start: s.words[i].Span.Start, End: c.speaker.span.End}
				out = append(out, c)
			}
		case ok && !s.quoted(i) && r.acts(s, i, u):
			if c, found := r.cueAt(s, i, u, out); found {
				out = append(out, c)
			}
		}
	}
	for k := range out {
		out[k].before = r.reportedBefore(s, out[k])
	}
	return out
}

// anySource is whatever "according to" takes that begins with word i: "data released on Monday".
func (r *reading) anySource(s *sentence, i int) speaker {
	p, ok := r.phraseFrom(s, i)
	if !ok || s.quoted(i) || p.name != nil || calendar(s.words[p.head].Norm) || digit(s.words[p.head].Norm) || pronouns[s.words[p.head].Norm] {
		return speaker{}
	}
	span := s.over(p.start, p.end)
	return speaker{span: span, from: span.Start, role: span.Of(r.text), first: p.start, head: p.head}
}

// afterModal reports whether a modal stands before the verb at word i, over adverbs: "could only say".
func (r *reading) afterModal(s *sentence, i int) bool {
	k := i - 1
	for k > 0 && r.plain(s, k+1) && r.passes(s, k) {
		k--
	}
	return k >= 0 && r.plain(s, k+1) && modals[s.words[k].Norm]
}

// acts reports whether the verb at word i can be somebody's deed here: not part of a name or a compound, no noun behind an article, no
// infinitive and no passive.
func (r *reading) acts(s *sentence, i int, u usage) bool {
	if u.noun && u.form == base || i+1 < len(s.words) && strings.HasPrefix(r.gap(s, i+1), "-") || s.within(i) != nil {
		return false
	}
	if i == 0 {
		return u.form != base && u.form != third
	}
	if strings.HasSuffix(r.gap(s, i), "-") || u.noun && upper(r.text, s.words[i].Span.Start) {
		return false
	}
	if i+1 < len(s.words) && s.words[i+1].Norm == "to" && u.manner == says && r.gap(s, i+1) == " " && !(i+2 < len(s.words) && (s.nameAt(i+2) != nil || openings[s.words[i+2].Norm] || voice(s.words[i+2].Norm))) { // "said to be"
		return false
	}
	k := i - 1
	for k > 0 && r.plain(s, k+1) && r.passes(s, k) {
		k--
	}
	if !r.plain(s, k+1) {
		return true
	}
	before := s.words[k].Norm
	if before == "another" && (k == 0 || !r.plain(s, k)) { // "Another wrote"
		return true
	}
	if u.form == participle {
		return !articles[before]
	}
	return !articles[before] && !beings.of(before) && !prepositions[before] && !(u.noun && openings[before] && !crowds[before])
}

// cueAt is the cue of the verb at word i.
func (r *reading) cueAt(s *sentence, i int, u usage, earlier []cue) (cue, bool) {
	c := cue{use: u, verb: s.words[i].Span.Of(r.text), at: i, next: i + 1}
	switch {
	case u.form == participle && i > 1 && s.words[i-1].Norm == "as" && r.plain(s, i) && r.plain(s, i-1):
		c.speaker = r.quotedAs(s, i-2)
		c.second = true
	case u.form == participle:
		c.speaker = r.participleSubject(s, i, earlier)
		c.second = true
	case i > 0 && r.coordinate(s, i):
		c.speaker = r.subjectSoFar(s, i, earlier)
		c.second = true
	default:
		who := u
		if len(s.quotations) > 0 && !u.noun && (u.manner == claims || u.manner == states || u.manner == asks) {
			who.manner = says // beside a quotation these are as sure
		}
		if strings.ContainsAny(r.gap(s, i), "\"”»") {
			who.noun = false
		}
		c.speaker = r.speakerBefore(s, i, who)
		if !c.speaker.none() && !r.agrees(s, c.speaker, u) {
			return c, false
		}
		if u.form != base && u.manner != tells && r.invertible(s, i) {
			if p := r.speakerAfter(s, i+1, who); !p.none() && r.inverted(s, i, p, c.speaker.none()) {
				c.speaker, c.behind = p, true
			}
		}
	}
	if c.speaker.none() {
		return c, false
	}
	c.span = s.words[i].Span
	if !c.second {
		c.span.Start = min(c.span.Start, c.speaker.from)
		c.span.End = max(c.span.End, c.speaker.span.End)
	}
	if u.manner == tells {
		c.next = r.listener(s, i+1)
	}
	c.to = r.audience(s, c)
	return c, true
}

// quotedAs is who "as saying" is about: the one who is quoted, be it before ("Ms. Roe was quoted by the Post as saying") or behind
// the verb ("the Post quoted Ms. Roe as saying").
func (r *reading) quotedAs(s *sentence, j int) speaker {
	for k := j; k >= 0 && j-k < longestPhrase && r.plain(s, k+1); k-- {
		switch s.words[k].Norm {
		case "quoted", "cited", "reported":
			if k > 0 && beings.of(s.words[k-1].Norm) {
				return r.speakerBefore(s, k-1, usage{manner: says, form: past})
			}
			if k < j {
				return r.speakerAfter(s, k+1, usage{manner: says, form: past})
			}
		}
	}
	return speaker{}
}

// inverted reports whether p, behind the verb at word i, is its speaker: nobody is before it and the clause does not go on with a verb of
// p ("said Ms. Roe had left"), or p is a person with whom the clause ends.
func (r *reading) inverted(s *sentence, i int, p speaker, alone bool) bool {
	gap := r.gap(s, i)
	if alone && p.figure == nil && strings.ContainsAny(gap, "\"”’'»") { // `," said one voter familiar with the plan`
		return true
	}
	if strings.HasPrefix(gap, ",") {
		rest := r.text[p.span.End:s.span.End]
		if rest != "" && !strings.ContainsAny(rest[:1], ".,;)") && !strings.HasPrefix(rest, " (") {
			at := s.wordAt(p.span.End)
			if at >= len(s.words) {
				return alone
			}
			w := s.words[at].Norm
			return alone && (prepositions[w] || timely[w] || calendar(w) || w == "who" || w == "and")
		}
		return alone || p.figure != nil && p.figure.kind == briefing.MentionPerson
	}
	return alone
}

// agrees reports whether a speaker in the singular or plural fits the form of the verb.
func (r *reading) agrees(s *sentence, p speaker, u usage) bool {
	if u.form == past || u.form == participle {
		return true
	}
	many := false
	switch {
	case p.share:
		return true
	case p.pronoun > 0:
		switch s.words[p.pronoun-1].Norm {
		case "they", "we", "i", "you":
			many = true
		case "who":
			return true
		}
	case p.figure != nil:
		many = strings.HasSuffix(p.figure.full, "s") && p.figure.kind != briefing.MentionPerson || p.loose
		if u.form == third && !u.noun {
			return true
		}
	default:
		many = isPlural(s.words[p.head].Norm)
	}
	return many == (u.form == base)
}

// coordinate reports whether the verb at word i goes on behind "and" or "but" with the subject before: "left and said".
func (r *reading) coordinate(s *sentence, i int) bool {
	k := i - 1
	for k > 0 && r.plain(s, k+1) && r.passes(s, k) {
		k--
	}
	return (s.words[k].Norm == "and" || s.words[k].Norm == "but") && r.plain(s, k+1) && verbs[s.words[i].Norm].form != base
}

// subjectSoFar is who a second verb is about: the speaker of the cue before it, else the subject of the sentence.
func (r *reading) subjectSoFar(s *sentence, i int, earlier []cue) speaker {
	for n := len(earlier) - 1; n >= 0; n-- {
		if c := earlier[n]; c.use.manner != weak && s.words[c.at].Norm != sourced {
			return c.speaker
		}
	}
	return r.sentenceSubject(s, i)
}

// participleSubject is who a participle is about: a name or description right before it ("with Ms. Roe saying"), over a form of
// "to be" too, else the subject so far.
func (r *reading) participleSubject(s *sentence, i int, earlier []cue) speaker {
	j := i - 1
	for j >= 0 && r.plain(s, j+1) && (r.passes(s, j) || beings.of(s.words[j].Norm)) {
		j--
	}
	if j >= 0 && r.gap(s, j+1) == " " && !s.quoted(j) && !prepositions[s.words[j].Norm] {
		if w := s.words[j]; w.Norm == "he" || w.Norm == "she" || w.Norm == "they" {
			return speaker{span: w.Span, from: w.Span.Start, pronoun: j + 1}
		}
		if n := s.nameTo(j); n != nil && n.figure.kind == briefing.MentionPerson && !possessive(s.words[j].Norm) {
			return r.named(s, n)
		}
		if !stops[s.words[j].Norm] && !upper(r.text, s.words[j].Span.Start) && !strings.HasSuffix(s.words[j].Norm, "ly") { // "a letter saying"
			if texts[singular(s.words[j].Norm)] { // "Ms. Roe issued a letter saying"
				if author := r.sentenceSubject(s, j); !author.none() {
					return author
				}
			}
			return r.speakerEnding(s, j, usage{manner: claims, form: past})
		}
	}
	return r.subjectSoFar(s, i, earlier)
}

// invertible reports whether the verb at word i may stand before its speaker: behind a quotation or a comma.
func (r *reading) invertible(s *sentence, i int) bool {
	gap := r.gap(s, i)
	return strings.ContainsAny(gap, "\"”’'»“,—") || strings.Contains(gap, "- ")
}
