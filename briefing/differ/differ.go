// Package differ says how two facts that tell of the same thing differ.
//
// Two outlets count the people aboard a ferry, date the day it sank, name its captain. [Between] finds where their words differ and
// says what sort of difference it is: a later figure over an earlier one, rounding, another place or period, another body that is
// cited, or a conflict that nothing in the words explains. It is silent whenever it is not sure that both tell of the same thing: a
// conflict that is none costs more trust than one that is missed. [Alike] is the other side of it: both say the same.
//
// The tour:
//
//   - reading.go reads a fact for comparing, once however often it is compared: its clauses, the names that are not only the
//     speaker's, and the body that stands behind a figure.
//   - same.go decides whether two clauses are about the same thing.
//   - figures.go compares figures, amounts.go does their arithmetic: bounds, rounding, "about".
//   - dates.go compares days of what happens once, roles.go the holders of an office that has one.
//   - kind.go types a difference by who told it and when, and says so in a few words.
//   - words.go has the words of what becomes of people, of places and periods that a figure counts over, and of offices.
package differ

import (
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Told is a fact with what is known of the article that tells it.
type Told struct {
	Fact      briefing.Fact
	Headline  string
	Outlet    string
	Published time.Time // zero when unknown
	Corrects  bool      // the article says that it corrects itself
}

// Difference is one thing that two facts tell differently.
type Difference struct {
	Kind  briefing.ConflictKind
	About string           // what is told differently, as one of them prints it; "" when no words say it
	Note  string           // in a few words of the bot's own: "Later figure"
	Spans [2]briefing.Span // the words that differ, of the first and of the second, in their articles' texts
}

// Between finds what a and b tell differently, or that differs in words only (briefing.ConflictCompatible). It finds nothing where
// both are of one article, where it is not sure that they tell of the same thing, and where they say the same. Swapping a and b
// swaps the spans and changes nothing else.
func Between(a, b Reading) []Difference {
	if a.Fact.Revision != "" && a.Fact.Revision == b.Fact.Revision {
		return nil
	}
	if later(b, a) { // one order for both ways of asking
		out := between(b, a)
		for i := range out {
			out[i].Spans[0], out[i].Spans[1] = out[i].Spans[1], out[i].Spans[0]
		}
		return out
	}
	return between(a, b)
}

// between is Between for facts of which a is the earlier or, if nothing tells, the one whose words sort first.
func between(a, b Reading) []Difference {
	out := figuresBetween(a, b)
	out = append(out, daysBetween(a, b)...)
	return append(out, rolesBetween(a, b)...)
}

// later reports whether a is to stand behind b: published later or, if nothing tells, with words that sort later.
func later(b, a Reading) bool {
	if !a.Published.IsZero() && !b.Published.IsZero() && !a.Published.Equal(b.Published) {
		return a.Published.After(b.Published)
	}
	return a.Fact.Text > b.Fact.Text
}

// Alike reports whether two facts of different articles say the same: the same figure of the same thing, or mostly the same words
// about the same names, with no figure or negation that only one of them has.
func Alike(a, b Reading) bool {
	if later(b, a) {
		a, b = b, a
	}
	if !sameStance(a, b) {
		return false
	}
	for _, d := range Between(a, b) {
		if d.Kind != briefing.ConflictCompatible {
			return false
		}
	}
	if sharesFigure(a, b) {
		return true
	}
	if len(a.figures) > 0 && len(b.figures) > 0 && !anyEqualFigure(a, b) {
		return false
	}
	shared := sharedWords(a.words, b.words)
	least := min(contentWords(a.words), contentWords(b.words))
	if least < leastAlike || !meets(a.names, b.names) {
		return false
	}
	return float64(shared) >= shareAlike*float64(least)
}

const (
	leastAlike = 4    // content words of the shorter of two facts that say the same in other figures than numbers
	shareAlike = 0.65 // share of its content words that the other has, in the same words or others of their meaning
)
