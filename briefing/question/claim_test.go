package question

import (
	"strings"
	"testing"
	"time"
)

func TestClaim(t *testing.T) {
	tests := []struct {
		question string
		wanted   Wanted
		claim    string
	}{
		{"did Sweden send 300 troops to Mali in May?", WantVerdict, "sweden send 300 troops to mali in may"},
		{"Has the council not paid?", WantVerdict, "not: the council paid"},
		{"didn't the council pay", WantVerdict, "the council pay"},
		{"Is it true that the bridge was closed?", WantVerdict, "the bridge was closed"},
		{"the bridge was closed on Monday, wasn't it?", WantVerdict, "the bridge was closed on monday"},
		{"He never resigned, right?", WantVerdict, "not: he resigned"},
		{"can you tell me whether Ida Moe won", WantVerdict, "ida moe won"},
		{"did they meet in Oslo or in Bergen?", WantVerdict, "or: they meet in oslo or in bergen"},
		{"why did Berlin cancel the deal?", WantReason, "taken: berlin cancel the deal"},
		{"hey, y did berlin cancel the deal?? thx", WantReason, "taken: berlin cancel the deal"},
		{"how many troops did Sweden send to Mali?", WantNumber, "taken: troops sweden send to mali"},
		{"who cancelled the deal?", WantPerson, "taken: cancelled the deal"},
		{"why wasn't the bridge closed?", WantReason, "taken: not: the bridge closed"},
		{"hello there", WantHelp, ""},
	}
	for _, tt := range tests {
		r := Read(tt.question)
		var said []string
		for _, w := range r.Claim.Words {
			said = append(said, w.Norm)
			if w.Span.Of(tt.question) == "" {
				t.Errorf("%q: the word %q has no place", tt.question, w.Norm)
			}
		}
		got := strings.Join(said, " ")
		for _, flag := range []struct {
			is   bool
			name string
		}{{r.Claim.Alternatives, "or: "}, {r.Claim.Negated, "not: "}, {r.Claim.Presupposed, "taken: "}} {
			if flag.is {
				got = flag.name + got
			}
		}
		if r.Wanted != tt.wanted || got != tt.claim {
			t.Errorf("%q wants %q and claims %q, want %q and %q", tt.question, r.Wanted, got, tt.wanted, tt.claim)
		}
	}
}

func TestClaimParts(t *testing.T) {
	q := "did Ida Moe pay more than 40 million kroner in May 2019?"
	c := ReadAt(q, time.Date(2025, 3, 5, 9, 0, 0, 0, time.UTC)).Claim
	if len(c.Subject) != 2 || c.Subject[1].Span.Of(q) != "Moe" || c.Auxiliary != "did" {
		t.Errorf("the subject is %v, the auxiliary %q", c.Subject, c.Auxiliary)
	}
	if len(c.Figures) != 1 || c.Figures[0].Low != 40e6 || c.Figures[0].Span.Of(q) != "more than 40 million kroner" {
		t.Errorf("the figures are %+v", c.Figures)
	}
	if len(c.Times) != 1 || c.Times[0].From != time.Date(2019, 5, 1, 0, 0, 0, 0, time.UTC) || c.Times[0].To != time.Date(2019, 6, 1, 0, 0, 0, 0, time.UTC) {
		t.Errorf("the times are %+v", c.Times)
	}
}
