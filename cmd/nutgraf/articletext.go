package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// printArticle prints an article for people: what it says of itself, then every block in its place, evidence with
// what was understood, the rest dimmed with the reason. A width of 0 breaks no line.
func printArticle(w io.Writer, a briefing.Article, facts []briefing.Fact, inColour bool, width int) {
	p := page{w, painter{inColour}, width}
	p.lines("", orElse(a.Headline, "(no headline)"), p.bold)
	for _, line := range articleHead(a) {
		p.lines("", line, p.dim)
	}
	for i, b := range a.Blocks {
		fmt.Fprintln(w)
		if !b.Kind.Evidence() {
			p.lines(column(string(b.Kind)), ignored(b, a), p.dim)
			continue
		}
		p.evidence(a, b, only(facts, func(f briefing.Fact) bool { return f.Block == i }))
	}
}

// page is a stream that an article is printed on, with labels at the left.
type page struct {
	io.Writer
	painter
	width int
}

// labelWidth is the room at the left of each line for the longest kind of block, and a space.
const labelWidth = 11

func column(label string) string { return fmt.Sprintf("%-*s", labelWidth, label) }

// lines prints text behind a label, broken between words and hanging under its beginning.
func (p page) lines(label, words string, paint func(string) string) {
	indent := strings.Repeat(" ", len([]rune(label)))
	for i, line := range broken(words, p.width-len(indent)) {
		if i > 0 {
			label = indent
		}
		fmt.Fprintln(p, paint(label+line))
	}
}

// ignored is the text of a block that is no evidence, behind the reason.
func ignored(b briefing.Block, a briefing.Article) string {
	words := oneLine(b.Span.Of(a.Text))
	if b.Reason != "" {
		return "(" + b.Reason + ") " + words
	}
	return words
}

// evidence prints the facts of a block, the block's kind in the margin of the first.
func (p page) evidence(a briefing.Article, b briefing.Block, facts []briefing.Fact) {
	label := column(string(b.Kind))
	if b.Reason != "" {
		p.lines(label, "("+b.Reason+")", p.label)
		label = column("")
	}
	if len(facts) == 0 {
		p.lines(label, oneLine(b.Span.Of(a.Text)), p.dim)
	}
	paragraph := b.Span.Of(a.Text)
	if line := text.Dateline(paragraph).Of(paragraph); line != "" && len(facts) > 0 {
		p.lines(label, "(filed) "+line, p.dim)
		label = column("")
	}
	for _, f := range facts {
		for i, line := range broken(f.Text, p.width-labelWidth-2) {
			mark := "• "
			if i > 0 {
				label, mark = column(""), "  "
			}
			fmt.Fprintln(p, p.label(label)+mark+line)
		}
		label = column("")
		for _, n := range notes(a, f) {
			p.lines(column("")+"    "+fmt.Sprintf("%-8s ", n.name), n.text, p.note)
		}
	}
}

// note is one thing that was understood of a fact.
type note struct{ name, text string }

// notes are what was understood of a fact, in the order of the questions an editor asks: who says it, how surely, of whom,
// when, how many.
func notes(a briefing.Article, f briefing.Fact) (out []note) {
	add := func(name, format string, args ...any) { out = append(out, note{name, fmt.Sprintf(format, args...)}) }
	for _, r := range f.Context {
		add("context", "[%s: %s]", r.Span.Of(a.Text), r.For)
	}
	if f.Dangling {
		add("alone", "not understood without what stands before it")
	}
	for _, q := range f.Quotes {
		said := q.Span.Of(a.Text)
		if q.Kind != briefing.QuoteIndirect {
			said = "“" + said + "”"
		}
		add("quote", "%s, by %s: %s", q.Kind, speaker(q), oneLine(said))
	}
	if f.Attribution != "" && f.Attribution != briefing.AttributedOutlet {
		add("source", "%s", whose[f.Attribution])
	}
	for _, m := range f.Modality {
		add("asserted", "%s: %s", m.Kind, m.Span.Of(a.Text))
	}
	if f.Hedge != "" && !slices.ContainsFunc(f.Modality, func(m briefing.Modality) bool { return m.Span.Of(a.Text) == f.Hedge }) {
		add("hedge", "%s", f.Hedge)
	}
	for _, t := range f.When {
		add("time", "%s = %s", t.Span.Of(a.Text), interval(t))
	}
	for _, q := range f.Quantities {
		add("figure", "%s%s", q.Span.Of(a.Text), measured(q, q.Span.Of(a.Text)))
	}
	if names := mentioned(a, f); names != "" {
		add("names", "%s", names)
	}
	for _, s := range f.Also {
		add("also", "printed at bytes %d to %d", s.Start, s.End)
	}
	return out
}

// whose names, for people, who stands behind a statement.
var whose = map[briefing.Attribution]string{
	briefing.AttributedPerson: "a named person", briefing.AttributedOrganisation: "an organisation",
	briefing.AttributedDocument: "a document", briefing.AttributedUnnamed: "somebody without a name",
}

// speaker says who spoke, in which role and to whom, and whether that is only inferred.
func speaker(q briefing.Quote) string {
	s := orElse(q.Speaker, "nobody named")
	if q.Role != "" {
		s += " (" + q.Role + ")"
	}
	if q.To != "" {
		s += " to " + q.To
	}
	if q.Doubtful {
		s += " – DOUBTFUL, inferred"
	}
	return s
}

// mentioned lists the names of a fact that say more than they print: a fuller form, a role, what they stand for.
func mentioned(a briefing.Article, f briefing.Fact) string {
	var out []string
	for _, m := range f.Mentions {
		printed := m.Span.Of(a.Text)
		s := printed
		if m.Name != "" && m.Name != printed {
			s += " = " + m.Name
		}
		var about []string
		for _, t := range []string{string(m.Type), m.Role} {
			if t != "" && t != string(briefing.MentionOther) {
				about = append(about, t)
			}
		}
		if m.For != "" {
			about = append(about, "for "+m.For)
		}
		if len(about) > 0 {
			s += " (" + strings.Join(about, ", ") + ")"
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

// measured is what a number counts and which bounds it has, where its words do not already print it.
func measured(q briefing.Quantity, printed string) string {
	low, high := figure(q.Low), figure(q.High)
	s := ""
	if q.About {
		low, high = "about "+low, "about "+high
	}
	switch {
	case math.IsInf(q.Low, -1) && math.IsInf(q.High, 1):
	case math.IsInf(q.High, 1):
		s = " = at least " + low
	case math.IsInf(q.Low, -1):
		s = " = at most " + high
	case q.Low != q.High:
		s = " = " + low + " to " + high
	default:
		if !strings.Contains(strings.ReplaceAll(printed, ",", ""), figure(q.Low)) {
			s = " = " + low
		}
	}
	if s != "" && q.Unit != "" {
		s += " " + q.Unit
	}
	if q.Of != "" && !strings.Contains(printed, q.Of) {
		s += ", of " + q.Of
	}
	return s
}

// figure prints a number without an exponent up to 1e15, and at most six digits behind its point: what is multiplied out of "1.07 billion" or
// a fraction has more.
func figure(v float64) string {
	if math.Abs(v) >= 1e15 {
		return strconv.FormatFloat(v, 'g', 6, 64)
	}
	return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
}

// interval prints what a time expression covers: calendar days, a time of day, a length, or that it comes again. What limits it is said first.
func interval(w briefing.When) string {
	switch {
	case w.Kind == briefing.WhenSet:
		return "again and again"
	case w.Kind == briefing.WhenDuration && w.Resolved():
		return covered(w) + " (a length)"
	case w.Kind == briefing.WhenDuration:
		return "a length"
	case w.Value == "PRESENT_REF":
		return "the present of the article"
	case w.Value == "PAST_REF":
		return "in the past, not told when"
	case w.Value == "FUTURE_REF":
		return "still to come, not told when"
	case !w.Resolved():
		return "unresolved: the article does not say which"
	}
	s := covered(w)
	if part := parts[w.Part]; part != "" {
		s = part + " " + s
	}
	if w.Bound != "" {
		s = w.Bound + " " + s
	}
	return s
}

// parts are the words for the part of an interval, or for how exact it is.
var parts = map[string]string{"start": "early in", "mid": "in the middle of", "end": "late in", "about": "about", "less": "a little less than", "more": "more than"}

// covered prints an interval, to the minute where it is a time of day.
func covered(w briefing.When) string {
	const day = "2 Jan 2006"
	if w.Kind == briefing.WhenTime && w.Grain != "part of day" {
		s := w.From.Format(day + ", 15:04")
		if w.To.Sub(w.From) <= time.Hour {
			return s
		}
		return s + " to " + w.To.Format(day+", 15:04")
	}
	last := w.To.Add(-time.Nanosecond)
	if w.From.Format(day) == last.Format(day) || w.Grain == "part of day" {
		return w.From.Format(day)
	}
	return w.From.Format(day) + " to " + last.Format(day)
}

// counts says how much of an article is evidence, and what was ignored: "31 facts in 24 paragraphs; 9 paragraphs ignored: 3 related, …".
func counts(a briefing.Article, facts []briefing.Fact) string {
	evidence, other := 0, 0
	kinds := map[briefing.BlockKind]int{}
	var order []briefing.BlockKind
	for _, b := range a.Blocks {
		switch {
		case b.Kind.Evidence():
			evidence++
		case b.Kind != briefing.BlockHeadline:
			if kinds[b.Kind]++; kinds[b.Kind] == 1 {
				order = append(order, b.Kind)
			}
			other++
		}
	}
	s := counted(len(facts), "fact") + " in " + counted(evidence, "paragraph")
	if other == 0 {
		return s + "; nothing ignored"
	}
	slices.SortStableFunc(order, func(x, y briefing.BlockKind) int { return kinds[y] - kinds[x] })
	var parts []string
	for _, k := range order {
		parts = append(parts, fmt.Sprintf("%d %s", kinds[k], k))
	}
	return s + "; " + counted(other, "paragraph") + " ignored: " + strings.Join(parts, ", ")
}

// language is an article's language, and what that means for its facts.
func language(a briefing.Article) string {
	if a.Language == "" || a.Language == "en" {
		return a.Language
	}
	return a.Language + ": cited as it stands; who, when and how many are read in English only"
}

// articleHead is what an article says of itself, a line each; nothing is made up for what it does not say.
func articleHead(a briefing.Article) []string {
	var lines []string
	line := func(name, value string) {
		if value != "" {
			lines = append(lines, fmt.Sprintf("%-10s %s", name, value))
		}
	}
	line("article", string(a.ID))
	line("outlet", a.Outlet)
	line("address", a.URL)
	line("byline", strings.Join(a.Byline, ", "))
	line("published", orElse(dateTime(a.Published), "unknown: relative days stay relative"))
	line("updated", dateTime(a.Updated))
	line("section", a.Section)
	line("labels", strings.Join(labels(a), ", "))
	line("language", language(a))
	line("terms", a.UsageTerms)
	for _, n := range a.Notes {
		line("note", n)
	}
	return lines
}

// labels are what an article says of itself, for people.
func labels(a briefing.Article) (out []string) {
	for _, l := range a.Labels {
		out = append(out, string(l))
	}
	return out
}
