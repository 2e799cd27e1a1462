package extract

import "strings"

// hedge is the first word, or pair of words, of a sentence that weakens or denies it, as printed; "" for none.
func (r *reading) hedge(s *sentence) string {
	for i, w := range s.words {
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
