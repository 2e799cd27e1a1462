package briefing

import "time"

// Feedback is what a person said about an answer or a digest.
type Feedback struct {
	ID      string // derived from the event that brought it
	Channel Channel
	From    string
	Answer  AnswerID // "" for a digest, or when none was before it in the thread
	Post    string   // the service's id of the message it is about; "" when unknown
	Good    bool
	Reason  string // in the person's words; "" when none was given
	At      time.Time
}
