package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

// counters        day (4 bytes, since 1970), name (nameKey)   -> countRecord
var bucketCounters = []byte("counters")

// countersFor is how many days back counters are kept.
const countersFor = 7

type countRecord struct {
	N int `cbor:"1,keyasint"`
}

// Count adds n to the counter of a name on a UTC day and returns its new value; n may be 0. Counters of a week before are forgotten.
func (db *DB) Count(ctx context.Context, name string, day time.Time, n int) (int, error) {
	number := uint32(max(0, day.Unix()/(24*60*60)))
	key := append(binary.BigEndian.AppendUint32(nil, number), nameKey(name)...)
	var record countRecord
	get := func(tx *bolt.Tx) error {
		record = countRecord{}
		_, err := getRecord(db.codec, tx.Bucket(bucketCounters), key, &record)
		return err
	}
	var err error
	if n == 0 {
		err = db.read(ctx, get)
	} else {
		err = db.change(ctx, func(tx *bolt.Tx) error {
			if err := get(tx); err != nil {
				return err
			}
			record.N += n
			if err := forgetCounters(tx, number); err != nil {
				return err
			}
			return putSmall(db.codec, tx.Bucket(bucketCounters), key, record)
		})
	}
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", name, err)
	}
	return record.N, nil
}

// forgetCounters removes some counters of long before a day.
func forgetCounters(tx *bolt.Tx, day uint32) error {
	counters := tx.Bucket(bucketCounters)
	for range pruneStep {
		_, key, _ := cursor(counters)
		if len(key) < 4 || binary.BigEndian.Uint32(key)+countersFor >= day {
			return nil
		}
		if err := counters.Delete(key); err != nil {
			return err
		}
	}
	return nil
}
