package bot

import (
	"github.com/nutgraf/nutgraf/briefing"
)

// Post is what the bot wants shown, as data: each adapter renders it in its service's own form,
// and Plain renders it for everything else. All texts in it are plain words to be escaped by the
// renderer; none is markup.
type Post struct {
	Key   string // sent again, it must not show twice
	Parts []Part // in reading order
}

// Part is one paragraph of a post.
type Part struct {
	Kind     PartKind
	Text     string             // of every kind but PartSource
	Marks    []briefing.Span    // bytes of Text that answer the question, to stand out
	Cites    []int              // numbers shown behind Text as [1][2]
	Citation *briefing.Citation // of PartSource
}

// PartKind tells how a part is shown.
type PartKind string

const (
	PartHeading  PartKind = "heading"  // a title
	PartLead     PartKind = "lead"     // the bot's own words before evidence, such as a speaker's name
	PartEvidence PartKind = "evidence" // verbatim text of an article: shown between quotation marks
	PartNote     PartKind = "note"     // the bot's own words
	PartSource   PartKind = "source"   // one numbered citation
	PartFooter   PartKind = "footer"   // counts and cut-off, in small type
)
