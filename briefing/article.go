package briefing

import "time"

// Article is one text at one address, as it was understood.
type Article struct {
	ID       ArticleID
	Revision RevisionID // of this text
	Ref      string     // the id its supplier gave it, as in the "id" of a .jsonl line; may be ""

	URL        string    // canonical; "" when unknown, as for a pasted text
	Outlet     string    // the publisher, as it names itself; "" when unknown
	Feed       string    // the name of the feed it came by; "" for one that was added by hand
	Headline   string    // "" when unknown
	Standfirst string    // "" when there is none
	Byline     []string  // one person each, without "By"
	Section    string    // as printed, such as "World"; "" when unknown
	Published  time.Time // zero when unknown: then nothing pretends to know it
	Updated    time.Time // zero when unknown
	Language   string    // ISO 639-1 code such as "en"; "" when undetermined
	UsageTerms string    // what the publisher says about republishing, as printed
	Labels     []Label   // what sort of text it says it is, in the order of the constants; none for plain news
	Notes      []string  // corrections, clarifications and editor's notes it carries, as printed
	Taken      time.Time // when it was read; not part of its identity
	Since      time.Time // of a revision that took the place of another: from when it holds; zero for the first

	// Text is the canonical text: NFC UTF-8 without control, bidi or zero-width characters,
	// paragraphs separated by one blank line. Blocks tile its paragraphs in order.
	Text   string
	Blocks []Block
}

// Label is what an article says of itself that its reader should know.
type Label string

const (
	LabelLive       Label = "live"       // a live blog: written on while it is read
	LabelOpinion    Label = "opinion"    // somebody's view: a column, an editorial, a letter, a review
	LabelAnalysis   Label = "analysis"   // the outlet's own reading of events
	LabelSponsored  Label = "sponsored"  // paid for by somebody
	LabelRelease    Label = "release"    // a press release
	LabelCorrection Label = "correction" // it carries a correction or a clarification of itself
	LabelPartial    Label = "partial"    // the page shows only its beginning
)

// Known is the time from which the text counts as known in a question asked "as of" some time: of a first revision its
// publication, or the time it was read when it does not say when it was published; of a later one Since.
func (a Article) Known() time.Time {
	switch {
	case !a.Since.IsZero():
		return a.Since
	case a.Published.IsZero():
		return a.Taken
	}
	return a.Published
}

// Supersedes is a as a revision in the place of old: it holds since it says it was updated or published, if that is later than
// old was known, else since it was read.
func (a Article) Supersedes(old Article) Article {
	a.Since = a.Taken
	for _, t := range []time.Time{a.Published, a.Updated} {
		if t.After(old.Known()) {
			a.Since = t
		}
	}
	return a
}

// Block is one labelled paragraph of an article.
type Block struct {
	Kind   BlockKind
	Span   Span
	Reason string // why it has this label, for people; "" for plain body text
}

// BlockKind is the part a paragraph plays on the page, in the newsroom's words.
type BlockKind string

const (
	BlockHeadline   BlockKind = "headline"
	BlockStandfirst BlockKind = "standfirst" // the summary line under a headline
	BlockBody       BlockKind = "body"
	BlockCrosshead  BlockKind = "crosshead" // a heading inside the body
	BlockCaption    BlockKind = "caption"   // text of a photo, with its credit
	BlockPullQuote  BlockKind = "pullquote" // body words repeated in large type
	BlockRelated    BlockKind = "related"   // another article's headline
	BlockFurniture  BlockKind = "furniture" // skip links, sign-ups, share bars, republishing notices
)

// Evidence reports whether facts may be taken from a block of this kind.
func (k BlockKind) Evidence() bool {
	switch k {
	case BlockBody, BlockStandfirst, BlockCaption:
		return true
	}
	return false
}
