package extract

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

// tell prints quantities: "words = low..high unit (what is counted)", "~" before what is only near.
func tell(a briefing.Article, qs []briefing.Quantity) []string {
	var out []string
	for _, q := range qs {
		s := q.Span.Of(a.Text) + " = "
		if q.About {
			s += "~"
		}
		if q.Low == q.High {
			s += fmt.Sprintf("%.6g", q.Low)
		} else {
			if !math.IsInf(q.Low, -1) {
				s += fmt.Sprintf("%.6g", q.Low)
			}
			s += ".."
			if !math.IsInf(q.High, 1) {
				s += fmt.Sprintf("%.6g", q.High)
			}
		}
		if q.Unit != "" {
			s += " " + q.Unit
		}
		if q.Of != "" {
			s += " (" + q.Of + ")"
		}
		out = append(out, s)
	}
	return out
}

func TestQuantities(t *testing.T) {
	for in, want := range map[string][]string{
		// numbers
		"Five new hospitals and twenty-one men left.":              {"Five = 5 (new hospitals)", "twenty-one = 21 (men)"},
		"One hundred and three barges and 2 dozen tugs sank.":      {"One hundred and three = 103 (barges)", "2 dozen = 24 (tugs)"},
		"He counted half a million goats.":                         {"half a million = 500000 (goats)"},
		"He counted two and a half million goats in all.":          {"two and a half million = 2.5e+06 (goats)"},
		"Twelve thousand three hundred voters came.":               {"Twelve thousand three hundred = 12300 (voters)"},
		"Some 12 000 000 crates rotted.":                           {"Some 12 000 000 = ~1.2e+07 (crates)"},
		"Two-thirds of voters and a quarter of the city agreed.":   {"Two-thirds = 0.666667 (voters)", "a quarter = 0.25 (city)"},
		"Use 2½ cups and a 3/4 mile of rope.":                      {"2½ cups = 2.5 cup", "3/4 mile = 0.75 mile (rope)"},
		"It scored minus three and -4.5 points.":                   {"minus three = -3", "-4.5 = -4.5 (points)"},
		"Three of the 500 workers left.":                           {"Three = 3 (500 workers)", "500 = 500 (workers)"},
		"The toll rose to 320, with 12 dead and 30 injured people": {"320 = 320", "12 = 12 (dead)", "30 = 30 (injured people)"},
		"At least one person drowned.":                             {"At least one = 1.. (person)"},
		"Dozens of boats and tens of thousands of sheep were lost": {"Dozens = ~24.. (boats)", "tens of thousands = ~20000.. (sheep)"},
		"Several hundred students met.":                            {"Several hundred = ~200.. (students)"},
		// bounds
		"More than 320,000 homes burned.":     {"More than 320,000 = 320000.. (homes)"},
		"About 330,000 homes burned.":         {"About 330,000 = ~330000 (homes)"},
		"Nearly 300 homes burned.":            {"Nearly 300 = ~..300 (homes)"},
		"Just over 300 homes burned.":         {"Just over 300 = ~300.. (homes)"},
		"Up to 50 people died.":               {"Up to 50 = ..50 (people)"},
		"It took as many as 40 crews.":        {"as many as 40 = ..40 (crews)"},
		"He wants 40 or more seats.":          {"40 or more = 40.. (seats)"},
		"About 40% of voters left.":           {"About 40% = ~40 % (voters)"},
		"A record 12 bids came over 3 years.": {"12 = 12 (bids)", "3 years = 3 year"},
		"The club has 40,000-plus fans.":      {"40,000-plus = 40000.. (fans)"},
		"Fewer than 10 or so ships came.":     {"Fewer than 10 or so = ~..10 (ships)"},
		// ranges
		"Between 5 and 7 million people fled.":    {"Between 5 and 7 million = 5e+06..7e+06 (people)"},
		"A 5-10% rise and 3 km of road.":          {"5-10% = 5..10 %", "3 km = 3 km (road)"},
		"It costs $2-3 million, or £1bn to £2bn.": {"$2-3 million = 2e+06..3e+06 USD", "£1bn to £2bn = 1e+09..2e+09 GBP"},
		"Two or three boys saw 10 to 15 goats.":   {"Two or three = 2..3 (boys)", "10 to 15 = 10..15 (goats)"},
		"It rose from 10 to 15 percent.":          {"10 = 10 %", "15 percent = 15 %"},
		// units and money
		"It cost $2.5 billion.":                                     {"$2.5 billion = 2.5e+09 USD"},
		"C$16.4 million, US$5, 50p and 30 cents a kilo.":            {"C$16.4 million = 1.64e+07 CAD", "US$5 = 5 USD", "50p = 0.5 GBP", "30 cents = 30 cent"},
		"They paid 420 million Finnish markka.":                     {"420 million Finnish markka = 4.2e+08 FIM"},
		"He won 30 Canadian dollars, 5 U.S. dollars and 9 pesos.":   {"30 Canadian dollars = 30 CAD", "5 U.S. dollars = 5 USD", "9 pesos = 9 peso"},
		"She lost 20 pounds and £30.":                               {"20 pounds = 20 GBP", "£30 = 30 GBP"},
		"He weighs 200 pounds.":                                     {"200 pounds = 200 lb"},
		"The £3m wall is 200m long; 10m people saw it.":             {"£3m = 3e+06 GBP", "200m = 200 m", "10m = 1e+07 (people)"},
		"It was 3.5 percentage points, 20 per cent.":                {"3.5 percentage points = 3.5 percentage points", "20 per cent = 20 %"},
		"Winds of 90 miles an hour hit 12 square miles.":            {"90 miles an hour = 90 mph", "12 square miles = 12 square mile"},
		"It was 35C in the heat, then -5 degrees Celsius and 20°F.": {"35C = 35 °C", "-5 degrees Celsius = -5 °C", "20°F = 20 °F"},
		"The crater is 3/4 mile wide, and 1/2 of it is dry.":        {"3/4 mile = 0.75 mile", "1/2 = 0.5"},
		"It warms by 0.3 to 0.6 °C a decade, from 40 to 50°F here.": {"0.3 to 0.6 °C = 0.3..0.6 °C", "40 = 40 °F", "50°F = 50 °F"},
		"The 6-foot-2 man and the 5-year-old ran for three hours.":  {"6-foot-2 = 6.16667 foot", "5-year-old = 5 year old", "three hours = 3 hour"},
		"Ida Lund, 43, and a cow aged 12 fell.":                     {"43 = 43 year old", "12 = 12 year old"},
		// no counts
		"One said no to Covid-19 in 2017.":            nil,
		"Flight 93 and the No. 10 bus met in Room 5.": nil,
		"They won 3-2 and the bill passed 51-49.":     nil,
		"Call 555-1234 or 1-800-555-1234.":            nil,
		"Version 2.1.3 of page 4 is at 10.0.0.1.":     nil,
		"The 2016 elections and the Group of Seven.":  nil,
		"On 5 May 2021 at 6:30 p.m. it rained.":       nil,
		"See www.lund.example/12 or #14 or item_3.":   nil,
		"9. HOW LUND WON a 5-to-4 vote":               nil,
		"Exercises 22,24,26 are hard.":                nil,
	} {
		a := article(in)
		facts := Facts(a)
		prove(t, a, facts)
		got := tell(a, facts[0].Quantities)
		if strings.Join(got, "; ") != strings.Join(want, "; ") {
			t.Errorf("%q:\n got %q\nwant %q", in, got, want)
		}
		for _, q := range facts[0].Quantities {
			readAgain(t, q.Span.Of(a.Text), q)
		}
	}
}

// readAgain fails when the words of a quantity, read alone, have another value. Alone they may be no quantity ("43", "1500"), and an "m"
// or pounds may mean something else.
func readAgain(t *testing.T, words string, q briefing.Quantity) {
	t.Helper()
	again := Facts(article(words))[0].Quantities
	if len(again) != 1 || again[0].Unit != q.Unit || strings.HasSuffix(words, "m") {
		return
	}
	if again[0].Low != q.Low || again[0].High != q.High || again[0].About != q.About {
		t.Errorf("%q is %v to %v, alone %v to %v", words, q.Low, q.High, again[0].Low, again[0].High)
	}
}
