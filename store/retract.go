package store

import (
	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// retract forgets what a job has told, whose messages were taken back: its tellings, its turn and its delivery. The answer itself stays
// known under its id, as one that was given. A job of which nothing is kept any more is nothing.
func (db *DB) retract(tx *bolt.Tx, job string) error {
	number := jobNumber(tx, job)
	var d deliveryRecord
	found, err := db.delivery(tx, number, &d)
	if err != nil || !found {
		return err
	}
	if err := db.untell(tx, d.Channel.channel(), job); err != nil {
		return err
	}
	turns := tx.Bucket(bucketTurns)
	for _, key := range keysUnder(turns, threadKey(d.Outcome.Thread.channel())) {
		var turn turnRecord
		if _, err := getRecord(db.codec, turns, key, &turn); err != nil {
			return err
		}
		if turn.Job == job {
			if err := db.forgetTurn(tx, key); err != nil {
				return err
			}
		}
	}
	return deleteLong(tx.Bucket(bucketDeliveries), numberKey(number))
}

// untell takes out of the ledger what a job has told in a place.
func (db *DB) untell(tx *bolt.Tx, place briefing.Channel, job string) error {
	for _, key := range keysUnder(tx.Bucket(bucketTellingsByPlace), placeKey(place)) {
		number := numberOf(key[lineBytes:])
		var telling tellingRecord
		if _, err := getRecord(db.codec, tx.Bucket(bucketTellings), numberKey(number), &telling); err != nil {
			return err
		}
		if telling.Job == job {
			if err := forgetTelling(tx, number, &telling); err != nil {
				return err
			}
		}
	}
	return nil
}
