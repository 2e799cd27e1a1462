package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// phrase is a noun phrase of a sentence: the words [start, end), of which head says what it is: "a |spokeswoman| for the
// ministry", "the Russian foreign |minister|", "Prime Minister Ida |Lund|".
type phrase struct {
	start, end int
	head       int
	name       *name // whose last word is the head; nil for a phrase without one
}

// longestPhrase is how many words a noun phrase may have to be followed.
const longestPhrase = 20

// phraseTo is the noun phrase that ends with word j.
func (r *reading) phraseTo(s *sentence, j int) (phrase, bool) {
	if n := s.nameTo(j); n != nil && !possessive(s.words[j].Norm) && !r.governed(s, n) {
		return phrase{n.first, j + 1, j, n}, true
	}
	start, free := r.phraseStart(s, j)
	if !free {
		return r.reducedTo(s, start, j)
	}
	for start <= j && (s.words[start].Norm == "and" || prepositions[s.words[start].Norm]) {
		start++
	}
	if start > j {
		return phrase{}, false
	}
	p := phrase{start: start, end: j + 1}
	p.head, p.name = r.headOf(s, start, j+1)
	if p.name != nil && p.name.last < j && p.name.figure.kind == briefing.MentionPlace {
		return phrase{}, false
	}
	return p, p.head >= start && !possessive(s.words[p.head].Norm)
}

// reducedTo is the noun phrase that ends with word j over a participle that describes its head, when a preposition behind that stands before word
// k: "a statement posted on |the website| said".
func (r *reading) reducedTo(s *sentence, k, j int) (phrase, bool) {
	at := k - 2
	if at < 2 || !participial(s.words[at].Norm) || !r.plain(s, at) || !voice(s.words[at-1].Norm) || s.within(at-1) != nil {
		return phrase{}, false
	}
	start, free := r.phraseStart(s, at-1)
	if !free || !openings[s.words[start].Norm] {
		return phrase{}, false
	}
	head, of := r.headOf(s, start, at)
	return phrase{start: start, end: j + 1, head: head, name: of}, of == nil && head >= start
}

// governed reports whether a preposition takes a name, perhaps over an article and a title: "for President Roe", "along the Strip".
func (r *reading) governed(s *sentence, n *name) bool {
	from := n.first
	if title, _ := r.roleBefore(s, n); !title.Empty() {
		from = s.wordAt(title.Start)
	}
	for k := from; k > 0 && from-k < 5 && r.plain(s, k); k-- {
		w := s.words[k-1].Norm
		if prepositions[w] {
			return true
		}
		if !openings[w] && !roles.of(w) && !modifiers[w] {
			return false
		}
	}
	return false
}

// phraseStart walks from word j to the left, over prepositions and articles, to where the noun phrase begins. It is not free
// when a preposition of the clause before takes it: "who was briefed on |the talks|".
func (r *reading) phraseStart(s *sentence, j int) (start int, free bool) {
	k := j
	for {
		if n := s.within(k); n != nil {
			k = n.first
		} else if w := s.words[k].Norm; r.bounds(s, k) {
			return k + 1, true
		} else if openings[w] {
			if k < 2 || !r.plain(s, k) || !r.plain(s, k-1) || !prepositions[s.words[k-1].Norm] {
				return k, true
			}
			if r.bounds(s, k-2) {
				return k, false
			}
			k--
		}
		if k == 0 || !r.plain(s, k) || j-k >= longestPhrase || s.quoted(k-1) {
			return k, true
		}
		k--
	}
}

// bounds reports whether word k cannot belong to a noun phrase that goes on behind it.
func (r *reading) bounds(s *sentence, k int) bool {
	w := s.words[k].Norm
	if stops[w] || pronouns[w] || calendar(w) {
		return true
	}
	u, ok := verbs[w]
	return ok && (u.form == past || u.form == third) && !u.noun && (k == 0 || !articles[s.words[k-1].Norm] || !r.plain(s, k))
}

// headOf is the last word before the first preposition of the words [from, to), and the name that ends there.
func (r *reading) headOf(s *sentence, from, to int) (head int, of *name) {
	if n := s.nameTo(to - 1); n != nil && n.first > from { // "Secretary of State Ida Lund"
		if title, _ := r.roleBefore(s, n); !title.Empty() {
			for openings[s.words[from].Norm] {
				from++
			}
			if title.Start <= s.words[from].Span.Start {
				return n.last, n
			}
		}
	}
	head = -1
	for i := from; i < to; i++ {
		w := s.words[i].Norm
		if n := s.nameAt(i); n != nil && n.last < to {
			head, of, i = n.last, n, n.last
			continue
		}
		if openings[w] && head < 0 {
			if upToTen(w) && i+1 < to && (s.words[i+1].Norm == "in" || s.words[i+1].Norm == "out" || s.words[i+1].Norm == "of") { // "nine in 10", "one of the crew"
				return i, nil
			}
			continue
		}
		if prepositions[w] || w == "who" || w == "and" || openings[w] || head >= 0 && postpositive[w] {
			break
		}
		if head >= 0 && participial(w) && !upper(r.text, s.words[i].Span.Start) && !voice(w) && i+1 < to && !r.leadsToVoice(s, i+1) {
			break
		}
		head, of = i, nil
	}
	return head, of
}

// postpositive are adjectives that stand behind the noun they describe: "people familiar with the matter".
var postpositive = set(`familiar close aware present involved knowledgeable responsible opposed sympathetic loyal near able unable who which that`)

// participial reports whether a word has the form of a participle.
func participial(w string) bool {
	return len(w) > 4 && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing"))
}

func possessive(w string) bool { return len(w) > 2 && strings.HasSuffix(w, "'s") }

// phraseFrom is the noun phrase that begins with word i. Behind a name it goes on only to a word for who can speak:
// "the UN refugee agency", "Roe spokeswoman Ida Lund".
func (r *reading) phraseFrom(s *sentence, i int) (phrase, bool) {
	end := i
	for end < len(s.words) && end-i < longestPhrase && (end == i || r.plain(s, end)) && !s.quoted(end) {
		if n := s.nameAt(end); n != nil {
			inner := end > i && (prepositions[s.words[end-1].Norm] || openings[s.words[end-1].Norm] && end-1 > i)
			end = n.last + 1
			if !inner && !possessive(s.words[n.last].Norm) && !r.leadsToVoice(s, end) {
				break
			}
			continue
		}
		w := s.words[end].Norm
		if end > i && (stops[w] && !(w == "and" && r.leadsToVoice(s, end+1)) || pronouns[w] || timely[w]) || calendar(w) && !(end > i && articles[s.words[end-1].Norm] && r.leadsToVoice(s, end+1)) || verbs[w].form == past || verbs[w].form == third && !verbs[w].noun {
			break
		}
		end++
	}
	for end > i && (prepositions[s.words[end-1].Norm] || articles[s.words[end-1].Norm]) {
		end--
	}
	if end == i || stops[s.words[i].Norm] || prepositions[s.words[i].Norm] {
		return phrase{}, false
	}
	p := phrase{start: i, end: end}
	p.head, p.name = r.headOf(s, i, end)
	return p, p.head >= 0
}

// leadsToVoice reports whether the words at i go on to a word for who can speak before anything ends the noun phrase.
func (r *reading) leadsToVoice(s *sentence, i int) bool {
	for k := i; k < len(s.words) && k < i+4 && r.plain(s, k); k++ {
		w := s.words[k].Norm
		if voice(w) {
			return true
		}
		if stops[w] || prepositions[w] || pronouns[w] || timely[w] || calendar(w) || openings[w] || verbs[w].form == past {
			return false
		}
	}
	return false
}

// voice reports whether a noun stands for somebody, or for a text, that can say something.
func voice(w string) bool {
	if roles.of(w) || crowds[w] || bodies[w] || texts[w] {
		return true
	}
	one := singular(w)
	return one != w && (roles.of(one) || bodies[one] || texts[one])
}

// singular is the singular of a regular plural, else the word itself.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "men") && len(w) > 3:
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ches"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "'s") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// isPlural reports whether a noun is in the plural, as far as its form tells.
func isPlural(w string) bool { return crowds[w] || singular(w) != w || w == "people" || w == "police" }
