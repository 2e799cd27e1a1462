// Package extract takes the facts out of an article: its sentences and quotations, with what their words say
// beside them as data.
//
// [Facts] is all of it. The tour, in the order in which an article passes:
//
//   - reading.go cuts the evidence into sentences, words and names, once for all that follows.
//   - cast.go finds out who is who: which names are people, and whose family name a short one is; shortforms.go finds
//     other short forms, initials among them, and bodies.go joins what is one name.
//   - phrases.go follows noun phrases to their head word, and roles.go reads what is printed beside a name ("foreign
//     minister"); holders.go knows whom "the minister" means; grammar.go has the small words that bound phrases.
//   - cues.go finds the words that attribute speech ("Ms. Roe told reporters", "according to the ministry"), by the
//     verbs of verbs.go and what each of them needs; speakers.go finds whom they name, appositions.go over what
//     stands between commas, and listeners.go whom they tell it; pronouns.go knows whom "he" means, above all whom
//     the sentence before was about (focus.go).
//   - quotes.go gives each quotation its speaker, be it one who signs it (signatures.go) or spoke in the paragraph
//     before (paragraphs.go), and scare.go knows what is no speech; indirect.go finds where speech without marks
//     begins and ends, by the clauses of clauses.go.
//   - when.go reads times by a grammar whose rules almanac.go serves: dates.go, months.go, years.go, holidays.go,
//     periods.go and countedoff.go for what the calendar names; relative.go, weekdays.go, windows.go and offsets.go
//     for what counts from another day, which anchor.go knows, on the side that tense.go tells; clock.go, parts.go
//     and ranges.go for times of day, parts and two ends; duration.go, sets.go and references.go for lengths, what
//     comes again and "now". calendar.go counts days and writes values.
//   - numbers.go reads numbers in digits and words, fractions.go their parts, units.go what they are measured in,
//     bounds.go "more than", "nearly" and ranges, and quantities.go puts them together, tells what is counted, and leaves out labels, scores
//     and years.
//   - modality.go reads how far a sentence asserts what it says, attribution.go who stands behind it, and hedges.go
//     what weakens it; mentions.go lists the names, with the tables of nations.go for adjectives ("Kenyan") and
//     governments.go for capitals that act ("Moscow denied it"); context.go says what the words that open a sentence
//     (lead.go) point to: a person, or what an earlier sentence was about, or, of a description (descriptions.go),
//     something that things.go found introduced.
//   - repeats.go finds standfirsts and pull quotes that only repeat a sentence of the body.
//
// The rules prefer silence to a guess: a detail they are not sure of is left out, or marked doubtful. A wrong name beside
// a quote is the worst fault here, so a speaker is only sure when the sentence names one, when the sentence before
// does and only one person can be meant, or when exactly one figure of the article holds the role that is named. They are
// for English; an article in another language gives its sentences without details. All tables are data at the
// end of the file that reads them, or in tables.go; lexicon.go holds those that are asked about most words.
package extract

import (
	"cmp"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
)

// Facts returns the facts of an article in order of their spans: one for each sentence of its evidence, and one for
// each quotation of several sentences. Text and every span are taken from a.Text byte for byte, so a fact can be
// proven by looking there. It takes time linear in the text.
func Facts(a briefing.Article) []briefing.Fact {
	r := read(a)
	facts := make([]briefing.Fact, 0, len(r.sentences))
	english := a.Language == "" || a.Language == "en"
	if english {
		r.meetCast()
		for i := range r.sentences {
			if r.sentences[i].readable() {
				r.attribute(i)
				r.setFocus(i)
			}
		}
		r.carryBack()
		r.joinParagraphs()
	}
	for i := range r.sentences {
		s := &r.sentences[i]
		f := briefing.Fact{
			ID: briefing.NewFactID(a.Revision, s.span), Revision: a.Revision, Kind: s.kind(),
			Span: s.span, Block: s.block, Text: s.span.Of(a.Text),
		}
		if english && s.readable() {
			f.Quotes = s.speech
			if quotation(f) {
				f.Kind = briefing.FactQuotation
			}
			f.Attribution = r.attribution(s, f.Quotes)
			f.Hedge, f.Modality = r.hedge(s), r.modality(s)
			f.When = r.when(s)
			f.Quantities = r.quantities(s, f.When)
			f.Mentions = r.mentions(s)
			f.Context, f.Dangling = r.context(i)
		}
		facts = append(facts, f)
	}
	facts = r.foldRepeats(a, facts)
	slices.SortStableFunc(facts, func(x, y briefing.Fact) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
	return facts
}

// quotation reports whether a fact is above all somebody's own words.
func quotation(f briefing.Fact) bool {
	if f.Kind != briefing.FactStatement {
		return false
	}
	said := 0
	for _, q := range f.Quotes {
		if q.Kind == briefing.QuoteDirect && q.Span.Within(f.Span) {
			if q.Span.Start-f.Span.Start < 4 { // behind the mark
				return true
			}
			said += q.Span.Len()
		}
	}
	return 2*said > f.Span.Len()
}
