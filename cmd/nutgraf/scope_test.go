package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/store"
)

func TestPlacesOfFeeds(t *testing.T) {
	list := func(url string, places ...string) feed { return feed{feedConfig: feedConfig{URL: url, Places: places}} }
	f := &feeds{listed: []feed{
		list("https://all.example/"), list("https://team.example/", "slack:T1"), list("https://desk.example/", "slack:T1/C2", "discord:G1"),
	}}
	tests := []struct {
		here   briefing.Channel
		hidden []string
	}{
		{briefing.Channel{Service: "slack", Workspace: "T1", ID: "C2", Thread: "17.1"}, nil},
		{briefing.Channel{Service: "slack", Workspace: "T1", ID: "C3"}, []string{"https://desk.example/"}},
		{briefing.Channel{Service: "slack", Workspace: "T2", ID: "C2"}, []string{"https://team.example/", "https://desk.example/"}},
		{briefing.Channel{Service: "discord", Workspace: "G1", ID: "C2"}, []string{"https://team.example/"}},
		{briefing.Channel{Service: "discord", Workspace: "T1", ID: "C2"}, []string{"https://team.example/", "https://desk.example/"}},
		{briefing.Channel{Service: "discord", ID: "D1"}, []string{"https://team.example/", "https://desk.example/"}}, // a direct message
	}
	for _, tt := range tests {
		if got := f.Hidden(tt.here); !slices.Equal(got, tt.hidden) {
			t.Errorf("from %s are hidden %q, want %q", tt.here, got, tt.hidden)
		}
	}
}

// supply is a source of one article.
type supply struct{ name, text string }

func (s supply) Name() string { return s.name }

func (s supply) Fetch(context.Context, string) ([]briefing.Article, string, error) {
	a := briefing.Article{URL: s.name + "1", Outlet: "Outlet of " + s.name, Headline: "Bank", Language: "en", Text: s.text, Published: time.Unix(1_700_000_000, 0)}
	a.Blocks = []briefing.Block{{Kind: briefing.BlockBody, Span: briefing.Span{End: len(a.Text)}}}
	a.ID = briefing.NewArticleID(a.URL, a.Text)
	a.Revision = briefing.NewRevisionID(a.ID, a.Text)
	return []briefing.Article{a}, "1", nil
}

// By the real store, an article's feed is what the configuration's places are about; whoever holds the file sees everything.
func TestAnswersKeepToPlaces(t *testing.T) {
	db, err := store.Open(filepath.Join(t.TempDir(), "nutgraf.db"), store.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	h := wire(db, answer.Options{})
	defer db.Close()
	for _, s := range []supply{{"https://all.example/", "Owen Hale leads Kestrel Bank."}, {"https://desk.example/", "Mara Lind leads Vintari Bank."}} {
		if _, err := h.intake.Fetch(context.Background(), s, db); err != nil {
			t.Fatal(err)
		}
	}
	f := &feeds{listed: []feed{{feedConfig: feedConfig{URL: "https://all.example/"}}, {feedConfig: feedConfig{URL: "https://desk.example/", Places: []string{"slack:T1/C2"}}}}}
	ask := func(hidden []string) (briefing.Answer, string) {
		a, err := h.answer.Answer(context.Background(), briefing.Question{Text: "who leads Vintari Bank?", Hidden: hidden})
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, p := range a.Points {
			said = append(said, p.Text)
		}
		return a, strings.Join(said, " ")
	}
	for _, hidden := range [][]string{nil, f.Hidden(briefing.Channel{Service: "slack", Workspace: "T1", ID: "C2"})} {
		if a, said := ask(hidden); said != "Mara Lind leads Vintari Bank." || a.Searched.Articles != 2 || a.Searched.Outlets != 2 {
			t.Errorf("without %q: %q of %+v", hidden, said, a.Searched)
		}
	}
	a, said := ask(f.Hidden(briefing.Channel{Service: "slack", Workspace: "T1", ID: "C3"}))
	if strings.Contains(said, "Lind") || a.Searched.Articles != 1 || a.Searched.Outlets != 1 || a.Searched.Facts != 1 || !slices.Equal(a.Missing, []string{"Vintari"}) {
		t.Errorf("elsewhere: %q of %+v, missing %q", said, a.Searched, a.Missing)
	}
}
