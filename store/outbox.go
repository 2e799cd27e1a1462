package store

import (
	"context"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// deliveries      number of the job        -> deliveryRecord
//
// A delivery outlives its job: it goes with the job's id, a week after the job was done.
var bucketDeliveries = []byte("deliveries")

type deliveryRecord struct {
	Job     string        `cbor:"1,keyasint"`
	Channel channelRecord `cbor:"2,keyasint,omitzero"`
	Parts   []partRecord  `cbor:"3,keyasint,omitempty"`
	Outcome outcomeRecord `cbor:"4,keyasint,omitzero"`
	Planned moment        `cbor:"5,keyasint,omitzero"`
	Failed  string        `cbor:"6,keyasint,omitempty"`
	From    string        `cbor:"7,keyasint,omitempty"`
}

type partRecord struct {
	Body     []byte   `cbor:"1,keyasint,omitempty"`
	Mark     string   `cbor:"2,keyasint,omitempty"`
	Under    bool     `cbor:"3,keyasint,omitempty"`
	State    string   `cbor:"4,keyasint,omitempty"`
	Attempts int      `cbor:"5,keyasint,omitempty"`
	Armed    moment   `cbor:"6,keyasint,omitzero"`
	Boot     string   `cbor:"7,keyasint,omitempty"`
	Posted   string   `cbor:"8,keyasint,omitempty"`
	At       moment   `cbor:"9,keyasint,omitzero"`
	Reason   string   `cbor:"10,keyasint,omitempty"`
	Facts    []string `cbor:"11,keyasint,omitempty"`
	Thread   string   `cbor:"12,keyasint,omitempty"`
}

// Delivery is what was planned for a job, or briefing.ErrNotFound.
func (db *DB) Delivery(ctx context.Context, job string) (d briefing.Delivery, err error) {
	err = db.read(ctx, func(tx *bolt.Tx) error {
		var record deliveryRecord
		found, err := db.delivery(tx, jobNumber(tx, job), &record)
		if err == nil && !found {
			err = briefing.ErrNotFound
		}
		d = record.delivery()
		return err
	})
	if err != nil {
		return briefing.Delivery{}, fmt.Errorf("delivery of job %s: %w", job, err)
	}
	return d, nil
}

// PutDelivery keeps d durably before it returns, in the place of what was kept for its job. It fails with briefing.ErrNotFound if
// the job's id is not known.
func (db *DB) PutDelivery(ctx context.Context, d briefing.Delivery) error {
	record := deliveryRecordOf(d)
	err := db.change(ctx, func(tx *bolt.Tx) error {
		number := jobNumber(tx, d.Job)
		if number == 0 {
			return refusal{briefing.ErrNotFound}
		}
		return db.putDelivery(tx, number, &record)
	})
	if err != nil {
		return fmt.Errorf("put delivery of job %s: %w", d.Job, err)
	}
	return nil
}

func (db *DB) delivery(tx *bolt.Tx, number uint64, into *deliveryRecord) (found bool, err error) {
	return getRecord(db.codec, tx.Bucket(bucketDeliveries), numberKey(number), into)
}

func (db *DB) putDelivery(tx *bolt.Tx, number uint64, record *deliveryRecord) error {
	deliveries, key := tx.Bucket(bucketDeliveries), numberKey(number)
	if err := deleteLong(deliveries, key); err != nil {
		return err
	}
	return putRecord(db.codec, deliveries, key, record)
}

// jobNumber is the number of a job whose id is known, or 0.
func jobNumber(tx *bolt.Tx, id string) uint64 {
	return numberOf(tx.Bucket(bucketJobIDs).Get(nameKey(id)))
}

func deliveryRecordOf(d briefing.Delivery) deliveryRecord {
	return deliveryRecord{
		Job: d.Job, Channel: channelRecordOf(d.Channel), Parts: each(d.Parts, partRecordOf),
		Outcome: outcomeRecordOf(d.Outcome), Planned: momentOf(d.Planned), Failed: d.Failed,
		From: d.From,
	}
}

func (r *deliveryRecord) delivery() briefing.Delivery {
	return briefing.Delivery{
		Job: r.Job, From: r.From, Channel: r.Channel.channel(), Parts: each(r.Parts, partRecord.part), Outcome: r.Outcome.outcome(), Planned: r.Planned.time(), Failed: r.Failed,
	}
}

func partRecordOf(p briefing.DeliveryPart) partRecord {
	return partRecord{
		Body: p.Body, Mark: p.Mark, Under: p.Under, State: string(p.State), Attempts: p.Attempts, Armed: momentOf(p.Armed),
		Boot: p.Boot, Posted: p.Posted, At: momentOf(p.At), Reason: p.Reason, Facts: factTexts(p.Facts), Thread: p.Thread,
	}
}

func (r partRecord) part() briefing.DeliveryPart {
	return briefing.DeliveryPart{
		Body: r.Body, Mark: r.Mark, Under: r.Under, State: briefing.PartState(r.State), Attempts: r.Attempts, Armed: r.Armed.time(),
		Boot: r.Boot, Posted: r.Posted, At: r.At.time(), Reason: r.Reason, Facts: factIDs(r.Facts), Thread: r.Thread,
	}
}

func factTexts(ids []briefing.FactID) []string {
	return each(ids, func(id briefing.FactID) string { return string(id) })
}

func factIDs(texts []string) []briefing.FactID {
	return each(texts, func(id string) briefing.FactID { return briefing.FactID(id) })
}

// conversation are the buckets that format 4 has brought.
var conversation = [][]byte{
	bucketArticlesWithdrawn, bucketDeliveries, bucketJobsParked, bucketJobsReady, bucketThreads,
	bucketTellings, bucketTellingsByArticle, bucketTellingsByPlace, bucketCorrections,
	bucketEditions, bucketWatches, bucketSettings, bucketFeedback, bucketFeedbackIDs, bucketCounters,
}

// conversationBuckets makes room for what was sent and told, and for what people set and said, from format 4 on. From then on the
// entries of jobs name their service too, and lines have heads.
func conversationBuckets(tx *bolt.Tx, c *codec, now time.Time) error {
	for _, name := range conversation {
		if _, err := tx.CreateBucket(name); err != nil {
			return fmt.Errorf("bucket %s: %w", name, err)
		}
	}
	return enterAgain(tx, c, now)
}
