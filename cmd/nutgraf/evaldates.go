package main

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/extract"
)

// datesItem is a text of one of the forms: news with its document creation time, a phrase with the moment it is said at, or one with figures.
type datesItem struct {
	Doc       string          `json:"doc"`
	DCT       string          `json:"dct"`
	ID        string          `json:"id"`
	Reference json.RawMessage `json:"reference"` // absent from numbers and measures; null for a phrase nobody dates
	Text      string          `json:"text"`
}

// evalDates reads the times of texts, as TIMEX3 annotation for news and as resolved values for phrases. The grammar reads the text as it
// stands, a paragraph each block, so that the offsets count in it.
func evalDates(_ context.Context, path string, std streams) error {
	return eachJSON(path, func(i datesItem) error {
		switch {
		case i.Doc != "":
			return printJSON(std.out, map[string]any{"doc": i.Doc, "timexes": timexes(i.Text, timesOf(i.Text, i.DCT))})
		case len(i.Reference) == 0: // numbers and measures
			return printJSON(std.out, map[string]any{"id": i.ID, "results": figuresOf(i.Text)})
		}
		var said string // "" for null
		if err := json.Unmarshal(i.Reference, &said); err != nil {
			return err
		}
		return printJSON(std.out, map[string]any{"id": i.ID, "results": denoted(i.Text, timesOf(i.Text, said), moment(said))})
	})
}

// moment reads a point in time as precisely as it is given; zero when it is not.
func moment(s string) time.Time {
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// timesOf reads the times of a text that is given as it is, in paragraphs parted by blank lines.
func timesOf(text, published string) []briefing.When {
	a := briefing.Article{Text: text, Published: moment(published), Language: "en"}
	for start := 0; start < len(text); {
		end := len(text)
		if k := strings.Index(text[start:], "\n\n"); k >= 0 {
			end = start + k
		}
		if strings.TrimSpace(text[start:end]) != "" {
			a.Blocks = append(a.Blocks, briefing.Block{Kind: briefing.BlockBody, Span: briefing.Span{Start: start, End: end}})
		}
		start = end + 2
	}
	var out []briefing.When
	for _, f := range extract.Facts(a) {
		out = append(out, f.When...)
	}
	return out
}

// timex is a time expression in the fields of TIMEX3, with offsets in characters.
type timex struct {
	Start int             `json:"start"`
	End   int             `json:"end"`
	Text  string          `json:"text"`
	Type  string          `json:"type"`
	Value json.RawMessage `json:"value,omitempty"`
}

// timexes writes times as TIMEX3, which has no ranges: each is its two ends.
func timexes(text string, times []briefing.When) []timex {
	out := []timex{}
	add := func(span briefing.Span, w briefing.When, value string) {
		value = strings.TrimPrefix(value, "FY") // TIMEX3 has no other years than the calendar's
		out = append(out, timex{
			Start: utf8.RuneCountInString(text[:span.Start]), End: utf8.RuneCountInString(text[:span.End]), Text: span.Of(text),
			Type: strings.ToUpper(string(w.Kind)), Value: json.RawMessage(strconv.Quote(value)),
		})
	}
	for _, w := range times {
		from, to, isRange := strings.Cut(w.Value, "/")
		left, right, parted := rangeEnds(text, w.Span)
		if !isRange || !parted {
			add(w.Span, w, from)
			continue
		}
		add(left, w, from)
		add(right, w, to)
	}
	return out
}

// rangeEnds parts the words of a range at what joins them.
func rangeEnds(text string, span briefing.Span) (left, right briefing.Span, ok bool) {
	words := span.Of(text)
	for _, mark := range []string{" to the ", " and the ", " to ", " through ", " until ", " till ", " and ", " - ", " – ", "–", "—", "~", "-"} {
		k := strings.Index(words, mark)
		if k <= 0 {
			continue
		}
		start := span.Start
		for _, lead := range []string{"from ", "between ", "From ", "Between "} {
			if strings.HasPrefix(words, lead) {
				start += len(lead)
			}
		}
		if start >= span.Start+k {
			continue
		}
		return briefing.Span{Start: start, End: span.Start + k}, briefing.Span{Start: span.Start + k + len(mark), End: span.End}, true
	}
	return left, right, false
}

// denoted is what a time denotes, in the fields in which phrases are judged.
type denotedTime struct {
	Text   string         `json:"text"`
	Start  int            `json:"start"`
	End    int            `json:"end"` // of the last character
	Type   string         `json:"type"`
	Values []denotedValue `json:"values"`
}

type denotedValue struct {
	Timex string `json:"timex"`
	Mod   string `json:"Mod,omitempty"`
	Type  string `json:"type"`
	Value string `json:"value,omitempty"`
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
}

const (
	dayForm    = time.DateOnly
	momentForm = time.DateTime
	clockForm  = time.TimeOnly
)

// denoted writes times as resolved values: a moment, a day, two ends, a length in seconds, or "not resolved".
func denoted(text string, times []briefing.When, said time.Time) []denotedTime {
	out := []denotedTime{}
	for _, w := range times {
		v := denotedOf(text, w, said)
		out = append(out, denotedTime{
			Text: strings.ToLower(w.Span.Of(text)), Start: utf8.RuneCountInString(text[:w.Span.Start]), End: utf8.RuneCountInString(text[:w.Span.End]) - 1,
			Type: v.Type, Values: []denotedValue{v},
		})
	}
	return out
}

// denotedOf is what a time denotes in the form of the recognisers' cases: a day, a moment, a range of either, a length in seconds, or a set.
func denotedOf(text string, w briefing.When, said time.Time) denotedValue {
	v := denotedValue{Timex: w.Value, Type: "date", Mod: mod(w)}
	switch {
	case w.Value == "PRESENT_REF" && !said.IsZero():
		v.Type, v.Value = "datetime", said.Format(momentForm)
		return v
	case w.Kind == briefing.WhenSet:
		v.Type, v.Value = "set", notResolved
		return v
	case w.Kind == briefing.WhenDuration && !w.Resolved():
		v.Type, v.Value = "duration", seconds(w.Value)
		return v
	case !w.Resolved() && w.Kind == briefing.WhenTime:
		return timeOfDay(w, v)
	case !w.Resolved():
		v.Value = notResolved
		if w.Grain != "day" {
			v.Type = "daterange"
		}
		return v
	}
	from, to := w.From, w.To
	form := dayForm
	clocked := w.Kind == briefing.WhenTime || from.Truncate(24*time.Hour) != from || to.Truncate(24*time.Hour) != to
	if clocked {
		v.Type, form = "datetime", momentForm
	}
	point := !strings.Contains(w.Value, "/") && w.Kind != briefing.WhenDuration && (w.Grain == "day" || w.Grain == "minute" || w.Grain == "hour" || w.Grain == "second")
	if w.Grain == "part of day" {
		from, to = partOfDay(w)
	}
	if !point {
		from, to = narrowed(w, from, to)
	}
	if w.Grain == "day" && w.Part == "end" && w.Kind == briefing.WhenDate { // "the end of tomorrow"
		v.Type, v.Value = "datetime", to.Add(-time.Second).Format(momentForm)
		return v
	}
	if _, second, parted := rangeEnds(text, w.Span); parted && !strings.HasPrefix(second.Of(text), "end of") && w.Kind == briefing.WhenDate && strings.Contains(w.Value, "/") {
		_, last, _ := strings.Cut(w.Value, "/")
		// these sets end a range where its second end begins
		if at := began(last); !at.IsZero() && at.After(from) {
			to = at
		}
	}
	switch {
	case w.Bound != "":
		v.Type += "range"
		v.Start, v.End = limits(w, from, to, point, form)
	case point:
		v.Value = from.Format(form)
	default:
		v.Type += "range"
		v.Start, v.End = from.Format(form), to.Format(form)
	}
	return v
}

// began is when the day, month, quarter or year of a value begins; zero for other values.
func began(value string) time.Time {
	if y, q, ok := strings.Cut(value, "-Q"); ok && len(q) == 1 {
		at, _ := time.Parse("2006", y)
		return at.AddDate(0, 3*int(q[0]-'1'), 0)
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if at, err := time.Parse(layout, value); err == nil {
			return at
		}
	}
	return time.Time{}
}

const notResolved = "not resolved"

// mod is the word for a limit or a part.
func mod(w briefing.When) string {
	if w.Bound != "" {
		return map[string]string{"by": "before"}[w.Bound] + strings.TrimPrefix(w.Bound, "by")
	}
	return map[string]string{"about": "approx"}[w.Part] + strings.TrimPrefix(w.Part, "about")
}

// limits are the ends of a time that is a limit: one of them is open.
func limits(w briefing.When, from, to time.Time, point bool, form string) (string, string) {
	switch w.Bound {
	case "since":
		return from.Format(form), ""
	case "after":
		if point {
			return from.Format(form), ""
		}
		return to.Format(form), ""
	case "until":
		if point {
			return "", from.Format(form)
		}
		return "", to.Format(form)
	}
	if w.Part == "end" {
		return "", to.Format(form)
	}
	return "", from.Format(form)
}

// narrowed is the part of an interval that "early", "mid" and "late" take: a half, or its middle.
func narrowed(w briefing.When, from, to time.Time) (time.Time, time.Time) {
	length := to.Sub(from)
	half := from.Add(length / 2)
	if w.Kind == briefing.WhenDate {
		half = half.Truncate(24 * time.Hour)
		switch w.Grain {
		case "year":
			half = from.AddDate(0, 6, 0)
			if third, parted := map[string]int{"start": 0, "mid": 4, "end": 8}[w.Part]; parted && w.Anchor == briefing.AnchorAbsolute {
				return from.AddDate(0, third, 0), from.AddDate(0, third+4, 0) // of a year told by its number they take a third
			}
		case "month":
			half = from.AddDate(0, 0, 15)
		}
	}
	switch w.Part {
	case "start":
		return from, half
	case "end":
		return half, to
	case "mid":
		return from.Add(length / 4), to.Add(-length / 4)
	}
	return from, to
}

// partHours are the hours that these sets give the parts of a day.
var partHours = map[string][2]string{
	"MO": {"08:00:00", "12:00:00"}, "AF": {"12:00:00", "16:00:00"}, "EV": {"16:00:00", "20:00:00"}, "NI": {"20:00:00", "23:59:59"}, "DT": {"08:00:00", "18:00:00"}, "MI": {"11:00:00", "13:00:00"},
}

// partOfDay is the interval of a part of a day by those hours.
func partOfDay(w briefing.When) (from, to time.Time) {
	day, part, _ := strings.Cut(w.Value, "T")
	hours := partHours[part]
	from, _ = time.Parse(momentForm, day+" "+hours[0])
	to, _ = time.Parse(momentForm, day+" "+hours[1])
	return from, to
}

// timeOfDay is a time of day without a day.
func timeOfDay(w briefing.When, v denotedValue) denotedValue {
	from, to, isRange := strings.Cut(w.Value, "/")
	clock := func(s string) string {
		_, s, _ = strings.Cut(s, "T")
		return (s + ":00:00")[:min(len(s)+6, 8)]
	}
	if w.Grain == "part of day" {
		_, part, _ := strings.Cut(w.Value, "T")
		at, _ := time.Parse(clockForm, partHours[part][0])
		until, _ := time.Parse(clockForm, partHours[part][1])
		at, until = narrowed(w, at, until)
		v.Type, v.Start, v.End = "timerange", at.Format(clockForm), until.Format(clockForm)
		return v
	}
	switch {
	case isRange:
		v.Type, v.Start, v.End = "timerange", clock(from), clock(to)
	case w.Bound == "since" || w.Bound == "after":
		v.Type, v.Start = "timerange", clock(from)
	case w.Bound != "":
		v.Type, v.End = "timerange", clock(from)
	default:
		v.Type, v.Value = "time", clock(from)
	}
	return v
}

// seconds is a length in seconds, months of 30 days and years of 365; X stands for three.
func seconds(value string) string {
	total, number, inDay := 0., "", false
	days := map[byte]float64{'Y': 365, 'M': 30, 'W': 7, 'D': 1}
	for k := 1; k < len(value); k++ {
		switch c := value[k]; {
		case c == 'T':
			inDay = true
		case c == '.' || c == 'X' || '0' <= c && c <= '9':
			number += string(c)
		default:
			n, err := strconv.ParseFloat(strings.ReplaceAll(number, "X", "3"), 64)
			if err != nil {
				return notResolved
			}
			number = ""
			switch {
			case inDay:
				total += n * map[byte]float64{'H': 3600, 'M': 60, 'S': 1}[c]
			case c == 'W' && strings.HasSuffix(value, "WE"):
				return strconv.FormatFloat(n*2*86400, 'f', -1, 64)
			case c == 'D' && strings.HasSuffix(value, "DE"):
				return strconv.FormatFloat(n*3650*86400, 'f', -1, 64)
			default:
				total += n * days[c] * 86400
			}
		}
	}
	return strconv.FormatFloat(total, 'f', -1, 64)
}
