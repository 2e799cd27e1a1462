package search

import (
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Query is what to look for.
type Query struct {
	Text     string    // the question as typed
	Language string    // of the question (ISO 639-1): its stop words are not looked for; "" means what it reads like, else English
	Context  []string  // words and names carried over from earlier in the thread; they weigh less
	AsOf     time.Time // count only what was known and not yet withdrawn then; zero means now
	Only     Filter    // which facts may be found
	Top      int       // hits wanted at most; 0 means 20
}

// Filter says which facts may be found. An empty field lets all pass; of the values in a list any may be the
// article's. Names are compared without case and accents.
type Filter struct {
	Outlets []string
	Feeds   []string
	Topics  []string // sections, as printed

	// Except are feeds whose articles are hidden: none is found, and no count, no rarity of a word and no spelling of one knows of
	// them. Only that the library has articles of their languages can still be told, by which words are passed over.
	Except []string

	// Speaker is somebody who must speak in the fact: all words of the name stand in the names or roles of those
	// it quotes.
	Speaker string

	// The article was known at From or later and before To: published, or read if nobody knows when it was published.
	// An article of no known time passes neither.
	From, To time.Time
	// The fact speaks of a day from the one of SpokenFrom to the last before SpokenTo. Either may be zero.
	SpokenFrom, SpokenTo time.Time
}

// Result is what a query found.
type Result struct {
	Hits    []Hit   // best first
	Terms   []Term  // the words looked for, in the order of the query; the masks of hits index it
	Damaged []error // of segments that could not be read, and whose facts the hits lack: what is wrong and the cure
}

// Term is one word of a query, and how rare it is in the library.
type Term struct {
	Word     string        // as typed
	Stem     string        // what it was looked up as
	Facts    int           // facts that have it in their own text, withdrawn ones included
	Articles int           // articles that have it anywhere in facts, names or headline, withdrawn ones included
	IDF      float64       // weight of its rarity, or of what counts for it if no fact has it; highest for a word that no fact has in any way; 0 for one that a language of the library never looks at
	Context  bool          // it came from Query.Context
	Instead  []Alternative // what else counts for it
}

// Alternative is a stem that counts for a word of the query where the word itself does not stand.
type Alternative struct {
	Stem     string
	Kind     AlternativeKind
	Strength float64 // 0 to 1: what it counts beside the word itself
	Facts    int     // facts that have it in their own text
}

// AlternativeKind says why one stem may stand for another.
type AlternativeKind string

const (
	Derived  AlternativeKind = "derived"  // of one family: annex, annexation
	Like     AlternativeKind = "like"     // a word of about the same meaning: sack, dismiss
	Spelling AlternativeKind = "spelling" // the word that was meant, perhaps: goverment, government
)

// Hit is one fact that was found.
type Hit struct {
	Revision briefing.RevisionID
	Ordinal  int     // position in the revision's facts
	Score    float64 // comparable only within one Result
	Article  float64 // the part of Score that the whole article earned
	Matched  []int   // indices into Result.Terms: in the fact's own text
	Alike    []int   // indices into Result.Terms: not the word itself, but an alternative is in the text
	Nearby   []int   // indices into Result.Terms: not in the text but in its names, headline or neighbours
	Reprints []Place // where else the same words stand, as far as they score no worse than the last hit; best first
}

// Place is where a fact stands.
type Place struct {
	Revision briefing.RevisionID
	Ordinal  int // position in the revision's facts
}
