package extract

import (
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// when reads the times a sentence speaks of. Intervals are calendar days in UTC, counted from the date the
// article carries in its own zone. A time that the words leave open, such as a weekday in an undated article, stays unresolved.
func (r *reading) when(s *sentence) []briefing.When {
	var out []briefing.When
	for i := 0; i < len(s.words); {
		w, n := r.timeAt(s, i)
		if n == 0 {
			i++
			continue
		}
		if w.Grain == "day" && w.Anchor == briefing.AnchorPublished && s.quoted(i) && r.relative(s, i) {
			w = briefing.When{Grain: "day", Anchor: briefing.AnchorNone} // counted from when it was said, which nobody tells
		}
		w.Span = s.over(i, i+n)
		out = append(out, w)
		i += n
	}
	return out
}

// relative reports whether the time at word i counts from the day it is said, as "Monday", "tomorrow" and "two days ago" do and "10 May"
// does not.
func (r *reading) relative(s *sentence, i int) bool {
	norm := s.words[i].Norm
	return months[norm] == 0 && (i+1 >= len(s.words) || months[s.words[i+1].Norm] == 0) && (i+2 >= len(s.words) || s.words[i+1].Norm != "of")
}

// timeAt reads a time that begins with word i; n is how many words it has, 0 for none.
func (r *reading) timeAt(s *sentence, i int) (w briefing.When, n int) {
	norm := s.words[i].Norm
	switch c := norm[0]; {
	case '0' <= c && c <= '9':
		return r.numberedTime(s, i)
	case months[norm] != 0 && upper(r.text, s.words[i].Span.Start):
		return r.monthTime(s, i)
	}
	if day, ok := weekdays[norm]; ok && upper(r.text, s.words[i].Span.Start) {
		return r.weekday(s, i, day, 0), 1
	}
	switch norm {
	case "today", "tonight":
		return r.days(0, 1), 1
	case "yesterday":
		return r.days(-1, 1), 1
	case "tomorrow":
		return r.days(1, 1), 1
	case "this", "last", "next", "past", "earlier", "later":
		return r.pointedTime(s, i)
	}
	if count, ok := numberWords[norm]; ok && count < 100 || norm == "a" {
		return r.ago(s, i, max(1, int(count)))
	}
	return w, 0
}

// numberedTime reads "10 May 2017", "2017", "the 1990s" and "5 days ago".
func (r *reading) numberedTime(s *sentence, i int) (w briefing.When, n int) {
	norm := s.words[i].Norm
	if year, ok := decade(norm); ok {
		return interval(date(year, 1, 1), date(year+10, 1, 1), "decade", briefing.AnchorAbsolute), 1
	}
	number, err := strconv.Atoi(strings.TrimRight(norm, "sthnrd"))
	if err != nil {
		return w, 0
	}
	if number >= 1 && number <= 31 && len(norm) <= 4 && i+1 < len(s.words) {
		next := i + 1
		if s.words[next].Norm == "of" && next+1 < len(s.words) {
			next++
		}
		if m := months[s.words[next].Norm]; m != 0 && upper(r.text, s.words[next].Span.Start) && spaceOnly(r.gap(s, next)) {
			if year, ok := r.yearAt(s, next+1); ok {
				return day(year, m, number, next+2-i)
			}
			return r.dayOf(m, number, next+1-i)
		}
	}
	if year, ok := r.yearAt(s, i); ok && r.yearLike(s, i) {
		return interval(date(year, 1, 1), date(year+1, 1, 1), "year", briefing.AnchorAbsolute), 1
	}
	if strings.ContainsAny(norm, "sthnrd") {
		return w, 0
	}
	return r.ago(s, i, number)
}

// monthTime reads what begins with a month: "May 10, 2017", "May 2017", "May 10", "in May".
func (r *reading) monthTime(s *sentence, i int) (w briefing.When, n int) {
	m := months[s.words[i].Norm]
	if i+1 < len(s.words) && (spaceOnly(r.gap(s, i+1)) || r.gap(s, i+1) == ". ") {
		next := s.words[i+1].Norm
		if number, err := strconv.Atoi(strings.TrimRight(next, "sthnrd")); err == nil && number >= 1 && number <= 31 && len(next) <= 4 {
			if year, ok := r.yearAt(s, i+2); ok && (r.gap(s, i+2) == ", " || spaceOnly(r.gap(s, i+2))) {
				return day(year, m, number, 3)
			}
			return r.dayOf(m, number, 2)
		}
		if year, ok := r.yearAt(s, i+1); ok {
			return interval(date(year, m, 1), date(year, m+1, 1), "month", briefing.AnchorAbsolute), 2
		}
	}
	if i == 0 || !monthLeads[s.words[i-1].Norm] || s.words[i].Norm != fullMonth(m) {
		return w, 0
	}
	if r.published.IsZero() {
		return briefing.When{Grain: "month", Anchor: briefing.AnchorNone}, 1
	}
	y, now, _ := r.published.Date()
	switch lead := s.words[i-1].Norm; {
	case lead == "last" && m >= now, lead != "next" && lead != "this" && m > now && !r.future(s):
		y--
	case lead == "next" && m <= now, lead != "last" && lead != "this" && m < now && r.future(s):
		y++
	}
	return interval(date(y, m, 1), date(y, m+1, 1), "month", briefing.AnchorPublished), 1
}

// pointedTime reads "this week", "last year", "next month", "last Friday".
func (r *reading) pointedTime(s *sentence, i int) (w briefing.When, n int) {
	if i+1 >= len(s.words) || r.gap(s, i+1) != " " {
		return w, 0
	}
	lead, unit := s.words[i].Norm, s.words[i+1].Norm
	if lead == "past" {
		return w, 0
	}
	if (lead == "earlier" || lead == "later") && i+2 < len(s.words) && unit == "this" {
		w, n = r.pointedTime(s, i+1)
		if n > 0 {
			n++
		}
		return w, n
	}
	step := map[string]int{"this": 0, "last": -1, "next": 1}[lead]
	if lead == "earlier" || lead == "later" {
		return w, 0
	}
	if d, ok := weekdays[unit]; ok {
		return r.weekday(s, i, d, step), 2
	}
	if r.published.IsZero() {
		if grain := grains[unit]; grain != "" {
			return briefing.When{Grain: grain, Anchor: briefing.AnchorNone}, 2
		}
		return w, 0
	}
	y, m, d := r.published.Date()
	switch unit {
	case "morning", "afternoon", "evening":
		if lead == "this" {
			return r.days(0, 1), 2
		}
	case "night":
		if lead == "last" {
			return r.days(-1, 1), 2
		}
	case "week":
		monday := date(y, m, d-(int(r.published.Weekday())+6)%7+7*step)
		return interval(monday, monday.AddDate(0, 0, 7), "week", briefing.AnchorPublished), 2
	case "month":
		return interval(date(y, m+time.Month(step), 1), date(y, m+time.Month(step)+1, 1), "month", briefing.AnchorPublished), 2
	case "quarter":
		first := (m-1)/3*3 + 1 + time.Month(3*step)
		return interval(date(y, first, 1), date(y, first+3, 1), "quarter", briefing.AnchorPublished), 2
	case "year":
		return interval(date(y+step, 1, 1), date(y+step+1, 1, 1), "year", briefing.AnchorPublished), 2
	}
	return w, 0
}

// ago reads "three days ago" from its number at word i.
func (r *reading) ago(s *sentence, i, count int) (w briefing.When, n int) {
	if i+2 >= len(s.words) || s.words[i+2].Norm != "ago" || count < 1 || count > 1000 {
		return w, 0
	}
	grain := grains[strings.TrimSuffix(s.words[i+1].Norm, "s")]
	if grain == "" {
		return w, 0
	}
	if r.published.IsZero() {
		return briefing.When{Grain: grain, Anchor: briefing.AnchorNone}, 3
	}
	y, m, d := r.published.Date()
	switch grain {
	case "day":
		return r.days(-count, 1), 3
	case "week":
		monday := date(y, m, d-(int(r.published.Weekday())+6)%7-7*count)
		return interval(monday, monday.AddDate(0, 0, 7), grain, briefing.AnchorPublished), 3
	case "month":
		return interval(date(y, m-time.Month(count), 1), date(y, m-time.Month(count)+1, 1), grain, briefing.AnchorPublished), 3
	case "year":
		return interval(date(y-count, 1, 1), date(y-count+1, 1, 1), grain, briefing.AnchorPublished), 3
	}
	return w, 0
}

// weekday is the day of that name at word i: with step -1 the last one before publication, with +1 the next one after. With 0 the verb
// of its clause decides: behind, the nearest that is not after publication, ahead, the nearest that is not before it, so that the day of
// publication itself is meant by its own name either way. Where the verb leaves it open the day stays unresolved.
func (r *reading) weekday(s *sentence, i int, day time.Weekday, step int) briefing.When {
	open := briefing.When{Grain: "day", Anchor: briefing.AnchorNone}
	if r.published.IsZero() {
		return open
	}
	back := (int(r.published.Weekday()) - int(day) + 7) % 7
	switch {
	case step < 0 && back == 0:
		back = 7
	case step > 0:
		back -= 7
	case step == 0:
		switch r.tenseAt(s, i) {
		case timeless:
			return open
		case ahead:
			back = -((7 - back) % 7)
		}
	}
	return r.days(-back, 1)
}

// days is the interval of n days that begins offset days after publication.
func (r *reading) days(offset, n int) briefing.When {
	if r.published.IsZero() {
		return briefing.When{Grain: "day", Anchor: briefing.AnchorNone}
	}
	y, m, d := r.published.Date()
	return interval(date(y, m, d+offset), date(y, m, d+offset+n), "day", briefing.AnchorPublished)
}

// dayOf is a day of a month without a year: the one nearest to publication.
func (r *reading) dayOf(m time.Month, d, n int) (briefing.When, int) {
	if d > 29 && date(2000, m, d).Month() != m {
		return briefing.When{}, 0
	}
	if r.published.IsZero() {
		return briefing.When{Grain: "day", Anchor: briefing.AnchorNone}, n
	}
	y, now, today := r.published.Date()
	best, apart := time.Time{}, time.Duration(1<<63-1)
	for _, year := range []int{y - 1, y, y + 1} {
		t := date(year, m, d)
		if gap := t.Sub(date(y, now, today)).Abs(); gap < apart {
			best, apart = t, gap
		}
	}
	return interval(best, best.AddDate(0, 0, 1), "day", briefing.AnchorPublished), n
}

// future reports whether a sentence speaks of the future.
func (r *reading) future(s *sentence) bool {
	for _, w := range s.words {
		switch w.Norm {
		case "will", "next", "scheduled", "upcoming", "planned", "expected", "due", "won't", "shall", "set":
			return true
		}
	}
	return false
}

// yearAt reads the year at word i.
func (r *reading) yearAt(s *sentence, i int) (int, bool) {
	if i >= len(s.words) || len(s.words[i].Norm) != 4 {
		return 0, false
	}
	year, err := strconv.Atoi(s.words[i].Norm)
	return year, err == nil && year >= 1500 && year < 2100
}

// yearLike reports whether the number at word i is a year rather than a count: "in 2017", "the 2016 election", "(2014)".
func (r *reading) yearLike(s *sentence, i int) bool {
	gap := r.gap(s, i)
	if strings.ContainsAny(gap, "$€£#") || strings.HasPrefix(r.text[s.words[i].Span.End:s.span.End], "%") {
		return false
	}
	if strings.Contains(gap, "(") || i > 0 && yearLeads[s.words[i-1].Norm] {
		return true
	}
	return i > 0 && (s.words[i-1].Norm == "the" || s.words[i-1].Norm == "a") && i+1 < len(s.words) && !strings.HasSuffix(s.words[i+1].Norm, "s")
}

// day is the interval of one absolute day.
func day(year int, m time.Month, d, n int) (briefing.When, int) {
	from := date(year, m, d)
	if from.Day() != d {
		return briefing.When{}, 0
	}
	return interval(from, from.AddDate(0, 0, 1), "day", briefing.AnchorAbsolute), n
}

func interval(from, to time.Time, grain string, anchor briefing.WhenAnchor) briefing.When {
	return briefing.When{From: from, To: to, Grain: grain, Anchor: anchor}
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// decade reads "1990s".
func decade(w string) (int, bool) {
	if len(w) != 5 || w[4] != 's' || w[3] != '0' {
		return 0, false
	}
	year, err := strconv.Atoi(w[:4])
	return year, err == nil && year >= 1500 && year < 2100
}

// calendar reports whether a folded word names a day or a month.
func calendar(w string) bool {
	_, ok := weekdays[w]
	return ok || months[w] != 0 && w != "may" && w != "march" || w == "today" || w == "yesterday"
}

func spaceOnly(gap string) bool { return gap == " " || gap == "" }

func fullMonth(m time.Month) string { return strings.ToLower(m.String()) }

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdays = map[string]time.Weekday{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
	"monday's": 1, "tuesday's": 2, "wednesday's": 3, "thursday's": 4, "friday's": 5, "saturday's": 6, "sunday's": 0,
}

var grains = map[string]string{"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year", "morning": "day", "night": "day"}

var monthLeads = set(`in since by until last next this during from through to of late early mid before after and`)

var yearLeads = set(`in since until by from before after during of early late mid around to through and or january february march april may june july august september october november december
	spring summer autumn fall winter year`)
