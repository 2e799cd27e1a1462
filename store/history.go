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
//
// Threads of different workspaces have different keys, since a thread's key is derived from all of its channel.
var (
	bucketTurns       = []byte("turns")
	bucketTurnsByTime = []byte("turns-by-time")
)

const (
	turnsKept = 20                  // of a thread; a follow-up question rarely reaches back further than two
	turnsFor  = 30 * 24 * time.Hour // what people asked is not kept for ever
)

type turnRecord struct {
	Question string   `cbor:"1,keyasint,omitempty"`
	Answer   string   `cbor:"2,keyasint,omitempty"`
	Facts    []string `cbor:"3,keyasint,omitempty"`
	Subject  []string `cbor:"4,keyasint,omitempty"`
	At       moment   `cbor:"5,keyasint,omitzero"`
	Choices  []string `cbor:"7,keyasint,omitempty"`
	Kept     moment   `cbor:"6,keyasint,omitzero"` // when it was added, by our clock
}

// AddTurn remembers a turn of a thread. The latest 20 of a thread are kept, for 30 days.
func (db *DB) AddTurn(ctx context.Context, thread briefing.Channel, t briefing.Turn) error {
	err := db.update(ctx, func(tx *bolt.Tx) error {
		turns, now := tx.Bucket(bucketTurns), db.now()
		number, err := turns.NextSequence()
		if err != nil {
			return err
		}
		if err := db.forgetTurns(tx, threadKey(thread)); err != nil {
			return err
		}
		if err := tx.Bucket(bucketTurnsByTime).Put(jobKey(now, number), threadKey(thread)); err != nil {
			return err
		}
		record := turnRecordOf(t)
		record.Kept = momentOf(now)
		return putRecord(db.codec, turns, lineKey(threadKey(thread), number), record)
	})
	if err != nil {
		return fmt.Errorf("add a turn of %s: %w", thread, err)
	}
	return nil
}

// forgetTurns makes room for one more turn of a thread, and removes some that are too old.
func (db *DB) forgetTurns(tx *bolt.Tx, thread []byte) error {
	turns := tx.Bucket(bucketTurns)
	err := prune(tx.Bucket(bucketTurnsByTime), db.now().Add(-turnsFor), func(key, thread []byte) error {
		return deleteLong(turns, lineKey(thread, numberOf(key[timeKeyBytes:])))
	})
	if err != nil {
		return err
	}
	keys := turnKeys(turns, thread)
	for len(keys) >= turnsKept {
		var oldest turnRecord
		if _, err := getRecord(db.codec, turns, keys[0], &oldest); err != nil {
			return err
		}
		byTime := jobKey(oldest.Kept.time(), numberOf(keys[0][len(thread):]))
		if err := tx.Bucket(bucketTurnsByTime).Delete(byTime); err != nil {
			return err
		}
		if err := deleteLong(turns, keys[0]); err != nil {
			return err
		}
		keys = keys[1:]
	}
	return nil
}

// turnKeys are the keys of a thread's turns, oldest first.
func turnKeys(turns *bolt.Bucket, thread []byte) [][]byte {
	var keys [][]byte
	c := turns.Cursor()
	for key, _ := c.Seek(thread); bytes.HasPrefix(key, thread); key, _ = c.Next() {
		if len(key) == len(thread)+8 { // not a further part of a long record
			keys = append(keys, bytes.Clone(key))
		}
	}
	return keys
}

// Turns lists the latest turns of a thread, oldest first; an unknown thread has none.
func (db *DB) Turns(ctx context.Context, thread briefing.Channel) ([]briefing.Turn, error) {
	var list []briefing.Turn
	err := db.read(ctx, func(tx *bolt.Tx) error {
		turns, since := tx.Bucket(bucketTurns), db.now().Add(-turnsFor)
		for _, key := range turnKeys(turns, threadKey(thread)) {
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
		Facts: each(t.Facts, func(id briefing.FactID) string { return string(id) }),
	}
}

func (r *turnRecord) turn() briefing.Turn {
	return briefing.Turn{
		Question: r.Question, Answer: briefing.AnswerID(r.Answer), Subject: r.Subject, Choices: r.Choices, At: r.At.time(),
		Facts: each(r.Facts, func(id string) briefing.FactID { return briefing.FactID(id) }),
	}
}
