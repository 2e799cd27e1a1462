package store

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store/storetest"
)

// ofFormat3 makes a file as a nutgraf of format 3 left it, with a line of which one job is claimed, one that was given back, and one for
// later.
func ofFormat3(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "nutgraf.db")
	db, err := Open(path, testOptions)
	must(t, err)
	ctx, now := t.Context(), time.Now()
	must(t, db.AddArticles(ctx, []briefing.Filing{storetest.NewFiling(1, 0)}, nil))
	thread := func(id string) briefing.Channel { return briefing.Channel{Service: "slack", ID: "C", Thread: id} }
	must(t, db.AddTurn(ctx, thread("1"), briefing.Turn{Question: "who?"}))
	must(t, db.PutSubscription(ctx, briefing.Subscription{ID: "s", Name: "Mornings"}))
	for _, j := range []briefing.Job{
		{ID: "later", Channel: thread("1"), Due: now.Add(time.Hour)}, {ID: "claimed", Channel: thread("1"), Due: now},
		{ID: "behind", Channel: thread("1"), Due: now},
	} {
		_, err := db.AddJob(ctx, j)
		must(t, err)
	}
	_, err = db.ClaimJob(ctx, "w", "", time.Hour)
	must(t, err)
	for _, j := range []briefing.Job{{ID: "again", Channel: thread("2"), Due: now}, {ID: "alone", Due: now.Add(time.Second)}} {
		_, err := db.AddJob(ctx, j)
		must(t, err)
	}
	_, err = db.ClaimJob(ctx, "w2", "", time.Hour)
	must(t, err)
	must(t, db.RetryJob(ctx, "w2", "again", now))
	must(t, db.Close())
	edit(t, path, toFormat3)
	return path
}

// toFormat3 takes away what the step to format 4 has brought.
func toFormat3(tx *bolt.Tx) error {
	for _, name := range conversation {
		if err := tx.DeleteBucket(name); err != nil {
			return err
		}
	}
	lines, heads := tx.Bucket(bucketJobLines), [][]byte{}
	for c, key, _ := cursor(lines); key != nil; key, _ = c.Next() {
		if numberOf(key[lineBytes:]) == 0 {
			heads = append(heads, slices.Clone(key))
		}
	}
	for _, key := range heads {
		if err := lines.Delete(key); err != nil {
			return err
		}
	}
	for bucket, length := range map[string]int{string(bucketJobsWaiting): lineBytes, string(bucketJobsLeased): 0} {
		b := tx.Bucket([]byte(bucket))
		kept := map[string][]byte{}
		for c, key, value := cursor(b); key != nil; key, value = c.Next() {
			kept[string(key)] = slices.Clone(value[:length])
		}
		for key, value := range kept {
			if err := b.Put([]byte(key), value); err != nil {
				return err
			}
		}
	}
	codec, err := newCodec()
	if err != nil {
		return err
	}
	for _, key := range keysUnderAny(tx.Bucket(bucketTurns), nil, lineBytes+8) {
		var record turnRecord
		if _, err := getRecord(codec, tx.Bucket(bucketTurns), key, &record); err != nil {
			return err
		}
		record.Thread = channelRecord{}
		if err := putSmall(codec, tx.Bucket(bucketTurns), key, record); err != nil {
			return err
		}
	}
	return tx.Bucket(bucketMeta).Put(keyFormat, numberKey(3))
}

func TestFileOfFormat3GoesOn(t *testing.T) {
	path := ofFormat3(t)
	if _, err := Open(path, Options{ReadOnly: true}); !errors.Is(err, ErrOldFormat) {
		t.Errorf("opened for reading: %v", err)
	}
	db := openAt(t, path, testOptions)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second) // a bound for a claim that waits, no measure
	defer cancel()
	must(t, db.Verify(ctx))
	if list, err := db.Subscriptions(ctx); err != nil || len(list) != 1 || list[0].Name != "Mornings" {
		t.Errorf("subscriptions: %v, %v", list, err)
	}
	var claimed []string
	for range 4 { // what another process had claimed comes first, and "later" waits
		j, err := db.ClaimJob(ctx, "w", "", time.Hour)
		must(t, err)
		claimed = append(claimed, j.ID)
		must(t, db.FinishJob(ctx, "w", j.ID, briefing.Delivery{}))
	}
	slices.Sort(claimed[1:])
	if want := []string{"claimed", "again", "alone", "behind"}; !slices.Equal(claimed, want) {
		t.Errorf("claimed %v, want %v", claimed, want)
	}
	must(t, db.Verify(ctx))
}

// A process that is killed while it brings a file to a new format leaves it as it was, and the next one begins anew.
func TestStepThatIsCutShortIsTakenAgain(t *testing.T) {
	for n := range steps {
		path := filepath.Join(t.TempDir(), "nutgraf.db")
		db, err := open(path, testOptions, steps[:n])
		if n > 0 { // a file without any step has no identity yet
			must(t, err)
		}
		if err == nil {
			must(t, db.Close())
		}
		cut := errors.New("killed")
		killed := append(slices.Clone(steps[:n]), step{"be killed", func(tx *bolt.Tx, c *codec, now time.Time) error {
			return errors.Join(steps[n].do(tx, c, now), cut)
		}})
		if _, err := open(path, testOptions, killed); !errors.Is(err, cut) {
			t.Fatalf("step %d: %v", n+1, err)
		}
		db = openAt(t, path, testOptions)
		must(t, db.Verify(t.Context()))
		if s, err := db.Stats(t.Context()); err != nil || s.Format != len(steps) {
			t.Errorf("step %d: format %d, %v", n+1, s.Format, err)
		}
	}
}
