package extract

import (
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestModality(t *testing.T) {
	for in, want := range map[string]string{
		"The pier opened.":                                "",
		"The pier did not open.":                          "negated: not",
		"The pier never opened and didn’t close.":         "negated: never; negated: didn’t",
		"No one was hurt.":                                "negated: No one",
		"There is no evidence of a leak.":                 "negated: no evidence",
		"No more than 12 people and No. 5 were there.":    "",
		"He failed to pay and refused to leave.":          "negated: failed to; negated: refused to",
		"It is not only cold but wet.":                    "",
		"Lund, who did not give her age, left.":           "",
		"He left because he could not stay.":              "",
		"She did not deny the theft.":                     "",
		"It is not impossible that he left.":              "possible: not impossible",
		"He could not stay.":                              "negated: not",
		"It may not rain.":                                "possible: may; negated: not",
		"He allegedly stole a boat.":                      "alleged: allegedly",
		"A man accused of theft was held.":                "alleged: accused of",
		"He was held on suspicion of arson.":              "alleged: on suspicion of",
		"Lund denied the theft.":                          "denied: denied",
		"The judge denied bail to Lund.":                  "",
		"Lund rejected the allegations.":                  "denied: rejected",
		"Lund rejected the offer.":                        "",
		"The firm plans to shut the mine.":                "planned: plans to",
		"The mine will shut in May.":                      "planned: will",
		"The mine is due to shut; it is to reopen.":       "planned: due to; planned: is to",
		"The vote is scheduled for noon.":                 "planned: scheduled for",
		"He is going to Oslo.":                            "",
		"It is going to rain.":                            "planned: going to",
		"Ida Lund said the mine would shut.":              "planned: would",
		"If it rains, the fair would shut.":               "conditional: If; conditional: would",
		"He asked if it rained.":                          "",
		"The fair shuts unless it is dry.":                "conditional: unless",
		"It may rain and is likely to snow.":              "possible: may; possible: likely to",
		"Perhaps it rained.":                              "possible: Perhaps",
		"It appears to be a fake.":                        "possible: appears to",
		"Theresa May met Will Roe in May.":                "",
		"Nothing was found.":                              "negated: Nothing",
		"The firm no longer sells nets.":                  "negated: no longer",
		"The goal is to win; they agreed to reduced pay.": "",
		"The would-be buyer left.":                        "",
	} {
		a := article(in)
		facts := Facts(a)
		prove(t, a, facts)
		var got []string
		for _, m := range facts[0].Modality {
			got = append(got, string(m.Kind)+": "+m.Span.Of(a.Text))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q: got %q, want %q", in, strings.Join(got, "; "), want)
		}
	}
}

func TestAttribution(t *testing.T) {
	for in, want := range map[string]briefing.Attribution{
		"The pier opened on Monday.":                                                 briefing.AttributedOutlet,
		"Ida Lund said the pier had opened.":                                         briefing.AttributedPerson,
		"“The pier is open and safe,” said harbour master Ida Lund.":                 briefing.AttributedPerson,
		"The ministry said the pier had opened.":                                     briefing.AttributedOrganisation,
		"Moscow said the pier had opened.":                                           briefing.AttributedOrganisation,
		"Police said the pier had opened.":                                           briefing.AttributedOrganisation,
		"Officials said the pier had opened.":                                        briefing.AttributedUnnamed,
		"A spokesman for the ministry said the pier had opened.":                     briefing.AttributedUnnamed,
		"The pier had opened, sources said.":                                         briefing.AttributedUnnamed,
		"The pier is rotten, according to a report.":                                 briefing.AttributedDocument,
		"The study said the pier was rotten.":                                        briefing.AttributedDocument,
		"Critics say the pier is rotten.":                                            briefing.AttributedUnnamed,
		"The boat, which they call the “old goat”, sank near the pier in the night.": briefing.AttributedOutlet,
	} {
		a := article(in)
		facts := Facts(a)
		prove(t, a, facts)
		if got := facts[0].Attribution; got != want {
			t.Errorf("%q is attributed to %q, want %q (%+v)", in, got, want, facts[0].Quotes)
		}
	}
}
