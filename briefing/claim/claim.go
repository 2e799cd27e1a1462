package claim

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

// Claim is a statement to be held against facts. It remembers the words it has met, so it is for one goroutine.
type Claim struct {
	words     []asked
	total     float64  // of their weights
	subject   []string // folded words of the name that is its subject; nil when it is no name
	vague     bool     // what is said of the subject is only a particle ("is the show still on?"), or no word that is known as a verb
	predicate int      // index into words of what is said of the subject; -1 for none
	holds     bool     // the predicate is a noun for who the subject is: "is Ida Moe the mayor?"
	done      bool     // it says what was done to its subject: "was Ida Moe elected?"
	inverted  bool     // of what a question takes for granted: its subject is told, not asked for
	negated   bool
	negative  bool // it has a negation, of whatever
	coming    bool // it speaks of the future, so that a plan speaks for it
	ended     bool // it speaks of the present, which "former" denies
	figures   []briefing.Quantity
	times     []question.Period
	known     map[string]*seen // what the words met so far are to the claim
	matching  map[string][]match
	one       map[string]bool // whether a name and the subject are one
	cut       []text.Word
	tokens    []token
	said      []told    // what the fact that is being judged says to its figures, then to its times
	best      []float64 // room: by word of the claim
	marks     []bool    // room: by token
	around    []bool    // by word of the claim: it stands around the fact that is being judged
}

// asked is one word of a claim that means something.
type asked struct {
	norm, stem string
	name       bool
	light      bool
	weight     float64
}

// What a word weighs: a fact without the claim's name is seldom about it; "get" and "take" say little.
const (
	nameWeight  = 1.4
	wordWeight  = 1
	lightWeight = 0.25
)

// New returns the claim behind a question, or nil when there is nothing to hold a fact against.
func New(q question.Claim) *Claim {
	c := &Claim{
		predicate: -1, negated: q.Negated, figures: q.Figures, times: q.Times,
		coming:   q.Auxiliary == "will" || q.Auxiliary == "would" || q.Auxiliary == "shall",
		ended:    q.Auxiliary == "is" || q.Auxiliary == "are",
		negative: q.Negated || strings.HasSuffix(q.Auxiliary, "not") || slices.ContainsFunc(q.Words, func(w text.Word) bool { return none[w.Norm] || w.Norm == "cannot" || strings.HasSuffix(w.Norm, "n't") }),
		inverted: len(q.Subject) > 0 || q.Auxiliary == "did" || q.Auxiliary == "does" || q.Auxiliary == "do",
		known:    make(map[string]*seen),
		matching: make(map[string][]match),
		one:      make(map[string]bool),
	}
	names := namesOf(q)
	sure := 0 // how surely the predicate is one
	for i, w := range q.Words {
		norm := strings.TrimSuffix(w.Norm, "'s")
		if c.measured(w) || norm == "" || text.Stop(norm, "") && !names[i] && !telling[norm] || unasked[norm] {
			continue
		}
		a := asked{norm: norm, stem: text.Stem(norm, "en"), name: names[i], weight: wordWeight}
		a.light = !a.name && words().light[a.stem]
		switch {
		case a.name:
			a.weight = nameWeight
		case a.light:
			a.weight = lightWeight
		}
		if slices.ContainsFunc(c.words, func(o asked) bool { return o.stem == a.stem }) {
			continue
		}
		if !a.name && !strings.HasSuffix(norm, "ly") {
			if n := c.predicates(a, q, i); n > sure || n == aVerb && n == sure && i > 0 && q.Words[i-1].Norm == c.words[c.predicate].norm || sure > 0 && c.words[c.predicate].light && !a.light {
				c.predicate, sure = len(c.words), n
			}
		}
		c.words = append(c.words, a)
		c.total += a.weight
	}
	if c.total == 0 {
		return nil
	}
	c.subject = subjectOf(q, names)
	c.vague = sure <= anyWord && len(c.words) > 1 || being[q.Auxiliary] && particle[q.Words[len(q.Words)-1].Norm]
	if c.predicate >= 0 {
		p := c.words[c.predicate]
		c.holds = words().holder[p.stem]
		c.done = being[q.Auxiliary] && q.Auxiliary != "will" && participle(p.norm) || slices.ContainsFunc(q.Words, func(w text.Word) bool { return w.Norm == "been" }) && participle(p.norm)
	}
	c.best, c.around = make([]float64, len(c.words)), make([]bool, len(c.words))
	c.prepare()
	return c
}

// How surely a word of a claim is what is said of the subject.
const (
	anyWord       = 1 + iota // nothing speaks for it but that there is none before
	aVerb                    // the thesaurus knows it as a verb
	behindArticle            // it stands behind a name with an article: "the Korsvik bridge", "the Rovers won"
	aContrary                // it has an opposite, or stands right behind the name that is the subject
)

// predicates is how surely word at of the question, about to be added, is what is said of the subject; of equals the first is taken, but of
// two verbs in a row the second: the first is a noun then ("the pardon wipes out convictions").
func (c *Claim) predicates(a asked, q question.Claim, at int) int {
	switch {
	case len(c.words) == 0 && (at == 0 || !unasked[q.Words[at-1].Norm]): // the subject's own noun; "anybody" is a subject
		return anyWord
	case at > 0 && len(q.Subject) > 0 && q.Words[at-1].Span == q.Subject[len(q.Subject)-1].Span && !strings.HasSuffix(q.Words[at-1].Norm, "'s"):
		if q.Words[0].Norm == "the" {
			return behindArticle
		}
		return aContrary
	case determined(q, at):
		return anyWord
	case !a.light && words().contrary[a.stem] != nil:
		return aContrary
	case verbal(a):
		return aVerb
	}
	return anyWord
}

// determined reports whether an article, a preposition or a possessive stands right before a word: then it is a noun.
func determined(q question.Claim, at int) bool {
	if at == 0 {
		return false
	}
	before := q.Words[at-1].Norm
	return determiner[before] || strings.HasSuffix(before, "'s")
}

// verbal reports whether the thesaurus knows a word as a verb.
func verbal(a asked) bool {
	return slices.ContainsFunc(thesaurus.Like(a.norm, a.stem), func(o thesaurus.Alternative) bool { return o.POS == thesaurus.Verb })
}

// namesOf tells for each word whether it is part of a name.
func namesOf(q question.Claim) []bool {
	out := make([]bool, len(q.Words))
	for _, n := range q.Names {
		folded := question.Folded(n)
		for i := 0; i+len(folded) <= len(q.Words) && len(folded) > 0; i++ {
			same := true
			for k, f := range folded {
				same = same && strings.TrimSuffix(q.Words[i+k].Norm, "'s") == f
			}
			for k := range folded {
				out[i+k] = out[i+k] || same && !text.Stop(folded[k], "")
			}
		}
	}
	return out
}

// subjectOf are the words of the name that is the subject. Where the question does not tell, it is the name the statement begins with.
func subjectOf(q question.Claim, names []bool) []string {
	var out []string
	for _, w := range q.Subject {
		if i := slices.IndexFunc(q.Words, func(o text.Word) bool { return o.Span == w.Span }); i >= 0 && names[i] && !strings.HasSuffix(w.Norm, "'s") {
			out = append(out, w.Norm)
		}
	}
	if len(out) > 0 {
		return out
	}
	for i, w := range q.Words {
		if !names[i] {
			if len(out) > 0 || !text.Stop(w.Norm, "") {
				break
			}
			continue
		}
		if strings.HasSuffix(w.Norm, "'s") {
			return nil
		}
		out = append(out, w.Norm)
	}
	return out
}

// measured reports whether a word belongs to a figure or a time, which are compared by their values.
func (c *Claim) measured(w text.Word) bool {
	return slices.ContainsFunc(c.figures, func(f briefing.Quantity) bool { return w.Span.Within(f.Span) }) ||
		slices.ContainsFunc(c.times, func(p question.Period) bool { return w.Span.Within(p.Span) })
}

func digit(norm string) bool { return norm != "" && norm[0] >= '0' && norm[0] <= '9' }

// unasked words only belong to the asking, or to a way of putting it that a fact need not share.
var unasked = text.WordSet(`any anybody anyone anything some yet ever actually really still already again even just now so many much people exactly itself himself herself
	themselves one ones chance there not will would could can may might should did does do is are was were be been has have had him her them
	he she it they we you i who what which when where why how whether if`)

// particle may be all that a form of "be" says of its subject.
var particle = text.WordSet(`on up over off out in down there here`)

// telling are words without a meaning of their own that say which one is meant.
var telling = text.WordSet(`other another all every only both`)

var determiner = text.WordSet(`a an the this that these those his her its their our my your of in on at for from with by no any some more most`)
