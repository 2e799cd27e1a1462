package differ_test

import (
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/differ"
	"github.com/nutgraf/nutgraf/briefing/extract"
	"github.com/nutgraf/nutgraf/briefing/read"
)

// day is when the first article of a pair is published: a Wednesday.
var day = time.Date(2025, 3, 5, 9, 0, 0, 0, time.UTC)

// told reads one sentence as an article of its own, through all of reading and extraction.
func told(t testing.TB, outlet, headline, sentence string, published time.Time) []differ.Reading {
	t.Helper()
	var out []differ.Reading
	source := read.Source{Name: outlet + ".txt", Title: headline, Outlet: outlet, Published: published}
	for a, err := range read.Articles(strings.NewReader(sentence+"\n"), source) {
		if err != nil {
			return nil // it does not read like an article
		}
		for _, f := range extract.Facts(a) {
			out = append(out, differ.Read(differ.Told{Fact: f, Headline: headline, Outlet: outlet, Published: published, Corrects: len(a.Notes) > 0}))
		}
	}
	return out
}

const (
	conflict   = briefing.ConflictOpen
	revision   = briefing.ConflictRevision
	scope      = briefing.ConflictScope
	compatible = briefing.ConflictCompatible
	attributed = briefing.ConflictAttributed
	none       = briefing.ConflictKind("")
)

// pairs are what two outlets print, the second so many days after the first, under headlines of one story unless one says otherwise.
var pairs = []struct {
	a, b  string
	later int
	want  briefing.ConflictKind
}{
	// Figures that cannot both be so.
	{"The ferry Halden carried 214 people when it sank.", "The ferry Halden carried 190 people when it sank.", 0, conflict},
	{"Twelve people were killed when the ferry Halden sank off Port Ellan on Monday.", "Nine people were killed when the ferry Halden sank off Port Ellan on Monday.", 0, conflict},
	{"Nordline will cut 2,500 jobs in spring.", "Nordline will cut 1,900 jobs in spring.", 0, conflict},
	{"The Sable Bridge cost 40 million euros to build.", "The Sable Bridge cost 52 million euros to build.", 0, conflict},
	{"Nordline fined the crew $3,000.", "Nordline fined the crew $5,000.", 0, conflict},
	{"Police in Ostby arrested 42 protesters.", "Police in Ostby arrested 61 protesters.", 0, conflict},
	{"The Sable Bridge is 2.3 km long.", "The Sable Bridge is 3.1 km long.", 0, conflict},
	{"Ann Lee, 54, survived.", "Ann Lee, 45, survived.", 0, conflict},

	// A later figure over an earlier one.
	{"At least 12 people were killed when the ferry Halden sank.", "At least 21 people were killed when the ferry Halden sank.", 1, compatible},
	{"Twelve people were killed when the ferry Halden sank.", "Twenty-one people were killed when the ferry Halden sank.", 2, revision},
	{"The death toll from the Halden sinking stands at 12.", "The death toll from the Halden sinking rose to 21.", 2, revision},
	{"The earthquake in Norland has killed 310 people so far.", "The earthquake in Norland has killed 480 people.", 3, revision},
	{"Nordline will cut 2,500 jobs in spring.", "Nordline will cut 1,900 jobs in spring.", 5, revision},
	{"Police in Ostby arrested 42 protesters.", "Police in Ostby arrested 61 protesters.", 2, revision},
	{"The Sable Bridge will open on 9 May 2025.", "The Sable Bridge will open on 20 June 2025.", 10, revision},
	{"Twelve people were killed in Ostby, police said.", "Nineteen people were killed in Ostby, the health ministry said.", 2, revision},

	// Another place, period or part.
	{"Some 300 houses were destroyed in Norland in the city.", "Some 900 houses were destroyed in Norland across the country.", 0, scope},
	{"Nordline earned $40 million in 2023.", "Nordline earned $52 million in 2024.", 0, scope},
	{"Nordline employs 4,000 workers in Norland.", "Nordline employs 9,000 workers worldwide.", 0, scope},
	{"Nordline hired 300 foreign workers.", "Nordline hired 900 workers.", 0, scope},
	{"Nordline carries 2 million passengers a year.", "Nordline carries 1.2 million passengers.", 0, scope},

	{"More than 320,000 people have died in the Halden war.", "At least 465,000 people have been killed or are missing in the Halden war.", 0, scope},

	// Both can be so.
	{"More than 320,000 people have fled Norland.", "About 330,000 people have fled Norland.", 0, compatible},
	{"More than 320,000 people have fled Norland, the UN said.", "About 330,000 people have fled Norland, the government said.", 0, compatible},
	{"The ferry Halden carried about 210 people when it sank.", "The ferry Halden carried 214 people when it sank.", 0, compatible},
	{"Nearly 300 houses were destroyed in Ostby.", "Some 290 houses were destroyed in Ostby.", 0, compatible},
	{"The Sable Bridge cost 40 million euros to build.", "The Sable Bridge cost 40.3 million euros to build.", 0, compatible},
	{"Between 200 and 220 people were aboard the ferry Halden.", "The ferry Halden had 214 people aboard.", 0, compatible},
	{"The Sable Bridge opened in May 2017.", "The Sable Bridge opened on 9 May 2017.", 0, compatible},
	{"Unemployment in Norland rose to 5 percent.", "Unemployment in Norland rose to 5.2 percent.", 0, compatible},
	{"At least 12 people were killed when the ferry Halden sank.", "Thirteen people were killed when the ferry Halden sank.", 0, compatible},

	{"More than 320,000 people have died in the war since March 2011.", "About 330,000 people have been killed in the Halden war since 2011, according to a group of monitors.", 0, compatible},

	// Other bodies.
	{"The ferry Halden carried 214 people, the harbour authority said.", "The ferry Halden carried 190 people, the operator said.", 0, attributed},
	{"About 330,000 people have fled Norland, the UN said.", "The government said 300,000 people have fled Norland.", 0, attributed},
	{"The Sable Bridge cost 40 million euros, according to the ministry.", "The Sable Bridge cost 52 million euros, according to the auditors.", 0, attributed},
	{"Police said 4,000 people joined the march in Ostby.", "The organisers said 9,000 people joined the march in Ostby.", 0, attributed},

	// Dates.
	{"The Sable Bridge opened on 9 May 2017.", "The Sable Bridge opened on 12 May 2017.", 0, conflict},
	{"Ole Lind was born in Ostby in 1951.", "Ole Lind was born in Ostby in 1953.", 0, conflict},
	{"Nordline was founded in 1981.", "Nordline was founded in 1984.", 0, conflict},
	{"Ann Lee resigned on 3 March 2025.", "Ann Lee resigned on 4 March 2025.", 0, conflict},

	// Offices.
	{"Nordline chief executive Ann Lee defended the crew.", "Nordline chief executive Bo Roe defended the crew.", 0, conflict},
	{"Nordline chief executive Ann Lee defended the crew.", "Nordline chief executive Bo Roe defended the crew.", 90, revision},
	{"Nordline CEO Ann Lee defended the crew.", "Nordline chief executive Bo Roe defended the crew.", 90, revision},
	{"The president of Norland, Ada Fenn, visited Ostby.", "The president of Norland, Ivo Marsh, visited Ostby.", 400, revision},

	// The same, or nothing that is surely the same.
	{"The ferry Halden carried 214 people when it sank.", "The ferry Halden carried 214 people when it sank.", 0, none},
	{"Twelve people were killed when the ferry Halden sank.", "Thirty people were injured when the ferry Halden sank.", 0, none},
	{"Twelve people were killed and 30 injured when the ferry Halden sank.", "Twelve people were killed and 30 hurt when the ferry Halden sank.", 0, none},
	{"Twelve people were killed in Ostby.", "Nine people were killed in Port Ellan.", 0, none},
	{"A bomb killed 12 people in Ostby on Monday.", "A bomb killed nine people in Ostby on Tuesday.", 1, none},
	{"A bomb killed 12 people in Ostby.", "A bomb killed nine people in Ostby.", 300, none},
	{"Twelve children were killed when the ferry Halden sank.", "Forty people were killed when the ferry Halden sank.", 0, none},
	{"Norland exported 2 million barrels of oil.", "Osland exported 3 million barrels of oil.", 0, none},
	{"Nordline will cut 2,500 jobs in spring.", "Nordline may cut 1,900 jobs in spring.", 0, none},
	{"Nordline shares rose 4 percent.", "Nordline shares fell 3 percent.", 0, none},
	{"The death toll from the Halden sinking rose by nine.", "The death toll from the Halden sinking rose to 21.", 0, none},
	{"Twelve of the 40 crew were killed when the ferry Halden sank.", "Nine people were killed when the ferry Halden sank.", 0, none},
	{"Ann Lee met the crew of the Halden on Monday.", "Ann Lee met the crew of the Halden on Tuesday.", 0, none},
	{"Ann Lee, 54, survived.", "Ann Lee, 55, survived.", 200, none},
	{"Ann Lee, 54, survived.", "Bo Roe, 45, survived.", 0, none},
	{"Former Nordline chief executive Ann Lee defended the crew.", "Nordline chief executive Bo Roe defended the crew.", 0, none},
	{"Nordline chief executive Ann Lee defended the crew.", "Westline chief executive Bo Roe defended the crew.", 0, none},
	{"President Ada Fenn visited Ostby.", "President Ivo Marsh visited Port Ellan.", 0, none},
	{"Norland deputy prime minister Ada Fenn spoke.", "Norland prime minister Ivo Marsh spoke.", 0, none},
	{"The Sable Bridge cost 40 million euros to build.", "The Ellan Bridge cost 52 million euros to build.", 0, none},
	{"The Sable Bridge will open on 9 May 2025.", "The Sable Bridge was opened to walkers on 12 May 2017.", 0, none},
	{"Nordline has not cut 2,500 jobs.", "Nordline cut 1,900 jobs.", 0, none},
	{"The ferry Halden carried 214 people.", "The ferry Halden carried 30 lorries.", 0, none},
	{"Another 12 people were killed in Norland.", "Nineteen people were killed in Norland.", 0, none},
	{"The ferry Halden sank in 90 minutes.", "The ferry Halden sank in 200 metres of water.", 0, none},
	{"Nordline has cut jobs since 2015.", "Nordline has cut jobs since 2018.", 0, none},
}

func TestBetween(t *testing.T) {
	const headline = "Ferry Halden, the Sable Bridge and Nordline"
	for _, p := range pairs {
		a, b := told(t, "Coast Herald", headline, p.a, day), told(t, "Bay Wire", headline, p.b, day.AddDate(0, 0, p.later).Add(time.Hour))
		if len(a) != 1 || len(b) != 1 {
			t.Errorf("%q and %q are %d and %d facts", p.a, p.b, len(a), len(b))
			continue
		}
		got := differ.Between(a[0], b[0])
		var kinds []briefing.ConflictKind
		for _, d := range got {
			kinds = append(kinds, d.Kind)
		}
		switch {
		case p.want == none && len(got) == 0, len(got) == 1 && got[0].Kind == p.want:
		default:
			t.Errorf("%s\n%s\nare %q, want %q: %+v", p.a, p.b, kinds, p.want, got)
		}
	}
}

// TestEitherWay asks each pair the other way round.
func TestEitherWay(t *testing.T) {
	for _, p := range pairs {
		a, b := told(t, "Coast Herald", "Ferry", p.a, day), told(t, "Bay Wire", "Ferry", p.b, day.AddDate(0, 0, p.later))
		if len(a) == 1 && len(b) == 1 {
			checkEitherWay(t, a[0], b[0])
		}
	}
}

func TestSameArticle(t *testing.T) {
	facts := told(t, "Coast Herald", "Ferry", "The ferry Halden carried 214 people when it sank. The ferry Halden carried 190 people when it sank.", day)
	if len(facts) != 2 {
		t.Fatalf("%d facts", len(facts))
	}
	if got := differ.Between(facts[0], facts[1]); got != nil {
		t.Errorf("one article is told to contradict itself: %+v", got)
	}
}

func TestCorrected(t *testing.T) {
	a := told(t, "Coast Herald", "Ferry", "The ferry Halden carried 214 people when it sank.", day)
	b := told(t, "Coast Herald", "Ferry", "The ferry Halden carried 190 people when it sank.", day.Add(2*time.Hour))
	b[0].Corrects = true
	got := differ.Between(a[0], b[0])
	if len(got) != 1 || got[0].Kind != revision || got[0].Note != "Corrected figure" {
		t.Errorf("a correction is %+v", got)
	}
}

// TestWords shows the words of a difference, in the order in which the facts were given.
func TestWords(t *testing.T) {
	a := told(t, "Coast Herald", "Ferry", "The ferry Halden carried 214 people, the harbour authority said.", day)[0]
	b := told(t, "Bay Wire", "Ferry", "The operator said the ferry Halden carried 190 people.", day.Add(time.Hour))[0]
	for range 2 {
		d := differ.Between(a, b)
		if len(d) != 1 {
			t.Fatalf("differences: %+v", d)
		}
		if d[0].About != "people" || d[0].Note != "Different attributed source, same day" {
			t.Errorf("about %q: %q", d[0].About, d[0].Note)
		}
		for i, r := range []differ.Reading{a, b} {
			got := d[0].Spans[i].Shift(-r.Fact.Span.Start).Of(r.Fact.Text)
			if want := map[string]string{"Coast Herald": "214 people", "Bay Wire": "190 people"}[r.Outlet]; got != want {
				t.Errorf("%s: %q, want %q", r.Outlet, got, want)
			}
		}
		a, b = b, a
	}
}

func TestAlike(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"The ferry Halden carried 214 people when it sank.", "When it sank the ferry Halden carried 214 people.", true},
		{"The ferry Halden carried about 210 people when it sank.", "The ferry Halden carried 214 people when it sank.", true},
		{"The ferry Halden ran aground on the Sable bar in thick fog.", "In thick fog the Halden ferry ran aground on the bar.", true},
		{"The ferry Halden carried 214 people when it sank.", "The ferry Halden carried 190 people when it sank.", false},
		{"The ferry Halden ran aground on the Sable bar in thick fog.", "The ferry Halden never ran aground on the Sable bar in thick fog.", false},
		{"The ferry Halden ran aground on the Sable bar in thick fog.", "The ferry Ostro ran aground on the Ellan bar in thick fog.", false},
		{"Ann Lee resigned from the board.", "Ann Lee left the town with a friend.", false},
	}
	for _, test := range tests {
		a, b := told(t, "Coast Herald", "Ferry", test.a, day)[0], told(t, "Bay Wire", "Ferry", test.b, day)[0]
		if got, back := differ.Alike(a, b), differ.Alike(b, a); got != test.want || back != got {
			t.Errorf("%s\n%s\nalike: %v and %v, want %v", test.a, test.b, got, back, test.want)
		}
	}
}

func checkEitherWay(t *testing.T, a, b differ.Reading) {
	t.Helper()
	there, back := differ.Between(a, b), differ.Between(b, a)
	if len(there) != len(back) {
		t.Fatalf("%q and %q: %d differences, the other way %d", a.Fact.Text, b.Fact.Text, len(there), len(back))
	}
	for i, d := range there {
		o := back[i]
		o.Spans[0], o.Spans[1] = o.Spans[1], o.Spans[0]
		if d != o {
			t.Errorf("%q and %q: %+v, the other way %+v", a.Fact.Text, b.Fact.Text, d, back[i])
		}
		for n, r := range []differ.Reading{a, b} {
			if !d.Spans[n].Within(r.Fact.Span) || d.Spans[n].Empty() {
				t.Errorf("%q: the words that differ are at %v of a fact at %v", r.Fact.Text, d.Spans[n], r.Fact.Span)
			}
		}
	}
	if differ.Alike(a, b) != differ.Alike(b, a) {
		t.Errorf("%q and %q are alike one way only", a.Fact.Text, b.Fact.Text)
	}
}

// FuzzBetween compares any two texts, and facts whose figures and names stand anywhere.
func FuzzBetween(f *testing.F) {
	for _, p := range pairs {
		f.Add(p.a, p.b, int16(p.later), int16(0), int16(0))
	}
	f.Fuzz(func(t *testing.T, x, y string, later, from, to int16) {
		as := told(t, "Coast Herald", "Ferry Halden sinks", x, day)
		bs := told(t, "Bay Wire", "Ferry Halden sinks", y, day.AddDate(0, 0, int(later)))
		for _, a := range as[:min(4, len(as))] {
			for _, b := range bs[:min(4, len(bs))] {
				checkEitherWay(t, a, b)
				if from != 0 || to != 0 {
					moved := a.Told
					moved.Fact.Quantities = append([]briefing.Quantity{}, moved.Fact.Quantities...)
					for i := range moved.Fact.Quantities {
						moved.Fact.Quantities[i].Span = briefing.Span{Start: int(from), End: int(to)}
					}
					checkEitherWay(t, differ.Read(moved), b)
				}
			}
		}
	})
}
