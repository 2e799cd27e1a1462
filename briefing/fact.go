package briefing

import (
	"strings"
	"time"
)

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

	Quotes      []Quote
	Attribution Attribution // who stands behind the statement; "" where nobody looked, as in an article that is not English
	Hedge       string      // the words that weaken or deny the statement, as printed ("allegedly", "denied"); "" for none
	Modality    []Modality  // how far it is asserted, in order of the words that say so; none: plainly
	When        []When
	Quantities  []Quantity
	Mentions    []Mention   // in order of their place
	Context     []Reference // what its pointing words stand for
	Dangling    bool        // it points to something outside it that Context does not tell: it cannot be understood alone
}

// Attribution is who stands behind a statement, from the outlet itself downwards.
type Attribution string

const (
	AttributedOutlet       Attribution = "outlet"       // nobody else: the article asserts it
	AttributedPerson       Attribution = "person"       // somebody with a name
	AttributedOrganisation Attribution = "organisation" // a body that speaks as one: a ministry, a company, a government
	AttributedDocument     Attribution = "document"     // a report, a study, a filing, a statement without a speaker
	AttributedUnnamed      Attribution = "unnamed"      // somebody whose name is not given: "officials", "a source", "critics"
)

// Modality is how far a statement, or a part of it, is asserted.
type Modality struct {
	Kind ModalityKind
	Span Span // the words that say so, such as "allegedly" or "plans to"
}

// ModalityKind is a way of asserting less than that something is so.
type ModalityKind string

const (
	ModalityNegated     ModalityKind = "negated"     // it is not so: "not", "never", "failed to"
	ModalityAlleged     ModalityKind = "alleged"     // it is an accusation, or not proven: "allegedly", "accused of"
	ModalityDenied      ModalityKind = "denied"      // somebody denies it: "denied", "rejected the claim"
	ModalityPlanned     ModalityKind = "planned"     // it is yet to come: "plans to", "will", "is due to"
	ModalityConditional ModalityKind = "conditional" // it hangs on something: "if", "would", "unless"
	ModalityPossible    ModalityKind = "possible"    // it may be so: "may", "could", "is likely to"
)

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
	To          string // whom it was told, as printed: "AFP", "reporters", "a news conference"; "" when the text does not say
	Doubtful    bool   // the speaker was inferred by a rule that can be wrong
	Whole       Span   // of a quote over several paragraphs, each a fact of its own: from its first word to its last, in the article; empty for others
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
	Name string // the fullest form the article prints for it; of an adjective such as "Kenyan" its country
	Type MentionType
	Role string // as printed beside this mention, such as "Kremlin spokesman"; "" when none
	For  string // what it stands for here when that is something else: of "Moscow" in "Moscow denied it" "the government of Russia"
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
	// About says that the words put it near Low and High, or near the one of them that is known: "about 330,000" has both, "nearly 300" only
	// High, "just over 300" only Low, and "hundreds" only the least it can mean.
	About bool
	Unit  string // "%", "USD", "km", "year" for a length of time, "year old" for an age, or "" for a plain count
	Of    string // what is counted, as printed; "" when the sentence does not say
}

// When is a time a fact speaks of.
type When struct {
	Span   Span
	Kind   WhenKind
	From   time.Time // inclusive; zero when unresolved
	To     time.Time // exclusive; zero when unresolved
	Grain  string    // "second", "minute", "hour", "part of day", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"; "" for a duration and for "now" and "recently"
	Anchor WhenAnchor
	Bound  string // the word that makes it a limit, folded: "since", "by", "until", "before", "after"; "" when it is the time itself
	Part   string // which part of the interval, or how exact: "start", "mid", "end", "about", "less", "more"; "" for all of it

	// Value is what the words alone and the anchor tell, in the notation of TIMEX3 (ISO 8601 with X for what is not known):
	// "2017-05-10", "2017-W19", "2017-Q2", "201", "P3D", "PT2H", "XXXX-WXX-3", "PAST_REF". Never more precise than Grain.
	Value string
}

// WhenKind tells a time in the calendar from a length of time. Its values are the types of TIMEX3
// (https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html) in lower case.
type WhenKind string

const (
	WhenDate     WhenKind = "date"     // a day or more: "10 May 2017", "last week", "the 1990s"
	WhenTime     WhenKind = "time"     // less than a day: "10:35 a.m. Friday", "Monday morning"
	WhenDuration WhenKind = "duration" // a length: "three years"; resolved only where the words say when it lay ("the last three years")
	WhenSet      WhenKind = "set"      // something that comes again: "every Tuesday", "annually"
)

// Resolved reports whether the calendar interval is known.
func (w When) Resolved() bool { return !w.From.IsZero() }

// Dated reports whether w says when something was or will be, if only partly. A length, what comes again, and words such as "now" and
// "recently" do not.
func (w When) Dated() bool {
	return w.Kind != WhenDuration && w.Kind != WhenSet && !strings.HasSuffix(w.Value, "_REF")
}

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
