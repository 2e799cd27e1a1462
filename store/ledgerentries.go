package store

import (
	"context"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// ledgerEntries proves that each telling is found by its place and, until it was corrected, by its article, and that all these entries
// and the corrections lead to one.
func (p *proof) ledgerEntries(ctx context.Context) error {
	err := p.walk(ctx, bucketTellings, func(v *View, key, _ []byte) error {
		if len(key) > 8 { // a further part of a long record
			return nil
		}
		var record tellingRecord
		if _, err := getRecord(v.db.codec, v.tx.Bucket(bucketTellings), key, &record); err != nil {
			return fmt.Errorf("telling number %d: %w", numberOf(key), err)
		}
		number := numberOf(key)
		switch {
		case !has(v.tx, bucketTellingsByPlace, lineKey(placeKey(record.Channel.channel()), number)):
			return fmt.Errorf("telling number %d: %w: its place does not lead to it", number, ErrDamaged)
		case has(v.tx, bucketTellingsByArticle, lineKey(articleKey(record.Article), number)) != (record.Corrected == moment{}):
			return fmt.Errorf("telling number %d: %w: its article does not lead to it, or still does", number, ErrDamaged)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, bucket := range []struct {
		name []byte
		key  func(*tellingRecord) []byte // what its keys begin with
	}{
		{bucketTellingsByPlace, func(r *tellingRecord) []byte { return placeKey(r.Channel.channel()) }},
		{bucketCorrections, func(r *tellingRecord) []byte { return placeKey(r.Channel.channel()) }},
		{bucketTellingsByArticle, func(r *tellingRecord) []byte { return articleKey(r.Article) }},
	} {
		err := p.walk(ctx, bucket.name, func(v *View, key, _ []byte) error {
			var record tellingRecord
			number := numberOf(key[min(lineBytes, len(key)):])
			found, err := getRecord(v.db.codec, v.tx.Bucket(bucketTellings), numberKey(number), &record)
			if err == nil && (!found || string(lineKey(bucket.key(&record), number)) != string(key)) {
				err = fmt.Errorf("%w: it leads to no telling", ErrDamaged)
			}
			if err != nil {
				return fmt.Errorf("%s %x: %w", bucket.name, key, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// feedbackEntries proves that feedback is found by its id, and that each id leads to one.
func (p *proof) feedbackEntries(ctx context.Context) error {
	err := p.walk(ctx, bucketFeedback, func(v *View, key, _ []byte) error {
		if len(key) > 8 { // a further part of a long record
			return nil
		}
		var record feedbackRecord
		if _, err := getRecord(v.db.codec, v.tx.Bucket(bucketFeedback), key, &record); err != nil {
			return fmt.Errorf("feedback number %d: %w", numberOf(key), err)
		}
		if numberOf(v.tx.Bucket(bucketFeedbackIDs).Get(feedbackKey(record.ID))) != numberOf(key) {
			return fmt.Errorf("feedback %s: %w: its id does not lead to it", record.ID, ErrDamaged)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.walk(ctx, bucketFeedbackIDs, func(v *View, key, number []byte) error {
		if !has(v.tx, bucketFeedback, number) {
			return fmt.Errorf("%s %x: %w: it leads to no feedback", bucketFeedbackIDs, key, ErrDamaged)
		}
		return nil
	})
}

// has reports whether a bucket has a key.
func has(tx *bolt.Tx, bucket, key []byte) bool { return tx.Bucket(bucket).Get(key) != nil }
