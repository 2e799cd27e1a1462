package question

import (
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/extract"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// Period is a time that a question names. A zero From or To is an open end: "before 2010" has no From, "since Monday" no To.
// Both are zero where the words do not tell without knowing when it was asked.
type Period struct {
	Span  briefing.Span // of its words in the question, without the word that bounds it
	From  time.Time     // inclusive
	To    time.Time     // exclusive
	Grain string        // how exact the words are: as of briefing.When
	Bound string        // the folded word before it that makes it a limit: "since", "before", "by"; "" when it is the time itself
}

// Resolved reports whether at least one end is known.
func (p Period) Resolved() bool { return !p.From.IsZero() || !p.To.IsZero() }

// Holds reports whether a time lies in the period, as far as its ends are known.
func (p Period) Holds(t time.Time) bool {
	return p.Resolved() && (p.From.IsZero() || !t.Before(p.From)) && (p.To.IsZero() || t.Before(p.To))
}

// timesIn reads the times and figures of a question that was asked at a time; zero leaves "yesterday" unresolved.
func timesIn(q string, words []text.Word, asked time.Time) ([]Period, []briefing.Quantity) {
	if !slices.ContainsFunc(words, timely) {
		return nil, nil
	}
	when, figures := extract.Said(capitalised(q, words), asked)
	var out []Period
	for _, w := range when {
		if !w.Dated() && !w.Resolved() {
			continue
		}
		if w.Grain == "day" && !w.Resolved() && !asked.IsZero() && strings.HasPrefix(w.Value, "XXXX-WXX-") {
			w = onWeekday(w, asked, slices.ContainsFunc(words, func(w text.Word) bool { return futureWord[w.Norm] }))
		}
		out = append(out, bounded(w))
	}
	return out, figures
}

// timely reports whether a word may belong to a time or a figure: without one there is nothing to read.
func timely(w text.Word) bool {
	c := w.Norm[0]
	return '0' <= c && c <= '9' || calendarWord[w.Norm] || figureWord[w.Norm]
}

// bounded is a time with the limit that its words set applied.
func bounded(w briefing.When) Period {
	p := Period{Span: w.Span, From: w.From, To: w.To, Grain: w.Grain, Bound: w.Bound}
	switch w.Bound {
	case "since", "from", "starting":
		p.To = time.Time{}
	case "after", "following":
		p.From, p.To = p.To, time.Time{}
	case "before":
		p.From, p.To = time.Time{}, p.From
	case "until", "till", "by", "to":
		p.From = time.Time{}
	}
	return p
}

// onWeekday is the last such day before or on that of the asking, or the next one behind it.
func onWeekday(w briefing.When, asked time.Time, next bool) briefing.When {
	y, m, d := asked.Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	day := int(w.Value[len(w.Value)-1]-'0') % 7
	back := (int(today.Weekday()) - day + 7) % 7
	w.From = today.AddDate(0, 0, -back)
	if next {
		w.From = w.From.AddDate(0, 0, 7)
	}
	w.To = w.From.AddDate(0, 0, 1)
	return w
}

// capitalised writes the days and months of a question that are typed in lower case with a capital, as the grammar of times expects
// them. A word such as "may" or "march" is a month only beside a figure or behind a preposition of time.
func capitalised(q string, words []text.Word) string {
	var out []byte
	for i, w := range words {
		if c := q[w.Span.Start]; c < 'a' || c > 'z' || !dayWord[w.Norm] && !monthWord[w.Norm] && !shortMonth[w.Norm] {
			continue
		}
		if shortMonth[w.Norm] && !monthHere(words, i) {
			continue
		}
		if out == nil {
			out = []byte(q)
		}
		out[w.Span.Start] -= 'a' - 'A'
	}
	if out == nil {
		return q
	}
	return string(out)
}

// monthHere reports whether what stands beside word i makes it a month.
func monthHere(words []text.Word, i int) bool {
	figure := func(k int) bool {
		return k >= 0 && k < len(words) && words[k].Norm[0] >= '0' && words[k].Norm[0] <= '9'
	}
	return figure(i-1) || figure(i+1) || i > 0 && beforeMonth[words[i-1].Norm]
}

// asOf finds the time behind "as of" and the words that say it, the first and the one behind the last.
func asOf(a asking, words []text.Word, times []Period) (at time.Time, from, to int) {
	for i := 0; i+2 < len(a.tokens); i++ {
		if a.norms[i] != "as" || a.norms[i+1] != "of" && a.norms[i+1] != "at" {
			continue
		}
		for _, p := range times {
			first := words[a.tokens[i+2].at].Span.Start
			if p.Span.Start < first || p.Span.Start > first+len("the end of ") || !p.Resolved() {
				continue
			}
			to := i + 2
			for to < len(a.tokens) && words[a.tokens[to].at].Span.Start < p.Span.End {
				to++
			}
			return p.To, i, to
		}
	}
	return time.Time{}, 0, 0
}

var (
	dayWord = text.WordSet("monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays")

	monthWord  = text.WordSet("january february april june july august september october november december christmas easter ramadan halloween")
	shortMonth = text.WordSet("may march jan feb mar apr jun jul aug sep sept oct nov dec")

	beforeMonth = text.WordSet("in since until till of by from before after last next this during early mid late to")

	// calendarWord and figureWord are the words without which a question has neither a time nor a figure that is not in digits.
	calendarWord = union(dayWord, monthWord, shortMonth, text.WordSet(`today yesterday tomorrow tonight morning afternoon evening night noon midnight day days week weeks weekend month months
		year years hour hours minute minutes decade decades century centuries quarter summer winter spring autumn fall now ago then last`))
	figureWord = text.WordSet(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
		seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half third thirds percent twice double couple`)

	futureWord = text.WordSet("will shall going next upcoming coming due 'll")
)
