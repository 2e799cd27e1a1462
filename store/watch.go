package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// watches         watch id (16 bytes)      -> watchRecord
var bucketWatches = []byte("watches")

// watchTold is how many facts are remembered of what was shown for a watch.
const watchTold = 200

type watchRecord struct {
	ID       string        `cbor:"1,keyasint"`
	Channel  channelRecord `cbor:"2,keyasint,omitzero"`
	From     string        `cbor:"3,keyasint,omitempty"`
	Question string        `cbor:"4,keyasint,omitempty"`
	Told     []string      `cbor:"5,keyasint,omitempty"`
	Since    moment        `cbor:"6,keyasint,omitzero"`
	Made     moment        `cbor:"7,keyasint,omitzero"`
	Ends     moment        `cbor:"8,keyasint,omitzero"`
}

// PutWatch keeps w in the place of the one with its id, if there is one.
func (db *DB) PutWatch(ctx context.Context, w briefing.Watch) error {
	if w.ID == "" {
		return errors.New("put watch: it has no id")
	}
	err := db.change(ctx, func(tx *bolt.Tx) error { return db.putWatch(tx, watchRecordOf(w)) })
	if err != nil {
		return fmt.Errorf("put watch %s: %w", w.ID, err)
	}
	return nil
}

func (db *DB) putWatch(tx *bolt.Tx, record watchRecord) error {
	watches, key := tx.Bucket(bucketWatches), watchKey(record.ID)
	if err := deleteLong(watches, key); err != nil {
		return err
	}
	return putRecord(db.codec, watches, key, record)
}

// DeleteWatch fails with briefing.ErrNotFound if there is none of that id.
func (db *DB) DeleteWatch(ctx context.Context, id string) error {
	err := db.change(ctx, func(tx *bolt.Tx) error {
		b := tx.Bucket(bucketWatches)
		if b.Get(watchKey(id)) == nil {
			return refusal{briefing.ErrNotFound}
		}
		return deleteLong(b, watchKey(id))
	})
	if err != nil {
		return fmt.Errorf("delete watch %s: %w", id, err)
	}
	return nil
}

// Watches lists all, by id.
func (db *DB) Watches(ctx context.Context) ([]briefing.Watch, error) {
	var list []briefing.Watch
	err := db.read(ctx, func(tx *bolt.Tx) error {
		watches := tx.Bucket(bucketWatches)
		for _, key := range keysUnderAny(watches, nil, lineBytes) {
			var record watchRecord
			if _, err := getRecord(db.codec, watches, key, &record); err != nil {
				return err
			}
			list = append(list, record.watch())
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("watches: %w", err)
	}
	slices.SortFunc(list, func(a, b briefing.Watch) int { return strings.Compare(a.ID, b.ID) })
	return list, nil
}

// progress remembers that a watch has told. A watch that is gone stays gone.
func (db *DB) progress(tx *bolt.Tx, o briefing.Outcome) error {
	var record watchRecord
	found, err := getRecord(db.codec, tx.Bucket(bucketWatches), watchKey(o.Watch), &record)
	if err != nil || !found {
		return err
	}
	for _, fact := range factTexts(o.Facts) {
		if !slices.Contains(record.Told, fact) {
			record.Told = append(record.Told, fact)
		}
	}
	record.Told = record.Told[max(0, len(record.Told)-watchTold):]
	record.Since = momentOf(later(record.Since.time(), o.Since, db.now()))
	return db.putWatch(tx, record)
}

func watchKey(id string) []byte { return []byte(briefing.DerivedID("watch", id)) }

func watchRecordOf(w briefing.Watch) watchRecord {
	return watchRecord{
		ID: w.ID, Channel: channelRecordOf(w.Channel), From: w.From, Question: w.Question, Told: factTexts(w.Told),
		Since: momentOf(w.Since), Made: momentOf(w.Made), Ends: momentOf(w.Ends),
	}
}

func (r *watchRecord) watch() briefing.Watch {
	return briefing.Watch{
		ID: r.ID, Channel: r.Channel.channel(), From: r.From, Question: r.Question, Told: factIDs(r.Told),
		Since: r.Since.time(), Made: r.Made.time(), Ends: r.Ends.time(),
	}
}
