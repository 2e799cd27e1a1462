package store

import (
	"context"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// keyProbe of the bucket meta: when Probe last wrote. Nothing reads it.
var keyProbe = []byte("probe")

// Doubted is closed once the DB is in doubt, see ErrInDoubt.
func (db *DB) Doubted() <-chan struct{} { return db.doubted }

// Probe proves that the database takes changes, by making a small one: it returns nil once that is on disk. A commit that was
// begun is not cut short when ctx ends, but Probe then returns.
func (db *DB) Probe(ctx context.Context) error {
	ended := make(chan error, 1)
	go func() {
		ended <- db.update(ctx, func(tx *bolt.Tx) error {
			return tx.Bucket(bucketMeta).Put(keyProbe, timeKey(db.now()))
		})
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return fmt.Errorf("the database has not answered: %w", context.Cause(ctx))
	}
}
