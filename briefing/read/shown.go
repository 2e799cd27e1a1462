package read

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// A headline stands between its byline and date at most this many passages away.
const (
	passagesAbove = 6
	passagesBelow = 20
)

// showsInto fills what the page does not say of itself from the lines around its headline, and last from its address.
func (l *layout) showsInto(m *meta) {
	order := dayOrderOf(m.language)
	named := slices.ContainsFunc(m.byline, person)
	for _, p := range l.nearHeadline() {
		if p.words > 24 || p.place.heading > 0 {
			continue
		}
		if names := bylineShown(p.text); !named && len(names) > 0 {
			m.byline, named = names, true
		}
		if m.published.IsZero() {
			m.published = dateShown(spelled(p.text, order))
		}
	}
	if m.published.IsZero() {
		m.published = m.above
	}
	if m.published.IsZero() {
		m.published = m.paged
	}
	l.zoneInto(m, order)
	if m.published.IsZero() {
		m.published = dateInAddress(m.url)
	}
}

// zoneInto gives the times that the page tells machines in UTC the zone in which it shows the same minute to people: an evening's story
// is of that evening, not of the next day in Greenwich. It makes no other time of them.
func (l *layout) zoneInto(m *meta, order dayOrder) {
	if _, offset := m.published.Zone(); m.published.IsZero() || offset != 0 || m.published.Equal(m.published.Truncate(24*time.Hour)) {
		return
	}
	for _, p := range l.nearHeadline() {
		if p.words > 24 || !strings.ContainsAny(p.text, ":.") {
			continue
		}
		for _, shown := range clocksShown(spelled(p.text, order)) {
			for _, told := range []time.Time{m.published, m.updated} {
				east := shown.Truncate(time.Minute).Sub(told.UTC().Truncate(time.Minute))
				if told.IsZero() || east == 0 || east.Abs() > 14*time.Hour || east%(15*time.Minute) != 0 {
					continue
				}
				zone := time.FixedZone("", int(east/time.Second))
				m.published = m.published.In(zone)
				if _, offset := m.updated.Zone(); offset == 0 && !m.updated.IsZero() {
					m.updated = m.updated.In(zone)
				}
				return
			}
		}
	}
}

// clocksShown are the dates with a time and no zone in a line, as if they were in UTC.
func clocksShown(s string) (out []time.Time) {
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '|' || r == '•' || r == '·' })
	for i := 0; i < len(words); i++ {
		if !datePart(words[i]) {
			continue
		}
		for j := min(len(words), i+8); j > i+1; j-- {
			piece := strings.Trim(strings.Join(words[i:j], " "), ",;()[]")
			if t, ok := dateOf(piece); ok && !zoned(piece) && strings.ContainsAny(piece, ":.") && (t.Hour() != 0 || t.Minute() != 0) {
				out = append(out, t)
				i = j - 1
				break
			}
		}
	}
	return out
}

// nearHeadline is the passages below the headline, and then those above it, as far as credits stand.
func (l *layout) nearHeadline() []passage {
	if l.headline < 0 {
		return nil
	}
	below := l.passages[l.headline+1 : min(len(l.passages), l.headline+1+passagesBelow)]
	return append(slices.Clone(below), l.passages[max(0, l.headline-passagesAbove):l.headline]...)
}

// bylineShown is the names of a line such as "By Jane Doe, Staff Writer, 4 March 2026", or nil.
func bylineShown(s string) []string {
	low := strings.Map(asciiLower, s)
	if opensWithAny(low, "posted ", "published ", "written ", "story ", "words ", "text ", "report ") {
		if i := strings.Index(low, "by "); i > 0 {
			s = s[i:]
		}
	}
	if rest, ok := strings.CutPrefix(s, "By"); ok && rest != "" && unicode.IsUpper(rune(rest[0])) {
		s = "By " + rest // a link that begins right behind the word
	}
	by := false
	for _, word := range bylineOpenings {
		if rest, ok := cutFold(s, word); ok {
			s, by = "By "+strings.TrimLeft(rest, ": "), true
			break
		}
	}
	if !by {
		return nil
	}
	words := strings.Fields(dots.Replace(s))
	for i := range words {
		if i > 0 && endsNames(words, i) {
			words = words[:i]
			break
		}
	}
	names, _ := bylineOf(strings.TrimRight(strings.Join(words, " "), ",;:"))
	names = slices.DeleteFunc(names, func(n string) bool { return !person(n) })
	for i := range names {
		names[i] = withoutDegree(names[i])
	}
	return names
}

// endsNames reports whether the names of a byline end before word i: a date, a mark, or the word for what follows. April Moss and
// Jan Roe are no dates.
func endsNames(words []string, i int) bool {
	switch words[i] {
	case "|", "-", "–", "—", "Published", "Updated", "Posted":
		return true
	}
	if months[strings.ToLower(strings.Trim(words[i], ".,"))] != "" {
		return i+1 < len(words) && isDigit(words[i+1][0])
	}
	return datePart(words[i])
}

// dateShown is the date of publication a line of credits prints, or zero. What follows the word for an update does not count.
func dateShown(s string) time.Time {
	if c, ok := creditLine(s); ok && !c.published.IsZero() {
		return c.published
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '|' || r == '•' || r == '·' || r == '/' })
	if i := slices.IndexFunc(words, func(w string) bool { return opensWithAny(strings.ToLower(w), "updat", "modif") }); i >= 0 {
		words = words[:i]
	}
	for i := range words { // a date among other words: the longest reading that is one
		if !datePart(words[i]) {
			continue
		}
		for j := min(len(words), i+7); j > i; j-- {
			if t, ok := printedDate(strings.Trim(strings.Join(words[i:j], " "), ",.;()[]")); ok {
				return t
			}
		}
	}
	return time.Time{}
}

// datePart reports whether a date may begin with w: a number, a month or a weekday.
func datePart(w string) bool {
	low := strings.ToLower(strings.Trim(w, ".,(["))
	return low != "" && (isDigit(low[0]) || months[low] != "" || weekdays[low])
}

// dateInAddress is the day in a path such as "/2026/03/04/story", or zero. Addresses say when a page was made, without a time; nothing
// else is believed less.
func dateInAddress(address string) time.Time {
	for i := range len(address) {
		if i > 0 && isDigit(address[i-1]) {
			continue
		}
		for _, layout := range []string{"2006/01/02", "2006-01-02", "2006/1/2", "20060102"} {
			end := i + len(layout)
			if end > len(address) || end < len(address) && isDigit(address[end]) {
				continue
			}
			if t, err := time.Parse(layout, address[i:end]); err == nil && t.Year() >= 1990 && t.Year() < 2100 {
				return t
			}
		}
	}
	return time.Time{}
}
