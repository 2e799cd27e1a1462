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
	Outlet   string    // only articles of this outlet, compared without case and accents; "" means all
	Top      int       // hits wanted at most; 0 means 20
}

// Result is what a query found.
type Result struct {
	Hits  []Hit  // best first
	Terms []Term // the words looked for, in the order of the query; Hit.Matched and Hit.Nearby index it
}

// Term is one word of a query, and how rare it is in the library.
type Term struct {
	Word     string  // as typed
	Stem     string  // what it was looked up as
	Facts    int     // facts that have it in their own text, withdrawn ones included
	Articles int     // articles that have it anywhere in facts, names or headline, withdrawn ones included
	IDF      float64 // weight of its rarity; highest for a word no fact has; 0 for one that a language of the library never looks at
	Context  bool    // it came from Query.Context
}

// Hit is one fact that was found.
type Hit struct {
	Revision briefing.RevisionID
	Ordinal  int     // position in the revision's facts
	Score    float64 // comparable only within one Result
	Article  float64 // the part of Score that the whole article earned
	Matched  []int   // indices into Result.Terms: in the fact's own text
	Nearby   []int   // indices into Result.Terms: not in the text but in its names, headline or neighbours
}
