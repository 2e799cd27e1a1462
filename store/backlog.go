package store

import (
	"bytes"
	"context"
	"fmt"
	"sync/atomic"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// waitingJobs is how many jobs wait, due or not. Whoever takes a question in asks for the backlog, so nobody counts a long one then.
type waitingJobs struct {
	n     atomic.Int64
	known bool // false of a DB opened for reading, which counts
}

// countWaiting counts the jobs that wait, once, before anybody changes them.
func (db *DB) countWaiting() error {
	return db.bolt.View(func(tx *bolt.Tx) error {
		db.waiting.n.Store(int64(tx.Bucket(bucketJobsWaiting).Stats().KeyN))
		db.waiting.known = true
		return nil
	})
}

// counted notes that an entry has come to an index of jobs or left it, once that is on disk.
func (db *DB) counted(tx *bolt.Tx, index []byte, n int64) {
	if bytes.Equal(index, bucketJobsWaiting) {
		tx.OnCommit(func() { db.waiting.n.Add(n) })
	}
}

// Backlog says how much is owed.
func (db *DB) Backlog(ctx context.Context) (b briefing.Backlog, err error) {
	err = db.read(ctx, func(tx *bolt.Tx) error {
		b = briefing.Backlog{
			Claimed: tx.Bucket(bucketJobsLeased).Stats().KeyN,
			Parked:  tx.Bucket(bucketJobsParked).Stats().KeyN,
			Waiting: int(db.waiting.n.Load()),
		}
		if !db.waiting.known {
			b.Waiting = tx.Bucket(bucketJobsWaiting).Stats().KeyN
		}
		now := db.jobClock.now(db.now())
		c := tx.Bucket(bucketJobsWaiting).Cursor()
		for key, _ := c.Last(); key != nil && timeOf(key).After(now); key, _ = c.Prev() {
			b.Waiting--
		}
		b.Waiting = max(b.Waiting, 0) // what is counted may be newer than what is read
		if first, _ := c.First(); first != nil && b.Waiting > 0 && !timeOf(first).After(now) {
			b.Oldest = timeOf(first)
		}
		return nil
	})
	if err != nil {
		return briefing.Backlog{}, fmt.Errorf("backlog: %w", err)
	}
	return b, nil
}
