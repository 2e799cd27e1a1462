package answer

import (
	"fmt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// within leaves out of an answer what would show more of an article than the limit allows: points from the last on, then sides of
// conflicts that are no points. Where not even the first point may be shown, the answer leads to its source without its words.
func within(s search.Snapshot, out *composed, limit allowance.Limit) error {
	count := allowance.Count{Limit: limit}
	take := func(citation int, span briefing.Span, words string) (bool, error) {
		c := out.Citations[citation-1]
		revision, _, ok := c.Fact.Place()
		if !ok {
			return true, nil
		}
		return count.Take(revision, span, words, func() (int, error) {
			a, err := s.Article(revision)
			return len(a.Text), err
		})
	}
	var kept []briefing.Point
	for _, p := range out.Points {
		ok := len(p.Citations) == 0
		if !ok {
			var err error
			if ok, err = take(p.Citations[0], out.Citations[p.Citations[0]-1].Span, p.Text); err != nil {
				return err
			}
		}
		if ok {
			kept = append(kept, p)
		}
	}
	left := len(out.Points) - len(kept)
	if left > 0 && len(out.Points[0].Citations) > 0 && (len(kept) == 0 || kept[0].Text != out.Points[0].Text) {
		out.onlySource(out.Points[0].Citations[0])
		return nil
	}
	out.Points = kept
	var conflicts []briefing.Conflict
	for _, c := range out.Conflicts {
		fits := true
		for _, side := range c.Sides {
			quote := out.Citations[side.Citation-1]
			ok, err := take(side.Citation, side.Span.Shift(quote.Span.Start), side.Span.Of(quote.Quote))
			if err != nil {
				return err
			}
			fits = fits && ok
		}
		if fits {
			conflicts = append(conflicts, c)
		}
	}
	dropped := len(conflicts) < len(out.Conflicts)
	if out.Conflicts = conflicts; left > 0 {
		out.Notes = append(out.Notes, leftOut(left, limit))
	}
	if left > 0 || dropped {
		out.renumber()
	}
	return nil
}

// onlySource leaves of an answer the citation of one number, without its words.
func (out *composed) onlySource(n int) {
	c, fact := out.Citations[n-1], out.facts[n-1]
	c.N, c.Quote = 1, ""
	out.Citations, out.facts = []briefing.Citation{c}, []briefing.Fact{fact}
	out.Points, out.Short, out.Conflicts, out.Notes = nil, nil, nil, nil
}

// leftOut says that points are not shown, and why.
func leftOut(points int, limit allowance.Limit) string {
	if limit == (allowance.Limit{}) {
		limit = allowance.Default
	}
	one := "One more point is"
	if points > 1 {
		one = fmt.Sprintf("%d more points are", points)
	}
	return fmt.Sprintf("%s left out: of one article no more than %d sentences or %d %% are shown.", one, limit.Sentences, limit.Percent)
}

// renumber drops citations that nothing leads to any more and numbers the others from 1 in their order.
func (out *composed) renumber() {
	used := make(map[int]bool)
	for _, p := range out.Points {
		for _, n := range p.Citations {
			used[n] = true
		}
	}
	for _, c := range out.Conflicts {
		for _, side := range c.Sides {
			used[side.Citation] = true
		}
	}
	number := make(map[int]int)
	var citations []briefing.Citation
	var facts []briefing.Fact
	for i, c := range out.Citations {
		if !used[c.N] {
			continue
		}
		number[c.N] = len(citations) + 1
		c.N = number[c.N]
		citations, facts = append(citations, c), append(facts, out.facts[i])
	}
	out.Citations, out.facts = citations, facts
	for i := range out.Points {
		for j, n := range out.Points[i].Citations {
			out.Points[i].Citations[j] = number[n]
		}
	}
	for i := range out.Conflicts {
		for j := range out.Conflicts[i].Sides {
			out.Conflicts[i].Sides[j].Citation = number[out.Conflicts[i].Sides[j].Citation]
		}
	}
}
