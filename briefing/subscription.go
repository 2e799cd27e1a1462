package briefing

import (
	"fmt"
	"time"
	"unicode/utf8"
)

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
	Begins   time.Time // nothing up to then falls due: when it was made, its schedule was changed, or it was resumed
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

// The most that one subscription may ask for: generous, and still a digest somebody reads.
const (
	MaxStories = 30
	MaxName    = 60 // characters
	maxListed  = 20 // of topics, outlets and words each
	maxWords   = 80 // characters of one of them
	maxQuiet   = 60 // days
)

// Validate says what is wrong with s, in words for the person who asked for it. A stored one is checked before it falls due.
func (s Subscription) Validate() error {
	if n := utf8.RuneCountInString(s.Name); n < 1 || n > MaxName {
		return fmt.Errorf("the name of a subscription must have 1 to %d characters, and this has %d: give one behind the word as", MaxName, n)
	}
	for _, l := range []struct {
		of   string
		list []string
	}{{"topics", s.Topics}, {"outlets", s.Outlets}, {"outlets behind the word without", s.Without}, {"words behind only with", s.Include},
		{"words behind the word not", s.Exclude}} {
		if err := validateList(l.of, l.list); err != nil {
			return err
		}
	}
	switch {
	case s.Max < 0 || s.Max > MaxStories:
		return fmt.Errorf("at most %d stories cannot be: write 1 to %d", s.Max, MaxStories)
	case s.Length != "" && s.Length != LengthHeadlines && s.Length != LengthShort && s.Length != LengthFull:
		return fmt.Errorf("%s is no length of a digest: write headlines, short or full", inQuotes(string(s.Length)))
	case s.Empty != "" && s.Empty != EmptySkip && s.Empty != EmptyLine:
		return fmt.Errorf("%s is nothing an empty digest can do: write skip empty days, or even when nothing is new", inQuotes(string(s.Empty)))
	case s.Again != "" && s.Again != AgainMissing && s.Again != AgainDuplicate:
		return fmt.Errorf("%s is no policy: write rather missing than twice, or rather twice than missing", inQuotes(string(s.Again)))
	}
	if err := s.validateQuiet(); err != nil {
		return err
	}
	return s.Schedule.Validate()
}

func validateList(of string, list []string) error {
	if len(list) > maxListed {
		return fmt.Errorf("%d %s are too many for one digest, which takes %d: make two of it", len(list), of, maxListed)
	}
	for _, item := range list {
		switch n := utf8.RuneCountInString(item); {
		case n == 0:
			return fmt.Errorf("one of the %s is empty: leave it away", of)
		case n > maxWords:
			return fmt.Errorf("%s is too long for one of the %s: it has more than %d characters", inQuotes(item), of, maxWords)
		}
	}
	return nil
}

func (s Subscription) validateQuiet() error {
	if len(s.Quiet) > maxQuiet {
		return fmt.Errorf("%d days without a digest are too many: name at most %d", len(s.Quiet), maxQuiet)
	}
	for _, day := range s.Quiet {
		_, dated := time.Parse(time.DateOnly, day)
		_, yearly := time.Parse(time.DateOnly, "2000-"+day) // a leap year
		if dated != nil && yearly != nil {
			return fmt.Errorf("%s is no day of the calendar: write it as 25 Dec or 2026-12-25", inQuotes(day))
		}
	}
	return nil
}
