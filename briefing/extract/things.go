package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// introduction is a noun phrase that brings something into the article: "a $3 billion deal with Acme", "the attack on a base in Oslo".
type introduction struct {
	span       briefing.Span
	first, at  int // its first word and its head, in the sentence
	sentence   int
	indefinite bool // with "a" or a number: it was not spoken of before
	many       bool // in the plural
}

// maxIntroductions bounds how many introductions are kept for one noun; with more, nothing is the one.
const maxIntroductions = 8

// meetThings notes what the article introduces, by the noun it can later be called by.
func (r *reading) meetThings() {
	r.introduced = map[string][]introduction{}
	r.calledBy = map[string][]*figure{}
	for i := range r.sentences {
		s := &r.sentences[i]
		if !s.readable() || s.part == briefing.BlockCaption {
			continue
		}
		for k := range s.words {
			w := s.words[k].Norm
			one := singular(w)
			if companies.of(one) || memberWords.of(one) || things.of(one) {
				r.label(s, k, one)
			}
			if !things.of(one) && !personal(one) && (!companies.of(one) || wide[one]) || upper(r.text, s.words[k].Span.Start) || len(r.introduced[one]) >= maxIntroductions {
				continue
			}
			if in, ok := r.introduces(s, k); ok {
				in.sentence, in.many = i, one != w
				r.introduced[one] = append(r.introduced[one], in)
			}
		}
	}
}

// label notes that a name is called by the noun at word k: "the shipping company Acme", "Acme, a shipping company".
func (r *reading) label(s *sentence, k int, noun string) {
	note := func(n *name) {
		if n == nil || n.figure.kind == briefing.MentionPerson || n.figure.kind == briefing.MentionPlace || demonyms[n.figure.parts[0]] {
			return
		}
		for _, f := range r.calledBy[noun] {
			if f == n.figure {
				return
			}
		}
		if len(r.calledBy[noun]) < maxIntroductions {
			r.calledBy[noun] = append(r.calledBy[noun], n.figure)
		}
	}
	if k+1 < len(s.words) && r.gap(s, k+1) == " " && singular(s.words[k].Norm) == s.words[k].Norm {
		note(s.nameAt(k + 1))
	}
	for i := k; i > 0 && k-i < longestTitle && r.plain(s, i+1) || i == k; i-- {
		if i > 0 && isArticle(s.words[i].Norm) && r.gap(s, i) == ", " {
			note(s.nameTo(i - 1))
		}
		if i == 0 || stops[s.words[i].Norm] || prepositions[s.words[i].Norm] {
			return
		}
	}
}

// introduces reads the noun phrase whose head is word k, if it says more than the bare noun and may be spoken of again.
func (r *reading) introduces(s *sentence, k int) (introduction, bool) {
	if k+1 < len(s.words) && r.gap(s, k+1) == " " {
		next := s.words[k+1]
		if upper(r.text, next.Span.Start) || !prepositions[next.Norm] && !stops[next.Norm] && !timely[next.Norm] && next.Norm != "to" && !r.predicate(s, k+1) && !participial(next.Norm) {
			return introduction{}, false // a compound: "deal makers"
		}
	} else if k+1 < len(s.words) && strings.HasSuffix(r.gap(s, k+1), "-") {
		return introduction{}, false
	}
	first := r.phraseOpening(s, k)
	opens := s.words[first].Norm
	if first == k || s.quoted(first) != s.quoted(k) {
		return introduction{}, false
	}
	in := introduction{first: first, at: k, indefinite: opens == "a" || opens == "an" || numerals[opens]}
	end := r.postmodified(s, k)
	switch {
	case numerals[opens] && singular(s.words[k].Norm) == s.words[k].Norm:
		return introduction{}, false
	case in.indefinite:
	case opens == "the" && end > k+1:
	case possessive(opens) && s.within(first) != nil:
		first = s.within(first).first
		in.first = first
	default:
		return introduction{}, false
	}
	if end == k+1 && k-first < 2 && !numerals[opens] {
		return introduction{}, false // "a deal": the bracket would tell nothing
	}
	in.span = s.over(first, end)
	return in, true
}

// phraseOpening is the article, number or possessive that opens the noun phrase whose head is word k; k itself when there is none.
func (r *reading) phraseOpening(s *sentence, k int) int {
	for i := k; i > 0 && k-i < longestTitle && r.plainOver(s, i) && !s.quoted(i-1); i-- {
		w := s.words[i-1].Norm
		switch {
		case isArticle(w) || numerals[w] || possessive(w) && s.within(i-1) != nil:
			return i - 1
		case articles[w] || possessive(w) || stops[w] || prepositions[w] || pronouns[w] || verbs[w].form == past || pasts[w] || strings.HasSuffix(w, "ly") && len(w) > 5:
			return k
		}
	}
	return k
}

// plainOver is plain, and takes the signs of money and numbers too.
func (r *reading) plainOver(s *sentence, i int) bool {
	return r.plain(s, i) || r.gap(s, i) == " $" || r.gap(s, i) == " £" || r.gap(s, i) == " €" || r.gap(s, i) == "% "
}

// postmodified is the word behind what goes with the noun at word k: "deal |with Acme|", "attack |on a base in Oslo|". Where that ends is only sure at
// a name, or where the clause breaks off; else the noun stays alone.
func (r *reading) postmodified(s *sentence, k int) int {
	sure := k + 1
	quoted := s.quoted(k)
	for i := k + 1; i+1 < len(s.words) && i < k+longestPhrase && r.gap(s, i) == " " && s.quoted(i) == quoted; {
		if w := s.words[i].Norm; !linking[w] && (w != "from" || !personal(singular(s.words[k].Norm))) || s.quoted(i+1) != quoted {
			return sure
		}
		end, ok := r.objectEnd(s, i+1)
		if !ok {
			return sure
		}
		sure, i = end, end
	}
	return sure
}

// objectEnd is the word behind the object of a preposition, whose first word is i; not ok where its end cannot be told.
func (r *reading) objectEnd(s *sentence, i int) (int, bool) {
	for k := i; k < len(s.words) && k < i+longestTitle; k++ {
		if k > i && !r.plainOver(s, k) {
			return k, r.ends(s, k-1)
		}
		w := s.words[k].Norm
		if n := s.nameAt(k); n != nil {
			if !possessive(s.words[n.last].Norm) && (n.last+1 >= len(s.words) || !r.plain(s, n.last+1) || r.breaks(s, n.last+1)) {
				return n.last + 1, true
			}
			k = n.last
			continue
		}
		if k > i && r.breaks(s, k) {
			return k, r.ends(s, k-1)
		}
		if k == i && articles[w] && !isArticle(w) || calendar(w) || timely[w] || pronouns[w] || stops[w] || w == "him" || w == "them" || digit(w) && len(w) == 4 || strings.HasSuffix(w, "ing") && k == i {
			return 0, false
		}
		if k+1 == len(s.words) {
			return k + 1, r.ends(s, k)
		}
	}
	return 0, false
}

// ends reports whether a noun phrase can end with word k.
func (r *reading) ends(s *sentence, k int) bool {
	w := s.words[k].Norm
	return !openings[w] && !digit(w) && !possessive(w) && w != "and" && !numerals[w]
}

// breaks reports whether word k cannot go on with a noun phrase.
func (r *reading) breaks(s *sentence, k int) bool {
	w := s.words[k].Norm
	return stops[w] || prepositions[w] || pronouns[w] || w == "to" || finite[w] || pasts[w] || calendar(w) || timely[w] || verbs[w].form == past || strings.HasSuffix(w, "ed") && len(w) > 4
}

// linking prepositions bind what follows them to the noun before; the others mostly to the verb.
var linking = set(`of with on for between against about near in at`)

// numerals introduce several of a kind.
var numerals = set(`two three four five six seven eight nine ten several dozens`)

// companies are what an enterprise is called.
var companies = lexiconOf(set(`company firm corporation business group conglomerate startup manufacturer carmaker automaker retailer operator airline lender insurer supplier developer publisher broadcaster chain brewer
	shipbuilder builder chipmaker drugmaker utility organisation organization charity nonprofit body watchdog regulator`))

// wide are those of companies that anybody together can be called.
var wide = set(`company firm business group organisation organization body corporation`)

// companyWords end the names of enterprises.
var companyWords = set(`inc corp corporation co company ltd limited plc llc llp gmbh ag holdings group airlines airways motors technologies systems industries studios media partners worldwide international`)

// memberWords stand in the name of what they also call.
var memberWords = lexiconOf(set(`academy administration agency airline airport association authority bank board bureau cabinet campaign centre center chamber church club coalition college commission committee congress
	council court department federation force foundation fund institute institution league ministry museum network office organisation organization parliament party police school senate
	service society station tribunal trust union university hospital`))

// regions are what nations and towns are called.
var (
	countryWords = set(`country nation`)
	cityWords    = set(`city town capital village`)
)

// things are what happens, what is written, made or built, and what is decided: what a later sentence calls only by its noun.
var things = lexiconOf(set(`accident accord acquisition act action agreement aircraft airport alliance announcement appeal app application arrest artwork assault attack auction award ban battle bid bill blast blaze blackout
	bombing book bridge budget building campaign car case ceasefire ceremony clash collapse collision competition complaint concert conference conflict contest contract convoy coup course crackdown crash
	crisis cyclone dam deal debate debt decision decree demonstration derailment device discovery disease dispute document documentary donation draft drone drought drug earthquake election embargo epidemic eruption event
	evacuation exercise exhibition explosion factory ferry festival fight filing film fine fire flight flood forecast gala game gathering grant guideline hack hearing heist hijacking hospital hotel hurricane image incident
	initiative inquiry inspection investigation invasion job kidnapping killing landslide law lawsuit leak legislation letter loan lockdown march massacre match measure meeting memo memorandum merger mine mission
	mosque motion movie mudslide murder museum novel objection offer operation orchestra order outage outbreak package pact painting pandemic park patent payment penalty petition photo photograph picture pipeline plan plane
	plant play poem poll pool port probe product program programme project prison prosecution proposal protest prototype race raid railway rally recall referendum reform refinery regulation relic report rescue
	resignation resolution restaurant restoration result review riot robbery rocket rule ruling sale sample satellite scandal scheme sculpture seizure sentence series service settlement shelter ship shipment shipwreck shooting show
	shutdown siege song species speech stadium stampede standoff statement statue storm strategy strike study submarine suit summit survey takeover target tariff tax telescope temple test theft threat tour tournament tower trade train
	transaction treaty trial trip truce truck tsunami tunnel typhoon unit vaccine van vehicle venture verdict vessel video violence virus visit volcano vote voyage walkout war warehouse warrant warning website wildfire wreck`))
