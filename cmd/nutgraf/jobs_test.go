package main

import (
	"context"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

// keepFile runs "keep FILE WHAT" on a database: a digest that was set aside in "doubt", a question that is "asked", "feedback", or it
// is "held" open until the script ends.
func keepFile(ts *testscript.TestScript, neg bool, args []string) {
	db, err := store.Open(ts.MkAbs(args[0]), store.Options{Command: "nutgraf run"})
	ts.Check(err)
	if args[1] == "held" {
		ts.Defer(func() { db.Close() })
		return
	}
	defer db.Close()
	ctx, at := context.Background(), time.Date(2026, 5, 4, 8, 0, 0, 0, time.UTC)
	channel := briefing.Channel{Service: "slack", Workspace: "T", ID: "C"}
	add := func(id string, kind briefing.JobKind) {
		_, err := db.AddJob(ctx, briefing.Job{ID: id, Kind: kind, Channel: channel, From: "U1", Text: "a private question", Due: at})
		ts.Check(err)
	}
	switch args[1] {
	case "asked":
		add("asked", briefing.JobAnswer)
	case "doubt":
		add("digest", briefing.JobDigest)
		_, err = db.ClaimJob(ctx, "worker", "", time.Minute)
		ts.Check(err)
		ts.Check(db.PutDelivery(ctx, briefing.Delivery{Job: "digest", Channel: channel, Parts: []briefing.DeliveryPart{
			{State: briefing.PartPosted, Posted: "1"}, {State: briefing.PartSending, Armed: at}, {State: briefing.PartPlanned},
		}}))
		ts.Check(db.ParkJob(ctx, "worker", "digest", "nobody can say whether message 2 was\nshown\x1b[31m"))
	case "feedback":
		ts.Check(db.AddFeedback(ctx, briefing.Feedback{ID: "e1", Channel: channel, From: "U1", Answer: "abcd", Reason: "the figure is of 2019", At: at}))
		ts.Check(db.AddFeedback(ctx, briefing.Feedback{ID: "e2", Channel: channel, From: "U2", Good: true, At: at}))
	default:
		ts.Fatalf("nothing to keep is called %q", args[1])
	}
}
