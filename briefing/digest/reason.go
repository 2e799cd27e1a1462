package digest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// maxReasons is how many stories and articles are explained, the told ones first.
const maxReasons = 200

// reasons says what put a story in its place, in the order in which it counts.
func (s *story) reasons(end time.Time) []string {
	var out []string
	if s.any(correcting) {
		out = append(out, "corrects itself")
	}
	if s.told != nil {
		out = append(out, "told on "+day(s.told.at)+", with "+count(len(s.fresh), "new fact", "new facts")+" since")
	}
	if v := s.view(); v != "" {
		out = append(out, v+": behind news")
	}
	if !s.any(dated) {
		out = append(out, "undated: behind what is dated")
	}
	out = append(out, count(s.origins(), "independent text", "independent texts"))
	if n := len(s.outlets()); n > 1 {
		out = append(out, count(n, "outlet", "outlets"))
	}
	var has []string
	if s.any(hasFigure) {
		has = append(has, "figures")
	}
	if s.any(hasQuote) {
		has = append(has, "a named quote")
	}
	if len(has) > 0 {
		out = append(out, "has "+strings.Join(has, " and "))
	}
	return append(out, "newest article "+ago(end.Sub(s.latest()))+" before the end of the period")
}

// explain says of every story of the period why it is in the digest or not, those that are told first, and then of every article
// that no story was made of.
func (d *edition) explain(stories []*story) {
	for _, s := range stories {
		d.out.Why = append(d.out.Why, briefing.Reason{
			Headline: s.lead().article.Headline, Articles: len(s.filings), Outlets: len(s.outlets()), Origins: s.origins(),
			In: s.state == stateTold || s.state == stateDeveloping, Rank: s.rank, Why: s.why,
		})
	}
	slices.SortFunc(d.aside, func(a, b aside) int { return cmp.Or(cmp.Compare(a.why, b.why), byTime(b.article, a.article)) })
	for _, a := range d.aside {
		d.out.Why = append(d.out.Why, briefing.Reason{Headline: a.article.Headline, Articles: 1, Outlets: 1, Origins: 1, Why: []string{a.why}})
	}
	d.out.Why = d.out.Why[:min(maxReasons, len(d.out.Why))]
}

func day(t time.Time) string { return t.UTC().Format("2 Jan 2006") }

// ago is a length of time in the largest unit it has.
func ago(d time.Duration) string {
	switch {
	case d < time.Hour:
		return count(int(d.Minutes()), "minute", "minutes")
	case d < 48*time.Hour:
		return count(int(d.Hours()), "hour", "hours")
	}
	return count(int(d.Hours()/24), "day", "days")
}

// count is a number of things.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
