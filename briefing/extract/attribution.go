package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// attribution is who stands behind a statement: whoever its quote belongs to, of several the longest, and the outlet when nobody speaks
// in it or only a few words of it are somebody's own.
func (r *reading) attribution(s *sentence, quotes []briefing.Quote) briefing.Attribution {
	var main briefing.Quote
	for _, q := range quotes {
		if q.Span.Len() > main.Span.Len() {
			main = q
		}
	}
	if main.Span.Empty() || main.Kind == briefing.QuotePartial && main.Verb == "" && 3*main.Span.Len() < s.span.Len() {
		return briefing.AttributedOutlet
	}
	if main.Speaker != "" {
		if f := r.figures[text.Fold(main.Speaker)]; f != nil && f.kind != briefing.MentionPerson && (f.kind != briefing.MentionOther || f.person <= 0 && len(f.parts) < 2) {
			return briefing.AttributedOrganisation // a place that speaks is its government
		}
		if voiced := spokenBy(main.Speaker); r.figures[text.Fold(main.Speaker)] == nil && voiced != "" {
			return voiced
		}
		return briefing.AttributedPerson
	}
	if voiced := spokenBy(main.Role); voiced != "" {
		return voiced
	}
	return briefing.AttributedUnnamed
}

// spokenBy is what sort of speaker a noun phrase without a name is: by its last word before a preposition, "" when that tells nothing.
func spokenBy(phrase string) briefing.Attribution {
	head := ""
	for w := range strings.FieldsSeq(phrase) {
		w = strings.Trim(text.Fold(w), `.,;"“”'`)
		if prepositions[w] || w == "who" || w == "that" {
			break
		}
		head = w
	}
	one := singular(head)
	switch {
	case head == "sources" || head == "source" || crowds[head] && !bodies[head]:
		return briefing.AttributedUnnamed
	case texts[head] || texts[one] || printed[one]:
		return briefing.AttributedDocument
	case bodies[head] || bodies[one]:
		return briefing.AttributedOrganisation
	case roles.of(head) || roles.of(one):
		return briefing.AttributedUnnamed
	}
	return ""
}

// printed are texts that seldom speak, but are cited.
var printed = set(`announcement data figure record guideline advisory order bill law rule file programme program forecast estimate`)
