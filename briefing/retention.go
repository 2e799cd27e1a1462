package briefing

import "time"

// Retention is how long things are kept, so that whoever asks can be told the truth.
type Retention struct {
	Turns    time.Duration // what was asked in a thread, for the questions behind it; at most TurnsKept of a thread
	Answers  time.Duration // answers as they were given
	Tellings time.Duration // which fact was told in which message
	Jobs     time.Duration // messages that were answered, and what was said to them
	Editions time.Duration // what digests told
	Feedback time.Duration

	TurnsKept int
}
