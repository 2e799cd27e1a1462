package briefing

import (
	"slices"
	"time"
)

// Told is an answer as it was given, kept so that it can be given again and compared.
type Told struct {
	Answer   AnswerID
	Question Question // with the turns it leaned on and the time it was asked; its Thread is not kept
	At       time.Time
	Engine   string // Answer.Engine
	Kind     AnswerKind
	Says     string   // Answer.Says
	Text     string   // its plain form, as it was shown
	Facts    []FactID // cited, in order; of an unknown the nearest
}

// Tell makes what is kept of an answer to q that was given at some time; text is its plain form.
func Tell(q Question, a Answer, text string, at time.Time) Told {
	q.Thread = Channel{}
	if !a.Leaned { // nothing said before decides what it says
		q.Turns = nil
	}
	q.Turns = slices.Clone(q.Turns)
	for i := range q.Turns {
		q.Turns[i].Job = "" // it names the place
	}
	t := Told{Answer: a.ID, Question: q, At: at, Engine: a.Engine, Kind: a.Kind, Says: a.Says(), Text: text}
	for _, c := range a.Citations {
		t.Facts = append(t.Facts, c.Fact)
	}
	if a.Nearest != nil {
		t.Facts = append(t.Facts, a.Nearest.Fact)
	}
	return t
}

// Says is a print of all that an answer says about the world: its words, in their order, with the facts they rest on. What it says
// about the library, such as how many articles were searched, is not in it.
func (a Answer) Says() string {
	parts := []string{string(a.Kind), a.Opening, string(a.Verdict)}
	fact := func(n int) string {
		for _, c := range a.Citations {
			if c.N == n {
				return string(c.Fact)
			}
		}
		return ""
	}
	if s := a.Short; s != nil && s.Point < len(a.Points) {
		parts = append(parts, s.Label, s.Span.Of(a.Points[s.Point].Text))
	}
	for _, p := range a.Points {
		parts = append(parts, p.Group, p.Lead, p.Text)
		for _, n := range p.Citations {
			parts = append(parts, fact(n))
		}
	}
	for _, c := range a.Conflicts {
		parts = append(parts, string(c.Kind), c.Note)
		for _, side := range c.Sides {
			parts = append(parts, fact(side.Citation))
		}
	}
	parts = append(parts, a.Notes...)
	parts = append(parts, a.Choices...)
	if a.Nearest != nil {
		parts = append(parts, string(a.Nearest.Fact))
	}
	return DerivedID(parts...)
}
