package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// modality tells how far a sentence asserts what it says, in the order of the words that say so. What stands in a clause on the side
// ("who did not give his name") is not the statement's; what marks an accusation counts anywhere, and so does a condition.
func (r *reading) modality(s *sentence) []briefing.Modality {
	var out []briefing.Modality
	aside := r.asideWords(s)
	for i := 0; i < len(s.words); {
		kind, end := r.modalAt(s, i, aside[i])
		if kind != "" {
			out = append(out, briefing.Modality{Kind: kind, Span: s.over(i, end)})
		}
		i = max(end, i+1)
	}
	return out
}

// asideWords tells for each word of a sentence whether it stands in a clause on the side: a relative clause, or one of time and reason
// that does not open the sentence.
func (r *reading) asideWords(s *sentence) []bool {
	out := make([]bool, len(s.words))
	aside, leading := false, false
	for i, w := range s.words {
		if i > 0 && strings.ContainsAny(r.gap(s, i), ",;:—–") {
			aside, leading = false, false
		}
		if asides.of(w.Norm) && (i > 0 && w.Norm != "when" || subordinate.of(w.Norm)) && !s.quoted(i) && !leading {
			aside, leading = true, i == 0
		}
		out[i] = aside
	}
	return out
}

// modalAt is what word i, with those behind it up to end, does to the statement.
func (r *reading) modalAt(s *sentence, i int, aside bool) (kind briefing.ModalityKind, end int) {
	w := s.words[i].Norm
	next := i + 1
	if upperInside(r.text, s.words[i].Span.Start, s.span.Start) || s.within(i) != nil && i > 0 {
		return "", next
	}
	switch {
	case accusing.of(w):
		return briefing.ModalityAlleged, next
	case accuses.of(w) && r.follows(s, next, "of", "with"):
		return briefing.ModalityAlleged, next + 1
	case w == "on" && r.follows(s, next, "suspicion") && r.follows(s, next+1, "of"):
		return briefing.ModalityAlleged, next + 2
	case w == "if" || w == "unless":
		if before := r.normAt(s, i-1); w == "if" && (before == "as" || before == "even" || verbs[before].manner == asks || wondering[before]) || w == "if" && r.follows(s, next, "not", "any", "ever") {
			return "", next
		}
		return briefing.ModalityConditional, next
	case (w == "provided" || w == "assuming") && r.follows(s, next, "that") && i > 0 && !beings.of(r.normAt(s, i-1)):
		return briefing.ModalityConditional, next + 1
	case aside:
		return "", next
	}
	if kind, end, ok := r.negationAt(s, i); ok {
		return kind, end
	}
	switch {
	case denying.of(w) && !r.entry(s, next):
		return briefing.ModalityDenied, next
	case dismissing.of(w) && r.dismissed(s, next):
		return briefing.ModalityDenied, next
	case w == "refused" || w == "refuses" || w == "refusing" || w == "failed" || w == "fails" || w == "declined" || w == "declines" || w == "unable":
		if r.follows(s, next, "to") {
			return briefing.ModalityNegated, next + 1
		}
	case w == "will" || w == "shall" || w == "won't" || strings.HasSuffix(w, "'ll"):
		return briefing.ModalityPlanned, next
	case w == "would" && r.normAt(s, next) == "be" && next < len(s.words) && r.gap(s, next) == "-":
	case w == "would" || strings.HasSuffix(w, "'d") && (pronouns[w[:len(w)-2]]) && (r.normAt(s, next) == "be" || r.normAt(s, next) == "have"):
		if r.saidBefore(s, i) {
			return briefing.ModalityPlanned, next // the future of what was said then
		}
		return briefing.ModalityConditional, next
	case w == "could" && r.follows(s, next, "not", "never"):
	case possibly.of(w):
		if w == "likely" && r.follows(s, next, "to") {
			return briefing.ModalityPossible, next + 1
		}
		return briefing.ModalityPossible, next
	case seeming.of(w) && r.follows(s, next, "to"):
		return briefing.ModalityPossible, next + 1
	case planning.of(w) && r.follows(s, next, "to") && !openings[r.normAt(s, next+1)] && !participial(r.normAt(s, next+1)) || w == "scheduled" && r.follows(s, next, "for"):
		return briefing.ModalityPlanned, next + 1
	case beings.of(w) && !aims[r.normAt(s, i-1)] && r.follows(s, next, "to") && next+1 < len(s.words) && r.plain(s, next+1) && !openings[s.words[next+1].Norm]:
		return briefing.ModalityPlanned, next + 1 // "is to open"
	case w == "going" && r.follows(s, next, "to") && next+1 < len(s.words) && s.within(next+1) == nil && !openings[s.words[next+1].Norm] && beings.of(r.normAt(s, i-1)):
		return briefing.ModalityPlanned, next + 1
	}
	return "", next
}

// negationAt reads the negation that begins with word i: "not", "no longer", "nobody". Two that cancel each other say nothing
// ("did not deny", "not without"), or only that it may be so ("not impossible").
func (r *reading) negationAt(s *sentence, i int) (kind briefing.ModalityKind, end int, ok bool) {
	w := s.words[i].Norm
	end = i + 1
	contracted := strings.HasSuffix(w, "n't")
	switch {
	case w == "no":
		return r.noneAt(s, i)
	case w == "little" && r.follows(s, end, "evidence"):
		return briefing.ModalityPossible, end + 1, true
	case !negating.of(w) && !contracted:
		return "", i + 1, false
	case w == "nothing" && r.follows(s, end, "but"), w == "not" && r.normAt(s, i-1) == "or", w == "not" && r.normAt(s, i-1) == "if":
		return "", end, true
	}
	for end < len(s.words) && r.plain(s, end) && between[s.words[end].Norm] && !softening[s.words[end].Norm] { // "has not yet denied"
		end++
	}
	switch n := r.normAt(s, end); {
	case softening[n]:
		return "", end + 1, true
	case (n == "more" || n == "less" || n == "fewer" || n == "greater") && r.follows(s, end+1, "than"):
		return "", end + 1, true
	case n == "impossible" || n == "unlikely" || n == "inconceivable":
		return briefing.ModalityPossible, end + 1, true
	case (n == "rule" || n == "ruled" || n == "ruling") && r.follows(s, end+1, "out"):
		return briefing.ModalityPossible, end + 2, true
	case n == "deny" || n == "denied" || n == "denying" || n == "dispute" || n == "disputed":
		return "", end + 1, true
	}
	return briefing.ModalityNegated, i + 1, true
}

// noneAt reads "no": "no longer", "no evidence", "no one"; a bound ("no more than"), a label ("No. 5") and "no doubt" are no negations.
func (r *reading) noneAt(s *sentence, i int) (kind briefing.ModalityKind, end int, ok bool) {
	end = i + 1
	if end >= len(s.words) || r.gap(s, end) != " " {
		return "", end, false
	}
	switch n := s.words[end].Norm; {
	case n == "doubt" || n == "matter" || n[0] <= '9' || (n == "more" || n == "less" || n == "fewer" || n == "later" || n == "sooner") && r.follows(s, end+1, "than"):
		return "", end + 1, true
	case n == "longer" || n == "evidence" || n == "one":
		return briefing.ModalityNegated, end + 1, true
	}
	return briefing.ModalityNegated, end, true
}

// follows reports whether word i is one of these and joined to the word before.
func (r *reading) follows(s *sentence, i int, words ...string) bool {
	if i >= len(s.words) || !r.plain(s, i) {
		return false
	}
	for _, w := range words {
		if s.words[i].Norm == w {
			return true
		}
	}
	return false
}

// entry reports whether what is denied at word i is no statement but something one asks for: "denied bail", "denied entry".
func (r *reading) entry(s *sentence, i int) bool {
	for k := i; k < len(s.words) && k < i+3 && r.plain(s, k); k++ {
		if refusable[s.words[k].Norm] {
			return true
		}
	}
	return false
}

// dismissed reports whether what is rejected behind word i is something said: "rejected the claims".
func (r *reading) dismissed(s *sentence, i int) bool {
	for k := i; k < len(s.words) && k < i+6 && r.plain(s, k); k++ {
		if claimNouns[s.words[k].Norm] || claimNouns[singular(s.words[k].Norm)] {
			return true
		}
	}
	return false
}

// saidBefore reports whether somebody's past speech stands before word i, so that its "would" is a future.
func (r *reading) saidBefore(s *sentence, i int) bool {
	if c := r.normAt(s, 0); c == "if" {
		return false
	}
	for k := 0; k < len(s.words); k++ {
		w := s.words[k].Norm
		if w == "if" || w == "unless" {
			return false
		}
		if k > i {
			continue
		}
		if u := verbs[w]; u.form == past && u.manner != 0 && !s.quoted(k) {
			i = len(s.words)
		}
	}
	return i == len(s.words)
}

// accuses take whom they accuse with "of" or "with".
var accuses = lexiconOf(set(`accused accuses accusing charged suspected`))

// wondering stand before the "if" of a question.
var wondering = set(`see know knew wonder wondered wonders unclear ask asked asks asking doubt determine decide check sure say unsure clear learn`)

// denying are the forms of "deny" and its like.
var denying = lexiconOf(set(`denied denies deny denying refuted refutes refute disputed disputes dispute disavowed disavows`))

// refusable are things that are denied to somebody.
var refusable = set(`bail entry access permission visa visas parole asylum request chance opportunity right rights service medical treatment`)

// dismissing deny when what they dismiss is something said.
var dismissing = lexiconOf(set(`rejected rejects reject rejecting dismissed dismisses dismiss dismissing rebuffed rebutted`))

// claimNouns are things said that can be dismissed.
var claimNouns = set(`claim allegation accusation report suggestion charge criticism rumour rumor notion idea assertion speculation insinuation theory`)

// possibly say that something may be so.
var possibly = lexiconOf(set(`may might could perhaps maybe possibly possible probably likely unlikely potentially presumably apparently apparent seemingly supposed doubtful unclear hypothetical contested`))

// seeming say so with an infinitive.
var seeming = lexiconOf(set(`appears appeared appear seems seemed seem believed thought said`))

// planning say with an infinitive that something is yet to come.
var planning = lexiconOf(set(`plans planned planning plan due set expected intends intended intend scheduled slated aims aimed hopes hoped vowed vows promised promises pledged pledges agreed agrees proposed proposes
	wants poised ready prepares preparing threatened threatens about`))

// softening take the edge off the "not" before them.
var softening = set(`only just least merely simply without`)

// aims are subjects of an "is to" that only says what they consist in: "the goal is to win".
var aims = set(`aim goal purpose plan idea option way point job task key answer solution hope challenge objective intention role mission thing step trick strategy`)

// negating deny what they stand in.
var negating = lexiconOf(set(`not never nobody none nothing neither nor cannot`))
