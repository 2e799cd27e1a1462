package post

import (
	"slices"
	"strconv"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// Digest lays a whole digest out as one post, however long: title and window, what was told and holds no more, then each story with its
// outlet's own headline, its facts and who tells it, then what goes on without news and what is due, and the counts. Times are shown in
// the zone of d.From and d.To. It fits a console; [DigestPosts] and [DigestThread] fit messages.
func Digest(d briefing.Digest) Post {
	l := layOut(d)
	return l.post(slices.Concat(slices.Concat(l.blocks()...), l.footer()))
}

// DigestPosts is Digest in posts of at most Budget characters, cut between stories. A story that alone is longer is cut between its
// facts. Each post lists the sources of what it says.
func DigestPosts(d briefing.Digest) []Post {
	l := layOut(d)
	var out []Post
	var filled []Part
	flush := func() {
		if len(filled) > 0 {
			out = append(out, Split(l.post(filled), Budget)...)
		}
		filled = nil
	}
	for _, block := range append(l.blocks(), l.footer()) {
		if all := slices.Concat(filled, block); l.post(all).length() > Budget {
			flush()
		}
		filled = append(filled, block...)
	}
	flush()
	return out
}

// DigestThread is Digest for a service with threads: a post with a line of each story, and under it a post of each, so that people can
// ask back there. A digest of headlines, and one of a single story or none, has nothing to say under it.
func DigestThread(d briefing.Digest) (parent Post, replies []Post) {
	l := layOut(d)
	if d.Length == briefing.LengthHeadlines || len(l.stories) < 2 {
		all := DigestPosts(d)
		return all[0], all[1:]
	}
	for n, s := range l.stories {
		replies = append(replies, Split(l.post(l.story(n, s)), Budget)...)
	}
	rest := slices.Concat(l.rest()...)
	for _, cited := range []bool{true, false} { // the sources are in the thread too
		head := slices.Concat(l.opening(), l.contents(cited))
		if parent = l.post(slices.Concat(head, rest, l.footer())); parent.length() <= Budget {
			return parent, replies
		}
		parent = l.post(slices.Concat(head, l.footer()))
	}
	if len(rest) > 0 { // what goes on and what is due stands last in the thread
		replies = append(replies, Split(l.post(rest), Budget)...)
	}
	all := Split(parent, Budget)
	return all[0], slices.Concat(all[1:], replies)
}

// contents is a line of each story, which stands whole in the thread below.
func (l *layout) contents(cited bool) []Part {
	parts := []Part{{Kind: PartHeading, Text: Words(wording.Count(len(l.stories), "story", "stories") + ", in the thread below")}}
	for n, s := range l.stories {
		line := note(l.headline(n, s) + outletsBehind(s))
		if cited {
			line.Cites = leadOf(s)
		}
		parts = append(parts, line)
	}
	return parts
}

// What a digest repeats of names that others chose, in characters. A header block of Slack holds 150.
const (
	maxTitle    = 150
	maxHeadline = 200
	maxOutlets  = 4 // that are named of one story
)

// layout is a digest on its way to posts, with its citations numbered in the order in which it uses them.
type layout struct {
	briefing.Digest
	stories   []briefing.DigestStory
	citations []briefing.Citation // those of the digest, and of the corrections, by their numbers in it
	number    map[int]int         // in the posts
	corrected int                 // citation number of the first correction
}

func layOut(d briefing.Digest) *layout {
	l := &layout{Digest: d, stories: slices.Clone(d.Stories), number: make(map[int]int)}
	slices.SortStableFunc(l.stories, func(a, b briefing.DigestStory) int { return boolOrder(b.Correction) - boolOrder(a.Correction) })
	for _, c := range d.Citations {
		c.Quote = "" // the post shows the words, or is to be short
		l.citations = append(l.citations, c)
		l.corrected = max(l.corrected, c.N)
	}
	l.corrected++
	for i, a := range d.Corrections { // each has two numbers, of what was told and of what took its place
		a.Was.N, a.Was.Quote = l.corrected+2*i, ""
		l.citations = append(l.citations, a.Was)
		if a.Became == briefing.BecameOther {
			a.Now.N, a.Now.Quote = l.corrected+2*i+1, ""
			l.citations = append(l.citations, a.Now)
		}
	}
	for _, block := range l.blocks() {
		for _, p := range block {
			for _, n := range p.Cites {
				if l.number[n] == 0 {
					l.number[n] = len(l.number) + 1
				}
			}
		}
	}
	return l
}

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}

// post is parts with the sources they cite, before a footer.
func (l *layout) post(parts []Part) Post {
	var sources []briefing.Citation
	out := slices.Clone(parts)
	for i, p := range out {
		out[i].Cites = nil
		for _, n := range p.Cites {
			at := slices.IndexFunc(l.citations, func(c briefing.Citation) bool { return c.N == n })
			if at < 0 {
				continue
			}
			c := l.citations[at]
			c.N = l.number[n]
			out[i].Cites = append(out[i].Cites, c.N)
			if !slices.ContainsFunc(sources, func(s briefing.Citation) bool { return s.N == c.N }) {
				sources = append(sources, c)
			}
		}
	}
	slices.SortFunc(sources, func(a, b briefing.Citation) int { return a.N - b.N })
	end := len(out)
	for end > 0 && out[end-1].Kind == PartFooter {
		end--
	}
	return Post{Parts: slices.Concat(out[:end], byArticle(sourceParts(sources, nil)), out[end:])}
}

// blocks are what a digest says, in pieces that stand together.
func (l *layout) blocks() [][]Part {
	out := [][]Part{l.opening()}
	for n, s := range l.stories {
		out = append(out, l.story(n, s))
	}
	return append(out, l.rest()...)
}

// opening is title, window and corrections, or that nothing is new.
func (l *layout) opening() []Part {
	parts := []Part{{Kind: PartHeading, Text: Words(wording.Clip(DigestTitle(l.Digest), maxTitle))}, note(window(l.Digest))}
	if !l.Due.IsZero() {
		parts = append(parts, note("Late: this digest was due on "+wording.Moment(l.Due)+"."))
	}
	if len(l.stories) == 0 {
		parts = append(parts, note(l.nothingNew()))
	}
	return append(parts, l.corrections()...)
}

// story shows a story: headline, facts, and who tells it.
func (l *layout) story(n int, s briefing.DigestStory) []Part {
	parts := []Part{{Kind: PartHeading, Text: Words(l.headline(n, s))}}
	for _, p := range s.Points {
		parts = append(parts, pointParts(p)...)
	}
	if len(s.Points) == 0 {
		parts[0].Cites = leadOf(s)
	}
	if tail := toldBy(s); tail != "" {
		parts = append(parts, note(tail))
	}
	return parts
}

// leadOf is the citation of a story's lead.
func leadOf(s briefing.DigestStory) []int {
	switch {
	case s.Citation > 0:
		return []int{s.Citation}
	case len(s.Points) > 0:
		return s.Points[0].Citations
	}
	return nil
}

// headline is what a story is called, with its place among several, and what its reader should know before.
func (l *layout) headline(n int, s briefing.DigestStory) string {
	text := wording.Clip(wording.OneLine(s.Headline), maxHeadline)
	if text == "" {
		text = "Untitled"
	}
	switch {
	case s.Correction:
		text = "[Correction] " + text
	case s.Update:
		text = "Update: " + text
	}
	for _, label := range s.Labels {
		switch label {
		case briefing.LabelOpinion, briefing.LabelAnalysis, briefing.LabelSponsored:
			text = "[" + wording.Capital(string(label)) + "] " + text
		case briefing.LabelRelease:
			text = "[Press release] " + text
		}
	}
	if len(l.stories) > 1 {
		text = strconv.Itoa(n+1) + ". " + text
	}
	return text
}

// toldBy names the outlets of a story that several tell, and says how many independent texts stand behind them.
func toldBy(s briefing.DigestStory) string {
	if len(s.Outlets) < 2 {
		return ""
	}
	var names []string
	for _, o := range s.Outlets[:min(maxOutlets, len(s.Outlets))] {
		names = append(names, wording.Clip(wording.OneLine(o), maxHeadline/maxOutlets))
	}
	if more := len(s.Outlets) - maxOutlets; more > 0 {
		names = append(names, wording.Grouped(more)+" more")
	}
	return "Told by " + wording.Listed(names, "and") + independent(s)
}

// outletsBehind counts the outlets of a story that several tell.
func outletsBehind(s briefing.DigestStory) string {
	if len(s.Outlets) < 2 {
		return ""
	}
	return " · " + wording.Count(len(s.Outlets), "outlet", "outlets") + independent(s)
}

func independent(s briefing.DigestStory) string {
	if s.Origins <= 0 || s.Origins >= len(s.Outlets) {
		return ""
	}
	return ", " + wording.Count(s.Origins, "independent text", "independent texts")
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
