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
		r.eachPerson(s, w, consider)
	}
	for back := 1; back <= nearSentences && back <= i; back++ {
		p := &r.sentences[i-back]
		if who != nil && p.block != s.block && (r.sentences[i-back+1].block != p.block || back > 2) {
			break
		}
		if back == 1 && who == nil && p.speaker != nil && !p.unsure && fits(p.speaker) {
			return p.speaker, false // who spoke just before goes on, whomever that was about
		}
		if who == nil {
			doubtful = doubtful || p.unsure || r.unnamedSubject(p) || p.speaker != nil && p.speaker.kind == briefing.MentionOther
		}
		consider(p.speaker)
		r.eachPerson(p, len(p.words), consider)
	}
	return who, doubtful
}

// unnamed is somebody who spoke and is only described: the role as printed, and its head word.
type unnamed struct {
	role, head string
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
	if len(p.speech) == 0 || u.role == "" || !personal(u.head) || sexes[u.head] != unknown && sexes[u.head] != want {
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
	if roles[w] {
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
