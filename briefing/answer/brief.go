package answer

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/differ"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// The headings of a brief, in their order.
const (
	groupBottomLine = "Bottom line"
	groupKeyFacts   = "Key facts"
	groupQuotes     = "Who says what"
	groupFigures    = "Figures"
	groupDue        = "Due next"
)

var briefGroups = []string{groupBottomLine, groupKeyFacts, groupQuotes, groupFigures, groupDue}

// briefOrder is in which order the points of a brief are found as long as there is room: a little of everything before more of it.
var briefOrder = []string{
	groupBottomLine, groupKeyFacts, groupKeyFacts, groupQuotes, groupDue, groupFigures,
	groupKeyFacts, groupKeyFacts, groupQuotes, groupKeyFacts, groupFigures, groupDue,
}

// keyPerArticle is how many points of a brief one article gives while others have something to say.
const keyPerArticle = 2

// brief tells the main facts of a topic, leaving out those that were said already: the bottom line, key facts, who says what,
// figures, and what is due next.
func brief(out *composed, a asking) error {
	t, err := a.briefed(out.Searched.Newest)
	if err != nil {
		return err
	}
	if !t.begin(out, a, briefing.AnswerBrief) {
		return nil
	}
	gaps := t.gaps()
	t.weigh()
	b := briefer{topic: t, newest: t.newest(), room: newRoom(a.s, a.limit), said: t.saidBefore(a.said)}
	for _, group := range briefOrder {
		if group == groupBottomLine && a.more() {
			continue
		}
		b.find(group)
	}
	points := b.points()
	if len(points) == 0 {
		out.ended(a.more())
		return nil
	}
	if !a.more() {
		out.Notes = append(t.only(), gaps...)
	}
	if b.next(b.facts, b.said, math.MaxInt, b.keyFact) != nil {
		out.Notes = append(out.Notes, moreNote)
	}
	if err := cite(a.s, out, points); err != nil {
		return err
	}
	return b.disputed(a.s, out)
}

// disputed adds a card for each thing that a point and another telling fact of the topic tell differently. What only counts something else
// or rounds is no dispute.
func (b *briefer) disputed(s search.Snapshot, out *composed) error {
	shown := slices.DeleteFunc(slices.Clone(b.said), func(f *told) bool { return !measured(f.fact) })
	var beside []candidate
	facts := slices.SortedStableFunc(slices.Values(b.facts), func(x, y *told) int { return cmp.Compare(y.score, x.score) })
	for _, f := range append(shown, facts...) {
		if len(beside) == len(shown)+maxDisputing {
			break
		}
		if len(beside) < len(shown) || measured(f.fact) && b.disputable(f, shown) {
			beside = append(beside, f.candidate())
		}
	}
	held, err := readDiffering(s, beside)
	if err != nil {
		return err
	}
	for i, x := range held[:len(shown)] {
		for _, y := range held[i+1:] {
			for _, d := range differ.Between(x.Reading, y.Reading) {
				if d.Kind == briefing.ConflictScope || d.Kind == briefing.ConflictCompatible {
					continue
				}
				if err := out.differ(s, d, x, y); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

const (
	maxDisputing = 6    // facts that are held beside those of a brief
	disputedLike = 0.30 // likeness to one of them from which they are
)

// measured reports whether a fact gives a figure or a time: what can be told differently for sure.
func measured(f briefing.Fact) bool { return len(f.Quantities) > 0 || len(f.When) > 0 }

// disputable reports whether a fact is none of those shown, and like one of another article.
func (b *briefer) disputable(f *told, shown []*told) bool {
	return !slices.ContainsFunc(shown, func(o *told) bool { return o.fact.ID == f.fact.ID || samePrint(o, f) }) &&
		slices.ContainsFunc(shown, func(o *told) bool {
			return o.article != f.article && b.words.likeness(f.words, o.words) >= disputedLike
		})
}

// briefed is the topic, or without one what became known in the last day up to the newest article.
func (a asking) briefed(newest time.Time) (*topic, error) {
	if query := a.topicQuery(); query.Text != "" {
		return readTopic(a.s, query)
	}
	return a.fresh(window{since: newest.Add(-usualWindow), until: newest})
}

// briefer is a brief in the making.
type briefer struct {
	*topic
	newest time.Time // article
	said   []*told   // in this answer and before it
	found  []candidate
	room   room
}

// find adds the best fact for a group, if there is one and room for it.
func (b *briefer) find(group string) {
	fits := map[string]func(*told) float64{
		groupBottomLine: b.bottomLine, groupKeyFacts: b.keyFact, groupQuotes: b.quote, groupFigures: b.figure, groupDue: b.due,
	}[group]
	for _, perArticle := range []int{keyPerArticle, math.MaxInt} {
		f := b.next(b.facts, b.said, perArticle, func(f *told) float64 {
			if b.room.spent[f.fact.Revision] {
				return unfit
			}
			return fits(f)
		})
		if f == nil {
			continue
		}
		f = b.original(f)
		c := b.dressed(f, group)
		if b.room.take(f, c) {
			b.said, b.found = append(b.said, f), append(b.found, c)
			return
		}
		if !b.room.spent[f.fact.Revision] {
			return
		}
	}
}

// points are what was found, group by group; what is due in the order of its dates.
func (b *briefer) points() []candidate {
	slices.SortStableFunc(b.found, func(x, y candidate) int {
		if x.group == groupDue && y.group == groupDue {
			return b.dueAt(x.fact).From.Compare(b.dueAt(y.fact).From)
		}
		return cmp.Compare(slices.Index(briefGroups, x.group), slices.Index(briefGroups, y.group))
	})
	return b.found
}

var unfit = math.Inf(-1)

// worthNewest is what being of the newest article is worth to the bottom line, beside all else.
const worthNewest = 2.5

// barelyOlder is how much older an article is that is half as fresh as the newest, for the bottom line.
const barelyOlder = 24 * time.Hour

// bottomLine says how fit a fact is to be the one thing to know: a plain statement of an article that is about the topic.
func (b *briefer) bottomLine(f *told) float64 {
	if f.fact.Kind != briefing.FactStatement || !f.article.about && len(b.articles) > 1 {
		return unfit
	}
	return worthNewest * b.fresh(f, barelyOlder)
}

func (b *briefer) keyFact(f *told) float64 {
	if f.fact.Kind == briefing.FactCaption || f.fact.Kind == briefing.FactQuotation {
		return unfit
	}
	return 0
}

// quote says how fit a fact is to show what somebody says: somebody with a name, in words of their own.
func (b *briefer) quote(f *told) float64 {
	q, ok := spoken(f.fact)
	if !ok || slices.ContainsFunc(b.found, func(c candidate) bool { return c.group == groupQuotes && c.quote.Speaker == q.Speaker }) {
		return unfit
	}
	bonus := 0.0
	if f.fact.Kind == briefing.FactQuotation {
		bonus += costSpoken
	}
	if q.Role != "" {
		bonus += 0.5
	}
	if q.Kind == briefing.QuoteDirect {
		bonus += 0.5
	}
	return bonus
}

// spoken is the first quote of a fact in words of somebody with a name.
func spoken(f briefing.Fact) (briefing.Quote, bool) {
	for _, q := range f.Quotes {
		if q.Kind != briefing.QuoteIndirect && q.Speaker != "" && !q.Doubtful {
			return q, true
		}
	}
	return briefing.Quote{}, false
}

// figure says how fit a fact is to give the topic's figures: it counts something, or measures it.
func (b *briefer) figure(f *told) float64 {
	if n := len(figuresOf(f.fact)); n > 0 && f.fact.Kind != briefing.FactQuotation {
		return 0.3 * float64(min(n, 3))
	}
	return unfit
}

// figuresOf are the figures of a fact that count or measure; an age does not.
func figuresOf(f briefing.Fact) []briefing.Span {
	var out []briefing.Span
	for _, q := range f.Quantities {
		if (q.Of != "" || q.Unit != "") && q.Unit != "year old" {
			out = append(out, q.Span)
		}
	}
	return out
}

// due says how fit a fact is to tell what is to come: it names a time after the newest article.
func (b *briefer) due(f *told) float64 {
	if !b.dueAt(f.fact).Resolved() {
		return unfit
	}
	if slices.ContainsFunc(f.fact.Modality, func(m briefing.Modality) bool { return m.Kind == briefing.ModalityPlanned }) {
		return 1
	}
	return 0
}

// dueAt is the time after the newest article that a fact names, unresolved if it names none.
func (b *briefer) dueAt(f briefing.Fact) briefing.When {
	for _, w := range dates(f) {
		if !b.newest.IsZero() && w.From.After(b.newest) {
			return w
		}
	}
	return briefing.When{}
}

// dressed is a fact as a point of its group.
func (b *briefer) dressed(f *told, group string) candidate {
	c := b.candidate(f)
	c.group = group
	switch group {
	case groupBottomLine:
		c.lead = b.reason(f)
	case groupQuotes:
		c.quote, _ = spoken(f.fact)
		c.lead, c.marks = quoteLead(c.quote), []briefing.Span{c.quote.Span}
	case groupFigures:
		c.marks = figuresOf(f.fact)
	case groupDue:
		w := b.dueAt(f.fact)
		c.lead, c.marks = dateText(w), []briefing.Span{w.Span}
	}
	return c
}

// reason says why a fact is the bottom line.
func (b *briefer) reason(f *told) string {
	switch n := len(b.articles); {
	case n == 1:
		return ""
	case f.article.head.Published.Equal(b.newest) && !b.newest.IsZero():
		return "Newest of " + strconv.Itoa(n) + " articles"
	default:
		return "Central in " + strconv.Itoa(n) + " articles"
	}
}

// gaps says which of an event's questions no article on the topic answers. It is silent where an article was not read whole.
func (t *topic) gaps() []string {
	if len(t.articles) > wholeArticles || slices.ContainsFunc(t.articles, func(a covering) bool { return !a.about }) {
		return nil
	}
	var out []string
	for _, slot := range slots {
		if len(out) < maxGaps && !slices.ContainsFunc(t.facts, func(f *told) bool { return slot.filled(f.fact) }) {
			out = append(out, slot.note)
		}
	}
	return out
}

// maxGaps is how many gaps a brief names.
const maxGaps = 3

// slots are what one wants to know of an event, and what the bot says where no article tells it.
var slots = []struct {
	note   string
	filled func(briefing.Fact) bool
}{
	{"No article gives a cause.", wanting(question.WantReason)},
	{"No article says when.", func(f briefing.Fact) bool { return slices.ContainsFunc(f.When, briefing.When.Dated) }},
	{"No article says where.", wanting(question.WantPlace)},
	{"No article names anybody.", mentioning(briefing.MentionPerson, briefing.MentionOrganisation)},
	{"No article gives a figure.", func(f briefing.Fact) bool { return len(f.Quantities) > 0 }},
}

func wanting(w question.Wanted) func(briefing.Fact) bool {
	return func(f briefing.Fact) bool {
		_, ok := question.Reading{Wanted: w}.Answers(f)
		return ok
	}
}

func mentioning(types ...briefing.MentionType) func(briefing.Fact) bool {
	return func(f briefing.Fact) bool {
		return slices.ContainsFunc(f.Mentions, func(m briefing.Mention) bool { return slices.Contains(types, m.Type) })
	}
}
