package extract

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// topic is what a sentence speaks of: the subject of its main statement.
type topic struct {
	words  string // as printed, in its fullest form; "" when that is not known
	kind   topicKind
	figure *figure // of a name
	people bool    // of several: they are people
}

type topicKind int

const (
	noTopic topicKind = iota
	onePerson
	oneBody  // an organisation or a nation
	oneThing // a deal, a ship
	manyOf   // several people or bodies
)

// context says what the words that open sentence i point to, where exactly one thing can be meant, and whether they point to something that is
// not told: then the sentence cannot be understood alone. It notes what the sentence speaks of, for the next one.
func (r *reading) context(i int) (found []briefing.Reference, dangling bool) {
	s := &r.sentences[i]
	l := r.lead(s)
	if l < 0 {
		if s.speaker != nil && s.speaker.kind == briefing.MentionPerson {
			s.topic = topic{words: s.speaker.full, kind: onePerson, figure: s.speaker}
		}
		return nil, false
	}
	p := r.points(i, l)
	s.topic = p.to
	if p.span.Empty() {
		return nil, r.elliptic(s)
	}
	if p.to.words == "" || p.to.words == p.span.Of(r.text) {
		return nil, p.needed
	}
	return []briefing.Reference{{Span: p.span, For: p.to.words}}, false
}

// elliptic reports whether a sentence leaves out what the one before it says: an answer ("Yes, it did"), an echo ("Neither did Oslo"), a few words
// without a verb.
func (r *reading) elliptic(s *sentence) bool {
	if len(s.words) == 0 || len(s.words) > shortWords {
		return false
	}
	first := s.words[0].Norm
	if first == "yes" || first == "no" && (len(s.words) == 1 || strings.HasPrefix(r.gap(s, 1), ",")) {
		return true
	}
	if len(s.words) > 1 && (first == "neither" || first == "nor" || first == "so") && (auxiliaries[s.words[1].Norm] || beings.of(s.words[1].Norm)) {
		return true
	}
	if !scraps[first] {
		return false
	}
	for i, w := range s.words {
		_, known := verbs[w.Norm]
		if known || finite[w.Norm] || auxiliaries[w.Norm] || pasts[w.Norm] || deeds[w.Norm] || strings.HasSuffix(w.Norm, "ed") || strings.HasSuffix(w.Norm, "n't") || s.quoted(i) ||
			i > 0 && strings.HasSuffix(w.Norm, "s") && !upper(r.text, w.Span.Start) {
			return false
		}
	}
	return true
}

// scraps open a few words without a verb.
var scraps = set(`a an not or only just especially particularly nothing much less more even maybe perhaps hardly never`)

// pointing is the words that open a statement and what they point to.
type pointing struct {
	span   briefing.Span // empty when they point to nothing outside the sentence
	to     topic
	needed bool // without knowing what is meant, the sentence says nothing
}

// points reads the words at the lead of sentence i.
func (r *reading) points(i, l int) pointing {
	s := &r.sentences[i]
	w := s.words[l]
	switch w.Norm {
	case "he", "she", "his", "her", "he's", "she's", "he'd", "she'd", "he'll", "she'll":
		return r.pointsToPerson(i, l)
	case "it", "its", "it's", "it'd", "it'll":
		return r.pointsToBody(i, l)
	case "they", "their", "they're", "they've", "they'd", "they'll":
		return r.pointsToMany(i, l)
	case "both":
		return r.pointsToPair(i, l, l+1)
	case "another", "neither", "each":
		if r.predicate(s, l+1) {
			return pointing{span: w.Span, needed: true}
		}
	case "the", "this", "that", "these", "those":
		if l+1 < len(s.words) && r.plain(s, l+1) && pairs[s.words[l+1].Norm] && r.predicate(s, l+2) {
			return r.pointsToPair(i, l, l+2)
		}
		return r.pointsToThing(i, l)
	}
	return pointing{to: r.nominal(s, l)}
}

// nominal is the topic of a sentence whose lead is a name, over a title before it, or introduces something.
func (r *reading) nominal(s *sentence, l int) topic {
	for k := l; k < len(s.words) && k < l+longestTitle && (k == l || r.plain(s, k)); k++ {
		n := s.nameAt(k)
		if n == nil {
			if !roles.of(s.words[k].Norm) && !modifiers[s.words[k].Norm] && !honorifics[s.words[k].Norm] && !isArticle(s.words[k].Norm) {
				break
			}
			continue
		}
		if demonyms[n.figure.parts[0]] {
			continue
		}
		if next := n.last + 1; next >= len(s.words) || (s.words[next].Norm == "and" || r.gap(s, next) == " " && !r.predicate(s, next)) || possessive(s.words[n.last].Norm) {
			break
		}
		switch n.figure.kind {
		case briefing.MentionPerson:
			return topic{words: n.figure.full, kind: onePerson, figure: n.figure}
		case briefing.MentionOrganisation, briefing.MentionPlace:
			return topic{words: n.figure.full, kind: oneBody, figure: n.figure}
		case briefing.MentionOther:
			if (n.first > 0 || n.last > n.first) && n.figure.person <= 0 && n.figure.sex == unknown && !n.figure.spoke {
				return topic{words: n.figure.full, kind: oneThing, figure: n.figure}
			}
		}
		break
	}
	if in, ok := r.introducedAt(s, l); ok {
		kind := oneThing
		if in.many {
			kind = manyOf
		} else if personal(s.words[in.at].Norm) {
			kind = onePerson
		}
		return topic{words: in.span.Of(r.text), kind: kind, people: personal(singular(s.words[in.at].Norm))}
	}
	return topic{}
}

// introducedAt is the noun phrase that begins with word l, if it introduces something.
func (r *reading) introducedAt(s *sentence, l int) (introduction, bool) {
	for k := l; k < len(s.words) && k <= l+longestTitle; k++ {
		one := singular(s.words[k].Norm)
		if !things.of(one) && !personal(one) && !companies.of(one) {
			continue
		}
		if in, ok := r.introduces(s, k); ok && in.first == l {
			in.many = one != s.words[k].Norm
			return in, true
		}
	}
	return introduction{}, false
}

// pointsToPerson reads "he", "she", "his" and "her".
func (r *reading) pointsToPerson(i, l int) pointing {
	s := &r.sentences[i]
	for k := range s.names {
		if n := &s.names[k]; n.last < l && n.figure.kind != briefing.MentionPlace {
			return pointing{} // the sentence may name who is meant itself
		}
	}
	p := pointing{span: r.bareWord(s, l), needed: true}
	if f, doubtful := r.stands(i, l, false); f != nil && !doubtful && f.kind == briefing.MentionPerson {
		p.to = topic{words: f.full, kind: onePerson, figure: f}
	}
	return p
}

// bareWord is the span of a pronoun without a contraction: "he" of "he's".
func (r *reading) bareWord(s *sentence, l int) briefing.Span {
	span := s.words[l].Span
	if at := strings.IndexAny(span.Of(r.text), "'’"); at > 0 {
		span.End = span.Start + at
	}
	return span
}

// before is what the sentence before speaks of, in the same or the paragraph before.
func (r *reading) before(i int) (*sentence, topic) {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		p := &r.sentences[k]
		if p.part == briefing.BlockCaption {
			continue
		}
		if r.sentences[i].part != p.part {
			return nil, topic{}
		}
		return p, p.topic
	}
	return nil, topic{}
}

// pointsToBody reads "it" and "its": the organisation or thing the sentence before speaks of, when it names no other. An "it" that only opens a clause
// ("It is not known whether") points to nothing.
func (r *reading) pointsToBody(i, l int) pointing {
	s := &r.sentences[i]
	if l > 0 && (subordinate.of(s.words[l-1].Norm) || len(s.names) > 0 && s.names[0].last < l) || r.idle(s, l) {
		return pointing{}
	}
	p := pointing{span: r.bareWord(s, l), needed: true}
	prev, t := r.before(i)
	if prev == nil || t.kind != oneBody && t.kind != oneThing {
		return p
	}
	for k := range prev.names {
		n := &prev.names[k]
		if n.figure != t.figure && !prev.quoted(n.first) && (n.figure.kind == briefing.MentionOrganisation || t.figure != nil && n.figure.kind == t.figure.kind) && !strings.Contains(t.words, n.span.Of(r.text)) {
			return p
		}
	}
	p.to = t
	return p
}

// idle reports whether the "it" at word l stands for nothing: what it is follows in a clause ("It is not known whether"), or it tells the weather or the time.
func (r *reading) idle(s *sentence, l int) bool {
	if s.words[l].Norm == "its" {
		return false
	}
	k := l + 1
	for k < len(s.words) && (auxiliaries[s.words[k].Norm] || r.passes(s, k) || s.words[k].Norm == "not" || s.words[k].Norm == "be" || s.words[k].Norm == "been") {
		k++
	}
	if k >= len(s.words) {
		return true
	}
	w := s.words[k].Norm
	if idleVerbs[w] {
		return true
	}
	if !beings.of(w) && !beings.of(s.words[k-1].Norm) && s.words[l].Norm == "it" {
		return false
	}
	if next := min(k+1, len(s.words)-1); !strings.HasSuffix(w, "ed") && !strings.HasSuffix(s.words[next].Norm, "ed") && !participles[s.words[next].Norm] && s.words[next].Norm != "the" {
		return true
	}
	for j := k; j < len(s.words) && j < k+15; j++ {
		switch s.words[j].Norm {
		case "that", "to", "who", "whether", "how", "what", "why", "when", "if", "for", "since", "until", "before", "like", "because", "where":
			return true
		}
	}
	return false
}

// idleVerbs follow an "it" that stands for nothing.
var idleVerbs = set(`seems seemed seem appears appeared appear remains remained takes took take turns turned turn happens happened happen comes came come rains rained snowed snows means meant mean follows followed looks looked
	feels felt helps helped doesn't matters mattered goes went depends depended makes made emerged emerges transpired hurts`)

// pointsToMany reads "they" and "their": the several that the sentence before speaks of.
func (r *reading) pointsToMany(i, l int) pointing {
	s := &r.sentences[i]
	if l > 0 && (subordinate.of(s.words[l-1].Norm) || len(s.names) > 0 && s.names[0].last < l) {
		return pointing{}
	}
	p := pointing{span: r.bareWord(s, l), needed: true}
	prev, t := r.before(i)
	if prev == nil || t.kind != manyOf || !t.people {
		return p
	}
	p.to = t
	return p
}

// pairs are what two, or one of two, are called.
var pairs = set(`two pair couple duo former latter other others`)

// pointsToPair reads "both" and "the pair", of words [l, end): the two people the sentence before names. "The latter" stays untold.
func (r *reading) pointsToPair(i, l, end int) pointing {
	s := &r.sentences[i]
	if !r.predicate(s, end) {
		return pointing{}
	}
	p := pointing{span: s.over(l, end), needed: true}
	prev, _ := r.before(i)
	if last := s.words[end-1].Norm; prev == nil || last == "former" || last == "latter" || strings.HasPrefix(last, "other") {
		return p
	}
	var two []*figure
	for k := range prev.names {
		if n := &prev.names[k]; n.figure.kind == briefing.MentionPerson && !slices.Contains(two, n.figure) {
			two = append(two, n.figure)
		}
	}
	if len(two) == 2 {
		p.to = topic{words: two[0].full + " and " + two[1].full, kind: manyOf, people: true}
	}
	return p
}
