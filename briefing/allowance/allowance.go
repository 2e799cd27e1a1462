// Package allowance says how much of one article an answer or a digest may show.
//
// Whoever shows the words of others may show a part of them. A [Count] adds up what one answer or digest shows of each article, byte
// by byte and each byte once, and says whether a further piece still fits the [Limit].
package allowance

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// Limit is how much of one article may be shown: a share of its text or a number of sentences, whichever is more. The zero Limit is
// [Default].
type Limit struct {
	Percent   int // of the bytes of the article's text, 0 to 100
	Sentences int
}

// Default is ten per cent or three sentences: enough for a fact with what stands around it, and far from the whole.
var Default = Limit{Percent: 10, Sentences: 3}

// Count adds up what is shown of each article. Its zero value has the default limit and has shown nothing.
type Count struct {
	Limit Limit
	shown map[briefing.RevisionID][]piece
}

// piece is one run of words that is shown.
type piece struct {
	span      briefing.Span
	sentences int
}

// Take reports whether words of a revision, which stand at span, may be shown beside what was taken before, and takes them if so. What is
// shown already costs nothing. The length of the article's text is asked for only where the sentences do not decide.
func (c *Count) Take(r briefing.RevisionID, span briefing.Span, words string, length func() (int, error)) (bool, error) {
	taken := c.shown[r]
	if slices.ContainsFunc(taken, func(p piece) bool { return span.Within(p.span) }) {
		return true, nil
	}
	next := append(slices.Clone(taken), piece{span, sentences(words)})
	limit := c.Limit
	if limit == (Limit{}) {
		limit = Default
	}
	total := 0
	for _, p := range next {
		total += p.sentences
	}
	if total > limit.Sentences {
		n, err := length()
		if err != nil {
			return false, err
		}
		if 100*covered(next) > limit.Percent*n {
			return false, nil
		}
	}
	if c.shown == nil {
		c.shown = make(map[briefing.RevisionID][]piece)
	}
	c.shown[r] = next
	return true, nil
}

// sentences is how many sentences words have. A quotation of three is three.
func sentences(words string) int {
	return len(text.Sentences(strings.Map(func(r rune) rune {
		if strings.ContainsRune("“”„«»\"", r) {
			return ' '
		}
		return r
	}, words)))
}

// covered is how many bytes pieces cover together.
func covered(pieces []piece) int {
	pieces = slices.SortedFunc(slices.Values(pieces), func(a, b piece) int { return cmp.Compare(a.span.Start, b.span.Start) })
	total, end := 0, 0
	for _, p := range pieces {
		total += max(0, p.span.End-max(p.span.Start, end))
		end = max(end, p.span.End)
	}
	return total
}
