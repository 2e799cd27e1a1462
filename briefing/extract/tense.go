package extract

import "strings"

// tense is where a clause places what it tells of.
type tense int

const (
	timeless tense = iota // no verb tells, or not surely
	behind                // it has happened: "said", "was set free", "had been due"
	ahead                 // it is to happen: "will", "is due", and the scheduled present: "resumes on Friday"
)

// longestClause is how many words around a weekday are looked at for its verb.
const longestClause = 25

// tenseAt is the tense of the verb to which the weekday at word i belongs: the nearest before it in its clause, else the nearest behind it,
// over the comma of an opening ("On Monday, the council met"), else one farther before it.
func (r *reading) tenseAt(s *sentence, i int) tense {
	from := i
	for from > 0 && i-from < longestClause && !strings.ContainsAny(r.gap(s, from), ",;:–—(") && !s.quoted(from-1) {
		from--
	}
	if t, found := r.tenseBefore(s, from, i); found {
		if t == behind && i > 0 && reaching[s.words[i-1].Norm] { // "called a strike for Friday"
			return timeless
		}
		return t
	}
	for k := i + 1; k < len(s.words) && k-i < longestClause && !s.quoted(k); k++ {
		if gap := r.gap(s, k); strings.ContainsAny(gap, ";:–—()") || strings.Contains(gap, ",") && (k > i+1 || from > 1) {
			break
		}
		if t, found := r.tenseOf(s, 0, k); found {
			return t
		}
	}
	far := from
	for far > 0 && i-far < longestClause && !strings.ContainsAny(r.gap(s, far), ";:(") && !s.quoted(far-1) {
		far--
	}
	if t, found := r.tenseBefore(s, far, from); found {
		return t
	}
	return r.tenseAround(s, i)
}

// tenseAround is the tense of a sentence as a whole, for a time no verb stands near: behind when its verbs tell of the past only.
func (r *reading) tenseAround(s *sentence, i int) tense {
	if r.future(s) {
		return timeless
	}
	for k := range s.words {
		if k-i < longestClause && i-k < longestClause && !s.quoted(k) {
			if t, found := r.tenseOf(s, 0, k); found {
				return t
			}
		}
	}
	return timeless
}

// tenseBefore is the tense of the last verb of the words [from, to).
func (r *reading) tenseBefore(s *sentence, from, to int) (tense, bool) {
	for k := to - 1; k >= from; k-- {
		if t, found := r.tenseOf(s, from, k); found {
			return t, true
		}
		if s.words[k].Norm != "after" && s.words[k].Norm != "following" || k == from {
			continue
		}
		if w := s.words[k-1].Norm; w == "comes" || w == "come" { // "It comes after a blast on Monday"
			return behind, true
		}
		t, found := r.tenseBefore(s, from, k) // "starts after the service on Sunday" tells nothing of the service
		if t == ahead {
			t = timeless
		}
		return t, found
	}
	return timeless, false
}

// tenseOf is the tense that word k tells, if it is a verb, with the auxiliaries before it down to the word from.
func (r *reading) tenseOf(s *sentence, from, k int) (tense, bool) {
	w := s.words[k].Norm
	lead := ""
	if k > from && r.plain(s, k) {
		lead = s.words[k-1].Norm
	}
	switch {
	case s.within(k) != nil:
		return timeless, false
	case coming[w]:
		return ahead, true
	case w == "would" || w == "could":
		return timeless, true
	case w == "is" || w == "are" || w == "am" && lead == "i" || w == "isn't" || w == "aren't":
		return ahead, true
	case w == "was" || w == "were" || w == "had" || w == "did" || w == "has" || w == "have" || strings.HasSuffix(w, "n't"):
		return behind, true
	case planned[w]:
		return r.auxiliary(s, from, k, ahead), true
	case pastForms[w] || verbs[w].form == past || len(w) > 4 && strings.HasSuffix(w, "ed"):
		if articles[lead] {
			return timeless, false
		}
		return r.auxiliary(s, from, k, behind), true
	case scheduled[w]: // "resumes"
		return ahead, !openings[lead] && !prepositions[lead] && lead != ""
	case scheduled[w+"s"] || scheduled[w+"es"]: // "to reopen", "voters go"
		switch {
		case lead == "to":
			return r.infinitive(s, from, k-1), true
		case lead == "they" || lead == "we" || lead != "" && isPlural(lead):
			return ahead, true
		}
	}
	return timeless, false
}

// auxiliary is the tense of a participle at word k by the auxiliary up to four words before it, else alone.
func (r *reading) auxiliary(s *sentence, from, k int, alone tense) tense {
	for at := k - 1; at >= from && k-at <= 4 && r.plain(s, at+1); at-- {
		switch w := s.words[at].Norm; w {
		case "is", "are", "isn't", "aren't":
			return ahead
		case "was", "were", "wasn't", "weren't":
			if alone == ahead { // "was due on Friday" may be either
				return timeless
			}
			return behind
		case "had", "have", "has", "hadn't", "haven't", "hasn't":
			if alone == ahead && w != "had" {
				return ahead
			}
			return behind
		case "to":
			return r.infinitive(s, from, at)
		case "would", "could":
			return timeless
		default:
			if coming[w] {
				return ahead
			}
			if w != "be" && w != "been" && w != "being" && w != "not" && !between[w] && !strings.HasSuffix(w, "ly") {
				return alone
			}
		}
	}
	return alone
}

// infinitive is the tense of an infinitive whose "to" is word to: ahead where the clause is not past ("is to meet", "plans to meet"), and
// open behind a past verb: "agreed to meet" and "failed to meet" differ.
func (r *reading) infinitive(s *sentence, from, to int) tense {
	if to+1 < len(s.words) && s.words[to+1].Norm == "have" {
		return behind
	}
	if to > from && (planned[s.words[to-1].Norm] || s.words[to-1].Norm == "set") { // "set to resume"
		return r.auxiliary(s, from, to-1, ahead)
	}
	t, found := r.tenseBefore(s, from, to)
	if !found || t == ahead {
		return ahead
	}
	return timeless
}

// coming are the auxiliaries and words of what is still to come.
var coming = set(`will won't shall may must it'll they'll he'll she'll we'll i'll upcoming`)

// reaching are the prepositions over which a past verb may reach into days to come.
var reaching = set(`for until till to from before`)

// planned say of a thing that it has its day; the auxiliary tells whether that is over.
var planned = set(`due scheduled expected planned slated`)

// scheduled are verbs in the third person whose present tells, beside a day, of what is on the calendar.
var scheduled = set(`resumes opens reopens starts begins meets goes returns takes votes closes ends holds launches visits faces plays comes leaves expires hosts travels flies publishes appears arrives joins
	decides considers hears airs premieres releases sits continues runs gets gives makes heads speaks moves becomes restarts finishes concludes gathers reconvenes kicks lands departs sails marches strikes unveils
	hits debates announces presents receives welcomes plans hopes wants aims intends stops lasts falls shuts sees delivers signs introduces`)

// pastForms tell that something is over: past forms, and participles behind an auxiliary.
var pastForms = union(irregularPasts, set(`heard done gone seen taken given begun spoken broken driven written fallen flown drawn thrown shown chosen stolen frozen hidden died
	tied withheld clung dove ground rid stung threatened beat bid cast shed forecast broadcast offset`))

// future reports whether a sentence speaks of the future.
func (r *reading) future(s *sentence) bool {
	for _, w := range s.words {
		if futureWords[w.Norm] {
			return true
		}
	}
	return false
}

var futureWords = set(`will next scheduled upcoming planned expected due won't shall set expects plans hopes`)
