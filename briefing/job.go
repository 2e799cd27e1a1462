package briefing

import "time"

// JobKind is the sort of work owed.
type JobKind string

const (
	JobAnswer JobKind = "answer" // answer the question in Text
	JobDigest JobKind = "digest" // post the digest of Subscription
)

// Job is one owed piece of work. Its ID is derived from the event that caused it, such as
// "slack:T1/C2/1700.01" or "digest:SUB:2026-01-05T08:00Z", so the same event never owes twice.
type Job struct {
	ID           string
	Kind         JobKind
	Channel      Channel   // where the result goes; its Thread orders jobs
	From         string    // the service's id of the person who caused it; "" for a schedule
	Text         string    // of an answer: the question
	Subscription string    // of a digest
	Since, Until time.Time // of a digest: its period
	Due          time.Time // not before; when the event happened, or the schedule fell due
	Attempts     int       // claims so far, this one included
}
