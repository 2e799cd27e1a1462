package store

import (
	"context"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// editions        subscription (16 bytes), number   -> editionRecord
var bucketEditions = []byte("editions")

const (
	editionsKept = 30                  // of a subscription
	editionsFor  = 30 * 24 * time.Hour // a story that goes on after a month is new to its readers
)

type editionRecord struct {
	Occurrence string            `cbor:"1,keyasint,omitempty"`
	From       moment            `cbor:"2,keyasint,omitzero"`
	To         moment            `cbor:"3,keyasint,omitzero"`
	Stories    []toldStoryRecord `cbor:"4,keyasint,omitempty"`
	Promises   []promiseRecord   `cbor:"5,keyasint,omitempty"`
	Kept       moment            `cbor:"6,keyasint,omitzero"` // by our clock
}

type toldStoryRecord struct {
	ID       string   `cbor:"1,keyasint,omitempty"`
	Headline string   `cbor:"2,keyasint,omitempty"`
	Articles []string `cbor:"3,keyasint,omitempty"`
	Texts    []string `cbor:"7,keyasint,omitempty"`
	Facts    []string `cbor:"4,keyasint,omitempty"`
	Words    []string `cbor:"5,keyasint,omitempty"`
	At       moment   `cbor:"6,keyasint,omitzero"`
}

type promiseRecord struct {
	Fact     string `cbor:"1,keyasint"`
	Story    string `cbor:"2,keyasint,omitempty"`
	From     moment `cbor:"3,keyasint,omitzero"`
	To       moment `cbor:"4,keyasint,omitzero"`
	Reminded bool   `cbor:"5,keyasint,omitempty"`
}

// ToldEditions lists what the latest digests of a subscription told, oldest first: at most 30, of 30 days.
func (db *DB) ToldEditions(ctx context.Context, subscription string) ([]briefing.ToldEdition, error) {
	var list []briefing.ToldEdition
	err := db.read(ctx, func(tx *bolt.Tx) error {
		editions, since := tx.Bucket(bucketEditions), db.now().Add(-editionsFor)
		for _, key := range keysUnder(editions, editionsKey(subscription)) {
			var record editionRecord
			if _, err := getRecord(db.codec, editions, key, &record); err != nil {
				return err
			}
			if !record.Kept.time().Before(since) {
				list = append(list, record.edition())
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("what subscription %s told: %w", subscription, err)
	}
	return list, nil
}

// addEdition keeps what a digest told, and forgets the earliest of too many.
func (db *DB) addEdition(tx *bolt.Tx, subscription string, e briefing.ToldEdition) error {
	editions, prefix := tx.Bucket(bucketEditions), editionsKey(subscription)
	number, err := editions.NextSequence()
	if err != nil {
		return err
	}
	keys := keysUnder(editions, prefix)
	for ; len(keys) >= editionsKept; keys = keys[1:] {
		if err := deleteLong(editions, keys[0]); err != nil {
			return err
		}
	}
	record := editionRecordOf(e)
	record.Kept = momentOf(db.now())
	return putRecord(db.codec, editions, lineKey(prefix, number), record)
}

// forgetEditions removes all that a subscription told.
func forgetEditions(tx *bolt.Tx, subscription string) error {
	editions := tx.Bucket(bucketEditions)
	for _, key := range keysUnder(editions, editionsKey(subscription)) {
		if err := deleteLong(editions, key); err != nil {
			return err
		}
	}
	return nil
}

func editionsKey(subscription string) []byte {
	return []byte(briefing.DerivedID("editions", subscription))
}

func editionRecordOf(e briefing.ToldEdition) editionRecord {
	return editionRecord{
		Occurrence: e.Occurrence, From: momentOf(e.From), To: momentOf(e.To),
		Stories: each(e.Stories, func(s briefing.ToldStory) toldStoryRecord {
			return toldStoryRecord{
				ID: s.ID, Headline: s.Headline, Facts: factTexts(s.Facts), Words: s.Words, At: momentOf(s.At),
				Articles: each(s.Articles, func(id briefing.ArticleID) string { return string(id) }),
				Texts:    each(s.Texts, func(id briefing.RevisionID) string { return string(id) }),
			}
		}),
		Promises: each(e.Promises, func(p briefing.Promise) promiseRecord {
			return promiseRecord{Fact: string(p.Fact), Story: p.Story, From: momentOf(p.From), To: momentOf(p.To), Reminded: p.Reminded}
		}),
	}
}

func (r *editionRecord) edition() briefing.ToldEdition {
	return briefing.ToldEdition{
		Occurrence: r.Occurrence, From: r.From.time(), To: r.To.time(),
		Stories: each(r.Stories, func(s toldStoryRecord) briefing.ToldStory {
			return briefing.ToldStory{
				ID: s.ID, Headline: s.Headline, Facts: factIDs(s.Facts), Words: s.Words, At: s.At.time(),
				Articles: each(s.Articles, func(id string) briefing.ArticleID { return briefing.ArticleID(id) }),
				Texts:    each(s.Texts, func(id string) briefing.RevisionID { return briefing.RevisionID(id) }),
			}
		}),
		Promises: each(r.Promises, func(p promiseRecord) briefing.Promise {
			return briefing.Promise{Fact: briefing.FactID(p.Fact), Story: p.Story, From: p.From.time(), To: p.To.time(), Reminded: p.Reminded}
		}),
	}
}
