// Package question says what somebody asks: what would answer it, and which of its words say what it is about.
//
// It knows no library. reading.go reads one question by itself: asking.go finds the asking inside what people wrap around it (courtesies.go) and
// mends its typing errors; wanted.go finds the sort of thing that would answer it, by the lists of words.go; form.go the form of answer
// that is asked for, by the ways to ask for it in openings.go and list.go; split.go the questions of one message; period.go the times it names; claim.go the statement behind it, which it asks about or takes for granted. answers.go
// finds the sort of thing wanted in a fact. Package rank ranks facts for a [Reading], package answer makes an answer of them.
package question
