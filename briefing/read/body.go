package read

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// Body is the paragraphs of a that a reader would call its text, with an empty line between them: the body with its crossheads and pull
// quotes, and the standfirst where the page shows it. Captions are not of it.
func Body(a briefing.Article) string {
	var out []string
	for _, b := range a.Blocks {
		switch b.Kind {
		case briefing.BlockBody, briefing.BlockCrosshead, briefing.BlockPullQuote:
		case briefing.BlockStandfirst:
			if b.Reason == givenSummary {
				continue
			}
		default:
			continue
		}
		out = append(out, b.Span.Of(a.Text))
	}
	return strings.Join(out, "\n\n")
}
