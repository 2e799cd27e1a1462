// Package rank says which facts answer a question best.
//
// Package search finds candidates by their words alone. This package reads them, measures what else tells whether a fact
// answers, and orders them by the weighted sum of these signals. The tour:
//
//   - rank.go holds [Facts] with what it takes and returns; candidate.go the state of one question; lexicon.go
//     its words and those of all candidates, each looked up once.
//   - the question is read by package question, which also finds in a fact the sort of thing that would answer it.
//   - signals.go names every signal, with its unit and its reason. Each family has a file: stage.go (what search told),
//     coverage.go (how much of the question is there), phrases.go (how its words stand together), names.go, kinds.go (the sort
//     of thing that is wanted), places.go (where the fact stands and what sentence it is), periods.go (the time asked
//     about), agreement.go (what the other candidates say).
//   - weights.tsv is the table of weights and weights.go reads it. It was learned from questions with known answers by package
//     learn: `nutgraf eval weights` writes it, with the figures it was accepted on and what each signal is worth.
//   - reprints.go makes one hit of facts that say the same, so that k results are k different facts.
//   - articles.go ranks articles by what their facts tell together.
package rank
