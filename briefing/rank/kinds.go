package rank

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
)

// kinds measures whether a fact has the sort of thing that is wanted, and where.
func (r *ranking) kinds(c *candidate) {
	f := c.Fact
	v := &c.Signals
	c.Marks, c.Fits = r.reading.Answers(f)
	near := r.nearness(c)
	if typed(r.reading.Wanted) {
		v[kindFits] = truth(c.Fits)
		v[kindNear] = near
	}
	switch r.reading.Wanted {
	case question.WantPerson:
		persons := r.reading.Persons(f)
		v[kindPerson] = truth(len(persons) > 0)
		v[kindBody] = truth(c.Fits && len(persons) == 0)
		v[kindPersonNear] = near
	case question.WantTime:
		v[kindTime] = truth(c.Fits)
		v[kindTimeNear] = near
		v[kindTimeBroad] = truth(c.Fits && !anyNarrow(f))
		v[kindYear] = truth(r.asksDate && anyCalendar(f))
	case question.WantPlace:
		v[kindPlace] = truth(c.Fits)
		v[kindPlaceNear] = near
	case question.WantNumber:
		v[kindNumber] = truth(c.Fits)
		v[kindNumberNear] = near
		v[kindCounted] = truth(r.reading.Counts(f))
		v[kindMoney] = r.money(f)
	case question.WantExtent:
		v[kindExtent] = truth(c.Fits)
		v[kindExtentNear] = near
	case question.WantReason:
		v[kindReason] = truth(c.Fits)
		v[kindPurpose] = truth(c.purpose())
	case question.WantVerdict:
		v[kindDenies] = truth(denies(f))
	case question.WantQuote:
		q, by := r.reading.QuoteBy(f)
		v[kindSpeaker] = truth(by)
		v[kindDirect] = truth(by && q.Kind == briefing.QuoteDirect)
		v[kindPartial] = truth(by && q.Kind == briefing.QuotePartial)
		v[kindQuote] = truth(!by && len(f.Quotes) > 0)
	}
	if r.reading.Noun != "" {
		v[kindNamed] = truth(r.named(f))
	}
	if r.reading.Wanted != question.WantQuote {
		v[kindUnwantedQuote] = truth(len(f.Quotes) > 0)
	}
}

// typed reports whether what is wanted is a thing that facts are seen to have.
func typed(w question.Wanted) bool {
	switch w {
	case question.WantPerson, question.WantTime, question.WantPlace, question.WantNumber, question.WantExtent, question.WantReason:
		return true
	}
	return false
}

// purpose reports whether a fact says what for: "to" before what may be a verb.
func (c *candidate) purpose() bool {
	for i, w := range c.words {
		if w.norm != "to" || i+1 == len(c.words) || i > 0 && noPurpose[c.words[i-1].norm] {
			continue
		}
		next := c.words[i+1]
		if first := next.of(c)[0]; !next.stop && first >= 'a' && first <= 'z' {
			return true
		}
	}
	return false
}

// named reports whether a fact names one of what is asked for: a Court where the question says "which court".
func (r *ranking) named(f briefing.Fact) bool {
	return slices.ContainsFunc(f.Mentions, func(m briefing.Mention) bool {
		return slices.ContainsFunc(question.Folded(m.Name), func(w string) bool { return r.known(w).stem == r.reading.Noun })
	})
}

func anyNarrow(f briefing.Fact) bool {
	for _, w := range f.When {
		if question.Narrow(w) {
			return true
		}
	}
	return false
}

// anyCalendar reports whether a fact has a day, a month or a year that the calendar knows.
func anyCalendar(f briefing.Fact) bool {
	for _, w := range f.When {
		if w.Kind == briefing.WhenDate && w.Resolved() && w.Bound == "" && question.Narrow(w) {
			return true
		}
	}
	return false
}

func denies(f briefing.Fact) bool {
	for _, m := range f.Modality {
		if m.Kind == briefing.ModalityNegated || m.Kind == briefing.ModalityDenied {
			return true
		}
	}
	return false
}

// money is 1 where the question asks for a price and the fact has money, -1 where only one of them does.
func (r *ranking) money(f briefing.Fact) float64 {
	asked := r.asksMoney
	has := false
	for _, q := range f.Quantities {
		has = has || len(q.Unit) == 3 && strings.ToUpper(q.Unit) == q.Unit
	}
	switch {
	case asked && has:
		return 1
	case has && r.reading.Counted != "":
		return -1
	}
	return 0
}

// nearness is how near the wanted thing stands to the words of the question: 1 beside one, and less the further.
func (r *ranking) nearness(c *candidate) float64 {
	best := 0.0
	for _, m := range c.Marks {
		m = m.Shift(-c.Fact.Span.Start)
		sum := 0.0
		for i, w := range c.words {
			if w.term < 0 {
				continue
			}
			sum += r.terms[w.term].IDF / (1 + float64(c.away(i, m))/nearWords)
		}
		for _, l := range c.liked {
			if c.own>>l.term&1 == 0 {
				sum += l.strength * r.terms[l.term].IDF / (1 + float64(c.away(l.at, m))/nearWords)
			}
		}
		best = max(best, share(sum, r.total))
	}
	return min(best, 1)
}

// away is how many words the i-th word stands from a span.
func (c *candidate) away(i int, m briefing.Span) int {
	n := 0
	for left := i; left >= 0 && int(c.words[left].start) >= m.End; left-- {
		n++
	}
	for right := i; right < len(c.words) && int(c.words[right].end) <= m.Start; right++ {
		n++
	}
	return n
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
