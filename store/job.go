package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// jobs            number                     -> jobRecord; numbers rise from 1 in the order of adding
// job-ids         job id (nameKey)           -> number; done jobs too, for doneFor
// jobs-waiting    due (time), number         -> line (16 bytes), service
// jobs-leased     end of lease (time), number-> service
// job-lines       line, number               -> lineEntry: the jobs of a thread that wait or are claimed; line.go says more
// jobs-done       when (time), number        -> job id (nameKey)
// jobs-parked     when (time), number        -> "": set aside, in no line
//
// A line is a thread as an id of 16 bytes. claim.go says who is next.
var (
	bucketJobs        = []byte("jobs")
	bucketJobIDs      = []byte("job-ids")
	bucketJobsWaiting = []byte("jobs-waiting")
	bucketJobsLeased  = []byte("jobs-leased")
	bucketJobLines    = []byte("job-lines")
	bucketJobsDone    = []byte("jobs-done")
	bucketJobsParked  = []byte("jobs-parked")
)

const (
	// doneFor is how long the id of a done job is remembered. Chat services deliver an event again for
	// some hours at most; a week also covers a feed or an operator that replays a day.
	doneFor = 7 * 24 * time.Hour
	// pruneStep bounds how many expired entries one commit removes, so that none becomes slow.
	pruneStep = 8
)

// jobStates, as kept in records and lines.
const (
	jobNew     = 0 // never claimed
	jobClaimed = 1
	jobAgain   = 2 // given back
	jobParked  = 3 // set aside until an operator decides
)

type jobRecord struct {
	ID           string        `cbor:"1,keyasint"`
	Kind         string        `cbor:"2,keyasint"`
	Channel      channelRecord `cbor:"3,keyasint,omitzero"`
	From         string        `cbor:"4,keyasint,omitempty"`
	Text         string        `cbor:"5,keyasint,omitempty"`
	Subscription string        `cbor:"6,keyasint,omitempty"`
	Since        moment        `cbor:"7,keyasint,omitzero"`
	Until        moment        `cbor:"8,keyasint,omitzero"`
	Due          moment        `cbor:"9,keyasint,omitzero"`
	Attempts     int           `cbor:"10,keyasint,omitempty"`
	State        uint8         `cbor:"11,keyasint,omitempty"`
	Again        moment        `cbor:"12,keyasint,omitzero"` // of a waiting job: not before; set apart from Due, which stays
	Worker       string        `cbor:"13,keyasint,omitempty"`
	LeaseEnd     moment        `cbor:"14,keyasint,omitzero"`
	Role         int           `cbor:"15,keyasint,omitempty"`
	Watch        string        `cbor:"16,keyasint,omitempty"`
	Facts        []string      `cbor:"17,keyasint,omitempty"`
	Occurrence   string        `cbor:"18,keyasint,omitempty"`
	Reason       string        `cbor:"19,keyasint,omitempty"` // of a parked job
	Parked       moment        `cbor:"20,keyasint,omitzero"`  // since when
	Reply        string        `cbor:"21,keyasint,omitempty"`
}

type channelRecord struct {
	Service   string `cbor:"1,keyasint,omitempty"`
	Workspace string `cbor:"2,keyasint,omitempty"`
	ID        string `cbor:"3,keyasint,omitempty"`
	Thread    string `cbor:"4,keyasint,omitempty"`
}

// QueuedJob is a job that is not done, as an operator wants to see it.
type QueuedJob struct {
	briefing.Job
	Worker   string    // that has claimed it; "" while it waits
	LeaseEnd time.Time // of the claim; zero while it waits
	Next     time.Time // of a waiting job: not before
	Parked   time.Time // since when it is set aside; zero when it is not
	Reason   string    // why
}

// AddJob records j durably before it returns. A job whose id was added before is not added again, as long
// as it waits or is claimed and for a week after it was done.
func (db *DB) AddJob(ctx context.Context, j briefing.Job) (added bool, err error) {
	if j.ID == "" {
		return false, errors.New("add job: it has no id")
	}
	known := func(tx *bolt.Tx) error {
		added = tx.Bucket(bucketJobIDs).Get(nameKey(j.ID)) == nil
		return nil
	}
	// Most of what a service delivers twice is found without waiting for the write lock.
	if err := db.read(ctx, known); err != nil || !added {
		return false, err
	}
	err = db.change(ctx, func(tx *bolt.Tx) error {
		if err := known(tx); err != nil || !added {
			return err
		}
		if err := db.forgetDone(tx); err != nil {
			return err
		}
		return db.addJob(tx, j)
	})
	if err != nil {
		return false, fmt.Errorf("add job %s: %w", j.ID, err)
	}
	if added {
		db.jobs.send()
	}
	return added, nil
}

func (db *DB) addJob(tx *bolt.Tx, j briefing.Job) error {
	jobs := tx.Bucket(bucketJobs)
	number, err := jobs.NextSequence()
	if err != nil {
		return err
	}
	if err := tx.Bucket(bucketJobIDs).Put(nameKey(j.ID), numberKey(number)); err != nil {
		return err
	}
	record := jobRecordOf(j)
	record.Again = record.Due
	return db.enter(tx, number, &record)
}

// FinishJob says that the worker has done the job, keeps d, and remembers its outcome in the same transaction; a d without parts is
// not kept. It fails with briefing.ErrNotFound if the worker does not hold the job, and remembers nothing then: a lease that ran out is
// only lost once somebody else has claimed the job.
func (db *DB) FinishJob(ctx context.Context, worker, id string, d briefing.Delivery) error {
	delivery := deliveryRecordOf(d)
	return db.settle(ctx, "finish", worker, id, func(tx *bolt.Tx, number uint64, record *jobRecord) error {
		if len(d.Parts) > 0 {
			if err := db.putDelivery(tx, number, &delivery); err != nil {
				return err
			}
		}
		if err := db.remember(tx, number, record, d.Outcome); err != nil {
			return err
		}
		return db.end(tx, number, record)
	})
}

// end notes that a job that has left its place is done: its id is remembered for a while.
func (db *DB) end(tx *bolt.Tx, number uint64, record *jobRecord) error {
	if err := moveLine(tx, record.line(number), record.Channel.Service, number, db.jobClock.now(db.now())); err != nil {
		return err
	}
	if err := db.forgetDone(tx); err != nil {
		return err
	}
	return tx.Bucket(bucketJobsDone).Put(jobKey(db.now(), number), nameKey(record.ID))
}

// ParkJob sets the job aside with a reason, until an operator has it tried again or drops it. It holds up nobody. It fails as FinishJob
// does.
func (db *DB) ParkJob(ctx context.Context, worker, id, reason string) error {
	return db.settle(ctx, "park", worker, id, func(tx *bolt.Tx, number uint64, record *jobRecord) error {
		record.State, record.Worker, record.LeaseEnd = jobParked, "", moment{}
		record.Reason, record.Parked = reason, momentOf(db.now())
		record.Reply = "" // it opens doors for a while only, and an operator takes longer
		return db.enter(tx, number, record)
	})
}

// RetryJob gives the job back, to be claimed again at the given time. It fails as FinishJob does.
func (db *DB) RetryJob(ctx context.Context, worker, id string, at time.Time) error {
	return db.settle(ctx, "retry", worker, id, func(tx *bolt.Tx, number uint64, record *jobRecord) error {
		record.State, record.Worker, record.LeaseEnd = jobAgain, "", moment{}
		now := db.now()
		record.Again = momentOf(db.jobClock.now(now).Add(at.Sub(now)))
		return db.enter(tx, number, record)
	})
}

// settle ends a worker's claim of a job and does what follows.
func (db *DB) settle(ctx context.Context, verb, worker, id string, then func(*bolt.Tx, uint64, *jobRecord) error) error {
	var number uint64
	err := db.change(ctx, func(tx *bolt.Tx) error {
		number = numberOf(tx.Bucket(bucketJobIDs).Get(nameKey(id)))
		var record jobRecord
		found, err := getRecord(db.codec, tx.Bucket(bucketJobs), numberKey(number), &record)
		if err != nil {
			return err
		}
		if !found || record.State != jobClaimed || record.Worker != worker {
			return refusal{fmt.Errorf("a claim of %s: %w", worker, briefing.ErrNotFound)}
		}
		if err := db.leave(tx, number, &record); err != nil {
			return err
		}
		return then(tx, number, &record)
	})
	if err != nil {
		return fmt.Errorf("%s job %s: %w", verb, id, err)
	}
	db.ours.Delete(number)
	db.jobs.send()
	return nil
}

// Jobs lists the jobs that are not done, in the order they were added.
func (db *DB) Jobs(ctx context.Context) ([]QueuedJob, error) {
	var list []QueuedJob
	err := db.read(ctx, func(tx *bolt.Tx) error {
		for c, key, _ := cursor(tx.Bucket(bucketJobs)); key != nil; key, _ = c.Next() {
			if len(key) > 8 { // a further part of a long record
				continue
			}
			var record jobRecord
			if _, err := getRecord(db.codec, tx.Bucket(bucketJobs), key, &record); err != nil {
				return fmt.Errorf("job number %d: %w", numberOf(key), err)
			}
			job := QueuedJob{Job: record.job(), Worker: record.Worker, LeaseEnd: record.LeaseEnd.time()}
			switch record.State {
			case jobNew, jobAgain:
				job.Next = record.Again.time()
			case jobParked:
				job.Parked, job.Reason = record.Parked.time(), record.Reason
			}
			list = append(list, job)
		}
		return nil
	})
	return list, err
}

// forgetDone removes some ids of jobs done long ago, and what they said.
func (db *DB) forgetDone(tx *bolt.Tx) error {
	return prune(tx.Bucket(bucketJobsDone), db.now().Add(-doneFor), func(key, id []byte) error {
		return errors.Join(
			tx.Bucket(bucketJobIDs).Delete(id),
			deleteLong(tx.Bucket(bucketDeliveries), numberKey(numberOf(key[timeKeyBytes:]))),
		)
	})
}

// prune removes up to pruneStep entries of a bucket whose keys begin with a time before the given one,
// after calling also with each.
func prune(b *bolt.Bucket, before time.Time, also func(key, value []byte) error) error {
	for range pruneStep {
		_, key, value := cursor(b)
		if key == nil || !timeOf(key).Before(before) {
			return nil
		}
		if err := also(key, value); err != nil {
			return err
		}
		if err := b.Delete(key); err != nil {
			return err
		}
	}
	return nil
}

func jobRecordOf(j briefing.Job) jobRecord {
	return jobRecord{
		ID: j.ID, Kind: string(j.Kind), Channel: channelRecordOf(j.Channel), From: j.From, Text: j.Text,
		Subscription: j.Subscription, Since: momentOf(j.Since), Until: momentOf(j.Until), Due: momentOf(j.Due), Attempts: j.Attempts,
		Role: int(j.Role), Reply: j.Reply, Watch: j.Watch, Facts: factTexts(j.Facts), Occurrence: j.Occurrence,
	}
}

func (r *jobRecord) job() briefing.Job {
	return briefing.Job{
		ID: r.ID, Kind: briefing.JobKind(r.Kind), Channel: r.Channel.channel(), From: r.From, Text: r.Text,
		Subscription: r.Subscription, Since: r.Since.time(), Until: r.Until.time(), Due: r.Due.time(), Attempts: r.Attempts,
		Role: briefing.Role(r.Role), Reply: r.Reply, Watch: r.Watch, Facts: factIDs(r.Facts), Occurrence: r.Occurrence,
	}
}

func channelRecordOf(c briefing.Channel) channelRecord {
	return channelRecord{Service: c.Service, Workspace: c.Workspace, ID: c.ID, Thread: c.Thread}
}

func (r channelRecord) channel() briefing.Channel {
	return briefing.Channel{Service: r.Service, Workspace: r.Workspace, ID: r.ID, Thread: r.Thread}
}
