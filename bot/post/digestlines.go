package post

import (
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// maxCorrected is how many sentences that were told and hold no more a digest shows; of more it tells the number.
const maxCorrected = 5

// corrections shows what this channel was told and holds no more.
func (l *layout) corrections() []Part {
	if len(l.Corrections) == 0 {
		return nil
	}
	parts := []Part{{Kind: PartHeading, Text: Words("Correction")}}
	for i, a := range l.Corrections[:min(maxCorrected, len(l.Corrections))] {
		was := l.corrected + 2*i
		parts = append(parts, amendmentParts(a, a.At.In(l.To.Location()).Format(wording.DateLayout), []int{was}, []int{was + 1})...)
	}
	if left := len(l.Corrections) - maxCorrected; left > 0 {
		parts = append(parts, note(wording.Count(left, "more sentence", "more sentences")+" told here changed too; ask again for what the articles say now."))
	}
	return parts
}

// rest is what stands behind the stories, each under its title: what goes on without news, what is due, and what was.
func (l *layout) rest() [][]Part {
	var out [][]Part
	for _, list := range []struct {
		title string
		lines []briefing.DigestLine
		part  func(briefing.DigestLine) []Part
	}{
		{"Still developing, with nothing new to say", l.Developing, developing},
		{"Due next", l.DueNext, l.due},
		{"Date passed, no outcome in the articles", l.Passed, l.due},
	} {
		if len(list.lines) == 0 {
			continue
		}
		block := []Part{{Kind: PartHeading, Text: Words(list.title)}}
		for _, line := range list.lines {
			block = append(block, list.part(line)...)
		}
		out = append(out, block)
	}
	return out
}

func developing(line briefing.DigestLine) []Part {
	p := note(headlineOf(line))
	p.Cites = line.Point.Citations
	return []Part{p}
}

// due is the date of a line and what is announced for it. A sentence that a story shows already is not shown again.
func (l *layout) due(line briefing.DigestLine) []Part {
	when := interval(line.From, line.To) + ":"
	shown := func(s briefing.DigestStory) bool {
		return slices.ContainsFunc(s.Points, func(p briefing.Point) bool { return p.Text == line.Point.Text })
	}
	if slices.ContainsFunc(l.stories, shown) {
		p := note(when + " " + headlineOf(line))
		p.Cites = line.Point.Citations
		return []Part{p}
	}
	return append([]Part{{Kind: PartLead, Text: Words(when)}}, pointParts(line.Point)...)
}

func headlineOf(line briefing.DigestLine) string {
	if text := wording.Clip(wording.OneLine(line.Headline), maxHeadline); text != "" {
		return text
	}
	return "Untitled"
}

// interval writes a time that begins at from and ends before to, as exactly as it is known: "4 Mar 2025 15:00", "4 Mar 2025",
// "March 2025", "3 Mar 2025 to 9 Mar 2025".
func interval(from, to time.Time) string {
	last := to.AddDate(0, 0, -1)
	switch {
	case from.IsZero():
		return "No date"
	case to.Sub(from) < 23*time.Hour && !from.Equal(midnight(from)):
		return from.Format(wording.MinuteLayout)
	case !last.After(from):
		return from.Format(wording.DateLayout)
	case from.Day() == 1 && to.Equal(from.AddDate(0, 1, 0)):
		return from.Format("January 2006")
	case from.YearDay() == 1 && to.Equal(from.AddDate(1, 0, 0)):
		return from.Format("2006")
	}
	return from.Format(wording.DateLayout) + " to " + last.Format(wording.DateLayout)
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// window says which period a digest covers.
func window(d briefing.Digest) string {
	if d.From.IsZero() {
		return "Up to " + wording.Moment(d.To)
	}
	return "From " + wording.Moment(d.From) + " to " + wording.Moment(d.To)
}

// nothingNew is what a digest without stories says of the period.
func (l *layout) nothingNew() string {
	on := ""
	if len(l.Topics) > 0 {
		on = " on " + wording.Clip(wording.OneLine(wording.Listed(l.Topics, "or")), maxHeadline)
	}
	if l.Articles == 0 {
		return "Nothing new" + on + ": no article came in."
	}
	return "Nothing new" + on + " in " + wording.Count(l.Articles, "article", "articles") + "."
}

// footer counts what the digest was made from, and says what is missing in it. Articles that a digest without stories has counted
// are not counted again.
func (l *layout) footer() []Part {
	var fields []string
	if l.Articles > 0 && len(l.stories) > 0 {
		fields = append(fields, wording.Count(l.Articles, "article", "articles"))
		if l.Outlets > 0 {
			fields = append(fields, wording.Count(l.Outlets, "outlet", "outlets"))
		}
	}
	if l.Undated > 0 {
		fields = append(fields, wording.Grouped(l.Undated)+" undated, counted by when they were read")
	}
	if l.Known > 0 {
		fields = append(fields, wording.Count(l.Known, "story", "stories")+" told before and only reprinted")
	}
	if l.Unread > 0 {
		fields = append(fields, wording.Count(l.Unread, "older article", "older articles")+" not looked at: too many for one digest")
	}
	var parts []Part
	add := func(text string) { parts = append(parts, Part{Kind: PartFooter, Text: Words(text)}) }
	if l.Left > 0 {
		add(wording.Count(l.Left, "more story", "more stories") + " in this period; ask me about any topic to read on.")
	}
	if len(fields) > 0 {
		add(strings.Join(fields, " · "))
	}
	for i, f := range l.Failing {
		if i == maxFailing {
			add("Not read either: " + wording.Count(len(l.Failing)-i, "more feed", "more feeds"))
			break
		}
		line := "Not read since " + f.Since.In(l.To.Location()).Format(wording.DateLayout) + ": " + wording.Clip(wording.OneLine(f.Name), maxTitle)
		if reason := wording.OneLine(f.Reason); reason != "" {
			line += " (" + wording.Clip(reason, maxTitle) + ")"
		}
		add(line)
	}
	return parts
}

// maxFailing is how many feeds that cannot be read are named.
const maxFailing = 3
