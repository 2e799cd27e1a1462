package store

import "github.com/nutgraf/nutgraf/briefing"

// Retention is how long things are kept here.
func (db *DB) Retention() briefing.Retention {
	return briefing.Retention{
		Turns: turnsFor, Answers: toldFor, Tellings: tellingsFor, Jobs: doneFor, Editions: editionsFor, Feedback: feedbackFor,
		TurnsKept: turnsKept,
	}
}
