package briefing

import "time"

// Watch is a question that a thread wants answered when a fact can.
type Watch struct {
	ID       string // derived from the thread and the question
	Channel  Channel
	From     string // the person who asked for it
	Question string
	Told     []FactID  // that were shown for it, the latest 200
	Since    time.Time // facts of articles taken in from then on are news
	Made     time.Time
	Ends     time.Time // it is not asked again from then on
}
