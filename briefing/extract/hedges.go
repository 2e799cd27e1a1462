package extract

// hedge is the word, or pair of words, that weakens or denies the main statement of a sentence, as printed; "" for none: of its
// modality the first that is more than a plan or a condition. It may be narrower than that: the verb alone of "refused to".
func (r *reading) hedge(s *sentence) string {
	aside := r.asideWords(s)
	for i := 0; i < len(s.words); i++ {
		w := s.words[i]
		if accusing.of(w.Norm) && !upperInside(r.text, w.Span.Start, s.span.Start) {
			return w.Span.Of(r.text)
		}
		if aside[i] {
			continue
		}
		if w.Norm == "no" || w.Norm == "without" || w.Norm == "little" {
			if i+1 < len(s.words) && s.words[i+1].Norm == "evidence" && r.plain(s, i+1) {
				return s.over(i, i+2).Of(r.text)
			}
			continue
		}
		if kind, end, ok := r.negationAt(s, i); ok && kind == "" { // two that cancel each other
			i = end - 1
			continue
		}
		if hedgeWords.of(w.Norm) && !upperInside(r.text, w.Span.Start, s.span.Start) || len(w.Norm) > 3 && w.Norm[len(w.Norm)-3:] == "n't" {
			return w.Span.Of(r.text)
		}
	}
	return ""
}

// upperInside reports whether a capital stands at i, elsewhere than at the start of the sentence: "Mrs. May" is no hedge.
func upperInside(s string, i, start int) bool { return i > start && upper(s, i) }

// asides open a clause on the side: a relative clause, or one of time and reason.
var asides = lexiconOf(set(`who whom whose which where when while although though because since after before until unless if`))

// accusing mark an accusation as unproven, wherever they stand.
var accusing = lexiconOf(set(`alleged allegedly reportedly purported purportedly suspected supposedly unconfirmed unverified unproven rumored rumoured`))

// hedgeWords weaken or deny the statement they stand in.
var hedgeWords = lexiconOf(set(`apparent apparently cannot contested could denied denies deny denying disputed disputes likely may might never not perhaps possible possibly
	potentially presumably probably refused refuses rejected rejects seemingly supposed unlikely doubtful doubted falsely unclear hypothetical nor neither`))
