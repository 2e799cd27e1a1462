package extract

import (
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// Said reads the times and the figures of a short text that is no article, such as a question, by the rules for a sentence of an article
// published at a time: that is when it was said. It is one sentence; who is who in it nobody looks at, so it costs a small part of [Facts].
func Said(s string, at time.Time) ([]briefing.When, []briefing.Quantity) {
	r := &reading{text: s, language: "en", published: at}
	r.blocks = []briefing.Block{{Kind: briefing.BlockBody, Span: briefing.Span{End: len(s)}}}
	r.sentences = []sentence{{span: briefing.Span{End: len(s)}, part: briefing.BlockBody, words: text.Words(s)}}
	only := &r.sentences[0]
	if len(only.words) == 0 || !only.readable() {
		return nil, nil
	}
	when := r.when(only)
	return when, r.quantities(only, when)
}
