package briefing

import "time"

// JobKind is the sort of work owed.
type JobKind string

const (
	JobAnswer     JobKind = "answer"     // answer the message in Text
	JobDigest     JobKind = "digest"     // post the digest of Subscription
	JobWatch      JobKind = "watch"      // ask the question of Watch again, and tell its thread what is new
	JobCorrective JobKind = "corrective" // tell a thread that a fact it was told was corrected or withdrawn
	JobNotice     JobKind = "notice"     // say Text, the bot's own words, such as that a subscription was stopped
	JobShare      JobKind = "share"      // say to everybody in the channel what the job whose id is in Text has said to From alone
)

// Job is one owed piece of work. Its ID is derived from the event that caused it, such as
// "slack:T1/C2/1700.01" or "digest:SUB:2026-01-05T08:00Z", so the same event never owes twice.
type Job struct {
	ID           string
	Kind         JobKind
	Channel      Channel   // where the result goes; its Thread orders jobs
	From         string    // the service's id of the person who caused it; "" for a schedule
	Role         Role      // of From, as the message said it; RoleUnknown where it did not
	Reply        string    // of an answer: the way back to who asked that the service opened for a while, see bot.Message; it opens doors, and is not to be shown
	Text         string    // of an answer: the message; of a notice: what to say; of a share: the id of a job
	Subscription string    // of a digest
	Watch        string    // of a watch: its id
	Facts        []FactID  // of a corrective: what was told and holds no more
	Since, Until time.Time // of a digest: its period
	Occurrence   string    // of a digest: the key of what fell due, see Occurrence
	Due          time.Time // not before; when the event happened, or the schedule fell due
	Attempts     int       // claims so far, this one included
}

// Backlog is how much work is owed.
type Backlog struct {
	Waiting int       // jobs that are due and not claimed
	Claimed int       // jobs under way
	Parked  int       // jobs set aside
	Oldest  time.Time // when the longest waiting due job fell due; zero when none waits
}
