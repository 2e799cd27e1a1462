package claim

import (
	"math"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// measure is what a fact says to a figure or a time of the claim.
type measure int8

const (
	unmeasured measure = iota // it has none to compare
	within                    // it is so, and perhaps more exactly
	overlaps                  // it may be so
	elsewhere                 // it says another
)

// told is what a fact says to one figure or time of the claim, and where.
type told struct {
	measure
	span briefing.Span
}

// compareMeasures holds all figures of the claim, then all its times, against a fact.
func (c *Claim) compareMeasures(f briefing.Fact) {
	c.said = c.said[:0]
	for _, want := range c.figures {
		m, span := c.figure(want, f)
		c.said = append(c.said, told{m, span})
	}
	for _, want := range c.times {
		m, span := c.time(want, f)
		c.said = append(c.said, told{m, span})
	}
}

// figure holds a figure of the claim against those of a fact that count the same, and returns the span of the one that tells.
func (c *Claim) figure(want briefing.Quantity, f briefing.Fact) (measure, briefing.Span) {
	out, span := unmeasured, briefing.Span{}
	for _, q := range f.Quantities {
		if money(q.Unit) && money(want.Unit) && q.Unit != want.Unit && out == unmeasured { // what a rate would tell
			out, span = overlaps, q.Span.Shift(-f.Span.Start)
		}
		if q.Unit != want.Unit || q.Unit == "" && !c.countsSame(want, q) {
			continue
		}
		switch m := compare(want, q); {
		case m == within:
			return within, q.Span.Shift(-f.Span.Start)
		case out != overlaps:
			out, span = m, q.Span.Shift(-f.Span.Start)
		}
	}
	return out, span
}

// money reports whether a unit is a currency.
func money(unit string) bool { return len(unit) == 3 && unit == strings.ToUpper(unit) }

// aboutShare is how far from its figure "about" may be.
const aboutShare = 0.05

// compare tells whether a figure lies in the interval that another one claims.
func compare(want, have briefing.Quantity) measure {
	lo, hi := interval(want)
	low, high := interval(have)
	switch {
	case low > hi || high < lo:
		return elsewhere
	case low == lo && high == hi, low >= lo && high <= hi:
		return within
	case math.IsInf(lo, -1) && high <= hi, math.IsInf(hi, 1) && low >= lo:
		return within
	case low <= lo && high >= hi && !math.IsInf(low, -1) && !math.IsInf(high, 1) && want.About: // "about 300" of "about 300"
		return within
	}
	return overlaps
}

// interval is what the words of a figure leave open: "about" a twentieth to either side, "more than" all above it.
func interval(q briefing.Quantity) (low, high float64) {
	low, high = q.Low, q.High
	if !q.About {
		return low, high
	}
	if math.IsInf(low, -1) {
		low = high * (1 - 2*aboutShare)
	}
	if math.IsInf(high, 1) {
		high = low * (1 + 2*aboutShare)
	}
	return low - aboutShare*math.Abs(low), high + aboutShare*math.Abs(high)
}

// countsSame reports whether a bare figure counts what the claim's does: the nouns share a stem, or one of them is not told.
func (c *Claim) countsSame(want, have briefing.Quantity) bool {
	if want.Of == "" || have.Of == "" {
		return true
	}
	for _, a := range text.Words(have.Of) {
		s := text.Stem(a.Norm, "en")
		for _, b := range text.Words(want.Of) {
			if text.Stem(b.Norm, "en") == s {
				return true
			}
		}
		for _, m := range c.matching[s] {
			if m.how != opposite && len(m.more) == 0 {
				return true
			}
		}
	}
	return false
}

// time holds a time of the claim against those a fact is dated by.
func (c *Claim) time(want question.Period, f briefing.Fact) (measure, briefing.Span) {
	out, span := unmeasured, briefing.Span{}
	for _, w := range f.When {
		if !w.Resolved() || !w.Dated() || !want.Resolved() {
			continue
		}
		switch {
		case !w.From.Before(orFar(want.From, -1)) && !w.To.After(orFar(want.To, 1)):
			return within, w.Span.Shift(-f.Span.Start)
		case w.From.Before(orFar(want.To, 1)) && w.To.After(orFar(want.From, -1)):
			out, span = overlaps, w.Span.Shift(-f.Span.Start)
		case out == unmeasured:
			out, span = elsewhere, w.Span.Shift(-f.Span.Start)
		}
	}
	return out, span
}

// orFar is t, or a time before (-1) or behind (1) all others where it is not set.
func orFar(t time.Time, side int) time.Time {
	switch {
	case !t.IsZero():
		return t
	case side < 0:
		return time.Time{}
	}
	return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
}
