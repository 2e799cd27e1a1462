package claim_test

import (
	"testing"

	"github.com/nutgraf/nutgraf/briefing/claim"
	"github.com/nutgraf/nutgraf/briefing/question"
)

func TestDisproved(t *testing.T) {
	tests := []struct {
		asked string
		facts []string
		at    int // the fact that denies; -1 for none
	}{
		{"why did Norland veto the harbour resolution?", []string{"The vote took an hour.", "Norland abstained on the harbour resolution."}, 1},
		{"why did Ida Moe resign?", []string{"Ida Moe did not resign, her office said."}, 0},
		{"why did Marta Sand condemn the ruling?", []string{"Marta Sand defended the ruling in a speech."}, 0},
		{"when did Rovers win the Harbour Cup?", []string{"Rovers have never won the Harbour Cup."}, 0},
		{"why did Ida Moe resign?", []string{"Ida Moe resigned over the tram.", "Ida Moe did not resign at once."}, -1}, // another bears it out
		{"why did Ida Moe resign?", []string{"Ida Moe opened the library."}, -1},
		{"why did Ida Moe resign?", []string{"Karl Holm did not resign."}, -1},                            // somebody else
		{"who signed the treaty?", []string{"Norland did not sign the treaty."}, -1},                      // others may have
		{"why didn't Ida Moe resign?", []string{"Ida Moe did not resign."}, -1},                           // that is what it takes for granted
		{"when did the strike end?", []string{"The strike began in May."}, -1},                            // the one comes after the other
		{"where did Ida Moe find otters?", []string{"Ida Moe did not find otters in any other bay."}, -1}, // but here
		{"why did Ida Moe resign?", []string{"Ida Moe may not resign."}, -1},
	}
	for _, tt := range tests {
		var candidates []claim.Candidate
		for _, f := range tt.facts {
			candidates = append(candidates, claim.Candidate{Fact: factOf(t, f)})
		}
		d, ok := claim.Disproved(claim.New(question.ReadAt(tt.asked, published).Claim), candidates)
		if !ok {
			d.At = -1
		}
		if d.At != tt.at {
			t.Errorf("%s %q is denied by %d (%+v), want %d", tt.asked, tt.facts, d.At, d.Finding, tt.at)
		}
	}
	if _, ok := claim.Disproved(nil, nil); ok {
		t.Error("nothing is denied by nothing")
	}
}

// The words around a fact say what it is about: with them a sentence that leaves its subject to the headline settles a question.
func TestJudgeAround(t *testing.T) {
	c := claimOf(t, "was anybody hurt in the Quay Street fire?")
	f := factOf(t, "Nobody was hurt.")
	alone, among := c.Judge(f), c.Judge(f, "quay", "street", "fire")
	if among.Stand != claim.Denies || among.Strength < claim.Settles {
		t.Errorf("with what is around it: %+v", among)
	}
	if alone.Strength >= claim.Settles {
		t.Errorf("alone: %+v", alone)
	}
	if again := c.Judge(f); again.Strength != alone.Strength {
		t.Errorf("what stood around one fact counts for the next: %+v", again)
	}
}
