package briefing

import "time"

// Edition is one digest that is to be compiled: of which subscription, for which period, and what its channel knows already.
type Edition struct {
	Subscription Subscription
	From, To     time.Time
	Told         []ToldEdition // earlier ones of this subscription, oldest first
	Corrections  []Amendment   // of facts this channel was told, that no corrective told it of yet
	Hidden       []string      // feeds whose articles this channel must not see
	Failing      []FailingFeed
	Explain      bool // say of every story why it is in or out
}

// FailingFeed is a feed that could not be read for a while.
type FailingFeed struct {
	Name   string // for people
	Feed   string // as articles and Hidden name it
	Since  time.Time
	Reason string // short, for people
}

// Digest is what a subscription has to say about a period.
type Digest struct {
	Title       string        // the subscription's name; may be ""
	From, To    time.Time     // published within [From, To)
	Due         time.Time     // when it was to be told, of a digest that comes late; zero for one that is in time
	Topics      []string      // what was asked for; none means everything
	Length      Length        // "" is LengthFull
	Corrections []Amendment   // of facts told before, which open the digest
	Stories     []DigestStory // in the order they are to be told
	Developing  []DigestLine  // stories told before that have new articles with nothing new to say, a line each
	DueNext     []DigestLine  // dates that facts announce, soonest first
	Passed      []DigestLine  // announced dates that have passed, with no outcome in the articles
	Left        int           // further stories of the period, beyond the most that were wanted
	Known       int           // stories left out because this channel was told them before
	Articles    int           // of the period, told or not
	Outlets     int           // that published these; an unknown one is not counted
	Unread      int           // further articles of the period, the oldest: too many to look at
	Undated     int           // articles of the period without a publication date: counted by the time they were read
	Failing     []FailingFeed
	Citations   []Citation  // numbered from 1 in order of first use
	Why         []Reason    // for Edition.Explain: every story of the period, told ones first
	Tell        ToldEdition // what is remembered once it was posted
}

// Empty reports whether a digest has nothing that its channel would miss: no correction, no news, no date.
func (d Digest) Empty() bool {
	return len(d.Corrections)+len(d.Stories)+len(d.DueNext)+len(d.Passed) == 0
}

// DigestStory is one event of a digest, told by one or more articles.
type DigestStory struct {
	ID         string   // derived from its first article; it keeps it over digests
	Headline   string   // of the article that leads it, as printed
	Points     []Point  // verbatim, the first is the lead
	Outlets    []string // that told it, in order of publication
	Origins    int      // independent texts among them: reprints count as one
	Labels     []Label  // of the article that leads it, such as LabelOpinion
	Correction bool     // an article of the period corrects itself
	Update     bool     // this channel was told the story before: only what is new is told
	Citation   int      // number of the citation of its lead
}

// DigestLine is one line of a digest about a fact: its words are verbatim.
type DigestLine struct {
	Headline string // of the article, as printed
	Point    Point
	From, To time.Time // of an announced date: the interval
}

// Reason says why a story is in a digest or not.
type Reason struct {
	Headline string
	Articles int
	Outlets  int
	Origins  int
	In       bool
	Rank     int      // place among all stories of the period, from 1; 0 for those that were not ranked
	Why      []string // in the bot's words: "3 independent texts", "excluded word: football", "told on 4 Mar 2025"
}
