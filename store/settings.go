package store

import (
	"context"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// settings        place (16 bytes)         -> settingsRecord
var bucketSettings = []byte("settings")

type settingsRecord struct {
	Place     channelRecord `cbor:"1,keyasint,omitzero"`
	Zone      string        `cbor:"2,keyasint,omitempty"`
	Length    string        `cbor:"3,keyasint,omitempty"`
	Subscribe int           `cbor:"4,keyasint,omitempty"`
	Daily     int           `cbor:"5,keyasint,omitempty"`
}

// Settings is what a place has set; a place that set nothing has zero settings. No other place's settings are in it.
func (db *DB) Settings(ctx context.Context, place briefing.Channel) (briefing.Settings, error) {
	place.Thread = ""
	record := settingsRecord{Place: channelRecordOf(place)}
	err := db.read(ctx, func(tx *bolt.Tx) error {
		_, err := getRecord(db.codec, tx.Bucket(bucketSettings), placeKey(place), &record)
		return err
	})
	if err != nil {
		return briefing.Settings{}, fmt.Errorf("settings of %s: %w", place, err)
	}
	return record.settings(), nil
}

// PutSettings keeps s in the place of what its place had set.
func (db *DB) PutSettings(ctx context.Context, s briefing.Settings) error {
	s.Place.Thread = ""
	err := db.change(ctx, func(tx *bolt.Tx) error {
		return putSmall(db.codec, tx.Bucket(bucketSettings), placeKey(s.Place), settingsRecordOf(s))
	})
	if err != nil {
		return fmt.Errorf("put settings of %s: %w", s.Place, err)
	}
	return nil
}

func settingsRecordOf(s briefing.Settings) settingsRecord {
	return settingsRecord{
		Place: channelRecordOf(s.Place), Zone: s.Zone, Length: string(s.Length), Subscribe: int(s.Subscribe), Daily: s.Daily,
	}
}

func (r *settingsRecord) settings() briefing.Settings {
	return briefing.Settings{
		Place: r.Place.channel(), Zone: r.Zone, Length: briefing.Length(r.Length), Subscribe: briefing.Role(r.Subscribe), Daily: r.Daily,
	}
}
