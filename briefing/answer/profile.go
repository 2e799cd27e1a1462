package answer

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// The headings of a profile, in their order.
const (
	groupRoles = "Roles as printed, newest first"
	groupSaid  = "Said"
	groupDid   = "Told of"
)

const (
	maxRoles = 4
	maxSaid  = 2
	maxDid   = 3
)

// profile says who somebody is: the roles that articles print beside the name, newest first and each with the day of its article, what
// the person said, and what is told of the person. It reports false where no article tells that of a
// person of that name.
func profile(out *composed, a asking) (bool, error) {
	t, err := readTopic(a.s, a.topicQuery())
	if err != nil {
		return false, err
	}
	t.weigh()
	p := profiler{topic: t, name: a.r.Topic, room: newRoom(a.s, a.limit), taken: map[*told]bool{}, count: map[*covering]int{}}
	if len(a.r.Topic) == 0 || !slices.ContainsFunc(t.facts, func(f *told) bool { return len(p.mentions(f.fact)) > 0 }) {
		return false, nil
	}
	p.roles()
	p.said()
	p.did()
	if len(p.points) == 0 {
		return false, nil
	}
	out.Kind, out.Unread = briefing.AnswerFact, t.unread
	out.Reading = string(question.FormProfile) + ": " + strings.Join(a.r.Topic, " ")
	if err := cite(a.s, out, p.points); err != nil {
		return false, err
	}
	out.Short = p.short
	out.Notes = append(out.Notes, t.only()...)
	return true, nil
}

// profiler is a profile in the making.
type profiler struct {
	*topic
	name   []string // folded words of the name asked for
	points []candidate
	short  *briefing.Short // the newest role
	room   room
	taken  map[*told]bool
	count  map[*covering]int // points by article
}

// mentions are those of a fact that name the person.
func (p *profiler) mentions(f briefing.Fact) []briefing.Mention {
	var out []briefing.Mention
	for _, m := range f.Mentions {
		if m.Type == briefing.MentionPerson && p.named(m.Name) && m.Span.Within(f.Span) {
			out = append(out, m)
		}
	}
	return out
}

// named reports whether a name has all words of the one asked for.
func (p *profiler) named(name string) bool {
	words := question.Folded(name)
	return !slices.ContainsFunc(p.name, func(w string) bool { return !slices.Contains(words, w) })
}

// roles makes points of the roles that are printed beside the name, of each the newest fact.
func (p *profiler) roles() {
	var known []string
	facts := slices.SortedStableFunc(slices.Values(p.facts), func(a, b *told) int { return byPublished(b, a) })
	for _, dated := range []bool{true, false} {
		for _, f := range facts {
			if f.article.head.Published.IsZero() == dated || len(known) == maxRoles {
				continue
			}
			role, span := p.role(f.fact)
			if role == "" || slices.ContainsFunc(known, func(k string) bool { return sameRole(k, role) }) {
				continue
			}
			c := p.candidate(f)
			c.marks, c.lead = []briefing.Span{span}, "undated"
			if published := f.article.head.Published; !published.IsZero() {
				c.lead = "as of " + published.Format(dayLayout)
			}
			if !p.add(f, c, groupRoles) {
				continue
			}
			known = append(known, role)
			if len(p.points) == 1 && !f.fact.Dangling {
				p.short = &briefing.Short{Span: span.Shift(-f.fact.Span.Start), Label: c.lead}
			}
		}
	}
}

// role is the role that a fact prints beside the name, and where.
func (p *profiler) role(f briefing.Fact) (string, briefing.Span) {
	best, at := "", briefing.Span{}
	for _, m := range p.mentions(f) {
		roles := []string{m.Role}
		for _, q := range f.Quotes {
			if p.named(q.Speaker) && q.Speaker != "" {
				roles = append(roles, q.Role)
			}
		}
		for _, role := range roles {
			if span, ok := nearest(f, role, m); ok && len(role) > len(best) {
				best, at = role, span
			}
		}
		if span, ok := described(f, m); ok && best == "" {
			best, at = span.Shift(-f.Span.Start).Of(f.Text), span
		}
	}
	return best, at
}

// described finds what a fact says of somebody right behind the name: ", who studies tides", " is a painter".
func described(f briefing.Fact, m briefing.Mention) (briefing.Span, bool) {
	start := m.Span.End - f.Span.Start
	for _, by := range describing {
		rest, ok := strings.CutPrefix(f.Text[start:], by)
		if !ok {
			continue
		}
		from := start + len(by) - len(strings.TrimLeft(by, ", ")) // the description with its "who" or "a"
		end := strings.IndexAny(rest, ",.;”\"")
		if end < 0 {
			end = len(rest)
		}
		span := briefing.Span{Start: from, End: start + len(by) + end}
		return span.Shift(f.Span.Start), span.Len() > len(by)
	}
	return briefing.Span{}, false
}

// describing are the words between a name and what it is.
var describing = []string{", who ", ", a ", ", an ", ", the ", " is a ", " is an ", " was a ", " was an "}

// besideName is within how many bytes of a name its role stands.
const besideName = 80

// nearest finds a role in a fact beside the name it belongs to.
func nearest(f briefing.Fact, role string, m briefing.Mention) (briefing.Span, bool) {
	if role == "" {
		return briefing.Span{}, false
	}
	name := m.Span.Shift(-f.Span.Start)
	from, to := max(0, name.Start-besideName), min(len(f.Text), name.End+besideName)
	if i := strings.LastIndex(f.Text[from:name.Start], role); i >= 0 {
		return briefing.Span{Start: from + i, End: from + i + len(role)}.Shift(f.Span.Start), true
	}
	if i := strings.Index(f.Text[name.End:to], role); i >= 0 {
		return briefing.Span{Start: name.End + i, End: name.End + i + len(role)}.Shift(f.Span.Start), true
	}
	return briefing.Span{}, false
}

// sameRole reports whether one of two roles says no more than the other: "minister" beside "foreign minister of Norland". A former one
// says something else.
func sameRole(a, b string) bool {
	x, y := question.Folded(a), question.Folded(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return past(x) == past(y) && !slices.ContainsFunc(x, func(w string) bool { return !text.Stop(w, "en") && !slices.Contains(y, w) })
}

func past(role []string) bool {
	return slices.ContainsFunc(role, func(w string) bool { return w == "former" || w == "ex" || w == "late" || w == "then" })
}

// said makes points of what the person said, the newest first.
func (p *profiler) said() {
	n := 0
	for _, f := range slices.SortedStableFunc(slices.Values(p.facts), func(a, b *told) int { return byPublished(b, a) }) {
		q, ok := spoken(f.fact)
		if n == maxSaid || !ok || !p.named(q.Speaker) {
			continue
		}
		c := p.candidate(f)
		c.quote = q
		c.lead, c.marks = quoteLead(q), []briefing.Span{q.Span}
		if p.add(f, c, groupSaid) {
			n++
		}
	}
}

// did makes points of the most telling facts that begin with the person: what they did, or what became of them.
func (p *profiler) did() {
	var said []*told
	for f := range p.taken {
		said = append(said, f)
	}
	for range maxDid {
		f := p.next(p.facts, said, perArticle, func(f *told) float64 {
			for _, m := range p.mentions(f.fact) {
				if len(f.fact.Quotes) == 0 && begins(f.fact, m) {
					return 0
				}
			}
			return unfit
		})
		if f == nil {
			return
		}
		said = append(said, f)
		p.add(f, p.candidate(f), groupDid)
	}
}

// begins reports whether a fact begins with a mention, perhaps behind its role or an adverbial and a comma, and not with something of
// the one mentioned ("Fenn's lawyer").
func begins(f briefing.Fact, m briefing.Mention) bool {
	at := m.Span.Shift(-f.Span.Start)
	before, behind := strings.TrimSpace(f.Text[:at.Start]), f.Text[at.End:]
	if strings.HasPrefix(behind, "'s") || strings.HasPrefix(behind, "’s") || strings.HasSuffix(at.Of(f.Text), "s'") {
		return false
	}
	return before == "" || m.Role != "" && strings.HasSuffix(m.Role, before) || len(before) < besideName && strings.HasSuffix(before, ",")
}

func (p *profiler) add(f *told, c candidate, group string) bool {
	c.group = group
	if p.taken[f] || p.count[f.article] == perArticle || !p.room.take(f, c) {
		return false
	}
	p.taken[f] = true
	p.count[f.article]++
	p.points = append(p.points, c)
	return true
}
