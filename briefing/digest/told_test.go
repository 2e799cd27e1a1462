package digest_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/digest"
)

// edition compiles an edition over a library and proves what it says.
func edition(t *testing.T, l *briefingtest.Library, e briefing.Edition) briefing.Digest {
	t.Helper()
	d, err := digest.New(over(l), allowance.Limit{}).Compile(context.Background(), e)
	if err != nil {
		t.Fatal(err)
	}
	prove(t, l, d)
	return d
}

func day(n int) time.Time { return monday.AddDate(0, 0, n) }

// daysOf compiles a digest for each of some days from Monday on, each of which knows those before it.
func daysOf(t *testing.T, s briefing.Subscription, days int, articles ...briefing.Article) (out []briefing.Digest) {
	t.Helper()
	l := briefingtest.NewLibrary(articles...)
	var told []briefing.ToldEdition
	for n := range days {
		out = append(out, edition(t, l, briefing.Edition{Subscription: s, From: day(n), To: day(n + 1), Told: told, Explain: true}))
		told = append(told, out[n].Tell)
	}
	return out
}

func points(s briefing.DigestStory) (out []string) {
	for _, p := range s.Points {
		out = append(out, p.Text)
	}
	return out
}

// A story that was told is told again with what is new, and with nothing else.
func TestUpdateTellsOnlyWhatIsNew(t *testing.T) {
	d := daysOf(t, briefing.Subscription{}, 2, append(elsewhere(t), pierGazette(t), pierCourier(t),
		article(t, "Tidewater Gazette", 30, "Pier timber washes ashore", gazetteText+"\n\nOn Tuesday 60 beams of the pier washed ashore at Quillmouth."))...)
	if len(d[1].Stories) != 1 {
		t.Fatalf("second day: %q", headlines(d[1]))
	}
	s := d[1].Stories[0]
	if want := []string{"On Tuesday 60 beams of the pier washed ashore at Quillmouth."}; !s.Update || !slices.Equal(points(s), want) {
		t.Errorf("update %v tells %q, want %q", s.Update, points(s), want)
	}
	if first := story(t, d[0], "Brakewater loses its pier to the sea"); first.ID != s.ID || first.Update {
		t.Errorf("story %s goes on as %s", first.ID, s.ID)
	}
	if why := strings.Join(d[1].Why[0].Why, "; "); !strings.Contains(why, "told on 6 Jan 2026, with 1 new fact since") {
		t.Errorf("why: %s", why)
	}
}

// What only says again what was told is a line, and a reprint is not even that.
func TestNothingNewIsALineOrNothing(t *testing.T) {
	d := daysOf(t, briefing.Subscription{}, 2, append(elsewhere(t), pierGazette(t), pierCourier(t),
		article(t, "Stavely Post", 30, "Pier of Brakewater destroyed by storm", "The storm of Sunday night destroyed the 140 metres of the Brakewater pier, which had stood since 1911. Nobody was hurt."),
		article(t, "Old Tarn Herald", 31, "Library hours", "The public library of Old Tarn will open on Sundays from March, the council decided.\n\nThe longer hours cost 40,000 crowns a year."))...)
	got := d[1]
	if len(got.Stories) != 0 || len(got.Developing) != 1 || got.Developing[0].Headline != "Pier of Brakewater destroyed by storm" || got.Known != 1 {
		t.Errorf("stories %q, developing %+v, %d known", headlines(got), got.Developing, got.Known)
	}
	if !got.Empty() {
		t.Error("such a day has nothing that anybody would miss")
	}
	var why []string
	for _, r := range got.Why {
		why = append(why, fmt.Sprint(r.Headline, " ", r.In, " ", r.Rank, ": ", strings.Join(r.Why, "; ")))
	}
	if want := []string{
		"Pier of Brakewater destroyed by storm true 0: told on 6 Jan 2026, and no new fact since",
		"Library hours false 0: reprints of what was told on 6 Jan 2026",
	}; !slices.Equal(why, want) {
		t.Errorf("why %q", why)
	}
}

// A text that was told and changed is no other story: what is new in it is an update, a correction of it comes first.
func TestChangedTextOfAToldStory(t *testing.T) {
	before := pierGazette(t)
	after := article(t, "Tidewater Gazette", 30, "Storm takes Brakewater pier", "Correction: An earlier version of this article said that the pier was 140 metres long. It measured 180 metres.\n\n"+
		strings.Replace(gazetteText, "140", "180", 1))
	after.URL, after.ID = before.URL, before.ID
	after.Revision = briefing.NewRevisionID(after.ID, after.Text)
	first := edition(t, briefingtest.NewLibrary(append(elsewhere(t), before)...), briefing.Edition{From: monday, To: tuesday})
	l := briefingtest.NewLibrary(append(elsewhere(t), before, after,
		article(t, "Norhaven Courier", 33, "Ice on the Tarn", "The ice on Old Tarn carries skaters, 30 centimetres thick as it is."))...)
	s := edition(t, l, briefing.Edition{From: tuesday, To: day(2), Told: []briefing.ToldEdition{first.Tell}}).Stories[0]
	if !s.Correction || !s.Update || len(s.Points) == 0 || !strings.HasPrefix(s.Points[0].Text, "Correction: ") {
		t.Errorf("first comes %q, correction %v, update %v: %q", s.Headline, s.Correction, s.Update, points(s))
	}
	for _, p := range points(s) {
		if strings.Contains(p, "Sunday night") {
			t.Errorf("tells again: %q", p)
		}
	}
}

// Where the texts that were told are gone, a story is known by its rarest words.
func TestToldTextIsGone(t *testing.T) {
	all := append(elsewhere(t), pierGazette(t))
	first := daysOf(t, briefing.Subscription{}, 1, all...)[0]
	for i := range first.Tell.Stories {
		for k := range first.Tell.Stories[i].Texts {
			first.Tell.Stories[i].Texts[k] = "erased"
		}
	}
	l := briefingtest.NewLibrary(article(t, "Tidewater Gazette", 30, "Pier beams wash ashore",
		"Beams of the wooden pier of Brakewater that the storm destroyed washed ashore, harbour master Ada Quill said.\n\nThe pier had stood since 1911."))
	d := edition(t, l, briefing.Edition{From: tuesday, To: day(2), Told: []briefing.ToldEdition{first.Tell}})
	if len(d.Stories) != 1 || !d.Stories[0].Update || d.Stories[0].ID != story(t, first, "Storm takes Brakewater pier").ID {
		t.Errorf("%+v", d.Stories)
	}
}

// What was beyond the most that were wanted was not told: it is news when it goes on.
func TestLeftIsNotTold(t *testing.T) {
	d := daysOf(t, briefing.Subscription{Max: 1}, 1, append(elsewhere(t), pierGazette(t), pierCourier(t))...)[0]
	if len(d.Tell.Stories) != 1 || d.Left != 3 || d.Tell.Stories[0].ID != d.Stories[0].ID {
		t.Errorf("%d left, remembers %+v", d.Left, d.Tell.Stories)
	}
	kept := d.Tell.Stories[0]
	if len(kept.Words) == 0 || len(kept.Words) > 40 || len(kept.Texts) != 2 || len(kept.Articles) != 2 || len(kept.Facts) != len(d.Stories[0].Points) || !kept.At.Equal(d.To) {
		t.Errorf("remembers %+v", kept)
	}
}

// Corrections of what was told come as they are given, each once, the one found out first first.
func TestCorrectionsOfWhatWasTold(t *testing.T) {
	var late, early briefing.Amendment
	late.Text, late.Fact, late.Seen = "b", "r.2-3", tuesday
	early.Text, early.Fact, early.Seen = "a", "r.1-2", monday
	d := edition(t, briefingtest.NewLibrary(), briefing.Edition{From: monday, To: tuesday, Corrections: []briefing.Amendment{late, early, late}})
	if diff := cmp.Diff([]briefing.Amendment{early, late}, d.Corrections); diff != "" {
		t.Error(diff)
	}
	if d.Empty() {
		t.Error("a digest with corrections is not empty")
	}
}

// Same input, same digest, whatever came first: also of stories that were told before.
func TestOrderOfArrivalOverDays(t *testing.T) {
	all := append(elsewhere(t), pierGazette(t), pierCourier(t),
		article(t, "Tidewater Gazette", 30, "Pier timber washes ashore", gazetteText+"\n\nOn Tuesday 60 beams of the pier washed ashore at Quillmouth."),
		article(t, "Sable Ferry Times", 30, "Beams on the beach", "Sixty beams of the lost pier of Brakewater lie on the beach of Quillmouth, and the council will sell them on 20 January."),
		article(t, "Stavely Post", 30, "Old pier in pieces", "The council will sell the beams of the Brakewater pier on 20 January."))
	want := daysOf(t, briefing.Subscription{}, 3, all...)
	r := rand.New(rand.NewPCG(3, 4))
	for range 15 {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if diff := cmp.Diff(want, daysOf(t, briefing.Subscription{}, 3, all...)); diff != "" {
			t.Fatal(diff)
		}
	}
}
