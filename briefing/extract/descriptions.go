package extract

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

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
