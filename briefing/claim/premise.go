package claim

import "github.com/nutgraf/nutgraf/briefing"

// Disproof is a fact that denies what a question takes for granted.
type Disproof struct {
	Fact int // index into the facts
	Finding
}

// denied is the strength from which on a fact is taken to deny what a question takes for granted. To be told that one's question is wrong where it is
// not is worse than to be told that nothing answers it: the threshold is high.
const denied = 0.6

// Disproved finds the fact, among the best candidates for a question, that denies what the question takes for granted. ok is false when none does, or
// when another of them bears the claim out at least as well.
func Disproved(c *Claim, facts []briefing.Fact) (d Disproof, ok bool) {
	if c == nil {
		return d, false
	}
	for i, f := range facts {
		found := c.Judge(f)
		switch {
		case found.Stand == Bears && found.Strength >= denied/2:
			return Disproof{}, false
		case found.Stand == Denies && found.Sure && found.Strength >= denied && found.Strength > d.Strength && certain(found.Reason):
			d, ok = Disproof{i, found}, true
		}
	}
	return d, ok
}

func certain(r Reason) bool { return r == Negation || r == Opposite }
