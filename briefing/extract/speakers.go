package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// speaker is whom a cue names: a figure, a pronoun, or only a description such as "a senior official".
type speaker struct {
	span     briefing.Span
	from     int // where its words begin, with article and title
	figure   *figure
	pronoun  int // the word of a pronoun plus one; 0 for none
	role     string
	first    int  // of a description: its first word behind the article
	head     int  // of a description: the word that says what it is
	definite bool // a description with "the"
	share    bool // a number or part of a group: "six in 10 voters"
	loose    bool // taken from farther away, or only one of several
}

func (p speaker) none() bool { return p.span.Empty() }

// speakerBefore is the subject that ends before the verb at word v.
func (r *reading) speakerBefore(s *sentence, v int, u usage) speaker {
	j := v - 1
	for j >= 0 && r.gap(s, j+1) == " " && (r.passes(s, j) || u.modal && modals[s.words[j].Norm]) {
		j--
	}
	j = r.overTime(s, j)
	if j < 0 || s.quoted(j) {
		return speaker{}
	}
	gap := r.gap(s, j+1)
	if bare := strings.TrimLeft(gap, "."); strings.HasPrefix(bare, ")") { // "Sen. Ida Lund (D-Ohio) said"
		if j = r.beforeBracket(s, j+1); j < 0 {
			return speaker{}
		}
		gap = bare[1:]
	}
	if strings.ContainsAny(gap, "\"“”‘»«;:(") {
		return speaker{}
	}
	gap = strings.TrimLeft(gap, "%")
	if strings.HasPrefix(gap, ",") || dashed(gap) {
		if strings.HasPrefix(gap, ",") && j > 0 && asideWords[s.words[j].Norm] && strings.HasPrefix(r.gap(s, j), ",") { // "Critics, however, say"
			return r.speakerEnding(s, j-1, u)
		}
		return r.apposed(s, j, u)
	}
	if gap != " " {
		return speaker{}
	}
	w := s.words[j]
	switch w.Norm {
	case "who":
		return r.antecedent(s, j, u)
	case "i", "we", "you": // the writer, or anybody
		return speaker{}
	case "another", "others", "some", "many":
		if j == 0 || !r.plain(s, j) {
			return speaker{span: w.Span, from: w.Span.Start, role: w.Span.Of(r.text), first: j, head: j}
		}
	}
	if pronouns[w.Norm] {
		return speaker{span: w.Span, from: w.Span.Start, pronoun: j + 1}
	}
	if k := r.objectOf(s, j); k >= 0 {
		return r.antecedent(s, k, u)
	}
	if p := r.speakerEnding(s, j, u); !p.none() {
		return p
	}
	for k := j; k > 0 && j-k < longestPhrase && r.plain(s, k); k-- { // "a diplomat who was briefed on the talks said"
		if w := s.words[k-1].Norm; w == "who" || w == "whose" {
			return r.antecedent(s, k-1, u)
		}
	}
	return speaker{}
}

// objectOf is the relative pronoun of the clause whose object is the name that ends with word j, so that the name is no subject of what
// follows: "officials |who met Ida Lund| said". Behind a verb that reports, the name begins a clause of its own ("those who think Ms. Lund
// said so"). It is -1 for none.
func (r *reading) objectOf(s *sentence, j int) int {
	n := s.nameTo(j)
	if n == nil {
		return -1
	}
	for k := n.first - 1; k > 0 && j-k < longestPhrase && r.plain(s, k+1) && s.within(k) == nil; k-- {
		switch s.words[k-1].Norm {
		case "who", "that", "which":
			if u := verbs[s.words[k].Norm]; verbal(s.words[k].Norm) && (u.manner == 0 || u.manner > asks) {
				return k - 1
			}
			return -1
		}
		if stops[s.words[k].Norm] && !finite[s.words[k].Norm] {
			return -1
		}
	}
	return -1
}

// overTime is the word before the time that ends with word j, if one stands there between a speaker and the verb: "Ms. Roe |on Tuesday| said",
// "Ms. Roe |last week| said".
func (r *reading) overTime(s *sentence, j int) int {
	k := j
	if k > 0 && (calendar(s.words[k].Norm) || spans[s.words[k].Norm] && s.words[k].Norm != "time") && r.gap(s, k+1) == " " {
		k--
	}
	for k >= 0 && k < j && j-k < 4 && r.gap(s, k+1) == " " && (timely[s.words[k].Norm] || calendar(s.words[k].Norm) || s.words[k].Norm == "on" || s.words[k].Norm == "late" || s.words[k].Norm == "early" || s.words[k].Norm == "this") {
		k--
	}
	if k < j-1 && k >= 0 || k == j-1 && calendar(s.words[j].Norm) {
		return k
	}
	if w := s.words[max(j, 0)].Norm; j > 0 && (w == "yesterday" || w == "today") {
		return j - 1
	}
	return j
}

// dashed reports whether a dash stands between two words: "the firm – which employs 400 – said".
func dashed(gap string) bool {
	return strings.HasPrefix(gap, " –") || strings.HasPrefix(gap, " —") || strings.HasPrefix(gap, " - ") || strings.HasPrefix(gap, " -- ") || strings.HasPrefix(gap, "—")
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
func (r *reading) speakerEnding(s *sentence, j int, u usage) speaker {
	p, ok := r.phraseTo(s, j)
	if !ok {
		return speaker{}
	}
	return r.speakerOf(s, p, u)
}

// speakerOf is the speaker of a noun phrase: the name that is its head, else the description if such a one can speak.
// Verbs that are always speech ("said", "told") take any description with an article; others only words for people and bodies.
func (r *reading) speakerOf(s *sentence, p phrase, u usage) speaker {
	if p.name != nil && !roles.of(s.words[p.head].Norm) { // "US Ambassador" and "one Democrat" name nobody
		return r.named(s, p.name)
	}
	head, first := s.words[p.head].Norm, s.words[p.start].Norm
	if share(s, p) {
		span := s.over(p.start, p.end)
		return speaker{span: span, from: span.Start, role: span.Of(r.text), first: p.start, head: p.head, share: true}
	}
	if calendar(head) || digit(head) || pronouns[head] || timely[head] || spans[singular(head)] || head == "that" {
		return speaker{}
	}
	if !voice(head) && (!openings[first] && !possessive(first) || u.manner != says && u.manner != tells) || u.noun && p.head != p.end-1 {
		return speaker{}
	}
	start := p.start
	if isArticle(first) && start < p.head {
		start++
	}
	span := s.over(start, p.end)
	return speaker{span: span, from: s.words[p.start].Span.Start, role: span.Of(r.text), first: start, head: p.head, definite: first == "the" && !isPlural(head)}
}

// share reports whether a phrase is a number or part of a group: "six in 10 voters", "half of the town", "36 percent of farmers".
func share(s *sentence, p phrase) bool {
	if p.name != nil || p.end > p.head+longestPhrase/2 {
		return false
	}
	if shares[s.words[p.head].Norm] {
		return p.end == p.head+1 && s.words[p.head].Norm != "half" || p.end > p.head+2 && s.words[p.head+1].Norm == "of"
	}
	for k := p.head; k+2 < p.end; k++ {
		if w := s.words[k+1].Norm; w == "in" || w == "out" {
			return (digit(s.words[k].Norm) || upToTen(s.words[k].Norm)) && (digit(s.words[k+2].Norm) || upToTen(s.words[k+2].Norm) || s.words[k+2].Norm == "of")
		}
	}
	return false
}

// shares are words for a part of a group.
var shares = set(`percent half third thirds quarter quarters majority majorities most plurality`)

// upToTen reports whether w is a number from one to ten in words, as in "six in ten".
func upToTen(w string) bool { n := numberWords.of(w); return 1 <= n && n <= 10 }

// isArticle reports whether w only says whether its noun is known.
func isArticle(w string) bool { return w == "the" || w == "a" || w == "an" }

// named is the speaker of a name, with the role printed beside it.
func (r *reading) named(s *sentence, n *name) speaker {
	role := n.title
	first := n.first
	for first > 0 && n.first-first < longestTitle && r.plain(s, first) {
		if w := s.words[first-1].Norm; !roles.of(w) && !modifiers[w] && !honorifics[w] && !openings[w] && !demonyms[w] && w != "of" {
			break
		}
		first--
	}
	if joint := r.jointly(s, first); joint != nil {
		p := r.named(s, joint)
		p.loose = true
		return p
	}
	from := s.words[first].Span.Start
	if role.Start < from && from-role.End <= len(", ") { // "the mayor, Ms. Roe"
		first = s.wordAt(role.Start)
		if first > 0 && openings[s.words[first-1].Norm] && r.plain(s, first) {
			first--
		}
		from = s.words[first].Span.Start
	}
	return speaker{span: n.span, from: from, figure: n.figure, role: role.Of(r.text), loose: r.oneOfMany(s, first)}
}

// oneOfMany reports whether an "and" joins what begins with word i to a person before it: "the sister of Ms. Roe and |Mr. Poe|" names
// neither of them.
func (r *reading) oneOfMany(s *sentence, i int) bool {
	if i < 2 || s.words[i-1].Norm != "and" || !r.plain(s, i) || !r.plain(s, i-1) {
		return false
	}
	n := s.nameTo(i - 2)
	return n != nil && n.figure.kind == briefing.MentionPerson
}

// jointly is the name of a person that an "and" before word i joins to what begins there: "Ms. Roe and |Mr. Poe". The first of two who
// speak together stands for both, doubtfully.
func (r *reading) jointly(s *sentence, i int) *name {
	if i < 2 || s.words[i-1].Norm != "and" || !r.plain(s, i) || strings.TrimRight(r.gap(s, i-1), " ") != "" && r.gap(s, i-1) != ", " {
		return nil
	}
	n := s.nameTo(i - 2)
	if strings.HasPrefix(r.gap(s, i-1), ",") { // "Ms. Roe, the mayor, and |Mr. Poe"
		n = r.firstOf(s, i-1)
	}
	if n == nil || n.figure.kind != briefing.MentionPerson || possessive(s.words[n.last].Norm) || r.governed(s, n) {
		return nil
	}
	return n
}

// firstOf is the name with which a sentence begins when nothing but a description between commas parts it from word i.
func (r *reading) firstOf(s *sentence, i int) *name {
	k := r.opening(s)
	n := s.nameAt(k)
	if n == nil || n.last+1 >= i || i-n.last > longestPhrase || !strings.HasPrefix(r.gap(s, n.last+1), ", ") {
		return nil
	}
	for at := n.last + 1; at < i; at++ {
		if w := s.words[at].Norm; finite[w] || verbs[w].form == past {
			return nil
		}
	}
	return n
}

// speakerAfter is the speaker that begins with word i, behind a verb or "according to".
func (r *reading) speakerAfter(s *sentence, i int, u usage) speaker {
	if i >= len(s.words) || r.gap(s, i) != " " || s.quoted(i) {
		return speaker{}
	}
	if w := s.words[i]; w.Norm == "he" || w.Norm == "she" || w.Norm == "they" {
		return speaker{span: w.Span, from: w.Span.Start, pronoun: i + 1}
	}
	p, ok := r.phraseFrom(s, i)
	if !ok {
		return speaker{}
	}
	if p.name == nil && p.end < len(s.words) && r.gap(s, p.end) == ", " { // "said the company's director, Ida Lund"
		if n := s.nameAt(p.end); n != nil && n.figure.kind == briefing.MentionPerson {
			if role, _ := r.roleApposed(s, n); !role.Empty() {
				return r.named(s, n)
			}
		}
	}
	return r.speakerOf(s, p, u)
}

// speakerAt is the speaker that begins with word i, wherever that stands.
func (r *reading) speakerAt(s *sentence, i int) speaker {
	if w := s.words[i]; w.Norm == "he" || w.Norm == "she" || w.Norm == "they" {
		return speaker{span: w.Span, from: w.Span.Start, pronoun: i + 1}
	}
	p, ok := r.phraseFrom(s, i)
	if !ok {
		return speaker{}
	}
	return r.speakerOf(s, p, usage{manner: claims, form: past})
}

// sentenceSubject is the first name, pronoun or describing phrase of the clause before word v that no preposition takes: who is speaking
// when a participle or a second verb says so. It is loose when somebody else is named in between.
func (r *reading) sentenceSubject(s *sentence, v int) speaker {
	from := r.opening(s)
	var found speaker
	subject := r.subjectAt(s)
	if subject > from && subject < v {
		from = subject
	}
	if p, ok := r.describedSubject(s, subject); ok && p.end <= v {
		from = p.end
		if found = r.speakerOf(s, p, usage{manner: claims, form: past}); found.figure == nil {
			if n := r.apposedName(s, from); n != nil && n.last < v { // "the mayor, Ida Lund, left and said"
				found = r.named(s, n)
			}
		}
	}
	for i := from; i < v; i++ {
		if s.quoted(i) {
			continue
		}
		w := s.words[i]
		if w.Norm == "he" || w.Norm == "she" || w.Norm == "they" {
			if found.none() {
				found = speaker{span: w.Span, from: w.Span.Start, pronoun: i + 1}
			} else {
				found.loose = true
			}
			continue
		}
		n := s.nameAt(i)
		if n == nil || n.last >= v {
			continue
		}
		i = n.last
		if n.figure.kind == briefing.MentionPlace || n.figure.kind == briefing.MentionOther && len(n.figure.parts) == 1 && !crowds[n.figure.parts[0]] {
			continue
		}
		switch {
		case !found.none():
			found.loose = found.loose || n.figure != found.figure && n.figure.kind == briefing.MentionPerson
		case !r.governed(s, n) && !possessive(s.words[n.last].Norm):
			found = r.named(s, n)
			found.loose = found.loose || subject >= 0 && subject < v && found.from > s.words[subject].Span.Start // the subject was somebody else
		}
	}
	return found
}

// describedSubject is the phrase that begins with word k when it describes somebody who can speak: "the mayor", "Norland's foreign minister".
func (r *reading) describedSubject(s *sentence, k int) (phrase, bool) {
	if k < 0 || k >= len(s.words) || s.quoted(k) {
		return phrase{}, false
	}
	if n := s.nameAt(k); n != nil && !possessive(s.words[n.last].Norm) || n == nil && !openings[s.words[k].Norm] && !voice(s.words[k].Norm) {
		return phrase{}, false
	}
	p, ok := r.phraseFrom(s, k)
	if !ok {
		return phrase{}, false
	}
	p = r.beforeVerb(s, p)
	return p, p.head >= 0 && p.name == nil && voice(s.words[p.head].Norm)
}

// opening is the first word of a sentence behind a dateline: "OSLO (AP) — ".
func (r *reading) opening(s *sentence) int {
	for i := 1; i < len(s.words) && i < 10; i++ {
		gap := r.gap(s, i)
		if strings.Contains(gap, "—") || strings.Contains(gap, "–") || strings.Contains(gap, " - ") || strings.Contains(gap, "―") {
			if first := s.words[0].Span; first.Len() > 3 && acronymic(first.Of(r.text)) || strings.HasPrefix(gap, ")") {
				return i
			}
			return 0
		}
	}
	return 0
}
