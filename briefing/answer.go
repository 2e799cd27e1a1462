package briefing

import (
	"slices"
	"strings"
	"time"
)

// Channel is a place in a chat: where a message came from or where a post goes.
type Channel struct {
	Service   string // "slack", "discord", "console"
	Workspace string // Slack team or Discord guild id; "" on services without one
	ID        string // the service's id of the channel or direct message
	Thread    string // the service's id of the thread; "" for the channel itself; of a conversation nobody else sees, see Private
}

// private begins the thread of a conversation that one person alone sees. No service has ids like that.
const private = "only:"

// Private is the conversation with one person inside a channel that nobody else there sees, such as what a command of theirs brings.
// It has turns and an order of its own, like a thread.
func (c Channel) Private(person string) Channel {
	c.Thread = private + person
	return c
}

// Only is the person who alone sees what is said in c, "" if everybody in the channel does.
func (c Channel) Only() string {
	person, ok := strings.CutPrefix(c.Thread, private)
	if !ok {
		return ""
	}
	return person
}

// String is "service:workspace/id" with "/thread" behind it where there is one.
func (c Channel) String() string {
	s := c.Service + ":" + c.Workspace + "/" + c.ID
	if c.Thread != "" {
		s += "/" + c.Thread
	}
	return s
}

// Question is what somebody asked, with what was said before it in its thread.
type Question struct {
	Text   string
	Thread Channel   // zero when asked outside any thread
	Turns  []Turn    // earlier turns of the thread, oldest first
	Asked  time.Time // when it was said; zero when nobody waits for it
	AsOf   time.Time // answer only from what was known then; zero means now
	Hidden []string  // names of feeds whose articles nobody in the asker's place may be shown, or be told that they exist
	Since  time.Time // of a watch: only what articles taken in from then on are the first to tell answers; zero means everything does
	Known  []FactID  // of a watch: what its thread was told already; what says the same is no answer
}

// Turn is one earlier question of a thread and what it was answered with.
type Turn struct {
	Question string
	Answer   AnswerID // "" when it was no answer, such as a digest
	Facts    []FactID // cited by the answer, in order; empty for an unknown
	Subject  []string // names and words the turn was about, most telling first
	Choices  []string // that were asked back for; nil for an answer
	At       time.Time
	Job      string // id of the job that told it; "" when unknown
	Muted    bool   // from this turn on the bot is quiet in the thread unless it is spoken to
}

// AnswerKind is the form of an answer. Its values are part of the command line's contract; package answer says which
// of them it makes.
type AnswerKind string

const (
	AnswerFact      AnswerKind = "fact"      // the sentences that answer
	AnswerQuotes    AnswerKind = "quotes"    // what somebody said
	AnswerBrief     AnswerKind = "brief"     // the main facts of a topic
	AnswerTimeline  AnswerKind = "timeline"  // facts in the order of what they tell
	AnswerCompare   AnswerKind = "compare"   // what outlets say differently
	AnswerChanges   AnswerKind = "changes"   // what is new since a time
	AnswerUnknown   AnswerKind = "unknown"   // no stored fact answers
	AnswerAmbiguous AnswerKind = "ambiguous" // the question could mean one of Choices
	AnswerHelp      AnswerKind = "help"      // what can be asked
)

// Answer is what the bot says to a question. No points means the honest unknown.
type Answer struct {
	ID        AnswerID
	Question  string
	Reading   string // how the question was understood, in a few words
	Kind      AnswerKind
	Opening   string     // the bot's own words before the points, such as the window of a changes answer; may be ""
	Short     *Short     // the words of the first point that answer by themselves; nil where only the whole sentence does
	Verdict   Verdict    // of a yes/no question: which way the points settle it; "" for other questions
	Points    []Point    // points of one Group stand together
	Conflicts []Conflict // where the points, or facts beside them, tell the same thing differently
	Notes     []string   // the bot's own words behind the points: what no article says, who is silent, why this order
	Citations []Citation // numbered from 1 in order of first use
	// Confidence is how likely it is, from 0 to 1, that the first point answers what was asked. Package answer says how it
	// was calibrated. It is 0 for answers without points.
	Confidence float64
	Nearest    *Citation // of an unknown: the closest fact, when one is near; it is not an answer
	AsOf       time.Time // the time it was asked "as of"; zero means now
	Leaned     bool      // the question was understood from the turn before: the reading says how, and may be wrong
	Exhausted  bool      // asked for more, and there is no more than was said
	Missing    []string  // of an unknown: words of the question that no stored fact has
	Summary    *Summary  // nil unless a model's text passed the ground check
	Choices    []string  // of an ambiguous question: what it could mean
	Searched   Extent
	Engine     string   // the version of the code that answered: another one may answer the same question otherwise
	Unread     []string // parts of the index that could not be read, each with what cures it: their facts were not searched
	Subject    []string // what the turn was about, for the next turn of the thread
}

// Point is one fact of an answer.
type Point struct {
	Text      string      // the fact's text, byte for byte
	Marks     []Span      // the answering words, in bytes of Text
	Context   []Reference // what its pointing words stand for; spans in bytes of Text
	Lead      string      // the bot's own words before it, such as a speaker's name and role; may be ""
	Group     string      // the heading it stands under, the bot's own words such as "Who says what"; "" for none
	Citations []int       // numbers of Answer.Citations
	Prints    int         // articles that print these words; more than there are citations when many do
}

// Short is the shortest answer: words of a point.
type Short struct {
	Point int    // index into Answer.Points
	Span  Span   // in bytes of that point's Text
	Label string // the bot's own words behind it that must travel with it, such as "according to Mara Lind" or "alleged"; may be ""
}

// Verdict is which way a yes/no question is settled.
type Verdict string

const (
	VerdictYes  Verdict = "yes"
	VerdictNo   Verdict = "no"
	VerdictBoth Verdict = "both" // there are facts for either, and they are all shown
)

// Conflict is one thing that facts tell differently, with the words of each side.
type Conflict struct {
	Kind  ConflictKind
	About string // what is told differently, as one of the sides prints it: "people aboard"; "" when no words say it
	Note  string // the bot's own words for what differs: "different attributed source, same date"
	Sides []Side // at least two, the newest first
}

// ConflictKind is why two facts tell the same thing differently.
type ConflictKind string

const (
	ConflictOpen       ConflictKind = "conflict"   // the same thing at the same time, and both cannot be so
	ConflictRevision   ConflictKind = "revision"   // a later figure takes the place of an earlier one
	ConflictScope      ConflictKind = "scope"      // they count something else, or over another period or place
	ConflictCompatible ConflictKind = "compatible" // rounding, or a bound: both can be so
	ConflictAttributed ConflictKind = "attributed" // they stand behind different speakers or bodies
)

// Side is one side of a conflict.
type Side struct {
	Citation int  // number of Answer.Citations
	Span     Span // of the words that differ, in bytes of that citation's Quote
}

// Citation points at the exact words of an article.
type Citation struct {
	N         int // its number in the answer or digest, from 1
	Fact      FactID
	Article   ArticleID
	Ref       string // of Article; as all below "" when unknown
	Headline  string
	Outlet    string
	URL       string
	Published time.Time // zero when unknown
	Quote     string    // the exact source text: of Fact, which a dangling fact shares with the sentences before it
	Span      Span      // of Quote, in the article's canonical text
	Link      string    // URL with a text fragment that leads to Quote; "" without a URL
}

// Summary is a model's text, each sentence of which says only what its citations say.
type Summary struct {
	Sentences []SummarySentence
	Model     string // that wrote it, as its server calls it
	Dropped   int    // sentences that did not pass the ground check
}

// SummarySentence is one sentence of a summary with the numbers of the citations it rests on.
type SummarySentence struct {
	Text      string
	Citations []int
}

// Extent says how much there was to search.
type Extent struct {
	Articles int       // current ones, one revision each
	Facts    int       // of these articles
	Outlets  int       // that are known by name
	Newest   time.Time // latest publication of an article; zero when none says when it was published
	Sequence uint64    // rises with every change of the library
}

// Cite makes the citation of fact f of article a under number n.
func Cite(n int, a Article, f Fact) Citation {
	return Citation{
		N: n, Fact: f.ID, Article: a.ID, Ref: a.Ref, Headline: a.Headline, Outlet: a.Outlet, URL: a.URL,
		Published: a.Published, Quote: f.Text, Span: f.Span, Link: textFragment(a.URL, f.Text),
	}
}

// Turn is what is remembered of an answer for the questions after it; at is when the question was asked.
func (a Answer) Turn(at time.Time) Turn {
	t := Turn{Question: a.Question, Answer: a.ID, Subject: a.Subject, Choices: a.Choices, At: at}
	for _, c := range a.Citations {
		if !slices.Contains(t.Facts, c.Fact) {
			t.Facts = append(t.Facts, c.Fact)
		}
	}
	return t
}
