package store

import (
	"context"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// told            answer (16 bytes)          -> toldRecord
// told-by-time    when kept (time), number   -> answer
//
// An answer's key is derived from its id, so that all keys are of one length.
var (
	bucketTold       = []byte("told")
	bucketToldByTime = []byte("told-by-time")
)

// toldFor is how long an answer can be given again. What people asked is not kept for ever; a quarter outlasts the questions that
// come back about what was published on the strength of an answer.
const toldFor = 90 * 24 * time.Hour

type toldRecord struct {
	Answer   string       `cbor:"1,keyasint"`
	Question string       `cbor:"2,keyasint,omitempty"`
	Turns    []turnRecord `cbor:"3,keyasint,omitempty"`
	Asked    moment       `cbor:"4,keyasint,omitzero"`
	AsOf     moment       `cbor:"5,keyasint,omitzero"`
	At       moment       `cbor:"6,keyasint,omitzero"`
	Engine   string       `cbor:"7,keyasint,omitempty"`
	Kind     string       `cbor:"8,keyasint,omitempty"`
	Says     string       `cbor:"9,keyasint,omitempty"`
	Text     string       `cbor:"10,keyasint,omitempty"`
	Facts    []string     `cbor:"11,keyasint,omitempty"`
	Kept     moment       `cbor:"12,keyasint,omitzero"` // when it was kept, by our clock
	Number   uint64       `cbor:"13,keyasint,omitempty"`
	Hidden   []string     `cbor:"14,keyasint,omitempty"`
	Since    moment       `cbor:"15,keyasint,omitzero"`
	Known    []string     `cbor:"16,keyasint,omitempty"`
}

// toldBuckets makes room for answers that were given, from format 3 on.
func toldBuckets(tx *bolt.Tx, _ *codec, _ time.Time) error {
	for _, name := range [][]byte{bucketTold, bucketToldByTime} {
		if _, err := tx.CreateBucket(name); err != nil {
			return fmt.Errorf("bucket %s: %w", name, err)
		}
	}
	return nil
}

// KeepTold keeps answers for 90 days, all of them or on any error none. An answer that is kept already, in the same words, stays as it
// is and costs no write.
func (db *DB) KeepTold(ctx context.Context, answers ...briefing.Told) error {
	fresh, err := db.untold(ctx, answers)
	if err != nil || len(fresh) == 0 {
		return err
	}
	err = db.change(ctx, func(tx *bolt.Tx) error {
		for _, t := range fresh {
			if err := db.keepTold(tx, t); err != nil {
				return fmt.Errorf("answer %s: %w", t.Answer, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep what was answered: %w", err)
	}
	return nil
}

// untold are the answers that are not kept yet, or with other words.
func (db *DB) untold(ctx context.Context, answers []briefing.Told) ([]briefing.Told, error) {
	var fresh []briefing.Told
	err := db.read(ctx, func(tx *bolt.Tx) error {
		for _, t := range answers {
			var kept toldRecord
			found, err := getRecord(db.codec, tx.Bucket(bucketTold), toldKey(t.Answer), &kept)
			if err != nil {
				return err
			}
			if t.Answer != "" && (!found || kept.Text != t.Text) {
				fresh = append(fresh, t)
			}
		}
		return nil
	})
	return fresh, err
}

// keepToldOnce is keepTold for an answer that may be kept already, in the same words.
func (db *DB) keepToldOnce(tx *bolt.Tx, t briefing.Told) error {
	var kept toldRecord
	found, err := getRecord(db.codec, tx.Bucket(bucketTold), toldKey(t.Answer), &kept)
	if err != nil || t.Answer == "" || found && kept.Text == t.Text {
		return err
	}
	return db.keepTold(tx, t)
}

func (db *DB) keepTold(tx *bolt.Tx, t briefing.Told) error {
	told, byTime, now := tx.Bucket(bucketTold), tx.Bucket(bucketToldByTime), db.now()
	err := prune(byTime, now.Add(-toldFor), func(_, id []byte) error { return deleteLong(told, id) })
	if err != nil {
		return err
	}
	id := toldKey(t.Answer)
	var earlier toldRecord
	found, err := getRecord(db.codec, told, id, &earlier)
	if err != nil {
		return err
	}
	if found {
		if err := byTime.Delete(jobKey(earlier.Kept.time(), earlier.Number)); err != nil {
			return err
		}
		if err := deleteLong(told, id); err != nil {
			return err
		}
	}
	number, err := told.NextSequence()
	if err != nil {
		return err
	}
	record := toldRecordOf(t)
	record.Kept, record.Number = momentOf(now), number
	if err := byTime.Put(jobKey(now, number), id); err != nil {
		return err
	}
	return putRecord(db.codec, told, id, record)
}

// Told is the answer that was given under an id, or briefing.ErrNotFound.
func (db *DB) Told(ctx context.Context, id briefing.AnswerID) (t briefing.Told, err error) {
	err = db.read(ctx, func(tx *bolt.Tx) error {
		var record toldRecord
		found, err := getRecord(db.codec, tx.Bucket(bucketTold), toldKey(id), &record)
		if err == nil && (!found || record.Answer != string(id) || record.Kept.time().Before(db.now().Add(-toldFor))) {
			err = briefing.ErrNotFound
		}
		t = record.told()
		return err
	})
	if err != nil {
		return briefing.Told{}, fmt.Errorf("answer %s: %w", id, err)
	}
	return t, nil
}

func toldKey(id briefing.AnswerID) []byte { return []byte(briefing.DerivedID("answer", string(id))) }

func toldRecordOf(t briefing.Told) toldRecord {
	return toldRecord{
		Answer: string(t.Answer), Question: t.Question.Text, Turns: each(t.Question.Turns, turnRecordOf),
		Asked: momentOf(t.Question.Asked), AsOf: momentOf(t.Question.AsOf), At: momentOf(t.At), Hidden: t.Question.Hidden,
		Since: momentOf(t.Question.Since), Known: each(t.Question.Known, func(id briefing.FactID) string { return string(id) }),
		Engine: t.Engine, Kind: string(t.Kind), Says: t.Says, Text: t.Text,
		Facts: each(t.Facts, func(id briefing.FactID) string { return string(id) }),
	}
}

func (r *toldRecord) told() briefing.Told {
	q := briefing.Question{
		Text: r.Question, Asked: r.Asked.time(), AsOf: r.AsOf.time(), Hidden: r.Hidden, Since: r.Since.time(),
		Known: each(r.Known, func(id string) briefing.FactID { return briefing.FactID(id) }),
	}
	for i := range r.Turns {
		q.Turns = append(q.Turns, r.Turns[i].turn())
	}
	return briefing.Told{
		Answer: briefing.AnswerID(r.Answer), Question: q, At: r.At.time(), Engine: r.Engine,
		Kind: briefing.AnswerKind(r.Kind), Says: r.Says, Text: r.Text,
		Facts: each(r.Facts, func(id string) briefing.FactID { return briefing.FactID(id) }),
	}
}
