package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// Who is next: first a claimed job whose lease ran out, the longest ago first. Then, of the threads with a
// job that is due, earliest first, the first in line. A line is held by its earliest job that is
// claimed, was given back, or is due: nobody behind it is claimed before it is done. A job that waits for
// a time to come and was never claimed, such as tomorrow's digest, holds nobody up.
//
// A claim reads the first entries of jobs-leased and jobs-ready (line.go) and the front of one line, all index and no records.
//
// A claim ends with the DB that made it, whatever its lease: nobody else has the file open, so whoever held it is gone. And the
// clock by which jobs wait and leases run is never set back (clock.go).

// ClaimJob waits for a job of a service that is due and claims it for lease; "" takes a job of any service. Of one thread at most one
// job is claimed at a time, in the order they were added; jobs outside any channel wait for nobody. Workers must have different names.
func (db *DB) ClaimJob(ctx context.Context, worker, service string, lease time.Duration) (briefing.Job, error) {
	for {
		changed := db.jobs.next() // before looking, so that nothing is missed in between
		var next nextJob
		err := db.read(ctx, func(tx *bolt.Tx) error {
			next = db.findJob(tx, service, db.jobClock.now(db.now()))
			return nil
		})
		if err == nil && next.number != 0 {
			var job briefing.Job
			if job, err = db.claim(ctx, worker, service, lease); err == nil {
				return job, nil
			}
		}
		if errors.Is(err, errNoJob) { // another worker was faster
			continue
		}
		if err != nil {
			return briefing.Job{}, fmt.Errorf("claim a job: %w", err)
		}
		if err := db.waitForJob(ctx, changed, next.at); err != nil {
			return briefing.Job{}, err
		}
	}
}

// longestWait bounds a wait for a clock time: timers stand still while a machine sleeps, and clocks are set.
const longestWait = 30 * time.Second

// errNoJob says that there is nothing to claim right now.
var errNoJob = errors.New("no job is due")

// waitForJob returns nil when it is worth looking again.
func (db *DB) waitForJob(ctx context.Context, changed <-chan struct{}, at time.Time) error {
	var due <-chan time.Time
	if !at.IsZero() {
		timer := time.NewTimer(min(at.Sub(db.jobClock.now(db.now())), longestWait))
		defer timer.Stop()
		due = timer.C
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-changed:
	case <-due:
	}
	return nil
}

// claim claims the next job, or fails with errNoJob.
func (db *DB) claim(ctx context.Context, worker, service string, lease time.Duration) (briefing.Job, error) {
	var record jobRecord
	var next nextJob
	err := db.change(ctx, func(tx *bolt.Tx) error {
		now := db.jobClock.now(db.now())
		if next = db.findJob(tx, service, now); next.number == 0 {
			return refusal{errNoJob}
		}
		found, err := getRecord(db.codec, tx.Bucket(bucketJobs), numberKey(next.number), &record)
		if err == nil && !found {
			err = fmt.Errorf("%w: it is missing", ErrDamaged)
		}
		if err != nil {
			return fmt.Errorf("job number %d: %w", next.number, err)
		}
		if err := db.leave(tx, next.number, &record); err != nil {
			return err
		}
		record.State, record.Worker, record.LeaseEnd = jobClaimed, worker, momentOf(now.Add(lease))
		record.Attempts++
		db.ours.Store(next.number, true) // before anybody can see the claim
		return db.enter(tx, next.number, &record)
	})
	return record.job(), err
}

// nextJob is what ClaimJob does next: claim job number, or if that is 0 look again at a time.
type nextJob struct {
	number uint64
	at     time.Time // zero when only a change can bring a job
}

// sooner has the next look no later than at.
func (n *nextJob) sooner(at time.Time) {
	if n.at.IsZero() || at.Before(n.at) {
		n.at = at
	}
}

func (db *DB) findJob(tx *bolt.Tx, service string, now time.Time) nextJob {
	var next nextJob
	for c, key, of := cursor(tx.Bucket(bucketJobsLeased)); key != nil; key, of = c.Next() {
		if service != "" && string(of) != service {
			continue
		}
		number, end := numberOf(key[timeKeyBytes:]), timeOf(key)
		if _, ours := db.ours.Load(number); !ours || !end.After(now) {
			return nextJob{number: number}
		}
		if next.at.IsZero() {
			next.at = end
		}
	}
	var first []byte // of jobs-ready, without its service
	for _, prefix := range readyServices(tx, service) {
		key, number := findReady(tx, prefix, now, &next)
		if number != 0 && (first == nil || bytes.Compare(key, first) < 0) {
			first, next.number = key, number
		}
	}
	return next
}

// enter keeps a job and its entries, and moves its line: a job that was never claimed stands at its end.
func (db *DB) enter(tx *bolt.Tx, number uint64, record *jobRecord) error {
	e := record.entries(number)
	if err := tx.Bucket(e.index).Put(e.key, e.value); err != nil {
		return err
	}
	db.counted(tx, e.index, 1)
	if e.place != nil {
		if err := tx.Bucket(bucketJobLines).Put(e.place, e.state); err != nil {
			return err
		}
	}
	if err := putRecord(db.codec, tx.Bucket(bucketJobs), numberKey(number), record); err != nil {
		return err
	}
	switch line := record.line(number); record.State {
	case jobNew:
		return joinLine(tx, line, lineHead{state: jobNew, at: record.Again.time(), number: number, service: record.Channel.Service})
	case jobClaimed:
		return holdLine(tx, line, number)
	default:
		return moveLine(tx, line, record.Channel.Service, number, db.jobClock.now(db.now()))
	}
}

// leave removes a job's entries, and its record. Its line has not moved yet.
func (db *DB) leave(tx *bolt.Tx, number uint64, record *jobRecord) error {
	e := record.entries(number)
	db.counted(tx, e.index, -1)
	if e.place != nil {
		if err := tx.Bucket(bucketJobLines).Delete(e.place); err != nil {
			return err
		}
	}
	return errors.Join(tx.Bucket(e.index).Delete(e.key), deleteLong(tx.Bucket(bucketJobs), numberKey(number)))
}

// jobEntries are what a job is found by.
type jobEntries struct {
	index, key, value []byte // in jobs-waiting, jobs-leased or jobs-parked
	place, state      []byte // in job-lines; none of a parked job
}

func (r *jobRecord) entries(number uint64) jobEntries {
	if r.State == jobParked {
		return jobEntries{index: bucketJobsParked, key: jobKey(r.Parked.time(), number)}
	}
	line, at := r.line(number), r.Again.time()
	e := jobEntries{index: bucketJobsWaiting, value: append(line[:lineBytes:lineBytes], r.Channel.Service...)}
	if r.State == jobClaimed {
		at = r.LeaseEnd.time()
		e = jobEntries{index: bucketJobsLeased, value: []byte(r.Channel.Service)}
	}
	e.key, e.place, e.state = jobKey(at, number), lineKey(line, number), lineEntry(r.State, at)
	return e
}

// line is the line a job stands in: its thread's, or one of its own outside any channel.
func (r *jobRecord) line(number uint64) []byte {
	if r.Channel == (channelRecord{}) {
		return append(make([]byte, 8), numberKey(number)...)
	}
	return threadKey(r.Channel.channel())
}

// lineBytes is the length of a line, and of a thread.
const lineBytes = 16

// threadKey is a thread as 16 bytes.
func threadKey(c briefing.Channel) []byte {
	return []byte(briefing.DerivedID("thread", c.Service, c.Workspace, c.ID, c.Thread))
}

func lineKey(line []byte, number uint64) []byte {
	return append(line[:len(line):len(line)], numberKey(number)...)
}

func jobKey(at time.Time, number uint64) []byte { return append(timeKey(at), numberKey(number)...) }

// lineEntry is the state of a job and since or until when: the end of its lease, or not before.
func lineEntry(state uint8, at time.Time) []byte { return append([]byte{state}, timeKey(at)...) }

func readLineEntry(value []byte) (state uint8, at time.Time) {
	if len(value) == 0 {
		return jobNew, time.Time{}
	}
	return value[0], timeOf(value[1:])
}
