package store

import (
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

type outcomeRecord struct {
	Thread       channelRecord  `cbor:"1,keyasint,omitzero"`
	Turn         *turnRecord    `cbor:"2,keyasint,omitempty"`
	Told         []toldRecord   `cbor:"3,keyasint,omitempty"`
	Facts        []string       `cbor:"4,keyasint,omitempty"`
	Subscription string         `cbor:"5,keyasint,omitempty"`
	Since        moment         `cbor:"6,keyasint,omitzero"`
	Edition      *editionRecord `cbor:"7,keyasint,omitempty"`
	Watch        string         `cbor:"8,keyasint,omitempty"`
	Corrected    []string       `cbor:"9,keyasint,omitempty"`
	Retracted    string         `cbor:"10,keyasint,omitempty"`
}

// remember applies what follows from a job that has ended.
func (db *DB) remember(tx *bolt.Tx, number uint64, job *jobRecord, o briefing.Outcome) error {
	var d deliveryRecord
	found, err := db.delivery(tx, number, &d)
	if err != nil {
		return fmt.Errorf("its delivery: %w", err)
	}
	if !found {
		d.Job, d.Channel = job.ID, job.Channel
	}
	if o.Turn != nil {
		if err := db.addTurn(tx, o.Thread, *o.Turn); err != nil {
			return fmt.Errorf("turn of %s: %w", o.Thread, err)
		}
	}
	for _, t := range o.Told {
		if err := db.keepToldOnce(tx, t); err != nil {
			return fmt.Errorf("answer %s: %w", t.Answer, err)
		}
	}
	if err := db.tell(tx, &d, o); err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	if err := db.markCorrected(tx, d.Channel.channel(), o.Corrected); err != nil {
		return fmt.Errorf("corrected facts: %w", err)
	}
	if o.Retracted != "" {
		if err := db.retract(tx, o.Retracted); err != nil {
			return fmt.Errorf("take back what %s told: %w", o.Retracted, err)
		}
	}
	if o.Subscription != "" {
		if err := db.advance(tx, o); err != nil {
			return fmt.Errorf("subscription %s: %w", o.Subscription, err)
		}
	}
	if o.Watch != "" {
		if err := db.progress(tx, o); err != nil {
			return fmt.Errorf("watch %s: %w", o.Watch, err)
		}
	}
	return nil
}

// advance moves the beginning of a subscription's next period on, and keeps what its digest told. A subscription that is gone stays
// gone.
func (db *DB) advance(tx *bolt.Tx, o briefing.Outcome) error {
	subscriptions, key := tx.Bucket(bucketSubscriptions), nameKey(o.Subscription)
	var record subscriptionRecord
	found, err := getRecord(db.codec, subscriptions, key, &record)
	if err != nil || !found {
		return err
	}
	if since := later(record.Since.time(), o.Since, db.now()); !since.Equal(record.Since.time()) {
		record.Since = momentOf(since)
		if err := putSmall(db.codec, subscriptions, key, record); err != nil {
			return err
		}
	}
	if o.Edition == nil {
		return nil
	}
	return db.addEdition(tx, o.Subscription, *o.Edition)
}

// later is next if it is after kept, and kept otherwise. What a wrong clock has kept in the future gives way to anything.
func later(kept, next, now time.Time) time.Time {
	if next.IsZero() || next.Before(kept) && !kept.After(now) {
		return kept
	}
	return next
}

func outcomeRecordOf(o briefing.Outcome) outcomeRecord {
	r := outcomeRecord{
		Thread: channelRecordOf(o.Thread), Told: each(o.Told, toldRecordOf), Facts: factTexts(o.Facts),
		Subscription: o.Subscription, Since: momentOf(o.Since), Watch: o.Watch, Corrected: factTexts(o.Corrected), Retracted: o.Retracted,
	}
	if o.Turn != nil {
		turn := turnRecordOf(*o.Turn)
		r.Turn = &turn
	}
	if o.Edition != nil {
		edition := editionRecordOf(*o.Edition)
		r.Edition = &edition
	}
	return r
}

func (r *outcomeRecord) outcome() briefing.Outcome {
	o := briefing.Outcome{
		Thread: r.Thread.channel(), Facts: factIDs(r.Facts), Subscription: r.Subscription, Since: r.Since.time(),
		Told:  each(r.Told, func(t toldRecord) briefing.Told { return t.told() }),
		Watch: r.Watch, Corrected: factIDs(r.Corrected), Retracted: r.Retracted,
	}
	if r.Turn != nil {
		turn := r.Turn.turn()
		o.Turn = &turn
	}
	if r.Edition != nil {
		edition := r.Edition.edition()
		o.Edition = &edition
	}
	return o
}
