package search_test

import (
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/briefing/search"
)

func TestExtentAt(t *testing.T) {
	const lines = `{"id":"a","title":"Ferry sinks","published":"2025-03-01T08:00:00Z","text":"The ferry Brisa sank off Sollmar. Nobody was hurt."}
{"id":"b","title":"Inquiry opens","published":"2025-03-04T08:00:00Z","text":"An inquiry into the loss of the Brisa opened."}
{"id":"c","title":"Captain speaks","published":"2025-03-05T08:00:00Z","text":"The captain of the Brisa spoke. He blamed the fog."}`
	var articles []briefing.Article
	for a, err := range read.Articles(strings.NewReader(lines), read.Source{Name: "a.jsonl"}) {
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	l := briefingtest.NewLibrary(articles...)
	day := func(n int) time.Time { return time.Date(2025, 3, n, 8, 0, 0, 0, time.UTC) }
	l.Withdraw(articles[0].Revision, day(5))
	tests := []struct {
		at              time.Time
		articles, facts int
		newest          time.Time
	}{
		{day(1).Add(-time.Second), 0, 0, time.Time{}},
		{day(1), 1, 2, day(1)},
		{day(4), 2, 3, day(4)},
		{day(5), 2, 3, day(5)}, // one came, one went
	}
	for _, tt := range tests {
		e, err := search.ExtentAt(l, tt.at)
		if err != nil || e.Articles != tt.articles || e.Facts != tt.facts || !e.Newest.Equal(tt.newest) {
			t.Errorf("at %v there are %+v, %v", tt.at, e, err)
		}
	}
}
