package answer

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// The headings of changes, in their order.
const (
	groupNew       = "New"
	groupChanged   = "Changed"
	groupCorrected = "Corrected"
	groupWithdrawn = "Withdrawn"
)

var changeGroups = []string{groupNew, groupChanged, groupCorrected, groupWithdrawn}

const (
	maxNew        = 6
	maxChanged    = 3 // pairs of what is told now and what was before
	maxCorrected  = 2
	maxGone       = 2
	newPerArticle = 2
	maxFresh      = 60 // articles of the window that are looked at where no topic is named, the newest
	maxKnownLooks = 24 // facts that are looked up in what was known before
	knownHits     = 3  // facts of before that a fact may repeat

	leadNow    = "Now"
	leadBefore = "Before"
	leadAdded  = "Added to an earlier article"
)

// changes tells what is new, what is told otherwise than before, what was corrected and what is told no more, since a time. A fact that
// was known already, in the same article or another, is not new.
func changes(out *composed, a asking) error {
	w := a.window(out.Searched.Newest)
	out.ID = briefing.AnswerID(briefing.DerivedID(string(out.ID), w.String())[:8])
	t, err := a.fresh(w)
	if err != nil {
		return err
	}
	out.Unread = t.unread
	c := changing{topic: t, asking: a, window: w, room: newRoom(a.s, a.limit)}
	if err := c.compare(); err != nil {
		return err
	}
	t.weigh()
	c.said = append(c.said, t.saidBefore(a.said)...)
	c.corrected()
	c.changed()
	if err := c.news(); err != nil {
		return err
	}
	if err := c.gone(); err != nil {
		return err
	}
	if len(c.points) == 0 {
		return c.nothing(out)
	}
	out.Kind, out.Opening = briefing.AnswerChanges, w.String()
	if a.more() {
		out.Reading = "more of " + out.Reading
	}
	if c.left {
		out.Notes = append(out.Notes, moreNote)
	}
	slices.SortStableFunc(c.points, func(x, y candidate) int {
		return cmp.Compare(slices.Index(changeGroups, x.group), slices.Index(changeGroups, y.group))
	})
	return cite(a.s, out, c.points)
}

// fresh reads the texts that became known in a window, of first and later revisions, on the topic if there is one.
func (a asking) fresh(w window) (*topic, error) {
	query := a.topicQuery()
	if query.Text != "" {
		query.Only.From, query.Only.To = w.from(), w.until.Add(1)
		return readTopic(a.s, query)
	}
	t := &topic{words: newVocabulary()}
	for head, err := range a.s.Between(w.from(), w.until.Add(1)) {
		if err != nil {
			return nil, err
		}
		if w.holds(head) {
			t.articles = append(t.articles, covering{head: head, score: 1, about: true})
		}
	}
	slices.SortStableFunc(t.articles, func(a, b covering) int { return b.head.Known().Compare(a.head.Known()) })
	t.articles = t.articles[:min(maxFresh, len(t.articles))]
	for i := range t.articles {
		if err := t.readFirst(a.s, &t.articles[i]); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// changing is an answer of changes in the making.
type changing struct {
	*topic
	asking asking
	window window
	room   room
	said   []*told // in this answer and before it
	points []candidate
	left   bool // something did not fit

	revised []revision
	looks   int // facts looked up in what was known before
}

// compare holds each revised text of the window beside what it was before, and drops from the topic what it told already.
func (c *changing) compare() error {
	kept := map[*told]bool{}
	for i := range c.articles {
		if !c.window.holds(c.articles[i].head) {
			continue
		}
		r, err := c.revisionOf(&c.articles[i])
		if err != nil {
			return err
		}
		if r.base == "" {
			for _, f := range c.facts {
				kept[f] = kept[f] || f.article == r.article
			}
			continue
		}
		c.revised = append(c.revised, r)
		for _, f := range r.added {
			kept[f] = true
		}
	}
	c.facts = slices.DeleteFunc(c.facts, func(f *told) bool { return !kept[f] })
	return nil
}

// add makes a point of a fact, if there is room.
func (c *changing) add(f *told, group, lead string, marks ...briefing.Span) bool {
	p := f.candidate()
	p.group, p.lead, p.marks = group, lead, marks
	if !c.room.take(f, p) {
		c.left = true
		return false
	}
	c.said, c.points = append(c.said, f), append(c.points, p)
	return true
}

func (c *changing) wasSaid(f *told) bool {
	return slices.ContainsFunc(c.said, func(s *told) bool { return s.fact.ID == f.fact.ID || samePrint(f, s) }) || c.asking.said[f.fact.ID] ||
		slices.Contains(c.asking.q.Known, f.fact.ID)
}

// corrected tells what articles of the window print as a correction of themselves.
func (c *changing) corrected() {
	n := 0
	for _, f := range c.facts {
		noted := slices.ContainsFunc(f.article.head.Notes, func(note string) bool { return strings.Contains(note, f.fact.Text) })
		if !noted || !slices.Contains(f.article.head.Labels, briefing.LabelCorrection) || c.wasSaid(f) {
			continue
		}
		if n == maxCorrected {
			c.left = true
			return
		}
		if c.add(f, groupCorrected, "") {
			n++
		}
	}
}

// changed tells what a revised text tells otherwise than before, each with what it told then.
func (c *changing) changed() {
	var pairs []pair
	for _, r := range c.revised {
		pairs = append(pairs, r.paired...)
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.weight, a.weight) })
	n := 0
	for _, p := range pairs {
		if c.wasSaid(p.now) {
			continue
		}
		if n == maxChanged {
			c.left = true
			return
		}
		left, said, points := c.room.left, len(c.said), len(c.points)
		if !c.add(p.now, groupChanged, leadNow, p.marks...) {
			continue
		}
		if !c.add(p.before, groupChanged, leadBefore, p.marksBefore...) { // one without the other tells half
			c.room.left, c.said, c.points = left, c.said[:said], c.points[:points]
			continue
		}
		n++
	}
}

// news tells the most telling facts of the window that were not known before it.
func (c *changing) news() error {
	given := map[briefing.RevisionID]int{} // by article
	for n := 0; ; {
		f := c.next(c.facts, c.said, math.MaxInt, func(f *told) float64 {
			if c.room.spent[f.fact.Revision] || f.fact.Kind == briefing.FactCaption || given[f.fact.Revision] == newPerArticle ||
				slices.Contains(c.asking.q.Known, f.fact.ID) {
				return unfit
			}
			return 0
		})
		if f == nil || c.looks == maxKnownLooks {
			return nil
		}
		c.looks++
		old, err := c.stated(f, c.window.since.Add(-1), func(head briefing.Article) bool { return !c.window.holds(head) })
		if err != nil {
			return err
		}
		if old {
			c.said = append(c.said, f)
			continue
		}
		if n == maxNew {
			c.left = true
			return nil
		}
		f = c.original(f)
		lead := ""
		if slices.ContainsFunc(c.revised, func(r revision) bool { return r.article == f.article }) {
			lead = leadAdded
		}
		if !c.add(f, groupNew, lead) {
			if c.room.spent[f.fact.Revision] {
				continue
			}
			return nil
		}
		n++
		given[f.fact.Revision]++
	}
}

// nothing says in a line that there is nothing new, and in how many articles; of a topic nobody writes about it is the honest unknown.
func (c *changing) nothing(out *composed) error {
	if c.asking.more() {
		out.ended(true)
		return nil
	}
	articles := out.Searched.Articles
	if query := c.asking.topicQuery(); query.Text != "" {
		t, err := readTopic(c.asking.s, query)
		if err != nil || !t.begin(out, c.asking, briefing.AnswerChanges) {
			return err
		}
		articles = len(t.articles)
	}
	out.Kind = briefing.AnswerChanges
	out.Opening = c.window.String() + ": nothing new in " + strconv.Itoa(articles) + " articles."
	if articles == 1 {
		out.Opening = c.window.String() + ": nothing new in 1 article."
	}
	return nil
}
