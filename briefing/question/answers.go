package question

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/extract"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// Answers reports whether a fact has the sort of thing the question wants, and which of its words that is: no marks where
// it is the whole of it.
func (r Reading) Answers(f briefing.Fact) ([]briefing.Span, bool) {
	switch r.Wanted {
	case WantTime:
		marks := times(f, r)
		return marks, len(marks) > 0
	case WantNumber:
		marks := numbers(f, r)
		return marks, len(marks) > 0
	case WantExtent:
		marks := append(append(lengths(f), times(f, r)...), numbers(f, r)...)
		return marks, len(marks) > 0
	case WantPerson:
		marks := mentions(f, r, briefing.MentionPerson, briefing.MentionOrganisation)
		if len(marks) == 0 {
			marks = nations(f, r)
		}
		return marks, len(marks) > 0
	case WantPlace:
		marks := mentions(f, r, briefing.MentionPlace)
		if len(marks) == 0 {
			marks = located(f, r)
		}
		return marks, len(marks) > 0
	case WantReason:
		return nil, hasCue(f.Text, reasonCues)
	case WantQuote:
		q, ok := r.QuoteBy(f)
		return []briefing.Span{q.Span}, ok
	}
	return nil, true
}

// Narrow reports whether a time tells a year, or a day or so: when something was better than a season or a quarter does.
func Narrow(w briefing.When) bool {
	switch w.Grain {
	case "season", "quarter", "half", "decade", "century":
		return false
	}
	return w.Dated()
}

// times are the times of a fact that say when something was, but those the question names itself, and those of the telling ("said on Wednesday").
func times(f briefing.Fact, r Reading) (marks []briefing.Span) {
	for _, w := range f.When {
		span := w.Span.Shift(-f.Span.Start)
		timely := w.Dated() && !toldAt(f.Text[:span.Start])
		if r.Clock { // a time of day is seldom that of the telling
			timely = w.Kind == briefing.WhenTime
		}
		if timely && !r.has(span.Of(f.Text)) {
			marks = append(marks, w.Span)
		}
	}
	return marks
}

// toldAt reports whether a text breaks off behind a speech verb and a preposition of time.
func toldAt(before string) bool {
	words := text.Words(before)
	for i := len(words) - 1; i >= 0 && i >= len(words)-3; i-- {
		switch w := words[i].Norm; {
		case sayVerb[w]:
			return true
		case !timePreposition[w]:
			return false
		}
	}
	return false
}

// lengths are the lengths of time in a fact.
func lengths(f briefing.Fact) (marks []briefing.Span) {
	for _, w := range f.When {
		if w.Kind == briefing.WhenDuration {
			marks = append(marks, w.Span)
		}
	}
	return marks
}

// numbers are the figures of a fact that may be the one asked for: the one that counts the very noun, else those that the question does
// not name itself and that count nothing else than was asked for.
func numbers(f briefing.Fact, r Reading) (marks []briefing.Span) {
	for _, n := range f.Quantities {
		if r.Counted != "" && n.Of != "" && stemmed(n.Of)[r.Counted] {
			return []briefing.Span{n.Span}
		}
		if !r.has(n.Span.Shift(-f.Span.Start).Of(f.Text)) && !countsOther(n, r) {
			marks = append(marks, n.Span)
		}
	}
	return marks
}

// countsOther reports whether a figure is told to count something else than "how many" asks for: zones or months where soldiers are.
func countsOther(n briefing.Quantity, r Reading) bool {
	if len(r.counts) == 0 {
		return false
	}
	of := n.Of
	if n.Unit != "" {
		of = n.Unit
	}
	if of == "" || len(n.Unit) == 3 && strings.ToUpper(n.Unit) == n.Unit { // dollars are asked for by many words
		return false
	}
	for stem := range stemmed(of) {
		if slices.Contains(r.counts, stem) {
			return false
		}
	}
	return true
}

// Persons are the people a fact names beside those that the question names itself and those who only say the rest.
func (r Reading) Persons(f briefing.Fact) []briefing.Span {
	return mentions(f, r, briefing.MentionPerson)
}

func mentions(f briefing.Fact, r Reading, types ...briefing.MentionType) (marks []briefing.Span) {
	for _, m := range f.Mentions {
		if slices.Contains(types, m.Type) && !r.hasAny(m.Name) && !onlySpeaks(f, m) {
			marks = append(marks, m.Span)
		}
	}
	return marks
}

// nations are countries that act in a fact: "Russia and Iran signed", not "in Russia".
func nations(f briefing.Fact, r Reading) (marks []briefing.Span) {
	for _, m := range f.Mentions {
		before := strings.Fields(f.Text[:max(0, min(m.Span.Start-f.Span.Start, len(f.Text)))])
		placed := len(before) > 0 && (placePreposition[strings.ToLower(before[len(before)-1])] || before[len(before)-1] == "of")
		if m.Type == briefing.MentionPlace && !placed && extract.Nation(m.Name) && !r.hasAny(m.Name) && !onlySpeaks(f, m) {
			marks = append(marks, m.Span)
		}
	}
	return marks
}

// onlySpeaks reports whether a mention is there as the one who says the rest.
func onlySpeaks(f briefing.Fact, m briefing.Mention) bool {
	return slices.ContainsFunc(f.Quotes, func(q briefing.Quote) bool { return m.Span.Within(q.SpeakerSpan) })
}

// located finds names that a preposition of place stands before.
func located(f briefing.Fact, r Reading) (marks []briefing.Span) {
	for _, m := range f.Mentions {
		before := strings.Fields(f.Text[:max(0, min(m.Span.Start-f.Span.Start, len(f.Text)))])
		if len(before) > 1 && (before[len(before)-1] == "the" || before[len(before)-1] == "The") {
			before = before[:len(before)-1]
		}
		if len(before) > 0 && placePreposition[before[len(before)-1]] && !r.hasAny(m.Name) {
			marks = append(marks, m.Span)
		}
	}
	return marks
}

func hasCue(s string, cues map[string]bool) bool {
	return slices.ContainsFunc(text.Words(s), func(w text.Word) bool { return cues[w.Norm] })
}

// Counts reports whether a fact counts the very noun that was asked about.
func (r Reading) Counts(f briefing.Fact) bool {
	return r.Counted != "" && slices.ContainsFunc(f.Quantities, func(q briefing.Quantity) bool { return stemmed(q.Of)[r.Counted] })
}

func stemmed(s string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range text.Words(s) {
		out[text.Stem(w.Norm, "en")] = true
	}
	return out
}

// QuoteBy finds the quote of a fact whose speaker was asked about.
func (r Reading) QuoteBy(f briefing.Fact) (briefing.Quote, bool) {
	if len(r.Speaker) == 0 { // nobody was asked about: no need to look at any fact's speakers
		return briefing.Quote{}, false
	}
	for _, q := range f.Quotes {
		if spokenBy(q, r) {
			return q, true
		}
	}
	return briefing.Quote{}, false
}

// spokenBy reports whether a quote's speaker or role shares a word with who was asked about, and is nobody else of the
// same surname: with a full name asked for, the given names must agree too.
func spokenBy(q briefing.Quote, r Reading) bool {
	speaker := Folded(q.Speaker)
	shares := func(w string) bool { return slices.Contains(r.Speaker, w) }
	if !slices.ContainsFunc(speaker, shares) && !slices.ContainsFunc(Folded(q.Role), shares) {
		return false
	}
	if len(r.Person) < 2 || len(speaker) < 2 || speaker[len(speaker)-1] != r.Person[len(r.Person)-1] {
		return true
	}
	return sameGiven(speaker[0], r.Person[0])
}

// sameGiven reports whether two given names can be one person's: equal, one the initial of the other, or alike in their
// first three letters (Susie, Susan).
func sameGiven(a, b string) bool {
	n := min(len(a), len(b), 3)
	return n > 0 && a[:n] == b[:n]
}
