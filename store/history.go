package store

import (
	"bytes"
	"context"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// turns           thread (16 bytes), number   -> turnRecord
// turns-by-time   when kept (time), number    -> thread
// threads         place (16), thread (16)     -> "": the threads of a place that have turns kept since format 4
//
// Threads of different workspaces have different keys, since a thread's key is derived from all of its channel.
var (
	bucketTurns       = []byte("turns")
	bucketTurnsByTime = []byte("turns-by-time")
	bucketThreads     = []byte("threads")
)

const (
	turnsKept = 20                  // of a thread; a follow-up question rarely reaches back further than two
	turnsFor  = 30 * 24 * time.Hour // what people asked is not kept for ever
)

type turnRecord struct {
	Question string        `cbor:"1,keyasint,omitempty"`
	Answer   string        `cbor:"2,keyasint,omitempty"`
	Facts    []string      `cbor:"3,keyasint,omitempty"`
	Subject  []string      `cbor:"4,keyasint,omitempty"`
	At       moment        `cbor:"5,keyasint,omitzero"`
	Choices  []string      `cbor:"7,keyasint,omitempty"`
	Kept     moment        `cbor:"6,keyasint,omitzero"` // when it was added, by our clock
	Thread   channelRecord `cbor:"8,keyasint,omitzero"` // not known of turns from before format 4
	Job      string        `cbor:"9,keyasint,omitempty"`
	Muted    bool          `cbor:"10,keyasint,omitempty"`
}

// AddTurn remembers a turn of a thread. The latest 20 of a thread are kept, for 30 days.
func (db *DB) AddTurn(ctx context.Context, thread briefing.Channel, t briefing.Turn) error {
	err := db.change(ctx, func(tx *bolt.Tx) error { return db.addTurn(tx, thread, t) })
	if err != nil {
		return fmt.Errorf("add a turn of %s: %w", thread, err)
	}
	return nil
}

func (db *DB) addTurn(tx *bolt.Tx, thread briefing.Channel, t briefing.Turn) error {
	turns, now := tx.Bucket(bucketTurns), db.now()
	number, err := turns.NextSequence()
	if err != nil {
		return err
	}
	key := threadKey(thread)
	if err := db.forgetTurns(tx, key); err != nil {
		return err
	}
	if err := tx.Bucket(bucketTurnsByTime).Put(jobKey(now, number), key); err != nil {
		return err
	}
	if err := tx.Bucket(bucketThreads).Put(append(placeKey(thread), key...), nil); err != nil {
		return err
	}
	record := turnRecordOf(t)
	record.Kept, record.Thread = momentOf(now), channelRecordOf(thread)
	return putRecord(db.codec, turns, lineKey(key, number), record)
}

// forgetTurns makes room for one more turn of a thread, and removes some that are too old.
func (db *DB) forgetTurns(tx *bolt.Tx, thread []byte) error {
	before := db.now().Add(-turnsFor)
	for range pruneStep {
		_, key, thread := cursor(tx.Bucket(bucketTurnsByTime))
		if key == nil || !timeOf(key).Before(before) {
			break
		}
		if err := db.forgetTurn(tx, lineKey(thread, numberOf(key[timeKeyBytes:]))); err != nil {
			return err
		}
	}
	keys := keysUnder(tx.Bucket(bucketTurns), thread)
	for ; len(keys) >= turnsKept; keys = keys[1:] {
		if err := db.forgetTurn(tx, keys[0]); err != nil {
			return err
		}
	}
	return nil
}

// forgetTurn removes a turn, and with the last one of a thread the thread.
func (db *DB) forgetTurn(tx *bolt.Tx, key []byte) error {
	turns := tx.Bucket(bucketTurns)
	var record turnRecord
	if _, err := getRecord(db.codec, turns, key, &record); err != nil {
		return err
	}
	thread, number := bytes.Clone(key[:lineBytes]), numberOf(key[lineBytes:])
	if err := tx.Bucket(bucketTurnsByTime).Delete(jobKey(record.Kept.time(), number)); err != nil {
		return err
	}
	if err := deleteLong(turns, key); err != nil {
		return err
	}
	if len(keysUnder(turns, thread)) > 0 {
		return nil
	}
	return tx.Bucket(bucketThreads).Delete(append(placeKey(record.Thread.channel()), thread...))
}

// Threads lists the threads of a place that have turns, in no order: those of conversations that one person alone sees too.
func (db *DB) Threads(ctx context.Context, place briefing.Channel) ([]briefing.Channel, error) {
	var list []briefing.Channel
	err := db.read(ctx, func(tx *bolt.Tx) error {
		turns := tx.Bucket(bucketTurns)
		for _, entry := range keysUnderAny(tx.Bucket(bucketThreads), placeKey(place), 2*lineBytes) {
			thread, err := db.threadOf(turns, entry[lineBytes:])
			if err != nil {
				return err
			}
			if thread != (briefing.Channel{}) {
				list = append(list, thread)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("threads of %s: %w", place, err)
	}
	return list, nil
}

// threadOf is the thread of a key, as its first turn tells it; the zero one if there is no turn.
func (db *DB) threadOf(turns *bolt.Bucket, key []byte) (briefing.Channel, error) {
	keys := keysUnder(turns, key)
	if len(keys) == 0 {
		return briefing.Channel{}, nil
	}
	var record turnRecord
	_, err := getRecord(db.codec, turns, keys[0], &record)
	return record.Thread.channel(), err
}

// Turns lists the latest turns of a thread, oldest first; an unknown thread has none.
func (db *DB) Turns(ctx context.Context, thread briefing.Channel) ([]briefing.Turn, error) {
	var list []briefing.Turn
	err := db.read(ctx, func(tx *bolt.Tx) error {
		turns, since := tx.Bucket(bucketTurns), db.now().Add(-turnsFor)
		for _, key := range keysUnder(turns, threadKey(thread)) {
			var record turnRecord
			if _, err := getRecord(db.codec, turns, key, &record); err != nil {
				return err
			}
			if !record.Kept.time().Before(since) {
				list = append(list, record.turn())
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("turns of %s: %w", thread, err)
	}
	return list, nil
}

func turnRecordOf(t briefing.Turn) turnRecord {
	return turnRecord{
		Question: t.Question, Answer: string(t.Answer), Subject: t.Subject, Choices: t.Choices, At: momentOf(t.At),
		Job: t.Job, Muted: t.Muted,
		Facts: each(t.Facts, func(id briefing.FactID) string { return string(id) }),
	}
}

func (r *turnRecord) turn() briefing.Turn {
	return briefing.Turn{
		Question: r.Question, Answer: briefing.AnswerID(r.Answer), Subject: r.Subject, Choices: r.Choices, At: r.At.time(),
		Job: r.Job, Muted: r.Muted,
		Facts: each(r.Facts, func(id string) briefing.FactID { return briefing.FactID(id) }),
	}
}
