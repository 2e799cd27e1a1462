package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// nearSentences is how many sentences back a pronoun looks for whom it stands for.
const nearSentences = 5

// stands resolves the pronoun at word w of sentence i to a person: the one found by near among those who are known to be people, else
// doubtfully among names of two words that may be. A person known only by the verb behind the name stays doubtful too.
func (r *reading) stands(i, w int, inside bool) (who *figure, doubtful bool) {
	want := male
	switch r.sentences[i].words[w].Norm {
	case "she", "her", "hers":
		want = female
	}
	if inside && r.unnamedSpeaker(&r.sentences[i], w) {
		return nil, false
	}
	who, doubtful = r.near(i, w, inside, func(f *figure) bool {
		person := f.kind == briefing.MentionPerson || f.kind == briefing.MentionOther && f.spoke && len(f.parts) == 1
		return person && (f.sex == unknown || f.sex == want)
	})
	switch {
	case who == nil:
		who, _ = r.near(i, w, inside, func(f *figure) bool {
			return f.kind == briefing.MentionOther && len(f.parts) == 2 && f.person >= 0
		})
		return who, who != nil
	case who.kind != briefing.MentionPerson || who.sex == unknown && len(who.parts) == 1 && who.person < 2:
		return who, true
	case who.sex == unknown && !doubtful:
		who.sex = want // later pronouns of the other sex mean somebody else
	}
	return who, doubtful
}

// namedLater is the one person whom the next sentences name and a speaking "he" or "she" can mean, when nobody was named before: a guess.
func (r *reading) namedLater(i int, c cue) *figure {
	want := male
	switch r.sentences[i].words[c.speaker.pronoun-1].Norm {
	case "she":
		want = female
	case "he":
	default:
		return nil
	}
	var who *figure
	for k := i + 1; k <= i+2 && k < len(r.sentences) && who == nil; k++ {
		s := &r.sentences[k]
		r.eachPerson(s, len(s.words), func(f *figure) {
			if who == nil && f.kind == briefing.MentionPerson && f.sex == want {
				who = f
			}
		})
	}
	return who
}

// answering is whom a pronoun that answers stands for: who was asked just before. `"Did you know?" Ms. Roe asked Mr. Poe. "No," he replied.`
func (r *reading) answering(i int, c cue) *figure {
	if !replies[r.sentences[i].words[c.at].Norm] {
		return nil
	}
	want := male
	if r.sentences[i].words[c.speaker.pronoun-1].Norm == "she" {
		want = female
	}
	for back := 0; back <= 1 && back <= i; back++ {
		if f := r.sentences[i-back].asked; f != nil && (f.sex == unknown || f.sex == want) {
			return f
		}
	}
	return nil
}

// replies are the verbs of answering.
var replies = set(`answered answers replied replies responded responds retorted retorts countered shot`)

// standsForBody gives a quote that "it" or "they" speaks its speaker: the body, document or group that spoke just before, else, doubtfully, the
// one the sentence before is about.
func (r *reading) standsForBody(i int, c cue, q *briefing.Quote) {
	s := &r.sentences[i]
	many := s.words[c.speaker.pronoun-1].Norm == "they"
	for back := 0; back <= 1 && back <= i; back++ {
		p := &r.sentences[i-back]
		if len(p.speech) == 0 {
			continue
		}
		switch f := p.speaker; {
		case f != nil && !many && f.kind != briefing.MentionPerson:
			q.Speaker, q.Doubtful = f.full, p.unsure
			s.speaker, s.unsure, s.unnamed = f, q.Doubtful, unnamed{}
			return
		case f == nil && p.unnamed.role != "" && p.unnamed.many == many && (many || !personal(p.unnamed.head)):
			q.Role = p.unnamed.role
			s.unnamed = p.unnamed
			return
		}
		break
	}
	if i == 0 {
		return
	}
	switch p := r.sentences[i-1].focus; {
	case p.figure != nil && !many && p.figure.kind == briefing.MentionOrganisation:
		q.Speaker, q.Doubtful = p.figure.full, true
	case p.figure == nil && p.group.role != "" && p.group.many == many && (many || !personal(p.group.head)):
		q.Role, q.Doubtful = p.group.role, true
		s.unnamed = p.group
	}
}

// near is the figure that fits a pronoun at word w of sentence i best. Within the sentence, if inside, that is the first one named before it;
// else who spoke in the sentence before, or who is the subject or is named first in the nearest sentence that names one who fits. It is doubtful
// when somebody else of the same sentence or paragraph fits as well, or a sentence between speaks of somebody without a name or has a speaker
// of whom nothing tells whether it is a person.
func (r *reading) near(i, w int, inside bool, fits func(*figure) bool) (who *figure, doubtful bool) {
	s := &r.sentences[i]
	consider := func(f *figure) {
		switch {
		case f == nil || !fits(f):
		case who == nil:
			who = f
		case who != f:
			doubtful = true
		}
	}
	if inside {
		if k := r.subjectAt(s); k >= 0 && k < w {
			if n := s.nameAt(k); n != nil && n.last < w && !possessive(s.words[n.last].Norm) && fits(n.figure) {
				return n.figure, false
			}
		}
		r.eachPerson(s, w, consider)
	}
	for back := 1; back <= nearSentences && back <= i; back++ {
		p := &r.sentences[i-back]
		if who != nil && p.block != s.block && (r.sentences[i-back+1].block != p.block || back > 2) {
			break
		}
		if back == 1 && who == nil && p.speaker != nil && (!p.unsure || p.between) && fits(p.speaker) {
			return p.speaker, false // who spoke just before goes on, whomever that was about
		}
		if f := p.focus.figure; f != nil && who == nil && fits(f) {
			if back == 1 && !p.unsure && !p.focus.unsure {
				return f, r.acted(p, f, fits) // whom the sentence before is about
			}
			who, doubtful = f, doubtful || p.focus.unsure
		}
		if who == nil {
			doubtful = doubtful || p.unsure || r.unnamedSubject(p) || p.speaker != nil && p.speaker.kind == briefing.MentionOther
		}
		consider(p.speaker)
		r.eachPerson(p, len(p.words), consider)
	}
	return who, doubtful
}

// acted reports whether the subject f of a sentence does something to somebody else who fits as well: "Ms. Roe met Ms. Poe".
func (r *reading) acted(s *sentence, f *figure, fits func(*figure) bool) bool {
	seen := false
	for k := range s.names {
		n := &s.names[k]
		if n.figure == f {
			seen = true
			continue
		}
		if s.quoted(n.first) || !fits(n.figure) || !seen {
			continue
		}
		for at := n.first; at > 0 && n.first-at < 4 && r.plain(s, at); at-- {
			w := s.words[at-1].Norm
			if w == "that" || finite[w] || s.within(at-1) != nil || prepositions[w] {
				break
			}
			if verbal(w) {
				return !possessive(s.words[n.last].Norm)
			}
		}
	}
	return false
}

// unnamed is somebody or something that is only described: the role as printed with its span, and its head word.
type unnamed struct {
	role, head string
	span       briefing.Span
	many       bool // in the plural
}

// unnamedBefore is who a speaking "he" or "she" goes on for when the speech just before is that of one person without a name, and no one
// else is the subject there: behind "a spokesman for Mr. Roe said", "he" is the spokesman and never Mr. Roe.
func (r *reading) unnamedBefore(i int, c cue) unnamed {
	s := &r.sentences[i]
	w := c.speaker.pronoun - 1
	want := male
	switch s.words[w].Norm {
	case "she":
		want = female
	case "he":
	default:
		return unnamed{}
	}
	p, until := s, w
	if len(s.speech) == 0 {
		if i == 0 {
			return unnamed{}
		}
		p = &r.sentences[i-1]
		until = len(p.words)
	}
	u := p.unnamed
	if len(p.speech) == 0 || u.role == "" || u.many || !personal(u.head) || sexes[u.head] != unknown && sexes[u.head] != want {
		return unnamed{}
	}
	for k := range p.names {
		n := &p.names[k]
		if n.last < until && n.figure.kind == briefing.MentionPerson && !p.quoted(n.first) && !r.governed(p, n) && !possessive(p.words[n.last].Norm) {
			return unnamed{}
		}
	}
	return u
}

// unnamedSpeaker reports whether somebody without a name speaks before word w of a sentence that names nobody there: "the inspector said he
// thought so".
func (r *reading) unnamedSpeaker(s *sentence, w int) bool {
	for _, n := range s.names {
		if n.last < w && !s.quoted(n.first) && n.figure.kind == briefing.MentionPerson {
			return false
		}
	}
	for _, c := range s.cues {
		if p := c.speaker; !p.none() && p.figure == nil && p.pronoun == 0 && p.span.End <= s.words[w].Span.Start {
			return true
		}
	}
	return false
}

// unnamedSubject reports whether a sentence opens with a person it does not name: "The presenter has ...".
func (r *reading) unnamedSubject(s *sentence) bool {
	if len(s.words) < 2 || s.quoted(0) || !openings[s.words[0].Norm] {
		return false
	}
	p, ok := r.phraseFrom(s, 0)
	if ok && p.end < len(s.words) && r.gap(s, p.end) == ", " && s.nameAt(p.end) != nil { // "The director, Ms. Roe, has ..."
		return false
	}
	return ok && p.name == nil && personal(s.words[p.head].Norm)
}

// personal reports whether a noun in the singular looks like one for a person.
func personal(w string) bool {
	if roles.of(w) {
		return true
	}
	for _, end := range []string{"er", "or", "ist", "ian", "man", "woman"} {
		if len(w) > 5 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// eachPerson shows the figures named outside quotations before word w: first those that no preposition takes, then the others.
func (r *reading) eachPerson(s *sentence, w int, show func(*figure)) {
	for _, aside := range []bool{false, true} {
		for k := range s.names {
			n := &s.names[k]
			if n.last >= w {
				break
			}
			if !s.quoted(n.first) && (r.governed(s, n) || possessive(s.words[n.last].Norm)) == aside {
				show(n.figure)
			}
		}
	}
}
