package answer

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/differ"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/search"
)

const (
	heldBeside   = 12 // candidates that are held beside the points, the best
	maxConflicts = 3
)

// What the bot says where points tell differently.
const (
	noteNewestFirst = "Newest first."
	leadEarlier     = "Earlier figure"
)

// differing is a fact as it is held beside others, with where it is cited.
type differing struct {
	candidate
	differ.Reading
}

// newestFirst puts points that give a later figure for the thing asked for before those that give an earlier one, and marks these; it
// reports whether there are any.
func newestFirst(s search.Snapshot, points []candidate, r reading) (bool, error) {
	if !tellsDifferently(r) || len(points) < 2 {
		return false, nil
	}
	held, err := readDiffering(s, points)
	if err != nil {
		return false, err
	}
	revised := false
	for i := 1; i < len(points); i++ {
		for _, d := range differ.Between(held[0].Reading, held[i].Reading) {
			if d.Kind != briefing.ConflictRevision || !asked(d.Spans[0], points[0]) {
				continue
			}
			revised = true
			if held[i].Published.After(held[0].Published) {
				points[0].lead = leadEarlier
				points[0], points[i], held[0], held[i] = points[i], points[0], held[i], held[0]
			} else {
				points[i].lead = leadEarlier
			}
			break
		}
	}
	return revised, nil
}

// tellsDifferently reports whether a question asks for what articles may tell differently: a number, a time, a holder of an office.
func tellsDifferently(r reading) bool {
	switch r.Wanted {
	case question.WantNumber, question.WantTime, question.WantPerson:
		return true
	}
	return false
}

// asked reports whether words of a point are of those that answer.
func asked(words briefing.Span, c candidate) bool {
	return slices.ContainsFunc(c.marks, words.Overlaps)
}

// conflicts adds to an answer a card for each way in which its points, or candidates behind them, tell differently what was asked for.
// That a candidate tells of the same thing as the first point is found by holding them beside one another, however sure it would be as
// an answer by itself. What differs in words only is shown where both are points.
func conflicts(s search.Snapshot, out *composed, points []candidate, f found, r reading) error {
	if !tellsDifferently(r) || len(points) == 0 {
		return nil
	}
	beside := slices.Clone(points)
	for _, c := range f.candidates[:min(heldBeside, len(f.candidates))] {
		elsewhere := c.hit.Revision != points[0].hit.Revision // nothing is said of two facts of one article
		if elsewhere && c.fits && c.alone() && !slices.ContainsFunc(beside, func(o candidate) bool { return o.fact.ID == c.fact.ID }) {
			beside = append(beside, c)
		}
	}
	if len(beside) < 2 {
		return nil
	}
	held, err := readDiffering(s, beside)
	if err != nil {
		return err
	}
	for i, a := range held[:len(points)] {
		for j, b := range held[i+1:] {
			j += i + 1
			if i > 0 && j >= len(points) {
				break // what is no point is held beside the first alone
			}
			for _, d := range differ.Between(a.Reading, b.Reading) {
				if !asked(d.Spans[0], a.candidate) || d.Kind == briefing.ConflictCompatible && j >= len(points) {
					continue
				}
				if err := out.differ(s, d, a, b); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// readDiffering reads facts for being held beside one another.
func readDiffering(s search.Snapshot, candidates []candidate) ([]differing, error) {
	var out []differing
	for _, c := range candidates {
		head, err := s.Head(c.fact.Revision)
		if err != nil {
			return nil, err
		}
		out = append(out, differing{c, differ.Read(toldBy(head, c.fact))})
	}
	return out, nil
}

func toldBy(head briefing.Article, f briefing.Fact) differ.Told {
	return differ.Told{
		Fact: f, Headline: head.Headline, Outlet: head.Outlet, Published: head.Published,
		Corrects: len(head.Notes) > 0 && slices.Contains(head.Labels, briefing.LabelCorrection),
	}
}

// differ adds a difference of two facts to the conflicts: as a further side of one that tells the same of the first fact, or as one of its
// own, the newest side first.
func (out *composed) differ(s search.Snapshot, d differ.Difference, a, b differing) error {
	x, err := out.side(s, a, d.Spans[0])
	if err != nil {
		return err
	}
	for i := range out.Conflicts {
		c := &out.Conflicts[i]
		if c.Kind != d.Kind || c.Note != d.Note || !slices.Contains(c.Sides, x) {
			continue
		}
		y, err := out.side(s, b, d.Spans[1])
		if err != nil {
			return err
		}
		if !slices.Contains(c.Sides, y) {
			c.Sides = append(c.Sides, y)
			out.newestSides(c)
		}
		return nil
	}
	if len(out.Conflicts) == maxConflicts {
		return nil
	}
	y, err := out.side(s, b, d.Spans[1])
	if err != nil {
		return err
	}
	c := briefing.Conflict{Kind: d.Kind, About: d.About, Note: d.Note, Sides: []briefing.Side{x, y}}
	out.newestSides(&c)
	out.Conflicts = append(out.Conflicts, c)
	return nil
}

// newestSides orders the sides of a conflict, the newest first and those without a date last.
func (out *composed) newestSides(c *briefing.Conflict) {
	slices.SortStableFunc(c.Sides, func(a, b briefing.Side) int {
		return out.Citations[b.Citation-1].Published.Compare(out.Citations[a.Citation-1].Published)
	})
}

// side is words of a fact as a side of a conflict, under the number of its citation, which it gets if it has none.
func (out *composed) side(s search.Snapshot, f differing, words briefing.Span) (briefing.Side, error) {
	i := slices.IndexFunc(out.Citations, func(c briefing.Citation) bool { return c.Fact == f.Fact.ID })
	if i < 0 {
		head, err := s.Head(f.Fact.Revision)
		if err != nil {
			return briefing.Side{}, err
		}
		shown, err := f.shown(s)
		if err != nil {
			return briefing.Side{}, err
		}
		i = len(out.Citations)
		out.Citations = append(out.Citations, briefing.Cite(i+1, head, shown))
		out.facts = append(out.facts, shown)
	}
	c := out.Citations[i]
	return briefing.Side{Citation: c.N, Span: words.Shift(-c.Span.Start)}, nil
}
