package post

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// Budget is the most that the post of an answer has, in characters of its plain form: one message of every service holds it. Of
// Discord's 2,000 the rest is room for what an adapter adds.
const Budget = 1900

// Answer lays an answer out: the shortest answer first, then the answering sentences, each with its numbers, then what is to
// be said about them, the sources, and one line of counts with the time up to which articles were read.
//
// A post never grows longer than 1,900 characters of plain text. What does not fit gives way in this order: sources of one article
// share a line; points are left out whole, last first, and a line says how many; the cards of what is told differently; a model's
// summary.
//
// Its actions are what a reader may want next; they hold no words that are not in the post or the answer's id.
func Answer(a briefing.Answer) Post {
	p, more := laidOut(a)
	p.Actions = answerActions(a, more)
	return p
}

// laidOut is the parts of an answer's post, and whether some of its points did not fit.
func laidOut(a briefing.Answer) (p Post, more bool) {
	switch {
	case a.Kind == briefing.AnswerHelp:
		return Help(""), false
	case a.Kind == briefing.AnswerAmbiguous && len(a.Choices) > 0:
		return choicesPost(a), false
	case a.Kind == briefing.AnswerAmbiguous:
		return Notes("I cannot tell whom or what you mean. Please ask with the name or the thing."), false
	case len(a.Points) == 0 && len(a.Citations) > 0:
		return tooLongPost(a), false
	case len(a.Points) == 0 && a.Summary == nil && (a.Opening == "" || a.Nearest != nil):
		return unknownPost(a), false
	}
	for _, give := range []func(*briefing.Answer){
		nil,
		func(a *briefing.Answer) { a.Conflicts = nil },
		func(a *briefing.Answer) { a.Summary = nil }, // the facts stand alone
		oneSource,
	} {
		if give != nil {
			give(&a)
		}
		if p, shown, ok := fitting(a); ok {
			return p, shown < len(a.Points)
		}
	}
	return tooLongPost(a), false
}

// fitting is a post of as many points as fit, at least one if there is any, and how many that are.
func fitting(a briefing.Answer) (p Post, shown int, ok bool) {
	if p := pointsPost(a, len(a.Points), false); p.length() <= Budget {
		return p, len(a.Points), true
	}
	for n := len(a.Points); n >= min(1, len(a.Points)); n-- {
		if p := pointsPost(a, n, true); p.length() <= Budget {
			return p, n, true
		}
	}
	return Post{}, 0, false
}

// oneSource leaves the first point one citation: of several long addresses one leads to the words.
func oneSource(a *briefing.Answer) {
	if len(a.Points) == 0 || len(a.Points[0].Citations) < 2 {
		return
	}
	a.Points = slices.Clone(a.Points)
	a.Points[0].Citations = a.Points[0].Citations[:1]
}

// pointsPost shows the first n points of an answer. Where room is short, sources of one article share a line.
func pointsPost(a briefing.Answer, n int, short bool) Post {
	shown := a.Points[:n]
	parts := openingParts(a)
	parts = append(parts, summaryParts(a.Summary)...)
	group := ""
	for _, p := range shown {
		if p.Group != group && p.Group != "" {
			parts = append(parts, Part{Kind: PartHeading, Text: Words(wording.OneLine(p.Group))})
		}
		group = p.Group
		parts = append(parts, pointParts(p)...)
	}
	parts = append(parts, conflictParts(a.Conflicts, a.Citations)...)
	for _, text := range a.Notes {
		parts = append(parts, note(wording.OneLine(text)))
	}
	if a.Leaned {
		parts = append(parts, note("Understood as "+wording.OneLine(a.Reading)))
	}
	if left := len(a.Points) - n; left > 0 {
		parts = append(parts, note(wording.Count(left, "more point", "more points")+"; to see what is left, ask: more"))
	}
	cited := citedBy(a, shown)
	sources := sourceParts(cited, shown)
	if short {
		sources = byArticle(sources)
	}
	return Post{Parts: slices.Concat(parts, sources, footerParts(a, cited))}
}

// shortShare is the share of a sentence from which on words of it are no shorter answer than the sentence.
const shortShare = 0.6

// openingParts are the bot's words before the points, and the words of the first point that answer by themselves.
func openingParts(a briefing.Answer) []Part {
	var parts []Part
	if a.Opening != "" {
		parts = append(parts, note(wording.OneLine(a.Opening)))
	}
	if a.Short == nil || a.Short.Point != 0 || len(a.Points) == 0 {
		return parts
	}
	first := a.Points[0]
	words := a.Short.Span.Of(first.Text)
	if words == "" || float64(len(words)) > shortShare*float64(len(first.Text)) {
		return parts
	}
	if label := wording.OneLine(a.Short.Label); label != "" {
		parts = append(parts, Part{Kind: PartLead, Text: Words(withColon(wording.Capital(label)))})
	}
	return append(parts, Part{Kind: PartEvidence, Text: Words(words), Marks: []briefing.Span{{End: len(words)}}, Cites: first.Citations})
}

// conflictLabel is what the bot calls a kind of conflict.
var conflictLabel = map[briefing.ConflictKind]string{
	briefing.ConflictOpen:       "Told differently",
	briefing.ConflictRevision:   "Changed over time",
	briefing.ConflictScope:      "Not the same thing counted",
	briefing.ConflictCompatible: "Compatible",
	briefing.ConflictAttributed: "Different sources",
}

// conflictParts is a card for each thing that is told differently: what differs, then the words of each side.
func conflictParts(conflicts []briefing.Conflict, citations []briefing.Citation) []Part {
	var parts []Part
	for _, c := range conflicts {
		label := conflictLabel[c.Kind]
		if c.Note != "" {
			label += " (" + wording.OneLine(c.Note) + ")"
		}
		parts = append(parts, Part{Kind: PartLead, Text: Words(withColon(label))})
		for _, side := range c.Sides {
			i := slices.IndexFunc(citations, func(c briefing.Citation) bool { return c.N == side.Citation })
			if i < 0 {
				continue
			}
			if words := side.Span.Of(citations[i].Quote); words != "" {
				parts = append(parts, Part{Kind: PartEvidence, Text: Words(words), Cites: []int{side.Citation}})
			}
		}
	}
	return parts
}

// summaryParts shows a model's sentences, each with its numbers, and says whose they are.
func summaryParts(s *briefing.Summary) []Part {
	if s == nil || len(s.Sentences) == 0 {
		return nil
	}
	var parts []Part
	for _, sentence := range s.Sentences {
		parts = append(parts, Part{Kind: PartNote, Text: Words(wording.OneLine(sentence.Text)), Cites: sentence.Citations})
	}
	label := "Summary by " + s.Model + ", checked sentence by sentence against the articles' words below."
	if s.Dropped > 0 {
		label += " " + wording.Count(s.Dropped, "sentence", "sentences") + " left out: the articles do not say it."
	}
	return append(parts, note(label))
}

// pointParts shows a point: who speaks, the words, and in brackets what their pointing words stand for.
func pointParts(p briefing.Point) []Part {
	var parts []Part
	if lead := wording.OneLine(p.Lead); lead != "" {
		parts = append(parts, Part{Kind: PartLead, Text: Words(withColon(lead))})
	}
	parts = append(parts, Part{Kind: PartEvidence, Text: Words(p.Text), Marks: p.Marks, Cites: p.Citations})
	if more := p.Prints - len(p.Citations); more > 0 {
		parts = append(parts, note("The same words stand in "+wording.Count(more, "more article", "more articles")+"."))
	}
	var context []string
	for _, r := range p.Context {
		if word := r.Span.Of(p.Text); word != "" && r.For != "" {
			context = append(context, "["+word+": "+wording.OneLine(r.For)+"]")
		}
	}
	if len(context) > 0 {
		parts = append(parts, note(strings.Join(context, " ")))
	}
	return parts
}

// withColon ends a lead so that it leads.
func withColon(lead string) string {
	last, _ := utf8.DecodeLastRuneInString(lead)
	if unicode.IsPunct(last) && last != ')' && last != ']' && last != '”' {
		return lead
	}
	return lead + ":"
}

// citedBy is the citations that points, summary and conflicts of an answer rest on, in the order of their numbers.
func citedBy(a briefing.Answer, points []briefing.Point) []briefing.Citation {
	used := map[int]bool{}
	for _, p := range points {
		for _, n := range p.Citations {
			used[n] = true
		}
	}
	if a.Summary != nil {
		for _, s := range a.Summary.Sentences {
			for _, n := range s.Citations {
				used[n] = true
			}
		}
	}
	for _, c := range a.Conflicts {
		for _, side := range c.Sides {
			used[side.Citation] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(a.Citations), func(c briefing.Citation) bool { return !used[c.N] })
}

// sourceParts lists citations. Words that a point shows already are not shown again.
func sourceParts(citations []briefing.Citation, shown []briefing.Point) []Part {
	var parts []Part
	for _, c := range citations {
		if slices.ContainsFunc(shown, func(p briefing.Point) bool { return p.Text == c.Quote }) {
			c.Quote = ""
		}
		parts = append(parts, Part{Kind: PartSource, Source: new(SourceOf(c))})
	}
	return parts
}

// byArticle joins the lines of sources that lead to one article: the first has the numbers of all.
func byArticle(sources []Part) []Part {
	var parts []Part
	for _, p := range sources {
		i := slices.IndexFunc(parts, func(o Part) bool {
			return o.Source.Article == p.Source.Article && o.Source.Quote.Empty() && p.Source.Quote.Empty()
		})
		if i < 0 || p.Source.Article == "" {
			parts = append(parts, p)
			continue
		}
		parts[i].Cites = append(parts[i].Cites, p.Source.N)
	}
	return parts
}

// footerParts is the last line: "1 article · 1 outlet · as of 4 Mar 2025 09:12 UTC · answer a7f3", without what is not known.
func footerParts(a briefing.Answer, cited []briefing.Citation) []Part {
	fields := countedSources(cited)
	switch {
	case !a.AsOf.IsZero():
		fields = append(fields, "as known on "+a.AsOf.UTC().Format(wording.MinuteLayout)+" UTC")
	case !a.Searched.Newest.IsZero():
		fields = append(fields, "as of "+a.Searched.Newest.UTC().Format(wording.MinuteLayout)+" UTC")
	}
	if a.ID != "" {
		fields = append(fields, "answer "+string(a.ID))
	}
	if len(a.Unread) > 0 {
		fields = append(fields, "part of the index is damaged and was not searched: nutgraf reindex rebuilds it")
	}
	if len(fields) == 0 {
		return nil
	}
	return []Part{{Kind: PartFooter, Text: Words(strings.Join(fields, " · "))}}
}

// countedSources is how many articles and outlets citations are from; an outlet that is not known is not counted.
func countedSources(citations []briefing.Citation) []string {
	articles, outlets := map[briefing.ArticleID]bool{}, map[string]bool{}
	for _, c := range citations {
		articles[c.Article] = true
		if c.Outlet != "" {
			outlets[c.Outlet] = true
		}
	}
	var fields []string
	if len(articles) > 0 {
		fields = append(fields, wording.Count(len(articles), "article", "articles"))
	}
	if len(outlets) > 0 {
		fields = append(fields, wording.Count(len(outlets), "outlet", "outlets"))
	}
	return fields
}

// choicesEnd is room for what stands behind the choices, in characters.
const choicesEnd = 200

// choicesPost asks back which of several readings was meant.
func choicesPost(a briefing.Answer) Post {
	parts := []Part{note("That could mean more than one thing:")}
	for i, choice := range a.Choices {
		next := note(strconv.Itoa(i+1) + ". " + wording.OneLine(choice))
		if (Post{Parts: append(slices.Clone(parts), next)}).length() > Budget-choicesEnd {
			break
		}
		parts = append(parts, next)
	}
	return Post{Parts: slices.Concat(parts, []Part{note("Answer with a number or a name, please.")}, footerParts(a, nil))}
}

// tooLongPost stands for an answer whose first point alone is over [Budget], or over what may be shown of one article. Showing its beginning could lose who said
// it, or a "not"; so it leads to the passage instead.
func tooLongPost(a briefing.Answer) Post {
	text := "The answer is longer than one message holds."
	cited := a.Citations
	if len(a.Points) == 0 {
		text = "The answer is longer than what may be shown of one article."
	}
	if len(a.Points) > 0 {
		cited = citedBy(briefing.Answer{Citations: a.Citations}, a.Points[:1])
	}
	if len(cited) == 0 {
		return Notes(text)
	}
	first := cited[0]
	first.Quote = ""
	parts := slices.Concat([]Part{note(text + " Read it at its source:")}, sourceParts([]briefing.Citation{first}, nil),
		footerParts(a, []briefing.Citation{first}))
	if full := (Post{Parts: parts}); full.length() <= Budget {
		return full
	}
	return Notes(text + " Read it with: nutgraf show " + wording.Clip(string(first.Fact), 80))
}

func note(text string) Part { return Part{Kind: PartNote, Text: Words(text)} }

// Notes is a post of the bot's own words, one paragraph each.
func Notes(paragraphs ...string) Post {
	var p Post
	for _, text := range paragraphs {
		p.Parts = append(p.Parts, note(text))
	}
	return p
}
