package store

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
)

func TestProbe(t *testing.T) {
	db := openAt(t, filepath.Join(t.TempDir(), "a.db"), testOptions)
	var before int
	must(t, db.read(t.Context(), func(tx *bolt.Tx) error {
		before = tx.ID()
		return nil
	}))
	must(t, db.Probe(t.Context()))
	must(t, db.read(t.Context(), func(tx *bolt.Tx) error {
		if tx.ID() <= before || tx.Bucket(bucketMeta).Get(keyProbe) == nil {
			t.Errorf("a probe that changed nothing: transaction %d after %d", tx.ID(), before)
		}
		return nil
	}))
	select {
	case <-db.Doubted():
		t.Error("a sound database is in doubt")
	default:
	}
}

func TestProbeDoesNotWaitForLongerThanAsked(t *testing.T) {
	db := openAt(t, filepath.Join(t.TempDir(), "a.db"), testOptions)
	tx, err := db.bolt.Begin(true) // somebody is writing and does not come to an end
	must(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- db.Probe(ctx) }()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("a probe nobody waits for: %v", err)
	}
	must(t, tx.Rollback())
}
