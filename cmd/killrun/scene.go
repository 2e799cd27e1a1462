package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// articles are what the bot has read.
const articles = `{"url":"https://coast.example/ferry","title":"Ferry inquiry opens","outlet":"Coast Herald","published":"2025-03-04T09:00:00Z","text":"The harbour authority said 214 people were aboard when the ferry ran aground on 2 March 2025.\n\n“The drills were signed off but never held,” said Mara Lind, the inquiry chair.\n\nThe inquiry will report in May."}
{"url":"https://echo.example/lighthouse","title":"Lighthouse to reopen in June","outlet":"Strandhaven Echo","published":"2025-03-05T07:30:00Z","text":"The lighthouse of Strandhaven will reopen on 14 June 2025 after two years of repairs, the town council said.\n\nOlav Brandt, the harbour master, said the lamp had cost 1.2m crowns."}
{"url":"https://post.example/bridge","title":"Harbour bridge closed for a week","outlet":"Harbour Post","published":"2025-03-06T11:00:00Z","text":"The harbour bridge is closed from Monday for a week while its cables are inspected.\n\nFerries run every 20 minutes meanwhile, the council said."}
`

// furnish makes the database: articles, and subscriptions that fall due six times a day, each at times of its own.
func (s *stage) furnish(ctx context.Context) error {
	db, err := store.Open(s.db, store.Options{Now: s.now})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	view := func(fn func(search.Snapshot) error) error {
		return db.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	var refused error
	source := read.Articles(strings.NewReader(articles), read.Source{Name: "scene.jsonl"})
	if _, err := ingest.New(db, view, nil).Add(ctx, source, func(err error) { refused = err }, nil); err != nil || refused != nil {
		return fmt.Errorf("take in the articles: %w, %w", err, refused)
	}
	s.begun = map[string]time.Time{}
	since := s.now().UTC().Truncate(time.Minute)
	for n := range subscriptions {
		service := s.services[n%len(s.services)]
		sub := briefing.Subscription{
			ID: fmt.Sprintf("sub-%d", n), Name: fmt.Sprintf("tides %d", n), Channel: service.Channel(fmt.Sprintf("C%d", n%channels)),
			Schedule: briefing.Schedule{Zone: "UTC"}, Empty: briefing.EmptyLine, Since: since,
		}
		for k := range briefing.MaxTimes {
			sub.Schedule.Times = append(sub.Schedule.Times, briefing.ClockTime(k*240+n*6))
		}
		s.begun[sub.Name] = since
		if err := db.PutSubscription(ctx, sub); err != nil {
			return err
		}
	}
	return nil
}
