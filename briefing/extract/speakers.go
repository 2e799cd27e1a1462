package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// speaker is whom a cue names: a figure, a pronoun, or only a description such as "a senior official".
type speaker struct {
	span    briefing.Span
	figure  *figure
	pronoun int // the word of a pronoun plus one; 0 for none
	role    string
}

func (p speaker) none() bool { return p.span.Empty() }

// speakerBefore is the subject that ends before the verb at word v.
func (r *reading) speakerBefore(s *sentence, v int) speaker {
	j := v - 1
	for j >= 0 && r.gap(s, j+1) == " " && r.passes(s, j) {
		j--
	}
	if j < 0 {
		return speaker{}
	}
	gap := r.gap(s, j+1)
	if strings.ContainsAny(gap, "\"“”‘»«;:(") || s.quoted(j) {
		return speaker{}
	}
	if strings.HasPrefix(gap, ",") || strings.HasPrefix(gap, " –") || strings.HasPrefix(gap, " —") || strings.HasPrefix(gap, ")") {
		return r.apposed(s, j)
	}
	if gap != " " {
		return speaker{}
	}
	w := s.words[j]
	if w.Norm == "who" && j > 0 {
		return r.speakerEnding(s, j-1)
	}
	if pronouns[w.Norm] {
		return speaker{span: w.Span, pronoun: j + 1}
	}
	return r.speakerEnding(s, j)
}

// passes reports whether word j may stand between a speaker and the verb: an auxiliary or an adverb.
func (r *reading) passes(s *sentence, j int) bool {
	w := s.words[j]
	if between[w.Norm] {
		return true
	}
	return strings.HasSuffix(w.Norm, "ly") && len(w.Norm) > 4 && !upper(r.text, w.Span.Start) && !lyNouns[w.Norm] && (j == 0 || !openings[s.words[j-1].Norm])
}

// speakerEnding is the noun phrase that ends with word j.
func (r *reading) speakerEnding(s *sentence, j int) speaker {
	n := s.nameTo(j)
	if n != nil && strings.HasSuffix(s.words[j].Norm, "'s") {
		return speaker{}
	}
	if n != nil {
		if n.first == 0 || !r.plain(s, n.first) || !prepositions[s.words[n.first-1].Norm] && s.words[n.first-1].Norm != "and" {
			return r.named(s, n)
		}
		if s.words[n.first-1].Norm == "and" {
			return r.named(s, n)
		}
	}
	return r.described(s, j)
}

// named is the speaker of a name, with the role printed before or behind it.
func (r *reading) named(s *sentence, n *name) speaker {
	return speaker{span: n.span, figure: n.figure, role: r.role(s, n)}
}

// role is what is printed before a name, or between commas behind it, that says what the person is.
func (r *reading) role(s *sentence, n *name) string {
	first, is := n.first, false
	for first > 0 && n.first-first < 6 && r.plain(s, first) {
		w := s.words[first-1]
		if w.Norm == "of" && first > 1 && roles[s.words[first-2].Norm] && upper(r.text, s.words[first-2].Span.Start) { // "Secretary of State"
			first--
			continue
		}
		if stops[w.Norm] || openings[w.Norm] || prepositions[w.Norm] || verbs[w.Norm] != 0 || pronouns[w.Norm] || strings.HasSuffix(w.Norm, "'s") {
			break
		}
		first--
		is = is || roles[w.Norm] && w.Norm != "mr" && w.Norm != "mrs" && w.Norm != "ms"
	}
	if is {
		before := s.over(first, n.first)
		if r.text[before.End] == '.' { // "Sen."
			before.End++
		}
		return before.Of(r.text)
	}
	i := n.last + 1
	if i >= len(s.words) || r.gap(s, i) != ", " {
		return ""
	}
	end := i
	for end < len(s.words) && end < i+12 && (end == i || r.plain(s, end)) && !pronouns[s.words[end].Norm] {
		if verbs[s.words[end].Norm] != 0 {
			break
		}
		is = is || roles[s.words[end].Norm]
		end++
	}
	if is && (openings[s.words[i].Norm] || roles[s.words[i].Norm] || end-i <= 5) {
		return s.over(i, end).Of(r.text)
	}
	return ""
}

// described is the speaker of a noun phrase without a name of its own that ends with word j.
func (r *reading) described(s *sentence, j int) speaker {
	k := j
	for k >= 0 && j-k < 16 {
		w := s.words[k].Norm
		if stops[w] && w != "and" || verbs[w] != 0 && k < j && w != "campaign" || pronouns[w] && w != "it" {
			break
		}
		if openings[w] {
			if k > 0 && r.plain(s, k) && prepositions[s.words[k-1].Norm] && s.words[k-1].Norm != "by" {
				k--
				if k > 0 && r.plain(s, k) {
					k--
					continue
				}
			}
			k--
			break
		}
		if k == 0 || !r.plain(s, k) {
			k--
			break
		}
		k--
	}
	k++
	for k <= j && (s.words[k].Norm == "and" || prepositions[s.words[k].Norm]) {
		k++
	}
	if k > j {
		return speaker{}
	}
	for i := k; i <= j && !openings[s.words[i].Norm] && !prepositions[s.words[i].Norm]; i++ { // "Sen. Ida Lund of Ohio"
		if n := s.nameAt(i); n != nil {
			if n.last < j && prepositions[s.words[n.last+1].Norm] && n.figure.kind != briefing.MentionPlace {
				return r.named(s, n)
			}
			break
		}
	}
	first, head := s.words[k].Norm, s.words[j].Norm
	if !openings[first] && !r.crowd(s, k, j) {
		return speaker{}
	}
	if calendar(head) {
		return speaker{}
	}
	span := s.over(k, j+1)
	return speaker{span: span, role: span.Of(r.text)}
}

// crowd reports whether a noun phrase without an article can speak: "two officials", "White House aides", "police".
func (r *reading) crowd(s *sentence, k, j int) bool {
	for i := k; i <= j; i++ {
		w := s.words[i].Norm
		if crowds[w] || roles[w] {
			return true
		}
		if prepositions[w] {
			return false
		}
	}
	return false
}

// apposed is the speaker whose description stands between commas before the verb: "Ms. Roe, a farmer, said". Word j ends the description.
func (r *reading) apposed(s *sentence, j int) speaker {
	var found *name
	from := -1
	for k := j; k > 0 && j-k < 30; k-- {
		gap := r.gap(s, k)
		if strings.ContainsAny(gap, "\"“”‘»«;:") {
			break
		}
		if n := s.nameTo(k - 1); n != nil && (strings.HasPrefix(gap, ",") || strings.HasPrefix(gap, " (") || strings.HasPrefix(gap, " —") || strings.HasPrefix(gap, " –")) {
			found = n
		}
		if strings.HasPrefix(gap, ",") {
			from = k
		}
	}
	if found != nil {
		if found.first > 0 && r.plain(s, found.first) && prepositions[s.words[found.first-1].Norm] {
			return r.described(s, found.last)
		}
		return r.named(s, found)
	}
	if from > 0 {
		return r.described(s, from-1)
	}
	return speaker{}
}

// speakerAfter is the speaker that begins with word i, behind a verb or "according to".
func (r *reading) speakerAfter(s *sentence, i int) speaker {
	if i >= len(s.words) || r.gap(s, i) != " " {
		return speaker{}
	}
	w := s.words[i]
	if pronouns[w.Norm] && w.Norm != "it" && w.Norm != "who" {
		return speaker{span: w.Span, pronoun: i + 1}
	}
	end := i
	for end < len(s.words) && end < i+12 && (end == i || r.plain(s, end)) {
		if n := s.nameAt(end); n != nil {
			if end == i || !prepositions[s.words[end-1].Norm] {
				if !strings.HasSuffix(s.words[n.last].Norm, "'s") {
					return r.named(s, n)
				}
			}
			end = n.last + 1
			continue
		}
		word := s.words[end].Norm
		if end > i && (stops[word] || pronouns[word] || calendar(word) || verbs[word] != 0) {
			break
		}
		end++
	}
	for end > i && (prepositions[s.words[end-1].Norm] || s.words[end-1].Norm == "the") {
		end--
	}
	if end == i || stops[w.Norm] || prepositions[w.Norm] || calendar(w.Norm) {
		return speaker{}
	}
	if end < len(s.words) && r.gap(s, end) == ", " { // "said the company's chief executive, Ida Lund"
		if n := s.nameAt(end); n != nil && n.figure.kind == briefing.MentionPerson {
			return speaker{span: n.span, figure: n.figure, role: s.over(i, end).Of(r.text)}
		}
	}
	if !openings[w.Norm] && !r.crowd(s, i, end-1) {
		return speaker{}
	}
	span := s.over(i, end)
	return speaker{span: span, role: span.Of(r.text)}
}

// sentenceSubject is the first name or pronoun of the clause before word v: who is speaking when a participle says so.
func (r *reading) sentenceSubject(s *sentence, v int) speaker {
	for i := 0; i < v; i++ {
		if s.quoted(i) {
			continue
		}
		if w := s.words[i]; (pronouns[w.Norm] || w.Norm == "i") && w.Norm != "it" && w.Norm != "who" {
			return speaker{span: w.Span, pronoun: i + 1}
		}
		n := s.nameAt(i)
		if n == nil || n.last >= v {
			continue
		}
		if n.first > 0 && r.plain(s, n.first) && prepositions[s.words[n.first-1].Norm] || strings.HasSuffix(s.words[n.last].Norm, "'s") || n.figure.kind == briefing.MentionPlace {
			i = n.last
			continue
		}
		return r.named(s, n)
	}
	return speaker{}
}
