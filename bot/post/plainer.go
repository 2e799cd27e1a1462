package post

import (
	"slices"
	"strings"
)

// Plainer is the forms of p to try, one after the other, when a service refuses p: its plain words, then its first fact alone
// with where it stands, and last a line that says only that there is something. Each is shorter or plainer than the one before, and
// all go by the key and mark of p. The last holds no word of an article or a person, so nothing in those can be what is refused.
func (p Post) Plainer() []Post {
	var out []Post
	if bare := p.Bare(); !p.IsBare() {
		out = append(out, bare)
	}
	if first := p.firstFact(); len(first.Parts) > 0 && first.length() < p.length() {
		out = append(out, first.Bare())
	}
	why := "I cannot show this here: the chat service refuses it."
	if p.answers() {
		why = "I have the answer, but the chat service refuses to show it here. To see it, say in this channel: last."
	}
	if p.Key != "" {
		why += " Why is logged as " + p.Key + "."
	}
	last := Notes(why)
	last.Key, last.Mark = p.Key, p.Mark
	return append(out, last)
}

// answers reports whether p is an answer, which is remembered by its id.
func (p Post) answers() bool {
	return slices.ContainsFunc(p.Actions, func(a Action) bool {
		_, _, _, ok := About(a.Command)
		return ok
	})
}

// Bare is p as plain words and nothing else: a note for each line of its plain form, and one that says in words what its actions would
// have done. It goes by the same key and mark.
func (p Post) Bare() Post {
	bare := Post{Key: p.Key, Mark: p.Mark}
	for line := range strings.Lines(p.Plain().Reveal()) {
		if line = strings.TrimSpace(line); line != "" {
			bare.Parts = append(bare.Parts, note(line))
		}
	}
	if hint := p.hint(); hint != "" {
		bare.Parts = append(bare.Parts, note(hint))
	}
	return bare
}

// IsBare reports whether p is plain words and nothing else already.
func (p Post) IsBare() bool {
	for _, part := range p.Parts {
		if part.Kind != PartNote || len(part.Cites) > 0 || len(part.Marks) > 0 {
			return false
		}
	}
	return len(p.Actions) == 0
}

// firstFact is the first evidence of p with its lead, and the sources it cites, without links.
func (p Post) firstFact() Post {
	first := Post{Key: p.Key, Mark: p.Mark}
	var cites []int
	for i, part := range p.Parts {
		if part.Kind != PartEvidence {
			continue
		}
		if i > 0 && p.Parts[i-1].Kind == PartLead {
			first.Parts = append(first.Parts, p.Parts[i-1])
		}
		first.Parts, cites = append(first.Parts, part), part.Cites
		break
	}
	for _, part := range p.Parts {
		if part.Source != nil && len(first.Parts) > 0 && part.leadsTo(cites) {
			s := *part.Source
			s.URL, s.Link = Untrusted{}, Untrusted{}
			part.Source = &s
			first.Parts = append(first.Parts, part)
		}
	}
	return first
}

// leadsTo reports whether a source has one of these numbers.
func (p Part) leadsTo(numbers []int) bool {
	return slices.ContainsFunc(numbers, func(n int) bool { return n == p.Source.N || slices.Contains(p.Cites, n) })
}
