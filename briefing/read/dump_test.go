package read

import (
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

// TestPastedBodyStaysBody holds sentences that sound like what only a pasted page holds, between the prose of an article.
func TestPastedBodyStaysBody(t *testing.T) {
	for _, s := range []string{
		"“Not now,” he said.",
		"“No thanks.”",
		"The comments were removed within three hours.",
		"Three days ago.",
		"Residents can sign up to receive a grant until Friday.",
		"If spam fills your inbox every day, try a filter.",
		"Volunteers can sign up today at the town hall.",
		"Most read the letter as a threat.",
		"More from the east than from the west came to vote.",
		"Tell us the truth.",
		"For just two crowns a month, families can keep their allotments.",
		"Follow the money, the auditor wrote, and on Facebook nobody does.",
		"We use our bicycles every morning, and the council knows it.",
		"Our team meets every weekday at the station.",
		"The rules were written by the US Environmental Protection Agency (EPA).",
		"The talks were led by the Press Association (PA).",
		"He painted a bleak picture: nobody had come, and nobody would.",
		"She won courtesy of a late goal in the last minute of the match.",
		"The council has 12 seats for the left (Greens/Left Party in some wards) and 11 for the right.",
		"The inquiry will look at three topics: money, time and trust.",
		"Tags were found on both geese.",
		"Jonas Berg is a reporter who was arrested at the gate on Sunday.",
		"The Associated Press reported that two workers were hurt in the fall.",
		"Published in 2019 by the ministry, the plan was never carried out.",
		"Updated figures will follow in March.",
		"Listen to this, she told the council, and played the recording.",
		"Advertisement spending in the town fell by a fifth last year.",
		"Cookies were sold at the gate for two crowns each, and we ate ours at once.",
		"Read next to the treaty, the letter is polite.",
		"By law, the pool must have two guards.",
		"Oda Lindqvist, mayor since 2015, did not attend.",
		"The end came quickly.",
		"World politics and business were far away that day.",
		"Share your experience with the inquiry, its chair told residents, and it will be heard.",
		"Email him at your peril, one of his former aides warned.",
		"The pool is open and it is cold. Come in! SIGN UP FOR OUR NEWSLETTER — Oda Lindqvist (@odalindqvist) June 29, 2026",
		"The left, right and centre all voted for it.",
	} {
		for _, name := range []string{"a.txt", "a.jsonl"} {
			input := "Pool opens at last in Lowmoor\n\n" + around(s)
			if name == "a.jsonl" {
				input = `{"text":` + quoteJSON(input) + `}`
			}
			a, err := one(t, name, input, Source{})
			if err != nil {
				t.Fatal(err)
			}
			if got := kinds(t, a, s)[0]; got != briefing.BlockBody {
				t.Errorf("%s: %q is %s", name, s, got)
			}
		}
	}
}

// TestPastedLabels holds lines in the middle of a pasted article; every line of a case has the kind.
func TestPastedLabels(t *testing.T) {
	for _, c := range []struct {
		kind  briefing.BlockKind
		lines string
	}{
		{briefing.BlockFurniture, "World | Politics | Region | Business | Sport"},
		{briefing.BlockFurniture, "World • Politics • Money • Sport"},
		{briefing.BlockFurniture, "News / Opinion / Culture"},
		{briefing.BlockFurniture, "News Region Business Sport Weather"},
		{briefing.BlockFurniture, "News\nRegion\nBusiness\nSport"},
		{briefing.BlockFurniture, "Get the Evening Bell\nOur editors’ pick of the news, in your inbox by 6pm every weekday.\nEnter your email address\nSign up\nYou can unsubscribe at any time. Read our privacy notice."},
		{briefing.BlockFurniture, "Never miss a vote\nThe day's stories, every morning.\nEmail address\nSubscribe"},
		{briefing.BlockFurniture, "Published 3 hours ago"},
		{briefing.BlockFurniture, "Last updated: 4 March 2026, 18:40 CET"},
		{briefing.BlockFurniture, "23 comments"},
		{briefing.BlockFurniture, "Be the first to comment"},
		{briefing.BlockFurniture, "Topics: Swimming, Lowmoor, Councils"},
		{briefing.BlockFurniture, "Listen to this article · 4 min"},
		{briefing.BlockFurniture, "Advertisement"},
		{briefing.BlockFurniture, "Follow the Lowmoor Star on Facebook"},
		{briefing.BlockFurniture, "(Adds quote, background)"},
		{briefing.BlockFurniture, "Una Moss/Quayside Pictures"},
		{briefing.BlockFurniture, "We and our 214 partners use cookies on your device. By clicking accept you agree to that; manage your preferences at any time."},
		{briefing.BlockRelated, "More: Pool in the next town shut again"},
		{briefing.BlockCaption, "Children wait at the gate of the new pool [Una Moss/Lowmoor Star]"},
		{briefing.BlockCaption, "Children wait at the gate of the new pool on Monday [File: Una Moss/AFP]"},
		{briefing.BlockCaption, "Children wait at the gate of the new pool (AFP)"},
		{briefing.BlockCaption, "Children wait at the gate of the new pool. Photo: Una Moss"},
		{briefing.BlockCaption, "Children wait at the gate of the new pool. Una Moss/Lowmoor Star"},
		{briefing.BlockCaption, "Children wait at the gate of the new pool (Una Moss for the Lowmoor Star)"},
		{briefing.BlockCaption, "The mayor, left, with the builder of the pool"},
		{briefing.BlockCrosshead, "‘Colder than the sea’"},
		{briefing.BlockPullQuote, "“two years later than planned and well over its budget”\nDr Mira Okafor, Lindqvist Institute"},
		{briefing.BlockPullQuote, "“two years later than planned and well over its budget”\nMira Okafor"},
		{briefing.BlockPullQuote, "“two years later than planned and well over its budget”\n– Mira Okafor, analyst"},
		{briefing.BlockPullQuote, "“two years later than planned” – Mira Okafor"},
		{briefing.BlockPullQuote, "“The mayor opened the pool on Monday, two years later than planned”\nMira Okafor, analyst"},
	} {
		lines := strings.Split(c.lines, "\n")
		a, err := one(t, "a.txt", "Pool opens at last in Lowmoor\n\n"+around(lines...), Source{})
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range kinds(t, a, lines...) {
			if got != c.kind {
				t.Errorf("%q is %s, want %s", lines[i], got, c.kind)
			}
		}
	}
}

// TestChosenTextIsTrusted holds lines that are furniture in a pasted page, and body in a text that somebody picked out.
func TestChosenTextIsTrusted(t *testing.T) {
	for _, s := range []string{
		"World | Politics | Region | Business | Sport",
		"More: Pool in the next town shut again, say all of its neighbours",
		"Topics: the money, the roof and the mayor's part in it all",
		"The pool was closed for three hours. Una Moss/Lowmoor Star",
		"Published 3 hours ago by the ministry, the list of pools has eleven names",
	} {
		a, err := one(t, "a.jsonl", `{"title":"Pool opens at last","text":`+quoteJSON(around(s))+`}`, Source{})
		if err != nil {
			t.Fatal(err)
		}
		if got := kinds(t, a, s)[0]; got == briefing.BlockFurniture || got == briefing.BlockRelated || got == briefing.BlockCaption {
			t.Errorf("%q is %s", s, got)
		}
	}
}

func TestPastedTops(t *testing.T) {
	const headline = "Lowmoor pool opens two years late"
	for _, c := range []struct{ label, above, standfirst string }{
		{"nothing", "", ""},
		{"outlet and bar", "Skip to content\n\nLowmoor Star\n\nWorld | Politics | Sport", ""},
		{"outlet, slogan and menu", "Lowmoor Star\n\nAll that happened since 1871\n\nNews\n\nSport\n\nCulture\n\nPodcasts", ""},
		{"another headline", "BREAKING: Trains stop in the storm\n\nLowmoor Star", ""},
		{"a window's title", headline + " | Lowmoor Star", ""},
		{"a long menu with a promotion", strings.Repeat("Cars and vans\n\nFlats and houses for rent\n\n", 8) + "Buy a subscription now and read everything, on every device, for only two crowns.", ""},
		{"standfirst with quotes", "", "The mayor called the budget “a lesson”; the builder called it “a joke”"},
		{"standfirst without a stop", "Lowmoor Star", "It cost 4 million crowns and will be free for children all summer"},
		{"a cookie banner", "We value your privacy\n\nWe use cookies to store and access information on your device with your consent.\n\nAccept all", ""},
	} {
		input := c.above + "\n\n" + headline + "\n\n" + c.standfirst + "\n\nChildren wait at the gate [Una Moss/Lowmoor Star]\n\n" + around("The pool has six lanes and a tower.")
		a, err := one(t, "a.txt", input, Source{})
		if err != nil {
			t.Fatal(err)
		}
		if a.Headline != headline || a.Standfirst != c.standfirst {
			t.Errorf("under %s: headline %q, standfirst %q", c.label, a.Headline, a.Standfirst)
		}
	}
}

func TestOutletOfAPaste(t *testing.T) {
	const about = "The Lowmoor Star is a newspaper owned by its readers."
	for _, c := range []struct{ label, top, foot, want string }{
		{"printed twice", "The Lowmoor Star", "© 2026 Lowmoor Star. All rights reserved.", "The Lowmoor Star"},
		{"in a notice about itself", "Lowmoor Star", about, "Lowmoor Star"},
		{"only at the top", "Lowmoor Star", "", ""},
		{"only at the foot", "", about, ""},
		{"two names", "Lowmoor Star", "© 2026 Valley Record. All rights reserved.", ""},
	} {
		a, err := one(t, "a.txt", c.top+"\n\nPool opens at last in Lowmoor\n\n"+around("The pool has six lanes.")+"\n\n"+c.foot, Source{})
		if err != nil {
			t.Fatal(err)
		}
		if a.Outlet != c.want {
			t.Errorf("%s: outlet %q, want %q", c.label, a.Outlet, c.want)
		}
	}
}

func TestBylinesOfAPaste(t *testing.T) {
	for _, c := range []struct {
		lines string
		want  []string
	}{
		{"Una Moss, Health Editor", []string{"Una Moss"}},
		{"Una Moss\n\nHealth Editor", []string{"Una Moss"}},
		{"Una Moss\n\n4 March 2026", []string{"Una Moss"}},
		{"Una Moss\n\nLowmoor Star\n\n4 March 2026", []string{"Una Moss"}},
		{"Una Moss", nil},
		{"Middle Lowmoor", nil},
		{"The Lowmoor Star\n\n4 March 2026", nil},
	} {
		a, err := one(t, "a.txt", "Pool opens at last in Lowmoor\n\n"+c.lines+"\n\n"+around("The pool has six lanes."), Source{})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(a.Byline, c.want) {
			t.Errorf("%q: byline %q, want %q", c.lines, a.Byline, c.want)
		}
	}
}

// TestListsAreNoPullQuotes holds a list whose items come again in the text: a dash before an item names no speaker.
func TestListsAreNoPullQuotes(t *testing.T) {
	items := []string{"The budget of the pool was spent on:", "- the roof of the old pool behind the station", "- Tiles from Varde", "- Lamps"}
	a, err := one(t, "a.txt", around(append(items, "Nobody had asked for the roof of the old pool behind the station to be paid for, and the budget of the pool was spent on it first.")...), Source{})
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range kinds(t, a, items...) {
		if got != briefing.BlockBody {
			t.Errorf("%q is %s", items[i], got)
		}
	}
}

// TestFoot holds what stands below the end of an article, and a list that ends one and must stay.
func TestFoot(t *testing.T) {
	a, err := one(t, "a.txt", "Pool opens at last in Lowmoor\n\n"+around("The pool has six lanes.")+
		"\n\nThe winners were:\n\nUna Moss, 100 metres\n\nBo Lind, 50 metres\n\nIlse Brandt is the Star's swimming correspondent and writes about clubs.\n\nShare this article\n\nWhy nobody swims in the sea any more\n\nShop\n\nMost read\n\nTrains stop in the storm", Source{})
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string]briefing.BlockKind{
		"Una Moss, 100 metres": briefing.BlockBody, "Bo Lind, 50 metres": briefing.BlockBody,
		"Ilse Brandt is the Star's swimming correspondent and writes about clubs.": briefing.BlockFurniture,
		"Why nobody swims in the sea any more":                                     briefing.BlockRelated,
		"Shop":                                                                     briefing.BlockFurniture,
		"Trains stop in the storm":                                                 briefing.BlockRelated,
	} {
		if got := kinds(t, a, s)[0]; got != want {
			t.Errorf("%q is %s, want %s", s, got, want)
		}
	}
}
