package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// role is the span of what is printed beside a name that says what the person is, without an article: before it ("Prime
// Minister Ida Lund", "the firm's director, Ida Lund"), or between commas behind it. Honorifics ("Mr", "Dr", "Sir") are none.
// head is its head word; the span is empty when nothing is printed.
func (r *reading) role(s *sentence, n *name) (span briefing.Span, head string) {
	if span, head = r.roleBefore(s, n); !span.Empty() {
		return span, head
	}
	if span, head = r.roleBehind(s, n); !span.Empty() {
		return span, head
	}
	return r.roleApposed(s, n)
}

// longestTitle is how many words a title before a name may have.
const longestTitle = 7

// roleBefore reads the words right before a name: titles and what goes with them.
func (r *reading) roleBefore(s *sentence, n *name) (briefing.Span, string) {
	end := n.first
	for end > 0 && r.plain(s, end) && honorifics[s.words[end-1].Norm] {
		end--
	}
	if end == 0 || !r.plain(s, end) || !roles.of(s.words[end-1].Norm) || honorifics[s.words[end-1].Norm] {
		if end < 3 || !r.plain(s, end) || !r.plain(s, end-1) || s.words[end-2].Norm != "of" || !upper(r.text, s.words[end-1].Span.Start) || !roles.of(s.words[end-3].Norm) {
			return briefing.Span{}, ""
		}
	}
	first := end
	head := s.words[end-1].Norm
	for first > 0 && end-first < longestTitle && r.plain(s, first) {
		w := s.words[first-1]
		capital := upper(r.text, w.Span.Start)
		switch {
		case w.Norm == "of" && first < end && capitalRole(r, s, first-2) && upper(r.text, s.words[first].Span.Start): // "Secretary of State"
			head = s.words[first-2].Norm
		case possessive(w.Norm) || openings[w.Norm] || prepositions[w.Norm] || stops[w.Norm] || calendar(w.Norm):
			return r.titleSpan(s, first, end), head
		case !roles.of(w.Norm) && !modifiers[w.Norm] && !capital && !demonyms[w.Norm]:
			return r.titleSpan(s, first, end), head
		}
		first--
	}
	return r.titleSpan(s, first, end), head
}

func capitalRole(r *reading, s *sentence, i int) bool {
	return i >= 0 && roles.of(s.words[i].Norm) && upper(r.text, s.words[i].Span.Start)
}

// titleSpan is the span of the words [first, end), with the point of "Sen.".
func (r *reading) titleSpan(s *sentence, first, end int) briefing.Span {
	if first >= end {
		return briefing.Span{}
	}
	span := s.over(first, end)
	if strings.HasPrefix(r.text[span.End:s.span.End], ".") && span.End+1 < s.span.End {
		span.End++
	}
	return span
}

// roleBehind reads the description between commas behind a name, over an age: "Ida Lund, 34, a nurse from Oslo".
func (r *reading) roleBehind(s *sentence, n *name) (briefing.Span, string) {
	i := n.last + 1
	if i < len(s.words) && strings.HasPrefix(r.gap(s, i), ", ") && digit(s.words[i].Norm) && len(s.words[i].Norm) <= 2 {
		i++
	}
	if i >= len(s.words) || !strings.HasPrefix(strings.TrimLeft(r.gap(s, i), ")"), ", ") || possessive(s.words[n.last].Norm) || s.quoted(i) {
		return briefing.Span{}, ""
	}
	end := i
	for end < len(s.words) && end-i < longestPhrase && (end == i || r.plain(s, end)) && !s.quoted(end) {
		w := s.words[end].Norm
		u := verbs[w]
		if pronouns[w] || calendar(w) || stops[w] && w != "and" || (u.form == past || u.form == third) && !u.noun {
			break
		}
		if w == "and" && (end == i || end+1 >= len(s.words) || !roles.of(s.words[end-1].Norm) || !r.leadsToVoice(s, end+1)) {
			break
		}
		end++
	}
	for end > i && (prepositions[s.words[end-1].Norm] || openings[s.words[end-1].Norm]) {
		end--
	}
	if end == i {
		return briefing.Span{}, ""
	}
	head, person := r.headOf(s, i, end)
	if head < 0 || person != nil && !roles.of(s.words[head].Norm) || !roles.of(singular(s.words[head].Norm)) && !roles.of(s.words[head].Norm) || honorifics[s.words[head].Norm] {
		return briefing.Span{}, ""
	}
	if !openings[s.words[i].Norm] && !r.titles(s, i, head) {
		return briefing.Span{}, ""
	}
	if isArticle(s.words[i].Norm) {
		i++
	}
	if i > head {
		return briefing.Span{}, ""
	}
	return s.over(i, end), s.words[head].Norm
}

// titles reports whether the words [i, to] read like a title without an article: "executive director".
func (r *reading) titles(s *sentence, i, to int) bool {
	for ; i <= to; i++ {
		w := s.words[i].Norm
		if !roles.of(w) && !modifiers[w] && !possessive(w) && !upper(r.text, s.words[i].Span.Start) && w != "and" {
			return false
		}
	}
	return true
}

// roleApposed reads the description before a name and a comma: "Norway's foreign minister, Ida Lund".
func (r *reading) roleApposed(s *sentence, n *name) (briefing.Span, string) {
	if n.first == 0 || r.gap(s, n.first) != ", " || s.quoted(n.first-1) {
		return briefing.Span{}, ""
	}
	start, _ := r.phraseStart(s, n.first-1)
	for start < n.first && prepositions[s.words[start].Norm] {
		start++
	}
	if start >= n.first {
		return briefing.Span{}, ""
	}
	head, of := r.headOf(s, start, n.first)
	if head < 0 || of != nil && of.first < of.last || !roles.of(s.words[head].Norm) || honorifics[s.words[head].Norm] {
		return briefing.Span{}, ""
	}
	if !articles[s.words[start].Norm] && !r.titles(s, start, head) {
		return briefing.Span{}, ""
	}
	if isArticle(s.words[start].Norm) {
		start++
	}
	if start > head {
		return briefing.Span{}, ""
	}
	return s.over(start, n.first), s.words[head].Norm
}

func digit(w string) bool { return w != "" && '0' <= w[0] && w[0] <= '9' }
