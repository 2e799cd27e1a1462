package post

import (
	"slices"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// Followed is the answer to a question that a thread follows, under the question: nobody has just asked it.
func Followed(question string, a briefing.Answer) Post {
	p := Answer(a)
	parts := []Part{{Kind: PartHeading, Text: Words("News to: " + wording.Clip(wording.OneLine(question), maxHeadline))}}
	p.Parts = slices.Concat(parts, p.Parts)
	return p
}
