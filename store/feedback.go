package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// feedback        number                   -> feedbackRecord; numbers rise from 1 in the order of adding
// feedback-ids    feedback id (16 bytes)   -> number
var (
	bucketFeedback    = []byte("feedback")
	bucketFeedbackIDs = []byte("feedback-ids")
)

// feedbackFor is how long feedback is kept: two years can be compared by it.
const feedbackFor = 2 * 366 * 24 * time.Hour

type feedbackRecord struct {
	ID      string        `cbor:"1,keyasint"`
	Channel channelRecord `cbor:"2,keyasint,omitzero"`
	From    string        `cbor:"3,keyasint,omitempty"`
	Answer  string        `cbor:"4,keyasint,omitempty"`
	Post    string        `cbor:"5,keyasint,omitempty"`
	Good    bool          `cbor:"6,keyasint,omitempty"`
	Reason  string        `cbor:"7,keyasint,omitempty"`
	At      moment        `cbor:"8,keyasint,omitzero"`
	Kept    moment        `cbor:"9,keyasint,omitzero"` // by our clock
}

// AddFeedback keeps what a person said. What was said under an id before gives way to it.
func (db *DB) AddFeedback(ctx context.Context, f briefing.Feedback) error {
	if f.ID == "" {
		return errors.New("add feedback: it has no id")
	}
	err := db.change(ctx, func(tx *bolt.Tx) error {
		if err := db.forgetFeedback(tx); err != nil {
			return err
		}
		feedback, ids, id := tx.Bucket(bucketFeedback), tx.Bucket(bucketFeedbackIDs), feedbackKey(f.ID)
		number := numberOf(ids.Get(id))
		if number == 0 {
			next, err := feedback.NextSequence()
			if err != nil {
				return err
			}
			if err := ids.Put(id, numberKey(next)); err != nil {
				return err
			}
			number = next
		}
		record := feedbackRecordOf(f)
		record.Kept = momentOf(db.now())
		if err := deleteLong(feedback, numberKey(number)); err != nil {
			return err
		}
		return putRecord(db.codec, feedback, numberKey(number), record)
	})
	if err != nil {
		return fmt.Errorf("add feedback %s: %w", f.ID, err)
	}
	return nil
}

// Feedback lists what people said, in the order in which they did.
func (db *DB) Feedback(ctx context.Context) ([]briefing.Feedback, error) {
	var list []briefing.Feedback
	err := db.read(ctx, func(tx *bolt.Tx) error {
		feedback := tx.Bucket(bucketFeedback)
		for _, key := range keysUnderAny(feedback, nil, 8) {
			var record feedbackRecord
			if _, err := getRecord(db.codec, feedback, key, &record); err != nil {
				return fmt.Errorf("number %d: %w", numberOf(key), err)
			}
			list = append(list, record.feedback())
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("feedback: %w", err)
	}
	return list, nil
}

// forgetFeedback removes some that is too old.
func (db *DB) forgetFeedback(tx *bolt.Tx) error {
	feedback, before := tx.Bucket(bucketFeedback), db.now().Add(-feedbackFor)
	for range pruneStep {
		_, key, _ := cursor(feedback)
		if key == nil {
			return nil
		}
		var record feedbackRecord
		if _, err := getRecord(db.codec, feedback, key, &record); err != nil {
			return err
		}
		if !record.Kept.time().Before(before) {
			return nil
		}
		if err := removeFeedback(tx, numberOf(key), &record); err != nil {
			return err
		}
	}
	return nil
}

func removeFeedback(tx *bolt.Tx, number uint64, record *feedbackRecord) error {
	if err := tx.Bucket(bucketFeedbackIDs).Delete(feedbackKey(record.ID)); err != nil {
		return err
	}
	return deleteLong(tx.Bucket(bucketFeedback), numberKey(number))
}

func feedbackKey(id string) []byte { return []byte(briefing.DerivedID("feedback", id)) }

func feedbackRecordOf(f briefing.Feedback) feedbackRecord {
	return feedbackRecord{
		ID: f.ID, Channel: channelRecordOf(f.Channel), From: f.From, Answer: string(f.Answer), Post: f.Post, Good: f.Good,
		Reason: f.Reason, At: momentOf(f.At),
	}
}

func (r *feedbackRecord) feedback() briefing.Feedback {
	return briefing.Feedback{
		ID: r.ID, Channel: r.Channel.channel(), From: r.From, Answer: briefing.AnswerID(r.Answer), Post: r.Post, Good: r.Good,
		Reason: r.Reason, At: r.At.time(),
	}
}
