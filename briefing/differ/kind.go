package differ

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// The notes of differences. They are all that the bot says about them.
const (
	noteLater      = "Later figure"
	noteCorrected  = "Corrected figure"
	noteRounding   = "Rounding"
	noteBound      = "One is a bound"
	noteRange      = "Within the range"
	notePlace      = "Other place counted"
	notePeriod     = "Other period"
	noteScope      = "One counts a part of the other"
	noteSource     = "Different attributed source"
	noteMoreExact  = "One date is more exact"
	noteLaterDate  = "Later date given"
	noteLaterName  = "Later name"
	noteUnexplains = "Nothing in the articles explains it"
)

const (
	sameDay  = 36 * time.Hour      // between two articles that tell at one time: a morning paper and an evening's
	sameNews = 45 * 24 * time.Hour // between two articles that still tell of one event, when neither says when it was
)

// apart reports whether two figures are of different times, so that they may be of different things.
func apart(a, b Reading, p pair) bool {
	return disjoint(p.a.times, p.b.times) || p.apartUndated(a, b)
}

// apartUndated reports whether articles lie too far apart for figures without a time of their own in common.
func (p pair) apartUndated(a, b Reading) bool {
	gap := gapOf(a, b)
	return gap > sameNews && !(len(p.a.times) > 0 && len(p.b.times) > 0 && !disjoint(p.a.times, p.b.times))
}

// gapOf is the time between the publication of two articles; 0 when it is not known.
func gapOf(a, b Reading) time.Duration {
	if a.Published.IsZero() || b.Published.IsZero() {
		return 0
	}
	return b.Published.Sub(a.Published).Abs()
}

// disjoint reports whether both have times and no one of the first meets one of the second.
func disjoint(a, b []briefing.When) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for _, x := range a {
		for _, y := range b {
			if x.From.Before(y.To) && y.From.Before(x.To) {
				return false
			}
		}
	}
	return true
}

// typed gives a difference of figures its kind and note; it reports false where it is not sure that both are of the same thing. The
// article of b is the later one, if either is known to be.
func typed(d *Difference, a, b Reading, p pair) bool {
	gap := gapOf(a, b)
	soFar := slices.Contains(p.a.scopes, scopeSoFar) || slices.Contains(p.b.scopes, scopeSoFar)
	grows := growing[p.a.fate] || growing[p.b.fate] || soFar
	switch {
	case b.Corrects && gap > 0:
		d.Kind, d.Note = briefing.ConflictRevision, noteCorrected
		return true
	case p.a.scopesDiffer(p.b) && !soFar:
		return scoped(d, p)
	case p.alike.places > 0 && p.a.fate == "":
		d.Kind, d.Note = briefing.ConflictScope, notePlace
		return true
	case p.alike.places == 2:
		return false // what happened in two places are two events
	case disjoint(p.a.times, p.b.times):
		if fine(p.a.times) && fine(p.b.times) {
			if !grows || !tallied(p.a.clause) && !tallied(p.b.clause) {
				return false // what happened on two days are two events
			}
			d.Kind, d.Note = briefing.ConflictRevision, noteLater
			return true
		}
		d.Kind, d.Note = briefing.ConflictScope, notePeriod
		return true
	case p.apartUndated(a, b):
		return false
	case !sameGrains(p.a.times, p.b.times):
		return false // a month and its year, or a figure of one day beside one of no time
	}
	other := differentBody(a, b)
	switch {
	case gap > sameDay && (grows || !other):
		d.Kind, d.Note = briefing.ConflictRevision, noteLater
		if other {
			d.Note += ", " + lower(noteSource)
		}
	case other:
		d.Kind, d.Note = briefing.ConflictAttributed, noteSource+when(a, b)
	case a.unnamed && len(b.body) > 0 || b.unnamed && len(a.body) > 0:
		return false // the one without a name may be the other
	default:
		d.Kind, d.Note = briefing.ConflictOpen, noteUnexplains
	}
	return true
}

// scoped types figures that count over different places, periods or parts.
func scoped(d *Difference, p pair) bool {
	d.Kind, d.Note = briefing.ConflictScope, noteScope
	differing := func(kind map[string]bool) bool {
		return slices.ContainsFunc(p.a.scopes, func(s string) bool { return kind[s] && !slices.Contains(p.b.scopes, s) }) ||
			slices.ContainsFunc(p.b.scopes, func(s string) bool { return kind[s] && !slices.Contains(p.a.scopes, s) })
	}
	switch {
	case differing(periodScope):
		d.Note = notePeriod
	case differing(placeScope):
		d.Note = notePlace
	case len(p.a.kinds) > 0 && len(p.b.kinds) > 0:
		return false // two sorts, neither a part of the other
	}
	return true
}

// typeAge types two ages of one person: a year more or less is a birthday between them.
func typeAge(d *Difference, p pair, a, b Reading) bool {
	years := math.Abs(p.a.amount.point() - p.b.amount.point())
	gap := gapOf(a, b)
	if years <= math.Ceil(gap.Hours()/24/365) || a.Published.IsZero() || b.Published.IsZero() {
		return false
	}
	d.Kind, d.Note, d.About = briefing.ConflictOpen, noteUnexplains, ""
	return true
}

// fine reports whether all of times are days or finer.
func fine(times []briefing.When) bool {
	return !slices.ContainsFunc(times, func(w briefing.When) bool { return !dayGrain[w.Grain] })
}

// sameGrains reports whether times are both fine or both coarse, or one side has none that is coarse.
func sameGrains(a, b []briefing.When) bool {
	if len(a) == 0 || len(b) == 0 {
		return fine(a) && fine(b)
	}
	return fine(a) == fine(b)
}

// tallied reports whether a clause gives a count that goes on: a toll, a figure that rose.
func tallied(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return tally[w.norm] || moves()[w.stem] == "up" })
}

// differentBody reports whether both facts name who stands behind them, and nobody is named by both.
func differentBody(a, b Reading) bool {
	return len(a.body) > 0 && len(b.body) > 0 && !slices.ContainsFunc(a.body, func(w string) bool { return slices.Contains(b.body, w) })
}

// when says whether two articles are of one day; "" when it is not known.
func when(a, b Reading) string {
	switch {
	case a.Published.IsZero() || b.Published.IsZero():
		return ""
	case gapOf(a, b) <= sameDay:
		return ", same day"
	}
	return ", later figure"
}

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }
