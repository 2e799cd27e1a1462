package ingest

import "github.com/nutgraf/nutgraf/briefing"

// SetFacts gives the facts of articles in the place of extract, for measuring what comes after it.
func (in *Intake) SetFacts(facts func(briefing.Article) []briefing.Fact) { in.facts = facts }
