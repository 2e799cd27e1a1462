package post

import (
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// unknownPost says honestly that no stored fact answers, how far was looked, and what was nearest.
func unknownPost(a briefing.Answer) Post {
	if a.Searched.Articles == 0 && !a.AsOf.IsZero() {
		return Post{Parts: append([]Part{note("No article was known yet on " + a.AsOf.UTC().Format(wording.MinuteLayout) + " UTC.")}, footerParts(a, nil)...)}
	}
	if a.Searched.Articles == 0 {
		return Notes("I have not read any article yet, so I cannot answer. Add one with: nutgraf add FILE or URL")
	}
	if a.Exhausted {
		return Post{Parts: append([]Part{note("That is all my articles say about it.")}, footerParts(a, nil)...)}
	}
	parts := []Part{note(noneOf(a.Searched))}
	if !a.AsOf.IsZero() {
		parts = []Part{note("None of " + wording.Count(a.Searched.Articles, "article", "articles") + " that were known on " + a.AsOf.UTC().Format(wording.MinuteLayout) + " UTC says that.")}
	}
	a.Searched.Newest = time.Time{} // said; the footer need not say it again
	if missing := missingWords(a.Missing); missing != "" {
		parts = append(parts, note(missing))
	}
	if a.Nearest != nil {
		near := *a.Nearest
		near.N = max(near.N, 1)
		point := briefing.Point{Text: near.Quote, Citations: []int{near.N}}
		lead := "Closest:"
		if a.Opening != "" { // what the articles say instead
			lead = a.Opening
		}
		closest := []Part{{Kind: PartLead, Text: Words(lead)}, {Kind: PartEvidence, Text: Words(point.Text), Cites: point.Citations}}
		full := Post{Parts: slices.Concat(parts, closest, sourceParts([]briefing.Citation{near}, []briefing.Point{point}), footerParts(a, nil))}
		if full.length() <= Budget {
			return full
		}
	}
	return Post{Parts: append(parts, footerParts(a, nil)...)}
}

// noneOf says how far an unknown looked: "None of my 212 articles (newest 4 Mar 2025 09:05) says that."
func noneOf(e briefing.Extent) string {
	newest := ""
	if !e.Newest.IsZero() {
		newest = e.Newest.UTC().Format(wording.MinuteLayout)
	}
	switch {
	case e.Articles == 1 && newest == "":
		return "The one article I have read does not say that."
	case e.Articles == 1:
		return "The one article I have read (of " + newest + ") does not say that."
	case newest == "":
		return "None of my " + wording.Grouped(e.Articles) + " articles says that."
	}
	return "None of my " + wording.Grouped(e.Articles) + " articles (newest " + newest + ") says that."
}

// maxMissing is how many missing words an unknown names: more only say that the question was in another language.
const maxMissing = 5

// missingWords is "No article mentions “Zzyx” or “Foo”."
func missingWords(words []string) string {
	var quoted []string
	for _, w := range words[:min(len(words), maxMissing)] {
		if w = wording.Clip(wording.OneLine(w), 40); w != "" {
			quoted = append(quoted, "“"+w+"”")
		}
	}
	if len(quoted) == 0 {
		return ""
	}
	return "No article mentions " + wording.Listed(quoted, "or") + "."
}
