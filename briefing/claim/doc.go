// Package claim says whether a fact bears a claim out, denies it, or leaves it open.
//
// A claim is the statement behind a question, as package question reads it: what a yes/no question asks about, or what any other takes for
// granted. No model is asked: the words of the claim are looked for in the fact, and what stands around them tells which way it speaks. The tour:
//
//   - judge.go holds [Claim.Judge] with what it returns: the steps below, and how they are weighed.
//   - claim.go makes a [Claim] of a question's: its words with their weights, which of them is the predicate, who its subject is.
//   - matching.go finds the claim's words in a fact: the same by stem or family, alike by package thesaurus, or their opposites.
//   - opposites.txt is the table of opposites, and of words that govern others ("fail to", "plan to"); opposites.go reads it.
//   - parties.go tells whether the fact speaks of the claim's subject, and on which side of the predicate.
//   - government.go reads what governs the predicate in the fact: negation, denial, plan, condition.
//   - measures.go holds the claim's figures and times against the fact's, as intervals.
//   - premise.go finds the fact that denies what a question takes for granted.
//
// Nobody should take "bears out" for more than it says: the words are there, in the roles asked for, and asserted. It knows English.
package claim
