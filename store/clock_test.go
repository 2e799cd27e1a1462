package store

import (
	"context"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Whoever had claimed a job in a process that is gone does not hold it up until its lease runs out.
func TestClaimEndsWithItsProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nutgraf.db")
	db := openAt(t, path, testOptions)
	_, err := db.AddJob(t.Context(), briefing.Job{ID: "a", Due: time.Now()})
	must(t, err)
	_, err = db.ClaimJob(t.Context(), "w", "", time.Hour)
	must(t, err)
	must(t, db.Close())
	db = openAt(t, path, testOptions)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second) // a bound for a claim that waits, no measure
	defer cancel()
	j, err := db.ClaimJob(ctx, "w", "", time.Hour)
	if err != nil || j.ID != "a" || j.Attempts != 2 {
		t.Errorf("claimed %q for the %d. time, %v", j.ID, j.Attempts, err)
	}
}

// A clock that is set, by an hour or ten years, neither keeps what waits waiting for as long, nor makes a retry come early.
func TestJobsWaitThroughAClockThatIsSet(t *testing.T) {
	for _, jump := range []time.Duration{-time.Hour, time.Hour, -10 * 365 * 24 * time.Hour, 10 * 365 * 24 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			var set time.Duration
			now := func() time.Time { return time.Now().Add(set) }
			o := testOptions
			o.Now = now
			db := openAt(t, filepath.Join(t.TempDir(), "nutgraf.db"), o)
			_, err := db.AddJob(t.Context(), briefing.Job{ID: "a", Due: now()})
			must(t, err)
			claim := func(within time.Duration) bool {
				ctx, cancel := context.WithTimeout(t.Context(), within)
				defer cancel()
				_, err := db.ClaimJob(ctx, "w", "", time.Minute)
				return err == nil
			}
			if !claim(time.Second) {
				t.Fatal("a job that is due is not claimed")
			}
			must(t, db.RetryJob(t.Context(), "w", "a", now().Add(5*time.Minute)))
			set = jump
			if early := claim(4 * time.Minute); early != (jump > 0) {
				t.Errorf("clock set by %v: claimed early %t", jump, early)
			} else if early {
				must(t, db.RetryJob(t.Context(), "w", "a", now().Add(5*time.Minute)))
			}
			if !claim(6 * time.Minute) {
				t.Errorf("clock set by %v: not claimed when its wait was over", jump)
			}
			must(t, db.FinishJob(t.Context(), "w", "a", briefing.Delivery{}))
			_, err = db.AddJob(t.Context(), briefing.Job{ID: "b", Due: now()})
			must(t, err)
			if !claim(time.Second) {
				t.Errorf("clock set by %v: a new job waits", jump)
			}
			must(t, db.RetryJob(t.Context(), "w", "b", now().Add(5*time.Minute)))
			if claim(4 * time.Minute) {
				t.Errorf("clock set by %v: a retry after it does not wait", jump)
			}
		})
	}
}
