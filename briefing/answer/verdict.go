package answer

import (
	"cmp"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/claim"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// What an answer to a yes/no question says by itself.
const (
	openingYes    = "Yes"
	openingNo     = "No"
	openingBoth   = "My articles say both:"
	groupFor      = "For"
	groupAgainst  = "Against"
	noteUnsettled = "My articles do not say yes or no."
)

// bothShare is how strong the weaker side must be beside the stronger for both to be shown.
const bothShare = 0.8

// sided is a candidate that settles a yes/no question, or would if it were stronger.
type sided struct {
	candidate
	found claim.Finding
}

// verdict answers a yes/no question by the facts that settle it, and reports whether some do. What disagrees is shown from both sides. A fact that
// settles it is about the question, however unsure its words alone are: the contrary of a claim need not have them.
func verdict(s search.Snapshot, out *composed, f found, r reading) (bool, error) {
	yes, no := sides(f, r)
	strong, weak := strongest(yes), strongest(no)
	side, opening := yes, openingYes
	out.Verdict = briefing.VerdictYes
	if weak > strong {
		strong, weak = weak, strong
		side, opening = no, openingNo
		out.Verdict = briefing.VerdictNo
	}
	if strong < claim.Settles {
		out.Verdict = ""
		return false, nil
	}
	out.Kind = briefing.AnswerFact
	out.Confidence = max(out.Confidence, strong)
	if weak >= claim.Settles && weak >= bothShare*strong {
		return true, both(s, out, yes[0], no[0])
	}
	out.Opening = opening + accordingTo(side[0]) + "."
	return true, cite(s, out, agreeing(side))
}

// strongest is the strength of the first of a side; 0 when nothing is on it.
func strongest(side []sided) float64 {
	if len(side) == 0 {
		return 0
	}
	return side[0].found.Strength
}

// both shows a question from both sides, what is more about it first.
func both(s search.Snapshot, out *composed, yes, no sided) error {
	out.Verdict, out.Opening = briefing.VerdictBoth, openingBoth
	points, groups := []candidate{yes.candidate, no.candidate}, []string{groupFor, groupAgainst}
	if no.score > yes.score {
		slices.Reverse(points)
		slices.Reverse(groups)
	}
	if err := cite(s, out, points); err != nil {
		return err
	}
	for i, group := range groups {
		out.Points[i].Group = group
	}
	return nil
}

// sides are the candidates that bear the question's claim out and those that deny it, the most telling first.
func sides(f found, r reading) (yes, no []sided) {
	c := claimOf(r)
	if c == nil {
		return nil, nil
	}
	for _, one := range f.candidates {
		if !one.alone() && !r.leaning {
			continue
		}
		var around []string
		for _, i := range one.hit.Nearby {
			around = append(around, f.terms[i].Word)
		}
		finding := c.Judge(one.fact, around...)
		one := sided{one, finding}
		one.marks = finding.Spans
		switch finding.Stand {
		case claim.Bears:
			yes = append(yes, one)
		case claim.Denies:
			no = append(no, one)
		}
	}
	for _, side := range [][]sided{yes, no} {
		slices.SortStableFunc(side, func(a, b sided) int { return cmp.Compare(b.found.Strength, a.found.Strength) })
	}
	return yes, no
}

// claimOf is the claim of a yes/no question; nil where neither yes nor no would do.
func claimOf(r reading) *claim.Claim {
	if r.Wanted != question.WantVerdict || r.Claim.Alternatives {
		return nil
	}
	return claim.New(r.Claim)
}

// agreeing picks the points of one side: the most telling, and others that settle the question too.
func agreeing(side []sided) []candidate {
	var points []candidate
	for _, one := range side {
		if one.found.Strength >= claim.Settles && one.found.Strength >= bothShare*side[0].found.Strength {
			points = merge(points, one.candidate, maxPoints)
		}
	}
	return points
}

// accordingTo says on whose word a yes or no rests where it is not the outlet's own.
func accordingTo(one sided) string {
	switch a := one.fact.Attribution; {
	case one.found.Alleged:
		return ", but it is disputed or not proven"
	case a == briefing.AttributedPerson || a == briefing.AttributedOrganisation:
		for _, q := range one.fact.Quotes {
			if q.Speaker != "" && !q.Doubtful {
				return ", according to " + q.Speaker
			}
		}
		return ", as somebody is cited"
	case a == briefing.AttributedDocument || a == briefing.AttributedUnnamed:
		return ", as somebody is cited"
	}
	return ""
}
