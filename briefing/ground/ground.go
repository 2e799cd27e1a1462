// Package ground checks that a sentence says only what the facts it cites say.
//
// It is the fence between a language model and a reader. The model was asked to select, order, shorten and join the words
// of facts, so the check may be strict: what it cannot trace to a cited fact is a [Finding], and the caller shows the
// fact instead. A false alarm costs a summary sentence; a miss would cost the reader's trust. The tour, by what
// is looked at; reading.go cuts sentence and facts into the words, numbers, dates and names all of it works on:
//
//   - A sentence that is a fact, word for word, is grounded (copy.go). Everything below is about those that are not.
//   - [Markup] finds links, mentions and markup: no sentence may carry them (markup.go).
//   - Quotations must stand in the fact byte for byte, between quotation marks there too (quotation.go).
//   - Numbers must have the value, the unit and the bound ("more than") they have in the fact (number.go), dates
//     its day, month and year (date.go); and both must still belong to the words beside them (attachment.go).
//   - Names must be printed in the fact, or be what it stands for by its context (name.go); two names around a verb
//     must keep their places (order.go).
//   - Negations, hedges, plans and attributions may be neither dropped nor added (cue.go, speaker.go).
//   - All other words that mean something must come from the fact, up to inflection; and the words of one clause
//     must come from one fact (word.go, clause.go).
//   - Pronouns need the person they mean beside them (pronoun.go).
//
// What it cannot see: a relation that changes while all words stay near each other, such as a cause and its effect trading
// places without a name. It knows English; a text in another language passes only word for word or nearly so.
package ground

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// Finding is one thing a sentence says that its facts do not, or that its facts say and it leaves out.
type Finding struct {
	Kind  Kind
	Words string // of the sentence, or of the fact when the sentence dropped them
}

// String is f for a log: "number: 30 people".
func (f Finding) String() string { return string(f.Kind) + ": " + f.Words }

// Kind is what sort of thing a finding is.
type Kind string

const (
	Empty       Kind = "empty"       // the sentence has no words
	Uncited     Kind = "uncited"     // it cites no fact
	Overlong    Kind = "overlong"    // it is longer than any sentence made of facts
	Marked      Kind = "markup"      // a link, a mention, markup or an invisible character
	Number      Kind = "number"      // a number that no cited fact has, or not of this unit
	Date        Kind = "date"        // a date that no cited fact has
	Name        Kind = "name"        // a name that no cited fact has
	Quotation   Kind = "quotation"   // words between quotation marks that no cited fact quotes
	Negation    Kind = "negation"    // a "not" dropped or added
	Hedge       Kind = "hedge"       // an "alleged", "may", "plans to", "more than" dropped or added
	Attribution Kind = "attribution" // who said it, dropped or added
	Unknown     Kind = "word"        // a word that no cited fact has
	Detached    Kind = "detached"    // a number or date beside words that do not belong to it
	Swapped     Kind = "swapped"     // two names that changed places around a verb
	Mixed       Kind = "mixed"       // words of different facts in one clause, or a clause that lost its subject
	Dangling    Kind = "dangling"    // a pronoun whose meaning the sentence does not bring along
)

// MaxSentence is the length in bytes of the longest sentence that is checked. Sentences of news seldom pass 400.
const MaxSentence = 1200

// Check lists what sentence says beyond the facts it cites; nothing means that it is grounded. Facts bring their data with
// them: names and pronouns they stand for, resolved dates, speakers. The sentence comes without citation numbers.
func Check(sentence string, facts []briefing.Fact) []Finding {
	sentence = strings.TrimSpace(sentence)
	switch {
	case !hasWord(sentence):
		return []Finding{{Empty, sentence}}
	case len(facts) == 0:
		return []Finding{{Uncited, sentence}}
	case copied(sentence, facts):
		return nil
	case len(sentence) > MaxSentence:
		return []Finding{{Overlong, sentence[:MaxSentence]}}
	}
	c := &check{claim: read(sentence)}
	for _, f := range facts {
		c.facts = append(c.facts, newEvidence(f))
	}
	for _, words := range Markup(sentence) {
		c.find(Marked, words)
	}
	c.quotations()
	c.numbers()
	c.dates()
	c.names()
	c.cues()
	c.words()
	c.attachments()
	c.clauses()
	c.order()
	c.pronouns()
	return c.findings
}

// check is one sentence being held against its facts.
type check struct {
	claim    reading
	facts    []evidence
	findings []Finding
}

// find notes a finding, once.
func (c *check) find(kind Kind, words string) {
	f := Finding{kind, words}
	if !slices.Contains(c.findings, f) {
		c.findings = append(c.findings, f)
	}
}

// anyFact reports whether one of the facts passes test.
func (c *check) anyFact(test func(e *evidence) bool) bool {
	for i := range c.facts {
		if test(&c.facts[i]) {
			return true
		}
	}
	return false
}
