package extract

import "github.com/nutgraf/nutgraf/briefing"

// mentions lists the names of a sentence.
func (r *reading) mentions(s *sentence) []briefing.Mention {
	if len(s.names) == 0 {
		return nil
	}
	out := make([]briefing.Mention, 0, len(s.names))
	for _, n := range s.names {
		if n.span.Within(s.span) {
			out = append(out, briefing.Mention{Span: n.span, Name: n.figure.full, Type: n.figure.kind})
		}
	}
	return out
}

// context says whom the pronoun that opens a sentence stands for, when only one person can be meant.
func (r *reading) context(i int) []briefing.Reference {
	s := &r.sentences[i]
	if len(s.words) == 0 || s.quoted(0) {
		return nil
	}
	switch s.words[0].Norm {
	case "he", "she", "his", "her":
	default:
		return nil
	}
	f, doubtful := r.stands(i, 0)
	if f == nil || doubtful {
		return nil
	}
	return []briefing.Reference{{Span: s.words[0].Span, For: f.full}}
}

// nearSentences is how many sentences back a pronoun looks for whom it stands for.
const nearSentences = 5

// stands resolves the pronoun at word w of sentence i to a person: the one named first in its own sentence before it, or
// else who spoke last or is named first in the nearest sentence before. It is doubtful when several people would do.
func (r *reading) stands(i, w int) (who *figure, doubtful bool) {
	s := &r.sentences[i]
	want := male
	switch s.words[w].Norm {
	case "she", "her", "hers":
		want = female
	}
	fits := func(f *figure) bool {
		return f != nil && (f.kind == briefing.MentionPerson || f.kind == briefing.MentionOther && len(f.parts) == 2) && (f.sex == unknown || f.sex == want)
	}
	consider := func(f *figure) {
		switch {
		case !fits(f):
		case who == nil:
			who = f
		case who != f:
			doubtful = true
		}
	}
	for _, n := range s.names {
		if n.last < w && !s.quoted(n.first) {
			consider(n.figure)
		}
	}
	for back := 1; back <= nearSentences && back <= i; back++ {
		p := &r.sentences[i-back]
		if back > 2 && who != nil {
			break
		}
		consider(p.speaker)
		for _, n := range p.names {
			if !p.quoted(n.first) {
				consider(n.figure)
			}
		}
	}
	if who != nil && who.kind != briefing.MentionPerson {
		return who, true
	}
	if who != nil && who.sex == unknown {
		who.sex = want // later pronouns of the other sex mean somebody else
	}
	return who, doubtful
}
