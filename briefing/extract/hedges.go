package extract

import "strings"

// hedge is the word, or pair of words, that weakens or denies the main statement of a sentence, as printed; "" for none. A denial or a
// "may" inside a clause on the side ("who did not give his name") is none of it; a word that marks an accusation as unproven ("allegedly")
// counts anywhere.
func (r *reading) hedge(s *sentence) string {
	aside, leading := false, false
	for i, w := range s.words {
		if i > 0 && strings.ContainsAny(r.gap(s, i), ",;:—–") {
			aside, leading = false, false
		}
		if asides[w.Norm] && (i > 0 && w.Norm != "when" || subordinate[w.Norm]) && !s.quoted(i) && !leading {
			aside, leading = true, i == 0
		}
		if accusing[w.Norm] && !upperInside(r.text, w.Span.Start, s.span.Start) {
			return w.Span.Of(r.text)
		}
		if aside {
			continue
		}
		if w.Norm == "no" || w.Norm == "without" || w.Norm == "little" {
			if i+1 < len(s.words) && s.words[i+1].Norm == "evidence" && r.plain(s, i+1) {
				return s.over(i, i+2).Of(r.text)
			}
			continue
		}
		if hedgeWords[w.Norm] && !upperInside(r.text, w.Span.Start, s.span.Start) || strings.HasSuffix(w.Norm, "n't") {
			return w.Span.Of(r.text)
		}
	}
	return ""
}

// upperInside reports whether a capital stands at i, elsewhere than at the start of the sentence: "Mrs. May" is no hedge.
func upperInside(s string, i, start int) bool { return i > start && upper(s, i) }

// asides open a clause on the side: a relative clause, or one of time and reason.
var asides = set(`who whom whose which where when while although though because since after before until unless if`)

// accusing mark an accusation as unproven, wherever they stand.
var accusing = set(`alleged allegedly reportedly purported purportedly suspected supposedly unconfirmed unverified unproven rumored rumoured`)

// hedgeWords weaken or deny the statement they stand in.
var hedgeWords = set(`apparent apparently cannot contested could denied denies deny denying disputed disputes likely may might never not perhaps possible possibly
	potentially presumably probably refused refuses rejected rejects seemingly supposed unlikely doubtful doubted falsely unclear hypothetical nor neither`)
