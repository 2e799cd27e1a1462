package digest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

// What facts announce for a day ahead is due next; what they tell of days that are past, or only name days by, is not.
func TestDueNext(t *testing.T) {
	for text, want := range map[string]string{
		"The report on the pier is due in May, the council said.":                           "2026-05-01 to 2026-06-01",
		"The council will decide on 20 January about a new pier.":                           "2026-01-20 to 2026-01-21",
		"The trial of the captain starts on 3 March at Norhaven.":                           "2026-03-03 to 2026-03-04",
		"The repair is expected to end by 12 February.":                                     "2026-02-12 to 2026-02-13",
		"The deadline for bids is 30 January.":                                              "2026-01-30 to 2026-01-31",
		"Brakewater has scheduled a vote for next week.":                                    "2026-01-12 to 2026-01-19",
		"The mayor plans to speak on Friday to the families.":                               "2026-01-09 to 2026-01-10",
		"Shops will sell tickets from 14 February.":                                         "2026-02-14 to 2026-02-15",
		"“We will open the bridge on 1 April,” said Ada Quill, the harbour master.":         "2026-04-01 to 2026-04-02",
		"The pier will not be built by June.":                                               "",
		"The bridge would open in May if the money came.":                                   "",
		"The pier was opened in May 1911.":                                                  "",
		"The council met on Friday about the pier.":                                         "",
		"The council will review Sunday opening of the pier.":                               "",
		"Shops will close at 7pm instead of 6pm.":                                           "",
		"The pier had stood since 1911, and nobody will miss it.":                           "",
		"The city wants to be free of coal by 2050, and will close its plant to get there.": "",
	} {
		d := compile(t, briefing.Subscription{}, monday, tuesday, article(t, "Tidewater Gazette", 6, "Pier", text))
		got := ""
		for _, l := range d.DueNext {
			got = when(l)
		}
		if got != want {
			t.Errorf("%s\n\tdue %q, want %q", text, got, want)
		}
	}
}

func TestDueNextIsShortAndSoonestFirst(t *testing.T) {
	var articles []briefing.Article
	for i, what := range []string{"pier", "bridge", "library", "orchard", "ferry", "museum", "tramway"} {
		articles = append(articles, article(t, "Paper "+what, 6, "The "+what, fmt.Sprintf("The %s of town number %d will be sold on %d January.", what, i*i, 28-2*i)))
	}
	d := compile(t, briefing.Subscription{}, monday, tuesday, articles...)
	if len(d.DueNext) != 5 || !slices.IsSortedFunc(d.DueNext, func(a, b briefing.DigestLine) int { return a.From.Compare(b.From) }) || d.DueNext[0].From.Day() != 16 {
		t.Errorf("due %+v", d.DueNext)
	}
	if len(d.Tell.Promises) != 7 {
		t.Errorf("%d are looked after", len(d.Tell.Promises))
	}
}

// A date is told when it is announced, once more as it comes near, and once when it has passed without an outcome.
func TestPromiseOverDays(t *testing.T) {
	report := article(t, "Tidewater Gazette", 6, "Pier inquiry under way", "The inquiry into the loss of the Brakewater pier will publish its report on 9 January, the county said.")
	tests := []struct {
		name    string
		later   []briefing.Article
		due     []int // days with the line
		passed  []int
		settled bool
	}{
		{"no outcome", nil, []int{0, 3}, []int{5}, false},
		{"the outcome is told", []briefing.Article{article(t, "Norhaven Courier", 4*24+10, "Pier was rotten, inquiry finds",
			"The Brakewater pier was lost because its piles were rotten, the inquiry found in its report published on Friday.")}, []int{0, 3}, nil, true},
		{"the outcome is told in other words, a day late", []briefing.Article{article(t, "Norhaven Courier", 5*24+1, "Rotten piles took the pier",
			"Investigators blame rotten piles for the loss of the pier of Brakewater.")}, []int{0, 3}, nil, true},
		{"it is announced again", []briefing.Article{article(t, "Norhaven Courier", 30, "Report on pier on Friday",
			"The report of the inquiry into the lost Brakewater pier will be published on Friday.")}, []int{0, 3}, []int{5}, false},
		{"it is put off", []briefing.Article{article(t, "Norhaven Courier", 30, "Pier report delayed",
			"The inquiry into the loss of the Brakewater pier will publish its report on 20 January instead, the county said.")}, []int{0, 1}, nil, false},
		{"something else happens", []briefing.Article{article(t, "Norhaven Courier", 4*24+10, "Chess club wins",
			"The chess club of Pellworth won the county cup.")}, []int{0, 3}, []int{5}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var due, passed []int
			days := daysOf(t, briefing.Subscription{}, 8, append(elsewhere(t)[1:], append(tt.later, report)...)...)
			for n, d := range days {
				about := func(lines []briefing.DigestLine) bool {
					return slices.ContainsFunc(lines, func(l briefing.DigestLine) bool { return strings.Contains(l.Point.Text, "report") })
				}
				if about(d.DueNext) {
					due = append(due, n)
				}
				if about(d.Passed) {
					passed = append(passed, n)
				}
			}
			if !slices.Equal(due, tt.due) || !slices.Equal(passed, tt.passed) {
				t.Errorf("due on days %v, passed on %v; want %v and %v", due, passed, tt.due, tt.passed)
			}
		})
	}
}

// A promise whose text is withdrawn holds no more.
func TestPromiseOfAWithdrawnText(t *testing.T) {
	report := article(t, "Tidewater Gazette", 6, "Pier inquiry", "The inquiry into the pier will publish its report on 9 January.")
	l := briefingtest.NewLibrary(report)
	first := edition(t, l, briefing.Edition{From: monday, To: tuesday})
	l.Withdraw(report.Revision, tuesday)
	for n := 1; n < 7; n++ {
		d := edition(t, l, briefing.Edition{From: day(n), To: day(n + 1), Told: []briefing.ToldEdition{first.Tell}})
		if len(d.DueNext)+len(d.Passed)+len(d.Tell.Promises) > 0 {
			t.Errorf("day %d: due %+v, passed %+v", n, d.DueNext, d.Passed)
		}
	}
}
