package search

import (
	"encoding/binary"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// The times of an article are the stretches of days its facts speak of, in the order of their lines:
//
//	uvarint   line - line before; the first counts from the headline's
//	varint    first day - first day before, in days since 1970-01-01; the first counts from that day
//	uvarint   days from the first to the last
//
// A time that is not known to the day begins or ends with its year, season or month: see briefing.When.
const secondsADay = 24 * 60 * 60

// days is a stretch of days, both ends included, in days since 1970-01-01 UTC.
type days struct{ first, last int }

// daysOf are the days from the one of from to the last one before to.
func daysOf(from, to time.Time) days {
	d := days{dayOf(from), dayOf(from)}
	if to.After(from) {
		d.last = dayOf(to.Add(-1))
	}
	return d
}

func dayOf(t time.Time) int {
	s := t.Unix()
	if s < 0 {
		s -= secondsADay - 1
	}
	return int(s / secondsADay)
}

// meet reports whether two stretches share a day.
func (d days) meet(e days) bool { return d.first <= e.last && e.first <= d.last }

// appendTimes writes what the facts of an article speak of.
func appendTimes(b []byte, facts []briefing.Fact) []byte {
	line, day := 0, 0
	for i, f := range facts {
		for _, w := range f.When {
			if w.From.IsZero() || w.To.Before(w.From) {
				continue
			}
			d := daysOf(w.From, w.To)
			b = binary.AppendUvarint(b, uint64(i+1-line))
			b = binary.AppendVarint(b, int64(d.first-day))
			b = binary.AppendUvarint(b, uint64(d.last-d.first))
			line, day = i+1, d.first
		}
	}
	return b
}

// eachTime calls yield for every time of an article, with its line counted from the headline's, until it returns false.
func (s *segment) eachTime(article int, yield func(line int, d days) bool) error {
	from := uint32(0)
	if article > 0 {
		from = s.records[article-1].timesEnd
	}
	size := int(s.records[article].timesEnd - from)
	b := s.part[partTimes].bytes(int(from), size)
	if b == nil && size > 0 {
		return damaged("times")
	}
	line, day := 0, 0
	first, end := s.span(article)
	for len(b) > 0 {
		step, n := binary.Uvarint(b)
		if n <= 0 || step >= uint64(int(end-first)-line) {
			return damaged("times")
		}
		b = b[n:]
		move, n := binary.Varint(b)
		if n <= 0 || move != int64(int32(move)) {
			return damaged("times")
		}
		b = b[n:]
		length, n := binary.Uvarint(b)
		if n <= 0 || length > 1<<31 {
			return damaged("times")
		}
		b = b[n:]
		if line, day = line+int(step), day+int(move); line == 0 {
			return damaged("times")
		}
		if !yield(line, days{day, day + int(length)}) {
			return nil
		}
	}
	return nil
}
