// Package thesaurus says which words of news English may stand for which.
//
// A question says "sacked" where the fact says "dismissed", "how much did it cost" where it says "price", "died" where it says
// "death toll". What may stand for what is data, one readable file (news.txt) of groups with part of speech and strength; this
// package finds in it what a question's words ask for. It is used at query time: search looks up other stems of a word in the
// index, rank matches a question's words with a fact's words and phrases. The tour:
//
//   - [Like] gives what may stand for one word (like.go), weaker where the word is no inflection
//     of what the file has (fit.go).
//   - [Phrases] gives what may stand for a phrase of the question, and what its way of asking looks for (phrases.go).
//   - [Derived] gives what a word's stem becomes in its family: resign and resignation, elect and electoral, die and
//     death (derived.go, families in news.txt).
//   - records.go reads the compiled form of news.txt, news.index, in place: nothing is parsed at start-up or at first use.
//   - The form of news.txt is read, checked and compiled in tests (source_test.go, check_test.go, compile_test.go): after a
//     change of it run `go generate ./briefing/thesaurus`, which refuses what is wrong and writes news.index anew.
//
// # The data file
//
// A line is a heading ("# Courts"), blank, or one group, "kind: member, member, ...":
//
//	noun: sacking, dismissal, firing, ouster~
//	ask: how much did it cost, how expensive > cost, price, bill, pay
//	name: France, French, Frenchman, Paris~~
//	form: die, death, dead, deadly
//	apart: count, county
//
// The kinds noun, verb, adj, adv and any (mixed) hold words and phrases of up to four words, in their base form, that may stand
// for one another; name holds names, demonyms and short names. A member marked "~" means nearly the same as those without a
// mark, "~~" is only related: see [Alternative] for the strengths. The test of a group: could an editor accept a sentence with the
// one word as evidence for a question with the other?
//
// An ask line is directed: a question with the words on the left looks for the words on the right. On the left, a pronoun or "there"
// stands for one to six words ("how much did it cost" is found in "how much did the new bridge cost"), a form of "be" for any or none,
// and articles and other auxiliary verbs may be there or not; but one that begins the line begins the question.
//
// A form line is a family of one origin whose stems no rule connects; an apart line parts words a rule would connect.
//
// # Stems
//
// All lookups are by English stem, as [github.com/nutgraf/nutgraf/briefing/text.Stem] gives it for a folded word, so inflections
// and irregular forms ("fought", "children") need no lines of their own. Words that share a stem are one here, as in the index.
package thesaurus

//go:generate go test . -run TestIndex -update
