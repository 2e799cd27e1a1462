package store

import (
	"context"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// Forget deletes what is kept of a person of a service: feedback, watches, the turns, the answers, the ledger, the subscriptions and the
// deliveries of the direct channels to them and of the conversations inside other channels that they alone saw, and the jobs they caused;
// of other deliveries who asked for them. What was begun is ended first. It says how many records went.
func (db *DB) Forget(ctx context.Context, service, workspace, person string, direct ...briefing.Channel) (int, error) {
	f := forgetting{db: db, service: service, workspace: workspace, person: person}
	for _, c := range direct {
		f.places = append(f.places, string(placeKey(c)))
	}
	err := db.update(ctx, func(tx *bolt.Tx) error {
		f.tx, f.gone = tx, 0
		for _, forget := range []func() error{f.feedback, f.watches, f.subscriptions, f.turns, f.tellings, f.jobs, f.deliveries} {
			if err := forget(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("forget a person of %s: %w", service, err)
	}
	db.jobs.send()
	return f.gone, nil
}

// forgetting is the state of one Forget.
type forgetting struct {
	db                         *DB
	tx                         *bolt.Tx
	service, workspace, person string
	places                     []string // the keys of the direct channels to the person
	gone                       int
}

// said reports whether it was the person who did something.
func (f *forgetting) said(in channelRecord, from string) bool {
	return from != "" && (from == f.person && in.Service == f.service && in.Workspace == f.workspace || f.direct(in))
}

// direct reports whether what is said in a channel the person alone sees.
func (f *forgetting) direct(c channelRecord) bool {
	if c.Thread != "" && c.Service == f.service && c.Workspace == f.workspace && c.channel().Only() == f.person {
		return true
	}
	return slices.Contains(f.places, string(placeKey(c.channel())))
}

func (f *forgetting) feedback() error {
	feedback := f.tx.Bucket(bucketFeedback)
	for _, key := range keysUnderAny(feedback, nil, 8) {
		var record feedbackRecord
		if _, err := getRecord(f.db.codec, feedback, key, &record); err != nil {
			return err
		}
		if !f.said(record.Channel, record.From) {
			continue
		}
		f.gone++
		if err := removeFeedback(f.tx, numberOf(key), &record); err != nil {
			return err
		}
	}
	return nil
}

func (f *forgetting) watches() error {
	watches := f.tx.Bucket(bucketWatches)
	for _, key := range keysUnderAny(watches, nil, lineBytes) {
		var record watchRecord
		if _, err := getRecord(f.db.codec, watches, key, &record); err != nil {
			return err
		}
		if !f.said(record.Channel, record.From) && !f.direct(record.Channel) {
			continue
		}
		f.gone++
		if err := deleteLong(watches, key); err != nil {
			return err
		}
	}
	return nil
}

func (f *forgetting) subscriptions() error {
	subscriptions := f.tx.Bucket(bucketSubscriptions)
	var gone []subscriptionRecord
	for c, key, value := cursor(subscriptions); key != nil; key, value = c.Next() {
		var record subscriptionRecord
		if err := f.db.codec.read(key, value, &record); err != nil {
			return err
		}
		if f.direct(record.Channel) {
			gone = append(gone, record)
		}
	}
	for _, record := range gone {
		f.gone++
		if err := subscriptions.Delete(nameKey(record.ID)); err != nil {
			return err
		}
		if err := forgetEditions(f.tx, record.ID); err != nil {
			return err
		}
	}
	return nil
}

func (f *forgetting) turns() error {
	turns := f.tx.Bucket(bucketTurns)
	for _, entry := range keysUnderAny(f.tx.Bucket(bucketThreads), nil, 2*lineBytes) {
		thread, err := f.db.threadOf(turns, entry[lineBytes:])
		if err != nil {
			return err
		}
		if !f.direct(channelRecordOf(thread)) && !slices.Contains(f.places, string(entry[:lineBytes])) {
			continue
		}
		for _, key := range keysUnder(turns, entry[lineBytes:]) {
			f.gone++
			if err := f.answer(key); err != nil {
				return err
			}
			if err := f.db.forgetTurn(f.tx, key); err != nil {
				return err
			}
		}
	}
	return nil
}

// answer forgets the answer of a turn, and with it the question. Who was given the same answer cannot have it again.
func (f *forgetting) answer(turn []byte) error {
	var record turnRecord
	if _, err := getRecord(f.db.codec, f.tx.Bucket(bucketTurns), turn, &record); err != nil || record.Answer == "" {
		return err
	}
	told, key := f.tx.Bucket(bucketTold), toldKey(briefing.AnswerID(record.Answer))
	var kept toldRecord
	found, err := getRecord(f.db.codec, told, key, &kept)
	if err != nil || !found {
		return err
	}
	f.gone++
	if err := f.tx.Bucket(bucketToldByTime).Delete(jobKey(kept.Kept.time(), kept.Number)); err != nil {
		return err
	}
	return deleteLong(told, key)
}

func (f *forgetting) tellings() error {
	tellings := f.tx.Bucket(bucketTellings)
	for _, key := range keysUnderAny(tellings, nil, 8) {
		var record tellingRecord
		if _, err := getRecord(f.db.codec, tellings, key, &record); err != nil {
			return err
		}
		if !f.direct(record.Channel) {
			continue
		}
		f.gone++
		if err := forgetTelling(f.tx, numberOf(key), &record); err != nil {
			return err
		}
	}
	return nil
}

func (f *forgetting) jobs() error {
	jobs := f.tx.Bucket(bucketJobs)
	for _, key := range keysUnderAny(jobs, nil, 8) {
		var record jobRecord
		if _, err := getRecord(f.db.codec, jobs, key, &record); err != nil {
			return err
		}
		if !f.said(record.Channel, record.From) {
			continue
		}
		f.gone++
		if err := f.job(numberOf(key), &record); err != nil {
			return err
		}
	}
	return nil
}

// job drops a job. One that is claimed goes with its end, which is near; until then it must be known what it is to do, and only who
// wanted it is forgotten.
func (f *forgetting) job(number uint64, record *jobRecord) error {
	if err := f.db.leave(f.tx, number, record); err != nil {
		return err
	}
	if record.State != jobClaimed {
		return f.db.end(f.tx, number, record)
	}
	record.From = ""
	return f.db.enter(f.tx, number, record)
}

func (f *forgetting) deliveries() error {
	deliveries := f.tx.Bucket(bucketDeliveries)
	for _, key := range keysUnderAny(deliveries, nil, 8) {
		var record deliveryRecord
		if _, err := getRecord(f.db.codec, deliveries, key, &record); err != nil {
			return err
		}
		if !f.direct(record.Channel) {
			if err := f.asker(numberOf(key), &record); err != nil {
				return err
			}
			continue
		}
		f.gone++
		if err := deleteLong(deliveries, key); err != nil {
			return err
		}
	}
	return nil
}

// asker forgets who asked for a delivery that others have seen.
func (f *forgetting) asker(number uint64, record *deliveryRecord) error {
	if !f.said(record.Channel, record.From) {
		return nil
	}
	f.gone++
	record.From = ""
	return f.db.putDelivery(f.tx, number, record)
}
