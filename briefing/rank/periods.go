package rank

import (
	"math"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
)

// span is a stretch of time in years since 1970; an end that is open is infinite.
type span struct{ from, to float64 }

// overlaps reports whether two stretches have a time in common.
func (s span) overlaps(o span) bool { return s.from < o.to && o.from < s.to }

const secondsOfYear = 365.2425 * 24 * 60 * 60

func years(t time.Time, open float64) float64 {
	if t.IsZero() {
		return open
	}
	return float64(t.Unix()) / secondsOfYear
}

// period is the time that a question asks about: of several the longest, as "won the 2020 prize" only names what "from 1958 to 1963"
// asks about.
func period(r question.Reading) (p span, asked bool) {
	for _, t := range r.Times {
		if !t.Resolved() {
			continue
		}
		if s := (span{years(t.From, math.Inf(-1)), years(t.To, math.Inf(1))}); !asked || s.to-s.from > p.to-p.from {
			p, asked = s, true
		}
	}
	return p, asked
}

// tellsOf are the times that a fact tells of, as far as the calendar knows them.
func tellsOf(f briefing.Fact, into []span) []span {
	for _, w := range f.When {
		if !w.Dated() || !w.Resolved() {
			continue
		}
		s := span{years(w.From, math.Inf(-1)), years(w.To, math.Inf(1))}
		switch w.Bound {
		case "since", "after":
			s.to = math.Inf(1)
		case "until", "before":
			s.from = math.Inf(-1)
		}
		if ofLife := s.to-s.from > stretch && !math.IsInf(s.to-s.from, 1); !ofLife && !bornAt(f.Text[:w.Span.Start-f.Span.Start]) {
			into = append(into, s)
		}
	}
	return into
}

// bornAt reports whether a text breaks off behind the word for a birth or a death: that time only says who somebody is.
func bornAt(before string) bool {
	last := strings.LastIndexByte(strings.TrimRight(before, " ("), ' ')
	switch strings.Trim(before[last+1:], " (") {
	case "born", "died", "b.", "d.":
		return true
	}
	return false
}

const (
	stretch  = 40  // years that nobody holds anything for: a longer time is that of a life
	inherits = 3   // sentences over which a time holds for those behind it that tell none
	fading   = 1.5 // years in which what is told of one time becomes half as likely to hold at another
)

// periods measures whether the facts tell of the time that the question asks about.
func (r *ranking) periods() {
	asked, ok := period(r.reading)
	if !ok {
		return
	}
	var told []span
	for i := range r.candidates {
		c := &r.candidates[i]
		v := &c.Signals
		v[periodWords], v[periodFact], v[periodAsked], v[periodDangling] = v[wordsOwn], v[stageFact], v[likeAsked], v[placeDangling]
		if told = tellsOf(c.Fact, told[:0]); len(told) == 0 {
			told = r.inherited(c, told)
			v[periodInherited] = closest(told, asked)
			continue
		}
		v[periodClose] = closest(told, asked)
		for _, t := range told {
			v[periodOverlaps] = max(v[periodOverlaps], truth(t.overlaps(asked)))
			v[periodStarts] = max(v[periodStarts], faded(t.from-asked.from))
			v[periodEnds] = max(v[periodEnds], faded(t.to-asked.to))
		}
		v[periodOther] = 1 - v[periodOverlaps]
	}
}

// inherited are the times of the nearest candidate before c in its article, if it is near.
func (r *ranking) inherited(c *candidate, into []span) []span {
	for back := 1; len(into) == 0 && back <= inherits; back++ {
		if n, known := r.at[place{c.article, c.Found.Ordinal - back}]; known {
			into = tellsOf(r.candidates[n].Fact, into)
		}
	}
	return into
}

// closest is 1 where a time told overlaps the period, and less the longer before or behind it the nearest lies.
func closest(told []span, asked span) float64 {
	best := 0.0
	for _, t := range told {
		if t.overlaps(asked) {
			return 1
		}
		best = max(best, faded(min(math.Abs(asked.from-t.to), math.Abs(t.from-asked.to))))
	}
	return best
}

// faded is 1 for no distance and halves with every fading; from or to an open end it is 0.
func faded(years float64) float64 {
	if math.IsNaN(years) || math.IsInf(years, 0) {
		return 0
	}
	return math.Exp2(-math.Abs(years) / fading)
}
