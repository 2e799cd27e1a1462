package store

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store/storetest"
)

// lived is a database with a current and a withdrawn revision, a waiting and a claimed job, and a turn.
func lived(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "nutgraf.db")
	db, err := Open(path, testOptions)
	must(t, err)
	ctx, thread := t.Context(), briefing.Channel{Service: "console", ID: "c", Thread: "t"}
	for revision := range 2 {
		must(t, db.AddArticles(ctx, []briefing.Filing{storetest.NewFiling(0, revision)}, nil))
	}
	for _, id := range []string{"claimed", "waiting"} {
		_, err := db.AddJob(ctx, briefing.Job{ID: id, Channel: thread, Due: time.Unix(1, 0)})
		must(t, err)
	}
	_, err = db.ClaimJob(ctx, "worker", "", time.Minute)
	must(t, err)
	must(t, db.AddTurn(ctx, thread, briefing.Turn{Question: "who?"}))
	must(t, db.AddFeedback(ctx, briefing.Feedback{ID: "f"}))
	told := storetest.NewFiling(0, 0)
	for _, id := range []string{"told", "parked"} {
		_, err := db.AddJob(ctx, briefing.Job{ID: id})
		must(t, err)
		_, err = db.ClaimJob(ctx, "other", "", time.Minute)
		must(t, err)
	}
	must(t, db.ParkJob(ctx, "other", "parked", "in doubt"))
	must(t, db.FinishJob(ctx, "other", "told", briefing.Delivery{
		Job: "told", Channel: thread, Outcome: briefing.Outcome{Facts: []briefing.FactID{told.Facts[1].ID}},
		Parts: []briefing.DeliveryPart{{State: briefing.PartPosted, Posted: "1"}},
	}))
	_, err = db.AddJob(ctx, briefing.Job{ID: "ready"})
	must(t, err)
	must(t, db.Verify(ctx))
	must(t, db.Close())
	return path
}

func TestStrayEntriesAreNamed(t *testing.T) {
	// Under each bucket the first entry is lost, or its key changed, or what it leads to.
	lose := func(b *bolt.Bucket, key, _ []byte) error { return b.Delete(key) }
	move := func(b *bolt.Bucket, key, value []byte) error {
		moved := append([]byte(nil), key...)
		moved[0] ^= 1
		return errors.Join(b.Put(moved, value), b.Delete(key))
	}
	mislead := func(b *bolt.Bucket, key, value []byte) error {
		changed := append([]byte(nil), value...)
		changed[len(changed)-1] ^= 0x10
		return b.Put(key, changed)
	}
	type change = func(b *bolt.Bucket, key, value []byte) error
	tests := []struct {
		bucket  []byte
		changes map[string]change
		want    string
	}{
		{bucketByRevision, map[string]change{"lose": lose, "move": move, "mislead": mislead}, "revision "},
		{bucketByArticle, map[string]change{"lose": lose, "move": move, "mislead": mislead}, "current"},
		{bucketByTime, map[string]change{"lose": lose, "move": move}, "its time does not lead to it"},
		{bucketWithdrawn, map[string]change{"lose": lose, "move": move}, "current"},
		{bucketByRef, map[string]change{"lose": lose, "move": move, "mislead": mislead}, ""},
		{bucketJobIDs, map[string]change{"lose": lose, "move": move, "mislead": mislead}, "job "},
		{bucketJobsWaiting, map[string]change{"lose": lose, "move": move, "mislead": mislead}, "its time does not lead to it"},
		{bucketJobsLeased, map[string]change{"lose": lose, "move": move}, "its time does not lead to it"},
		{bucketJobLines, map[string]change{"lose": lose, "move": move, "mislead": mislead}, "line"},
		{bucketJobsReady, map[string]change{"lose": lose, "move": move}, "line "},
		{bucketJobsParked, map[string]change{"lose": lose, "move": move}, "its time does not lead to it"},
		{bucketThreads, map[string]change{"lose": lose, "move": move}, "its place does not lead to it"},
		{bucketTellings, map[string]change{"lose": lose, "move": move, "mislead": mislead}, "telling"},
		{bucketTellingsByPlace, map[string]change{"lose": lose, "move": move}, "its place does not lead to it"},
		{bucketTellingsByArticle, map[string]change{"lose": lose, "move": move}, "its article does not lead to it"},
		{bucketCorrections, map[string]change{"move": move, "mislead": mislead}, "corrections "},
		{bucketFeedback, map[string]change{"lose": lose, "move": move, "mislead": mislead}, "feedback"},
		{bucketFeedbackIDs, map[string]change{"lose": lose, "move": move, "mislead": mislead}, "feedback"},
		{bucketDeliveries, map[string]change{"move": move, "mislead": mislead}, "deliveries "},
		{bucketTurnsByTime, map[string]change{"lose": lose, "move": move, "mislead": mislead}, "turn "},
		{bucketTurns, map[string]change{"lose": lose, "move": move}, "turn"},
	}
	for _, test := range tests {
		for name, do := range test.changes {
			t.Run(string(test.bucket)+" "+name, func(t *testing.T) {
				path := lived(t)
				edit(t, path, func(tx *bolt.Tx) error {
					b := tx.Bucket(test.bucket)
					_, key, value := cursor(b)
					return do(b, key, value)
				})
				err := openAt(t, path, testOptions).Verify(t.Context())
				if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), test.want) {
					t.Errorf("Verify = %v, want %q", err, test.want)
				}
			})
		}
	}
}

func TestLostWithdrawalDoesNotBringATextBack(t *testing.T) {
	path := lived(t)
	old := storetest.NewFiling(0, 0).Article.Revision
	edit(t, path, func(tx *bolt.Tx) error { return tx.Bucket(bucketWithdrawn).Delete([]byte(old)) })
	db := openAt(t, path, testOptions)
	for name, read := range map[string]func(*View) error{
		"a fact":           func(v *View) error { _, err := v.Fact(old, 0); return err },
		"the text":         func(v *View) error { _, err := v.Article(old); return err },
		"among the others": func(v *View) error { v.Articles(0)(func(uint64, briefing.Article) bool { return true }); return nil },
	} {
		err := db.View(t.Context(), read)
		if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "neither current nor withdrawn") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestArticleUnderAWrongTimeIsNamed(t *testing.T) {
	path := lived(t)
	edit(t, path, func(tx *bolt.Tx) error {
		b := tx.Bucket(bucketByTime)
		_, key, _ := cursor(b)
		moved := append([]byte(nil), key...)
		moved[timeKeyBytes-5]++ // a second later
		return errors.Join(b.Put(moved, nil), b.Delete(key))
	})
	err := openAt(t, path, testOptions).View(t.Context(), func(v *View) error {
		for _, err := range v.Between(time.Time{}, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "a time that is not its own") {
		t.Errorf("Between: %v", err)
	}
}
