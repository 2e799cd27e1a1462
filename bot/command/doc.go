// Package command reads what somebody says to the bot: one of its commands, or a question.
//
// Commands are words, the same in every chat; buttons, forms and slash options of a service become the same words before they come
// here, so there is one reading of them. [Parse] (command.go) reads a message, words.go has the words of each command, ask.go turns
// short ways to ask into questions that package answer reads, and [ParseSubscribe] (subscribe.go, when.go over the tokens of token.go)
// reads what stands behind "subscribe", in clauses of any order, of which [Sentence] (sentence.go) writes the canonical form. A [Form]
// (form.go) is the same field by field, for a service that has forms: it becomes a sentence, or a line about each field that is wrong.
//
// Whatever is not plainly a command is a question: a command that is missed can be said again, a question that is taken for a
// command is never answered.
package command
