package read

import (
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

// around puts paragraphs between prose, where an article's middle is.
func around(middle ...string) string {
	prose := []string{
		"The mayor of Lowmoor opened the new swimming pool on Monday, two years later than planned and well over its budget.",
		"It cost 4 million crowns, she said, and will be free for children until the end of the summer holidays this year.",
	}
	after := []string{
		"The old pool behind the station had been closed since the storm of 2021, when its roof fell into the water.",
		"A second pool in the east of the town is planned, but the council has not yet found the money to build it.",
	}
	return strings.Join(slices.Concat(prose, middle, after), "\n\n")
}

// kinds are the kinds of the blocks that print the given texts.
func kinds(t *testing.T, a briefing.Article, texts ...string) []briefing.BlockKind {
	t.Helper()
	var out []briefing.BlockKind
	for _, s := range texts {
		i := slices.IndexFunc(a.Blocks, func(b briefing.Block) bool { return b.Span.Of(a.Text) == s })
		if i < 0 {
			t.Fatalf("no block prints %q in %q", s, a.Text)
		}
		out = append(out, a.Blocks[i].Kind)
	}
	return out
}

// TestBodyStaysBody holds sentences of news that use the words of furniture. Losing one loses a fact.
func TestBodyStaysBody(t *testing.T) {
	for _, s := range []string{
		"The publisher said its newsletter would be delivered to your inbox every morning.",
		"“Sign up for our newsletter,” the leaflet said.",
		"Subscribers to the newsletter rose by a third last year.",
		"Share prices fell 3 percent in early trading on Monday.",
		"Support for independent journalism in the region has fallen since 2020, the study found.",
		"Copyright law does not cover the recipe, the court ruled.",
		"The company uses cookies to follow its customers, the regulator found.",
		"The photo may not be reproduced without the family's consent, the judge ruled.",
		"Related costs rose to 12 million crowns.",
		"Read together, the two letters tell a different story.",
		"Read more books, the minister told pupils.",
		"Listen to residents first, she told the council.",
		"By Tuesday evening the water had reached the church.",
		"By Friday 4 March all but two schools had reopened.",
		"He refused.",
		"Nobody was hurt.",
		"Watch the river, he warned.",
		"Jana Dvorak is a reporter for the Valley Record who was arrested on Sunday.",
		"The newspaper is a nonprofit and has 40 reporters in eleven towns.",
		"Follow-up checks are due in May.",
		"More than 2,000 people signed the letter.",
		"Getty bought the picture in 1998.",
		"Comments closed on Friday after 4,000 residents had written to the agency.",
		"Facebook, Twitter and Telegram were blocked across the country.",
		"Menu prices rose by 8 percent.",
		"The vote was 12-11.",
		"Produced by a local firm, the turbines cost more than planned.",
		"First published in 1952, the novel has sold four million copies.",
		"For the latest quarter the bank posted a loss of 40 million crowns.",
		"The post was published on the ministry's own channel on Monday.",
		"To read the full 400-page ruling took her a week.",
		"Parents queued to order a copy of the plan.",
		"Professor Una Moss is to lead the study.",
		"For the latest count the ministry had to download 300 files by hand.",
		"Letters to the editor filled two pages on Monday.",
		"Readers like you, a sign in the window said.",
		"Three of the authors own shares in the company.",
		"To continue reading tests in schools, the ministry needs 3 million crowns.",
	} {
		for _, name := range []string{"a.txt", "a.jsonl"} {
			input := around(s)
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

func quoteJSON(s string) string {
	return `"` + strings.NewReplacer("\n", `\n`, `"`, `\"`).Replace(s) + `"`
}

func TestLabels(t *testing.T) {
	for _, c := range []struct {
		kind  briefing.BlockKind
		lines string // the first is the one that is checked, the others stand behind it
	}{
		{briefing.BlockFurniture, "Skip to main content"},
		{briefing.BlockFurniture, "SHARE THIS ARTICLE"},
		{briefing.BlockFurniture, "Facebook | Twitter | Email"},
		{briefing.BlockFurniture, "4 min read"},
		{briefing.BlockFurniture, "Listen • 3 minutes"},
		{briefing.BlockFurniture, "00:00 / 02:15 min"},
		{briefing.BlockFurniture, "Home > World > Islands"},
		{briefing.BlockFurniture, "Sign up for our daily newsletter and get the news in your inbox."},
		{briefing.BlockFurniture, "This site uses cookies to ensure you get the best experience. Read our cookie policy."},
		{briefing.BlockFurniture, "Support our journalism with as little as two crowns a month."},
		{briefing.BlockFurniture, "Follow us on Instagram and never miss a story."},
		{briefing.BlockFurniture, "For the latest from the islands download the Gazette app to your phone."},
		{briefing.BlockFurniture, "Submit your letter through the form below."},
		{briefing.BlockFurniture, "The views expressed in this article are the author's own and do not necessarily reflect the position of the Post."},
		{briefing.BlockFurniture, "(Reporting by Una Moss; editing by Bo Lind)"},
		{briefing.BlockFurniture, "Photo: Una Moss / Quayside Pictures"},
		{briefing.BlockFurniture, "© 2026 Example Post. All rights reserved."},
		{briefing.BlockFurniture, "News that travels\nRepublish our articles for free, online or in print, under a Creative Commons licence."},
		{briefing.BlockRelated, "Read more: Pool opens in the next town"},
		{briefing.BlockRelated, "SEE ALSO | Ten pools to visit this summer"},
		{briefing.BlockRelated, "Why nobody swims in the sea any more\nRead more"},
		{briefing.BlockRelated, "Who pays for the pools?\nContinue reading"},
		{briefing.BlockCaption, "Children wait at the gate of the new pool. (Photo by Una Moss / Quayside Pictures)"},
		{briefing.BlockCaption, "Children wait at the gate on Monday. © Una Moss/Quayside"},
		{briefing.BlockCaption, "The mayor cuts the ribbon in front of the pool on Monday. Image credit: Una Moss"},
		{briefing.BlockCaption, "FILE PHOTO: The old pool behind the station, in a picture of 2019."},
		{briefing.BlockCrosshead, "A roof in the water"},
		{briefing.BlockCrosshead, "What happens next?"},
		{briefing.BlockCrosshead, "‘A gift to the town’"},
		{briefing.BlockPullQuote, "“two years later than planned”\n— Oda Lindqvist, mayor"},
	} {
		lines := strings.Split(c.lines, "\n")
		a, err := one(t, "a.txt", around(lines...), Source{})
		if err != nil {
			t.Fatal(err)
		}
		if got := kinds(t, a, lines[0])[0]; got != c.kind {
			t.Errorf("%q is %s, want %s", lines[0], got, c.kind)
		}
	}
}

func TestTermsAreKept(t *testing.T) {
	terms := "Our articles may be republished online or in print free of charge, provided that you credit the Record and link to the original."
	a, err := one(t, "a.txt", around()+"\n\nThe Record is a nonprofit newsroom.\n\n"+terms, Source{})
	if err != nil {
		t.Fatal(err)
	}
	if a.UsageTerms != terms {
		t.Errorf("usage terms %q", a.UsageTerms)
	}
	if got := kinds(t, a, "The Record is a nonprofit newsroom.", terms); got[0] != briefing.BlockFurniture || got[1] != briefing.BlockFurniture {
		t.Errorf("notices are %v", got)
	}
}

func TestHeadlines(t *testing.T) {
	const prose = "The mayor of Lowmoor opened the new swimming pool on Monday, two years later than planned and well over its budget. It cost 4 million."
	for _, c := range []struct {
		label, input, title, headline, standfirst string
	}{
		{"line above prose", "Pool opens at last in Lowmoor\n\n" + prose, "", "Pool opens at last in Lowmoor", ""},
		{"section above it", "Regional\n\nPool opens at last in Lowmoor\n\n" + prose, "", "Pool opens at last in Lowmoor", ""},
		{"question", "Will the pool open at last?\n\n" + prose, "", "Will the pool open at last?", ""},
		{"none", prose + "\n\n" + prose, "", "", ""},
		{"given and printed", "Pool opens at last in Lowmoor\n\n" + prose, "Pool Opens at Last in Lowmoor!", "Pool opens at last in Lowmoor", ""},
		{"given only", prose, "Pool opens at last in Lowmoor", "Pool opens at last in Lowmoor", ""},
		{"with standfirst", "Pool opens at last in Lowmoor\n\nTwo years late, the town can swim again\n\n" + prose, "", "Pool opens at last in Lowmoor", "Two years late, the town can swim again"},
		{"standfirst above a photo", "Pool opens at last in Lowmoor\n\nTwo years late, the town can swim again.\n\n(Photo by Una Moss / Quayside)\n\n" + prose, "", "Pool opens at last in Lowmoor", "Two years late, the town can swim again."},
		{"one line", "Pool opens at last in Lowmoor", "", "", ""},
	} {
		a, err := one(t, "a.txt", c.input, Source{Title: c.title})
		if err != nil {
			t.Errorf("%s: %v", c.label, err)
			continue
		}
		if a.Headline != c.headline || a.Standfirst != c.standfirst {
			t.Errorf("%s: headline %q, standfirst %q", c.label, a.Headline, a.Standfirst)
		}
	}
}

func TestNothingInvented(t *testing.T) {
	a, err := one(t, "a.txt", "Pool opens at last in Lowmoor\n\n"+around(), Source{})
	if err != nil {
		t.Fatal(err)
	}
	if a.URL != "" || a.Outlet != "" || a.Byline != nil || !a.Published.IsZero() || !a.Updated.IsZero() || a.Section != "" || a.UsageTerms != "" {
		t.Errorf("invented something: %+v", a)
	}
}

func TestParagraphs(t *testing.T) {
	for _, c := range []struct {
		label, input string
		want         []string
	}{
		{"blank lines", "One two.\n\nThree four.\n \t\nFive.", []string{"One two.", "Three four.", "Five."}},
		{"one a line", "A first paragraph, which is as long as paragraphs on a page tend to be, that is longer than lines that are wrapped.\nA second.\nA third.",
			[]string{"A first paragraph, which is as long as paragraphs on a page tend to be, that is longer than lines that are wrapped.", "A second.", "A third."}},
		{"wrapped", "The transport ministry will bring back sleeper trains between Halden\nand the northern port of Varde from December, ending a gap of eleven\nyears, the minister said.\n\nTickets will cost from 39 euros for a seat and 89 euros for a bed,\nless than half of what the last operator charged.",
			[]string{"The transport ministry will bring back sleeper trains between Halden and the northern port of Varde from December, ending a gap of eleven years, the minister said.",
				"Tickets will cost from 39 euros for a seat and 89 euros for a bed, less than half of what the last operator charged."}},
		{"old line ends", "One two.\rThree four.\r\rFive.", []string{"One two.", "Three four.", "Five."}},
		{"list", "The readers asked for:\nlonger hours\nmore chairs", []string{"The readers asked for:", "longer hours", "more chairs"}},
	} {
		if got := paragraphsOf(c.input); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.label, got, c.want)
		}
	}
}
