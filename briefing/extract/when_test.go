package extract

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// TestTimes reads sentences in an article of Wednesday, 4 March 2026, 09:30, and without a date. The words are those of the span; bound
// and part stand before the value.
func TestTimes(t *testing.T) {
	for _, tt := range []struct{ in, dated, undated string }{
		// Absolute.
		{"The pier opened on 10 May 2017.", "10 May 2017 = 2017-05-10", ""},
		{"The pier opened on May 10, 2017, in Oslo.", "May 10, 2017 = 2017-05-10", ""},
		{"The pier opened on the 10th of May 2017.", "the 10th of May 2017 = 2017-05-10", ""},
		{"The pier opened on Sept. 3, 1998.", "Sept. 3, 1998 = 1998-09-03", ""},
		{"It was filed on 2017-05-10.", "2017-05-10 = 2017-05-10", ""},
		{"It was filed on 10/25/2017.", "10/25/2017 = 2017-10-25", ""},
		{"It was filed on 25.10.2017.", "25.10.2017 = 2017-10-25", ""},
		{"It fell in May 2017.", "May 2017 = 2017-05", ""},
		{"The 2017 flood was worse.", "2017 = 2017", ""},
		{"She won in nineteen ninety-six.", "nineteen ninety-six = 1996", ""},
		{"He left in the summer of '98.", "the summer of '98 = 1998-SU", ""},
		{"Rents rose in the 1990s.", "the 1990s = 199", ""},
		{"Rents rose in the late eighties.", "end the late eighties = 198", ""},
		{"It is a house of the 19th century.", "the 19th century = 18", ""},
		{"Sales fell in the third quarter of 2024.", "the third quarter of 2024 = 2024-Q3", ""},
		{"Sales fell in Q3 2025.", "Q3 2025 = 2025-Q3", ""},
		{"Sales fell in the first half of 2024.", "the first half of 2024 = 2024-H1", ""},
		{"Profit fell in fiscal 2024.", "fiscal 2024 = FY2024", ""},
		{"It opened on Christmas Day 2020.", "Christmas Day 2020 = 2020-12-25", ""},
		{"They met on Easter Monday 2018.", "Easter Monday 2018 = 2018-04-02", ""},
		{"It came in the first week of June 2021.", "the first week of June 2021 = 2021-W22", ""},
		// Counted from publication.
		{"It fell on 31 February, they say.", "31 February = XXXX-02-XX", ""},
		{"It rained on Tuesday.", "Tuesday = 2026-03-03", "XXXX-WXX-2"},
		{"It rained on Wednesday.", "Wednesday = 2026-03-04", "XXXX-WXX-3"},
		{"It rained last Friday.", "last Friday = 2026-02-27", "XXXX-WXX-5"},
		{"The fair opens on Saturday.", "Saturday = 2026-03-07", "XXXX-WXX-6"},
		{"The council meets next Friday.", "next Friday = 2026-03-13", "XXXX-WXX-5"},
		{"It rained yesterday.", "yesterday = 2026-03-03", "XXXX-XX-XX"},
		{"It will rain tomorrow afternoon.", "tomorrow afternoon = 2026-03-05TAF", "XXXX-XX-XXTAF"},
		{"It rained this morning.", "this morning = 2026-03-04TMO", "XXXX-XX-XXTMO"},
		{"It rained on Monday night.", "Monday night = 2026-03-02TNI", "XXXX-WXX-1TNI"},
		{"It rained last night.", "last night = 2026-03-03TNI", "XXXX-XX-XXTNI"},
		{"It will rain tonight.", "tonight = 2026-03-04TNI", "XXXX-XX-XXTNI"},
		{"It rained last week.", "last week = 2026-W09", "XXXX-WXX"},
		{"It will rain next month.", "next month = 2026-04", "XXXX-XX"},
		{"It rained last year.", "last year = 2025", "XXXX"},
		{"It closed last November.", "last November = 2025-11", "XXXX-11"},
		{"It closed in November.", "November = 2025-11", "XXXX-11"},
		{"It will close in November.", "November = 2026-11", "XXXX-11"},
		{"It closed on Dec. 30.", "Dec. 30 = 2025-12-30", "XXXX-12-30"},
		{"It closed last summer.", "last summer = 2025-SU", "XXXX-SU"},
		{"It closed two days ago.", "two days ago = 2026-03-02", "XXXX-XX-XX"},
		{"It closed two years ago.", "two years ago = 2024", "XXXX"},
		{"It closed five months ago.", "five months ago = 2025-10", "XXXX-XX"},
		{"It closed the day before yesterday.", "the day before yesterday = 2026-03-02", "XXXX-XX-XX"},
		{"It will close in two weeks.", "in two weeks = 2026-W12", "XXXX-WXX"},
		{"It will close later this year.", "end later this year = 2026", "XXXX"},
		{"It closed earlier in the week.", "start earlier in the week = 2026-W10", "XXXX-WXX"},
		{"It closed early last year.", "start early last year = 2025", "XXXX"},
		{"It will close at the end of the month.", "end the end of the month = 2026-03", "XXXX-XX"},
		{"Sales fell last quarter.", "last quarter = 2025-Q4", "XXXX-QX"},
		{"Sales fell in the fourth quarter.", "the fourth quarter = 2025-Q4", "XXXX-Q4"},
		{"It rained over the weekend.", "the weekend = 2026-W09-WE", "XXXX-WXX-WE"},
		{"The 21st of this month is a holiday.", "The 21st of this month = 2026-03-21", "XXXX-XX-21"},
		// Counted from what the text told before.
		{"It sank on 3 May 2020. The following day a crew dived.", "3 May 2020 = 2020-05-03; The following day = 2020-05-04", ""},
		{"It sank on 3 May 2020. A week earlier it had sailed.", "3 May 2020 = 2020-05-03; A week earlier = 2020-W17", ""},
		{"It sank in 2012. The following year the yard closed.", "2012 = 2012; The following year = 2013", ""},
		{"It sank in May 2012. Later that year the yard closed.", "May 2012 = 2012-05; end Later that year = 2012", ""},
		{"It sank on 3 May 2020. That night the sea was calm.", "3 May 2020 = 2020-05-03; That night = 2020-05-03TNI", ""},
		{"Profit in the third quarter of 2025 was $3 million, up from $2 million a year earlier.",
			"the third quarter of 2025 = 2025-Q3; a year earlier = 2024-Q3", ""},
		// Clock times.
		{"It struck at 10:35 a.m. EDT on Friday.", "10:35 a.m. EDT on Friday = 2026-02-27T10:35", "XXXX-WXX-5T10:35"},
		{"It struck at 0735 GMT on May 3, 2019.", "0735 GMT on May 3, 2019 = 2019-05-03T07:35", ""},
		{"It struck at noon on May 3, 2019.", "noon on May 3, 2019 = 2019-05-03T12:00", ""},
		{"It struck yesterday at 5pm.", "yesterday at 5pm = 2026-03-03T17:00", "T17:00"},
		{"It struck at half past nine in the evening.", "half past nine in the evening = T21:30", ""},
		{"It is open from 9 a.m. to 5 p.m.", "from 9 a.m. to 5 p.m = T09:00/T17:00", ""},
		// Ranges.
		{"The fair ran from May 2 to 5, 2019.", "from May 2 to 5, 2019 = 2019-05-02/2019-05-05", ""},
		{"The fair ran from 2 to 5 May 2019.", "from 2 to 5 May 2019 = 2019-05-02/2019-05-05", ""},
		{"He ruled between 1990 and 1995.", "between 1990 and 1995 = 1990/1995", ""},
		{"He ruled from 1990 to 1995.", "from 1990 to 1995 = 1990/1995", ""},
		{"The 1990-95 war was long.", "1990-95 = 1990/1995", ""},
		{"It ran May-June 2004.", "May-June 2004 = 2004-05/2004-06", ""},
		{"It ran from November to February 2017.", "from November to February 2017 = 2016-11/2017-02", ""},
		// Lengths.
		{"It took three years.", "three years = P3Y", ""},
		{"It took a decade.", "a decade = P1DE", ""},
		{"It was an 18-month inquiry.", "18-month = P18M", ""},
		{"It took more than two hours.", "more more than two hours = PT2H", ""},
		{"It took nearly four weeks.", "less nearly four weeks = P4W", ""},
		{"It took two and a half years.", "two and a half years = P2.5Y", ""},
		{"It took several days.", "several days = PXD", ""},
		{"They had waited for months.", "months = PXM", ""},
		{"Rents rose over the last three years.", "the last three years = P3Y 2023-03-04/2026-03-04", "P3Y"},
		{"It will take the next 18 months.", "the next 18 months = P18M 2026-03-05/2027-09-05", "P18M"},
		// Sets.
		{"It sails every Tuesday.", "every Tuesday = XXXX-WXX-2", ""},
		{"It sails on Tuesdays.", "Tuesdays = XXXX-WXX-2", ""},
		{"It sails each year.", "each year = P1Y", ""},
		{"It sails daily.", "daily = P1D", ""},
		{"It is checked annually.", "annually = P1Y", ""},
		{"It sails twice a week.", "twice a week = P1W", ""},
		{"It sails every two weeks.", "every two weeks = P2W", ""},
		// Limits.
		{"It has rained since 2014.", "since 2014 = 2014", ""},
		{"It must be done by May 2027.", "by May 2027 = 2027-05", ""},
		{"It stayed shut until 3 May 2020.", "until 3 May 2020 = 2020-05-03", ""},
		{"It sailed before 1950.", "before 1950 = 1950", ""},
		{"It sailed more than two years ago.", "before more than two years ago = 2024", "XXXX"},
		// Neither here nor there.
		{"It is now shut.", "now = PRESENT_REF", ""},
		{"It was recently painted.", "recently = PAST_REF", ""},
		{"It will soon open.", "soon = FUTURE_REF", ""},
		{"It opened a few years ago.", "a few years ago = PAST_REF", ""},
		// No times.
		{"It may march on with 2014 people.", "", ""},
		{"Theresa May said the second boat sank.", "", ""},
		{"The Sunday Times said so.", "", ""},
		{"It cost $1990 and carried 1,990 people.", "", ""},
		{"Flight 1999 landed.", "", ""},
		{"They spring from the water and fall back.", "", ""},
		{"Only a minute part of it is new.", "", ""},
		{"About three-quarters of it is new.", "", ""},
		{"Mr. Roe, 52 years old, paints.", "", ""},
		{"He grew up in the Summer Street of old Oslo.", "", ""},
	} {
		if tt.undated == "" {
			tt.undated = values(tt.dated)
		}
		a := article(tt.in)
		a.Published = time.Date(2026, 3, 4, 9, 30, 0, 0, time.UTC)
		facts := Facts(a)
		prove(t, a, facts)
		var got, open []string
		for _, f := range facts {
			for _, w := range f.When {
				got = append(got, describe(a, w))
			}
		}
		if s := strings.Join(got, "; "); s != tt.dated {
			t.Errorf("%q: got  %q\nwant %q", tt.in, s, tt.dated)
		}
		a.Published = time.Time{}
		for _, f := range Facts(a) {
			for _, w := range f.When {
				if w.Anchor == briefing.AnchorPublished {
					t.Errorf("%q counts from a date of publication that is not known: %+v", tt.in, w)
				}
				open = append(open, w.Value)
			}
		}
		if s := strings.Join(open, "; "); s != tt.undated {
			t.Errorf("%q without a date: got %q, want %q", tt.in, s, tt.undated)
		}
	}
}

// describe is a time as TestTimes writes it: a length that lay somewhere with its interval.
func describe(a briefing.Article, w briefing.When) string {
	s := fmt.Sprintf("%s = %s", w.Span.Of(a.Text), w.Value)
	if w.Part != "" {
		s = w.Part + " " + s
	}
	if w.Bound != "" {
		s = w.Bound + " " + s
	}
	if w.Kind == briefing.WhenDuration && w.Resolved() {
		s += " " + w.From.Format(time.DateOnly) + "/" + w.To.Format(time.DateOnly)
	}
	return s
}

// values are the values of described times.
func values(described string) string {
	var out []string
	for _, s := range strings.Split(described, "; ") {
		if _, value, ok := strings.Cut(s, " = "); ok {
			out = append(out, value)
		}
	}
	return strings.Join(out, "; ")
}

// TestIntervals checks what times cover, for each grain.
func TestIntervals(t *testing.T) {
	for in, want := range map[string]string{
		"It fell on 10 May 2017.":                    "2017-05-10T00:00 2017-05-11T00:00 day date absolute",
		"It fell at 5:30 p.m. on 10 May 2017.":       "2017-05-10T17:30 2017-05-10T17:31 minute time absolute",
		"It fell in May 2017.":                       "2017-05-01T00:00 2017-06-01T00:00 month date absolute",
		"It fell in the winter of 2017.":             "2017-01-01T00:00 2018-03-01T00:00 season date absolute",
		"It fell in the second quarter of 2017.":     "2017-04-01T00:00 2017-07-01T00:00 quarter date absolute",
		"It fell in the second half of 2017.":        "2017-07-01T00:00 2018-01-01T00:00 half date absolute",
		"It fell in 2017.":                           "2017-01-01T00:00 2018-01-01T00:00 year date absolute",
		"It fell in the 1990s.":                      "1990-01-01T00:00 2000-01-01T00:00 decade date absolute",
		"It fell in the 20th century.":               "1900-01-01T00:00 2000-01-01T00:00 century date absolute",
		"It fell last week.":                         "2026-02-23T00:00 2026-03-02T00:00 week date published",
		"It fell last weekend.":                      "2026-02-28T00:00 2026-03-02T00:00 weekend date published",
		"It fell on Monday night.":                   "2026-03-02T17:00 2026-03-03T06:00 part of day time published",
		"It fell between 1990 and 1995.":             "1990-01-01T00:00 1996-01-01T00:00 year date absolute",
		"It fell in the first ten days of May 2017.": "2017-05-01T00:00 2017-05-11T00:00 day date absolute",
	} {
		a := article(in)
		f := Facts(a)[0]
		if len(f.When) != 1 {
			t.Errorf("%q: %v", in, f.When)
			continue
		}
		w := f.When[0]
		const form = "2006-01-02T15:04"
		if got := fmt.Sprint(w.From.Format(form), " ", w.To.Format(form), " ", w.Grain, " ", w.Kind, " ", w.Anchor); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

// TestQuotedTimes: a day that is named inside a quotation counts from when it was said.
func TestQuotedTimes(t *testing.T) {
	for in, want := range map[string]string{
		`"We sailed on Monday," she said.`:            "XXXX-WXX-1",
		`"We will sail tomorrow," she said.`:          "XXXX-XX-XX",
		`"We sailed on 3 May 2020," she said.`:        "2020-05-03",
		`"We sailed in May," she said on Monday.`:     "2025-05 2026-03-02",
		`"We will sail soon," she said on Wednesday.`: "FUTURE_REF 2026-03-04",
	} {
		var got []string
		for _, w := range Facts(article(in))[0].When {
			got = append(got, w.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

// TestDateline: an article without a date of publication counts from the day in its dateline.
func TestDateline(t *testing.T) {
	for in, want := range map[string]string{
		"OSLO, March 4, 2026 (AP) — It rained on Tuesday.":      "2026-03-03 text",
		"OSLO, 4 March 2026 – It rained last week.":             "2026-W09 text",
		"OSLO (AP) — It rained on Tuesday.":                     "XXXX-WXX-2 none",
		"On 4 March 2026 it rained. It rained again on Friday.": "2026-03-04 absolute, XXXX-WXX-5 none",
	} {
		a := article(in)
		a.Published = time.Time{}
		facts := Facts(a)
		prove(t, a, facts)
		var got []string
		for _, f := range facts {
			for _, w := range f.When {
				got = append(got, fmt.Sprint(w.Value, " ", w.Anchor))
			}
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%q: got %q, want %q", in, s, want)
		}
	}
}

// timexValue is the notation of values: a point or a period of the calendar with X for what is open, a time of day, a length, or a side of
// the present; two of them for a range.
var timexValue = regexp.MustCompile(`^(` + oneValue + `)(/(` + oneValue + `))?$`)

const oneValue = `(FY|SY)?[0-9X]{4}(-(Q[1-4X]|H[12X]|SP|SU|FA|WI|W[0-9X]{2}(-(WE|[1-7]))?|[0-9X]{2}(-[0-9X]{2})?))?(T([0-9]{2}(:[0-9]{2}){0,2}|XX:XX|MO|AF|EV|NI|MI|DT))?` +
	`|[0-9X]{2,3}|T([0-9]{2}(:[0-9]{2}){0,2}|MO|AF|EV|NI|MI|DT)|P(T?[0-9.X]+(DE|CE|ML|WE|[YMWDHS]))+|PRESENT_REF|PAST_REF|FUTURE_REF`

// TestShuffledTimes reads words of time in any order: whatever is made of them keeps the promises, dated or not, and does so again.
func TestShuffledTimes(t *testing.T) {
	words := strings.Fields(`a the this last next of in from to between and or by since until before after on at for every each ago earlier later early late mid end
		first second third 21st two 5 12 31 1990 1990s '98 2017-05-10 10/05/2017 3.5 9:30 7pm a.m. noon o'clock half past quarter season summer winter May March Dec. Sept. Monday
		Tuesdays weekend day days week weeks month months year years year's decade century minutes hours morning night Christmas Easter fiscal Q3 H2 few several now recently
		soon past coming following same that twice daily annually more than about nearly , . ( ) - – GMT couple dozen business to date starting`)
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var b strings.Builder
		b.WriteString("It was")
		for range 1 + random.IntN(12) {
			b.WriteString(" " + words[random.IntN(len(words))])
		}
		a := article(b.String() + ".")
		if random.IntN(3) == 0 {
			a.Published = time.Time{}
		}
		facts := Facts(a)
		prove(t, a, facts)
		if fmt.Sprint(facts) != fmt.Sprint(Facts(a)) {
			t.Fatalf("%q gave other facts when read again", a.Text)
		}
	}
}
