package claim

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// part is what part the claim's subject plays for a word of a fact.
type part int8

const (
	unnamed  part = iota // the claim's subject is no name: nothing to tell
	agent                // it does what the word says, or is who it says
	patient              // it is done to
	present              // the fact has it elsewhere
	replaced             // another name does it
	absent               // the fact has neither it nor another name for who does
)

const partyReach = 14 // words before a verb among which its subject is looked for

// stands reports whether the name at token i is the claim's subject.
func (c *Claim) stands(f briefing.Fact, i int) bool {
	t := c.tokens[i]
	if t.mention >= 0 {
		m := f.Mentions[t.mention]
		if c.named(m.Name) || c.named(m.Span.Shift(-f.Span.Start).Of(f.Text)) {
			return true
		}
	}
	return c.adjacent(i)
}

// adjacent reports whether all words of the subject stand around token i.
func (c *Claim) adjacent(i int) bool {
	n := len(c.subject)
	for start := max(0, i-n+1); start <= i && start+n <= len(c.tokens); start++ {
		all := true
		for k, w := range c.subject {
			all = all && c.tokens[start+k].norm == w
		}
		if all {
			return true
		}
	}
	return false
}

// named reports whether a name and the subject are one: all words of the shorter are words of the other.
func (c *Claim) named(name string) bool {
	is, ok := c.one[name]
	if !ok {
		is = c.compare(question.Folded(name))
		c.one[strings.Clone(name)] = is
	}
	return is
}

func (c *Claim) compare(folded []string) bool {
	if len(folded) == 0 || len(c.subject) == 0 {
		return false
	}
	shorter, longer := folded, c.subject
	if len(shorter) > len(longer) {
		shorter, longer = longer, shorter
	}
	for _, w := range shorter {
		if !slices.Contains(longer, w) {
			return false
		}
	}
	return true
}

// names tells for each token whether a name stands there, and whether it is the subject's.
func (c *Claim) names(f briefing.Fact) (subject []bool, some bool) {
	c.marks = append(c.marks[:0], make([]bool, len(c.tokens))...)
	subject = c.marks
	for i, t := range c.tokens {
		if t.mention < 0 && (len(c.subject) == 0 || !slices.Contains(c.subject, t.norm)) {
			continue
		}
		subject[i] = c.stands(f, i)
		some = some || subject[i]
	}
	for _, r := range f.Context { // "he", where the article tells who that is
		if !c.named(r.For) && !slices.ContainsFunc(text.Names(r.For), func(s briefing.Span) bool { return c.named(s.Of(r.For)) }) {
			continue
		}
		for i, t := range c.tokens {
			if t.span.Shift(f.Span.Start).Within(r.Span) {
				subject[i], some = true, true
			}
		}
	}
	return subject, some
}

// part tells what part the subject plays for the word at token i, and the name that plays it instead.
func (c *Claim) part(f briefing.Fact, i int, subject []bool, some bool) part {
	if len(c.subject) == 0 {
		return unnamed
	}
	if words().holder[c.tokens[i].stem] || c.holds {
		return c.held(i, subject, some)
	}
	who := c.verbPart(i, subject, some)
	if c.done { // whom it was done to is whom the claim is about
		switch who {
		case agent:
			return patient
		case patient:
			return agent
		}
	}
	return who
}

// verbPart is part for a verb.
func (c *Claim) verbPart(i int, subject []bool, some bool) part {
	before := c.doer(i, subject)
	passive := c.passive(i)
	switch by := c.by(i); {
	case passive && by >= 0 && subject[by]:
		return agent
	case passive && before >= 0 && subject[before]:
		return patient
	case before >= 0 && subject[before]:
		return agent
	}
	for k := i + 1; k < min(i+6, len(c.tokens)) && !c.tokens[k].ends && !c.tokens[k].turns; k++ {
		if subject[k] {
			return patient
		}
		if c.tokens[k].mention >= 0 {
			break
		}
	}
	switch {
	case some && before >= 0:
		return replaced
	case some:
		return present
	case before >= 0:
		return replaced
	}
	return absent
}

// doer is the token of the nearest name before token i that may be the subject of its verb; -1 for none. A name behind a preposition is not.
func (c *Claim) doer(i int, subject []bool) int {
	for k := i - 1; k >= 0 && k >= i-partyReach && !c.tokens[k+1].ends; k-- {
		if c.tokens[k].mention < 0 && !subject[k] {
			continue
		}
		first := k
		for first > 0 && (c.tokens[first-1].mention >= 0 && c.tokens[first-1].mention == c.tokens[k].mention || subject[first-1] && subject[k]) {
			first--
		}
		if first > 0 && (apart[c.tokens[first-1].norm] || c.tokens[first-1].norm == "the" && first > 1 && apart[c.tokens[first-2].norm]) {
			k = first
			continue
		}
		return k
	}
	return -1
}

// passive reports whether the verb at token i says what is done to its subject: "was beaten", "beaten by".
func (c *Claim) passive(i int) bool {
	if !participle(c.tokens[i].norm) {
		return false
	}
	if i+1 < len(c.tokens) && c.tokens[i+1].norm == "by" {
		return true
	}
	for k := i - 1; k >= max(0, i-3); k-- {
		switch w := c.tokens[k].norm; {
		case w == "has" || w == "have" || w == "had" || w == "will":
			return false
		case being[w] || w == "get" || w == "got":
			return true
		}
	}
	return false
}

// participle reports whether a verb's form can say what is done to somebody.
func participle(norm string) bool {
	return strings.HasSuffix(norm, "ed") || strings.HasSuffix(norm, "en") || text.Irregular(norm)
}

// by is the first token of the name behind the "by" that follows token i; -1 for none.
func (c *Claim) by(i int) int {
	for k := i + 1; k+1 < len(c.tokens) && k < i+8 && !c.tokens[k].ends; k++ {
		if c.tokens[k].norm != "by" {
			continue
		}
		for n := k + 1; n < min(k+4, len(c.tokens)); n++ {
			if c.tokens[n].mention >= 0 || slices.Contains(c.subject, c.tokens[n].norm) {
				return n
			}
		}
	}
	return -1
}

const titleReach = 4 // words between a title and the name of who has it

// held tells who holds what the noun at token i says: the nearest name beside it that is none of the claim's own words ("Georgia's governor").
func (c *Claim) held(i int, subject []bool, some bool) part {
	nearest, who := titleReach+2, -1
	for d := 1; d <= titleReach+1; d++ {
		for _, k := range [2]int{i + d, i - d} { // "governor Lind" before "Lind, the governor"
			if k < 0 || k >= len(c.tokens) || c.divided(i, k) {
				continue
			}
			name := c.tokens[k].mention >= 0 || subject[k]
			if name && (subject[k] || !c.direct(k)) && d < nearest {
				nearest, who = d, k
			}
		}
	}
	switch {
	case who >= 0 && subject[who]:
		return agent
	case who >= 0:
		return replaced
	case some:
		return present
	}
	return absent
}

// divided reports whether a statement ends between two tokens.
func (c *Claim) divided(i, k int) bool {
	for n := min(i, k) + 1; n <= max(i, k); n++ {
		if c.tokens[n].ends || c.tokens[n].turns {
			return true
		}
	}
	return false
}

// apart are prepositions whose name is not the subject of the verb behind it.
var apart = text.WordSet(`of in at from against over for on by with to between near under`)
