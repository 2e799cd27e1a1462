package extract

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// name is one printed name in a sentence.
type name struct {
	span        briefing.Span
	first, last int // its words in the sentence
	figure      *figure
	title       briefing.Span // the role printed beside it; empty for none
	role        string        // the head word of the role
}

// figure is somebody or something the article names, over all the forms of its name.
type figure struct {
	full       string // the fullest form printed
	parts      []string
	kind       briefing.MentionType
	sex        sex
	person     int      // how much speaks for a person
	spoke      bool     // a verb of speech stands behind it somewhere: a person, or a body
	titles     []string // the words of the roles printed beside it
	introduced int      // where the first of these stands
	met        int      // where it is first named
	short      int      // how often it was called by its family name alone so far
}

type sex byte

const (
	unknown sex = iota
	male
	female
)

// meetCast finds the names of all sentences and which of them are one figure.
func (r *reading) meetCast() {
	r.people, r.figures, r.lower = map[string][]*figure{}, map[string]*figure{}, map[string]bool{}
	for i := range r.sentences {
		for _, w := range r.sentences[i].words {
			if c := r.text[w.Span.Start]; 'a' <= c && c <= 'z' {
				r.lower[w.Norm] = true
			}
		}
	}
	for i := range r.sentences {
		if s := &r.sentences[i]; s.readable() {
			r.findNames(s)
		}
	}
	for i := range r.sentences {
		s := &r.sentences[i]
		for k := range s.names {
			r.recognise(s, &s.names[k])
		}
	}
	for _, f := range r.figures {
		f.kind = kindOf(f)
	}
	r.bracketed = map[*figure]*figure{}
	for i := range r.sentences {
		for k := range r.sentences[i].names {
			r.noteBracketed(&r.sentences[i], k)
		}
	}
	r.meetShortForms()
	r.meetHolders()
	r.meetBodies()
	r.meetThings()
	for i := range r.sentences {
		if s := &r.sentences[i]; s.readable() {
			s.cues = r.findCues(s)
		}
	}
}

// meetBodies notes where each figure is first named, and which are organisations.
func (r *reading) meetBodies() {
	seen := map[*figure]bool{}
	for i := range r.sentences {
		for _, n := range r.sentences[i].names {
			if seen[n.figure] {
				continue
			}
			seen[n.figure] = true
			n.figure.met = n.span.Start
			if n.figure.kind == briefing.MentionOrganisation && len(r.bodiesMet) < maxBodies {
				r.bodiesMet = append(r.bodiesMet, n.figure)
			}
		}
	}
}

// maxBodies bounds among how many organisations "the company" is looked for.
const maxBodies = 64

// findNames finds the names of a sentence and makes a figure of each that has several parts.
func (r *reading) findNames(s *sentence) {
	w := 0
	for _, span := range joinNicknames(s.span.Of(r.text), joinBodies(s.span.Of(r.text), text.Names(s.span.Of(r.text)))) {
		span = span.Shift(s.span.Start)
		for w < len(s.words) && s.words[w].Span.End <= span.Start {
			w++
		}
		last := w
		for last+1 < len(s.words) && s.words[last+1].Span.Start < span.End {
			last++
		}
		if w >= len(s.words) {
			return
		}
		if w == last && r.lower[s.words[w].Norm] && !strings.ContainsRune(span.Of(r.text), '.') && (w == 0 || !r.plain(s, w)) {
			continue // an ordinary word that opens a sentence
		}
		if w == last && (w == 0 || !r.plain(s, w)) && several(s.words[w].Norm) {
			continue // "Nurses left."
		}
		s.names = append(s.names, name{span: span, first: w, last: last})
		if last > w {
			r.introduce(s, &s.names[len(s.names)-1])
		}
		w = last + 1
	}
}

// several reports whether a word is the plural of a noun for people, bodies or things.
func several(w string) bool {
	one := singular(w)
	return crowds[w] || one != w && (roles.of(one) || things.of(one) || companies.of(one) || memberWords.of(one))
}

// introduce finds or makes the figure of a name of several parts.
func (r *reading) introduce(s *sentence, n *name) {
	key := figureKey(text.Fold(n.span.Of(r.text)))
	if f, ok := r.figures[key]; ok {
		f.seen(n.span.Of(r.text))
		n.figure = f
		return
	}
	parts, full := r.parts(s, n), n.span.Of(r.text)
	kept, lettered := r.lettered(s, n, parts)
	if kept < len(parts) {
		parts, full = parts[:kept], s.over(n.first, n.first+kept).Of(r.text)
	}
	family := familyName(parts)
	if kept == 1 { // "Teller KC", whom the article has named in full
		n.figure = r.people[family][0]
		r.figures[key] = n.figure
		return
	}
	for _, f := range r.people[family] { // "Donald J. Trump" and "Donald Trump"
		if len(parts) > 1 && sameBearer(f.parts, parts) && (descends(f.parts) || !descends(parts)) {
			if len(full) > len(f.full) {
				f.full, f.parts = full, parts
			}
			if lettered {
				f.person += 2
			}
			r.figures[key], n.figure = f, f
			return
		}
	}
	f := &figure{full: full, parts: parts, sex: sexOf(parts[0]), met: n.span.Start}
	if lettered {
		f.person = 2
	}
	r.figures[key], n.figure = f, f
	if len(r.people[family]) < maxNamesakes && len(parts) <= longestName {
		r.people[family] = append(r.people[family], f)
	}
}

// figureKey is the folded name under which a figure is kept: one for names that differ only in length, as "US" and "United States".
func figureKey(folded string) string {
	if first, ok := atlas.same[strings.ReplaceAll(folded, ".", "")]; ok {
		return first
	}
	return folded
}

// seen notes another printed form of a nation's name.
func (f *figure) seen(printed string) {
	if len(printed) > len(f.full) && len(f.full) > 1 && places[strings.Join(f.parts, " ")] {
		f.full = printed
	}
}

// lettered reports whether a name ends in letters that only a person bears ("Maud Teller KC"), and how many of its parts stand before them.
// A suffix of descent ("Jr") stays part of the name. Parties, peoples and bodies bear none: "the Labour MP" is nobody's name.
func (r *reading) lettered(s *sentence, n *name, parts []string) (kept int, ok bool) {
	kept = len(parts)
	for kept > 1 && letters[s.words[n.first+kept-1].Span.Of(r.text)] {
		kept--
	}
	last := parts[kept-1]
	if kept == len(parts) {
		return kept, kept > 2 && (last == "jr" || last == "sr")
	}
	if bodyLike(parts[:kept]) || demonyms[last] || places[last] || kept == 1 && len(r.people[last]) == 0 {
		return len(parts), false
	}
	return kept, true
}

// longestName is how many words the name of a person has at most; a longer run of capitals is a headline.
const longestName = 5

// maxNamesakes bounds how many people of one family name are told apart.
const maxNamesakes = 8

// parts are the folded words of a name, without a possessive.
func (r *reading) parts(s *sentence, n *name) []string {
	out := make([]string, 0, n.last-n.first+1)
	for _, w := range s.words[n.first : n.last+1] {
		out = append(out, strings.TrimSuffix(w.Norm, "'s"))
	}
	return out
}

// familyName is the last part that is no suffix.
func familyName(parts []string) string {
	for i := len(parts) - 1; i > 0; i-- {
		switch parts[i] {
		case "jr", "sr", "ii", "iii", "iv":
			continue
		}
		return parts[i]
	}
	return parts[0]
}

// sameBearer reports whether two names of one family differ only in what stands in the middle, which one of them may leave out.
func sameBearer(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a[0] != b[0] || bodyLike(a) || bodyLike(b) {
		return false
	}
	for _, p := range b {
		if len(a) > 0 && a[0] == p {
			a = a[1:]
		}
	}
	return len(a) == 0
}

// descends reports whether a name ends with a suffix of descent, so that somebody else may bear it without.
func descends(parts []string) bool { return familyName(parts) != parts[len(parts)-1] }

// recognise gives a name its figure, and notes what its neighbourhood says about it.
func (r *reading) recognise(s *sentence, n *name) {
	if n.figure == nil {
		n.figure = r.shortForm(s, n)
	}
	f := n.figure
	if n.first > 0 && r.plain(s, n.first) {
		switch s.words[n.first-1].Norm {
		case "mr", "sir", "lord", "mrs", "ms", "miss", "madam", "lady", "dame":
			f.sex, f.person = honorificSex(s.words[n.first-1].Norm), f.person+2
		case "dr", "prof":
			f.person += 2
		case "the":
			if n.last > n.first && (n.last+1 == len(s.words) || r.gap(s, n.last+1) != " " || stops[s.words[n.last+1].Norm] || prepositions[s.words[n.last+1].Norm]) {
				f.person-- // "the Low Tides"
			}
		}
	}
	n.title, n.role = r.role(s, n)
	if n.role != "" {
		f.person++
		if n.title.Start > n.span.End && !bodyLike(f.parts) { // "Ida, a farmer from Oslo"
			f.person++
		}
		if sex := sexes[n.role]; sex != unknown && f.sex == unknown {
			f.sex = sex
		}
	}
	if n.first > 0 && len(f.parts) > 1 && r.gap(s, n.first) == " " && r.invertible(s, n.first-1) { // `"We stay," said Ida Lund`
		if u := verbs[s.words[n.first-1].Norm]; u.form == past && u.manner <= states && u.manner > 0 {
			f.spoke, f.person = true, f.person+1
		}
	}
	next := n.last + 1
	if next >= len(s.words) {
		return
	}
	gap := r.gap(s, next)
	if gap == ", " && s.words[next].Norm == "who" {
		f.person++
	}
	u, ok := verbs[s.words[next].Norm]
	if ok && gap == " " && u.manner != weak && !u.noun {
		f.spoke = true
		if len(f.parts) > 1 {
			f.person++
		}
	}
	if gap == ", " && digit(s.words[next].Norm) && len(s.words[next].Norm) == 2 && strings.HasPrefix(r.gap(s, next+1), ",") {
		f.person += 2 // an age
	}
}

// acronymic reports whether a name is written in capitals.
func acronymic(name string) bool { return strings.ToUpper(name) == name }

// shortForm finds the figure that a one-word name stands for, or makes one.
func (r *reading) shortForm(s *sentence, n *name) *figure {
	key := figureKey(strings.TrimSuffix(s.words[n.first].Norm, "'s"))
	printed := n.span.Of(r.text)
	if f, ambiguous := r.bearer(s, n, key); f != nil {
		f.person++
		f.short++
		return f
	} else if ambiguous && r.figures[key] == nil {
		f := &figure{full: printed, parts: []string{key}, person: 2}
		r.figures[key] = f
		return f
	}
	if f, ok := r.figures[key]; ok {
		f.seen(printed)
		return f
	}
	f := &figure{full: printed, parts: []string{key}, sex: sexOf(key)}
	r.figures[key] = f
	return f
}

// bearer is the person whose family name a short name is. Of several it is the one whose sex the honorific before the name tells, the only one
// named so far, or the one the article called so before it named another; else the name is ambiguous, and nobody's.
func (r *reading) bearer(s *sentence, n *name, key string) (who *figure, ambiguous bool) {
	if printed := n.span.Of(r.text); demonyms[key] || acronymic(printed) && len(key) <= 3 { // "U.N." is no Mr Un
		return nil, false
	}
	var fit []*figure
	for _, f := range r.people[key] {
		if !bodyLike(f.parts) && (!places[key] || f.person > 0 && !r.locates(s, n)) {
			fit = append(fit, f)
		}
	}
	if n.first > 0 && r.plain(s, n.first) { // "Mr. Marsh" is not the one Marsh who is a woman
		if sex := honorificSex(s.words[n.first-1].Norm); sex != unknown {
			fit = slices.DeleteFunc(fit, func(f *figure) bool { return f.sex != unknown && f.sex != sex })
		}
	}
	if len(fit) > 1 {
		known := slices.DeleteFunc(slices.Clone(fit), func(f *figure) bool { return f.met > n.span.Start })
		main := slices.DeleteFunc(slices.Clone(known), func(f *figure) bool { return f.short < oftenCalled })
		switch {
		case len(known) == 1:
			fit = known
		case len(main) == 1:
			fit = main
		}
	}
	if len(fit) == 1 {
		return fit[0], false
	}
	return nil, len(fit) > 1
}

// oftenCalled is how often the article must have called one person by the family name before another bearer of it no longer makes that doubtful.
const oftenCalled = 3

// honorificSex is whom an honorific stands before.
func honorificSex(w string) sex {
	switch w {
	case "mr", "sir", "lord":
		return male
	case "mrs", "ms", "miss", "madam", "lady", "dame":
		return female
	}
	return unknown
}

// locates reports whether a preposition of place stands before a name: "in Washington" is the city whoever else is called so.
func (r *reading) locates(s *sentence, n *name) bool {
	if n.first == 0 {
		return false
	}
	switch s.words[n.first-1].Norm {
	case "in", "at", "to", "from", "near", "around", "outside":
		return true
	}
	return false
}

// kindOf decides what sort of thing a figure is.
func kindOf(f *figure) briefing.MentionType {
	folded := strings.Join(f.parts, " ")
	last := f.parts[len(f.parts)-1]
	switch {
	case places[folded]:
		return briefing.MentionPlace
	case demonyms[folded]:
		return briefing.MentionOther
	case f.person > 1:
		return briefing.MentionPerson
	case bodyLike(f.parts) || abbreviated(f):
		return briefing.MentionOrganisation
	case placeWords[last]:
		return briefing.MentionPlace
	case len(f.parts) > 1 && reigning[f.parts[0]]:
		return briefing.MentionPerson
	case f.person > 0 || len(f.parts) > 1 && sexOf(f.parts[0]) != unknown:
		return briefing.MentionPerson
	case len(f.parts) == 1 && len(f.full) > 1 && acronymic(f.full):
		return briefing.MentionOrganisation
	}
	return briefing.MentionOther
}

// reigning are the titles that are part of a name: "Pope Leo XIV", "the Duke of Vik".
var reigning = set(`pope king queen prince princess sheikh sheikha emir sultan emperor empress duke duchess earl`)

// abbreviated reports whether a name of several words ends with one in capitals, as those of companies do: "Fjord AI".
func abbreviated(f *figure) bool {
	last := f.full[strings.LastIndexAny(f.full, " -")+1:]
	return len(f.parts) > 1 && len(last) > 1 && len(last) < 6 && acronymic(last) && !strings.Contains(last, ".") && !acronymic(f.full) && strings.Trim(last, "IVX") != ""
}

// bodyLike reports whether a name has a word that only bodies have.
func bodyLike(parts []string) bool {
	for _, p := range parts {
		if bodies[p] {
			return true
		}
	}
	return false
}

func sexOf(given string) sex {
	switch {
	case maleNames[given]:
		return male
	case femaleNames[given]:
		return female
	}
	return unknown
}
