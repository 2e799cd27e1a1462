package rank

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// name measures whether the names of the question are names of the fact.
func (r *ranking) name(c *candidate) {
	if len(r.names) == 0 {
		return
	}
	mentions := make([][]string, len(c.Fact.Mentions))
	for i, m := range c.Fact.Mentions {
		mentions[i] = question.Folded(m.Name)
	}
	var whole, other, stands float64
	for _, name := range r.names {
		is, shares := false, false
		for i, words := range mentions {
			switch {
			case sameName(name, words, c.Fact.Mentions[i].Type):
				is = true
				if c.Fact.Mentions[i].Span.Start-c.Fact.Span.Start < subjectBytes {
					c.Signals[nameSubject] = 1
				}
			case sharesWord(name, words):
				shares = true
			}
		}
		switch {
		case is:
			whole++
		case shares:
			other++
		case slices.ContainsFunc(c.Fact.Context, func(ref briefing.Reference) bool { return sharesWord(name, question.Folded(ref.For)) }):
			stands++
		}
	}
	n := float64(len(r.names))
	c.Signals[nameWhole] = whole / n
	c.Signals[nameOther] = other / n
	c.Signals[nameStands] = stands / n
}

// subjectBytes is how far into a fact its subject's name begins.
const subjectBytes = 12

// sameName reports whether a mention may be the one that is asked for by a name: all words of the one are words of the other, and
// of somebody's name the last ones.
func sameName(name, mention []string, kind briefing.MentionType) bool {
	short, long := name, mention
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) == 0 {
		return false
	}
	if len(short) == len(long) || kind == briefing.MentionPerson {
		return !slices.ContainsFunc(short, func(w string) bool { return !slices.Contains(long, w) })
	}
	// "Trump" is not Trump Tower, but "the University of Oslo" is asked for as "Oslo University".
	return len(short) > 1 && !slices.ContainsFunc(short, func(w string) bool { return !slices.Contains(long, w) })
}

func sharesWord(name, words []string) bool {
	return slices.ContainsFunc(name, func(w string) bool { return !text.Stop(w, "") && slices.Contains(words, w) })
}
