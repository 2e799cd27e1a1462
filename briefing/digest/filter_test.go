package digest_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

func TestFilters(t *testing.T) {
	unnamed := article(t, "Stray Paper", 3, "Geese land on the reservoir", "Some 400 geese landed on the reservoir of Stavely.")
	unnamed.Outlet, unnamed.URL = "", "https://www.geese.example/reservoir"
	all := append(elsewhere(t), pierGazette(t), pierCourier(t), unnamed)
	const pier, frost, library, chess, geese = "pier", "frost", "library", "chess", "geese"
	short := map[string]string{
		"Brakewater loses its pier to the sea": pier, "Storm takes Brakewater pier": pier, "Frost spares the orchards": frost,
		"Library to open on Sundays": library, "Chess club wins the cup": chess, "Geese land on the reservoir": geese,
	}
	tests := []struct {
		name string
		s    briefing.Subscription
		want []string
		why  string // of one that is out
	}{
		{"nothing", briefing.Subscription{}, []string{chess, frost, geese, library, pier}, ""},
		{"an outlet, spelt otherwise", briefing.Subscription{Outlets: []string{"the stavely POST"}}, []string{frost}, "not of a wanted outlet: Pellworth Echo"},
		{"an outlet known by its host", briefing.Subscription{Outlets: []string{"geese.example"}}, []string{geese}, "not of a wanted outlet: Norhaven Courier"},
		{"without an outlet the story stays", briefing.Subscription{Without: []string{"Norhaven Courier"}}, []string{chess, frost, geese, library, pier}, "outlet left out: Norhaven Courier"},
		{"without both its outlets it goes", briefing.Subscription{Without: []string{"Norhaven Courier", "Tidewater Gazette"}}, []string{chess, frost, geese, library}, "outlet left out: Tidewater Gazette"},
		{"a word shut out", briefing.Subscription{Exclude: []string{"Orchard"}}, []string{chess, geese, library, pier}, "excluded word: Orchard"},
		{"a word of one article takes the story out", briefing.Subscription{Exclude: []string{"money"}}, []string{chess, frost, geese, library}, "excluded word: money"},
		{"a phrase stands in a row", briefing.Subscription{Exclude: []string{"club cup", "public library"}}, []string{chess, frost, geese, pier}, "excluded word: public library"},
		{"a word wanted", briefing.Subscription{Include: []string{"apples", "chess clubs"}}, []string{chess, frost}, "has none of the words wanted: apples, chess clubs"},
		{"wanted and shut out", briefing.Subscription{Include: []string{"Stavely"}, Exclude: []string{"geese"}}, []string{frost}, "excluded word: geese"},
		{"a word that is none", briefing.Subscription{Exclude: []string{"?"}, Include: []string{"!"}}, []string{chess, frost, geese, library, pier}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := edition(t, briefingtest.NewLibrary(all...), briefing.Edition{Subscription: tt.s, From: monday, To: tuesday, Explain: true})
			var got, why []string
			for _, h := range headlines(d) {
				got = append(got, short[h])
			}
			slices.Sort(got)
			if !slices.Equal(got, tt.want) {
				t.Errorf("stories %q, want %q", got, tt.want)
			}
			for _, r := range d.Why {
				if !r.In {
					why = append(why, strings.Join(r.Why, "; "))
				}
			}
			if tt.why == "" && len(why) > 0 || tt.why != "" && !slices.Contains(why, tt.why) {
				t.Errorf("out for %q, want %q", why, tt.why)
			}
			if d.Articles != len(all) {
				t.Errorf("%d articles", d.Articles)
			}
		})
	}
}

func TestLength(t *testing.T) {
	l := briefingtest.NewLibrary(append(elsewhere(t), pierGazette(t), pierCourier(t))...)
	for length, want := range map[briefing.Length]int{"": 2, briefing.LengthFull: 2, briefing.LengthShort: 1, briefing.LengthHeadlines: 0} {
		d := edition(t, l, briefing.Edition{Subscription: briefing.Subscription{Length: length}, From: monday, To: tuesday})
		s := story(t, d, "Brakewater loses its pier to the sea")
		if len(s.Points) != want || s.Citation == 0 || d.Length != length || len(d.Tell.Stories[0].Facts) == 0 {
			t.Errorf("%q: %d points, citation %d", length, len(s.Points), s.Citation)
		}
	}
}

// A feed that the channel may not see leaves no trace: the digest is the one of a library that never had it. Also in what was told
// before, in what is due, and among the feeds that fail.
func TestHiddenFeedLeavesNoTrace(t *testing.T) {
	secret := article(t, "Back Room", 10, "Brakewater to sell its harbour", "The council of Brakewater will sell the harbour on 20 January for 9 million crowns.")
	also := article(t, "Back Room", 7, "Pier was insured", "The wooden pier of Brakewater that the storm destroyed was insured for 5 million crowns, said Ada Quill.")
	secret.Feed, also.Feed = "board", "board"
	open := append(elsewhere(t), pierGazette(t), pierCourier(t))
	e := briefing.Edition{
		From: monday, To: tuesday, Explain: true, Hidden: []string{"board"},
		Failing: []briefing.FailingFeed{{Name: "board", Reason: "HTTP 403"}, {Name: "gazette"}},
	}
	want := edition(t, briefingtest.NewLibrary(open...), e)
	got := edition(t, briefingtest.NewLibrary(append(open, secret, also)...), e)
	if a, b := inJSON(t, want), inJSON(t, got); a != b {
		t.Errorf("with the hidden feed:\n%s\nwithout:\n%s", b, a)
	}
	if len(got.Failing) != 1 || got.Failing[0].Name != "gazette" {
		t.Errorf("failing %+v", got.Failing)
	}
	// A promise that was told before the feed was hidden is not looked after any more.
	e.Hidden = nil
	shown := edition(t, briefingtest.NewLibrary(append(open, secret, also)...), e)
	if !slices.ContainsFunc(shown.DueNext, func(l briefing.DigestLine) bool { return l.Headline == secret.Headline }) {
		t.Fatalf("due %+v", shown.DueNext)
	}
	next := edition(t, briefingtest.NewLibrary(append(open, secret, also)...), briefing.Edition{
		From: day(20), To: day(21), Told: []briefing.ToldEdition{shown.Tell}, Hidden: []string{"board"},
	})
	if text := inJSON(t, next); strings.Contains(text, "harbour on 20 January") || strings.Contains(text, "Back Room") {
		t.Errorf("tells of it: %s", text)
	}
}

func inJSON(t *testing.T, d briefing.Digest) string {
	t.Helper()
	b, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
