package answer

import (
	"math/bits"
	"slices"
	"sync"

	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/rank"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

// Sign is one thing that tells whether the fact that comes first answers the question at all.
type Sign struct {
	Name   string // family.name
	Unit   string // what its value counts
	Reason string // why it should tell
}

// SignValues are the signs of one question, in the order of [Signs].
type SignValues [signs]float64

// The signs by number.
const (
	signAlways = iota

	signAlike
	signNames
	signUnheard
	signNumbers

	signEarned
	signOdds
	signTogether

	signUnfit
	signNear
	signCounted
	signDenies
	signQuote
	signSpeaker

	signLeaning
	signWords
	signNameless
	signWhy
	signHow
	signWhat
	signWho
	signWhen
	signWhere
	signMany
	signWhether
	signSaid

	signMissing
	signHeaviest
	signElsewhere
	signInArticle
	signPredicate
	signPredicateNear
	signNamesHere
	signOneWord

	ownSigns

	signs = ownSigns + signalSigns
)

// signalSigns is how many signals of ranking are signs as they are.
const signalSigns = 29

// signals are the names of these.
var signals = [signalSigns]string{
	"words.own", "words.around", "words.local", "words.exact", "words.missing", "words.before", "words.behind", "like.words", "like.family",
	"phrase.pairs", "phrase.near", "phrase.window", "phrase.run", "phrase.common", "name.whole", "name.other", "name.subject", "kind.fits",
	"kind.near", "kind.reason", "kind.named", "kind.quote", "place.length", "place.dangling",
	"period.close", "period.overlaps", "period.starts", "period.other", "period.inherited",
}

// Signs are what the confidence of an answer is made of.
var Signs = withSignals([signs]Sign{
	signAlways: {"always", "1", "how it stands before anything is known"},

	signAlike:   {"words.alike", "share of the question's weight", "what the fact says in other words counts"},
	signNames:   {"words.names", "share of the question's names", "a name that neither the fact nor what is around it has: it tells of somebody else"},
	signUnheard: {"words.unheard", "names", "a name that no article has: nobody wrote about it"},
	signNumbers: {"words.numbers", "numbers", "a year or a figure that neither the fact nor what is around it has"},

	signEarned:   {"search.earned", "search score by the question's weight", "how much of what could be found was found, in the fact and in its article"},
	signOdds:     {"rank.odds", "share of the odds of all candidates", "the right fact stands out from the others"},
	signTogether: {"rank.together", "share of the first five", "an article that tells of the subject has more than one fact for it"},

	signUnfit:   {"kind.unfit", "1 when it is not there", "the sort of thing that is asked for: no time, no answer to when"},
	signNear:    {"kind.near in five", "as of ranking", "that thing stands by the question's words in one of the first five"},
	signCounted: {"kind.counted", "1 when it is not there", "the noun behind how many"},
	signDenies:  {"kind.denies", "1 when it does", "asked whether, the fact says that it is not so"},
	signQuote:   {"kind.unwanted quote", "1 when there is one", "asked for anything else, somebody's words are seldom the answer"},
	signSpeaker: {"kind.speaker", "1 when they are there", "asked what somebody said, words of theirs"},

	signWords:    {"asked.words", "words of meaning", "the more a question says, the likelier a fact lacks some of it"},
	signNameless: {"asked.nameless", "1 when it is", "a question without a name may be about anything"},
	signWhy:      {"asked.why", "1 when it is", "reasons are seldom told in the words of the question"},
	signHow:      {"asked.how", "1 when it is", "as reasons"},
	signWhat:     {"asked.what", "1 when it is", "anything may answer"},
	signWho:      {"asked.who", "1 when it is", ""},
	signWhen:     {"asked.when", "1 when it is", ""},
	signWhere:    {"asked.where", "1 when it is", ""},
	signMany:     {"asked.how many", "1 when it is", "a figure in the fact need not be the one asked for"},
	signWhether:  {"asked.whether", "1 when it is", "what is asked may not have happened, and then nobody tells of it"},
	signSaid:     {"asked.what was said", "1 when it is", ""},

	signMissing:       {"words.nowhere", "share of the question's weight", "what neither the fact nor what is around it says"},
	signHeaviest:      {"words.heaviest", "of the rarest word, in units of its rarity", "the one word that tells the subject is lacking"},
	signElsewhere:     {"words.elsewhere", "share of the question's weight", "what no candidate of the article says"},
	signPredicate:     {"words.predicate", "share of the weight of words that are no names", "what is said of the names is not in the fact's own words"},
	signPredicateNear: {"words.predicate near", "share of the weight of words that are no names", "nor in what is around it"},
	signNamesHere:     {"words.names here", "share of the question's names", "a name that only what is around the fact has"},
	signOneWord:       {"words.one", "1 when it is", "one word of the question or none is in the fact's own words"},
	signInArticle:     {"search.article", "search score by the question's weight", "what the whole article earned"},

	signLeaning: {"thread.leaning", "1 when it does", "a question that leans on the turn before has few words to be found by"},
})

// withSignals adds the signals of ranking to the signs of this package's own.
func withSignals(all [signs]Sign) [signs]Sign {
	for i, name := range signals {
		all[ownSigns+i] = Sign{name, "as of ranking", "as there"}
	}
	return all
}

// firstFive are the candidates that are looked at beside the first.
const firstFive = 5

// rankSignals are the numbers of the signals of ranking that are signs here too.
var rankSignals = sync.OnceValue(func() (n struct {
	near, denies, quote int
	signs               [signalSigns]int
}) {
	number := func(name string) int {
		return slices.IndexFunc(rank.Signals[:], func(s rank.Signal) bool { return s.Name == name })
	}
	n.near, n.denies, n.quote = number("kind.near"), number("kind.denies"), number("kind.unwanted quote")
	for i, name := range signals {
		n.signs[i] = number(name)
	}
	return n
})

// signsOf measures the signs of a question whose answer would begin with c.
func signsOf(c candidate, f found, r reading) SignValues {
	var v SignValues
	v[signAlways] = 1
	v.words(c, f, r)
	v.rivals(c, f)
	v.kind(c, f, r)
	v[signLeaning] = truth(r.leaning)
	v[signNameless] = truth(len(r.Names) == 0)
	v[signWords] = float64(len(r.Content))
	if at, ok := askedSigns[r.Wanted]; ok {
		v[at] = 1
	}
	for i, n := range rankSignals().signs {
		v[ownSigns+i] = c.rank.Signals[n]
	}
	return v
}

// words measures which words of the question are there.
func (v *SignValues) words(c candidate, f found, r reading) {
	there := set(c.hit.Matched) | set(c.hit.Alike) | set(c.hit.Nearby)
	var total, names, missing, nowhere, heaviest, elsewhere float64
	inArticle, own := there, set(c.hit.Matched)|set(c.hit.Alike)
	var predicates, predicatesHere, predicatesNear, namesHere float64
	v[signOneWord] = truth(bits.OnesCount64(own) <= 1)
	for _, o := range f.candidates {
		if o.hit.Revision == c.hit.Revision {
			inArticle |= set(o.hit.Matched) | set(o.hit.Alike) | set(o.hit.Nearby)
		}
	}
	for i := range f.terms {
		t := &f.terms[i]
		if !f.counts(t) || t.IDF == 0 {
			continue
		}
		total += t.IDF
		has := there>>i&1 == 1
		if !has {
			nowhere += t.IDF
			heaviest = max(heaviest, t.IDF)
		}
		if inArticle>>i&1 == 0 {
			elsewhere += t.IDF
		}
		if name(t, r) {
			names++
			namesHere += truth(own>>i&1 == 1)
			missing += truth(!has)
			v[signUnheard] += truth(unheard(t))
		} else {
			predicates += t.IDF
			predicatesHere += t.IDF * truth(own>>i&1 == 1)
			predicatesNear += t.IDF * truth(has)
		}
		v[signNumbers] += truth(!has && t.Stem[0] >= '0' && t.Stem[0] <= '9')
	}
	if names > 0 {
		v[signNames] = missing / names
		v[signNamesHere] = 1 - namesHere/names
	}
	if predicates > 0 {
		v[signPredicate], v[signPredicateNear] = 1-predicatesHere/predicates, 1-predicatesNear/predicates
	}
	if total > 0 {
		v[signEarned] = c.hit.Score / total
		v[signInArticle] = c.hit.Article / total
		v[signMissing], v[signElsewhere] = nowhere/total, elsewhere/total
		v[signHeaviest] = heaviest / highestRarity
	}
	v[signAlike] = c.rank.Alike
}

// highestRarity brings a word's rarity to about 1.
const highestRarity = 10

// askedSigns are the signs of what is wanted: how likely an answer is, before anything else is known.
var askedSigns = map[question.Wanted]int{
	question.WantReason: signWhy, question.WantManner: signHow, question.WantAnything: signWhat, question.WantPerson: signWho, question.WantTime: signWhen,
	question.WantPlace: signWhere, question.WantNumber: signMany, question.WantVerdict: signWhether, question.WantQuote: signSaid,
}

// name reports whether a word of the question is a name, or so rare a word that no thesaurus has another for it: in a chat names have no
// capital.
func name(t *search.Term, r reading) bool {
	folded := text.Fold(t.Word)
	return slices.ContainsFunc(r.Names, func(n string) bool { return slices.Contains(question.Folded(n), folded) }) ||
		len(thesaurus.Like(folded, t.Stem)) == 0
}

// unheard reports whether no article has a word, nor what it may be misspelt for.
func unheard(t *search.Term) bool { return t.Facts == 0 && t.Articles == 0 && len(t.Instead) == 0 }

// rivals measures how c stands among the other candidates.
func (v *SignValues) rivals(c candidate, f found) {
	all, together := 0.0, 0
	for i, o := range f.candidates {
		all += o.score
		if i < firstFive && o.hit.Revision == c.hit.Revision {
			together++
		}
	}
	if all > 0 {
		v[signOdds] = c.score / all
	}
	v[signTogether] = float64(together) / firstFive
}

// kind measures whether the sort of thing that is wanted is there.
func (v *SignValues) kind(c candidate, f found, r reading) {
	n := rankSignals()
	v[signDenies] = c.rank.Signals[n.denies]
	v[signQuote] = c.rank.Signals[n.quote]
	for _, o := range f.candidates[:min(firstFive, len(f.candidates))] {
		v[signNear] = max(v[signNear], o.rank.Signals[n.near])
	}
	switch r.Wanted {
	case question.WantPerson, question.WantTime, question.WantPlace, question.WantNumber, question.WantExtent, question.WantReason:
		v[signUnfit] = truth(!c.fits)
	case question.WantQuote:
		v[signSpeaker] = truth(c.quote.Kind != "")
	}
	if r.Counted != "" {
		v[signCounted] = truth(!slices.ContainsFunc(text.Words(c.fact.Text), func(w text.Word) bool { return text.Stem(w.Norm, "en") == r.Counted }))
	}
}

// set is a set of terms by their indices, of which search has 64 at most.
func set(indices []int) (s uint64) {
	for _, i := range indices {
		s |= 1 << i
	}
	return s
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
