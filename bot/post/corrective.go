package post

import (
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// maxAmended is how many sentences a corrective shows; of more it tells the number.
const maxAmended = 5

// Corrective tells a thread what it was told and holds no more, each with what the article says in its place, word by word.
func Corrective(amended []briefing.Amendment) Post {
	parts := []Part{{Kind: PartHeading, Text: Words("Correction")}}
	var sources []briefing.Citation
	cite := func(c briefing.Citation) []int {
		c.N, c.Quote = len(sources)+1, "" // the post shows the words
		sources = append(sources, c)
		return []int{c.N}
	}
	for _, a := range amended[:min(maxAmended, len(amended))] {
		was, now := cite(a.Was), []int(nil)
		if a.Became == briefing.BecameOther {
			now = cite(a.Now)
		}
		parts = append(parts, amendmentParts(a, a.At.UTC().Format(wording.DateLayout), was, now)...)
	}
	if left := len(amended) - maxAmended; left > 0 {
		parts = append(parts, note(wording.Count(left, "more sentence", "more sentences")+
			" told here of this article changed too; ask again for what it says now."))
	}
	return Post{Parts: append(parts, sourceParts(sources, nil)...)}
}

// amendmentParts shows a sentence that was told on a day, and what became of it.
func amendmentParts(a briefing.Amendment, day string, was, now []int) []Part {
	parts := []Part{
		{Kind: PartLead, Text: Words("Told here on " + day + ":")},
		{Kind: PartEvidence, Text: Words(a.Text), Cites: was},
	}
	switch a.Became {
	case briefing.BecameOther:
		return append(parts, Part{Kind: PartLead, Text: Words("The article now says:")}, Part{Kind: PartEvidence, Text: Words(a.Now.Quote), Cites: now})
	case briefing.BecameWithdrawn:
		return append(parts, note("The article was withdrawn."))
	}
	return append(parts, note("The article no longer says this."))
}
