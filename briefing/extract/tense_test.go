package extract

import (
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// TestWeekdays reads weekdays in an article of Wednesday, 11 March 2026. An empty day means that the words leave it open.
func TestWeekdays(t *testing.T) {
	for in, want := range map[string]string{
		"The ferry service resumes on Friday.":                          "2026-03-13",
		"The ferry will sail again on Friday.":                          "2026-03-13",
		"Two schools are to reopen on Monday.":                          "2026-03-16",
		"Schools reopen on Monday.":                                     "2026-03-16",
		"The film opens in cinemas on Friday.":                          "2026-03-13",
		"Voters go to the polls on Sunday.":                             "2026-03-15",
		"The mayor meets ministers on Thursday.":                        "2026-03-12",
		"The ruling is due on Tuesday.":                                 "2026-03-17",
		"The ruling had been due on Tuesday.":                           "2026-03-10",
		"The skipper was set free on Saturday.":                         "2026-03-07",
		"The council said on Tuesday.":                                  "2026-03-10",
		"On Monday, the council met in Oslo.":                           "2026-03-09",
		"On Friday the bridge reopens.":                                 "2026-03-13",
		"The bridge, which closed on Monday, will stay shut.":           "2026-03-09",
		"The pier is closed, and the shops went dark on Thursday.":      "2026-03-05",
		"The budget will be published on Friday, and the mayor smiled.": "2026-03-13",
		"The crew left Oslo on Friday and will not return.":             "2026-03-06",
		"The council agreed to meet on Friday.":                         "",
		"Ferry timetable, Friday":                                       "",
		`"We will sail on Friday," the skipper said.`:                   "",
		`"We stopped on Monday," the skipper said.`:                     "",
		"The union has called a strike for Friday.":                     "",
		"It comes after a blast on Monday killed two.":                  "2026-03-09",
		"The parade starts after the service on Sunday.":                "",
		"The council left last Friday.":                                 "2026-03-06",
		"The council sits next Friday.":                                 "2026-03-20",
	} {
		a := article(in)
		a.Published = time.Date(2026, 3, 11, 8, 0, 0, 0, time.UTC)
		facts := Facts(a)
		prove(t, a, facts)
		got := "none"
		if len(facts[0].When) == 1 {
			got = ""
			if w := facts[0].When[0]; w.Anchor != briefing.AnchorNone {
				got = w.From.Format(time.DateOnly)
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
