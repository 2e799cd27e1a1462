package briefing

import "time"

// Subscription is what a channel, or a person in a direct channel, asked to be told regularly.
type Subscription struct {
	ID       string // derived from the channel and the name
	Name     string // as the people of the channel call it
	Channel  Channel
	Owner    string   // the person who made it, who is told when it cannot go on; "" when unknown
	Topics   []string // words a story must match; none means everything
	Outlets  []string // the only ones that are told; none means every outlet
	Without  []string // outlets that are not told
	Include  []string // words of which a story must have one; none means any
	Exclude  []string // words of which a story may have none
	Schedule Schedule
	Revision int       // counts the changes of the schedule: part of each occurrence's key
	Max      int       // stories in one digest, 1 to 30; 0 means the default of the compiler
	Length   Length    // "" means that of the channel's settings, or LengthFull
	Quiet    []string  // days without a digest, as "2026-12-25" or each year "12-25"; what they miss is in the next
	Empty    Empty     // "" means EmptyLine
	Again    Again     // "" means AgainMissing
	Since    time.Time // end of the last posted period: the next one starts here
	Paused   time.Time // since when it is paused; zero when it is not
	Disabled string    // why it can no longer be told, such as "channel_not_found"; "" while it can
}

// Empty is what a digest without a story does.
type Empty string

const (
	EmptySkip Empty = "skip" // it is not posted; the next one begins where the last posted one ended
	EmptyLine Empty = "line" // one line says that nothing is new
)

// Again is what is done with a digest of which nobody can prove whether it was shown.
type Again string

const (
	AgainMissing   Again = "prefer-missing"   // it is parked, and the operator told: better missing than twice
	AgainDuplicate Again = "prefer-duplicate" // it is sent again: better twice than missing
)
