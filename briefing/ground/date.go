package ground

import (
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// date is a calendar date of a sentence, as far as it is given: zero means not given.
type date struct {
	run
	day, month, year int
	weekday          int // 1 for Monday to 7 for Sunday
}

// dates finds dates that no fact has, nor stands for: "on 5 January" may be said of a fact that says "on Monday" and
// is known to mean that day. A coarser date is no finding.
func (c *check) dates() {
	for _, d := range c.claim.dates {
		if !c.anyFact(func(e *evidence) bool { return e.hasDate(d) }) {
			c.find(Date, c.claim.over(d.from, d.to))
		}
	}
}

func (e *evidence) hasDate(d date) bool {
	for _, have := range e.reading.dates {
		if d.in(have) {
			return true
		}
	}
	for _, w := range e.fact.When {
		if w.Resolved() && d.in(resolved(w)) {
			return true
		}
	}
	return false
}

// in reports whether all that d gives is what have gives.
func (d date) in(have date) bool {
	same := func(a, b int) bool { return a == 0 || a == b }
	return same(d.day, have.day) && same(d.month, have.month) && same(d.year, have.year) && same(d.weekday, have.weekday)
}

// resolved is the calendar date a time of a fact stands for, down to its grain.
func resolved(w briefing.When) date {
	d := date{year: w.From.Year()}
	switch w.Grain {
	case "second", "minute", "hour", "part of day", "day":
		d.day, d.month = w.From.Day(), int(w.From.Month())
		d.weekday = int(w.From.Weekday()+6)%7 + 1
	case "month":
		d.month = int(w.From.Month())
	case "year":
	default:
		d.year = 0
	}
	return d
}

// readDates finds runs of weekday, day, month and year.
func (r *reading) readDates() {
	for i := 0; i < len(r.words); {
		d, ok := r.dateAt(i)
		if !ok {
			i++
			continue
		}
		r.dates = append(r.dates, d)
		for k := d.from; k < d.to; k++ {
			r.words[k].inDate = true
		}
		i = d.to
	}
}

// dateAt reads the date that begins with word i.
func (r *reading) dateAt(i int) (date, bool) {
	d := date{run: run{i, i}}
	for k := i; k < len(r.words); k++ {
		if k > i && strings.Trim(r.words[k].gap, " ,.\u00A0") != "" {
			break
		}
		w := r.words[k].norm
		switch {
		case d.weekday == 0 && weekdays[w] > 0 && r.capital(k):
			d.weekday = weekdays[w]
		case d.month == 0 && months[w] > 0 && r.monthAt(k):
			d.month = months[w]
		case d.day == 0 && dayNumber(w) > 0 && (d.month > 0 && d.year == 0 || r.monthFollows(k)):
			d.day = dayNumber(w)
		case d.year == 0 && yearNumber(w) > 0 && (d.month > 0 || k == i && r.yearAt(k)):
			d.year = yearNumber(w)
		case w == "of" && d.day > 0 && d.month == 0:
			continue
		default:
			k = len(r.words)
			continue
		}
		d.to = k + 1
	}
	return d, d.to > i
}

// monthAt reports whether word k is a month: "May" and "March" are when a date stands beside them.
func (r *reading) monthAt(k int) bool {
	if !r.capital(k) {
		return false
	}
	w := r.words[k].norm
	if w != "may" && w != "march" && w != "mar" && w != "sun" && w != "dec" && w != "jan" {
		return true
	}
	if k+1 < len(r.words) && (dayNumber(r.words[k+1].norm) > 0 || yearNumber(r.words[k+1].norm) > 0) {
		return true
	}
	if k == 0 {
		return false
	}
	before := r.words[k-1].norm
	return dayNumber(before) > 0 || monthOpeners[before]
}

// monthFollows reports whether a month comes behind word k: "5 May", "5th of May".
func (r *reading) monthFollows(k int) bool {
	next := k + 1
	if next < len(r.words) && r.words[next].norm == "of" {
		next++
	}
	return next < len(r.words) && months[r.words[next].norm] > 0 && r.capital(next)
}

// yearAt reports whether the four digits at word k are a year and no count: what stands before says so.
func (r *reading) yearAt(k int) bool {
	if strings.ContainsAny(r.words[k].gap, "$€£") || strings.HasPrefix(r.after(k), "%") {
		return false
	}
	if k == 0 {
		return false
	}
	before := r.words[k-1].norm
	return monthOpeners[before] || strings.Contains(r.words[k].gap, "(")
}

func dayNumber(w string) int {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, suffix)
	}
	if n, err := strconv.Atoi(w); err == nil && n >= 1 && n <= 31 && len(w) <= 2 {
		return n
	}
	return 0
}

func yearNumber(w string) int {
	if n, err := strconv.Atoi(w); err == nil && len(w) == 4 && n >= 1000 && n < 2200 {
		return n
	}
	return 0
}

// monthOpeners are words before which a month or a year stands.
var monthOpeners = text.WordSet(`in since of from until till by before after during early late mid last next this through and to between
	spring summer autumn fall winter for the`)

var months = func() map[string]int {
	m := map[string]int{"sept": 9}
	for i := time.January; i <= time.December; i++ {
		name := strings.ToLower(i.String())
		m[name], m[name[:3]] = int(i), int(i)
	}
	return m
}()

var weekdays = func() map[string]int {
	m := map[string]int{}
	for d := time.Sunday; d <= time.Saturday; d++ {
		m[strings.ToLower(d.String())] = int(d+6)%7 + 1
	}
	return m
}()
