package briefing

import "time"

// Fact is one sentence, or one whole quotation, of an article's evidence.
// Text == Article.Text[Span.Start:Span.End], always.
type Fact struct {
	ID       FactID
	Revision RevisionID
	Kind     FactKind
	Span     Span
	Also     []Span // other places of the article that print the same words: a pull quote, a standfirst
	Block    int    // index into Article.Blocks of the block that holds Span
	Text     string

	Quotes     []Quote
	Hedge      string // the words that weaken or deny the statement, as printed ("allegedly", "denied"); "" for none
	When       []When
	Quantities []Quantity
	Mentions   []Mention   // in order of their place
	Context    []Reference // what its pointing words stand for
}

// FactKind tells what sort of evidence a fact is.
type FactKind string

const (
	FactStatement  FactKind = "statement"  // a sentence of the body
	FactQuotation  FactKind = "quotation"  // a whole quotation, of one or more sentences
	FactStandfirst FactKind = "standfirst" // a standfirst sentence the body does not repeat
	FactCaption    FactKind = "caption"    // a photo caption: weaker evidence
)

// Quote is speech inside a fact. Text between quotation marks is Span, without the marks.
type Quote struct {
	Kind        QuoteKind
	Span        Span   // the words said: for direct and partial quotes without the quotation marks
	Speaker     string // the fullest name the article prints for the speaker; "" when nobody is named
	SpeakerSpan Span   // where the fact (or a sentence near it) names the speaker; empty when nowhere
	Role        string // as printed, such as "Kremlin spokesman"; "" when none
	Verb        string // the reporting verb as printed, such as "told"; "" when none
	Doubtful    bool   // the speaker was inferred by a rule that can be wrong
}

// QuoteKind tells how much of a quote is the speaker's own words.
type QuoteKind string

const (
	QuoteDirect   QuoteKind = "direct"   // at least one whole sentence between quotation marks
	QuotePartial  QuoteKind = "partial"  // a fragment between quotation marks
	QuoteIndirect QuoteKind = "indirect" // reported speech without quotation marks
)

// Mention is a name in a fact.
type Mention struct {
	Span Span
	Name string // the fullest form the article prints for it
	Type MentionType
}

// MentionType is the sort of thing a name stands for.
type MentionType string

const (
	MentionPerson       MentionType = "person"
	MentionOrganisation MentionType = "organisation"
	MentionPlace        MentionType = "place"
	MentionOther        MentionType = "other"
)

// Quantity is a number of something, with the bounds its words give it.
type Quantity struct {
	Span Span    // the number with its bound words and unit
	Low  float64 // -Inf when unbounded below
	High float64 // +Inf when unbounded above, as in "more than 320,000"; equal to Low for a plain number
	Unit string  // "%", "USD", "km", or "" for a plain count
	Of   string  // what is counted, as printed; "" when the sentence does not say
}

// When is a time a fact speaks of.
type When struct {
	Span   Span
	From   time.Time // inclusive; zero when unresolved
	To     time.Time // exclusive; zero when unresolved
	Grain  string    // "minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade"
	Anchor WhenAnchor
}

// Resolved reports whether the calendar interval is known.
func (w When) Resolved() bool { return !w.From.IsZero() }

// WhenAnchor says what a time expression was resolved from.
type WhenAnchor string

const (
	AnchorNone      WhenAnchor = "none"      // unresolved: "on Wednesday" in an undated article
	AnchorAbsolute  WhenAnchor = "absolute"  // the words suffice: "10 May 2017"
	AnchorPublished WhenAnchor = "published" // from the article's publication date
	AnchorText      WhenAnchor = "text"      // from another date in the article
)

// Reference says what a word that points outside the fact stands for ("he", "the deal").
// It is shown in square brackets and never spliced into the fact's text.
type Reference struct {
	Span Span   // the pointing words
	For  string // what they stand for, as the article first prints it
}

// Filing is an article with its facts, as handed to the library.
type Filing struct {
	Article Article
	Facts   []Fact // in order of Span.Start; a fact's position is its ordinal in the revision
}
