package answer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// maxSeveral is how many questions of one message are answered.
const maxSeveral = 5

// What an answer to several questions says by itself.
const (
	groupQuestion = "Question %d"
	noteNone      = "Question %d: none of my articles answers it."
	noteTooMany   = "I answer %d questions of one message; please ask the others again."
)

// several answers the questions of one message one by one, each behind those before it, and joins the answers: the points of each stand
// under its number.
func (a *Answerer) several(ctx context.Context, q briefing.Question, parts []string) (briefing.Answer, error) {
	out := briefing.Answer{Question: q.Text, Kind: briefing.AnswerUnknown, AsOf: q.AsOf, Engine: engine}
	var ids, readings []string
	turns := slices.Clone(q.Turns)
	for i, part := range parts[:min(maxSeveral, len(parts))] {
		single := q
		single.Text, single.Turns = part, turns
		one, err := a.Answer(ctx, single)
		if err != nil {
			return briefing.Answer{}, err
		}
		turns = append(turns, one.Turn(q.Asked))
		ids, readings = append(ids, string(one.ID)), append(readings, one.Reading)
		out.Searched, out.Subject, out.Unread = one.Searched, one.Subject, one.Unread
		if len(one.Points) == 0 {
			out.Notes = append(out.Notes, fmt.Sprintf(noteNone, i+1))
			continue
		}
		if out.Kind == briefing.AnswerUnknown {
			out.Kind, out.Confidence, out.Verdict = one.Kind, one.Confidence, one.Verdict
		}
		join(&out, one, fmt.Sprintf(groupQuestion, i+1))
	}
	if len(parts) > maxSeveral {
		out.Notes = append(out.Notes, fmt.Sprintf(noteTooMany, maxSeveral))
	}
	out.Reading = strings.Join(readings, "; ")
	out.ID = briefing.AnswerID(briefing.DerivedID(append([]string{"several", engine}, ids...)...)[:8])
	return out, nil
}

// join adds an answer's points, conflicts and notes behind those of others, its citations numbered on.
func join(out *briefing.Answer, one briefing.Answer, group string) {
	before := len(out.Citations)
	for _, c := range one.Citations {
		c.N += before
		out.Citations = append(out.Citations, c)
	}
	if one.Opening != "" {
		group += ": " + strings.TrimSuffix(one.Opening, ":")
	}
	for _, p := range one.Points {
		p.Group, p.Citations = group, slices.Clone(p.Citations)
		for i := range p.Citations {
			p.Citations[i] += before
		}
		out.Points = append(out.Points, p)
	}
	for _, c := range one.Conflicts {
		c.Sides = slices.Clone(c.Sides)
		for i := range c.Sides {
			c.Sides[i].Citation += before
		}
		out.Conflicts = append(out.Conflicts, c)
	}
	out.Notes = append(out.Notes, one.Notes...)
}
