package post

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// Digest lays a digest out: title, window, corrections first, then each story with its outlet's own headline, its facts
// and who tells it. Times are shown in the zone of d.From and d.To.
//
// It keeps to the budget of [Answer]: further facts of a story give way first, then the last stories, and last the facts
// that alone are too long for a message, whose headlines then lead to them. A line counts what was left out.
func Digest(d briefing.Digest) Post {
	stories := slices.Clone(d.Stories)
	slices.SortStableFunc(stories, func(a, b briefing.DigestStory) int { return boolOrder(b.Correction) - boolOrder(a.Correction) })
	if p := storiesPost(d, stories, len(stories), maxStoryPoints); p.length() <= Budget {
		return p
	}
	for _, points := range []int{1, 0} {
		for n := len(stories); n > 0; n-- {
			if p := storiesPost(d, stories, n, points); p.length() <= Budget {
				return p
			}
		}
	}
	return storiesPost(d, nil, 0, 0)
}

// maxStoryPoints is how many facts of one story a digest shows; the question after it shows the rest.
const maxStoryPoints = 3

// What a digest repeats of names that others chose, in characters. A header block of Slack holds 150.
const (
	maxTitle    = 150
	maxHeadline = 200
)

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}

// storiesPost shows the first n stories with at most the given number of points each.
func storiesPost(d briefing.Digest, stories []briefing.DigestStory, n, points int) Post {
	parts := []Part{{Kind: PartHeading, Text: Words(wording.Clip(DigestTitle(d), maxTitle))}, note(window(d))}
	if len(d.Stories) == 0 {
		parts = append(parts, note(nothingNew(d)))
		return Post{Parts: append(parts, digestFooter(d)...)}
	}
	var cited []briefing.Point
	for _, s := range stories[:n] {
		cited = append(cited, s.Points[:min(max(points, 1), len(s.Points))]...)
	}
	number := renumber(cited)
	for _, s := range stories[:n] {
		parts = append(parts, storyParts(s, s.Points[:min(points, len(s.Points))])...)
	}
	for i := range parts {
		parts[i].Cites = renumbered(parts[i].Cites, number)
	}
	if left := len(d.Stories) - n + d.Left; left > 0 {
		parts = append(parts, note(wording.Count(left, "more story", "more stories")+" in this period; ask me about any topic to read on."))
	}
	sources := citedBy(briefing.Answer{Citations: d.Citations}, cited)
	for i := range sources {
		sources[i].N = number[sources[i].N]
	}
	slices.SortFunc(sources, func(a, b briefing.Citation) int { return a.N - b.N })
	return Post{Parts: slices.Concat(parts, sourceParts(sources, cited), digestFooter(d))}
}

// renumber counts the citations of points from 1 in order of first use, so that what was left out leaves no gap.
func renumber(points []briefing.Point) map[int]int {
	number := make(map[int]int)
	for _, p := range points {
		for _, n := range p.Citations {
			if number[n] == 0 {
				number[n] = len(number) + 1
			}
		}
	}
	return number
}

func renumbered(cites []int, number map[int]int) []int {
	out := make([]int, 0, len(cites))
	for _, n := range cites {
		out = append(out, number[n])
	}
	return out
}

// storyParts shows a story: headline, facts, and how many outlets and independent texts stand behind it.
func storyParts(s briefing.DigestStory, told []briefing.Point) []Part {
	headline := wording.Clip(wording.OneLine(s.Headline), maxHeadline)
	if headline == "" {
		headline = "Untitled"
	}
	if s.Correction {
		headline = "[Correction] " + headline
	}
	parts := []Part{{Kind: PartHeading, Text: Words(headline)}}
	if len(told) == 0 && len(s.Points) > 0 {
		parts[0].Cites = s.Points[0].Citations
	}
	for _, p := range told {
		parts = append(parts, pointParts(p)...)
	}
	var tail []string
	if left := len(s.Points) - len(told); left > 0 {
		tail = append(tail, "+"+wording.Count(left, "fact", "facts"))
	}
	if len(s.Outlets) > 1 {
		outlets := wording.Count(len(s.Outlets), "outlet", "outlets")
		if s.Origins > 0 && s.Origins < len(s.Outlets) {
			outlets += ", " + wording.Count(s.Origins, "independent text", "independent texts")
		}
		tail = append(tail, outlets)
	}
	if len(tail) > 0 {
		parts = append(parts, note(strings.Join(tail, " · ")))
	}
	return parts
}

// DigestTitle is the title of a digest: its name, or what it is about.
func DigestTitle(d briefing.Digest) string {
	if title := wording.OneLine(d.Title); title != "" {
		return title
	}
	if len(d.Topics) > 0 {
		return "Digest: " + wording.Listed(d.Topics, "and")
	}
	return "Digest"
}

// window says which period a digest covers.
func window(d briefing.Digest) string {
	if d.From.IsZero() {
		return "Up to " + wording.Moment(d.To)
	}
	return "From " + wording.Moment(d.From) + " to " + wording.Moment(d.To)
}

// nothingNew is the whole text of a quiet digest.
func nothingNew(d briefing.Digest) string {
	on := ""
	if len(d.Topics) > 0 {
		on = " on " + wording.Clip(wording.OneLine(wording.Listed(d.Topics, "or")), maxHeadline)
	}
	if d.Articles == 0 {
		return "Nothing new" + on + ": no article came in."
	}
	return fmt.Sprintf("Nothing new%s in %s.", on, wording.Count(d.Articles, "article", "articles"))
}

// digestFooter counts what the digest was made from; a quiet digest has said it.
func digestFooter(d briefing.Digest) []Part {
	if d.Articles == 0 || len(d.Stories) == 0 {
		return nil
	}
	fields := []string{wording.Count(d.Articles, "article", "articles")}
	if d.Outlets > 0 {
		fields = append(fields, wording.Count(d.Outlets, "outlet", "outlets"))
	}
	if d.Undated > 0 {
		fields = append(fields, wording.Grouped(d.Undated)+" undated, counted by when they were read")
	}
	return []Part{{Kind: PartFooter, Text: Words(strings.Join(fields, " · "))}}
}
