package extract

import (
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// mentions lists the names of a sentence.
func (r *reading) mentions(s *sentence) []briefing.Mention {
	if len(s.names) == 0 {
		return nil
	}
	out := make([]briefing.Mention, 0, len(s.names))
	for k := range s.names {
		n := &s.names[k]
		if !n.span.Within(s.span) {
			continue
		}
		m := briefing.Mention{Span: n.span, Name: n.figure.full, Type: n.figure.kind, For: r.government(s, n)}
		if n.title.Within(s.span) {
			m.Role = n.title.Of(r.text)
		}
		if of, ok := atlas.of[text.Fold(n.figure.full)]; ok && !r.isLanguage(s, n) {
			m.Name, m.Type = of.bare(), briefing.MentionPlace
		}
		out = append(out, m)
	}
	return out
}

// isLanguage reports whether an adjective of a nation means its language here: "spoke French", "in Polish".
func (r *reading) isLanguage(s *sentence, n *name) bool {
	if n.first == 0 || !r.plain(s, n.first) || n.last+1 < len(s.words) && r.plain(s, n.last+1) && !stops[s.words[n.last+1].Norm] && !prepositions[s.words[n.last+1].Norm] {
		return false
	}
	return tongues[s.words[n.first-1].Norm]
}

// tongues stand before the name of a language.
var tongues = set(`in into from speak speaks speaking spoke spoken fluent broken learn learns learned learning`)
