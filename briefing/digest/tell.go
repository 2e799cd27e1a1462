package digest

import (
	"errors"
	"math"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	maxPoints     = 3 // of one story: the lead, a figure, a quote
	maxDeveloping = 5 // lines
)

// tell tells the stories that were ranked, and a line of each that only develops.
func (d *edition) tell(stories []*story) error {
	for _, s := range stories {
		switch {
		case s.state == stateTold:
			told, err := d.story(s)
			if err != nil {
				return err
			}
			d.out.Stories = append(d.out.Stories, told)
		case s.state == stateDeveloping && len(d.out.Developing) == maxDeveloping:
			s.state = stateKnown
			s.why = append(s.why, "beyond the "+count(maxDeveloping, "line", "lines")+" of what is still developing")
			d.out.Known++
		case s.state == stateDeveloping:
			line, err := d.developing(s)
			if err != nil {
				return err
			}
			d.out.Developing = append(d.out.Developing, line)
		}
	}
	return nil
}

// story tells a story: the lead sentence, a figure, a quote, each cited; of one that was told before only what is new.
func (d *edition) story(s *story) (briefing.DigestStory, error) {
	lead := s.lead()
	told := briefing.DigestStory{
		ID: s.id, Headline: lead.article.Headline, Outlets: s.outlets(), Origins: s.origins(), Labels: lead.article.Labels,
		Correction: s.any(correcting), Update: s.told != nil,
	}
	facts, err := d.factsOf(lead.article.Revision)
	if err != nil || len(facts) == 0 {
		return told, err
	}
	picked := choose(lead.article, facts, s.fresh)
	switch d.Subscription.Length {
	case briefing.LengthHeadlines, briefing.LengthShort:
		picked = picked[:1]
	}
	for _, f := range picked {
		n, fits, err := d.cite(lead.article, f)
		if err != nil {
			return told, err
		}
		if !fits {
			continue
		}
		s.shown = append(s.shown, f.ID)
		if told.Citation == 0 {
			told.Citation = n
		}
		if d.Subscription.Length != briefing.LengthHeadlines {
			told.Points = append(told.Points, briefing.Point{Text: f.Text, Context: relative(f), Citations: []int{n}})
		}
	}
	return told, nil
}

// developing is the line of a story that was told and has nothing new: it leads to its newest article.
func (d *edition) developing(s *story) (briefing.DigestLine, error) {
	lead := s.lead()
	line := briefing.DigestLine{Headline: lead.article.Headline}
	facts, err := d.factsOf(lead.article.Revision)
	if err != nil || len(facts) == 0 {
		return line, err
	}
	f := choose(lead.article, facts, nil)[0]
	n, fits, err := d.cite(lead.article, f)
	if err == nil && fits {
		line.Point = briefing.Point{Text: f.Text, Context: relative(f), Citations: []int{n}}
	}
	return line, err
}

// choose picks the facts of a story: of a correction what it says of itself, then the first of the body, the first with a figure and
// the first with a quote. Without a body it is the first fact there is. A dangling fact is told only behind the one it points to.
// Where news are given only they are picked.
func choose(a briefing.Article, facts []briefing.Fact, news []fresh) []briefing.Fact {
	var picked []briefing.Fact
	has := func(f briefing.Fact) bool {
		return slices.ContainsFunc(picked, func(p briefing.Fact) bool { return p.ID == f.ID })
	}
	isNew := func(f briefing.Fact) bool {
		return len(news) == 0 || slices.ContainsFunc(news, func(n fresh) bool { return n.fact.ID == f.ID })
	}
	pick := func(good func(briefing.Fact) bool) {
		for i, f := range facts {
			if len(picked) == maxPoints {
				return
			}
			body := f.Kind == briefing.FactStatement || f.Kind == briefing.FactQuotation
			if !has(f) && isNew(f) && body && (!f.Dangling || i > 0 && has(facts[i-1])) && good(f) {
				picked = append(picked, f)
				return
			}
		}
	}
	pick(func(f briefing.Fact) bool { return ofNotes(a, f) })
	pick(func(briefing.Fact) bool { return true })
	for _, least := range []float64{telling, few} {
		pick(func(f briefing.Fact) bool { return len(f.Context) == 0 && figure(f, least) })
		if len(picked) > 1 && slices.ContainsFunc(picked[1:], func(f briefing.Fact) bool { return figure(f, least) }) {
			break
		}
	}
	pick(quotes)
	if len(picked) > 0 {
		return picked
	}
	if i := slices.IndexFunc(facts, isNew); i >= 0 {
		return facts[i : i+1]
	}
	return facts[:1]
}

// Figures are key figures from 10 on, or with a unit; without them three of something are better than none. "Two countries" tell
// nothing.
const (
	telling = 10
	few     = 3
)

// figure reports whether a fact counts at least so many of something.
func figure(f briefing.Fact, least float64) bool {
	return slices.ContainsFunc(f.Quantities, func(q briefing.Quantity) bool {
		return q.Unit != "" || max(q.Low, q.High) >= least && !math.IsInf(max(q.Low, q.High), 1) || q.Low >= least
	})
}

// cite gives a fact its number, unless more of its article would be shown than may be. A fact that is cited keeps its number.
func (d *edition) cite(a briefing.Article, f briefing.Fact) (n int, fits bool, err error) {
	for _, c := range d.out.Citations {
		if c.Fact == f.ID {
			return c.N, true, nil
		}
	}
	fits, err = d.shown.Take(f.Revision, f.Span, f.Text, func() (length int, err error) {
		err = d.view(func(s Snapshot) error {
			whole, err := s.Article(f.Revision)
			length = len(whole.Text)
			return err
		})
		return length, err
	})
	if err != nil || !fits {
		return 0, false, err
	}
	n = len(d.out.Citations) + 1
	d.out.Citations = append(d.out.Citations, briefing.Cite(n, a, f))
	return n, true, nil
}

// factsOf reads the facts of a revision; one that was erased has none.
func (d *edition) factsOf(r briefing.RevisionID) (facts []briefing.Fact, err error) {
	err = d.view(func(s Snapshot) error {
		facts, err = s.Facts(r)
		return err
	})
	if errors.Is(err, briefing.ErrNotFound) {
		err = nil
	}
	return facts, err
}

func relative(f briefing.Fact) []briefing.Reference {
	var out []briefing.Reference
	for _, r := range f.Context {
		out = append(out, briefing.Reference{Span: r.Span.Shift(-f.Span.Start), For: r.For})
	}
	return out
}
