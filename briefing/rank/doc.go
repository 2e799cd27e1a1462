// Package rank says which facts answer a question best.
//
// The tour: reading.go understands a question by itself, and wanted.go finds the sort of thing that would answer it, by the
// lists of words.go; answers.go finds that sort of thing in a fact.
package rank
