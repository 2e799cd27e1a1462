package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// subscriptions   subscription id (nameKey) -> subscriptionRecord
var bucketSubscriptions = []byte("subscriptions")

type subscriptionRecord struct {
	ID      string        `cbor:"1,keyasint"`
	Name    string        `cbor:"2,keyasint,omitempty"`
	Channel channelRecord `cbor:"3,keyasint,omitzero"`
	Topics  []string      `cbor:"4,keyasint,omitempty"`
	Times   []int         `cbor:"5,keyasint,omitempty"` // minutes since midnight
	Days    []int         `cbor:"6,keyasint,omitempty"` // 0 is Sunday
	Zone    string        `cbor:"7,keyasint,omitempty"`
	Max     int           `cbor:"8,keyasint,omitempty"`
	Since   moment        `cbor:"9,keyasint,omitzero"`

	Owner    string   `cbor:"10,keyasint,omitempty"`
	Outlets  []string `cbor:"11,keyasint,omitempty"`
	Without  []string `cbor:"12,keyasint,omitempty"`
	Include  []string `cbor:"13,keyasint,omitempty"`
	Exclude  []string `cbor:"14,keyasint,omitempty"`
	Cron     string   `cbor:"15,keyasint,omitempty"`
	Revision int      `cbor:"16,keyasint,omitempty"`
	Length   string   `cbor:"17,keyasint,omitempty"`
	Quiet    []string `cbor:"18,keyasint,omitempty"`
	Empty    string   `cbor:"19,keyasint,omitempty"`
	Again    string   `cbor:"20,keyasint,omitempty"`
	Paused   moment   `cbor:"21,keyasint,omitzero"`
	Disabled string   `cbor:"22,keyasint,omitempty"`
	Begins   moment   `cbor:"23,keyasint,omitzero"`
}

// PutSubscription keeps s in the place of the one with its id, if there is one. Its Since never goes back, since a digest may have been
// posted since s was read; only from a time in the future, where a wrong clock had put it, it may.
func (db *DB) PutSubscription(ctx context.Context, s briefing.Subscription) error {
	if s.ID == "" {
		return errors.New("put subscription: it has no id")
	}
	err := db.change(ctx, func(tx *bolt.Tx) error {
		b := tx.Bucket(bucketSubscriptions)
		var kept subscriptionRecord
		if _, err := getRecord(db.codec, b, nameKey(s.ID), &kept); err != nil {
			return err
		}
		record := subscriptionRecordOf(s)
		record.Since = momentOf(later(kept.Since.time(), s.Since, db.now()))
		return putSmall(db.codec, b, nameKey(s.ID), record)
	})
	if err != nil {
		return fmt.Errorf("put subscription %s: %w", s.ID, err)
	}
	return nil
}

// DeleteSubscription fails with briefing.ErrNotFound if there is none of that id.
func (db *DB) DeleteSubscription(ctx context.Context, id string) error {
	err := db.change(ctx, func(tx *bolt.Tx) error {
		b := tx.Bucket(bucketSubscriptions)
		if b.Get(nameKey(id)) == nil {
			return refusal{briefing.ErrNotFound}
		}
		return errors.Join(b.Delete(nameKey(id)), forgetEditions(tx, id))
	})
	if err != nil {
		return fmt.Errorf("delete subscription %s: %w", id, err)
	}
	return nil
}

// Subscription is the one of an id, or briefing.ErrNotFound.
func (db *DB) Subscription(ctx context.Context, id string) (briefing.Subscription, error) {
	var record subscriptionRecord
	err := db.read(ctx, func(tx *bolt.Tx) error {
		found, err := getRecord(db.codec, tx.Bucket(bucketSubscriptions), nameKey(id), &record)
		if err == nil && !found {
			err = briefing.ErrNotFound
		}
		return err
	})
	if err != nil {
		return briefing.Subscription{}, fmt.Errorf("subscription %s: %w", id, err)
	}
	return record.subscription(), nil
}

// Subscriptions lists all, by id.
func (db *DB) Subscriptions(ctx context.Context) ([]briefing.Subscription, error) {
	var list []briefing.Subscription
	err := db.read(ctx, func(tx *bolt.Tx) error {
		for c, key, value := cursor(tx.Bucket(bucketSubscriptions)); key != nil; key, value = c.Next() {
			var record subscriptionRecord
			if err := db.codec.read(key, value, &record); err != nil {
				return fmt.Errorf("subscription %s: %w", key, err)
			}
			list = append(list, record.subscription())
		}
		return nil
	})
	return list, err
}

func subscriptionRecordOf(s briefing.Subscription) subscriptionRecord {
	return subscriptionRecord{
		ID: s.ID, Name: s.Name, Channel: channelRecordOf(s.Channel), Topics: s.Topics,
		Times: each(s.Schedule.Times, func(t briefing.ClockTime) int { return int(t) }),
		Days:  each(s.Schedule.Days, func(d time.Weekday) int { return int(d) }),
		Zone:  s.Schedule.Zone, Max: s.Max, Since: momentOf(s.Since),
		Owner: s.Owner, Outlets: s.Outlets, Without: s.Without, Include: s.Include, Exclude: s.Exclude, Cron: s.Schedule.Cron,
		Revision: s.Revision, Length: string(s.Length), Quiet: s.Quiet, Empty: string(s.Empty), Again: string(s.Again),
		Paused: momentOf(s.Paused), Disabled: s.Disabled, Begins: momentOf(s.Begins),
	}
}

func (r *subscriptionRecord) subscription() briefing.Subscription {
	return briefing.Subscription{
		ID: r.ID, Name: r.Name, Channel: r.Channel.channel(), Topics: r.Topics,
		Schedule: briefing.Schedule{
			Times: each(r.Times, func(t int) briefing.ClockTime { return briefing.ClockTime(t) }),
			Days:  each(r.Days, func(d int) time.Weekday { return time.Weekday(d) }),
			Zone:  r.Zone, Cron: r.Cron,
		},
		Max: r.Max, Since: r.Since.time(),
		Owner: r.Owner, Outlets: r.Outlets, Without: r.Without, Include: r.Include, Exclude: r.Exclude,
		Revision: r.Revision, Length: briefing.Length(r.Length), Quiet: r.Quiet, Empty: briefing.Empty(r.Empty), Again: briefing.Again(r.Again),
		Paused: r.Paused.time(), Disabled: r.Disabled, Begins: r.Begins.time(),
	}
}
