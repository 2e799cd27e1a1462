package store

import (
	"bytes"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// jobs-ready      service (16 bytes), when (time), number, line   -> "": the lines of which a job may be claimed from then on
//
// Under the number 0, which no job has, a line keeps its head: what holds it, and until when. A line has one entry in jobs-ready, or
// none while one of its jobs is claimed, so who is next is found by the first entry, however many jobs wait behind others.
var bucketJobsReady = []byte("jobs-ready")

// lineHead is what holds a line.
type lineHead struct {
	state  uint8     // jobNew, or jobClaimed, or jobAgain: nothing behind the job that was given back goes before it
	at     time.Time // from when on a job of it may be claimed; none while one is claimed
	number uint64    // of the claimed job, or of the one that is due at that time

	service string
}

func (h lineHead) value() []byte {
	return append(append(lineEntry(h.state, h.at), numberKey(h.number)...), h.service...)
}

func readLineHead(value []byte) lineHead {
	const known = 1 + timeKeyBytes + 8
	if len(value) < known {
		return lineHead{}
	}
	state, at := readLineEntry(value)
	return lineHead{state: state, at: at, number: numberOf(value[1+timeKeyBytes:]), service: string(value[known:])}
}

// headOf is the head of a line; ok is false for a line nobody stands in.
func headOf(tx *bolt.Tx, line []byte) (h lineHead, ok bool) {
	value := tx.Bucket(bucketJobLines).Get(lineKey(line, 0))
	return readLineHead(value), value != nil
}

// setHead gives a line a head, or none.
func setHead(tx *bolt.Tx, line []byte, h *lineHead) error {
	lines, ready, key := tx.Bucket(bucketJobLines), tx.Bucket(bucketJobsReady), lineKey(line, 0)
	if old, ok := headOf(tx, line); ok && old.state != jobClaimed {
		if err := ready.Delete(old.ready(line)); err != nil {
			return err
		}
	}
	if h == nil {
		return lines.Delete(key)
	}
	if h.state != jobClaimed {
		if err := ready.Put(h.ready(line), nil); err != nil {
			return err
		}
	}
	return lines.Put(key, h.value())
}

// ready is the key of a line in jobs-ready.
func (h lineHead) ready(line []byte) []byte {
	return append(append(serviceKey(h.service), jobKey(h.at, h.number)...), line...)
}

func serviceKey(service string) []byte { return []byte(briefing.DerivedID("service", service)) }

// readyServices are the services to look for in jobs-ready, as its keys begin: one, or for "" all that are there.
func readyServices(tx *bolt.Tx, service string) [][]byte {
	if service != "" {
		return [][]byte{serviceKey(service)}
	}
	var all [][]byte
	for c, key, _ := cursor(tx.Bucket(bucketJobsReady)); len(key) >= lineBytes; {
		service := bytes.Clone(key[:lineBytes])
		all = append(all, service)
		key, _ = c.Seek(append(service[:lineBytes:lineBytes], 0xff)) // times begin with a lower byte for 36 billion years
	}
	return all
}

// findReady is the first job of a service that may be claimed now, with its place among those of others, or number 0; then next says
// when to look again.
func findReady(tx *bolt.Tx, service []byte, now time.Time, next *nextJob) (place []byte, number uint64) {
	c := tx.Bucket(bucketJobsReady).Cursor()
	for key, _ := c.Seek(service); bytes.HasPrefix(key, service); key, _ = c.Next() {
		place := key[len(service):]
		at := timeOf(place)
		if at.After(now) {
			next.sooner(at)
			break
		}
		if number := firstInLine(tx, place[timeKeyBytes+8:], now); number != 0 {
			return place, number
		}
		next.sooner(now.Add(longestWait)) // the clock was set back since the line moved
	}
	return nil, 0
}

// joinLine says that a new job stands at the end of a line.
func joinLine(tx *bolt.Tx, line []byte, job lineHead) error {
	h, ok := headOf(tx, line)
	if ok && (h.state != jobNew || !job.at.Before(h.at)) {
		return nil
	}
	return setHead(tx, line, &job)
}

// holdLine says that a job of a line is claimed.
func holdLine(tx *bolt.Tx, line []byte, number uint64) error {
	return setHead(tx, line, &lineHead{state: jobClaimed, number: number})
}

// moveLine finds the head of a line anew after a job of it was given back, or left. Only what can come before the first job that is due
// is looked at.
func moveLine(tx *bolt.Tx, line []byte, service string, left uint64, now time.Time) error {
	if h, ok := headOf(tx, line); ok && h.state == jobClaimed && h.number != left {
		return nil
	}
	var head *lineHead
	c := tx.Bucket(bucketJobLines).Cursor()
	for key, value := c.Seek(lineKey(line, 1)); bytes.HasPrefix(key, line); key, value = c.Next() {
		state, at := readLineEntry(value)
		if state == jobClaimed {
			return holdLine(tx, line, numberOf(key[len(line):]))
		}
		if head == nil || at.Before(head.at) {
			head = &lineHead{at: at, number: numberOf(key[len(line):]), service: service}
		}
		if state == jobAgain {
			head.state = jobAgain
		}
		if state == jobAgain || !at.After(now) {
			break
		}
	}
	return setHead(tx, line, head)
}

// firstInLine is the job of a line that may be claimed now, or 0 if one that may not holds the line.
func firstInLine(tx *bolt.Tx, line []byte, now time.Time) uint64 {
	c := tx.Bucket(bucketJobLines).Cursor()
	for key, value := c.Seek(lineKey(line, 1)); bytes.HasPrefix(key, line); key, value = c.Next() {
		switch state, at := readLineEntry(value); {
		case state == jobClaimed:
			return 0
		case !at.After(now):
			return numberOf(key[len(line):])
		case state == jobAgain:
			return 0
		}
	}
	return 0
}

// enterAgain writes the entries of jobs from before format 4 anew, which named no service, and gives their lines heads.
func enterAgain(tx *bolt.Tx, codec *codec, now time.Time) error {
	jobs := tx.Bucket(bucketJobs)
	for c, key, _ := cursor(jobs); key != nil; key, _ = c.Next() {
		if len(key) > 8 { // a further part of a long record
			continue
		}
		var record jobRecord
		number := numberOf(key)
		if _, err := getRecord(codec, jobs, key, &record); err != nil {
			return fmt.Errorf("job number %d: %w", number, err)
		}
		e := record.entries(number)
		if err := tx.Bucket(e.index).Put(e.key, e.value); err != nil {
			return err
		}
		line := record.line(number)
		if record.State == jobClaimed {
			if err := holdLine(tx, line, number); err != nil {
				return err
			}
		} else if err := moveLine(tx, line, record.Channel.Service, 0, now); err != nil {
			return err
		}
	}
	return nil
}
