package extract

import "github.com/nutgraf/nutgraf/briefing"

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
	f, doubtful := r.stands(i, 0, false)
	if f == nil || doubtful {
		return nil
	}
	return []briefing.Reference{{Span: s.words[0].Span, For: f.full}}
}
