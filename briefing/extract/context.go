package extract

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
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

// pointsToThing reads "the company", "the minister", "this deal", and "this" alone.
func (r *reading) pointsToThing(i, l int) pointing {
	s := &r.sentences[i]
	d, ok := r.described(s, l)
	if !ok {
		if w := s.words[l].Norm; w != "the" && r.predicate(s, l+1) && !(l+2 < len(s.words) && strings.HasPrefix(r.gap(s, l+2), ",")) { // "That is why"; not "That said,"
			return pointing{span: s.words[l].Span, needed: true}
		}
		return pointing{to: r.nominal(s, l)}
	}
	p := pointing{span: s.over(l, d.head+1), needed: s.words[l].Norm != "the"}
	p.span.End = s.words[l].Span.Start + len(strings.TrimSuffix(strings.TrimSuffix(p.span.Of(r.text), "'s"), "’s"))
	switch {
	case roles.of(d.noun) && !d.many:
		if f, doubtful := r.holder(i, speaker{first: l + 1, head: d.head, definite: true}); f != nil {
			if !doubtful && f.kind == briefing.MentionPerson {
				p.to = topic{words: f.full, kind: onePerson, figure: f}
			}
			return p
		}
	case (countryWords[d.noun] || cityWords[d.noun]) && !d.many:
		if f := r.onlyPlace(i, countryWords[d.noun]); f != nil && d.head == l+1 {
			p.to = topic{words: f.full, kind: oneBody, figure: f}
		}
		return p
	}
	if f := r.onlyBody(i, d); f != nil {
		p.to = topic{words: f.full, kind: oneBody, figure: f}
		return p
	}
	if memberWords.of(d.noun) || wide[d.noun] {
		return p
	}
	if in, ok := r.onlyIntroduction(i, d); ok {
		kind := oneThing
		switch {
		case d.many:
			kind = manyOf
		case personal(d.noun):
			kind = onePerson
		}
		p.to = topic{words: in.span.Of(r.text), kind: kind, people: personal(d.noun)}
		return p
	}
	if s.words[l].Norm == "the" && things.of(d.noun) && !d.many { // for the next sentence; here it says no more than is printed
		p.to = topic{words: p.span.Of(r.text), kind: oneThing}
	}
	p.needed = p.needed || things.of(d.noun) && d.head == l+1 && len(s.names) == 0 && len(s.words) <= shortWords
	return p
}

// shortWords is how many words a sentence has at most that tells nothing but what is done with a thing it does not explain.
const shortWords = 6

// description is a noun phrase that points back: "the company", "the nuclear deal".
type description struct {
	head   int      // its last word
	noun   string   // in the singular
	inside []string // the words between
	many   bool
}

// described reads a description that begins with the article at word l and is a whole noun phrase, without a name.
func (r *reading) described(s *sentence, l int) (description, bool) {
	var d description
	for k := l + 1; k < len(s.words) && k <= l+4 && r.plain(s, k); k++ {
		w := strings.TrimSuffix(s.words[k].Norm, "'s")
		if s.quoted(k) || upper(r.text, s.words[k].Span.Start) && s.nameAt(k) == nil || prepositions[w] || stops[w] {
			return d, false
		}
		one := singular(w)
		noun := things.of(one) || companies.of(one) || memberWords.of(one) || roles.of(one) || countryWords[w] || cityWords[w]
		if noun && s.nameAt(k) == nil {
			whole := possessive(s.words[k].Norm) || k+1 < len(s.words) && strings.HasPrefix(r.gap(s, k+1), ", ") || r.predicate(s, k+1) && !r.restricted(s, k+1)
			if whole {
				d.head, d.noun, d.many = k, one, one != w
				return d, true
			}
		}
		d.inside = append(d.inside, w)
	}
	return d, false
}

// onlyPlace is the one nation, or the one town, of the nearest sentence before that names a place of that sort.
func (r *reading) onlyPlace(i int, country bool) *figure {
	for back := 1; back <= 2 && back <= i; back++ {
		var found *figure
		p := &r.sentences[i-back]
		for k := range p.names {
			f := p.names[k].figure
			key := strings.Join(f.parts, " ")
			if nation := atlas.named[key]; !places[key] || nation.governs != country || f == found {
				continue
			}
			if found != nil {
				return nil
			}
			found = f
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// onlyBody is the one organisation that a description before fits: the one whose name ends in the noun or that the article calls by it.
func (r *reading) onlyBody(i int, d description) *figure {
	if d.many || !companies.of(d.noun) && !memberWords.of(d.noun) {
		return nil
	}
	var fit []*figure
	add := func(f *figure) {
		for _, w := range d.inside {
			if !fresh[w] && !slices.Contains(f.parts, w) {
				return
			}
		}
		if !slices.Contains(fit, f) {
			fit = append(fit, f)
		}
	}
	at := r.sentences[i].span.Start
	for _, f := range r.bodiesMet {
		if f.met < at && (slices.Contains(f.parts, d.noun) || wide[d.noun] && d.noun != "body" && companyWords[f.parts[len(f.parts)-1]]) {
			add(f)
		}
	}
	for _, f := range r.calledBy[d.noun] {
		if f.met < at {
			add(f)
		}
	}
	if len(fit) == 1 && r.recent(i, fit[0]) {
		return fit[0]
	}
	prev, t := r.before(i)
	if t.kind != oneBody || !slices.Contains(fit, t.figure) || slices.ContainsFunc(prev.names, func(n name) bool { return n.figure != t.figure && slices.Contains(fit, n.figure) }) {
		return nil
	}
	return t.figure
}

// recent reports whether a figure is named in one of the few sentences before sentence i.
func (r *reading) recent(i int, f *figure) bool {
	for k := i - 1; k >= 0 && k >= i-nearSentences; k-- {
		for _, n := range r.sentences[k].names {
			if n.figure == f {
				return true
			}
		}
	}
	return false
}

// fresh are words that only say which of the things already spoken of is meant.
var fresh = set(`new proposed same latest whole entire planned current recent controversial subsequent latter`)

// onlyIntroduction is the one thing introduced before sentence i that a description fits.
func (r *reading) onlyIntroduction(i int, d description) (introduction, bool) {
	var fit introduction
	fits := 0
	for _, in := range r.introduced[d.noun] {
		if in.sentence >= i {
			break
		}
		if in.many != d.many {
			return introduction{}, false
		}
		if (d.many || personal(d.noun)) && in.sentence < i-nearSentences {
			continue
		}
		if !r.covers(in, d.inside) {
			if in.indefinite {
				return introduction{}, false
			}
			continue
		}
		if fits == 0 || in.indefinite {
			fits++
		}
		if fits == 1 && fit.span.Empty() {
			fit = in
		}
	}
	return fit, fits == 1 && len(r.introduced[d.noun]) < maxIntroductions
}

// covers reports whether an introduction has all words of a description before its head.
func (r *reading) covers(in introduction, inside []string) bool {
	s := &r.sentences[in.sentence]
	for _, w := range inside {
		if !fresh[w] && !slices.ContainsFunc(s.words[in.first:in.at], func(x text.Word) bool { return x.Norm == w }) {
			return false
		}
	}
	return true
}
