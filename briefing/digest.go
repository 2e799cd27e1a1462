package briefing

import "time"

// Subscription is what a channel asked to be told regularly.
type Subscription struct {
	ID       string // derived from the channel and the name
	Name     string // as the people of the channel call it
	Channel  Channel
	Topics   []string // words a story must match; none means everything
	Schedule Schedule
	Max      int       // stories in one digest; 0 means the default of the compiler
	Since    time.Time // end of the last posted period: the next one starts here
}

// Digest is what a subscription has to say about a period.
type Digest struct {
	Title     string        // the subscription's name; may be ""
	From, To  time.Time     // published within [From, To)
	Topics    []string      // what was asked for; none means everything
	Stories   []DigestStory // in the order they are to be told
	Left      int           // further stories of the period, beyond the most that were wanted
	Articles  int           // of the period, told or not
	Outlets   int           // that published these; an unknown one is not counted
	Undated   int           // articles of the period without a publication date: counted by the time they were read
	Citations []Citation    // numbered from 1 in order of first use
}

// DigestStory is one event of a digest, told by one or more articles.
type DigestStory struct {
	Headline   string   // of the article that leads it, as printed
	Points     []Point  // verbatim, the first is the lead
	Outlets    []string // that told it, in order of publication
	Origins    int      // independent texts among them: reprints count as one
	Correction bool     // it corrects something told before
}
