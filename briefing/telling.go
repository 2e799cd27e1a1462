package briefing

import "time"

// Telling is one fact told in one message: the ledger by which a correction finds everybody who was told.
type Telling struct {
	Fact         FactID
	Article      ArticleID
	Channel      Channel // with the thread
	Post         string  // the service's id of the message; "" where the service gives none
	Job          string  // that told it
	Subscription string  // of a digest; "" for an answer
	At           time.Time
}

// Correction is a fact that was told and holds no more: its article has another text now, or was withdrawn.
type Correction struct {
	Telling
	Text     string     // of the fact, as it was told
	Headline string     // of its article, as it was told
	Outlet   string     // "" when unknown
	URL      string     // "" when unknown
	Next     RevisionID // the text that took the place of the fact's; "" when the article was withdrawn
	Seen     time.Time  // when the library learned of it
}

// ToldEdition is what a digest has told its channel, so that the next one tells only what is new.
type ToldEdition struct {
	Occurrence string
	From, To   time.Time
	Stories    []ToldStory
	Promises   []Promise // all that are still to be looked after: those of earlier digests are carried along, at most 50
}

// ToldStory is a story a channel was told.
type ToldStory struct {
	ID       string       // of the story, see DigestStory.ID
	Headline string       // as told
	Articles []ArticleID  // that told it, the latest 12
	Texts    []RevisionID // of Articles, in their order: what stands in them is not told again
	Facts    []FactID     // that were shown
	Words    []string     // the rarest words of it, by which a later article is known to go on with it; at most 40, stemmed
	At       time.Time    // end of the period of the digest that told it last
}

// Promise is a date that a fact announces, such as a report due in May.
type Promise struct {
	Fact     FactID
	Story    string    // its id, see DigestStory.ID
	From, To time.Time // the interval it is announced for
	Reminded bool      // it was shown once more as its date came near
}

// Amendment is what became of a fact that was told and holds no more.
type Amendment struct {
	Correction
	Became Became
	Was    Citation // what was told, number 0
	Now    Citation // what took its place, verbatim, number 0; the zero one unless it changed
}

// Became is what became of a fact.
type Became string

const (
	BecameOther     Became = "other"     // another sentence of its article took its place
	BecameUnsaid    Became = "unsaid"    // its article does not say it any more
	BecameWithdrawn Became = "withdrawn" // its article was withdrawn
	BecameSame      Became = "same"      // its words stand, in other type: nobody needs to be told
	BecameHidden    Became = "hidden"    // those who were told may not see its article any more: nothing may be said of it
)
