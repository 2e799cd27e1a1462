package store

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"
)

// Stats is what an operator wants to know of a database.
type Stats struct {
	Format    int
	Articles  int // with a current revision
	Revisions int // withdrawn ones included
	Facts     int // of current revisions
	Outlets   []OutletStats
	Segments  []SegmentStats
	Waiting   int    // jobs
	Claimed   int    // jobs
	Parked    int    // jobs
	Kept      Kept   // of the conversation
	FileBytes int64  // as the system counts them
	FreePages int    // that the next changes will use; -1 when opened for reading, where they are not known
	PageBytes int    // of one page
	LongViews uint64 // views of this process that were open longer than 250 ms
}

// Kept counts what the conversation has left behind.
type Kept struct {
	Deliveries, Turns, Answers, Tellings, Corrections, Editions, Subscriptions, Watches, Settings, Feedback int
}

// OutletStats counts the current articles of an outlet.
type OutletStats struct {
	Name     string
	Articles int
}

// SegmentStats is the size of an index segment.
type SegmentStats struct {
	Number    uint64
	Bytes     int
	Articles  int
	Withdrawn int    // of the articles
	Damage    string // why it cannot be read; then nothing else is known
}

// Stats counts. Outlets come most articles first, segments oldest first.
func (db *DB) Stats(ctx context.Context) (Stats, error) {
	s := Stats{LongViews: db.longViews.Load(), FreePages: -1}
	if err := db.read(ctx, func(tx *bolt.Tx) error { return db.readStats(tx, &s) }); err != nil {
		return Stats{}, fmt.Errorf("stats of %s: %w", db.path, err)
	}
	info, err := os.Stat(db.path)
	if err != nil {
		return Stats{}, err
	}
	s.FileBytes = info.Size()
	if db.options.ReadOnly {
		return s, nil
	}
	// bbolt counts its free pages when a write transaction ends, not when it opens.
	tx, err := db.bolt.Begin(true)
	if err != nil {
		return Stats{}, err
	}
	if err := tx.Rollback(); err != nil {
		return Stats{}, err
	}
	counted := db.bolt.Stats()
	s.FreePages = counted.FreePageN + counted.PendingPageN
	return s, nil
}

func (db *DB) readStats(tx *bolt.Tx, s *Stats) error {
	var counts countsRecord
	if err := db.counts(tx, &counts); err != nil {
		return err
	}
	s.Articles, s.Revisions, s.Facts = counts.Articles, counts.Revisions, counts.Facts
	s.Format, s.PageBytes = int(numberOf(tx.Bucket(bucketMeta).Get(keyFormat))), db.bolt.Info().PageSize
	for c, key, value := cursor(tx.Bucket(bucketOutlets)); key != nil; key, value = c.Next() {
		var outlet outletRecord
		if err := db.codec.read(key, value, &outlet); err != nil {
			return fmt.Errorf("outlet %s: %w", key, err)
		}
		s.Outlets = append(s.Outlets, OutletStats(outlet))
	}
	slices.SortFunc(s.Outlets, func(a, b OutletStats) int {
		if a.Articles != b.Articles {
			return b.Articles - a.Articles
		}
		return strings.Compare(a.Name, b.Name)
	})
	for _, k := range (&View{tx: tx, db: db}).keptSegments() {
		s.Segments = append(s.Segments, k.stats(tx))
	}
	s.Waiting = tx.Bucket(bucketJobsWaiting).Stats().KeyN
	s.Claimed = tx.Bucket(bucketJobsLeased).Stats().KeyN
	s.Parked = tx.Bucket(bucketJobsParked).Stats().KeyN
	for _, count := range []struct {
		into   *int
		bucket []byte
	}{
		{&s.Kept.Deliveries, bucketDeliveries}, {&s.Kept.Turns, bucketTurnsByTime}, {&s.Kept.Answers, bucketToldByTime},
		{&s.Kept.Tellings, bucketTellingsByPlace}, {&s.Kept.Corrections, bucketCorrections}, {&s.Kept.Editions, bucketEditions},
		{&s.Kept.Subscriptions, bucketSubscriptions}, {&s.Kept.Watches, bucketWatches}, {&s.Kept.Settings, bucketSettings},
		{&s.Kept.Feedback, bucketFeedbackIDs},
	} {
		*count.into = tx.Bucket(count.bucket).Stats().KeyN
	}
	return nil
}

func (k *keptSegment) stats(tx *bolt.Tx) SegmentStats {
	gone, err := withdrawn(tx, k.number)
	if err = cmp.Or(k.damage, err); err != nil {
		return SegmentStats{Number: k.number, Damage: err.Error()}
	}
	return SegmentStats{Number: k.number, Bytes: k.head.Bytes, Articles: k.head.positions(), Withdrawn: int(gone.GetCardinality())}
}
