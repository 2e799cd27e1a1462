package read

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

const poolProse = "The mayor of Lowmoor opened the new swimming pool on Monday, two years later than planned and well over its budget."

// topped is a pasted page with lines between headline and text.
func topped(t *testing.T, lines ...string) briefing.Article {
	t.Helper()
	a, err := one(t, "a.txt", "Pool opens at last in Lowmoor\n\n"+strings.Join(lines, "\n")+"\n\n"+around(), Source{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestNamesUnderBylineWord(t *testing.T) {
	for _, c := range []struct {
		lines  string
		byline []string
	}{
		{"Author\nSelma Quist", []string{"Selma Quist"}},
		{"By\nSelma Quist and Bo Lind", []string{"Selma Quist", "Bo Lind"}},
		{"Author\nSelma Quist\nReader in soil science, University of Lowmoor", []string{"Selma Quist"}},
		{"Authors\nSelma Quist\nProfessor of Hydrology, Oxley College\nBo Lind\nPhD candidate, Oxley College", []string{"Selma Quist", "Bo Lind"}},
		{"By Selma Quist\nSenior lecturer in law, University of Lowmoor", []string{"Selma Quist"}},
		{"Author\nSwimming for everyone", nil},
	} {
		a := topped(t, strings.Split(c.lines, "\n")...)
		if !slices.Equal(a.Byline, c.byline) {
			t.Errorf("%q: byline %q, want %q", c.lines, a.Byline, c.byline)
		}
		if c.byline == nil {
			continue
		}
		for i, k := range kinds(t, a, strings.Split(c.lines, "\n")...) {
			if k != briefing.BlockFurniture {
				t.Errorf("%q: line %d is %s", c.lines, i+1, k)
			}
		}
	}
}

func TestPrintedDay(t *testing.T) {
	day := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
	for line, want := range map[string]time.Time{
		"4 March 2026 • 7:00am":        day,
		"4 March 2026":                 day,
		"4 March 2026 | 09.42":         day,
		"4 March 2026, 7:00am":         day,
		"4 March 2026 - 10:15":         day,
		"4 March 2026 • 7:00am GMT":    day.Add(7 * time.Hour),
		"2026-03-04T07:00:00+00:00":    day.Add(7 * time.Hour),
		"4 March 2026, 7:00am GMT":     day.Add(7 * time.Hour),
		"Wednesday 4 March 2026 • 7pm": day,
	} {
		a := topped(t, "By Selma Quist", line)
		if !a.Published.Equal(want) {
			t.Errorf("%q is %v, want %v", line, a.Published, want)
		}
		if got := kinds(t, a, line)[0]; got != briefing.BlockFurniture {
			t.Errorf("%q is %s", line, got)
		}
	}
}

func TestAuthorsAndAppeals(t *testing.T) {
	for _, line := range []string{
		"Selma Quist does not work for, consult, own shares in or receive funding from anyone who would gain by this text.",
		"Write an article and join a growing community of 4,000 scholars.",
		"Before you go...",
		"We rely on readers like you. A crown a week keeps our lights on.",
		"Reeds and Weirs by Selma Quist is out from Quayside (12 crowns). To order a copy call 0100 200 300",
	} {
		a, err := one(t, "a.txt", around()+"\n\n"+line, Source{})
		if err != nil {
			t.Fatal(err)
		}
		if got := kinds(t, a, line)[0]; got != briefing.BlockFurniture {
			t.Errorf("%q is %s", line, got)
		}
	}
	a := topped(t, "By Selma Quist", "Disclosure statement", "Selma Quist receives funding from the Lowmoor Water Council.")
	if got := kinds(t, a, "Selma Quist receives funding from the Lowmoor Water Council.")[0]; got != briefing.BlockFurniture {
		t.Errorf("what a disclosure says is %s", got)
	}
}

func TestPicturesWithoutPicture(t *testing.T) {
	a, err := one(t, "a.txt", "Regional\nMenu\n\nAn empty pool under a grey sky.\nThe pool on Sunday. (Una Moss/Quayside Pictures)\n\nPool opens at last in Lowmoor\n\n"+around(), Source{})
	if err != nil {
		t.Fatal(err)
	}
	if got := kinds(t, a, "An empty pool under a grey sky.")[0]; got != briefing.BlockFurniture {
		t.Errorf("the words for a picture are %s", got)
	}
	a, err = one(t, "a.md", "# Pool opens at last\n\n"+around("![Empty pool](p.jpg)", "![Full pool](q.jpg)\n*The pool on Monday, full of children*", "Tickets ![coin](c.svg) cost two crowns each."), Source{})
	if err != nil {
		t.Fatal(err)
	}
	want := []briefing.BlockKind{briefing.BlockFurniture, briefing.BlockCaption, briefing.BlockBody}
	if got := kinds(t, a, "Empty pool", "The pool on Monday, full of children", "Tickets cost two crowns each."); !slices.Equal(got, want) {
		t.Errorf("pictures in Markdown are %v, want %v", got, want)
	}
}

func TestOutletInMenu(t *testing.T) {
	a, err := one(t, "a.txt", "Home\nNews\nSport\nThe Lowmoor Lantern\nBusiness\n\nPool opens at last in Lowmoor\n\n"+around()+"\n\n© 2026 Lowmoor Lantern Ltd. All rights reserved.", Source{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Outlet != "The Lowmoor Lantern" {
		t.Errorf("the outlet is %q", a.Outlet)
	}
}

func TestTextBeforeHTML(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{poolProse, poolProse},
		{"  ", weir1},
	} {
		a, err := one(t, "a.jsonl", `{"title":"Pool","text":`+quoteJSON(c.text)+`,"html":`+quoteJSON("<p>"+weir1+"</p>")+`}`, Source{})
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Text; got != "Pool\n\n"+c.want {
			t.Errorf("text %q is read as %q", c.text, got)
		}
	}
}
