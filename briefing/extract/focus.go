package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// focus is whom or what a sentence is about: the subject of its main clause. The next pronoun most likely means the same
// (https://aclanthology.org/J95-2003.pdf, rule 1 of centering).
type focus struct {
	figure *figure
	group  unnamed // when it is only described
	unsure bool    // it is itself a pronoun that may mean somebody else
}

// setFocus finds the focus of sentence i, for the sentences behind it.
func (r *reading) setFocus(i int) {
	s := &r.sentences[i]
	k := r.subjectAt(s)
	if k < 0 {
		return
	}
	switch w := s.words[k].Norm; w {
	case "he", "she":
		s.focus.figure, s.focus.unsure = r.stands(i, k, false)
		return
	case "they", "it":
		if i > 0 {
			p := r.sentences[i-1].focus
			if p.figure == nil && p.group.many == (w == "they") {
				s.focus = p
			} else if w == "it" && p.figure != nil && p.figure.kind == briefing.MentionOrganisation {
				s.focus = p
			}
			s.focus.unsure = true
		}
		return
	}
	p, ok := r.phraseFrom(s, k)
	if ok && p.name == nil {
		p = r.beforeVerb(s, p)
	}
	switch {
	case !ok || p.head < 0 || possessive(s.words[p.end-1].Norm) || possessive(s.words[p.head].Norm):
	case p.name != nil && !roles.of(s.words[p.head].Norm):
		s.focus.figure = p.name.figure
		if p.end < len(s.words) && s.words[p.end].Norm == "and" && r.plain(s, p.end) {
			s.focus.unsure = true // one of two
		}
	default:
		if n := r.apposedName(s, p.end); n != nil { // "The director, Ms. Roe, has ..."
			s.focus.figure = n.figure
			return
		}
		if head := s.words[p.head].Norm; voice(head) {
			start := p.start
			if isArticle(s.words[start].Norm) && start < p.head {
				start++
			}
			span := s.over(start, p.end)
			s.focus.group = unnamed{role: span.Of(r.text), head: head, span: span, many: isPlural(head)}
		}
	}
}

// beforeVerb cuts a phrase before the word that looks like its verb: "the committee |met on Monday|".
func (r *reading) beforeVerb(s *sentence, p phrase) phrase {
	for k := p.start + 1; k < p.end; k++ {
		if w := s.words[k].Norm; verbal(w) && !voice(w) && voice(s.words[k-1].Norm) {
			p.end = k
			p.head, p.name = r.headOf(s, p.start, k)
			return p
		}
	}
	return p
}

// apposedName is the name of a person that begins with word i behind a comma; nil for none.
func (r *reading) apposedName(s *sentence, i int) *name {
	if i >= len(s.words) || r.gap(s, i) != ", " {
		return nil
	}
	if n := s.nameAt(i); n != nil && n.figure.kind == briefing.MentionPerson {
		return n
	}
	return nil
}

// subjectAt is the word with which the subject of the main clause begins; -1 when the sentence does not show it. Behind a clause or phrase
// that only leads in ("Asked about it, Ms. Roe laughed", "In Oslo, she ...") it is the name or pronoun behind a comma that a verb follows.
func (r *reading) subjectAt(s *sentence) int {
	k := r.opening(s)
	for k < len(s.words) && (leads[s.words[k].Norm] || stops[s.words[k].Norm] && !subordinate.of(s.words[k].Norm) && !finite[s.words[k].Norm] && !leadsIn[s.words[k].Norm]) {
		k++
	}
	if k >= len(s.words) || s.quoted(k) {
		return -1
	}
	first := s.words[k].Norm
	if s.within(k) == nil && (subordinate.of(first) || prepositions[first] || leadsIn[first] || timely[first] || participial(first) && !roles.of(first) || strings.HasSuffix(first, "ly") || calendar(first)) {
		return r.subjectBehind(s, k)
	}
	return k
}

// subjectBehind is the subject behind what leads in from word k on.
func (r *reading) subjectBehind(s *sentence, k int) int {
	for at := k + 1; at < len(s.words) && at < k+longestLead; at++ {
		if !strings.HasPrefix(r.gap(s, at), ",") || s.quoted(at) {
			continue
		}
		w := s.words[at].Norm
		if w == "he" || w == "she" || w == "they" || w == "it" {
			return at
		}
		p, ok := r.phraseFrom(s, at)
		if !ok || p.name == nil && !voice(s.words[p.head].Norm) {
			continue
		}
		end := p.end
		for end < len(s.words) && r.plain(s, end) && r.passes(s, end) {
			end++
		}
		if end < len(s.words) && r.plain(s, end) && verbal(s.words[end].Norm) && !upper(r.text, s.words[end].Span.Start) {
			return at
		}
	}
	return -1
}

// longestLead is how many words may lead in before the subject of a sentence.
const longestLead = 45

// verbal reports whether a word behind a name looks like its verb.
func verbal(w string) bool {
	u := verbs[w]
	return finite[w] || u.form == past || u.form == third || len(w) > 3 && strings.HasSuffix(w, "ed") || len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "'s") || pasts[w]
}

// leads may stand before the subject of a sentence and lead in nothing.
var leads = set(`but and so yet still also then however meanwhile indeed instead nevertheless nonetheless moreover now or nor`)

// leadsIn open a phrase that is no subject, beside subordinate words, prepositions and participles.
var leadsIn = set(`asked like unlike given regarding concerning according speaking despite because as if when while later earlier last this`)
