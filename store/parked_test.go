package store

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestParkedJobs(t *testing.T) {
	tests := []struct {
		name   string
		doubt  Doubt
		states []briefing.PartState // of parts that were posted, sending, planned, refused
	}{
		{"post again", PostAgain, []briefing.PartState{briefing.PartPosted, briefing.PartPlanned, briefing.PartPlanned, briefing.PartRefused}},
		{"was posted", WasPosted, []briefing.PartState{briefing.PartPosted, briefing.PartPosted, briefing.PartPlanned, briefing.PartRefused}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				db, ctx := openTest(t), t.Context()
				park(t, db, "a")
				list, err := db.Jobs(ctx)
				if err != nil || len(list) != 1 || list[0].Reason != "in doubt" || list[0].Parked.IsZero() || !list[0].Next.IsZero() {
					t.Errorf("Jobs = %+v, %v", list, err)
				}
				time.Sleep(48 * time.Hour)
				doubted, err := db.UnparkJob(ctx, "a", test.doubt)
				if err != nil || doubted != 1 {
					t.Errorf("UnparkJob = %d, %v", doubted, err)
				}
				d, err := db.Delivery(ctx, "a")
				must(t, err)
				var states []briefing.PartState
				for _, p := range d.Parts {
					states = append(states, p.State)
				}
				if diff := cmp.Diff(test.states, states); diff != "" {
					t.Error(diff)
				}
				must(t, db.Verify(ctx))
				if _, err := db.UnparkJob(ctx, "a", test.doubt); !errors.Is(err, briefing.ErrNotFound) {
					t.Errorf("a job that waits is tried again: %v", err)
				}
				j, err := db.ClaimJob(ctx, "w", "", time.Minute)
				if err != nil || j.Attempts != 1 || time.Since(j.Due) > time.Minute {
					t.Errorf("claimed %+v, %v", j, err)
				}
			})
		})
	}
}

// park has a job parked with a delivery whose second part is in doubt.
func park(t *testing.T, db *DB, id string) {
	t.Helper()
	ctx := t.Context()
	_, err := db.AddJob(ctx, briefing.Job{ID: id, Due: time.Now()})
	must(t, err)
	_, err = db.ClaimJob(ctx, "w", "", time.Minute)
	must(t, err)
	must(t, db.PutDelivery(ctx, briefing.Delivery{Job: id, Parts: []briefing.DeliveryPart{
		{State: briefing.PartPosted}, {State: briefing.PartSending, Armed: time.Now(), Attempts: 5}, {State: briefing.PartPlanned}, {State: briefing.PartRefused},
	}}))
	must(t, db.ParkJob(ctx, "w", id, "in doubt"))
}

func TestJobsAreDroppedInEveryState(t *testing.T) {
	db, ctx := openTest(t), t.Context()
	park(t, db, "parked")
	line := briefing.Channel{Service: "slack", ID: "C"}
	for _, id := range []string{"claimed", "waiting", "last"} {
		_, err := db.AddJob(ctx, briefing.Job{ID: id, Channel: line, Due: time.Now()})
		must(t, err)
	}
	_, err := db.ClaimJob(ctx, "w", "", time.Hour)
	must(t, err)
	for _, id := range []string{"parked", "waiting", "claimed"} {
		must(t, db.DropJob(ctx, id))
		must(t, db.Verify(ctx))
		if err := db.DropJob(ctx, id); !errors.Is(err, briefing.ErrNotFound) {
			t.Errorf("%s is dropped twice: %v", id, err)
		}
		if added, err := db.AddJob(ctx, briefing.Job{ID: id}); err != nil || added {
			t.Errorf("%s is added again: %v", id, err)
		}
	}
	if j, err := db.ClaimJob(ctx, "w", "", time.Hour); err != nil || j.ID != "last" {
		t.Errorf("claimed %q, %v", j.ID, err)
	}
}
