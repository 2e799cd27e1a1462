package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// antecedent is whom the "who" at word w stands for: also the name that an article's description follows behind a comma, as
// in "Ida, a farmer from Oslo who said".
func (r *reading) antecedent(s *sentence, w int, u usage) speaker {
	j := w - 1
	if j < 0 || s.quoted(j) {
		return speaker{}
	}
	if !r.plain(s, w) {
		if n := s.nameTo(j); n != nil && r.gap(s, w) == ", " && n.figure.kind != briefing.MentionPlace && !r.governed(s, n) {
			return r.named(s, n)
		}
		return r.apposed(s, j, u)
	}
	p, ok := r.phraseTo(s, j)
	if !ok {
		return speaker{}
	}
	if p.name == nil && p.start > 0 && isArticle(s.words[p.start].Norm) && r.gap(s, p.start) == ", " && roles.of(singular(s.words[p.head].Norm)) {
		if n := s.nameTo(p.start - 1); n != nil && n.figure.kind != briefing.MentionPlace {
			return r.named(s, n)
		}
	}
	return r.speakerOf(s, p, u)
}

// apposed is the speaker who stands before one or more descriptions between commas that end with word j: "Ms. Roe, a farmer, said",
// or behind one: "the mayor, Ms. Roe, said".
func (r *reading) apposed(s *sentence, j int, u usage) speaker {
	for k := j; k > 0 && j-k < 40; k-- {
		gap := r.gap(s, k)
		if strings.ContainsAny(gap, "\"“”‘»«;:") {
			return speaker{}
		}
		bare := strings.TrimLeft(gap, ".)")
		if !strings.HasPrefix(bare, ",") && !dashed(bare) {
			continue
		}
		seat := seated(r.text[s.words[k].Span.Start:s.words[j].Span.End])
		if n := s.nameAt(k); n != nil && n.last == j && !seat { // "the mayor, Ms. Roe, said"
			if role, _ := r.roleApposed(s, n); !role.Empty() {
				return r.named(s, n)
			}
			if p, ok := r.phraseTo(s, k-1); ok && p.name == nil && openings[s.words[p.start].Norm] && n.figure.kind == briefing.MentionPerson &&
				(p.start == 0 || strings.ContainsAny(r.gap(s, p.start), "\"”’'»")) { // `"...," one of the passengers, Ms. Roe, said`
				who := r.named(s, n)
				who.from = s.words[p.start].Span.Start
				return who
			}
			return speaker{}
		}
		if !seat && !r.describes(s, k) {
			return speaker{}
		}
		end := k - 1
		if strings.Contains(gap, ")") {
			end = r.beforeBracket(s, k)
		}
		if end < 0 || s.quoted(end) {
			return speaker{}
		}
		n := s.nameTo(end)
		if n != nil && (n.figure.kind == briefing.MentionPlace || r.degree(s, n)) || (n == nil || r.governed(s, n)) && r.moreBefore(s, end) {
			continue
		}
		return r.speakerEnding(s, end, u)
	}
	return speaker{}
}

// seated reports whether a text is the party and state of a member of the United States Congress: "R-Ohio", "D-N.Y".
func seated(s string) bool {
	return len(s) > 3 && len(s) < 24 && (s[0] == 'R' || s[0] == 'D' || s[0] == 'I') && s[1] == '-' && upper(s, 2)
}

// degree reports whether a name is only letters behind a person's: "Ida Lund, PhD".
func (r *reading) degree(s *sentence, n *name) bool {
	capitals := 0
	printed := n.span.Of(r.text)
	for i := range len(printed) {
		if upper(printed, i) {
			capitals++
		}
	}
	return n.first == n.last && n.first > 0 && len(printed) <= 6 && capitals > 1 && r.gap(s, n.first) == ", "
}

// beforeBracket is the word before a bracket that closes right before word k; -1 when none opens near.
func (r *reading) beforeBracket(s *sentence, k int) int {
	for at := k - 1; at > 0 && k-at < longestPhrase; at-- {
		if r.gap(s, at) == " (" {
			return at - 1
		}
	}
	return -1
}

// describes reports whether words behind a comma that begin with word k describe who stands before it.
func (r *reading) describes(s *sentence, k int) bool {
	w := s.words[k].Norm
	if openings[w] || prepositions[w] || w == "who" || w == "which" || w == "whose" || w == "himself" || w == "herself" || participial(w) || modifiers[w] || digit(w) {
		return true
	}
	for i := k; i < len(s.words) && i < k+6 && (i == k || r.plain(s, i) || r.gap(s, i) == "' " || r.gap(s, i) == "’ ") && !prepositions[s.words[i].Norm]; i++ {
		if voice(s.words[i].Norm) {
			return true
		}
	}
	return len(w) <= 5 && upper(r.text, s.words[k].Span.Start) // "R-Ohio", "Jr", "Va."
}

// moreBefore reports whether the words that end with word j are themselves a description behind a comma.
func (r *reading) moreBefore(s *sentence, j int) bool {
	for k := j; k > 0 && j-k < longestPhrase; k-- {
		if gap := r.gap(s, k); strings.HasPrefix(gap, ",") {
			return r.describes(s, k) && (s.nameTo(k-1) != nil || roles.of(s.words[k-1].Norm) || digit(s.words[k-1].Norm))
		}
	}
	return false
}
