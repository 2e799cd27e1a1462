package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// lead is the word with which the main statement of a sentence opens: behind a dateline, "But", "However,", and what stands before a first comma
// ("On Friday, |the| firm said", "When asked, |he| left"). It is -1 when the sentence opens with somebody's own words.
func (r *reading) lead(s *sentence) int {
	i := r.opening(s)
	for range maxLeads {
		if i >= len(s.words) || s.quoted(i) {
			return -1
		}
		w := s.words[i].Norm
		switch {
		case leaders[w]:
			if i+1 < len(s.words) {
				i++
				continue
			}
		case prepositions[w] && !strings.HasPrefix(r.gap(s, i+1), ","), timely[w] && w != "this" && w != "that", calendar(w), w == sourced, participial(w):
			if next := r.behindComma(s, i); next > 0 {
				if n := s.nameTo(next - 1); n != nil && n.figure.kind != briefing.MentionPlace && isArticle(s.words[next].Norm) {
					return -1 // "Near Ida Lund, the mayor, ..."
				}
				i = next
				continue
			}
		}
		break
	}
	if i >= len(s.words) || s.quoted(i) {
		return -1
	}
	return i
}

// maxLeads is how many phrases may stand before the main statement, and longestPrelude how many words each may have.
const (
	maxLeads       = 3
	longestPrelude = 10
)

// behindComma is the word behind the first comma after word i; 0 when none is near.
func (r *reading) behindComma(s *sentence, i int) int {
	for k := i + 1; k < len(s.words) && k <= i+longestPrelude; k++ {
		if strings.HasPrefix(r.gap(s, k), ", ") && !digit(s.words[k].Norm) {
			return k
		}
	}
	return 0
}

// predicate reports whether a finite verb stands at word k, perhaps behind an adverb: what stands before it is a whole noun phrase.
func (r *reading) predicate(s *sentence, k int) bool {
	for k < len(s.words) && r.gap(s, k) == " " && r.passes(s, k) && !finite[s.words[k].Norm] {
		k++
	}
	if k >= len(s.words) || r.gap(s, k) != " " || s.quoted(k) {
		return false
	}
	w := s.words[k]
	if upper(r.text, w.Span.Start) {
		return false
	}
	u := verbs[w.Norm]
	switch {
	case finite[w.Norm], auxiliaries[w.Norm], deeds[w.Norm], pasts[w.Norm], u.form == past, u.form == third && !u.noun:
		return true
	case strings.HasSuffix(w.Norm, "ed") && len(w.Norm) > 3:
		return true
	case strings.HasSuffix(w.Norm, "s") && !strings.HasSuffix(w.Norm, "ss") && !possessive(w.Norm) && k+1 < len(s.words) && r.gap(s, k+1) == " ":
		next := s.words[k+1].Norm
		return openings[next] || prepositions[next] && next != "of" || next == "to" || next == "that" || next == "it" || questioning[next] || digit(next) || strings.HasSuffix(next, "ly") || upper(r.text, s.words[k+1].Span.Start)
	}
	return false
}

// restricted reports whether the participle at word k only says which one is meant, since the clause has a verb of its own behind it: "The man
// |accused| of theft was freed".
func (r *reading) restricted(s *sentence, k int) bool {
	w := s.words[k].Norm
	if !strings.HasSuffix(w, "ed") && !participles[w] || k+1 >= len(s.words) || openings[s.words[k+1].Norm] {
		return false
	}
	for i := k + 1; i < len(s.words) && i < k+longestPhrase; i++ {
		v := s.words[i].Norm
		if strings.ContainsAny(r.gap(s, i), ",;:—–") || v == "and" || v == "but" || v == "who" || v == "that" || v == "which" || subordinate.of(v) && v != "as" {
			return false
		}
		if finite[v] || pasts[v] && !participles[v] || verbs[v].form == past && !s.quoted(i) {
			return true
		}
	}
	return false
}

// leaders open a sentence and say nothing of whom it speaks.
var leaders = set(`but and yet so still however instead meanwhile also then now or though although while whereas when after before as because if since until once moreover furthermore
	nevertheless nonetheless therefore thus besides otherwise again eventually finally initially originally ultimately later afterwards soon today yesterday sometimes perhaps maybe indeed`)

// pasts are past forms, and modal verbs, that do not end in "ed".
var pasts = union(irregularPasts, set(`bet did had said wove wept dreamt knelt oversaw foresaw arose ate awoke drank slew strode may might can must`))

// participles are those of pasts that are also passive participles.
var participles = set(`bought bound brought built caught cut dealt fed found held hit hurt kept laid led left lost made met paid put read said sent set shot sold split spread struck taught told understood seen taken given written
	known driven stolen torn worn grown drawn born thrown hidden broken chosen spoken`)
