// Package question says what somebody asks: what would answer it, and which of its words say what it is about.
//
// It knows no library. reading.go reads one question by itself; wanted.go finds the sort of thing that would answer it, by the
// lists of words.go; form.go the form of answer that is asked for; answers.go finds that sort of thing in a fact. Package rank ranks facts for a [Reading], package answer
// makes an answer of them.
package question
