package store

import (
	"context"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// Doubt is what an operator says of the messages of a parked job of which nobody knows whether they are shown.
type Doubt int

const (
	PostAgain Doubt = iota // they are not shown: they are sent again
	WasPosted              // they are shown: they are not sent again
)

// UnparkJob has a parked job tried again, as if it fell due now for the first time: what it has yet to say is sent, and what follows from it
// remembered. Messages of which nobody knows whether they are shown are taken for what doubt says, and counted. It fails with
// briefing.ErrNotFound if no job of that id is parked.
func (db *DB) UnparkJob(ctx context.Context, id string, doubt Doubt) (doubted int, err error) {
	err = db.change(ctx, func(tx *bolt.Tx) error {
		number, record, err := db.owedJob(tx, id)
		if err != nil {
			return err
		}
		if record.State != jobParked {
			return refusal{briefing.ErrNotFound}
		}
		if doubted, err = db.settleDoubt(tx, number, doubt); err != nil {
			return err
		}
		if err := db.leave(tx, number, record); err != nil {
			return err
		}
		now := db.jobClock.now(db.now())
		record.State, record.Attempts, record.Due, record.Again = jobAgain, 0, momentOf(now), momentOf(now)
		record.Reason, record.Parked = "", moment{}
		return db.enter(tx, number, record)
	})
	if err != nil {
		return 0, fmt.Errorf("try job %s again: %w", id, err)
	}
	db.jobs.send()
	return doubted, nil
}

// DropJob ends a job that is owed, whatever its state: it is not done, and nothing is remembered but its id and what was planned. It
// fails with briefing.ErrNotFound if no job of that id is owed.
func (db *DB) DropJob(ctx context.Context, id string) error {
	var number uint64
	err := db.change(ctx, func(tx *bolt.Tx) error {
		n, record, err := db.owedJob(tx, id)
		if err != nil {
			return err
		}
		number = n
		if err := db.leave(tx, n, record); err != nil {
			return err
		}
		return db.end(tx, n, record)
	})
	if err != nil {
		return fmt.Errorf("drop job %s: %w", id, err)
	}
	db.ours.Delete(number)
	db.jobs.send()
	return nil
}

// owedJob is the number and the record of a job that is not done, or briefing.ErrNotFound.
func (db *DB) owedJob(tx *bolt.Tx, id string) (uint64, *jobRecord, error) {
	number, record := jobNumber(tx, id), new(jobRecord)
	found, err := getRecord(db.codec, tx.Bucket(bucketJobs), numberKey(number), record)
	if err == nil && !found {
		err = refusal{briefing.ErrNotFound}
	}
	return number, record, err
}

// settleDoubt takes the parts of a delivery that may be shown for what doubt says. Those that were refused stay refused.
func (db *DB) settleDoubt(tx *bolt.Tx, number uint64, doubt Doubt) (doubted int, err error) {
	var d deliveryRecord
	found, err := db.delivery(tx, number, &d)
	if err != nil || !found {
		return 0, err
	}
	for i := range d.Parts {
		p := &d.Parts[i]
		if p.State != string(briefing.PartSending) {
			continue
		}
		doubted++
		p.Attempts, p.Boot, p.Reason = 0, "", ""
		if doubt == PostAgain {
			p.State, p.Armed = string(briefing.PartPlanned), moment{}
			continue
		}
		p.State, p.At = string(briefing.PartPosted), p.Armed
		if p.At.time() == (time.Time{}) {
			p.At = momentOf(db.now())
		}
	}
	if doubted == 0 {
		return 0, nil
	}
	return doubted, db.putDelivery(tx, number, &d)
}
