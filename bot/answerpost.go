package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// budget is the length of a post in characters of its plain form. One message of Discord holds 2,000, a section of Slack
// 3,000; the rest is room for what an adapter adds.
const budget = 1900

// AnswerPost lays an answer out: the answering sentences first, each with its numbers, then what is to be said about
// them, the sources, and one line of counts with the time up to which articles were read.
//
// A post never grows longer than 1,900 characters of plain text. Points that do not fit are left out whole, last first, and a
// line says how many.
func AnswerPost(a briefing.Answer) Post {
	switch {
	case a.Kind == briefing.AnswerHelp:
		return helpPost()
	case a.Kind == briefing.AnswerAmbiguous && len(a.Choices) > 0:
		return choicesPost(a)
	case a.Kind == briefing.AnswerAmbiguous:
		return notePost("I cannot tell whom or what you mean. Please ask with the name or the thing.")
	case len(a.Points) == 0 && a.Summary == nil:
		return unknownPost(a)
	}
	for n := len(a.Points); n >= min(1, len(a.Points)); n-- {
		if p := pointsPost(a, n); p.length() <= budget {
			return p
		}
	}
	if a.Summary != nil && len(a.Points) > 0 {
		a.Summary = nil // the facts stand alone
		return AnswerPost(a)
	}
	if len(a.Points) > 0 && len(a.Points[0].Citations) > 1 { // long addresses: one of them leads to the words
		a.Points = slices.Clone(a.Points)
		a.Points[0].Citations = a.Points[0].Citations[:1]
		return AnswerPost(a)
	}
	return tooLongPost(a)
}

// length is the number of characters of the plain form.
func (p Post) length() int { return utf8.RuneCountInString(p.Plain()) }

// pointsPost shows the first n points of an answer.
func pointsPost(a briefing.Answer, n int) Post {
	shown := a.Points[:n]
	parts := summaryParts(a.Summary)
	for _, p := range shown {
		parts = append(parts, pointParts(p)...)
	}
	if a.Leaned {
		parts = append(parts, note("Understood as "+oneLine(a.Reading)))
	}
	if left := len(a.Points) - n; left > 0 {
		parts = append(parts, note(count(left, "more point", "more points")+"; to see what is left, ask: more"))
	}
	cited := citedBy(a, shown)
	return Post{Parts: slices.Concat(parts, sourceParts(cited, shown), footerParts(a, cited))}
}

// summaryParts shows a model's sentences, each with its numbers, and says whose they are.
func summaryParts(s *briefing.Summary) []Part {
	if s == nil || len(s.Sentences) == 0 {
		return nil
	}
	var parts []Part
	for _, sentence := range s.Sentences {
		parts = append(parts, Part{Kind: PartNote, Text: oneLine(sentence.Text), Cites: sentence.Citations})
	}
	label := "Summary by " + s.Model + ", checked sentence by sentence against the articles' words below."
	if s.Dropped > 0 {
		label += " " + count(s.Dropped, "sentence", "sentences") + " left out: the articles do not say it."
	}
	return append(parts, note(label))
}

// pointParts shows a point: who speaks, the words, and in brackets what their pointing words stand for.
func pointParts(p briefing.Point) []Part {
	var parts []Part
	if lead := oneLine(p.Lead); lead != "" {
		parts = append(parts, Part{Kind: PartLead, Text: withColon(lead)})
	}
	parts = append(parts, Part{Kind: PartEvidence, Text: p.Text, Marks: p.Marks, Cites: p.Citations})
	if more := p.Prints - len(p.Citations); more > 0 {
		parts = append(parts, note("The same words stand in "+count(more, "more article", "more articles")+"."))
	}
	var context []string
	for _, r := range p.Context {
		if word := r.Span.Of(p.Text); word != "" && r.For != "" {
			context = append(context, "["+word+": "+oneLine(r.For)+"]")
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

// citedBy is the citations that points and summary of an answer rest on, in the order of their numbers.
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
	return slices.DeleteFunc(slices.Clone(a.Citations), func(c briefing.Citation) bool { return !used[c.N] })
}

// sourceParts lists citations. Words that a point shows already are not shown again.
func sourceParts(citations []briefing.Citation, shown []briefing.Point) []Part {
	var parts []Part
	for _, c := range citations {
		if slices.ContainsFunc(shown, func(p briefing.Point) bool { return p.Text == c.Quote }) {
			c.Quote = ""
		}
		parts = append(parts, Part{Kind: PartSource, Citation: &c})
	}
	return parts
}

// footerParts is the last line: "1 article · 1 outlet · as of 4 Mar 2025 09:12 UTC · answer a7f3", without what is not known.
func footerParts(a briefing.Answer, cited []briefing.Citation) []Part {
	fields := countedSources(cited)
	if !a.Searched.Newest.IsZero() {
		fields = append(fields, "as of "+a.Searched.Newest.UTC().Format(minuteLayout)+" UTC")
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
	return []Part{{Kind: PartFooter, Text: strings.Join(fields, " · ")}}
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
		fields = append(fields, count(len(articles), "article", "articles"))
	}
	if len(outlets) > 0 {
		fields = append(fields, count(len(outlets), "outlet", "outlets"))
	}
	return fields
}

// unknownPost says honestly that no stored fact answers, how far was looked, and what was nearest.
func unknownPost(a briefing.Answer) Post {
	if a.Searched.Articles == 0 {
		return notePost("I have not read any article yet, so I cannot answer. Add one with: nutgraf add FILE or URL")
	}
	if a.Exhausted {
		return Post{Parts: append([]Part{note("That is all my articles say about it.")}, footerParts(a, nil)...)}
	}
	parts := []Part{note(noneOf(a.Searched))}
	if !a.AsOf.IsZero() {
		parts = []Part{note("None of my articles that were known at " + a.AsOf.UTC().Format(minuteLayout) + " UTC says that.")}
	}
	a.Searched.Newest = time.Time{} // said; the footer need not say it again
	if missing := missingWords(a.Missing); missing != "" {
		parts = append(parts, note(missing))
	}
	if a.Nearest != nil {
		near := *a.Nearest
		near.N = max(near.N, 1)
		point := briefing.Point{Text: near.Quote, Citations: []int{near.N}}
		closest := []Part{{Kind: PartLead, Text: "Closest:"}, {Kind: PartEvidence, Text: point.Text, Cites: point.Citations}}
		full := Post{Parts: slices.Concat(parts, closest, sourceParts([]briefing.Citation{near}, []briefing.Point{point}), footerParts(a, nil))}
		if full.length() <= budget {
			return full
		}
	}
	return Post{Parts: append(parts, footerParts(a, nil)...)}
}

// noneOf says how far an unknown looked: "None of my 212 articles (newest 4 Mar 2025 09:05) says that."
func noneOf(e briefing.Extent) string {
	newest := ""
	if !e.Newest.IsZero() {
		newest = e.Newest.UTC().Format(minuteLayout)
	}
	switch {
	case e.Articles == 1 && newest == "":
		return "The one article I have read does not say that."
	case e.Articles == 1:
		return "The one article I have read (of " + newest + ") does not say that."
	case newest == "":
		return "None of my " + grouped(e.Articles) + " articles says that."
	}
	return "None of my " + grouped(e.Articles) + " articles (newest " + newest + ") says that."
}

// maxMissing is how many missing words an unknown names: more only say that the question was in another language.
const maxMissing = 5

// missingWords is "No article mentions “Zzyx” or “Foo”."
func missingWords(words []string) string {
	var quoted []string
	for _, w := range words[:min(len(words), maxMissing)] {
		if w = clip(oneLine(w), 40); w != "" {
			quoted = append(quoted, "“"+w+"”")
		}
	}
	if len(quoted) == 0 {
		return ""
	}
	return "No article mentions " + listed(quoted, "or") + "."
}

// choicesEnd is room for what stands behind the choices, in characters.
const choicesEnd = 200

// choicesPost asks back which of several readings was meant.
func choicesPost(a briefing.Answer) Post {
	parts := []Part{note("That could mean more than one thing:")}
	for i, choice := range a.Choices {
		next := note(strconv.Itoa(i+1) + ". " + oneLine(choice))
		if (Post{Parts: append(slices.Clone(parts), next)}).length() > budget-choicesEnd {
			break
		}
		parts = append(parts, next)
	}
	return Post{Parts: slices.Concat(parts, []Part{note("Ask again with the full name, please.")}, footerParts(a, nil))}
}

// tooLongPost stands for an answer whose first point alone is over the budget. Showing its beginning could lose who said
// it, or a "not"; so it leads to the passage instead.
func tooLongPost(a briefing.Answer) Post {
	const text = "The answer is longer than one message holds."
	cited := a.Citations
	if len(a.Points) > 0 {
		cited = citedBy(briefing.Answer{Citations: a.Citations}, a.Points[:1])
	}
	if len(cited) == 0 {
		return notePost(text)
	}
	first := cited[0]
	first.Quote = ""
	parts := slices.Concat([]Part{note(text + " Read it at its source:")}, sourceParts([]briefing.Citation{first}, nil),
		footerParts(a, []briefing.Citation{first}))
	if full := (Post{Parts: parts}); full.length() <= budget {
		return full
	}
	return notePost(text + " Read it with: nutgraf show " + clip(string(first.Fact), 80))
}

func note(text string) Part { return Part{Kind: PartNote, Text: text} }

// notePost is a post of the bot's own words, one paragraph each.
func notePost(paragraphs ...string) Post {
	var p Post
	for _, text := range paragraphs {
		p.Parts = append(p.Parts, note(text))
	}
	return p
}
