package answer

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// timeAsked finds in a fact the times that say when something was or will be, not when it was said.
var timeAsked = question.Reading{Wanted: question.WantTime}

// dates are the times of a fact whose place in the calendar is known, those of what happened and not of the telling, the most exact
// first.
func dates(f briefing.Fact) []briefing.When {
	spans, _ := timeAsked.Answers(f)
	var out []briefing.When
	for _, w := range f.When {
		if w.Resolved() && slices.Contains(spans, w.Span) && !reported(f.Text[:w.Span.Start-f.Span.Start]) {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b briefing.When) int {
		return cmp.Or(cmp.Compare(a.Bound, ""), cmp.Compare(a.To.Sub(a.From), b.To.Sub(b.From)))
	})
	return out
}

// reported reports whether a text breaks off behind a word for passing on what is known, perhaps with a preposition: what follows is when
// that was.
func reported(before string) bool {
	words := text.Words(before)
	n := len(words)
	if n > 0 && (words[n-1].Norm == "on" || words[n-1].Norm == "late" || words[n-1].Norm == "early") {
		n--
	}
	return n > 0 && passingOn[words[n-1].Norm]
}

var passingOn = map[string]bool{"confirmed": true, "reported": true, "added": true, "testified": true, "noted": true, "reporters": true, "insisted": true, "conceded": true, "admitted": true}

// dateText is a time as the bot writes it, no more exact than the article told it: "9 May 2017", "May 2017", "about 2015".
func dateText(w briefing.When) string {
	s := span(w)
	switch w.Part {
	case "start":
		s = "early " + s
	case "mid":
		s = "mid-" + s
	case "end":
		s = "late " + s
	case "about":
		s = "about " + s
	}
	switch w.Bound {
	case "since", "by", "until", "before", "after":
		s = w.Bound + " " + s
	}
	return s
}

func span(w briefing.When) string {
	year := strconv.Itoa(w.From.Year())
	switch w.Grain {
	case "month":
		return w.From.Format("Jan 2006")
	case "year":
		return year
	case "decade":
		return year + "s"
	case "century":
		return ordinal(w.From.Year()/100+1) + " century"
	case "week":
		return "week of " + w.From.Format(dayLayout)
	case "weekend":
		return "weekend of " + w.From.Format(dayLayout)
	case "quarter", "season", "half":
		last := w.To.Add(-time.Nanosecond)
		if last.Year() == w.From.Year() {
			return w.From.Format("Jan") + " to " + last.Format("Jan 2006")
		}
		return w.From.Format("Jan 2006") + " to " + last.Format("Jan 2006")
	}
	return w.From.Format(dayLayout)
}

// dayLayout is how the bot writes a day.
const dayLayout = "2 Jan 2006"

// ordinal is "1st", "2nd", "20th".
func ordinal(n int) string {
	ending := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return strconv.Itoa(n) + ending
}
