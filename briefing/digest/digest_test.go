package digest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/digest"
)

var (
	monday  = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	tuesday = monday.AddDate(0, 0, 1)
)

// article reads one article as a supplier sends it; published at hour o'clock on Monday, or undated when hour is negative.
func article(t testing.TB, outlet string, hour float64, title, text string) briefing.Article {
	t.Helper()
	line := map[string]string{"url": "https://" + fmt.Sprintf("%x", outlet+title) + ".example/", "outlet": outlet, "title": title, "text": text}
	if hour >= 0 {
		line["published"] = monday.Add(time.Duration(hour * float64(time.Hour))).Format(time.RFC3339)
	}
	data, err := json.Marshal(line)
	if err != nil {
		t.Fatal(err)
	}
	return briefingtest.Articles(t, &txtar.Archive{Files: []txtar.File{{Name: "wire.jsonl", Data: data}}})[0]
}

const (
	gazetteText = "A storm destroyed the wooden pier of Brakewater on Sunday night.\n\nThe pier was 140 metres long and had stood since 1911. " +
		"“We heard it go,” said harbour master Ada Quill. Nobody was hurt."
	courierText = "The wooden pier of Brakewater is gone: the storm of Sunday night tore it away, harbour master Ada Quill said on Monday.\n\n" +
		"“There is no money for a new pier,” said Tobias Ree, the mayor. He put the damage at more than 3 million crowns."
)

func pierGazette(t testing.TB) briefing.Article {
	return article(t, "Tidewater Gazette", 6, "Storm takes Brakewater pier", gazetteText)
}

func pierCourier(t testing.TB) briefing.Article {
	return article(t, "Norhaven Courier", 9, "Brakewater loses its pier to the sea", courierText)
}

// elsewhere is what else happened: stories that share no more than a day and a currency.
func elsewhere(t testing.TB) []briefing.Article {
	return []briefing.Article{
		article(t, "Old Tarn Herald", 7, "Library to open on Sundays", "The public library of Old Tarn will open on Sundays from March, the council decided.\n\nThe longer hours cost 40,000 crowns a year."),
		article(t, "Stavely Post", 8, "Frost spares the orchards", "The frost of the weekend did no harm to the orchards around Stavely, growers said.\n\nThey expect 900 tonnes of apples in autumn."),
		article(t, "Pellworth Echo", 5, "Chess club wins the cup", "The chess club of Pellworth won the county cup on Sunday with three draws and five victories."),
	}
}

func headlines(d briefing.Digest) (out []string) {
	for _, s := range d.Stories {
		out = append(out, s.Headline)
	}
	return out
}

func story(t *testing.T, d briefing.Digest, headline string) briefing.DigestStory {
	t.Helper()
	i := slices.Index(headlines(d), headline)
	if i < 0 {
		t.Fatalf("no story %q among %q", headline, headlines(d))
	}
	return d.Stories[i]
}

func TestOneEventIsOneStory(t *testing.T) {
	d := compile(t, briefing.Subscription{Name: "Port"}, monday, tuesday, append(elsewhere(t), pierGazette(t), pierCourier(t))...)
	if len(d.Stories) != 4 || d.Articles != 5 || d.Outlets != 5 || d.Undated != 0 {
		t.Errorf("%d articles of %d outlets became %q", d.Articles, d.Outlets, headlines(d))
	}
	pier := d.Stories[0] // what two outlets tell comes before what one does
	if pier.Headline != "Brakewater loses its pier to the sea" || pier.Origins != 2 || pier.Correction {
		t.Errorf("first comes %q with %d origins", pier.Headline, pier.Origins)
	}
	if want := []string{"Tidewater Gazette", "Norhaven Courier"}; !slices.Equal(pier.Outlets, want) {
		t.Errorf("told by %q, want %q", pier.Outlets, want)
	}
	if want := []string{"Frost spares the orchards", "Library to open on Sundays", "Chess club wins the cup"}; !slices.Equal(headlines(d)[1:], want) {
		t.Errorf("then %q, want the newest first: %q", headlines(d)[1:], want)
	}
}

// Two texts that share a place, an outlet and a day are two stories.
func TestTwoEventsOfOnePlace(t *testing.T) {
	d := compile(t, briefing.Subscription{}, monday, tuesday, append(elsewhere(t), pierGazette(t),
		article(t, "Tidewater Gazette", 10, "Brakewater school gets a roof", "The primary school of Brakewater gets a copper roof in spring. Parents had collected signatures for two years."))...)
	if len(d.Stories) != 5 {
		t.Errorf("stories %q", headlines(d))
	}
}

func TestReprintIsNoOrigin(t *testing.T) {
	reprint := article(t, "Sable Ferry Times", 11, "Old pier destroyed", gazetteText+" This was first told by another paper.")
	for _, tt := range []struct {
		name     string
		articles []briefing.Article
		lead     string
		origins  int
	}{
		{"the original leads, though it is older", []briefing.Article{pierGazette(t), reprint}, "Storm takes Brakewater pier", 1},
		{"the newest own text leads", []briefing.Article{pierGazette(t), reprint, pierCourier(t)}, "Brakewater loses its pier to the sea", 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := compile(t, briefing.Subscription{}, monday, tuesday, append(elsewhere(t), tt.articles...)...)
			pier := story(t, d, tt.lead)
			if pier.Origins != tt.origins || len(pier.Outlets) != len(tt.articles) {
				t.Errorf("%d origins, told by %q", pier.Origins, pier.Outlets)
			}
		})
	}
}

// Independent texts weigh more than reprints, and reprints more than nothing.
func TestWeightOfStories(t *testing.T) {
	const fog = "The morning ferry from Sable Ferry to Quillmouth was two hours late because thick fog lay over the estuary."
	d := compile(t, briefing.Subscription{}, monday, tuesday, append(elsewhere(t), pierGazette(t), pierCourier(t),
		article(t, "Quillmouth Sun", 4, "Ferry late", fog), article(t, "Sable Ferry Times", 4.5, "Fog holds up ferry", fog), article(t, "Tidewater Gazette", 4.6, "Late ferry", fog))...)
	got := headlines(d)
	if want := []string{"Brakewater loses its pier to the sea", "Ferry late", "Frost spares the orchards"}; len(got) != 5 || !slices.Equal(got[:3], want) {
		t.Errorf("stories %q, want first %q", got, want)
	}
	if n := story(t, d, "Ferry late").Origins; n != 1 {
		t.Errorf("one text in three papers has %d origins", n)
	}
}

// pointing is a library in which the first word of every fact stands for something.
type pointing struct{ *briefingtest.Library }

func (l pointing) Facts(r briefing.RevisionID) ([]briefing.Fact, error) {
	facts, err := l.Library.Facts(r)
	facts = slices.Clone(facts)
	for i, f := range facts {
		word := briefing.Span{Start: f.Span.Start, End: f.Span.Start + len("A")}
		facts[i].Context = []briefing.Reference{{Span: word, For: "the storm"}}
	}
	return facts, err
}

// What a word stands for is told with its place in the point, not in the article.
func TestContext(t *testing.T) {
	l := pointing{briefingtest.NewLibrary(pierGazette(t))}
	d, err := digest.New(func(fn func(digest.Snapshot) error) error { return fn(l) }, allowance.Limit{}).Compile(t.Context(), briefing.Edition{Subscription: briefing.Subscription{}, From: monday, To: tuesday})
	if err != nil {
		t.Fatal(err)
	}
	want := []briefing.Reference{{Span: briefing.Span{Start: 0, End: 1}, For: "the storm"}}
	for _, p := range d.Stories[0].Points {
		if diff := cmp.Diff(want, p.Context); diff != "" {
			t.Errorf("%q:\n%s", p.Text, diff)
		}
	}
}

func TestCorrectionComesFirst(t *testing.T) {
	tram := article(t, "Norhaven Courier", 1, "Tramway line 4 was not closed", "Correction: An earlier version of this article said that tramway line 4 was closed. It runs every half hour.\n\n"+
		"The operator is repairing the rails at Linden Square until Friday.")
	d := compile(t, briefing.Subscription{Max: 2}, monday, tuesday, append(elsewhere(t), pierGazette(t), pierCourier(t), tram)...)
	if want := []string{"Tramway line 4 was not closed", "Brakewater loses its pier to the sea"}; !slices.Equal(headlines(d), want) {
		t.Errorf("stories %q, want %q", headlines(d), want)
	}
	if !d.Stories[0].Correction || d.Stories[1].Correction {
		t.Errorf("corrections: %v, %v", d.Stories[0].Correction, d.Stories[1].Correction)
	}
	// Of a story that was corrected, the correction leads, old as it is.
	corrected := article(t, "Tidewater Gazette", 3, "Pier: what we got wrong", "Correction: An earlier version of this article said that the pier was 240 metres long.\n\n"+gazetteText)
	d = compile(t, briefing.Subscription{}, monday, tuesday, append(elsewhere(t), corrected, pierCourier(t))...)
	if s := d.Stories[0]; s.Headline != corrected.Headline || !s.Correction || s.Origins != 2 {
		t.Errorf("first comes %q, correction %v, %d origins", s.Headline, s.Correction, s.Origins)
	}
}

func TestTopics(t *testing.T) {
	all := append(elsewhere(t), pierGazette(t),
		article(t, "Quillmouth Sun", 4, "IT workers wanted", "The town hall of Quillmouth looks for six people for its IT office."))
	tests := []struct {
		topics []string
		want   []string
	}{
		{nil, []string{"Frost spares the orchards", "Library to open on Sundays", "Storm takes Brakewater pier", "Chess club wins the cup", "IT workers wanted"}},
		{[]string{"pier"}, []string{"Storm takes Brakewater pier"}},
		{[]string{"BRAKEWATER Piers"}, []string{"Storm takes Brakewater pier"}},
		{[]string{"the pier of Brakewater"}, []string{"Storm takes Brakewater pier"}},
		{[]string{"orchard", "chess"}, []string{"Frost spares the orchards", "Chess club wins the cup"}},
		{[]string{"pier library"}, nil},
		{[]string{"submarine"}, nil},
		{[]string{"IT"}, []string{"IT workers wanted"}},
		{[]string{"?"}, nil},
	}
	for _, tt := range tests {
		d := compile(t, briefing.Subscription{Topics: tt.topics}, monday, tuesday, all...)
		if !slices.Equal(headlines(d), tt.want) {
			t.Errorf("topics %q: %q, want %q", tt.topics, headlines(d), tt.want)
		}
		if d.Articles != 5 || d.Outlets != 5 || !slices.Equal(d.Topics, tt.topics) {
			t.Errorf("topics %q: %d articles of %d outlets, said of %q", tt.topics, d.Articles, d.Outlets, d.Topics)
		}
	}
}

func TestPeriod(t *testing.T) {
	all := []briefing.Article{
		article(t, "Pellworth Echo", 0, "Midnight", "The clock of the town hall of Pellworth struck twelve on time."),
		article(t, "Stavely Post", 12, "Noon", "The orchards around Stavely were in full sun on Monday."),
		article(t, "Old Tarn Herald", -1, "No date", "The library of Old Tarn has a new door."), // read at 08:00
	}
	hours := func(n float64) time.Time { return monday.Add(time.Duration(n * float64(time.Hour))) }
	tests := []struct {
		name     string
		from, to time.Time
		want     []string
		undated  int
	}{
		{"the whole day", monday, tuesday, []string{"Noon", "Midnight", "No date"}, 1},
		{"the beginning belongs to it", monday, hours(1), []string{"Midnight"}, 0},
		{"the end does not", hours(1), hours(12), []string{"No date"}, 1},
		{"the moment of reading", briefingtest.Taken, briefingtest.Taken.Add(1), []string{"No date"}, 1},
		{"until the moment of reading", hours(1), briefingtest.Taken, nil, 0},
		{"no time at all", hours(12), hours(12), nil, 0},
		{"backwards", tuesday, monday, nil, 0},
		{"the day after", tuesday, tuesday.AddDate(0, 0, 1), nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := compile(t, briefing.Subscription{Name: "Port"}, tt.from, tt.to, all...)
			if !slices.Equal(headlines(d), tt.want) || d.Articles != len(tt.want) || d.Undated != tt.undated {
				t.Errorf("%q of %d articles, %d undated; want %q, %d undated", headlines(d), d.Articles, d.Undated, tt.want, tt.undated)
			}
			if d.Title != "Port" || !d.From.Equal(tt.from) || !d.To.Equal(tt.to) {
				t.Errorf("%q of %v to %v", d.Title, d.From, d.To)
			}
		})
	}
}

func TestMaximum(t *testing.T) {
	var all []briefing.Article
	for i, text := range []string{
		"Alder Street lost its oldest tree to a lorry.", "The beech hedge of the cemetery was trimmed by volunteers.", "A cedar chest with 300 letters was found in an attic.",
		"Elderberry juice won the prize of the county kitchen fair.", "Hazel Morrow retired after forty years as a bell ringer.", "The larch windows of Pellworth school were stolen overnight.",
		"Maple syrup ran out in every shop of Stavely.", "Rowan Pike swam across the reservoir in nineteen minutes.", "Willow baskets are taught on Thursdays at Linden Square.",
	} {
		all = append(all, article(t, fmt.Sprintf("Paper %d", i), 6, fmt.Sprintf("Item %d", i), text))
	}
	for limit, want := range map[int]int{0: 7, -1: 7, 1: 1, 8: 8, 9: 9, 20: 9} {
		d := compile(t, briefing.Subscription{Max: limit}, monday, tuesday, all...)
		if len(d.Stories) != want || d.Left != len(all)-want || d.Articles != len(all) {
			t.Errorf("at most %d: %d stories and %d left of %d articles, want %d", limit, len(d.Stories), d.Left, d.Articles, want)
		}
	}
}

// What has no sentence that could be cited is counted and not told; what has only a standfirst is told with that.
func TestArticlesWithoutBody(t *testing.T) {
	bare := pierGazette(t)
	bare.Blocks = []briefing.Block{{Kind: briefing.BlockFurniture, Span: briefing.Span{End: len(bare.Text)}}}
	if d := compile(t, briefing.Subscription{}, monday, tuesday, bare); len(d.Stories) != 0 || d.Articles != 1 {
		t.Errorf("%q of %d articles", headlines(d), d.Articles)
	}
	short := briefing.Article{Outlet: "Tidewater Gazette", Headline: "Pier lost", Text: "Pier lost\n\nThe storm took the pier of Brakewater.", Published: monday, Language: "en"}
	short.Blocks = []briefing.Block{{Kind: briefing.BlockHeadline, Span: briefing.Span{Start: 0, End: 9}}, {Kind: briefing.BlockStandfirst, Span: briefing.Span{Start: 11, End: len(short.Text)}}}
	short.ID = briefing.NewArticleID("", short.Text)
	short.Revision = briefing.NewRevisionID(short.ID, short.Text)
	d := compile(t, briefing.Subscription{}, monday, tuesday, short)
	if len(d.Stories) != 1 || d.Stories[0].Points[0].Text != "The storm took the pier of Brakewater." {
		t.Errorf("%+v", d.Stories)
	}
}

// The same articles make the same digest, in whatever order they came; also where they are too many to compare all, and
// came in one moment.
func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	few := append(elsewhere(t), pierGazette(t), pierCourier(t), article(t, "Sable Ferry Times", 9, "Old pier destroyed", gazetteText),
		article(t, "Old Tarn Herald", -1, "Library door", "The library of Old Tarn has a new door."))
	var many []briefing.Article
	for n := range 210 {
		many = append(many, article(t, "Stavely Post", 6, fmt.Sprintf("Lot %d", n), fmt.Sprintf("Lot %d of orchard %d fetched %d crowns in hall %d.", n, n*7, n*13, n*3)))
	}
	for _, tt := range []struct {
		name     string
		articles []briefing.Article
		times    int
	}{{"few", few, 20}, {"many of one moment", many, 2}} {
		t.Run(tt.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			want := compile(t, briefing.Subscription{}, monday, tuesday, tt.articles...)
			for range tt.times {
				r.Shuffle(len(tt.articles), func(i, j int) { tt.articles[i], tt.articles[j] = tt.articles[j], tt.articles[i] })
				if diff := cmp.Diff(want, compile(t, briefing.Subscription{}, monday, tuesday, tt.articles...)); diff != "" {
					t.Fatal(diff)
				}
			}
		})
	}
}

func TestCompileFails(t *testing.T) {
	broken := errors.New("broken")
	_, err := digest.New(func(func(digest.Snapshot) error) error { return broken }, allowance.Limit{}).Compile(t.Context(), briefing.Edition{Subscription: briefing.Subscription{}, From: monday, To: tuesday})
	if !errors.Is(err, broken) {
		t.Errorf("of a library that cannot be read: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d, err := digest.New(over(briefingtest.NewLibrary(pierGazette(t))), allowance.Limit{}).Compile(ctx, briefing.Edition{Subscription: briefing.Subscription{}, From: monday, To: tuesday})
	if !errors.Is(err, context.Canceled) || len(d.Stories) != 0 {
		t.Errorf("cancelled: %d stories, %v", len(d.Stories), err)
	}
}
